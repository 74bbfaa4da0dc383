import {spawn, spawnSync} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, symlink} from 'node:fs/promises';
import path from 'node:path';

/** Something that whoever asks for a comparison can put right, in words. */
export class CannotCompare extends Error {}

const mostShown = 20;

/** Copies what a package of a checkout runs from into a folder, but for the bundle, and gives the file to start. */
export async function copyProgram(checkout: string, into: string): Promise<string> {
	await mkdir(into, {recursive: true});
	for (const part of ['bin', 'package.json']) {
		await cp(path.join(checkout, part), path.join(into, part), {recursive: true});
	}

	return path.join(into, 'bin', 's3-handshake.js');
}

/** The same with the bundle. */
export async function copyBuild(checkout: string, into: string): Promise<string> {
	await cp(path.join(checkout, 'distribution'), path.join(into, 'distribution'), {recursive: true});
	return copyProgram(checkout, into);
}

/** The full name of a commit of a repository. Throws in words where there is none of that name. */
export function commitNamed(repository: string, name: string): string {
	// A name that begins with a hyphen would be read as an option.
	const {status, stdout, error} = spawnSync(
		'git',
		['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
		{cwd: repository, encoding: 'utf8'},
	);
	if (error !== undefined) {
		throw new CannotCompare(`git cannot be run: ${error.message}`);
	}

	if (status !== 0) {
		throw new CannotCompare(
			`There is no commit "${name}" in ${repository}. Give a branch, a tag or the beginning of a commit's name; \`git fetch\` gets those of others.`,
		);
	}

	return stdout.trim();
}

/**
 * Builds a commit in a work tree of its own below `folder`, and gives a folder with nothing but what it runs from. The
 * work tree is gone afterwards, however it ends; `signal` ends it early.
 */
export async function buildCommit(
	repository: string,
	name: string,
	folder: string,
	signal: AbortSignal,
): Promise<string> {
	const commit = commitNamed(repository, name);
	const parent = await mkdtemp(path.join(folder, 'worktree-'));
	const tree = path.join(parent, 'tree');
	try {
		await call('git', ['worktree', 'add', '--detach', tree, commit], repository, {
			signal,
			failing: `The work tree of ${name} cannot be made`,
		});
		await provideModules(repository, tree, name, signal);
		await call('npm', ['run', 'build'], tree, {signal, failing: `${name} cannot be built`});
		return await copyBuild(tree, path.join(folder, 'old'));
	} finally {
		await rm(parent, {recursive: true, force: true});
		// Without the folder git only needs to forget it.
		spawnSync('git', ['worktree', 'prune'], {cwd: repository});
	}
}

/** The packages of a work tree: those of the repository where both ask for the same, or its own. */
async function provideModules(
	repository: string,
	tree: string,
	name: string,
	signal: AbortSignal,
): Promise<void> {
	const lockOf = (checkout: string) =>
		readFile(path.join(checkout, 'package-lock.json'), 'utf8').catch(() => undefined);
	const [own, wanted] = [await lockOf(repository), await lockOf(tree)];
	if (own === wanted) {
		// A junction, which takes no rights on Windows; elsewhere it makes no difference.
		await symlink(
			path.join(repository, 'node_modules'),
			path.join(tree, 'node_modules'),
			'junction',
		);
		return;
	}

	await call('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], tree, {
		signal,
		failing: `The packages of ${name} cannot be installed`,
	});
}

/** Runs a program to its end; what it says is told only where it fails. `signal` ends it with all that it started. */
function call(
	command: string,
	argv: readonly string[],
	cwd: string,
	{signal, failing}: {readonly signal: AbortSignal; readonly failing: string},
): Promise<void> {
	signal.throwIfAborted();
	return new Promise((resolve, reject) => {
		let said = '';
		// A group of its own, so that nothing of it goes on writing into a folder that is about to be removed.
		const child = spawn(command, argv, {
			cwd,
			detached: process.platform !== 'win32',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const end = () => {
			if (child.pid === undefined || process.platform === 'win32') {
				child.kill();
			} else {
				process.kill(-child.pid, 'SIGTERM');
			}
		};
		signal.addEventListener('abort', end);
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				said += text;
			});
		}

		const over = (code: number | null, problem = said) => {
			signal.removeEventListener('abort', end);
			const last = problem.trimEnd().split('\n').slice(-mostShown).join('\n');
			if (signal.aborted) {
				reject(signal.reason);
			} else if (code === 0) {
				resolve();
			} else {
				reject(new CannotCompare(`${failing}. What was said last:\n${last}`));
			}
		};
		child.on('error', ({message}) => over(null, message));
		child.on('close', (code) => over(code));
	});
}
