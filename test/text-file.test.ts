import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Readable} from 'node:stream';
import {afterAll, describe, expect, test, vi} from 'vitest';
import {
	decodeText,
	ownCodes,
	readOrdinaryFile,
	readReason,
	readRule,
	readStream,
	readTextFile,
} from '../source/text-file.ts';

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
	)('in %s is read as it is: %j', async (_name, text, bytes) => {
		expect(decodeText(bytes)).toBe(text);
		expect(readOrdinaryFile(stored(bytes))).toEqual({text});
		expect(await readTextFile(stored(bytes))).toEqual({text});
	});

	test.each([
		['a byte that UTF-8 does not have', '7bff7d'],
		['half a character of UTF-16', 'fffe7b0022'],
		['half of a pair of UTF-16', 'fffe7b0000d8'],
		['typographic marks of Windows', '7b9361947d'],
	])('is none with %s', (_name, hexadecimal) => {
		const file = stored(Buffer.from(hexadecimal, 'hex'));
		expect(readOrdinaryFile(file)).toEqual({code: ownCodes.notText});
	});

	test('may have 1 MB and no more', () => {
		const largest = Buffer.alloc(1024 * 1024, ' ');
		expect(readOrdinaryFile(stored(largest))).toHaveProperty('text');
		expect(readOrdinaryFile(stored(Buffer.concat([largest, largest])))).toEqual({
			code: ownCodes.tooLarge,
		});
	});

	test('is not there with a code of the system, which has words', () => {
		expect(readOrdinaryFile(path.join(folder, 'none'))).toMatchObject({code: 'ENOENT'});
		expect(readOrdinaryFile(folder)).toMatchObject({code: 'EISDIR'});
		expect(readRule('ENOENT')).toBe('The file does not exist.');
		expect(readReason('ENOENT')).toBe('the file does not exist.');
		expect(readRule('EIO')).toContain('EIO');
	});

	test.skipIf(process.platform === 'win32')('is not waited for where it must be ordinary', () => {
		const pipe = path.join(folder, 'pipe');
		execFileSync('mkfifo', [pipe]);
		expect(readOrdinaryFile(pipe)).toEqual({code: ownCodes.notOrdinary});
		expect(readOrdinaryFile('/dev/zero')).toEqual({code: ownCodes.notOrdinary});
	});
});

describe.skipIf(process.platform === 'win32')('what is no ordinary file', () => {
	test.each(['/dev/zero', '/dev/null', '/dev/tty', '/dev/random'])(
		'is not read: the device %s',
		async (device) => {
			expect(await readTextFile(device)).toEqual({code: ownCodes.device});
			expect(readReason(ownCodes.device)).toBe('this is a device, not a file.');
		},
	);

	test('is not read: a folder', async () => {
		expect(await readTextFile(folder)).toEqual({code: 'EISDIR'});
	});
});

describe('the text of a stream', () => {
	test('joins characters that were cut in two', async () => {
		const bytes = Buffer.from('Zürich');
		const stream = Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]);
		expect(await readStream(stream)).toEqual({text: 'Zürich'});
	});

	test('is waited for without end where a person types it', async () => {
		const stream = new Readable({read: () => undefined});
		const reading = readStream(stream, {patient: true});
		stream.push('{}');
		stream.push(null);
		expect(await reading).toEqual({text: '{}'});
	});

	test('is given up after 5 seconds of silence', async () => {
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
		try {
			const stream = new Readable({read: () => undefined});
			const reading = readStream(stream);
			vi.advanceTimersByTime(4999);
			stream.push('{');
			await once(stream, 'data');
			vi.advanceTimersByTime(4999);
			expect(stream.destroyed).toBe(false);
			vi.advanceTimersByTime(1);
			expect(await reading).toEqual({code: ownCodes.silent});
			expect(stream.destroyed).toBe(true);
		} finally {
			vi.useRealTimers();
		}
	});

	test('is read up to the limit where it has no end', async () => {
		const stream = new Readable({read: () => stream.push(Buffer.alloc(65_536))});
		expect(await readStream(stream)).toEqual({code: ownCodes.tooLarge});
	});

	test('is none where the stream fails', async () => {
		const stream = new Readable({read: () => undefined});
		const reading = readStream(stream);
		stream.destroy(Object.assign(new Error('gone'), {code: 'EIO'}));
		expect(await reading).toMatchObject({code: 'EIO'});
	});
});
