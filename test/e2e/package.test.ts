import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {fileAt, filesIn, importsOf} from '../support/source-files.ts';
import {creativeForceConnection} from './support/driver.ts';
import {type Installed, install, type Packed, pack} from './support/packed.ts';
import {type Ran, runCommand} from './support/run-command.ts';
import {Sandbox} from './support/sandbox.ts';
import {wholeStory} from './support/story.ts';
import {Terminal} from './support/terminal.ts';

type Manifest = {
	readonly version: string;
	readonly scripts?: Readonly<Record<string, string>>;
};

const largestSize = 900_000;
const {version} = JSON.parse(fileAt('package.json').text) as Manifest;

let folder = '';
let packed: Packed;
let installed: Installed;
let connectionFile = '';

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-package-'));
	packed = await pack(folder);
	installed = await install(packed.tarball, path.join(folder, 'project'));
	connectionFile = path.join(folder, 'connection.json');
	await writeFile(connectionFile, JSON.stringify(creativeForceConnection));
});
afterAll(async () => rm(folder, {recursive: true, force: true}));

const readInstalled = async (file: string) => readFile(path.join(installed.folder, file), 'utf8');

/** Runs a command where nothing of the user's is within reach. */
async function runApart(command: string, ...argv: readonly string[]): Promise<Ran> {
	const sandbox = new Sandbox();
	onTestFinished(() => sandbox.remove());
	return runCommand(command, argv, {cwd: sandbox.workingDirectory, env: sandbox.environment()});
}

describe('what is published', () => {
	test('holds the program, its licences and the page', () => {
		expect(packed.files).toEqual(
			expect.arrayContaining([
				'LICENSE',
				'README.md',
				'package.json',
				'bin/package.json',
				'bin/s3-handshake.js',
				'distribution/cli.cjs',
				'distribution/third-party-licences.txt',
				'distribution/yoga.wasm',
			]),
		);
	});

	test('holds nothing else: no sources, tests, pictures or source maps', () => {
		const known =
			/^(?:LICENSE|README\.md|package\.json|bin\/(?:package\.json|s3-handshake\.js)|distribution\/(?:[^/]+\.cjs|third-party-licences\.txt|yoga\.wasm))$/u;
		expect(packed.files.filter((file) => !known.test(file))).toEqual([]);
	});

	test('is what the installed package holds, and no file names a source map', async () => {
		const entries = await readdir(installed.folder, {recursive: true, withFileTypes: true});
		const files = entries
			.filter((entry) => entry.isFile())
			.map((entry) => path.relative(installed.folder, path.join(entry.parentPath, entry.name)));
		expect(files.toSorted()).toEqual(packed.files.toSorted());
		for (const file of files) {
			expect(await readInstalled(file), file).not.toContain('sourceMappingURL');
		}
	});

	test(`is at most ${largestSize} bytes to download`, async () => {
		const {size} = await stat(packed.tarball);
		expect(size).toBe(packed.size);
		expect(size).toBeLessThanOrEqual(largestSize);
	});

	test('brings no packages and runs nothing when it is installed', async () => {
		const manifest = JSON.parse(await readInstalled('package.json')) as Manifest;
		for (const name of [
			'dependencies',
			'optionalDependencies',
			'peerDependencies',
			'bundleDependencies',
			'bundledDependencies',
		]) {
			expect(manifest).not.toHaveProperty(name);
		}

		// "prepare" is for clones: npm does not run it for a packed file.
		for (const name of ['preinstall', 'install', 'postinstall']) {
			expect(manifest.scripts).not.toHaveProperty(name);
		}
	});
});

/** The packages that the program's files import, as far as they can be reached from its first one. */
function importedPackages(): string[] {
	const files = new Map(filesIn('source').map((file) => [file.path, file]));
	const reached = new Set<string>();
	const packages = new Set<string>();
	const waiting = ['source/cli.ts'];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const file = files.get(next);
		if (file === undefined || reached.has(next)) {
			continue;
		}

		reached.add(next);
		for (const {target, specifier} of importsOf(file)) {
			if (target !== undefined) {
				waiting.push(target);
			} else if (!specifier.startsWith('node:')) {
				packages.add(/^(?:@[^/]+\/)?[^/]+/u.exec(specifier)?.[0] ?? specifier);
			}
		}
	}

	return [...packages];
}

describe('the licences of what is bundled', () => {
	const readSections = async () => {
		const text = await readInstalled('distribution/third-party-licences.txt');
		return text
			.split(/^-{72}$/mu)
			.slice(1)
			.map((section) => section.trim().split('\n\n', 1)[0]?.split('\n') ?? []);
	};

	test('name every package that the program imports, and the one of yoga.wasm', async () => {
		const imported = importedPackages();
		expect(imported).toEqual(
			expect.arrayContaining(['react', 'ink', '@aws-sdk/client-s3', 'valibot', 'clipboardy']),
		);
		const named = (await readSections()).flat().map((line) => line.split(' ', 1)[0]);
		expect([...imported, 'yoga-layout'].filter((name) => !named.includes(name))).toEqual([]);
	});

	test('are all ones that let everybody use and pass on the code', async () => {
		const line =
			/^(?:@[^/ ]+\/)?[^/ ]+ \d\S* \((?:MIT|Apache-2\.0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD)\)$/u;
		const lines = (await readSections()).flat();
		expect(lines.length).toBeGreaterThan(importedPackages().length);
		expect(lines.filter((text) => !line.test(text))).toEqual([]);
	});
});

describe('the installed program', () => {
	test('is the one package that was added', () => {
		expect(installed.packages).toEqual(['s3-handshake']);
	});

	test('tells its version', async () => {
		expect(await runApart(installed.command, '--version')).toEqual({
			code: 0,
			stdout: `${version}\n`,
			stderr: '',
		});
	});

	test('leads through the wizard to its end, with the documents that policies prints', async () => {
		const {documents} = await wholeStory(Terminal.startCommand(installed.command));
		const {code, stdout, stderr} = await runApart(
			...[installed.command, 'policies', connectionFile, '--json'],
		);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		// The key policy is needed by few: the wizard shows it all the same.
		const printed = JSON.parse(stdout) as {documents: {document: unknown}[]};
		expect(printed.documents.map(({document}) => document)).toEqual(documents.slice(0, 3));
	});

	test('verifies: the practice account has something to fix', async () => {
		const run = await runApart(installed.command, 'verify', connectionFile, '--practice');
		expect(run.code).toBe(1);
		expect(run.stdout).toContain('✖ To fix: External ID in the trust policy');
	});

	test('applies: the practice account is put right', async () => {
		const run = await runApart(installed.command, 'apply', connectionFile, '--practice', '--yes');
		expect(run.code).toBe(0);
		expect(run.stdout).toContain('Verification: pass');
	});

	test('loads the AWS SDK, and says what to do without credentials', async () => {
		const run = await runApart(installed.command, 'verify', connectionFile);
		expect(run.code).toBe(3);
		expect(run.stderr).toContain('No AWS credentials were found');
		expect(run.stderr).not.toContain('Warning');
	});
});
