import {closeSync, openSync, readSync, statSync} from 'node:fs';

/** The text of a file, or why there is none: a code of the system, or one of this reader's own. */
export type ReadText = {readonly text: string} | {readonly code: string; readonly cause?: unknown};

/** This reader's own codes, beside those of the system. */
export const ownCodes = {
	tooLarge: 'TooLarge',
	notText: 'NotUtf8',
	notOrdinary: 'NotOrdinary',
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

function isFileOrFolder(path: string): boolean {
	const found = statSync(path);

	return found.isFile() || found.isDirectory();
}

/**
 * The text of a file of 1 MB at most, in UTF-8 or UTF-16, without its byte order mark. At once and not in the
 * background: a file this small is read before the threads for that have started. With `isOrdinary` nothing is read that
 * one might have to wait for, such as a pipe.
 */
export function readTextFile(path: string, {isOrdinary = false} = {}): ReadText {
	try {
		// Before it is opened, since that alone would wait for the other end of a pipe.
		if (isOrdinary && !isFileOrFolder(path)) {
			return {code: ownCodes.notOrdinary};
		}

		const file = openSync(path, 'r');

		try {
			const bytes = readLimited(file);
			const text = bytes && decodeText(bytes);

			return text === undefined
				? {code: bytes === undefined ? ownCodes.tooLarge : ownCodes.notText}
				: {text};
		} finally {
			closeSync(file);
		}
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

		return {code, cause: error};
	}
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
