import type {Looked, Snapshot} from '../../../source/account/index.ts';
import type {Operation} from './fake-aws.ts';

/** The part of a snapshot that a call fills, and the IAM action that the call needs. */
export const parts: readonly {
	readonly operation: Operation;
	readonly action: string;
	readonly pick: (snapshot: Snapshot) => Looked<unknown> | undefined;
}[] = [
	{
		operation: 'GetCallerIdentity',
		action: 'sts:GetCallerIdentity',
		pick: ({identity}) => identity,
	},
	{
		operation: 'GetBucketEncryption',
		action: 's3:GetEncryptionConfiguration',
		pick: ({bucket}) => bucket.encryption,
	},
	{
		operation: 'GetBucketPolicy',
		action: 's3:GetBucketPolicy',
		pick: ({bucket}) => bucket.policy,
	},
	{
		operation: 'GetPublicAccessBlock',
		action: 's3:GetBucketPublicAccessBlock',
		pick: ({bucket}) => bucket.publicAccessBlock,
	},
	{
		operation: 'GetAccountPublicAccessBlock',
		action: 's3:GetAccountPublicAccessBlock',
		pick: ({bucket}) => bucket.accountPublicAccessBlock,
	},
	{
		operation: 'GetBucketOwnershipControls',
		action: 's3:GetBucketOwnershipControls',
		pick: ({bucket}) => bucket.ownership,
	},
	{operation: 'GetBucketAcl', action: 's3:GetBucketAcl', pick: ({bucket}) => bucket.acl},
	{operation: 'GetBucketCors', action: 's3:GetBucketCORS', pick: ({bucket}) => bucket.cors},
	{
		operation: 'GetBucketNotificationConfiguration',
		action: 's3:GetBucketNotification',
		pick: ({bucket}) => bucket.notification,
	},
	{
		operation: 'GetBucketVersioning',
		action: 's3:GetBucketVersioning',
		pick: ({bucket}) => bucket.versioning,
	},
	{operation: 'GetRole', action: 'iam:GetRole', pick: ({role}) => role.role},
	{
		operation: 'ListRolePolicies',
		action: 'iam:ListRolePolicies',
		pick: ({role}) => role.policies,
	},
	{
		operation: 'GetRolePolicy',
		action: 'iam:GetRolePolicy',
		pick: (snapshot) => textOf(snapshot, 'inline'),
	},
	{
		operation: 'ListAttachedRolePolicies',
		action: 'iam:ListAttachedRolePolicies',
		pick: ({role}) => role.policies,
	},
	{
		operation: 'GetPolicy',
		action: 'iam:GetPolicy',
		pick: (snapshot) => textOf(snapshot, 'managed'),
	},
	{
		operation: 'GetPolicyVersion',
		action: 'iam:GetPolicyVersion',
		pick: (snapshot) => textOf(snapshot, 'managed'),
	},
	{operation: 'DescribeKey', action: 'kms:DescribeKey', pick: ({key}) => key.metadata},
	{operation: 'GetKeyPolicy', action: 'kms:GetKeyPolicy', pick: ({key}) => key.policy},
];

function textOf({role}: Snapshot, kind: 'inline' | 'managed'): Looked<string> | undefined {
	return role.policies.status === 'found'
		? role.policies.value.find((policy) => policy.kind === kind)?.text
		: undefined;
}
