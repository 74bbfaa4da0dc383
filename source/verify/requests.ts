import type {AccessRequest, RequestContext} from '../policy/index.ts';
import type {Situation} from './situation.ts';

/** A key that no policy names, so that what holds for it holds for every object that is not treated apart. */
const anyObject = 's3-handshake/any-object';

function accountOf(arn: string): string {
	return arn.split(':')[4] ?? '';
}

// Keys that AWS adds only to calls between its own services, or that the vendor cannot send.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
const neverSent = [
	'aws:SourceArn',
	'aws:SourceAccount',
	'aws:SourceOrgID',
	'aws:PrincipalServiceName',
	'aws:FederatedProvider',
	'aws:MultiFactorAuthAge',
];

function contextOf(
	principal: string,
	values: RequestContext['values'],
	absent: readonly string[] = [],
): RequestContext {
	return {
		values: {
			'aws:PrincipalArn': principal,
			'aws:PrincipalAccount': accountOf(principal),
			'aws:SecureTransport': 'true',
			'aws:PrincipalIsAWSService': 'false',
			...values,
		},
		others: 'unknown',
		absent: [...neverSent, ...absent],
	};
}

/** The tag by which the vendor tells its customers apart: this customer's, another one's, or none at all. */
export type Tenant = 'own' | 'other' | 'none';

function tenantContext(
	{profile, connection}: Situation,
	tenant: Tenant,
): {values: Record<string, string>; absent: string[]} {
	if (profile.tenant === undefined) {
		return {values: {}, absent: []};
	}

	const {conditionKey, input} = profile.tenant;
	const own = connection.inputs[input] ?? '';
	return tenant === 'none'
		? {values: {}, absent: [conditionKey]}
		: {values: {[conditionKey]: tenant === 'own' ? own : otherThan(own)}, absent: []};
}

/** A value of the same form that is certainly another one. */
export function otherThan(value: string): string {
	const last = value.at(-1) ?? '';
	return `${value.slice(0, -1)}${last === '0' ? '1' : '0'}`;
}

/** A request of the vendor to S3: on the bucket itself, or on an object in it. */
export function bucketRequest(
	situation: Situation,
	action: string,
	on: 'bucket' | 'object',
	tenant: Tenant = 'own',
): AccessRequest {
	const {values, absent} = tenantContext(situation, tenant);
	const {accountId, region} = situation.connection;
	return {
		principal: situation.principal,
		action,
		resource: on === 'bucket' ? situation.bucketArn : `${situation.bucketArn}/${anyObject}`,
		resourceAccount: accountId,
		context: contextOf(
			situation.principal,
			{
				'aws:ResourceAccount': accountId,
				's3:ResourceAccount': accountId,
				'aws:RequestedRegion': region,
				'aws:ViaAWSService': 'false',
				...values,
			},
			absent,
		),
	};
}

/** A request that S3 makes to KMS in the vendor's name. */
export function keyRequest(
	situation: Situation,
	action: string,
	tenant: Tenant = 'own',
): AccessRequest {
	const {values, absent} = tenantContext(situation, tenant);
	const {region, kmsKeyArn = ''} = situation.connection;
	const {encryption} = situation.snapshot.bucket;
	const rule = encryption.status === 'found' ? encryption.value[0] : undefined;
	// With a bucket key the encryption context holds the bucket's ARN, otherwise the object's; DSSE has no bucket keys.
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
	const encryptionContext =
		rule === undefined
			? {}
			: {
					'kms:EncryptionContext:aws:s3:arn':
						rule.bucketKeyEnabled === true && rule.algorithm === 'aws:kms'
							? situation.bucketArn
							: `${situation.bucketArn}/${anyObject}`,
				};
	return {
		principal: situation.principal,
		action,
		resource: kmsKeyArn,
		resourceAccount: accountOf(kmsKeyArn),
		context: contextOf(
			situation.principal,
			{
				'aws:ResourceAccount': accountOf(kmsKeyArn),
				'aws:RequestedRegion': region,
				'aws:ViaAWSService': 'true',
				'kms:ViaService': `s3.${region}.amazonaws.com`,
				'kms:CallerAccount': accountOf(situation.principal),
				'kms:EncryptionContextKeys': ['aws:s3:arn'],
				...encryptionContext,
				...values,
			},
			absent,
		),
	};
}

/** What the caller of AssumeRole sends as external ID. */
export type SentExternalId = 'agreed' | 'other' | 'none';

/** The vendor's request to take on the customer's role; it cannot use MFA. */
export function assumeRequest(
	situation: Situation,
	sent: SentExternalId,
	caller: string = situation.profile.principal,
): AccessRequest {
	const agreed = situation.connection.externalId ?? '';
	return {
		principal: caller,
		action: 'sts:AssumeRole',
		resource: situation.principal,
		resourceAccount: situation.connection.accountId,
		context: contextOf(
			caller,
			sent === 'none' ? {} : {'sts:ExternalId': sent === 'agreed' ? agreed : otherThan(agreed)},
			[...(sent === 'none' ? ['sts:ExternalId'] : []), 'aws:MultiFactorAuthPresent'],
		),
	};
}

/** A request of somebody who is nobody in particular: without credentials, over TLS, from anywhere. */
export function anonymousRequest(
	situation: Situation,
	action: string,
	on: 'bucket' | 'object',
): AccessRequest {
	const request = bucketRequest(situation, action, on, 'none');
	const {
		'aws:PrincipalArn': _arn,
		'aws:PrincipalAccount': _account,
		...values
	} = request.context.values;
	return {
		...request,
		principal: undefined,
		context: {
			...request.context,
			values,
			absent: [
				...(request.context.absent ?? []),
				'aws:PrincipalArn',
				'aws:PrincipalAccount',
				'aws:PrincipalOrgID',
				'aws:userid',
				'aws:username',
			],
		},
	};
}
