import {accountRootArn, isAccountId} from '../aws/index.ts';
import {isSameWith} from '../json/index.ts';
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

/** Whether what AWS gives is what was written, though perhaps in AWS's own way of writing it. */
export function isAsWritten(kind: Target['kind'], current: string, written: string): boolean {
	return isSameWith(current, written, kind === 'bucket-encryption' ? withoutDefaults : asAwsWrites);
}
