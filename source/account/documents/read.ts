import {statSync} from 'node:fs';
import {open, readdir} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {failed, found, notLooked} from '../looked.ts';
import type {Looked} from '../types.ts';
import {type DocumentName, documentNames, type PastedDocuments} from './snapshot.ts';

const largestFile = 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
	EISDIR: 'is a folder, not a file',
	EACCES: 'may not be read',
	EPERM: 'may not be read',
	ELOOP: 'is a link that leads in a circle',
};

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function decode(bytes: Buffer, name: string): Looked<string> {
	try {
		const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
		return text.trim() === '' ? notLooked(`${name} is empty.`) : found(text);
	} catch {
		return failed('NotUtf8', `${name} is not text in UTF-8. Save it as UTF-8.`);
	}
}

/** Reads one byte over the limit at most, so that a device without end does no harm. */
async function readLooked(directory: string, name: string): Promise<Looked<string>> {
	try {
		const file = await open(path.join(directory, name), 'r');

		try {
			const buffer = Buffer.alloc(largestFile + 1);
			let length = 0;
			let bytesRead = 1;
			while (bytesRead > 0 && length < buffer.length) {
				({bytesRead} = await file.read(buffer, length, buffer.length - length, null));
				length += bytesRead;
			}

			return length > largestFile
				? failed('TooLarge', `${name} is larger than 1 MB, which no such document is.`)
				: decode(buffer.subarray(0, length), name);
		} finally {
			await file.close();
		}
	} catch (error) {
		const code = codeOf(error);

		return code === 'ENOENT'
			? notLooked(`${name} was not handed in.`)
			: failed(code, `${name} ${reasons[code] ?? `cannot be read; the system says ${code}`}.`);
	}
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
			? notLooked(`Neither role-policy.json nor ${folder}/ was handed in.`)
			: failed(
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
			hint: `Make a folder with the documents in it: ${documentNames.join('.json, ')}.json.`,
			cause,
		});
	let isFolder: boolean;

	try {
		isFolder = statSync(directory).isDirectory();
	} catch (error) {
		const code = codeOf(error);
		throw problem(
			code === 'ENOENT'
				? 'There is no such folder.'
				: `The folder cannot be read; the system says ${code}.`,
			error,
		);
	}

	if (!isFolder) {
		throw problem('This is a file; the folder that holds the documents is wanted.');
	}
}

/** The documents of a folder as they are now. Throws `UserError` where the folder is gone. */
export async function readDocuments(directory: string): Promise<PastedDocuments> {
	refuseNoFolder(directory);
	const [files, ...texts] = await Promise.all([
		rolePolicyFiles(directory),
		...documentNames.map(
			async (name): Promise<[DocumentName, Looked<string>]> => [
				name,
				await readLooked(directory, `${name}.json`),
			],
		),
	]);

	if (files.status !== 'found') {
		return {texts: new Map(texts), rolePolicies: files};
	}

	const rolePolicies = await Promise.all(
		files.value.map(async (file) => ({
			name: file.replace(/\.json$/, ''),
			text: await readLooked(directory, path.join('role-policies', file)),
		})),
	);
	return {texts: new Map(texts), rolePolicies: found(rolePolicies)};
}
