import {rmSync} from 'node:fs';
import path from 'node:path';
import {documentsThere} from '../../account/index.ts';
import {exitCodes, UserError} from '../../errors.ts';
import {makePrivateFolder, writePrivateFile} from '../../private-file.ts';
import {visible} from '../../problems.ts';
import {askOnTerminal, isTerminal} from '../ask-on-terminal.ts';
import type {Common} from '../call.ts';
import type {CollectAsked} from './options.ts';

/**
 * Whether the documents in these folders may be replaced: always where `collect` wrote them and nobody changed them since,
 * with `--yes`, or asked on the terminal. Throws UserError where nobody can be asked.
 */
export async function mayReplace(
	folders: readonly string[],
	{yes, json}: Pick<CollectAsked, 'yes' | 'json'>,
	{io, output}: Common,
): Promise<boolean> {
	const others = folders.flatMap((folder) =>
		documentsThere(folder).others.map((name) => path.join(folder, name)),
	);
	if (others.length === 0 || yes) {
		return true;
	}

	if (json || !isTerminal(io.stdin)) {
		throw new UserError('There are documents in the folder that collect did not write.', {
			problems: others.map((file) => ({
				field: file,
				rule: 'This file would be replaced, or judged together with what is collected.',
			})),
			hint: 'Nothing was written. Choose another folder, or use --yes to replace these files.',
		});
	}

	await output.message(
		[
			'These files were not written by collect. They would be replaced, or removed where nothing takes their place:',
			...others.map((file) => `  ${visible(file)}`),
		].join('\n'),
	);
	const answer = await askOnTerminal('Replace them? Type yes: ', io);
	return answer?.toLowerCase() === 'yes';
}

/**
 * Writes the documents of a connection, each for its owner alone, in place of those that were there. Other files in the
 * folder stay. Throws UserError with exit code 1 where one cannot be written.
 */
export function writeDocuments(folder: string, files: ReadonlyMap<string, string>): void {
	const {collected, others} = documentsThere(folder);
	const names = [...files.keys()];
	makePrivateFolder(folder);
	if (names.some((name) => name.includes('/'))) {
		makePrivateFolder(path.join(folder, 'role-policies'));
	}

	// The file that says what the others are goes first and comes last: a run that was cut off leaves none.
	const [last] = names.slice(-1);
	for (const name of [...collected, ...others]) {
		if (!files.has(name) || name === last) {
			remove(path.join(folder, name));
		}
	}

	for (const [name, text] of files) {
		writePrivateFile(path.join(folder, name), text);
	}
}

function remove(file: string): void {
	try {
		rmSync(file, {force: true});
	} catch (error) {
		throw new UserError(`Cannot remove ${visible(file)}`, {
			exitCode: exitCodes.failed,
			cause: error,
		});
	}
}
