import {parseJsonText} from '../../connection/index.ts';
import {UserError} from '../../errors.ts';
import {absent, failed, found, malformedAnswer, notLooked} from '../looked.ts';
import {
	encryptionRules,
	keyMetadata,
	MalformedAnswerError,
	objectOwnership,
	publicAccessBlock,
} from '../shapes.ts';
import type {BucketFacts, KeyFacts, Looked} from '../types.ts';
import {isObject} from './unwrap.ts';

type FileObject = Readonly<Record<string, unknown>>;

/** The one object of a file; a mistake in it becomes a reason with line and column. */
function parseObject(text: Looked<string>, file: string): Looked<FileObject> {
	if (text.status !== 'found') {
		return text;
	}

	try {
		const value = parseJsonText(text.value, file);
		return isObject(value)
			? found(value)
			: failed(malformedAnswer, `${file} holds no JSON object: { ... }.`);
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		return failed(
			'InvalidJson',
			[`${error.message}.`, ...error.problems.map(({rule}) => rule)].join(' '),
		);
	}
}

/** The value inside of the name that the API puts around it, or the value itself. */
function inside(value: unknown, wrapper: string): unknown {
	return isObject(value) && wrapper in value ? value[wrapper] : value;
}

function shaped<T>(where: string, read: () => T): Looked<T> {
	try {
		return found(read());
	} catch (error) {
		if (!(error instanceof MalformedAnswerError)) {
			throw error;
		}

		return failed(
			malformedAnswer,
			error.field === ''
				? `${where} is not what the S3 API returns.`
				: `${where}: ${error.field} is missing, or of another kind than the API returns.`,
		);
	}
}

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

	return value === null ? absent(absentCode) : shaped(`bucket.json, ${name}`, () => read(value));
}

function readOwnership(value: unknown): string {
	return typeof value === 'string' ? value : objectOwnership(inside(value, 'OwnershipControls'));
}

function readBlock(value: unknown) {
	return publicAccessBlock(inside(value, 'PublicAccessBlockConfiguration'));
}

function existenceOf(file: Looked<FileObject>): BucketFacts['existence'] {
	if (file.status !== 'found') {
		return file;
	}

	const {region} = file.value;
	if (region === undefined || region === null || region === '') {
		return found({});
	}

	return typeof region === 'string'
		? found({region})
		: failed(malformedAnswer, 'bucket.json, region is not a text.');
}

/** What `bucket.json` says; the policy comes from a file of its own, and the owner from nowhere. */
export function bucketFacts(text: Looked<string>): Omit<BucketFacts, 'policy' | 'isOwned'> {
	const file = parseObject(text, 'bucket.json');
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
			file,
			'accountPublicAccessBlock',
			'NoSuchPublicAccessBlockConfiguration',
			readBlock,
		),
		ownership: setting(file, 'objectOwnership', 'OwnershipControlsNotFoundError', readOwnership),
	};
}

/** What `key.json` says of the key, which is the answer of DescribeKey or its `KeyMetadata`. */
export function keyFacts(text: Looked<string>): KeyFacts['metadata'] {
	const file = parseObject(text, 'key.json');
	return file.status === 'found'
		? shaped('key.json', () => keyMetadata(inside(file.value, 'KeyMetadata')))
		: file;
}
