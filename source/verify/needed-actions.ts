import type {AccessRequest} from '../policy/index.ts';
import type {Need} from '../vendors/index.ts';
import {bucketRequest, keyRequest} from './requests.ts';
import type {Situation} from './situation.ts';

/** The S3 action behind each need, and whether it is asked of the bucket itself or of an object in it. */
export const neededActions: Readonly<
	Record<Need, {readonly action: string; readonly on: 'bucket' | 'object'}>
> = {
	list: {action: 's3:ListBucket', on: 'bucket'},
	read: {action: 's3:GetObject', on: 'object'},
	write: {action: 's3:PutObject', on: 'object'},
	delete: {action: 's3:DeleteObject', on: 'object'},
};

/** The requests to S3 that the vendor has to be able to make. */
export function neededBucketRequests(situation: Situation): AccessRequest[] {
	return situation.needs.map((need) => {
		const {action, on} = neededActions[need];
		return bucketRequest(situation, action, on);
	});
}

/**
 * The KMS actions that the needs come to: reading takes Decrypt, writing GenerateDataKey, and writing in parts both.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export function neededKeyActions({needs, usesKms}: Situation): string[] {
	if (!usesKms) {
		return [];
	}

	const writes = needs.includes('write');
	return [
		...(writes || needs.includes('read') ? ['kms:Decrypt'] : []),
		...(writes ? ['kms:GenerateDataKey'] : []),
	];
}

/** The requests that S3 has to be able to make to KMS in the vendor's name; none without a key. */
export function neededKeyRequests(situation: Situation): AccessRequest[] {
	return neededKeyActions(situation).map((action) => keyRequest(situation, action));
}
