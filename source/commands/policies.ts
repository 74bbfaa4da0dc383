import {readFile} from 'node:fs/promises';
import {type Connection, toFileFormat} from '../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	documentText,
	formValues,
	type MergeResult,
	mergePolicy,
} from '../documents/index.ts';
import {type ExitCode, exitCodes, UserError} from '../errors.ts';
import {readAll} from '../output.ts';
import {visible} from '../problems.ts';
import {type DocumentId, documentIds, type VendorProfile} from '../vendors/index.ts';
import type {Common, Given} from './call.ts';
import {noteNoAccount} from './no-account.ts';
import {resolveConnection} from './options.ts';
import {policiesText} from './policies-text.ts';
import {recogniseKind} from './recognise-kind.ts';

type Asked = {
	readonly connection: Connection;
	readonly profile: VendorProfile;
	readonly leastPrivilege: boolean;
};

/**
 * `policies`: prints the documents and the form's values as text or JSON, one document alone, or one merged into a
 * policy that is there.
 */
export async function runPolicies(
	{operands: [file], flags, options}: Given,
	common: Common,
): Promise<ExitCode> {
	const {output} = common;
	await noteNoAccount({options}, common);
	const only = documentId(options.document);
	const mergeFile = typeof options.merge === 'string' ? options.merge : undefined;
	if (mergeFile !== undefined && only !== undefined && !isMergeable(only)) {
		throw new UserError(`The ${only} is not merged: it stands alone.`, {
			hint: '--merge goes with --document bucket-policy or --document key-policy.',
		});
	}

	const {connection, profile, notices} = await resolveConnection(file, flags);
	for (const notice of notices) {
		await output.message(visible(notice));
	}

	const asked = {
		connection,
		profile,
		leastPrivilege: options.leastPrivilege === true,
	};
	const merged = mergeFile === undefined ? undefined : await merge(mergeFile, only, asked, common);
	const documents = documentsFor(asked, only, merged);
	if (options.json) {
		await output.data(jsonText(asked, documents));
	} else if (merged) {
		await output.data(merged.result.text.replace(/\n?$/, '\n'));
	} else if (only) {
		await output.data(documents.map(({document}) => `${documentText(document)}\n`).join(''));
	} else {
		await output.data(
			policiesText({documents, form: formValues(connection, profile), profile}, output.style),
		);
	}

	return exitCodes.done;
}

function documentId(given: string | true | undefined): DocumentId | undefined {
	const id = documentIds.find((known) => known === given);
	if (given !== undefined && id === undefined) {
		throw new UserError(`There is no document "${visible(String(given))}".`, {
			hint: `The documents are: ${documentIds.join(', ')}.`,
		});
	}

	return id;
}

function isMergeable(id: DocumentId): boolean {
	return id === 'bucket-policy' || id === 'key-policy';
}

type Merged = {
	readonly document: ConnectionDocument;
	readonly result: MergeResult;
};

async function merge(
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

	const result = mergePolicy(text, document, {connection, profile, name});
	await reportMerge(result, document, common);
	return {document, result};
}

async function readPolicy(file: string, {io, output}: Common): Promise<string> {
	if (file === '-') {
		if ('isTTY' in io.stdin && io.stdin.isTTY) {
			await output.message('Paste the policy, then press Enter and Ctrl+D.');
		}

		return readAll(io.stdin);
	}

	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
		const reason = missing ? 'there is no such file' : error instanceof Error ? error.message : '';
		throw new UserError(`The policy ${visible(file)} cannot be read: ${visible(reason)}.`, {
			hint: 'Save the policy that the bucket or key has now to a file, or give - and pipe it in.',
			cause: error,
		});
	}
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
			? `${title}: the vendor's statements are in, all else is as it was.`
			: `${title}: nothing to change, the vendor's statements are there already.`,
	);
	for (const {kind, sid, index} of changes) {
		const statement = sid === '' ? `statement ${index + 1}, which has no Sid` : `"${visible(sid)}"`;
		await output.message(`  ${changeTexts[kind]} ${statement}`);
	}

	for (const note of notes) {
		await output.message(visible(note));
	}
}

/** The documents to show; the merged one in the place of the one that stands alone. */
function documentsFor(
	{connection, profile, leastPrivilege}: Asked,
	only: DocumentId | undefined,
	merged: Merged | undefined,
): readonly ConnectionDocument[] {
	const mergedDocument = merged && {
		...merged.document,
		document: merged.result.document,
	};
	if (mergedDocument && only !== undefined) {
		return [mergedDocument];
	}

	const documents = buildDocuments(connection, profile, {
		leastPrivilege,
		...(only === undefined ? {} : {only}),
	});
	if (!mergedDocument) {
		return documents;
	}

	const others = documents.filter(({id}) => id !== mergedDocument.id);
	return [...others, mergedDocument].sort(
		(one, other) => documentIds.indexOf(one.id) - documentIds.indexOf(other.id),
	);
}

function jsonText({connection, profile}: Asked, documents: readonly ConnectionDocument[]): string {
	const object = {
		connection: toFileFormat(connection),
		documents: documents.map(({id, title, attachTo, consoleUrl, document}) => ({
			id,
			title,
			attachTo,
			consoleUrl,
			document,
		})),
		form: formValues(connection, profile),
	};
	return `${JSON.stringify(object, null, 2)}\n`;
}
