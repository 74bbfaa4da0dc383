import {accountRootArn, isAccountId} from '../aws/index.ts';
import {isObject, isSameWith} from '../json/index.ts';
import type {Target} from './target.ts';

/**
 * AWS gives a policy back written its own way: single values without a list, lists of names in another order, true
 * and false as texts, and an account number as the ARN of its root.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function asAwsWrites(value: unknown, name: string): unknown {
	if (typeof value === 'string' && name === 'AWS' && isAccountId(value)) {
		return accountRootArn(value);
	}

	if (typeof value === 'boolean' || typeof value === 'number') {
		return String(value);
	}

	if (!Array.isArray(value)) {
		return value;
	}

	if (value.every((item) => typeof item === 'string')) {
		const sorted = [...new Set(value)].sort();
		return sorted.length === 1 ? sorted[0] : sorted;
	}

	return value.length === 1 ? value[0] : value;
}

/** What is not switched on is left out by some of S3's answers and written as false or empty by others. */
function withoutDefaults(value: unknown, name: string): unknown {
	if (name === 'bucketKeyEnabled' && value === false) {
		return undefined;
	}

	return name === 'blockedTypes' && Array.isArray(value)
		? value.length === 0
			? undefined
			: [...value].sort()
		: value;
}

/**
 * What a setting of a bucket means: the order of names does not count, nor whether a list is empty or left out, nor the
 * IDs, which S3 makes up where there is none, nor the case in which S3 gives back what a filter is about. S3 goes by the
 * first of the CORS rules that fits, so their order stays.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_QueueConfiguration.html
 */
function asMeant(value: unknown, name: string): unknown {
	if (name === 'Id' || name === 'ID') {
		return undefined;
	}

	if (name === 'Name' && typeof value === 'string') {
		return value.toLowerCase();
	}

	if (Array.isArray(value)) {
		return value.length === 0
			? undefined
			: name === 'CORSRules'
				? value
				: value.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
	}

	// That the member is there says that events go to EventBridge.
	return isObject(value) && Object.keys(value).length === 0 && name !== 'EventBridgeConfiguration'
		? undefined
		: value;
}

/** Whether what AWS gives is what was written, though perhaps in AWS's own way of writing it. */
export function isAsWritten(kind: Target['kind'], current: string, written: string): boolean {
	switch (kind) {
		case 'bucket-encryption':
			return isSameWith(current, written, withoutDefaults);
		case 'bucket-cors':
		case 'bucket-notification':
			return isSameWith(current, written, asMeant);
		default:
			return isSameWith(current, written, asAwsWrites);
	}
}
