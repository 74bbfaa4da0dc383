import {chmod, chown, mkdir, mkdtemp, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {runCommand} from './support/run-command.ts';
import {type Environment, Sandbox} from './support/sandbox.ts';

const program = fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url));

describe('the folder for compiled code', () => {
	const sandbox = new Sandbox();
	let witness = '';
	beforeAll(async () => {
		const folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-compiled-'));
		witness = path.join(folder, 'witness.cjs');
		await writeFile(
			witness,
			`require('node:module').enableCompileCache = (folder) => process.stderr.write(String(folder));
Object.defineProperty(process, 'platform', {value: process.env.AS_PLATFORM});`,
		);
	});
	afterAll(async () => {
		sandbox.remove();
		await rm(path.dirname(witness), {recursive: true, force: true});
	});

	/** The folder that Node is told to keep compiled code in; empty where it is to keep none. */
	async function folderWith(environment: Environment): Promise<string> {
		const {stderr} = await runCommand(
			process.execPath,
			['--require', witness, program, '--version'],
			{env: sandbox.environment({AS_PLATFORM: 'linux', ...environment})},
		);
		return stderr;
	}

	test('lies in the cache of the user', async () => {
		expect(await folderWith({XDG_CACHE_HOME: undefined})).toBe(
			`${sandbox.home}/.cache/s3-handshake`,
		);
		expect(await folderWith({XDG_CACHE_HOME: sandbox.directory})).toBe(
			`${sandbox.directory}/s3-handshake`,
		);
	});

	test('lies where macOS and Windows keep such things', async () => {
		expect(await folderWith({AS_PLATFORM: 'darwin', XDG_CACHE_HOME: undefined})).toBe(
			`${sandbox.home}/Library/Caches/s3-handshake`,
		);
		expect(await folderWith({AS_PLATFORM: 'win32', LOCALAPPDATA: sandbox.home})).toBe(
			`${sandbox.home}\\s3-handshake\\Cache`,
		);
	});

	test('is left to Node where the person has named one for all programs', async () => {
		expect(await folderWith({NODE_COMPILE_CACHE: sandbox.directory})).toBe('');
	});

	test('is open to its user alone, also where it was not before', async () => {
		const cache = path.join(sandbox.directory, 'open');
		const folder = path.join(cache, 's3-handshake');
		await mkdir(folder, {recursive: true, mode: 0o755});
		for (const XDG_CACHE_HOME of [cache, sandbox.directory]) {
			const used = await folderWith({XDG_CACHE_HOME});
			expect((await stat(used)).mode & 0o777).toBe(0o700);
		}
	});

	test('is none where others can write into a folder around it, unless it is like /tmp', async () => {
		const around = path.join(sandbox.directory, 'around');
		const cache = path.join(around, 'cache');
		await mkdir(cache, {recursive: true});
		for (const mode of [0o777, 0o775, 0o772]) {
			await chmod(around, mode);
			expect(await folderWith({XDG_CACHE_HOME: cache})).toBe('');
		}

		await chmod(around, 0o1777);
		expect(await folderWith({XDG_CACHE_HOME: cache})).toBe(path.join(cache, 's3-handshake'));
	});

	test('is none where a link, a file or nothing stands in its place', async () => {
		const cache = path.join(sandbox.directory, 'linked');
		const other = path.join(sandbox.directory, 'other');
		await mkdir(cache);
		await mkdir(other, {mode: 0o755});
		await symlink(other, path.join(cache, 's3-handshake'));
		expect(await folderWith({XDG_CACHE_HOME: cache})).toBe('');
		expect((await stat(other)).mode & 0o777).toBe(0o755);
		await rm(path.join(cache, 's3-handshake'));
		await writeFile(path.join(cache, 's3-handshake'), '');
		expect(await folderWith({XDG_CACHE_HOME: cache})).toBe('');
	});

	test.runIf(process.getuid?.() === 0)(
		'is none where it, or one around it, is of another user',
		async () => {
			const around = path.join(sandbox.directory, 'of-another');
			const folder = path.join(around, 's3-handshake');
			await mkdir(folder, {recursive: true});
			await chown(folder, 12_345, 12_345);
			expect(await folderWith({XDG_CACHE_HOME: around})).toBe('');
			await chown(folder, 0, 0);
			await chown(around, 12_345, 12_345);
			expect(await folderWith({XDG_CACHE_HOME: around})).toBe('');
		},
	);

	test.each([
		{HOME: undefined, XDG_CACHE_HOME: undefined},
		{HOME: '/nowhere/at/all', XDG_CACHE_HOME: undefined},
		{XDG_CACHE_HOME: '/nowhere/at/all'},
		{HOME: '.', XDG_CACHE_HOME: undefined},
		{HOME: '', XDG_CACHE_HOME: ''},
		{XDG_CACHE_HOME: 'cache'},
	])('is none without a home that is there: %j', async (environment) => {
		expect(await folderWith(environment)).toBe('');
	});
});
