import {statSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {readOrdinaryFile, readReason} from '../../text-file.ts';
import {type DocumentName, documentNames} from '../facts.ts';
import {failed, found, mapFound, notHandedIn, notLooked} from '../looked.ts';
import type {Looked} from '../types.ts';
import {type Folder, folderOf} from './folder.ts';

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function readLooked(directory: string, document: string): Looked<string> {
	const name = `${document}.json`;
	const read = readOrdinaryFile(path.join(directory, name));
	if ('text' in read) {
		return read.text.trim() === '' ? notLooked(`${name} is empty.`) : found(read.text);
	}

	return read.code === 'ENOENT'
		? notHandedIn(document)
		: failed('file', read.code, `${name} cannot be read: ${readReason(read.code)}`);
}

/** Names of the files in `role-policies/`, in the order of the alphabet; absent where there is no such folder. */
async function rolePolicyFiles(directory: string): Promise<Looked<readonly string[]>> {
	const folder = 'role-policies';

	try {
		const files = await readdir(path.join(directory, folder));
		return found(files.filter((file) => file.endsWith('.json')).sort());
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT'
			? notHandedIn('role-policy', `Neither role-policy.json nor ${folder}/ was handed in.`)
			: failed(
					'file',
					code,
					code === 'ENOTDIR'
						? `${folder} is a file, not a folder.`
						: `${folder}/ cannot be read; the system says ${code}.`,
				);
	}
}

/** Throws `UserError` where the path is not a folder that can be looked into. */
export function refuseNoFolder(directory: string): void {
	const problem = (rule: string, cause?: unknown) =>
		new UserError(`Cannot read the documents in ${visible(directory)}`, {
			problems: [{field: 'documents', value: directory, rule}],
			hint: `Create a folder with the documents in it: ${documentNames.join('.json, ')}.json.`,
			cause,
		});
	let isFolder: boolean;

	try {
		isFolder = statSync(directory).isDirectory();
	} catch (error) {
		const code = codeOf(error);
		throw problem(
			code === 'ENOENT'
				? 'The folder does not exist.'
				: `The folder cannot be read; the system says ${code}.`,
			error,
		);
	}

	if (!isFolder) {
		throw problem('This is a file; give the folder with the documents.');
	}
}

/** The documents of a folder as they are now. Throws `UserError` where the folder is gone. */
export async function readDocuments(directory: string): Promise<Folder<DocumentName>> {
	refuseNoFolder(directory);
	// All at once: what is judged together has to be of one time.
	const texts = new Map(documentNames.map((name) => [name, readLooked(directory, name)]));
	const files = await rolePolicyFiles(directory);
	return folderOf(
		texts,
		mapFound(files, (names) =>
			names.map((file) => ({
				name: file.replace(/\.json$/, ''),
				text: readLooked(directory, path.join('role-policies', file.replace(/\.json$/, ''))),
			})),
		),
	);
}
