import type {Looked, RolePolicy, Snapshot} from '../../../source/account/index.ts';
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

/** What an account answers of one fact: the thing, that there is none, or that one may not look. */
function told<T>(looked: Looked<T>, write: Write<T>, fail: Fail): ReplayAnswer {
	switch (looked.status) {
		case 'found': {
			return write(looked.value);
		}

		case 'absent': {
			return fail(404, looked.code);
		}

		default: {
			return fail(403, 'code' in looked ? looked.code : 'AccessDenied');
		}
	}
}

const ofS3: Fail = (status, code) => s3Error(status, code);
const ofQuery: Fail = (status, code) => queryError(status, code);
const ofKms: Fail = (status, code) =>
	jsonError(400, status === 403 ? 'AccessDeniedException' : code);

function element(name: string, value: unknown): string {
	return value === undefined ? '' : `<${name}>${String(value)}</${name}>`;
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
						({algorithm, keyId, bucketKeyEnabled}) =>
							`<Rule><ApplyServerSideEncryptionByDefault>${element('SSEAlgorithm', algorithm)}${element('KMSMasterKeyID', keyId)}</ApplyServerSideEncryptionByDefault>${element('BucketKeyEnabled', bucketKeyEnabled)}</Rule>`,
					)
					.join('')}</ServerSideEncryptionConfiguration>`,
			),
		ofS3,
	);
}

function ofBucket(
	{operation, method}: ReplayedCall,
	{bucket}: Snapshot,
	connection: Connection,
): ReplayAnswer | undefined {
	switch (operation) {
		case 'HeadBucket': {
			const answer = told(
				bucket.existence,
				({region}) => s3Answer('', {'x-amz-bucket-region': region ?? connection.region}),
				(status, code) => ({...s3Error(status, code), body: ''}),
			);
			const isForeign = bucket.isOwned.status === 'found' && !bucket.isOwned.value;
			return isForeign ? {...answer, status: 403} : answer;
		}

		case 'ListBuckets': {
			return s3Answer(
				`<ListAllMyBucketsResult><Buckets><Bucket><Name>${connection.bucket}</Name></Bucket></Buckets></ListAllMyBucketsResult>`,
			);
		}

		case 'GetBucketEncryption': {
			return encryption(bucket.encryption);
		}

		case 'GetBucketPolicy': {
			return told(bucket.policy, (policy) => s3Answer(policy), ofS3);
		}

		case 'GetPublicAccessBlock': {
			return publicAccessBlock(bucket.publicAccessBlock);
		}

		case 'GetAccountPublicAccessBlock': {
			return publicAccessBlock(bucket.accountPublicAccessBlock);
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
			return s3Answer(
				'<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList></AccessControlList></AccessControlPolicy>',
			);
		}

		default: {
			return method === 'GET' ? undefined : s3Error(403, 'AccessDenied');
		}
	}
}

function policyText(policies: readonly RolePolicy[], name: string | null): ReplayAnswer {
	const policy = policies.find((one) => one.name === name);
	return policy === undefined
		? queryError(404, 'NoSuchEntity')
		: told(
				policy.text,
				(text) =>
					queryAnswer(
						'GetRolePolicy',
						`<RoleName>r</RoleName><PolicyName>${policy.name}</PolicyName><PolicyDocument>${encodeURIComponent(text)}</PolicyDocument>`,
					),
				ofQuery,
			);
}

function ofRole({operation, body}: ReplayedCall, {role}: Snapshot): ReplayAnswer | undefined {
	switch (operation) {
		case 'GetRole': {
			return told(
				role.role,
				({arn, trustPolicy, createdAt}) =>
					queryAnswer(
						'GetRole',
						`<Role><Path>/</Path><RoleName>${arn.split('/').at(-1)}</RoleName><RoleId>AROAEXAMPLE</RoleId><Arn>${arn}</Arn><CreateDate>${createdAt ?? '2025-06-01T12:00:00Z'}</CreateDate><AssumeRolePolicyDocument>${encodeURIComponent(trustPolicy)}</AssumeRolePolicyDocument><MaxSessionDuration>3600</MaxSessionDuration></Role>`,
					),
				ofQuery,
			);
		}

		case 'ListRolePolicies': {
			return told(
				role.policies,
				(policies) =>
					queryAnswer(
						operation,
						`<PolicyNames>${policies
							.filter(({kind}) => kind === 'inline')
							.map(({name}) => element('member', name))
							.join('')}</PolicyNames><IsTruncated>false</IsTruncated>`,
					),
				ofQuery,
			);
		}

		case 'GetRolePolicy': {
			return told(
				role.policies,
				(policies) => policyText(policies, new URLSearchParams(body).get('PolicyName')),
				ofQuery,
			);
		}

		case 'ListAttachedRolePolicies': {
			return told(
				role.policies,
				() =>
					queryAnswer(
						operation,
						'<AttachedPolicies></AttachedPolicies><IsTruncated>false</IsTruncated>',
					),
				ofQuery,
			);
		}

		default: {
			return undefined;
		}
	}
}

function ofKey({operation}: ReplayedCall, {key}: Snapshot): ReplayAnswer | undefined {
	switch (operation) {
		case 'DescribeKey': {
			return told(
				key.metadata,
				({arn, state, manager, spec, usage}) =>
					jsonAnswer({
						KeyMetadata: {
							KeyId: arn.split('/').at(-1),
							Arn: arn,
							KeyState: state,
							KeyManager: manager,
							KeySpec: spec,
							KeyUsage: usage,
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

/** What the account answers in which all is as the snapshot says; undefined for a call about something else. */
export function answerOfAccount(
	call: ReplayedCall,
	snapshot: Snapshot,
	connection: Connection,
): ReplayAnswer | undefined {
	return (
		ofRole(call, snapshot) ??
		ofKey(call, snapshot) ??
		(/(?:^|\.)s3[.-]/.test(call.host) ? ofBucket(call, snapshot, connection) : undefined)
	);
}
