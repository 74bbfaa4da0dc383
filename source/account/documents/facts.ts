import {absent, failed, found, malformedAnswer, notLooked} from '../looked.ts';
import {
	aclGrants,
	encryptionRules,
	keyMetadata,
	objectOwnership,
	publicAccessBlock,
} from '../shapes.ts';
import type {BucketFacts, KeyFacts, Looked} from '../types.ts';
import {type FileObject, inside, parseObject, shaped} from './file-object.ts';

const s3 = 'the S3 API';

/**
 * One setting of `bucket.json`. Not there or an empty text: not handed in. `null`: there is none, as whoever wrote
 * the file found out.
 */
function setting<T>(
	file: Looked<FileObject>,
	name: string,
	absentCode: string,
	read: (value: unknown) => T,
): Looked<T> {
	if (file.status !== 'found') {
		return file;
	}

	const value = file.value[name];
	if (value === undefined || value === '') {
		return notLooked(`bucket.json says nothing of "${name}".`);
	}

	return value === null
		? absent(absentCode)
		: shaped(`bucket.json, ${name}`, s3, () => read(value));
}

function readOwnership(value: unknown): string {
	return typeof value === 'string' ? value : objectOwnership(inside(value, 'OwnershipControls'));
}

function readBlock(value: unknown) {
	return publicAccessBlock(inside(value, 'PublicAccessBlockConfiguration'));
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

function existenceOf(file: Looked<FileObject>): BucketFacts['existence'] {
	if (file.status !== 'found') {
		return file;
	}

	const region = inside(file.value.region, 'LocationConstraint');
	if (region === undefined) {
		return found({});
	}

	return typeof region === 'string' || region === null
		? found({region: regionOf(region)})
		: failed(malformedAnswer, 'bucket.json, region is not a text.');
}

/** What `bucket.json` says; the policy comes from a file of its own, and the owner from nowhere. */
export function bucketFacts(text: Looked<string>): Omit<BucketFacts, 'policy' | 'isOwned'> {
	const file = parseObject(text, 'bucket', 'NoSuchBucket');
	return {
		existence: existenceOf(file),
		encryption: setting(
			file,
			'encryption',
			'ServerSideEncryptionConfigurationNotFoundError',
			(value) => encryptionRules(inside(value, 'ServerSideEncryptionConfiguration')),
		),
		publicAccessBlock: setting(
			file,
			'publicAccessBlock',
			'NoSuchPublicAccessBlockConfiguration',
			readBlock,
		),
		accountPublicAccessBlock: setting(
			// That there is no bucket says nothing of the account.
			file.status === 'absent' ? found({}) : file,
			'accountPublicAccessBlock',
			'NoSuchPublicAccessBlockConfiguration',
			readBlock,
		),
		ownership: setting(file, 'objectOwnership', 'OwnershipControlsNotFoundError', readOwnership),
		acl: setting(file, 'acl', 'NoSuchAcl', (value) =>
			aclGrants(inside(value, 'AccessControlPolicy')),
		),
	};
}

/** What `key.json` says of the key, which is the answer of DescribeKey or its `KeyMetadata`. */
export function keyFacts(text: Looked<string>): KeyFacts['metadata'] {
	const file = parseObject(text, 'key', 'NotFoundException');
	return file.status === 'found'
		? shaped('key.json', 'DescribeKey', () => keyMetadata(inside(file.value, 'KeyMetadata')))
		: file;
}
