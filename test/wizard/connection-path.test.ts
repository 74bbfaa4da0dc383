import {
	lstat,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {type Connection, toFileFormat} from '../../source/connection/index.ts';
import {UserError} from '../../source/errors.ts';
import {connectionSaver} from '../../source/wizard/connection-path.ts';
import {creativeForceConnection} from '../support/connections.ts';

const folders = vi.hoisted(() => ({home: '', readOnly: ''}));

vi.mock('node:fs/promises', async (importOriginal) => {
	const original = await importOriginal<typeof import('node:fs/promises')>();
	return {
		...original,
		// Permissions would not stop a test that runs as root.
		access: async (file: string, mode?: number) => {
			if (file === folders.readOnly) {
				throw new Error('EACCES');
			}

			await original.access(file, mode);
		},
	};
});

let root: string;
let here: string;

beforeEach(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'connection-'));
	here = path.join(root, 'here');
	folders.home = path.join(root, 'home');
	folders.readOnly = '';
	vi.stubEnv('HOME', folders.home);
	await mkdir(here);
	await mkdir(folders.home);
	vi.spyOn(process, 'cwd').mockImplementation(() => here);
});

afterEach(async () => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
	await rm(root, {recursive: true});
});

const connection = creativeForceConnection();
/** Of a run that saves once. */
const saveConnection = async (one: Connection, file: string | undefined) =>
	connectionSaver(file)(one);
const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

describe('without a file that was named', () => {
	test('the connection goes into the working directory, named after vendor and bucket', async () => {
		const file = await saveConnection(connection, undefined);
		expect(file).toBe(path.join(here, 'creative-force-acme-assets.json'));
		expect(await read(file)).toEqual(toFileFormat(connection));
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	});

	test('the same content is not written twice', async () => {
		const first = await saveConnection(connection, undefined);
		expect(await saveConnection(connection, undefined)).toBe(first);
		expect(await readdir(here)).toEqual(['creative-force-acme-assets.json']);
	});

	test('another content gets a number, and each keeps its own', async () => {
		const changed = creativeForceConnection({externalId: 'another'});
		const first = await saveConnection(connection, undefined);
		const second = await saveConnection(changed, undefined);
		expect(path.basename(second)).toBe('creative-force-acme-assets-2.json');
		expect(await read(first)).toEqual(toFileFormat(connection));
		expect(await saveConnection(changed, undefined)).toBe(second);
		const third = await saveConnection(creativeForceConnection({externalId: 'third'}), undefined);
		expect(path.basename(third)).toBe('creative-force-acme-assets-3.json');
	});

	test('a file of the same name that is no connection is left alone', async () => {
		const there = path.join(here, 'creative-force-acme-assets.json');
		await writeFile(there, 'my notes');
		const file = await saveConnection(connection, undefined);
		expect(path.basename(file)).toBe('creative-force-acme-assets-2.json');
		expect(await readFile(there, 'utf8')).toBe('my notes');
	});

	test('a folder or a link that leads nowhere counts as there', async () => {
		const name = 'creative-force-acme-assets';
		await mkdir(path.join(here, `${name}.json`));
		await symlink(path.join(root, 'nowhere'), path.join(here, `${name}-2.json`));
		const file = await saveConnection(connection, undefined);
		expect(path.basename(file)).toBe(`${name}-3.json`);
		expect((await lstat(path.join(here, `${name}-2.json`))).isSymbolicLink()).toBe(true);
	});

	test('the home directory is taken where the working directory is gone', async () => {
		await rm(here, {recursive: true});
		const file = await saveConnection(connection, undefined);
		expect(file).toBe(path.join(folders.home, 'creative-force-acme-assets.json'));
	});

	test('the home directory is taken where the working directory is read-only', async () => {
		folders.readOnly = here;
		const file = await saveConnection(connection, undefined);
		expect(path.dirname(file)).toBe(folders.home);
		expect(await readdir(here)).toEqual([]);
	});

	test('a hint says what to do where neither can be written', async () => {
		await rm(here, {recursive: true});
		await rm(folders.home, {recursive: true});
		const error = await saveConnection(connection, undefined).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(UserError);
		expect(error).toMatchObject({exitCode: 1, hint: expect.stringContaining('Name a file')});
	});
});

describe('The wizard removes only files that it has written itself, and that nobody has changed since', () => {
	const changed = creativeForceConnection({externalId: 'another'});
	const elsewhere = creativeForceConnection({bucket: 'acme-other'});

	test('replacing the file of this run', async () => {
		const save = connectionSaver(undefined);
		const first = await save(connection);
		expect(await save(changed)).toBe(first);
		expect(await read(first)).toEqual(toFileFormat(changed));
		expect(await readdir(here)).toHaveLength(1);
	});

	test('taking it away where another name fits better', async () => {
		const save = connectionSaver(undefined);
		const first = await save(connection);
		const second = await save(elsewhere);
		expect(await readdir(here)).toEqual([path.basename(second)]);
		expect(second).not.toBe(first);
	});

	test('leaving a file that was there before, though it holds the same', async () => {
		const there = await saveConnection(connection, undefined);
		const save = connectionSaver(undefined);
		expect(await save(connection)).toBe(there);
		await save(elsewhere);
		await save(changed);
		expect(await read(there)).toEqual(toFileFormat(connection));
	});

	test('leaving a file that somebody has changed since', async () => {
		const save = connectionSaver(undefined);
		const first = await save(connection);
		await writeFile(first, 'my notes');
		const second = await save(changed);
		expect(second).not.toBe(first);
		await save(elsewhere);
		expect(await readFile(first, 'utf8')).toBe('my notes');
		expect(await readdir(here)).toHaveLength(2);
	});
});

describe('without a home folder that can be used', () => {
	test.each(['', 'relative', '.', '/nowhere/at/all'])(
		'HOME=%s is said, and nothing is written',
		async (home) => {
			vi.stubEnv('HOME', home);
			folders.readOnly = here;
			await expect(saveConnection(connection, undefined)).rejects.toThrow(/HOME/);
			expect(await readdir(here)).toEqual([]);
		},
	);
});

describe('with a file that was named', () => {
	test('it is replaced', async () => {
		const file = path.join(root, 'mine.json');
		await writeFile(file, '{"old": true}');
		expect(await saveConnection(connection, file)).toBe(file);
		expect(await read(file)).toEqual(toFileFormat(connection));
	});

	test('a relative one counts from the working directory', async () => {
		expect(await saveConnection(connection, 'mine.json')).toBe(path.join(here, 'mine.json'));
	});

	test('nothing is written elsewhere where that fails', async () => {
		await expect(saveConnection(connection, path.join(root, 'no', 'x.json'))).rejects.toThrow(
			UserError,
		);
		expect(await readdir(here)).toEqual([]);
	});
});

describe('a vendor from a profile file', () => {
	const own = () => creativeForceConnection({vendor: path.join(here, 'profiles', 'barn.json')});

	test('is named as seen from the connection file', async () => {
		const file = await saveConnection(own(), undefined);
		expect(path.basename(file)).toBe('barn-acme-assets.json');
		expect(await read(file)).toMatchObject({vendor: './profiles/barn.json'});
	});

	test('is named upwards from a file in another folder', async () => {
		const file = await saveConnection(own(), path.join(root, 'mine.json'));
		expect(await read(file)).toMatchObject({vendor: './here/profiles/barn.json'});
		const beside = await saveConnection(own(), path.join(folders.home, 'mine.json'));
		expect(await read(beside)).toMatchObject({vendor: '../here/profiles/barn.json'});
	});

	test('is recognised when the same is saved again', async () => {
		const first = await saveConnection(own(), undefined);
		expect(await saveConnection(own(), undefined)).toBe(first);
	});
});
