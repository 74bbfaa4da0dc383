import * as fc from 'fast-check';
import type {AccessRequest, PolicyDocument, Statement} from '../../../source/policy/index.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../../support/connections.ts';

/** Random policies in which a vendor's statement stands among others', is shared with them or narrowed by the customer. */

/** A connection with a bucket and a key. */
export const bucketConnection = iconikConnection();
export const roleConnection = creativeForceConnection();

const bucket = 'arn:aws:s3:::acme-assets';
const vendorRole = 'arn:aws:iam::283217727627:role/IconikS3AccessRole';
const vendorUser = 'arn:aws:iam::092392787187:user/CreativeForceCloudS3';
const own = 'arn:aws:iam::111122223333:role/Backup';
const partner = 'arn:aws:iam::444455556666:role/Partner';
const colleague = 'arn:aws:iam::283217727627:role/Support';
const domain = bucketConnection.inputs.systemDomainId ?? '';
const otherDomain = '99999999-3563-11e7-adf1-6c4008b85488';
const agreedId = roleConnection.externalId ?? '';
const tenant = 'aws:PrincipalTag/IconikSystemDomainId';

const one = <T>(...items: readonly T[]) => fc.constantFrom(...items);

type Principal = NonNullable<Statement['Principal']>;
type Condition = NonNullable<Statement['Condition']>;

const places = one<Texts>(
	[bucket, `${bucket}/*`],
	[bucket, `${bucket}/*`],
	`${bucket}/*`,
	bucket,
	`${bucket}/reports/*`,
	'*',
);
const actions = one<Texts>(
	's3:*',
	's3:*',
	's3:GetObject',
	['s3:GetObject', 's3:ListBucket'],
	['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
	['s3:Get*', 's3:PutBucketPolicy'],
);
const sids = one<string | undefined>(
	'IconikStorageAccess',
	'IconikBucketAccess',
	'Statement1',
	'Mine',
	'Mine',
	undefined,
);
/** Whom a statement names, the vendor among them or not. */
const principals = one<Principal>(
	{AWS: vendorRole},
	{AWS: vendorRole},
	{AWS: vendorRole},
	{AWS: [vendorRole, own]},
	{AWS: [partner, vendorRole]},
	{AWS: own},
	{AWS: partner},
	{AWS: 'arn:aws:iam::283217727627:root'},
	{AWS: '444455556666'},
	{Service: 'logging.s3.amazonaws.com'},
	{AWS: own, Service: 'cloudtrail.amazonaws.com'},
	'*',
);
const conditions = one<Condition | undefined>(
	undefined,
	undefined,
	{StringEquals: {[tenant]: domain}},
	{StringEquals: {[tenant]: domain}},
	{StringEquals: {[tenant]: otherDomain}},
	{StringEquals: {[tenant]: [otherDomain, domain]}},
	{StringEqualsIfExists: {[tenant]: domain}},
	{StringEquals: {[tenant]: domain}, Bool: {'aws:SecureTransport': 'true'}},
	{StringEquals: {[tenant]: domain}, IpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
	{StringEquals: {[tenant]: domain}, DateLessThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}},
	{StringEquals: {[tenant]: domain}, DateLessThan: {'aws:CurrentTime': '2090-01-01T00:00:00Z'}},
	{ArnLike: {'aws:PrincipalArn': [vendorRole, own]}},
	{StringEquals: {'aws:PrincipalAccount': ['283217727627', '111122223333']}},
	{StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}},
);

/** Whom a Deny spares or hits. */
const denied = one<Pick<Statement, 'Principal' | 'NotPrincipal' | 'Condition'>>(
	{Principal: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}},
	{Principal: '*', Condition: {ArnNotEquals: {'aws:PrincipalArn': [own, partner]}}},
	{Principal: '*', Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}}},
	{NotPrincipal: {AWS: [own, 'arn:aws:iam::111122223333:root']}},
	{Principal: {AWS: partner}},
	{Principal: {AWS: [vendorRole, partner]}},
);

type Texts = string | readonly string[];

/** Allow and Deny statements with these Sids, actions and resources. */
function statementsOf(
	names: fc.Arbitrary<string | undefined>,
	whatTheyDo: fc.Arbitrary<Texts>,
	where: fc.Arbitrary<Texts>,
): fc.Arbitrary<Statement> {
	const allow = fc
		.tuple(names, principals, whatTheyDo, where, conditions)
		.map(([Sid, Principal, Action, Resource, Condition]) => ({
			...(Sid !== undefined && {Sid}),
			Effect: 'Allow' as const,
			Principal,
			Action,
			Resource,
			...(Condition !== undefined && {Condition}),
		}));
	const deny = fc.tuple(names, denied, whatTheyDo, where).map(([Sid, whom, Action, Resource]) => ({
		...(Sid !== undefined && {Sid}),
		Effect: 'Deny' as const,
		...whom,
		Action,
		Resource,
	}));
	return fc.oneof({weight: 4, arbitrary: allow}, {weight: 1, arbitrary: deny});
}

/** AWS takes each Sid once in a policy. */
function withOwnSids(statements: readonly Statement[]): PolicyDocument {
	const taken = new Set<string>();
	return {
		Version: '2012-10-17',
		Statement: statements.map(({Sid, ...rest}) => {
			if (Sid === undefined || taken.has(Sid)) {
				return rest;
			}

			taken.add(Sid);
			return {Sid, ...rest};
		}),
	};
}

const statement = statementsOf(sids, actions, places);

/** Bucket policies; one in fifty has as many statements as fit. */
export const bucketPolicies: fc.Arbitrary<PolicyDocument> = fc
	.oneof(
		{weight: 49, arbitrary: fc.array(statement, {minLength: 1, maxLength: 4})},
		{weight: 1, arbitrary: fc.array(statement, {minLength: 40, maxLength: 60})},
	)
	.map(withOwnSids);

const keyStatement = statementsOf(
	one<string | undefined>('IconikCMKAccess', 'Allow use of the key', 'Mine', undefined),
	one<Texts>(
		'kms:*',
		['kms:Decrypt', 'kms:GenerateDataKey*'],
		['kms:Decrypt', 'kms:GenerateDataKey*'],
		'kms:Decrypt',
		['kms:CreateGrant', 'kms:ListGrants'],
		['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
	),
	one<Texts>('*'),
);

/** Key policies: a key always has one, and it leaves the key to its account. */
export const keyPolicies: fc.Arbitrary<PolicyDocument> = fc
	.array(keyStatement, {maxLength: 4})
	.map((list) =>
		withOwnSids([
			{
				Sid: 'Enable IAM User Permissions',
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::111122223333:root'},
				Action: 'kms:*',
				Resource: '*',
			},
			...list,
		]),
	);

const idConditions = one<Condition | undefined>(
	undefined,
	{StringEquals: {'sts:ExternalId': agreedId}},
	{StringEquals: {'sts:ExternalId': agreedId}},
	{StringEquals: {'sts:ExternalId': 'another-connection'}},
	{StringEquals: {'sts:ExternalId': ['another-connection', agreedId]}},
	{StringLike: {'sts:ExternalId': '*'}},
	{StringEquals: {'sts:ExternalId': agreedId}, IpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
	{StringEquals: {'sts:ExternalId': agreedId}, Bool: {'aws:MultiFactorAuthPresent': 'true'}},
);

/** Trust policies of a role that may serve others, too. */
export const trustPolicies: fc.Arbitrary<PolicyDocument> = fc
	.array(
		fc
			.tuple(
				one<string | undefined>('Vendor', 'Mine', undefined),
				one<Statement['Effect']>('Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
				one<Principal>(
					{AWS: vendorUser},
					{AWS: vendorUser},
					{AWS: [vendorUser, partner]},
					{AWS: 'arn:aws:iam::092392787187:root'},
					{AWS: partner},
					{AWS: own},
					{Service: 'lambda.amazonaws.com'},
				),
				one<Texts>(
					'sts:AssumeRole',
					'sts:AssumeRole',
					['sts:AssumeRole', 'sts:TagSession'],
					'sts:TagSession',
				),
				idConditions,
			)
			.map(([Sid, Effect, Principal, Action, Condition]) => ({
				...(Sid !== undefined && {Sid}),
				Effect,
				Principal,
				Action,
				...(Condition !== undefined && {Condition}),
			})),
		{minLength: 1, maxLength: 4},
	)
	.map(withOwnSids);

type Who = {
	readonly party: 'vendor' | 'other-customers' | 'vendor-account' | 'others';
	readonly principal: string | undefined;
	readonly values: Readonly<Record<string, string>>;
};

const arnOf = (principal: string) => ({
	'aws:PrincipalArn': principal,
	'aws:PrincipalAccount': principal.split(':')[4] ?? '',
});

const whoUsesBucket: readonly Who[] = [
	{party: 'vendor', principal: vendorRole, values: {...arnOf(vendorRole), [tenant]: domain}},
	{
		party: 'other-customers',
		principal: vendorRole,
		values: {...arnOf(vendorRole), [tenant]: otherDomain},
	},
	{party: 'other-customers', principal: vendorRole, values: arnOf(vendorRole)},
	{party: 'vendor-account', principal: colleague, values: arnOf(colleague)},
	{party: 'others', principal: own, values: arnOf(own)},
	{party: 'others', principal: partner, values: arnOf(partner)},
	{
		party: 'others',
		principal: 'arn:aws:iam::999988887777:role/Anybody',
		values: arnOf('arn:aws:iam::999988887777:role/Anybody'),
	},
	{party: 'others', principal: undefined, values: {}},
];

const whoTakesRole: readonly Who[] = [
	{
		party: 'vendor',
		principal: vendorUser,
		values: {...arnOf(vendorUser), 'sts:ExternalId': agreedId},
	},
	{
		party: 'other-customers',
		principal: vendorUser,
		values: {...arnOf(vendorUser), 'sts:ExternalId': 'another-connection'},
	},
	{party: 'other-customers', principal: vendorUser, values: arnOf(vendorUser)},
	{
		party: 'vendor-account',
		principal: 'arn:aws:iam::092392787187:role/Support',
		values: {...arnOf('arn:aws:iam::092392787187:role/Support'), 'sts:ExternalId': agreedId},
	},
	{party: 'others', principal: own, values: arnOf(own)},
	{
		party: 'others',
		principal: partner,
		values: {...arnOf(partner), 'sts:ExternalId': 'another-connection'},
	},
];

const circumstances: readonly Readonly<Record<string, string>>[] = [
	{
		'aws:SecureTransport': 'true',
		'aws:SourceIp': '203.0.113.9',
		'aws:CurrentTime': '2026-01-15T00:00:00Z',
	},
	{
		'aws:SecureTransport': 'true',
		'aws:SourceIp': '198.51.100.9',
		'aws:CurrentTime': '2026-01-15T00:00:00Z',
		'aws:PrincipalOrgID': 'o-a1b2c3d4e5',
	},
	{
		'aws:SecureTransport': 'false',
		'aws:SourceIp': '203.0.113.9',
		'aws:CurrentTime': '2019-01-15T00:00:00Z',
	},
];

/** The external ID goes along with sts:AssumeRole alone. */
function withoutId({'sts:ExternalId': _id, ...rest}: Who['values']): Who['values'] {
	return rest;
}

/** A request, and whose it is. */
export type Sample = {readonly party: Who['party']; readonly request: AccessRequest};

function samplesOf(
	whos: readonly Who[],
	asks: readonly (readonly [action: string, resource: string])[],
): Sample[] {
	return whos.flatMap(({party, principal, values}) =>
		asks.flatMap(([action, resource]) =>
			circumstances.map((around) => ({
				party,
				request: {
					principal,
					action,
					resource,
					resourceAccount: '111122223333',
					context: {
						values: {...around, ...(action === 'sts:TagSession' ? withoutId(values) : values)},
						others: 'absent' as const,
					},
				},
			})),
		),
	);
}

/** Requests for the bucket: of everybody whom the policies name, and of some whom they do not. */
export const bucketSamples: readonly Sample[] = samplesOf(whoUsesBucket, [
	['s3:ListBucket', bucket],
	['s3:PutBucketPolicy', bucket],
	['s3:GetObject', `${bucket}/reports/a`],
	['s3:GetObject', `${bucket}/b`],
	['s3:PutObject', `${bucket}/b`],
	['s3:DeleteObject', `${bucket}/reports/a`],
]);

const role = 'arn:aws:iam::111122223333:role/CreativeForceAccess';

/** Requests to take the role. */
export const trustSamples: readonly Sample[] = samplesOf(whoTakesRole, [
	['sts:AssumeRole', role],
	['sts:TagSession', role],
]);

/**
 * Requests for the key, of the same as for the bucket. S3 makes them for whoever uses an object, and KMS is spoken to by TLS
 * alone. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 * https://docs.aws.amazon.com/kms/latest/developerguide/infrastructure-security.html
 */
export const keySamples: readonly Sample[] = samplesOf(whoUsesBucket, [
	['kms:Decrypt', keyArn],
	['kms:GenerateDataKey', keyArn],
	['kms:CreateGrant', keyArn],
	['kms:PutKeyPolicy', keyArn],
])
	.filter(({request}) => request.context.values['aws:SecureTransport'] === 'true')
	.map(({party, request}) => ({
		party,
		request: {
			...request,
			context: {
				...request.context,
				values: {
					...request.context.values,
					'kms:ViaService': 's3.eu-central-1.amazonaws.com',
				},
			},
		},
	}));
