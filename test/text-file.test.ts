import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {decodeText, ownCodes, readReason, readRule, readTextFile} from '../source/text-file.ts';

const texts = ['{}', '"', '{\r\n\t"a": "é“😀"\r\n}\r\n', 'null', '[1]', '{"Ä": 1}', ''];

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
	['UTF-8', (text) => Buffer.from(text)],
	['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
	['little-endian UTF-16 with a mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
	['little-endian UTF-16', (text) => Buffer.from(text, 'utf16le')],
	['big-endian UTF-16 with a mark', (text) => bigEndian(`\uFEFF${text}`)],
	['big-endian UTF-16', bigEndian],
];

const folder = mkdtempSync(path.join(tmpdir(), 'text-file-'));

afterAll(() => rmSync(folder, {recursive: true, force: true}));

function stored(bytes: Uint8Array): string {
	const file = path.join(folder, 'a.json');
	writeFileSync(file, bytes);
	return file;
}

describe('the text of a file', () => {
	test.each(
		encodings.flatMap(([name, encode]) => texts.map((text) => [name, text, encode(text)] as const)),
	)('in %s is read as it is: %j', (_name, text, bytes) => {
		expect(decodeText(bytes)).toBe(text);
		expect(readTextFile(stored(bytes))).toEqual({text});
	});

	test.each([
		['a byte that UTF-8 does not have', '7bff7d'],
		['half a character of UTF-16', 'fffe7b0022'],
		['half of a pair of UTF-16', 'fffe7b0000d8'],
		['typographic marks of Windows', '7b9361947d'],
	])('is none with %s', (_name, hexadecimal) => {
		const file = stored(Buffer.from(hexadecimal, 'hex'));
		expect(readTextFile(file)).toEqual({code: ownCodes.notText});
	});

	test('may have 1 MB and no more', () => {
		const largest = Buffer.alloc(1024 * 1024, ' ');
		expect(readTextFile(stored(largest))).toHaveProperty('text');
		expect(readTextFile(stored(Buffer.concat([largest, largest])))).toEqual({
			code: ownCodes.tooLarge,
		});
	});

	test('is not there with a code of the system, which has words', () => {
		expect(readTextFile(path.join(folder, 'none'))).toMatchObject({code: 'ENOENT'});
		expect(readTextFile(folder, {isOrdinary: true})).toMatchObject({code: 'EISDIR'});
		expect(readRule('ENOENT')).toBe('The file does not exist.');
		expect(readReason('ENOENT')).toBe('the file does not exist.');
		expect(readRule('EIO')).toContain('EIO');
	});

	test.skipIf(process.platform === 'win32')('is not waited for where it must be ordinary', () => {
		const pipe = path.join(folder, 'pipe');
		execFileSync('mkfifo', [pipe]);
		expect(readTextFile(pipe, {isOrdinary: true})).toEqual({code: ownCodes.notOrdinary});
	});
});
