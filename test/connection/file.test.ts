import {chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {
	checkConnection,
	readConnectionFile,
	writeConnectionFile,
} from '../../source/connection/index.ts';
import {exitCodes, UserError} from '../../source/errors.ts';
import {profiles, validFiles} from './profiles.ts';

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'connection-file-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function stored(content: string | Uint8Array): Promise<string> {
	const file = path.join(folder, 'acme.json');

	await writeFile(file, content);

	return file;
}

async function refusalOf(file: string): Promise<UserError> {
	const error: unknown = await readConnectionFile(file).then(
		() => undefined,
		(reason: unknown) => reason,
	);

	expect(error).toBeInstanceOf(UserError);

	return error as UserError;
}

const {connection} = checkConnection(validFiles['creative-force'], profiles['creative-force']);

describe('reading', () => {
	test('gives the object of the file, fields in their order', async () => {
		const file = await stored(JSON.stringify(validFiles.iconik));

		expect(await readConnectionFile(file)).toEqual(validFiles.iconik);
	});

	test('takes UTF-16, in which some editors and shells write', async () => {
		const file = await stored(Buffer.from('\ufeff{"version": 1}\r\n', 'utf16le'));

		expect(await readConnectionFile(file)).toEqual({version: 1});
	});

	test('passes over a byte order mark', async () => {
		expect(await readConnectionFile(await stored('\ufeff{"version": 1}'))).toEqual({version: 1});
	});

	test.each<[string, string | Uint8Array, string]>([
		[
			'bytes that are no text',
			Uint8Array.of(0x7b, 0xff, 0x7d),
			'The file is not text in UTF-8; save it as UTF-8.',
		],
		[
			'more than 1 MB',
			' '.repeat(1024 * 1024 + 1),
			'The file is larger than 1 MB, which is too large for a connection file.',
		],
		['a list', '[]', 'A connection file holds one JSON object: { "version": 1, ... }.'],
		['null', 'null', 'A connection file holds one JSON object: { "version": 1, ... }.'],
		['nothing', ' \n', 'A JSON document is expected, but this is empty.'],
	])('refuses %s', async (_, content, rule) => {
		const file = await stored(content);

		expect((await refusalOf(file)).problems).toEqual([{field: file, rule}]);
	});

	test('accepts a file of exactly 1 MB', async () => {
		expect(await readConnectionFile(await stored(`{}${' '.repeat(1024 * 1024 - 2)}`))).toEqual({});
	});

	test('says where broken JSON is broken', async () => {
		const error = await refusalOf(await stored('{\n  "version": 1,\n  "bucket" "acme"\n}'));

		expect(error.message).toContain('line 3, column 12');
		expect(error.problems[0]).toMatchObject({place: {line: 3, column: 12}});
	});

	test('refuses a path that leads nowhere, to a folder or through a file', async () => {
		const file = await stored('{}');
		const rules = await Promise.all(
			[path.join(folder, 'none.json'), folder, path.join(file, 'x.json'), 'a\u0000b'].map(
				async (place) => (await refusalOf(place)).problems[0]?.rule,
			),
		);

		expect(rules).toEqual([
			'The file does not exist.',
			'This is a folder, not a file.',
			'Part of the path is a file, not a folder.',
			'The file cannot be read; the system says ERR_INVALID_ARG_VALUE.',
		]);
	});

	test.skipIf(process.getuid?.() === 0)('refuses a file without permission', async () => {
		const file = await stored('{}');

		await chmod(file, 0o000);
		expect((await refusalOf(file)).problems[0]?.rule).toBe(
			'You have no permission to read this file.',
		);
	});

	test('shows a path harmlessly', async () => {
		expect((await refusalOf('\u001b[2J.json')).message).toBe('Cannot read \\u001b[2J.json');
	});
});

describe('writing', () => {
	test('leads back to the same connection', async () => {
		const file = path.join(folder, 'acme.json');

		await writeConnectionFile(file, connection);
		expect(
			checkConnection(await readConnectionFile(file), profiles['creative-force']).connection,
		).toEqual(connection);
	});

	test('leaves a readable file that ends with a line break', async () => {
		const file = path.join(folder, 'acme.json');

		await writeConnectionFile(file, connection);
		expect(await readFile(file, 'utf8')).toBe(
			`${JSON.stringify(validFiles['creative-force'], undefined, 2)}\n`,
		);
	});

	test('leaves a file that only its owner can read, an older one too', async () => {
		const file = await stored('{}');

		await chmod(file, 0o644);
		await writeConnectionFile(file, connection);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	});

	test('that fails is an error for the user, and no invalid input', async () => {
		await mkdir(path.join(folder, 'a-folder'));

		await expect(
			writeConnectionFile(path.join(folder, 'none', 'acme.json'), connection),
		).rejects.toMatchObject({
			exitCode: exitCodes.failed,
			problems: [{rule: 'The folder does not exist.'}],
		});
		await expect(
			writeConnectionFile(path.join(folder, 'a-folder'), connection),
		).rejects.toBeInstanceOf(UserError);
	});
});
