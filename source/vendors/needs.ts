import type {ActionNeed, Need, Purpose} from './types.ts';

/**
 * The actions behind a need that is given by its word alone: the one of S3, and those that S3 then asks of KMS. Reading
 * takes Decrypt, writing GenerateDataKey, and writing in parts both.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
const usual: Readonly<Record<Need, readonly ActionNeed[]>> = {
	list: [{action: 's3:ListBucket', on: 'bucket', for: 'list', required: true}],
	read: [
		{action: 's3:GetObject', on: 'object', for: 'read', required: true},
		{action: 'kms:Decrypt', on: 'key', for: 'read', required: true},
	],
	write: [
		{action: 's3:PutObject', on: 'object', for: 'write', required: true},
		{action: 'kms:GenerateDataKey', on: 'key', for: 'write', required: true},
		{action: 'kms:Decrypt', on: 'key', for: 'write', required: true},
	],
	delete: [{action: 's3:DeleteObject', on: 'object', for: 'delete', required: true}],
};

/** The actions that a purpose needs, each once; one that is given by its word comes as the actions behind it. */
export function actionNeeds({needs}: Pick<Purpose, 'needs'>): ActionNeed[] {
	const all = needs.flatMap((need) => (typeof need === 'string' ? usual[need] : [need]));
	const once = new Map<string, ActionNeed>();
	for (const need of all) {
		const known = once.get(need.action);
		if (known === undefined || (need.required && !known.required)) {
			once.set(need.action, need);
		}
	}

	return [...once.values()];
}

/** What a purpose is for, in words: list, read, write, delete. */
export function needsOf(purpose: Pick<Purpose, 'needs'>): Need[] {
	const words = purpose.needs.map((need) => (typeof need === 'string' ? need : need.for));
	return [...new Set(words)];
}
