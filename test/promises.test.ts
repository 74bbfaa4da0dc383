import {readdirSync, readFileSync, statSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, describe, expect, test, vi} from 'vitest';
import {savePrivateFile} from '../source/clipboard/files.ts';
import {toFileFormat} from '../source/connection/index.ts';
import {buildDocuments, mergePolicy} from '../source/documents/index.ts';
import {verifyConnection} from '../source/verify/index.ts';
import {connectionSaver} from '../source/wizard/connection-path.ts';
import {progressOf, saveProgress} from '../source/wizard/progress.ts';
import {fakeAws} from './account/support/fake-aws.ts';
import {runProgram} from './commands/run-program.ts';
import {
	creativeForceConnection,
	iconik,
	iconikConnection,
	profileOf,
} from './support/connections.ts';
import {filesIn} from './support/source-files.ts';
import {creativeForceAt} from './wizard/support/states.ts';

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');

/** The promises of the README as plain sentences. */
function promises(): string[] {
	const [, after = ''] = readme.split('\n## What it promises\n');
	const [section = ''] = after.split('\n## ');
	const list = section.match(/^- (?:.|\n {2})+/gm) ?? [];
	return list.map((item) =>
		item.slice(2).replace(/\s+/g, ' ').replaceAll('`', '').trim().replace(/\.$/, ''),
	);
}

/** The words of all tests and of their groups. */
function testNames(): Set<string> {
	const call =
		/\b(?:test|describe)(?:\.\w+(?:\([^\n]*?\))?)*\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
	return new Set(
		filesIn('test').flatMap(({text}) =>
			[...text.matchAll(call)].map(([, single, double]) =>
				(single ?? double ?? '').replaceAll("\\'", "'"),
			),
		),
	);
}

let folder = '';
let connectionFile = '';

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-promises-'));
	connectionFile = path.join(folder, 'connection.json');
	await writeFile(connectionFile, JSON.stringify(toFileFormat(creativeForceConnection())));
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});
afterAll(async () => rm(folder, {recursive: true, force: true}));

describe('the promises of the README', () => {
	test('are a list, and each is the name of a test', () => {
		expect(promises().length).toBeGreaterThan(10);
		const names = testNames();
		expect(promises().filter((promise) => !names.has(promise))).toEqual([]);
	});
});

test('Only apply, and Apply in the wizard, changes anything in an account, and only after you have said yes', async () => {
	for (const connection of [creativeForceConnection({encryption: 'SSE-KMS'}), iconikConnection()]) {
		const {account, sent} = fakeAws({}, {connection});
		await verifyConnection(account, connection, profileOf(connection.vendor));
		expect(sent.length).toBeGreaterThan(5);
		expect(sent.filter(({operation}) => operation === undefined)).toEqual([]);
		expect(
			sent
				.map(({operation}) => String(operation))
				.filter((name) => !/^(?:Get|Head|List|Describe)/.test(name)),
		).toEqual([]);
	}

	// What writes is asked for where changes are carried out, and nowhere else.
	const writing = filesIn('source').filter(({text}) => /\.writer\(\)/.test(text));
	expect(writing.length).toBeGreaterThan(0);
	expect(
		writing.filter(({path: name}) => !/^source\/(?:commands|wizard\/steps)\/apply\//.test(name)),
	).toEqual([]);
	const backups = path.join(folder, 'unsaid');
	const unsaid = await runProgram(['apply', connectionFile, '--practice', '--backups', backups]);
	expect(unsaid.code).toBe(2);
	const refused = await runProgram(['apply', connectionFile, '--practice', '--backups', backups], {
		isTerminal: true,
		stdin: 'y\n',
	});
	expect(refused.code).toBe(130);
	expect(`${refused.stdout}${refused.stderr}`).toContain('Nothing was changed.');
	expect(readdirSync(folder)).not.toContain('unsaid');
});

test('Without an account, or with --practice, it calls nobody', async () => {
	const connect = vi.spyOn(Socket.prototype, 'connect');
	const documents = path.join(folder, 'none');
	for (const argv of [
		['policies', connectionFile],
		['vendors'],
		['verify', connectionFile, '--practice'],
		['verify', connectionFile, '--documents', folder],
		['apply', connectionFile, '--practice', '--yes', '--backups', documents],
	]) {
		const {code} = await runProgram(argv);
		expect(code, argv.join(' ')).not.toBe(2);
	}

	expect(connect).not.toHaveBeenCalled();
});

/** Credentials and an endpoint that refuses every connection. */
function stubCredentials(secrets: readonly [string, string, string]): void {
	const [id, key, token] = secrets;
	vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'no-config'));
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'no-credentials'));
	vi.stubEnv('AWS_PROFILE', undefined);
	vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
	vi.stubEnv('AWS_ACCESS_KEY_ID', id);
	vi.stubEnv('AWS_SECRET_ACCESS_KEY', key);
	vi.stubEnv('AWS_SESSION_TOKEN', token);
	vi.stubEnv('AWS_ENDPOINT_URL', 'http://kanarie-user:kanarie-password@127.0.0.1:9');
}

const accountCalls = (name: string) => [
	['verify', connectionFile],
	['verify', connectionFile, '--json'],
	['verify', connectionFile, '--json-lines'],
	['verify', connectionFile, '--report', path.join(folder, `${name}.md`)],
	['verify', connectionFile, '--junit', path.join(folder, `${name}.xml`)],
	['apply', connectionFile, '--dry-run'],
	['apply', connectionFile, '--yes', '--json', '--backups', path.join(folder, name)],
];

function textsIn(directory: string): string {
	return readdirSync(directory, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
		.join('\n');
}

test("Another endpoint than AWS's own is named in every output, without its user name and password", async () => {
	stubCredentials(['AKIAIOSFODNN7EXAMPLE', 'key', 'token']);
	for (const argv of accountCalls('endpoint')) {
		const {stdout, stderr} = await runProgram(argv);
		expect(stdout + stderr, argv.join(' ')).toContain('http://127.0.0.1:9');
		expect(stdout + stderr, argv.join(' ')).not.toMatch(/kanarie/);
	}

	expect(textsIn(folder)).toContain('http://127.0.0.1:9');
	expect(textsIn(folder)).not.toMatch(/kanarie/);
});

test('It never prints or saves credentials', async () => {
	const secrets = [
		'AKIAKANARIEKANARIE00',
		'KanarieSecretKey0123456789',
		'KanarieToken0123456789',
	] as const;
	stubCredentials(secrets);
	vi.stubEnv('HOME', folder);
	vi.stubEnv('XDG_DATA_HOME', undefined);
	for (const argv of accountCalls('credentials')) {
		for (const env of [{}, {S3_HANDSHAKE_DEBUG: '1'}]) {
			const {stdout, stderr} = await runProgram(argv, {env});
			expect(stdout + stderr, argv.join(' ')).not.toMatch(/kanarie/i);
		}
	}

	expect(textsIn(folder)).not.toMatch(/kanarie/i);
});

const foreign = {
	Sid: 'Foreign',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::999988887777:role/Reader'},
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/shared/*',
};

test('It never replaces a policy that it can merge', () => {
	const connection = iconikConnection();
	const [document] = buildDocuments(connection, iconik, {only: 'bucket-policy'});
	if (document === undefined) {
		throw new Error('There is a bucket policy.');
	}

	const text = JSON.stringify({Version: '2012-10-17', Statement: [foreign]});
	const merged = mergePolicy(text, document, {connection, profile: iconik, name: 'policy'});
	expect(merged.document.Statement).toContainEqual(foreign);
	expect(merged.changed).toBe(true);
});

test('It refuses a merge that would lock your account out of a KMS key', () => {
	const connection = iconikConnection({encryption: 'SSE-KMS'});
	const [document] = buildDocuments(connection, iconik, {only: 'key-policy'});
	if (document === undefined) {
		throw new Error('There is a key policy.');
	}

	for (const statements of [[], [foreign]]) {
		const text = JSON.stringify({Version: '2012-10-17', Statement: statements});
		expect(() =>
			mergePolicy(text, document, {connection, profile: iconik, name: 'policy'}),
		).toThrow();
	}
});

test('It deletes nothing in an account, except what apply --undo removes', () => {
	const files = filesIn('source').filter(({path: name}) => name.startsWith('source/'));
	const commands = files.filter(({text}) => /\bDelete\w+Command\b/.test(text));
	expect(commands.map(({path: name}) => name)).toEqual(['source/account/sdk/writer.ts']);
	const removing = files.filter(({text}) => /\bawait remove\(\)/.test(text));
	expect(removing.every(({path: name}) => name.startsWith('source/apply/undo'))).toBe(true);
});

test('Answers, backups, reports and connection files can be read by you alone', async () => {
	const own = path.join(folder, 'own');
	vi.stubEnv('HOME', folder);
	vi.stubEnv('XDG_DATA_HOME', undefined);
	const progress = progressOf(creativeForceAt('bucket'), new Date());
	expect(await saveProgress(progress, path.join(own, 'progress.json'))).toBe(true);
	await savePrivateFile(own, 'role-policy.json', '{}');
	await connectionSaver(path.join(own, 'connection.json'))(creativeForceConnection());
	await runProgram(['apply', connectionFile, '--practice', '--yes', '--backups', own]);
	for (const option of ['--report', '--junit']) {
		await runProgram([
			'verify',
			connectionFile,
			'--practice',
			option,
			path.join(own, `x${option}`),
		]);
	}

	const files = readdirSync(own, {recursive: true})
		.map(String)
		.filter((name) => statSync(path.join(own, name)).isFile());
	expect(files.length).toBeGreaterThan(5);
	for (const name of files) {
		expect(statSync(path.join(own, name)).mode & 0o777, name).toBe(0o600);
	}

	expect(statSync(own).mode & 0o777).toBe(0o700);
});
