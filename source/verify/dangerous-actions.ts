import {type Ask, exactly} from '../policy/sets/index.ts';
import {askOf} from './request-sets.ts';
import type {Situation} from './situation.ts';

/** Something that a vendor has no need to do, worst first where several stand together. */
export type DangerousAction = {
	readonly action: string;
	/** What it comes to, to follow "could". */
	readonly words: string;
	readonly target: 'bucket' | 'key' | 'elsewhere';
	readonly ask: Ask;
};

const onBucket = [
	['s3:PutBucketPolicy', 'rewrite the bucket policy'],
	['s3:DeleteBucketPolicy', 'delete the bucket policy'],
	['s3:DeleteBucket', 'delete the bucket'],
	['s3:PutBucketAcl', 'open the bucket to others by an ACL'],
	['s3:PutLifecycleConfiguration', 'let all objects expire'],
	['s3:PutReplicationConfiguration', 'have everything copied to another bucket'],
	['s3:PutBucketPublicAccessBlock', 'switch Block Public Access off'],
	['s3:PutEncryptionConfiguration', 'change the encryption'],
	['s3:BypassGovernanceRetention', 'delete objects that are locked', 'object'],
	['s3:PutBucketVersioning', 'switch versioning off'],
	['s3:DeleteObjectVersion', 'delete old versions for good', 'object'],
] as const;

const onKey = [
	['kms:PutKeyPolicy', 'rewrite the key policy'],
	['kms:ScheduleKeyDeletion', 'delete the key, and with it all that it encrypts'],
	['kms:CreateGrant', 'pass the use of the key on to others'],
] as const;

// Parts that nobody would give to a role for one bucket; the account's administrators have them.
const elsewhere = [
	['ec2:RunInstances', 'do everything in the account', '*'],
	[
		'iam:PutRolePolicy',
		'give itself and others any right (IAM)',
		'arn:aws:iam::ACCOUNT:role/other',
	],
	['s3:DeleteObject', 'delete objects in other buckets', 'arn:aws:s3:::another-bucket/object'],
	['s3:PutObject', 'write objects into other buckets', 'arn:aws:s3:::another-bucket/object'],
	['s3:GetObject', 'read objects in other buckets', 'arn:aws:s3:::another-bucket/object'],
] as const;

/** What the vendor of this connection should not be able to do, worst first. */
export function dangerousActions(situation: Situation): DangerousAction[] {
	const {needs, usesKms, isCustomerRole, connection} = situation;
	const unneeded = [
		...(needs.includes('delete') ? [] : [['s3:DeleteObject', 'delete objects'] as const]),
		...(needs.includes('write') ? [] : [['s3:PutObject', 'write objects'] as const]),
	];
	return [
		...(isCustomerRole
			? elsewhere.map(([action, words, resource]) => ({
					action,
					words,
					target: 'elsewhere' as const,
					ask: {
						action,
						resources: [exactly(resource.replace('ACCOUNT', connection.accountId))],
					},
				}))
			: []),
		...onBucket.map(([action, words, on = 'bucket']) => ({
			action,
			words,
			target: 'bucket' as const,
			ask: askOf(situation, action, on as 'bucket' | 'object'),
		})),
		...unneeded.map(([action, words]) => ({
			action,
			words,
			target: 'bucket' as const,
			ask: askOf(situation, action, 'object'),
		})),
		...(usesKms
			? onKey.map(([action, words]) => ({
					action,
					words,
					target: 'key' as const,
					ask: askOf(situation, action, 'key'),
				}))
			: []),
	];
}
