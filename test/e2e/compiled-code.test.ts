import {mkdtemp, rm, writeFile} from 'node:fs/promises';
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

	test('is the one that the person has named for all programs', async () => {
		expect(await folderWith({NODE_COMPILE_CACHE: sandbox.directory})).toBe(sandbox.directory);
	});

	test.each([
		{HOME: undefined, XDG_CACHE_HOME: undefined},
		{HOME: '/nowhere/at/all', XDG_CACHE_HOME: undefined},
		{XDG_CACHE_HOME: '/nowhere/at/all'},
	])('is none without a home that is there: %j', async (environment) => {
		expect(await folderWith(environment)).toBe('');
	});
});
