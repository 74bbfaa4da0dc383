import {isUtf8} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import {exitCodes, UserError} from '../errors.ts';
import {visible} from '../problems.ts';
import {toFileFormat} from './file-format.ts';
import {parseJsonText} from './json-text.ts';
import type {Connection} from './types.ts';

const largestFile = 1024 * 1024;
/** Larger than nearly every connection file, in bytes. */
const firstBuffer = 16 * 1024;

const readReasons: Readonly<Record<string, string>> = {
	ENOENT: 'There is no such file.',
	ENOTDIR: 'A part of the path is a file, not a folder.',
	EISDIR: 'This is a folder, not a file.',
	EACCES: 'You have no permission to read this file.',
	EPERM: 'You have no permission to read this file.',
	ELOOP: 'The links in this path lead in a circle.',
	ENAMETOOLONG: 'The path is too long.',
};

const writeReasons: Readonly<Record<string, string>> = {
	...readReasons,
	ENOENT: 'The folder does not exist.',
	EACCES: 'You have no permission to write here.',
	EPERM: 'You have no permission to write here.',
	EROFS: 'Nothing can be written on this disk.',
	ENOSPC: 'The disk is full.',
	EDQUOT: 'Your share of the disk is full.',
};

function errorCode(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function unreadable(path: string, rule: string, cause?: unknown): UserError {
	return new UserError(`Cannot read ${visible(path)}`, {
		problems: [{field: path, rule}],
		cause,
	});
}

/** Reads little more than the limit, so that a device without end does no harm; undefined for what is over it. */
function readLimited(file: number): Buffer | undefined {
	const parts: Buffer[] = [];
	let length = 0;

	while (length <= largestFile) {
		const buffer = Buffer.allocUnsafe(length === 0 ? firstBuffer : largestFile);
		const bytesRead = readSync(file, buffer);

		if (bytesRead === 0) {
			return Buffer.concat(parts);
		}

		parts.push(buffer.subarray(0, bytesRead));
		length += bytesRead;
	}

	return undefined;
}

/** At once and not in the background: a file this small is read before the threads for that have started. */
function readBytes(path: string): Buffer | undefined {
	try {
		const file = openSync(path, 'r');

		try {
			return readLimited(file);
		} finally {
			closeSync(file);
		}
	} catch (error) {
		const code = errorCode(error);

		throw unreadable(
			path,
			readReasons[code] ?? `The file cannot be read; the system says ${code}.`,
			error,
		);
	}
}

function decode(bytes: Buffer, path: string): string {
	if (isUtf8(bytes)) {
		return bytes.toString('utf8').replace(/^\uFEFF/, '');
	}

	const isUtf16 = bytes.length > 1 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));

	throw unreadable(
		path,
		isUtf16
			? 'The file is in UTF-16; save it as UTF-8.'
			: 'The file is not text in UTF-8; save it as UTF-8.',
	);
}

/**
 * What a connection file holds, not yet checked. Throws `UserError` where there is no such file, it cannot be read, is
 * larger than 1 MB, is not UTF-8, or does not hold one JSON object; JSON mistakes come with line and column.
 */
export async function readConnectionFile(path: string): Promise<Record<string, unknown>> {
	const bytes = readBytes(path);

	if (bytes === undefined) {
		throw unreadable(path, 'The file is larger than 1 MB, which no connection file is.');
	}

	const value = parseJsonText(decode(bytes, path), path);

	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw unreadable(path, 'A connection file holds one JSON object: { "version": 1, ... }.');
	}

	return Object.fromEntries(Object.entries(value));
}

/**
 * Writes a connection file that only its owner can read (mode 0600), as a whole or not at all. Throws `UserError` with
 * exit code 1 where it cannot be written.
 */
export async function writeConnectionFile(path: string, connection: Connection): Promise<void> {
	const text = `${JSON.stringify(toFileFormat(connection), undefined, 2)}\n`;

	try {
		// Only a few calls write, and all calls load this folder.
		const {default: writeFileAtomic} = await import('write-file-atomic');

		await writeFileAtomic(path, text, {mode: 0o600});
	} catch (error) {
		const code = errorCode(error);

		throw new UserError(`Cannot write ${visible(path)}`, {
			exitCode: exitCodes.failed,
			problems: [
				{
					field: path,
					rule: writeReasons[code] ?? `The file cannot be written; the system says ${code}.`,
				},
			],
			cause: error,
		});
	}
}
