import type {ApplyStepId} from './types.ts';

/**
 * The steps without which a step makes no sense: policies name the role, and AWS refuses a name that it does not know; S3 sends
 * events only to a queue whose policy lets it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export const stepNeeds: Readonly<Record<ApplyStepId, readonly ApplyStepId[]>> = {
	bucket: [],
	'bucket-encryption': ['bucket'],
	role: [],
	'trust-policy': ['role'],
	'role-policy': ['role'],
	'bucket-policy': ['bucket', 'role'],
	'bucket-cors': ['bucket'],
	'queue-policy': [],
	'bucket-notification': ['bucket', 'queue-policy'],
	'key-policy': ['role'],
};
