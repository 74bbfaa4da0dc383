import type {DocumentId} from '../../aws/index.ts';
import type {Connection} from '../../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	type MergeResult,
	mergePolicy,
} from '../../documents/index.ts';
import {UserError} from '../../errors.ts';
import {interruptible} from '../../interruptible.ts';
import {isObject, readHandedInPolicy} from '../../json/index.ts';
import {quoted, visible, withLongValuesCut} from '../../problems.ts';
import {readReason, readStream, readTextFile} from '../../text-file.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import type {Common} from '../call.ts';

/** The connection whose documents are asked for, and in which form. */
export type Asked = {
	readonly connection: Connection;
	readonly profile: VendorProfile;
	readonly leastPrivilege: boolean;
};

/** A document of the connection, and what comes out when it is merged into the policy that is there. */
export type Merged = {
	readonly document: ConnectionDocument;
	readonly result: MergeResult;
};

/**
 * Merges the bucket or key policy of a connection into the one in a file, or on stdin for `-`, and says on stderr what that
 * changes. UserError where the file cannot be read or is no such policy.
 */
export async function mergeWithFile(
	file: string,
	only: DocumentId | undefined,
	{connection, profile, leastPrivilege}: Asked,
	common: Common,
): Promise<Merged> {
	const name = file === '-' ? 'The policy from stdin' : file;
	const text = await readPolicy(file, common);
	const [document] = buildDocuments(connection, profile, {
		leastPrivilege,
		only: only ?? recogniseKind(text),
	});
	if (!document) {
		throw new UserError('This connection has no such document.');
	}

	const result = interruptible(() => mergePolicy(text, document, {connection, profile, name}));
	await reportMerge(result, document, common);
	return {document, result};
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
 * Which policy a text seems to be: a key policy where it speaks of kms actions and of no s3 action, else a bucket
 * policy. Text that is no JSON counts as a bucket policy; the merge says what is wrong with it.
 */
export function recogniseKind(text: string): 'bucket-policy' | 'key-policy' {
	const services = new Set(
		actionsIn(parsed(text)).map((action) => action.toLowerCase().split(':')[0] ?? ''),
	);
	return services.has('kms') && !services.has('s3') ? 'key-policy' : 'bucket-policy';
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

const changeTexts = {
	added: 'added',
	replaced: 'replaced',
	removed: 'removed',
	unchanged: 'unchanged',
} as const;

async function reportMerge(
	{changes, changed, notes}: MergeResult,
	{title}: ConnectionDocument,
	{output}: Common,
): Promise<void> {
	await output.message(
		changed
			? `${title}: the vendor's statements were added. Everything else is unchanged.`
			: `${title}: nothing to change. It already has the vendor's statements.`,
	);
	for (const {kind, sid, index} of changes) {
		const statement = sid === '' ? `statement ${index + 1}, which has no Sid` : quoted(sid);
		await output.message(`  ${changeTexts[kind]} ${statement}`);
	}

	for (const note of notes) {
		await output.message(withLongValuesCut(visible(note)));
	}
}
