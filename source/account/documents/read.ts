import {statSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {readOrdinaryFile, readReason} from '../../text-file.ts';
import {type DocumentName, documentNames} from '../facts.ts';
import {absent, failed, found, mapFound, notHandedIn, notLooked} from '../looked.ts';
import type {Looked, RolePolicy} from '../types.ts';
import {type Collected, collectedFile, readCollected} from './collected.ts';
import {type Folder, folderOf} from './folder.ts';
import {type NotSeenFile, notSeenFile, readNotSeen} from './not-seen.ts';

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** The text of a file of the folder; undefined where there is none of that name. */
function readLooked(directory: string, name: string): Looked<string> | undefined {
	const read = readOrdinaryFile(path.join(directory, name));
	if ('text' in read) {
		return read.text.trim() === '' ? notLooked(`${name} is empty.`) : found(read.text);
	}

	return read.code === 'ENOENT'
		? undefined
		: failed('file', read.code, `${name} cannot be read: ${readReason(read.code)}`);
}

const policyFolder = 'role-policies';

/** Names of the files in `role-policies/`, in the order of the alphabet; absent where there is no such folder. */
async function rolePolicyFiles(directory: string): Promise<Looked<readonly string[]>> {
	try {
		const files = await readdir(path.join(directory, policyFolder));
		return found(files.filter((file) => file.endsWith('.json')).sort());
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT'
			? notHandedIn('role-policy', `Neither role-policy.json nor ${policyFolder}/ was handed in.`)
			: failed(
					'file',
					code,
					code === 'ENOTDIR'
						? `${policyFolder} is a file, not a folder.`
						: `${policyFolder}/ cannot be read; the system says ${code}.`,
				);
	}
}

/** What lies in `role-policies/`: first those that were collected, as they were, and then what was put beside them. */
function rolePolicies(
	directory: string,
	files: Looked<readonly string[]>,
	collected: Collected | undefined,
	notSeen: NotSeenFile,
): Looked<readonly RolePolicy[]> {
	const textOf = (file: string): Looked<string> =>
		readLooked(directory, file) ?? notSeen(file) ?? notHandedIn(file.replace(/\.json$/, ''));
	const known = collected?.rolePolicies;
	const others = mapFound(files, (names) =>
		names
			.map((name) => ({name: name.replace(/\.json$/, ''), file: `${policyFolder}/${name}`}))
			.filter(({file}) => !known?.some((policy) => policy.file === file))
			.map(({name, file}): RolePolicy => ({kind: 'inline', name, text: textOf(file)})),
	);
	if (others.status === 'failed') {
		return others;
	}

	const more = others.status === 'found' ? others.value : [];
	if (known !== undefined && known !== null) {
		return found([
			...known.map(({file, ...policy}): RolePolicy => ({...policy, text: textOf(file)})),
			...more,
		]);
	}

	if (more.length > 0) {
		return found(more);
	}

	// An empty folder says that nothing was handed in, not that the role has no policy.
	return (
		notSeen(`${policyFolder}/`) ??
		(known === null
			? absent('NoSuchEntity')
			: others.status === 'found'
				? notLooked(`${policyFolder}/ holds no policy (a file that ends in .json).`)
				: others)
	);
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

/** What a folder holds. */
export type ReadFolder = {
	readonly folder: Folder<DocumentName>;
	/** What it says of itself, where it was collected. */
	readonly collected: Collected | undefined;
};

/** The documents of a folder as they are now. Throws `UserError` where the folder is gone. */
export async function readDocuments(directory: string): Promise<ReadFolder> {
	refuseNoFolder(directory);
	// All at once: what is judged together has to be of one time.
	const texts = new Map(
		documentNames.flatMap((name) => {
			const text = readLooked(directory, `${name}.json`);
			return text === undefined ? [] : [[name, text] as const];
		}),
	);
	const textOf = (name: string) => readLooked(directory, name) ?? notHandedIn(name);
	const notSeen = readNotSeen(textOf(notSeenFile));
	const collected = readCollected(textOf(collectedFile));
	const known = collected.status === 'found' ? collected.value : undefined;
	const files = await rolePolicyFiles(directory);
	return {
		folder: folderOf(
			texts,
			collected.status === 'failed' ? collected : rolePolicies(directory, files, known, notSeen),
			notSeen,
		),
		collected: known,
	};
}
