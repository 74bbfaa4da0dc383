import {
	type Looked,
	mapFound,
	type NotificationTarget,
	type Role,
	type RolePolicy,
	type Snapshot,
} from '../../../source/account/index.ts';
import {queueInAddress} from '../../../source/aws/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import {
	jsonAnswer,
	jsonError,
	queryAnswer,
	queryError,
	type ReplayAnswer,
	s3Answer,
	s3Error,
} from './answers.ts';
import type {ReplayedCall} from './calls.ts';

type Write<T> = (value: T) => ReplayAnswer;
type Fail = (status: number, code: string) => ReplayAnswer;

/** What an account answers of one fact: the thing, that there is none, that one may not look, or that it has a fault. */
function told<T>(looked: Looked<T>, write: Write<T>, fail: Fail): ReplayAnswer {
	switch (looked.status) {
		case 'found': {
			return write(looked.value);
		}

		case 'absent': {
			return fail(404, looked.code);
		}

		case 'failed': {
			return fail(500, 'InternalError');
		}

		default: {
			return fail(403, 'code' in looked ? looked.code : 'AccessDenied');
		}
	}
}

const ofS3: Fail = (status, code) => s3Error(status, code);
const ofQuery: Fail = (status, code) => queryError(status, code);
const ofKms: Fail = (status, code) =>
	status === 500
		? jsonError(500, 'KMSInternalException')
		: jsonError(400, status === 403 ? 'AccessDeniedException' : code);

function escaped(value: unknown): string {
	return String(value).replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function element(name: string, value: unknown): string {
	return value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`;
}

function elements(name: string, values: readonly unknown[] = []): string {
	return values.map((value) => element(name, value)).join('');
}

type Bucket = Snapshot['bucket'];

function publicAccessBlock(looked: Bucket['publicAccessBlock']): ReplayAnswer {
	return told(
		looked,
		(block) =>
			s3Answer(
				`<PublicAccessBlockConfiguration>${[
					element('BlockPublicAcls', block.blockPublicAcls),
					element('IgnorePublicAcls', block.ignorePublicAcls),
					element('BlockPublicPolicy', block.blockPublicPolicy),
					element('RestrictPublicBuckets', block.restrictPublicBuckets),
				].join('')}</PublicAccessBlockConfiguration>`,
			),
		ofS3,
	);
}

function encryption(looked: Bucket['encryption']): ReplayAnswer {
	return told(
		looked,
		(rules) =>
			s3Answer(
				`<ServerSideEncryptionConfiguration>${rules
					.map(
						({algorithm, keyId, bucketKeyEnabled, blockedTypes}) =>
							`<Rule><ApplyServerSideEncryptionByDefault>${element('SSEAlgorithm', algorithm)}${element('KMSMasterKeyID', keyId)}</ApplyServerSideEncryptionByDefault>${element('BucketKeyEnabled', bucketKeyEnabled)}${blockedTypes === undefined ? '' : `<BlockedEncryptionTypes>${elements('EncryptionType', blockedTypes)}</BlockedEncryptionTypes>`}</Rule>`,
					)
					.join('')}</ServerSideEncryptionConfiguration>`,
			),
		ofS3,
	);
}

function accessControlList(looked: Bucket['acl']): ReplayAnswer {
	return told(
		looked,
		(grants) =>
			s3Answer(
				`<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList>${grants
					.map(({group, account, permission}) => {
						const [type, grantee] =
							group === undefined
								? ['CanonicalUser', element('ID', account ?? 'owner')]
								: ['Group', element('URI', group)];
						return `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${grantee}</Grantee>${element('Permission', permission)}</Grant>`;
					})
					.join('')}</AccessControlList></AccessControlPolicy>`,
			),
		ofS3,
	);
}

function cors(looked: Bucket['cors']): ReplayAnswer {
	return told(
		looked,
		(rules) =>
			s3Answer(
				`<CORSConfiguration>${rules
					.map(
						({id, origins, methods, headers, exposedHeaders, maxAgeSeconds}) =>
							`<CORSRule>${element('ID', id)}${elements('AllowedOrigin', origins)}${elements('AllowedMethod', methods)}${elements('AllowedHeader', headers)}${elements('ExposeHeader', exposedHeaders)}${element('MaxAgeSeconds', maxAgeSeconds)}</CORSRule>`,
					)
					.join('')}</CORSConfiguration>`,
			),
		ofS3,
	);
}

/** The names of the elements differ from those that the SDK gives them. */
function notification(looked: Bucket['notification']): ReplayAnswer {
	const targets = (name: string, inner: string, all: readonly NotificationTarget[]) =>
		all
			.map(({id, arn, events, filter}) => {
				const rules = filter
					.map(
						(rule) =>
							`<FilterRule>${element('Name', rule.name)}${element('Value', rule.value)}</FilterRule>`,
					)
					.join('');
				return `<${name}>${element('Id', id)}${element(inner, arn)}${elements('Event', events)}${rules === '' ? '' : `<Filter><S3Key>${rules}</S3Key></Filter>`}</${name}>`;
			})
			.join('');
	return told(
		looked,
		({topics, queues, functions, isToEventBridge}) =>
			s3Answer(
				`<NotificationConfiguration>${targets('TopicConfiguration', 'Topic', topics)}${targets('QueueConfiguration', 'Queue', queues)}${targets('CloudFunctionConfiguration', 'CloudFunction', functions)}${isToEventBridge ? '<EventBridgeConfiguration></EventBridgeConfiguration>' : ''}</NotificationConfiguration>`,
			),
		ofS3,
	);
}

function versioning(looked: Bucket['versioning']): ReplayAnswer {
	return told(
		looked,
		({status, mfaDelete}) =>
			s3Answer(
				`<VersioningConfiguration>${element('Status', status)}${element('MfaDelete', mfaDelete)}</VersioningConfiguration>`,
			),
		ofS3,
	);
}

/** Where a bucket is in another region than the host that is asked, S3 names that one. */
function elsewhere(host: string, {existence}: Bucket): ReplayAnswer | undefined {
	const asked = /\.s3\.([a-z0-9-]+)\.amazonaws\.com$/.exec(host)?.[1];
	const actual = existence.status === 'found' ? existence.value.region : undefined;
	return asked === undefined || actual === undefined || asked === actual
		? undefined
		: s3Error(301, 'PermanentRedirect', 'Elsewhere.', {'x-amz-bucket-region': actual});
}

function ofBucket(
	{operation, method, host}: ReplayedCall,
	{bucket}: Snapshot,
	connection: Connection,
): ReplayAnswer | undefined {
	if (operation === 'GetAccountPublicAccessBlock') {
		return publicAccessBlock(bucket.accountPublicAccessBlock);
	}

	const {isOwned} = bucket;
	if (operation === 'ListBuckets') {
		const isListed = isOwned.status === 'found' && isOwned.value;
		return s3Answer(
			`<ListAllMyBucketsResult><Buckets>${isListed ? `<Bucket><Name>${connection.bucket}</Name></Bucket>` : ''}</Buckets></ListAllMyBucketsResult>`,
		);
	}

	const redirect = elsewhere(host, bucket);
	if (redirect !== undefined) {
		return redirect;
	}

	if (operation === 'HeadBucket') {
		const answer = told(
			bucket.existence,
			({region}) => s3Answer('', {'x-amz-bucket-region': region ?? connection.region}),
			(status, code) => ({...s3Error(status, code), body: ''}),
		);
		return isOwned.status === 'found' && !isOwned.value ? {...answer, status: 403} : answer;
	}

	// Each question names the owner whom it expects.
	if (method !== 'GET' || (isOwned.status === 'found' && !isOwned.value)) {
		return s3Error(403, 'AccessDenied');
	}

	switch (operation) {
		case 'GetBucketEncryption': {
			return encryption(bucket.encryption);
		}

		case 'GetBucketPolicy': {
			return told(bucket.policy, (policy) => s3Answer(policy), ofS3);
		}

		case 'GetPublicAccessBlock': {
			return publicAccessBlock(bucket.publicAccessBlock);
		}

		case 'GetBucketOwnershipControls': {
			return told(
				bucket.ownership,
				(ownership) =>
					s3Answer(
						`<OwnershipControls><Rule>${element('ObjectOwnership', ownership)}</Rule></OwnershipControls>`,
					),
				ofS3,
			);
		}

		case 'GetBucketAcl': {
			return accessControlList(bucket.acl);
		}

		case 'GetBucketCors': {
			return cors(bucket.cors);
		}

		case 'GetBucketNotificationConfiguration': {
			return notification(bucket.notification);
		}

		case 'GetBucketVersioning': {
			return versioning(bucket.versioning);
		}

		default: {
			return undefined;
		}
	}
}

function policyDocument(
	operation: string,
	text: Looked<string> | undefined,
	write: (encoded: string) => string,
): ReplayAnswer {
	return text === undefined
		? queryError(404, 'NoSuchEntity')
		: told(text, (found) => queryAnswer(operation, write(encodeURIComponent(found))), ofQuery);
}

/** A role without an ID of its own and without tags still has the ID that every role has. */
function roleAnswer(role: Role): ReplayAnswer {
	const {arn, trustPolicy, createdAt = '2025-06-01T12:00:00Z', boundaryArn} = role;
	const {uniqueId = 'AROAEXAMPLE', tags = {}, maxSessionDuration = 3600} = role;
	const name = arn.slice(arn.indexOf('/'));
	const place = name.lastIndexOf('/') + 1;
	const members = Object.entries(tags)
		.map(([key, value]) => `<member>${element('Key', key)}${element('Value', value)}</member>`)
		.join('');
	return queryAnswer(
		'GetRole',
		`<Role>${element('Path', name.slice(0, place))}${element('RoleName', name.slice(place))}${element('RoleId', uniqueId)}${element('Arn', arn)}${element('CreateDate', createdAt)}${element('AssumeRolePolicyDocument', encodeURIComponent(trustPolicy))}${element('MaxSessionDuration', maxSessionDuration)}${boundaryArn === undefined ? '' : `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>${element('PermissionsBoundaryArn', boundaryArn)}</PermissionsBoundary>`}<Tags>${members}</Tags></Role>`,
	);
}

function ofRole({operation, body}: ReplayedCall, {role}: Snapshot): ReplayAnswer | undefined {
	const asked = new URLSearchParams(body);
	const all = role.policies.status === 'found' ? role.policies.value : [];
	const boundaryArn = role.role.status === 'found' ? role.role.value.boundaryArn : undefined;
	const arn = asked.get('PolicyArn');
	const managed =
		arn === boundaryArn && arn !== null
			? ({kind: 'managed', name: 'Boundary', arn, text: role.boundary} as const)
			: all.find((one) => one.kind === 'managed' && one.arn === arn);
	switch (operation) {
		case 'GetRole': {
			return told(role.role, roleAnswer, ofQuery);
		}

		case 'ListRolePolicies': {
			return told(
				role.policies,
				(policies) =>
					queryAnswer(
						operation,
						`<PolicyNames>${elements(
							'member',
							policies.filter(({kind}) => kind === 'inline').map(({name}) => name),
						)}</PolicyNames><IsTruncated>false</IsTruncated>`,
					),
				ofQuery,
			);
		}

		case 'GetRolePolicy': {
			const policyName = asked.get('PolicyName');
			const policy = all.find(({kind, name}) => kind === 'inline' && name === policyName);
			return policyDocument(
				operation,
				policy?.text,
				(text) =>
					`<RoleName>r</RoleName>${element('PolicyName', policyName)}<PolicyDocument>${text}</PolicyDocument>`,
			);
		}

		case 'ListAttachedRolePolicies': {
			return told(
				role.policies,
				(policies) =>
					queryAnswer(
						operation,
						`<AttachedPolicies>${policies
							.filter(({kind}) => kind === 'managed')
							.map(
								(one) =>
									`<member>${element('PolicyName', one.name)}${element('PolicyArn', one.arn)}</member>`,
							)
							.join('')}</AttachedPolicies><IsTruncated>false</IsTruncated>`,
					),
				ofQuery,
			);
		}

		case 'GetPolicy': {
			return managed === undefined
				? queryError(404, 'NoSuchEntity')
				: policyAnswer(operation, managed);
		}

		case 'GetPolicyVersion': {
			return policyDocument(
				operation,
				managed?.text,
				(text) =>
					`<PolicyVersion><VersionId>v7</VersionId><Document>${text}</Document></PolicyVersion>`,
			);
		}

		default: {
			return undefined;
		}
	}
}

function policyAnswer(operation: string, {name, arn, text, updatedAt}: RolePolicy): ReplayAnswer {
	return text.status === 'refused' && text.action === 'iam:GetPolicy'
		? queryError(403, text.code)
		: queryAnswer(
				operation,
				`<Policy>${element('PolicyName', name)}${element('Arn', arn)}<DefaultVersionId>v7</DefaultVersionId>${element('UpdateDate', updatedAt)}</Policy>`,
			);
}

/** The key of the connection, or the one behind the alias that the bucket names. */
function ofKey(
	{operation, body}: ReplayedCall,
	{key, bucket}: Snapshot,
	{kmsKeyArn}: Connection,
): ReplayAnswer | undefined {
	switch (operation) {
		case 'DescribeKey': {
			const {KeyId: asked} = JSON.parse(body) as {readonly KeyId: string};
			const metadata: Snapshot['key']['metadata'] =
				asked === kmsKeyArn
					? key.metadata
					: mapFound(bucket.defaultKey, (arn) => ({arn, state: 'Enabled', manager: 'CUSTOMER'}));
			return told(
				metadata,
				({arn, state, manager, spec, usage, origin, isMultiRegion}) =>
					jsonAnswer({
						KeyMetadata: {
							KeyId: arn.split('/').at(-1),
							Arn: arn,
							KeyState: state,
							KeyManager: manager,
							KeySpec: spec,
							KeyUsage: usage,
							Origin: origin,
							MultiRegion: isMultiRegion,
						},
					}),
				ofKms,
			);
		}

		case 'GetKeyPolicy': {
			return told(
				key.policy,
				(policy) => jsonAnswer({Policy: policy, PolicyName: 'default'}),
				ofKms,
			);
		}

		default: {
			return undefined;
		}
	}
}

/** The queue of the connection, by its address. */
function ofQueue(
	{operation, body}: ReplayedCall,
	{queue}: Snapshot,
	{queueArn}: Connection,
): ReplayAnswer | undefined {
	if (operation !== 'GetQueueAttributes') {
		return undefined;
	}

	const {QueueUrl: address} = JSON.parse(body) as {readonly QueueUrl: string};
	return queueArn === undefined || queueInAddress(address) !== queueArn
		? jsonError(400, 'QueueDoesNotExist')
		: queue.policy.status === 'absent'
			? attributesOf(queueArn, queue)
			: told(
					queue.policy,
					(policy) => attributesOf(queueArn, queue, policy),
					(status, code) => jsonError(status === 500 ? 500 : 400, code),
				);
}

function attributesOf(
	queueArn: string,
	{encryptionKey: key}: Snapshot['queue'],
	policy?: string,
): ReplayAnswer {
	return jsonAnswer({
		Attributes: {
			QueueArn: queueArn,
			...(policy !== undefined && {Policy: policy}),
			...(key.status === 'found' && {KmsMasterKeyId: key.value}),
		},
	});
}

function ofCaller({operation}: ReplayedCall, {identity}: Snapshot): ReplayAnswer | undefined {
	return operation !== 'GetCallerIdentity' || identity.status === 'not-looked'
		? undefined
		: told(
				identity,
				({accountId, arn}) =>
					queryAnswer(
						operation,
						`${element('Arn', arn)}<UserId>AIDAEXAMPLE</UserId>${element('Account', accountId)}`,
					),
				ofQuery,
			);
}

/** What the account answers in which all is as the snapshot says; undefined for a call about something else. */
export function answerOfAccount(
	call: ReplayedCall,
	snapshot: Snapshot,
	connection: Connection,
): ReplayAnswer | undefined {
	return (
		ofCaller(call, snapshot) ??
		ofRole(call, snapshot) ??
		ofKey(call, snapshot, connection) ??
		ofQueue(call, snapshot, connection) ??
		(/(?:^|\.)s3[.-]/.test(call.host) ? ofBucket(call, snapshot, connection) : undefined)
	);
}
