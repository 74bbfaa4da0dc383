import {absent, found, malformed, notLooked} from '../looked.ts';
import {callerIdentity, keyMetadata} from '../shapes.ts';
import type {Identity, KeyMetadata, Looked} from '../types.ts';
import {inside, parseObject, parseValue, shaped} from './file-object.ts';
import type {Folder} from './folder.ts';

/** Says that there is no bucket. */
export const noBucket = 'NoSuchBucket';

/** What the documents about the bucket are called. */
type BucketFolder = Folder<'bucket' | 'account'>;

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
 * One setting of `bucket.json`. Not there or an empty text: not handed in. `null`: there is none, as
 * whoever wrote the file found out.
 */
export function bucketSetting<T>(
	{text, notSeen}: BucketFolder,
	{member, absentCode, isOfAccount = false, read}: Setting<T>,
): Looked<T> {
	const file = parseObject(text('bucket'), 'bucket', noBucket);
	const value = file.status === 'found' ? file.value[member] : undefined;
	if (value === undefined || value === '') {
		const unseen = notSeen(`bucket.json#${member}`);
		return (
			unseen ??
			(isOfAccount && file.status === 'absent'
				? settingOfAccount(text('account'), {member, absentCode, read})
				: file.status === 'found'
					? notLooked(`bucket.json says nothing about "${member}".`)
					: file)
		);
	}

	return value === null
		? absent(absentCode)
		: shaped(`bucket.json, ${member}`, 'the S3 API', () => read(value));
}

/** A setting in a document of its own, as text; `null` says that there is none. */
export function settingFile<T>(
	text: Looked<string>,
	{file, absentCode, read}: Pick<Setting<T>, 'absentCode' | 'read'> & {readonly file: string},
): Looked<T> {
	if (text.status !== 'found') {
		return text;
	}

	const value = parseValue(text.value, file);
	return value.status === 'found'
		? value.value === null
			? absent(absentCode)
			: shaped(file, 'the S3 API', () => read(value.value))
		: value;
}

/** The same of the account, where there is no bucket: then it has its place in `account.json`. */
function settingOfAccount<T>(
	text: Looked<string>,
	{member, absentCode, read}: Setting<T>,
): Looked<T> {
	const file = parseObject(text, 'account', absentCode);
	const value = file.status === 'found' ? file.value[member] : undefined;
	if (value === undefined) {
		return notLooked(`bucket.json says nothing about "${member}".`);
	}

	return value === null
		? absent(absentCode)
		: shaped(`account.json, ${member}`, 'the S3 API', () => read(value));
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

/** Whether there is a bucket by `bucket.json`, and its region where that says it. */
export function bucketExistence({text, notSeen}: BucketFolder): Looked<{readonly region?: string}> {
	const file = parseObject(text('bucket'), 'bucket', noBucket);
	if (file.status !== 'found') {
		return file;
	}

	const region = inside(file.value.region, 'LocationConstraint');
	if (region === undefined) {
		return notSeen('bucket.json') ?? found({});
	}

	return typeof region === 'string' || region === null
		? found({region: regionOf(region)})
		: malformed('bucket.json: region is not text.');
}

/** Who was signed in by `account.json`: the answer of GetCallerIdentity, also as its `identity`. */
export function identityIn({text, notSeen}: BucketFolder): Looked<Identity> {
	const file = parseObject(text('account'), 'account', 'NoIdentity');
	if (file.status !== 'found') {
		return file;
	}

	const identity = inside(file.value, 'identity');
	return identity === undefined || identity === null
		? (notSeen('account.json') ?? notLooked('account.json says nothing about "identity".'))
		: shaped('account.json', 'GetCallerIdentity', () => callerIdentity(identity));
}

/** What `key.json`, given as text, says of the key: the answer of DescribeKey or its `KeyMetadata`. */
export function keyIn(text: Looked<string>, absentCode: string): Looked<KeyMetadata> {
	const file = parseObject(text, 'key', absentCode);
	return file.status === 'found'
		? shaped('key.json', 'DescribeKey', () => keyMetadata(inside(file.value, 'KeyMetadata')))
		: file;
}
