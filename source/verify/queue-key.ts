import {absent, noQueueKey} from '../account/index.ts';
import type {Situation} from './situation.ts';

/**
 * Whether a queue is encrypted with a key that AWS manages, by what was set as its key. Nobody can change the policy of such a
 * key, and it lets in the principals of its account alone: S3 is none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function isManagedKey(key: string): boolean {
	return /(?:^|:)alias\/aws\//.test(key);
}

/** The situation as if no key encrypted the queue: what its policy alone says. */
export function withoutQueueKey(situation: Situation): Situation {
	const {snapshot} = situation;
	return {
		...situation,
		snapshot: {
			...snapshot,
			queue: {...snapshot.queue, encryptionKey: absent(noQueueKey)},
		},
	};
}
