import {closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync} from 'node:fs';
import type {Readable} from 'node:stream';

/** The text of a file, or why there is none: a code of the system, or one of this reader's own. */
export type ReadText = {readonly text: string} | {readonly code: string; readonly cause?: unknown};

/** This reader's own codes, beside those of the system. */
export const ownCodes = {
	tooLarge: 'TooLarge',
	notText: 'NotUtf8',
	notOrdinary: 'NotOrdinary',
	device: 'Device',
	silent: 'Silent',
} as const;

const largestFile = 1024 * 1024;
/** Larger than nearly every file that is read here, in bytes. */
const firstBuffer = 16 * 1024;

const rules: Readonly<Record<string, string>> = {
	ENOENT: 'The file does not exist.',
	ENOTDIR: 'Part of the path is a file, not a folder.',
	EISDIR: 'This is a folder, not a file.',
	EACCES: 'You have no permission to read this file.',
	EPERM: 'You have no permission to read this file.',
	ELOOP: 'The links in this path form a loop.',
	ENAMETOOLONG: 'The path is too long.',
	[ownCodes.tooLarge]: 'The file is larger than 1 MB, which is too large.',
	[ownCodes.notText]: 'The file is not text in UTF-8; save it as UTF-8.',
	[ownCodes.notOrdinary]: 'This is a device or a pipe, not an ordinary file.',
	[ownCodes.device]: 'This is a device, not a file.',
	[ownCodes.silent]: 'This is a pipe, and nothing came out of it for 5 seconds.',
};

/** What the code of `readTextFile` means, a sentence. */
export function readRule(code: string): string {
	return rules[code] ?? `The file cannot be read; the system says ${code}.`;
}

/** The same as the end of a sentence, in small letters and with its full stop. */
export function readReason(code: string): string {
	const rule = readRule(code);
	return `${rule.charAt(0).toLowerCase()}${rule.slice(1)}`;
}

/** Reads little more than the limit, so that a file without end does no harm; undefined for what is over it. */
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

function textOf(bytes: Buffer | undefined): ReadText {
	const text = bytes && decodeText(bytes);

	return text === undefined
		? {code: bytes === undefined ? ownCodes.tooLarge : ownCodes.notText}
		: {text};
}

function failed(error: unknown): ReadText {
	const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

	return {code, cause: error};
}

type Kind = 'file' | 'folder' | 'pipe' | 'device';

function kindOf(found: Stats): Kind {
	if (found.isDirectory()) {
		return 'folder';
	}

	return found.isFile() ? 'file' : found.isFIFO() || found.isSocket() ? 'pipe' : 'device';
}

/** Opening alone must not wait for the other end of a pipe, which may have come in the file's place. */
function openForReading(path: string): number {
	// Windows has no such flag, and no such pipes.
	return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

/** What is at the path, if it is an ordinary file; else what it is. */
function readIfOrdinary(path: string): ReadText | Kind {
	// Before it is opened, since that alone would do something to a device.
	const before = kindOf(statSync(path));
	if (before !== 'file') {
		return before === 'folder' ? {code: 'EISDIR'} : before;
	}

	const file = openForReading(path);

	try {
		const opened = kindOf(fstatSync(file));
		return opened === 'file' ? textOf(readLimited(file)) : opened;
	} finally {
		closeSync(file);
	}
}

/**
 * As `readTextFile`, of an ordinary file only: nothing is read that one might have to wait for, such as a pipe. At once
 * and not in the background: a file this small is read before the threads for that have started.
 */
export function readOrdinaryFile(path: string): ReadText {
	try {
		const read = readIfOrdinary(path);
		return typeof read === 'string' ? {code: ownCodes.notOrdinary} : read;
	} catch (error) {
		return failed(error);
	}
}

/**
 * The text of a file of 1 MB at most, in UTF-8 or UTF-16, without its byte order mark. A pipe is read to its end, as
 * long as something comes out of it every five seconds; a device is not read.
 */
export async function readTextFile(path: string): Promise<ReadText> {
	try {
		const read = readIfOrdinary(path);
		if (typeof read !== 'string') {
			return read;
		}

		return read === 'pipe' ? await readStream(await openPipe(path)) : {code: ownCodes.device};
	} catch (error) {
		return failed(error);
	}
}

function isStdin(path: string): boolean {
	try {
		const stdin = fstatSync(0);
		const {dev, ino} = statSync(path);
		return stdin.dev === dev && stdin.ino === ino;
	} catch {
		// It can be closed.
		return false;
	}
}

async function openPipe(path: string): Promise<Readable> {
	if (isStdin(path)) {
		// There must be one reader of it, and some systems cannot open it a second time.
		return process.stdin;
	}

	// Few calls read a pipe. A socket can be given up while it is silent, a file that is being read cannot.
	const {Socket} = await import('node:net');
	return new Socket({fd: openForReading(path), readable: true, writable: false});
}

const longestSilence = 5000;

/**
 * All of a stream as text, as `readTextFile` gives it, and within the same limits. With `patient` it may be silent for
 * any time, as somebody who types is.
 */
export async function readStream(
	stream: Readable,
	{patient = false}: {readonly patient?: boolean} = {},
): Promise<ReadText> {
	const parts: Buffer[] = [];
	let length = 0;

	return new Promise((resolve) => {
		let timer: NodeJS.Timeout | undefined;
		const end = (read: () => ReadText) => {
			clearTimeout(timer);
			// Whatever comes after this is no longer asked for, and an error without a listener would end the process.
			stream.on('error', () => {});
			stream.destroy();
			resolve(read());
		};
		const wait = () => {
			clearTimeout(timer);
			timer = patient
				? undefined
				: setTimeout(end, longestSilence, () => ({code: ownCodes.silent}));
		};

		stream.on('data', (chunk: Buffer | string) => {
			const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
			parts.push(bytes);
			length += bytes.length;
			if (length > largestFile) {
				end(() => ({code: ownCodes.tooLarge}));
			} else {
				wait();
			}
		});
		stream.once('end', () => end(() => textOf(Buffer.concat(parts))));
		stream.once('error', (error) => end(() => failed(error)));
		wait();
	});
}

/**
 * The text that bytes hold, without a byte order mark; undefined where they are no text. In UTF-16 write Windows
 * PowerShell's `>` and some editors. Without a mark the zero bytes tell, since a JSON text begins with two characters of
 * ASCII. https://www.rfc-editor.org/rfc/rfc4627#section-3
 */
export function decodeText(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder(encodingOf(bytes), {fatal: true}).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) {
			return undefined;
		}

		throw error;
	}
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
	const [first, second, third, fourth] = bytes;

	if (first === 0xff && second === 0xfe) {
		return 'utf-16le';
	}

	if (first === 0xfe && second === 0xff) {
		return 'utf-16be';
	}

	const isEven = bytes.length > 1 && bytes.length % 2 === 0;

	if (isEven && first !== 0 && second === 0 && third !== 0 && (fourth ?? 0) === 0) {
		return 'utf-16le';
	}

	return isEven && first === 0 && second !== 0 && (third ?? 0) === 0 && fourth !== 0
		? 'utf-16be'
		: 'utf-8';
}
