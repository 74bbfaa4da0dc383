import {execFileSync, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {buildCommit, commitNamed} from './against.ts';

const never = new AbortController().signal;
const build = "fs.mkdirSync('distribution'); fs.writeFileSync('distribution/cli.cjs', 'built')";

let folder = '';
let repository = '';

const git = (...argv: readonly string[]) =>
	execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...argv], {
		cwd: repository,
		encoding: 'utf8',
	}).trim();

async function commit(script: string): Promise<string> {
	await writeFile(
		path.join(repository, 'package.json'),
		JSON.stringify({scripts: {build: `node -e "${script}"`}}),
	);
	git('add', '--force', '.');
	git('commit', '--quiet', '--message', 'A build');
	return git('rev-parse', 'HEAD');
}

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-against-'));
	repository = path.join(folder, 'repository');
	await mkdir(path.join(repository, 'bin'), {recursive: true});
	await mkdir(path.join(repository, 'node_modules'));
	await writeFile(path.join(repository, 'bin', 's3-handshake.js'), '');
	await writeFile(path.join(repository, 'package-lock.json'), '{}');
	git('init', '--quiet');
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

const leftOver = async () => ({
	trees: git('worktree', 'list').split('\n').slice(1),
	folders: (await readdir(folder)).filter((name) => name.startsWith('worktree-')),
});
const nothing = {trees: [], folders: []};

test('what a commit built is kept, and its work tree is not', async () => {
	const first = await commit(build);
	await commit(build.replace("'built'", "'built anew'"));
	const program = await buildCommit(repository, first, folder, never);
	const built = path.join(program, '..', '..', 'distribution', 'cli.cjs');
	expect(await readFile(built, 'utf8')).toBe('built');
	expect(await leftOver()).toEqual(nothing);
});

test('a commit goes by whatever git knows it by', async () => {
	const first = await commit(build);
	git('tag', 'before');
	expect([first, first.slice(0, 8), 'before', 'HEAD'].map((name) => commitNamed(repository, name)))
		// One name four times.
		.toEqual([first, first, first, first]);
});

test.each(['nowhere', '--help', ''])(
	'a name that stands for no commit is told: %j',
	async (name) => {
		await commit(build);
		await expect(buildCommit(repository, name, folder, never)).rejects.toThrow(
			`There is no commit "${name}"`,
		);
		expect(await leftOver()).toEqual(nothing);
	},
);

test('a commit that cannot be built is told with what the build said, and leaves nothing', async () => {
	const broken = await commit("throw new Error('no such module')");
	await expect(buildCommit(repository, broken, folder, never)).rejects.toThrow(
		/cannot be built.*no such module/s,
	);
	expect(await leftOver()).toEqual(nothing);
});

test('other packages are installed where the lock file is another', async () => {
	const lock = (name: string) =>
		writeFile(
			path.join(repository, 'package-lock.json'),
			JSON.stringify({name, lockfileVersion: 3, packages: {'': {name}}}),
		);
	await lock('before');
	const before = await commit(
		"fs.mkdirSync('distribution'); fs.writeFileSync('distribution/cli.cjs', String(fs.existsSync('node_modules/.own')))",
	);
	await writeFile(path.join(repository, 'node_modules', '.own'), '');
	await lock('after');
	const program = await buildCommit(repository, before, folder, never);
	const built = path.join(program, '..', '..', 'distribution', 'cli.cjs');
	expect(await readFile(built, 'utf8')).toBe('false');
});

test('a build that is ended early ends with all that it started, and leaves nothing', async () => {
	const started = path.join(folder, 'started');
	const slow = await commit(`fs.writeFileSync('${started}', ''); setTimeout(() => {}, 60_000)`);
	const ending = new AbortController();
	const building = buildCommit(repository, slow, folder, ending.signal);
	await expect.poll(() => existsSync(started), {timeout: 20_000}).toBe(true);
	ending.abort();
	await expect(building).rejects.toThrow(/abort/i);
	expect(await leftOver()).toEqual(nothing);
}, 30_000);

test.skipIf(process.platform === 'win32')(
	'Ctrl+C while a commit is built leaves no work tree and no folder',
	async () => {
		const root = fileURLToPath(new URL('../..', import.meta.url));
		const bench = spawn(
			process.execPath,
			['--import', 'tsx', path.join(root, 'test', 'bench', 'bench.ts'), '--against', 'HEAD'],
			{cwd: root, env: {...process.env, TMPDIR: folder}, stdio: 'ignore'},
		);
		const ended = new Promise((resolve) => {
			bench.on('exit', (_code, signal) => resolve(signal));
		});
		const mine = async () =>
			(await readdir(folder)).filter((name) => name.startsWith('s3-handshake-bench-'));
		await expect
			.poll(
				async () => {
					const [name] = await mine();
					return name === undefined ? [] : await readdir(path.join(folder, name));
				},
				{timeout: 20_000},
			)
			.not.toEqual([]);
		bench.kill('SIGINT');
		expect(await ended).toBe('SIGINT');
		expect(await mine()).toEqual([]);
		const trees = execFileSync('git', ['worktree', 'list'], {cwd: root, encoding: 'utf8'});
		expect(trees).not.toContain(path.basename(folder));
	},
	60_000,
);
