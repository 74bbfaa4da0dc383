import {quoted} from '../../problems.ts';
import {type DocumentName, documentNames, nobodyAsked} from '../facts.ts';
import {found, notHandedIn} from '../looked.ts';
import type {Account} from '../port.ts';
import {answersFor} from '../snapshot.ts';
import type {Looked} from '../types.ts';
import {type Folder, folderOf} from './folder.ts';
import {readDocuments, refuseNoFolder} from './read.ts';

function documentsAccount(
	label: string,
	read: () => Promise<Folder<DocumentName>>,
	now: () => Date,
): Account {
	return {
		source: 'documents',
		label,
		async look(connection, profile, {signal, onProgress} = {}) {
			signal?.throwIfAborted();
			const folder = await read();
			signal?.throwIfAborted();
			onProgress?.(1, 1);
			return {
				source: 'documents',
				takenAt: now().toISOString(),
				...answersFor(connection, profile, (fact) => fact.inDocuments(folder, connection)),
			};
		},
		identify: async () => nobodyAsked,
	};
}

/**
 * A folder of documents in the place of an account: `trust-policy.json`, `role-policy.json` or several under
 * `role-policies/`, `bucket-policy.json`, `key-policy.json`, `bucket.json`, and if there are any `boundary-policy.json`,
 * `key.json` and `role.json`. They are read at each look. Policies are also taken inside of the answer of the AWS CLI. Throws
 * `UserError`, here or at a look, where there is no such folder.
 */
export function openDocuments(directory: string, now: () => Date = () => new Date()): Account {
	refuseNoFolder(directory);
	return documentsAccount(`documents in ${quoted(directory)}`, () => readDocuments(directory), now);
}

/** As `openDocuments`, with texts that were pasted; blank ones count as not handed in. */
export function documentsFromTexts(
	texts: Readonly<Partial<Record<DocumentName, string>>>,
	now: () => Date = () => new Date(),
): Account {
	const given = documentNames.flatMap((name): [DocumentName, Looked<string>][] => {
		const text = texts[name];
		return text === undefined || text.trim() === '' ? [] : [[name, found(text)]];
	});
	const folder = folderOf(new Map(given), notHandedIn('role-policy'));
	return documentsAccount('pasted documents', async () => folder, now);
}
