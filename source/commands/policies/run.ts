import {type DocumentId, documentIds} from '../../aws/index.ts';
import {toFileFormat} from '../../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	documentText,
	formPlace,
	formValues,
	vendorSteps,
} from '../../documents/index.ts';
import {type ExitCode, exitCodes, UserError} from '../../errors.ts';
import {harmlessJson, visible} from '../../problems.ts';
import {presentOrigin} from '../../words/origin/index.ts';
import type {Common} from '../call.ts';
import {noteNoAccount, noteOrigin, resolveConnection} from '../options.ts';
import type {Asked, Merged} from './merge.ts';
import type {PoliciesGiven} from './options.ts';
import {policiesText} from './text.ts';

/**
 * `policies`: prints the documents and the form's values as text or JSON, one document alone, or one merged into a
 * policy that is there.
 */
export async function runPolicies(
	{operands: [file], flags, options}: PoliciesGiven,
	common: Common,
): Promise<ExitCode> {
	const {output} = common;
	await noteNoAccount(options, common);
	const {merge: mergeFile, leastPrivilege = false} = options;
	const only = documentId(options.document);
	if (mergeFile !== undefined && (only === 'role-policy' || only === 'trust-policy')) {
		throw new UserError(`The ${only} cannot be merged.`, {
			hint: 'Use --merge with --document bucket-policy or --document key-policy; with vendors that ask for them also with bucket-cors, bucket-notification or queue-policy.',
		});
	}

	const {connection, profile, notices} = await resolveConnection(file, flags);
	for (const notice of notices) {
		await output.message(visible(notice));
	}

	await noteOrigin(profile, common);

	const asked = {connection, profile, leastPrivilege};
	const merged =
		mergeFile === undefined
			? undefined
			: await (await import('./merge.ts')).mergeWithFile(mergeFile, only, asked, common);
	const documents = documentsFor(asked, only, merged);
	if (options.json) {
		await output.data(jsonText(asked, documents));
	} else if (merged) {
		await output.data(harmlessJson(merged.text.replace(/\n?$/, '\n')));
	} else if (only) {
		await output.data(
			documents.map(({document}) => harmlessJson(`${documentText(document)}\n`)).join(''),
		);
	} else {
		await output.data(
			policiesText(
				{
					connection,
					documents,
					form: formValues(connection, profile),
					place: formPlace(connection, profile),
					steps: vendorSteps(connection, profile),
					profile,
				},
				output.style,
			),
		);
	}

	return exitCodes.done;
}

function documentId(given: string | undefined): DocumentId | undefined {
	const id = documentIds.find((known) => known === given);
	if (given !== undefined && id === undefined) {
		throw new UserError(`There is no document "${visible(given)}".`, {
			hint: `The documents are: ${documentIds.join(', ')}.`,
		});
	}

	return id;
}

/** The documents to show; the merged one in the place of the one that stands alone. */
function documentsFor(
	{connection, profile, leastPrivilege}: Asked,
	only: DocumentId | undefined,
	merged: Merged | undefined,
): readonly ConnectionDocument[] {
	const mergedDocument = merged?.document;
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
	const vendorProfile = presentOrigin(profile);
	const {before, after} = vendorSteps(connection, profile);
	const object = {
		connection: toFileFormat(connection),
		...(vendorProfile !== undefined && {vendorProfile}),
		documents: documents.map(({id, title, attachTo, consoleUrl, document}) => ({
			id,
			title,
			attachTo,
			consoleUrl,
			document,
		})),
		...(before.length > 0 && {before}),
		form: formValues(connection, profile),
		...(after.length > 0 && {after}),
	};
	return harmlessJson(`${JSON.stringify(object, null, 2)}\n`);
}
