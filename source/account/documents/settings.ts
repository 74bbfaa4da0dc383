import {absent, found, malformed, notLooked} from '../looked.ts';
import {keyMetadata} from '../shapes.ts';
import type {KeyMetadata, Looked} from '../types.ts';
import {inside, parseObject, shaped} from './file-object.ts';

/** Says that there is no bucket. */
export const noBucket = 'NoSuchBucket';

/** A setting of `bucket.json`. */
export type Setting<T> = {
	readonly member: string;
	/** AWS's code for there being none. */
	readonly absentCode: string;
	/** Whether it is one of the account, of which it says nothing that there is no bucket. */
	readonly isOfAccount?: boolean;
	/** Takes it out of what the file holds; may throw `MalformedAnswerError`. */
	readonly read: (value: unknown) => T;
};

/**
 * One setting of `bucket.json`, given as text. Not there or an empty text: not handed in. `null`: there is none, as
 * whoever wrote the file found out.
 */
export function bucketSetting<T>(
	text: Looked<string>,
	{member, absentCode, isOfAccount = false, read}: Setting<T>,
): Looked<T> {
	const file = parseObject(text, 'bucket', noBucket);
	if (file.status !== 'found' && !(file.status === 'absent' && isOfAccount)) {
		return file;
	}

	const value = file.status === 'found' ? file.value[member] : undefined;
	if (value === undefined || value === '') {
		return notLooked(`bucket.json says nothing about "${member}".`);
	}

	return value === null
		? absent(absentCode)
		: shaped(`bucket.json, ${member}`, 'the S3 API', () => read(value));
}

/**
 * The region by the location constraint that S3 gives for it: none for us-east-1, and EU for old buckets in eu-west-1.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
 */
function regionOf(constraint: string | null): string {
	if (constraint === null || constraint === '') {
		return 'us-east-1';
	}

	return constraint === 'EU' ? 'eu-west-1' : constraint;
}

/** Whether there is a bucket by `bucket.json`, given as text, and its region where that says it. */
export function bucketExistence(text: Looked<string>): Looked<{readonly region?: string}> {
	const file = parseObject(text, 'bucket', noBucket);
	if (file.status !== 'found') {
		return file;
	}

	const region = inside(file.value.region, 'LocationConstraint');
	if (region === undefined) {
		return found({});
	}

	return typeof region === 'string' || region === null
		? found({region: regionOf(region)})
		: malformed('bucket.json: region is not text.');
}

/** What `key.json`, given as text, says of the key: the answer of DescribeKey or its `KeyMetadata`. */
export function keyIn(text: Looked<string>, absentCode: string): Looked<KeyMetadata> {
	const file = parseObject(text, 'key', absentCode);
	return file.status === 'found'
		? shaped('key.json', 'DescribeKey', () => keyMetadata(inside(file.value, 'KeyMetadata')))
		: file;
}
