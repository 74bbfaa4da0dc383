import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {answersFromConnection} from '../../source/wizard/answers.ts';
import {progressOf, saveProgress} from '../../source/wizard/progress.ts';
import {stateFromAnswers} from '../../source/wizard/state.ts';
import {randomAccounts} from '../bench/judgement/random-accounts.ts';
import {creativeForce} from '../support/connections.ts';
import {linkedProgram} from '../support/linked-program.ts';
import {creativeForceConnection} from './support/driver.ts';
import {runCommand} from './support/run-command.ts';
import {type Environment, Sandbox} from './support/sandbox.ts';
import {Terminal} from './support/terminal.ts';

const sandbox = new Sandbox();
const connection = path.join(sandbox.directory, 'connection.json');

beforeAll(() => writeFileSync(connection, JSON.stringify(creativeForceConnection)));
afterAll(() => sandbox.remove());

/** Runs the program by bash, which has `<(...)`; `PROGRAM` stands for it. */
async function inBash(script: string, environment: Environment = {}) {
	return runCommand(
		'bash',
		['-c', script.replaceAll('PROGRAM', `'${process.execPath}' '${linkedProgram}'`)],
		{
			env: sandbox.environment(environment),
			cwd: sandbox.workingDirectory,
		},
	);
}

describe.concurrent('what is given in the place of a file', () => {
	test.each([
		['policies /dev/zero', '/dev/zero'],
		['policies /dev/tty', '/dev/tty'],
		[`policies ${connection} --merge /dev/zero`, '/dev/zero'],
		[`policies ${connection} --merge ${sandbox.directory}`, sandbox.directory],
		['verify --practice /dev/random', '/dev/random'],
		['vendors check /dev/zero', '/dev/zero'],
		['policies --vendor /dev/zero', '/dev/zero'],
		['apply --undo /dev/zero', '/dev/zero'],
		[`policies ${sandbox.directory}`, sandbox.directory],
		['policies <(cat /dev/zero)', '/dev/fd/'],
	])('ends with exit 2 and its name: %s', async (call, name) => {
		const {code, stdout, stderr} = await inBash(`PROGRAM ${call}`);
		expect(code).toBe(2);
		expect(`${stdout}${stderr}`).toContain(name);
	});

	test.each([
		['policies <(exec sleep 30 2>&-)', '/dev/fd/'],
		[`policies ${connection} --merge <(exec sleep 30 2>&-)`, '/dev/fd/'],
		['vendors check <(exec sleep 30 2>&-)', '/dev/fd/'],
		['policies PIPE', 'pipe'],
	])('ends with exit 2 and its name after 5 seconds of silence: %s', async (call, name) => {
		const pipe = path.join(sandbox.directory, 'pipe');
		if (!existsSync(pipe)) {
			execFileSync('mkfifo', [pipe]);
		}

		const start = performance.now();
		const {code, stderr} = await inBash(`PROGRAM ${call.replace('PIPE', pipe)}`);
		expect(code).toBe(2);
		expect(stderr).toContain(name);
		expect(stderr).toContain('for 5 seconds');
		expect(performance.now() - start).toBeGreaterThan(4900);
	});

	test.each([
		`PROGRAM policies <(cat '${connection}')`,
		`cat '${connection}' | PROGRAM policies /dev/stdin`,
		`PROGRAM policies /dev/stdin < '${connection}'`,
		`{ sleep 1; cat '${connection}'; } | PROGRAM policies /dev/stdin`,
	])('is read to its end where it delivers and ends: %s', async (script) => {
		const {code, stdout} = await inBash(`${script} --document trust-policy`);
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toHaveProperty('Statement');
	});
});

describe('Without a home folder that can be used it says so, and writes nothing into the working folder instead', () => {
	test.each([[''], ['.'], ['somewhere'], ['/nowhere/at/all'], [undefined], [linkedProgram]])(
		'HOME=%s',
		async (HOME) => {
			const before = readdirSync(sandbox.workingDirectory);
			const {code, stderr} = await inBash(`PROGRAM apply '${connection}' --practice --yes`, {
				HOME,
				XDG_DATA_HOME: undefined,
				XDG_CACHE_HOME: undefined,
			});
			expect(code).toBe(2);
			expect(stderr).toContain('There is no home folder that can be used.');
			expect(stderr).toContain('--backups FOLDER');
			expect(readdirSync(sandbox.workingDirectory)).toEqual(before);
		},
	);

	test('and takes no settings of AWS from the working folder', async () => {
		const settings = path.join(sandbox.workingDirectory, '.aws');
		const witness = path.join(sandbox.directory, 'witness');
		mkdirSync(settings);
		writeFileSync(
			path.join(settings, 'config'),
			`[default]\ncredential_process = touch ${witness}\n`,
		);
		for (const HOME of ['', '.']) {
			const {code} = await inBash(`PROGRAM verify '${connection}'`, {HOME});
			expect(code).toBe(3);
			expect(existsSync(witness)).toBe(false);
		}
	});
});

test('A link in a folder where others can write is not followed', async () => {
	const shared = path.join(sandbox.directory, 'shared');
	const victim = path.join(sandbox.directory, 'victim');
	execFileSync('mkdir', ['-m', '1777', shared]);
	writeFileSync(victim, 'precious');
	for (const name of ['report.md', 'report.xml', 'backups']) {
		symlinkSync(victim, path.join(shared, name));
	}

	const calls = [
		`verify '${connection}' --practice --report '${shared}/report.md'`,
		`verify '${connection}' --practice --junit '${shared}/report.xml'`,
		`apply '${connection}' --practice --yes --backups '${shared}/backups'`,
	];
	for (const call of calls) {
		const {code, stdout, stderr} = await inBash(`PROGRAM ${call}`);
		expect(code).toBe(1);
		expect(`${stdout}${stderr}`).toContain('not followed');
	}

	expect(readFileSync(victim, 'utf8')).toBe('precious');
	expect(lstatSync(victim).mode & 0o777).not.toBe(0o600);
});

/** An account whose bucket policy is as long as S3 takes it, and takes seconds to judge. */
function slowDocuments(): {readonly file: string; readonly folder: string} {
	const account = randomAccounts(53)[52];
	const folder = path.join(sandbox.directory, 'slow');
	const file = path.join(sandbox.directory, 'slow.json');
	if (account !== undefined) {
		const {bucket, role} = account.snapshot;
		const {inputs, ...fields} = account.connection;
		mkdirSync(folder, {recursive: true});
		writeFileSync(file, JSON.stringify({...fields, ...inputs}));
		if (bucket.policy.status === 'found') {
			writeFileSync(path.join(folder, 'bucket-policy.json'), bucket.policy.value);
		}

		if (role.role.status === 'found') {
			writeFileSync(path.join(folder, 'trust-policy.json'), role.role.value.trustPolicy);
		}

		if (role.policies.status === 'found') {
			const [policy] = role.policies.value;
			writeFileSync(
				path.join(folder, 'role-policy.json'),
				policy?.text.status === 'found' ? policy.text.value : 'null',
			);
		}
	}

	return {file, folder};
}

/** Seconds that a process has computed for. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function secondsOf(processId: number): number {
	const [, after = ''] = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ');
	const fields = after.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

test.runIf(process.platform === 'linux')('Ctrl+C ends it, even while it computes', async () => {
	const {file, folder} = slowDocuments();
	const child = spawn(process.execPath, [linkedProgram, 'verify', file, '--documents', folder], {
		env: sandbox.environment(),
		cwd: sandbox.workingDirectory,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	let said = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	// To start takes it a fraction of a second, to judge these policies several.
	while (child.exitCode === null && secondsOf(child.pid ?? 0) < 1.5) {
		await new Promise((resolve) => setImmediate(resolve));
	}

	const start = performance.now();
	child.kill('SIGINT');
	expect(await ended).toEqual([130, null]);
	expect(said).toBe('');
	expect(performance.now() - start).toBeLessThan(1500);
});

test.runIf(process.platform === 'linux')('Ctrl+C leaves the wizard while it computes', async () => {
	const account = randomAccounts(53)[52];
	if (account === undefined) {
		throw new Error('There are 53 accounts.');
	}

	const {bucket, role} = account.snapshot;
	const pasted = {
		...(bucket.policy.status === 'found' && {'bucket-policy': bucket.policy.value}),
		...(role.role.status === 'found' && {'trust-policy': role.role.value.trustPolicy}),
	};
	const {inputs: _inputs, version: _version, ...answers} = account.connection;
	const state = stateFromAnswers(answersFromConnection(answers), creativeForce);
	const progress = progressOf({...state, step: 'verify', pasted}, new Date());
	const home = path.join(sandbox.directory, 'slow-home');
	await saveProgress(progress, path.join(home, '.local/share/s3-handshake/progress.json'));
	const terminal = Terminal.start({home});
	await terminal.waitFor('Go on: Creative Force');
	terminal.press('enter');
	await terminal.waitFor('▸   Role policy');
	terminal.press('down');
	await terminal.waitFor('▸ ✔ Bucket policy');
	terminal.press('down');
	await terminal.waitFor('▸   Check what you pasted');
	const processId = terminal.processId();
	const before = secondsOf(processId);
	terminal.press('enter');
	while (secondsOf(processId) < before + 1.5) {
		await new Promise((resolve) => setImmediate(resolve));
	}

	const start = performance.now();
	terminal.press('ctrl+c');
	expect(await terminal.exited()).toEqual({exitCode: 130, signal: undefined});
	expect(performance.now() - start).toBeLessThan(2000);
	expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
});
