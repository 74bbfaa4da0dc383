import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {useSharedFiles} from '../account/support/shared-files.ts';
import {connections, useFolder} from './files.ts';
import {type Run, runProgram} from './run-program.ts';

const write = useFolder();
const {creativeForce, iconik} = connections;

let restore: (() => void) | undefined;
afterEach(() => {
	restore?.();
	restore = undefined;
});

/** A connection file with a name of its own, and the folder beside it that is collected into. */
async function placeOf(name: string, connection: unknown = creativeForce) {
	const file = await write(`${name}.json`, connection);
	return {file, out: path.join(path.dirname(file), `${name}-seen`)};
}

const filesIn = (folder: string) =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.sort();

/** The results in the JSON of a run, but for the time that they took. */
const resultsOf = ({stdout}: Run): unknown =>
	(JSON.parse(stdout) as {results: readonly Record<string, unknown>[]}).results.map(
		({ms: _ms, ...result}) => result,
	);

const policy = '{"Version":"2012-10-17","Statement":[]}';

describe('collect', () => {
	test.each([
		['Creative Force', creativeForce],
		['iconik', iconik],
	])('writes what verify --documents judges like the account: %s', async (name, connection) => {
		const {file, out} = await placeOf(name.replace(' ', '-'), connection);
		const collected = await runProgram(['collect', file, '--out', out, '--practice']);
		expect(collected.code, collected.stderr).toBe(0);
		expect(collected.stderr).toContain('PRACTICE');
		expect(collected.stderr).toContain(`s3-handshake verify ${file} --documents ${out}`);
		const live = await runProgram(['verify', file, '--practice', '--json']);
		const read = await runProgram(['verify', file, '--documents', out, '--json']);
		expect(resultsOf(read)).toEqual(resultsOf(live));
		expect(read.code).toBe(live.code);
		expect(JSON.parse(read.stdout)).toMatchObject({practice: true});
	});

	test('names every file that it wrote, and nobody else may read them', async () => {
		const {file, out} = await placeOf('modes');
		const {stdout} = await runProgram(['collect', file, '--out', out, '--practice']);
		const files = filesIn(out);
		expect(files).toContain('bucket.json');
		expect(files).toContain(path.join('role-policies', 'VendorAccess.json'));
		for (const name of files) {
			expect(stdout).toContain(`  ${name}\n`);
			expect(statSync(path.join(out, name)).mode & 0o777).toBe(0o600);
		}

		expect(statSync(out).mode & 0o777).toBe(0o700);
	});

	test('prints the same as JSON', async () => {
		const {file, out} = await placeOf('as-json');
		const {stdout} = await runProgram(['collect', file, '--out', out, '--practice', '--json']);
		expect(JSON.parse(stdout)).toEqual({
			practice: true,
			results: [
				{
					name: file,
					folder: out,
					files: expect.arrayContaining(['account.json', 'collected.json']) as string[],
					notSeen: {},
				},
			],
		});
	});

	test('says null of what there is none of', async () => {
		const {file, out} = await placeOf('nulls');
		await runProgram(['collect', file, '--out', out, '--practice']);
		expect(readFileSync(path.join(out, 'boundary-policy.json'), 'utf8').trim()).toBe('null');
		expect(JSON.parse(readFileSync(path.join(out, 'bucket.json'), 'utf8'))).toMatchObject({
			accountPublicAccessBlock: null,
			cors: null,
		});
	});

	test('of several connections has a folder each, which verify reads again', async () => {
		const one = await placeOf('several-one');
		const other = await placeOf('several-other', iconik);
		const out = path.join(path.dirname(one.file), 'several');
		const files = [one.file, other.file];
		const {code} = await runProgram(['collect', ...files, '--out', out, '--practice']);
		expect(code).toBe(0);
		expect(readdirSync(out).sort()).toEqual(['several-one', 'several-other']);
		const live = await runProgram(['verify', ...files, '--practice', '--json']);
		const read = await runProgram(['verify', ...files, '--documents', out, '--json']);
		expect(resultsOf(read)).toEqual(resultsOf(live));
	});

	test('writes nothing where nobody is signed in', async () => {
		restore = useSharedFiles();
		const {file, out} = await placeOf('signed-out');
		const {code, stdout} = await runProgram(['collect', file, '--out', out]);
		expect({code, stdout}).toEqual({code: 3, stdout: ''});
		expect(existsSync(out)).toBe(false);
	});

	test('writes what failed where AWS is not reached, and verify says the same of it', async () => {
		restore = useSharedFiles(
			{},
			{
				AWS_ACCESS_KEY_ID: 'testing',
				AWS_SECRET_ACCESS_KEY: 'testing',
				AWS_REGION: 'eu-central-1',
				AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
				AWS_MAX_ATTEMPTS: '1',
			},
		);
		const {file, out} = await placeOf('unreached');
		const {code, stdout, stderr} = await runProgram(['collect', file, '--out', out]);
		expect(code).toBe(3);
		expect(stderr).toContain('http://127.0.0.1:9 was asked instead of AWS');
		expect(stdout).toContain('Not seen:\n');
		const notSeen = JSON.parse(readFileSync(path.join(out, 'not-seen.json'), 'utf8')) as object;
		expect(notSeen).toMatchObject({
			'key-policy.json': {
				status: 'failed',
				code: 'ECONNREFUSED',
				reason: expect.stringContaining('could not be reached') as string,
			},
		});
		const live = await runProgram(['verify', file, '--json']);
		const read = await runProgram(['verify', file, '--documents', out, '--json']);
		expect(resultsOf(read)).toEqual(resultsOf(live));
		expect(read.code).toBe(3);
	});
});

describe('documents that are there already', () => {
	const collectInto = (file: string, out: string, ...more: readonly string[]) =>
		runProgram(['collect', file, '--out', out, '--practice', ...more]);

	test('are replaced where collect wrote them, and those that are no more are removed', async () => {
		const {file, out} = await placeOf('again');
		expect((await collectInto(file, out)).code).toBe(0);
		const before = filesIn(out);
		const vendors = await write('again-iconik.json', iconik);
		expect((await collectInto(vendors, out)).code).toBe(0);
		expect(filesIn(out)).not.toContain('trust-policy.json');
		expect((await collectInto(file, out)).code).toBe(0);
		expect(filesIn(out)).toEqual(before);
	});

	test('are not replaced unasked where somebody else wrote them', async () => {
		const {file, out} = await placeOf('foreign');
		mkdirSync(out);
		writeFileSync(path.join(out, 'role-policy.json'), policy);
		const {code, stdout, stderr} = await collectInto(file, out);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(path.join(out, 'role-policy.json'));
		expect(stderr).toContain('--yes');
		expect(filesIn(out)).toEqual(['role-policy.json']);
	});

	test('are not replaced unasked where somebody changed them', async () => {
		const {file, out} = await placeOf('changed');
		await collectInto(file, out);
		writeFileSync(path.join(out, 'bucket-policy.json'), policy);
		const {code, stderr} = await collectInto(file, out);
		expect(code).toBe(2);
		expect(stderr).toContain('bucket-policy.json');
		expect(stderr).not.toContain('key-policy.json');
		expect(readFileSync(path.join(out, 'bucket-policy.json'), 'utf8')).toBe(policy);
	});

	test.each([
		['yes', 0],
		['no', 130],
		['', 130],
	])('are asked about on a terminal: %j', async (answer, expected) => {
		const {file, out} = await placeOf(`asked-${answer}`);
		mkdirSync(out);
		writeFileSync(path.join(out, 'key-policy.json'), policy);
		const {code, stderr} = await runProgram(['collect', file, '--out', out, '--practice'], {
			isTerminal: true,
			stdin: `${answer}\n`,
		});
		expect(code).toBe(expected);
		expect(stderr).toContain('Replace them? Type yes');
		const isLeft = readFileSync(path.join(out, 'key-policy.json'), 'utf8') === policy;
		expect(isLeft).toBe(expected !== 0);
	});

	test('are replaced with --yes, and other files stay', async () => {
		const {file, out} = await placeOf('replaced');
		mkdirSync(path.join(out, 'role-policies'), {recursive: true});
		writeFileSync(path.join(out, 'role-policies', 'Old.json'), policy);
		writeFileSync(path.join(out, 'notes.txt'), 'mine');
		expect((await collectInto(file, out, '--yes')).code).toBe(0);
		expect(filesIn(out)).not.toContain(path.join('role-policies', 'Old.json'));
		expect(filesIn(out)).toContain('notes.txt');
	});
});

describe('collect and wrong usage', () => {
	test.each([
		['no connection', ['--out', 'x'], 'No connection'],
		['no folder', ['a.json'], '--out FOLDER'],
		['the same name twice', ['a/x.json', 'b/X.json', '--out', 'y'], 'Rename one'],
	])('refuses %s', async (_name, argv, expected) => {
		const {code, stdout, stderr} = await runProgram(['collect', ...argv]);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(expected);
	});

	test('says what is wrong with every connection at once, and collects none', async () => {
		const good = await placeOf('good');
		const bad = await write('bad.json', {...creativeForce, bucket: 'A_'});
		const worse = await write('worse.json', {...iconik, region: 'nowhere'});
		const argv = ['collect', good.file, bad, worse, '--out', good.out, '--practice'];
		const {code, stderr} = await runProgram(argv);
		expect(code).toBe(2);
		expect(stderr).toContain(`${bad}: bucket`);
		expect(stderr).toContain(`${worse}: region`);
		expect(existsSync(good.out)).toBe(false);
	});
});
