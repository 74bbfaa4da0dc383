import {type DocumentId, isSettingId, type SettingId} from '../../aws/index.ts';
import type {StatedConnection} from '../../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	type ConnectionSetting,
	mergeSetting,
} from '../../documents/index.ts';
import {UserError} from '../../errors.ts';
import {interruptible} from '../../interruptible.ts';
import {isObject, readHandedInPolicy} from '../../json/index.ts';
import {visible} from '../../problems.ts';
import {readReason, readStream, readTextFile} from '../../text-file.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {proposeMergeInto, proposeQueueMergeInto} from '../../verify/index.ts';
import {mergeInWords, settingMergeInWords} from '../../words/index.ts';
import type {Common} from '../call.ts';

/** The connection whose documents are asked for, and in which form. */
export type Asked = {
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
	readonly leastPrivilege: boolean;
};

/** A document of the connection, merged into what is there. */
export type Merged = {
	readonly document: ConnectionDocument;
	/** The same as text, everything else as it was given. */
	readonly text: string;
};

const mergeableIds = [
	'bucket-policy',
	'key-policy',
	'bucket-cors',
	'bucket-notification',
	'queue-policy',
] as const satisfies readonly DocumentId[];
type MergeableDocument = (typeof mergeableIds)[number];

/** Whether there is one of a kind in an account for all vendors together. */
export function isMergeable(id: DocumentId): id is MergeableDocument {
	return mergeableIds.some((one) => one === id);
}

/**
 * Merges a document of a connection into the one in a file, or on stdin for `-`, and says on stderr what that changes.
 * UserError where the file cannot be read or is no such document.
 */
export async function mergeWithFile(
	file: string,
	only: DocumentId | undefined,
	{connection, profile, leastPrivilege}: Asked,
	common: Common,
): Promise<Merged> {
	const name = file === '-' ? 'The policy from stdin' : file;
	const text = await readPolicy(file, common);
	const id = only !== undefined && isMergeable(only) ? only : recogniseKind(text);
	if (isSettingId(id)) {
		const [setting] = buildDocuments(connection, profile, {leastPrivilege, only: id});
		return mergeIntoSetting(text, setting, name, common);
	}

	const [document] = buildDocuments(connection, profile, {leastPrivilege, only: id});
	if (document === undefined) {
		throw noSuchDocument();
	}

	const result = interruptible(() =>
		id === 'queue-policy'
			? proposeQueueMergeInto(text, {connection, profile}, name)
			: proposeMergeInto(text, id, {connection, profile}, {leastPrivilege, name}),
	);
	for (const line of mergeInWords(result, document.title)) {
		await common.output.message(line);
	}

	return {document: {...document, document: result.document}, text: result.text};
}

async function mergeIntoSetting(
	text: string,
	setting: ConnectionSetting | undefined,
	name: string,
	common: Common,
): Promise<Merged> {
	if (setting === undefined) {
		throw noSuchDocument();
	}

	const result = interruptible(() => mergeSetting(text, setting, name));
	for (const line of settingMergeInWords(result, setting)) {
		await common.output.message(line);
	}

	// The result is one of the same kind.
	return {
		document: {...setting, document: result.document} as ConnectionSetting,
		text: result.text,
	};
}

function noSuchDocument(): UserError {
	return new UserError('This connection has no such document.');
}

async function readPolicy(file: string, {io, output}: Common): Promise<string> {
	const isStdin = file === '-';
	const isTyped = isStdin && 'isTTY' in io.stdin && io.stdin.isTTY === true;
	if (isTyped) {
		await output.message('Paste the policy, then press Enter and Ctrl+D.');
	}

	const read = isStdin ? await readStream(io.stdin, {patient: isTyped}) : await readTextFile(file);
	if ('text' in read) {
		return read.text;
	}

	const name = isStdin ? 'from stdin' : visible(file);
	throw new UserError(`The policy ${name} cannot be read: ${readReason(read.code)}`, {
		hint: 'Save the current policy of the bucket or key to a file, or use - and pipe it in.',
		cause: read.cause,
	});
}

/**
 * Which document a text seems to be: CORS rules or notifications by what they hold; the policy of a key or a queue where it
 * speaks of kms or sqs actions and of no s3 action, else a bucket policy. Text that is no JSON counts as a bucket policy; the merge says what is wrong
 * with it.
 */
export function recogniseKind(text: string): MergeableDocument {
	const setting = settingIn(parsed(text));
	if (setting !== undefined) {
		return setting;
	}

	const services = new Set(
		actionsIn(parsed(text)).map((action) => action.toLowerCase().split(':')[0] ?? ''),
	);
	if (services.has('s3')) {
		return 'bucket-policy';
	}

	return services.has('kms')
		? 'key-policy'
		: services.has('sqs')
			? 'queue-policy'
			: 'bucket-policy';
}

function settingIn(value: unknown): SettingId | undefined {
	const isOf = (item: unknown, ...names: readonly string[]) =>
		isObject(item) && names.some((name) => name in item);
	if (isOf(value, 'CORSRules') || (Array.isArray(value) && isOf(value[0], 'AllowedOrigins'))) {
		return 'bucket-cors';
	}

	return isOf(
		value,
		'QueueConfigurations',
		'TopicConfigurations',
		'LambdaFunctionConfigurations',
		'EventBridgeConfiguration',
	)
		? 'bucket-notification'
		: undefined;
}

function parsed(text: string): unknown {
	try {
		return readHandedInPolicy(text, 'policy').value;
	} catch (error) {
		if (error instanceof UserError) {
			return undefined;
		}

		throw error;
	}
}

function actionsIn(policy: unknown): string[] {
	const statements = isObject(policy) ? [policy.Statement].flat() : [];
	return statements
		.filter((statement) => isObject(statement))
		.flatMap(({Action, NotAction}) => [Action, NotAction].flat())
		.filter((action) => typeof action === 'string');
}
