import {isObject} from '../../json/index.ts';
import {absent, notLooked} from '../looked.ts';
import {textIn} from '../shapes.ts';
import type {Looked} from '../types.ts';
import {type FileObject, inside, parseObject, parseValue, shaped} from './file-object.ts';
import type {Folder} from './folder.ts';

/** The member of `queue.json` that names the key, as SQS calls it. */
export const queueKeyMember = 'KmsMasterKeyId';

/**
 * The KMS key of a queue by `queue.json`, which is what `aws sqs get-queue-attributes` prints, with or without `Attributes`
 * around it; where there is none, by the same output in place of the queue policy. Absent with the code where there is no key.
 */
export function queueKeyIn(
	{text, notSeen}: Folder<'queue' | 'queue-policy'>,
	absentCode: string,
): Looked<string> {
	const file = parseObject(text('queue'), 'queue', absentCode);
	if (file.status === 'found') {
		return (
			keyAmong(inside(file.value, 'Attributes'), 'queue.json', absentCode) ??
			notSeen(`queue.json#${queueKeyMember}`) ??
			notLooked(`queue.json says nothing about "${queueKeyMember}".`)
		);
	}

	const isGiven = file.status !== 'not-looked';
	return isGiven
		? file
		: (notSeen(`queue.json#${queueKeyMember}`) ??
				keyAmong(attributesIn(text('queue-policy')), 'queue-policy.json', absentCode) ??
				file);
}

/** The attributes of the queue, where they were handed in around its policy. */
function attributesIn(policy: Looked<string>): unknown {
	const parsed = policy.status === 'found' ? parseValue(policy.value, 'queue-policy.json') : policy;
	return parsed.status === 'found' && isObject(parsed.value) ? parsed.value.Attributes : undefined;
}

/** The key among the attributes of a queue; undefined where they say nothing of it. */
function keyAmong(
	attributes: unknown,
	file: string,
	absentCode: string,
): Looked<string> | undefined {
	if (!isObject(attributes)) {
		return undefined;
	}

	const key = attributes[queueKeyMember];
	if (key === undefined) {
		return isWithoutKey(attributes) ? absent(absentCode) : undefined;
	}

	return key === null || key === ''
		? absent(absentCode)
		: shaped(file, 'GetQueueAttributes', () => textIn(key, queueKeyMember));
}

/**
 * Whether a queue has no key because its attributes name none: where all of them were asked for, by which they hold the day of
 * its creation too, or where SQS encrypts it with keys of its own.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
function isWithoutKey({SqsManagedSseEnabled: own, CreatedTimestamp: created}: FileObject): boolean {
	return created !== undefined || own === 'true';
}
