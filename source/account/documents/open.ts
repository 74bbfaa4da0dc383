import {quoted} from '../../problems.ts';
import {type DocumentName, documentNames, type Fact, nobodyAsked} from '../facts.ts';
import {found, notHandedIn} from '../looked.ts';
import type {Account} from '../port.ts';
import {answersFor} from '../snapshot.ts';
import type {Looked} from '../types.ts';
import {folderOf} from './folder.ts';
import {type ReadFolder, readDocuments, refuseNoFolder} from './read.ts';

function documentsAccount(
	label: string,
	read: () => Promise<ReadFolder>,
	now: () => Date,
): Account {
	return {
		source: 'documents',
		label,
		async look(connection, profile, {signal, onProgress} = {}) {
			signal?.throwIfAborted();
			const {folder, collected} = await read();
			signal?.throwIfAborted();
			onProgress?.(1, 1);
			return {
				// What was collected is judged as the account that it is of, at the time when it was looked at.
				source: collected?.source ?? 'documents',
				takenAt: collected?.takenAt ?? now().toISOString(),
				...answersFor(connection, profile, (fact) =>
					withAction(fact.inDocuments(folder, connection), fact),
				),
			};
		},
		identify: async () => nobodyAsked,
	};
}

/** A refusal with the action that was refused, where whoever wrote it down left that out. */
function withAction<T>(looked: Looked<T>, {permissions}: Fact<T>): Looked<T> {
	return looked.status === 'refused' && looked.action === ''
		? {...looked, action: Object.values(permissions).flat()[0] ?? 'sts:GetCallerIdentity'}
		: looked;
}

/**
 * A folder of documents in the place of an account: `trust-policy.json`, `role-policy.json` or several under
 * `role-policies/`, `bucket-policy.json`, `key-policy.json`, `bucket.json`, and if there are any `boundary-policy.json`,
 * `queue-policy.json`, `key.json`, `queue.json`, `role.json`, `account.json` and `not-seen.json`; or what `collect` wrote. They are read at each look. Policies are also taken inside of the answer of the AWS CLI. Throws
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
	return documentsAccount('pasted documents', async () => ({folder, collected: undefined}), now);
}
