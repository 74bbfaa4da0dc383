import {type Ask, exactly} from '../policy/sets/index.ts';
import {askOf} from './request-sets.ts';
import type {Situation} from './situation.ts';

const onBucket = [
	['rewrite-bucket-policy', 's3:PutBucketPolicy'],
	['delete-bucket-policy', 's3:DeleteBucketPolicy'],
	['delete-bucket', 's3:DeleteBucket'],
	['open-by-acl', 's3:PutBucketAcl'],
	['expire-objects', 's3:PutLifecycleConfiguration'],
	['replicate', 's3:PutReplicationConfiguration'],
	['unblock-public-access', 's3:PutBucketPublicAccessBlock'],
	['change-encryption', 's3:PutEncryptionConfiguration'],
	['delete-locked-objects', 's3:BypassGovernanceRetention', 'object'],
	['stop-versioning', 's3:PutBucketVersioning'],
	['delete-versions', 's3:DeleteObjectVersion', 'object'],
] as const;

const onKey = [
	['rewrite-key-policy', 'kms:PutKeyPolicy'],
	['delete-key', 'kms:ScheduleKeyDeletion'],
	['grant-key', 'kms:CreateGrant'],
] as const;

// Parts that nobody would give to a role for one bucket; the account's administrators have them.
const elsewhere = [
	['administer-account', 'ec2:RunInstances', '*'],
	['give-rights', 'iam:PutRolePolicy', 'arn:aws:iam::ACCOUNT:role/other'],
	['delete-elsewhere', 's3:DeleteObject', 'arn:aws:s3:::another-bucket/object'],
	['write-elsewhere', 's3:PutObject', 'arn:aws:s3:::another-bucket/object'],
	['read-elsewhere', 's3:GetObject', 'arn:aws:s3:::another-bucket/object'],
] as const;

/** What somebody could do who may take an action that a vendor has no need to take. */
export type Danger =
	| (typeof onBucket)[number][0]
	| (typeof onKey)[number][0]
	| (typeof elsewhere)[number][0]
	| 'delete-objects'
	| 'write-objects';

/** Something that a vendor has no need to do, worst first where several stand together. */
export type DangerousAction = {
	readonly danger: Danger;
	readonly target: 'bucket' | 'key' | 'elsewhere';
	readonly ask: Ask;
};

/** What the vendor of this connection should not be able to do, worst first. */
export function dangerousActions(situation: Situation): DangerousAction[] {
	const {needs, actions, usesKms, isCustomerRole, connection} = situation;
	const unneeded = [
		...(needs.includes('delete') ? [] : [['delete-objects', 's3:DeleteObject'] as const]),
		...(needs.includes('write') ? [] : [['write-objects', 's3:PutObject'] as const]),
	];
	const all: DangerousAction[] = [
		...(isCustomerRole
			? elsewhere.map(([danger, action, resource]) => ({
					danger,
					target: 'elsewhere' as const,
					ask: {
						action,
						resources: [exactly(resource.replace('ACCOUNT', connection.accountId))],
					},
				}))
			: []),
		...onBucket.map(([danger, action, on = 'bucket']) => ({
			danger,
			target: 'bucket' as const,
			ask: askOf(situation, action, on as 'bucket' | 'object'),
		})),
		...unneeded.map(([danger, action]) => ({
			danger,
			target: 'bucket' as const,
			ask: askOf(situation, action, 'object'),
		})),
		...(usesKms
			? onKey.map(([danger, action]) => ({
					danger,
					target: 'key' as const,
					ask: askOf(situation, action, 'key'),
				}))
			: []),
	];
	// What the article of the vendor needs is no danger that it does not need.
	return all.filter(
		({target, ask}) => target === 'elsewhere' || actions.every(({action}) => action !== ask.action),
	);
}
