import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {XMLValidator} from 'fast-xml-parser';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {resolveConnection} from '../../source/commands/options.ts';
import {buildDocuments} from '../../source/documents/index.ts';
import {checkIds} from '../../source/verify/index.ts';
import {connections, useFolder} from './files.ts';
import {runProgram} from './run-program.ts';

const write = useFolder();
const {creativeForce, iconik} = connections;

type Json = {
	readonly verdict: string;
	readonly practice?: boolean;
	readonly results: readonly {
		readonly name: string;
		readonly verdict: string;
		readonly connection: object;
		readonly unseen?: {readonly cause: string; readonly reason: string; readonly fix?: string};
		readonly checks: readonly {
			readonly id: string;
			readonly status: string;
			readonly code: string;
			readonly reason: string;
			readonly required: boolean;
		}[];
		readonly error?: object;
	}[];
};

/** A folder with the documents of a connection, changed where a test wants them so; gives folder and file. */
async function documentsOf(
	name: string,
	given: object,
	changes: Readonly<Record<string, unknown>> = {},
): Promise<{readonly folder: string; readonly file: string}> {
	const file = await write(`${name}.json`, given);
	const folder = path.join(path.dirname(file), name);
	await mkdir(folder);
	const {connection, profile} = await resolveConnection(file, {});
	const {region, encryption, kmsKeyArn} = connection;
	const contents: Record<string, unknown> = {
		...Object.fromEntries(
			buildDocuments(connection, profile).map(({id, document}) => [id, document]),
		),
		bucket: {
			region,
			encryption: {
				Rules: [
					{
						ApplyServerSideEncryptionByDefault:
							encryption === 'SSE-S3'
								? {SSEAlgorithm: 'AES256'}
								: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKeyArn},
					},
				],
			},
			publicAccessBlock: {
				BlockPublicAcls: true,
				IgnorePublicAcls: true,
				BlockPublicPolicy: true,
				RestrictPublicBuckets: true,
			},
			objectOwnership: 'BucketOwnerEnforced',
		},
		...changes,
	};
	for (const [id, content] of Object.entries(contents)) {
		await writeFile(
			path.join(folder, `${id}.json`),
			typeof content === 'string' ? content : JSON.stringify(content),
		);
	}

	return {folder, file};
}

function trustPolicy(externalId: string, sid = 'Trust') {
	return {
		Version: '2012-10-17',
		Statement: [
			{
				Sid: sid,
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::092392787187:root'},
				Action: 'sts:AssumeRole',
				Condition: {StringEquals: {'sts:ExternalId': externalId}},
			},
		],
	};
}

/** Credentials nowhere to be found, whatever the machine has. */
function withoutCredentials() {
	vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
	vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
	for (const name of [
		'AWS_ACCESS_KEY_ID',
		'AWS_SECRET_ACCESS_KEY',
		'AWS_SESSION_TOKEN',
		'AWS_PROFILE',
		'AWS_WEB_IDENTITY_TOKEN_FILE',
		'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
		'AWS_CONTAINER_CREDENTIALS_FULL_URI',
	]) {
		vi.stubEnv(name, undefined);
	}

	onTestFinished(() => {
		vi.unstubAllEnvs();
	});
}

describe('verify --documents', () => {
	test('fails with exit code 1 and says why, whom to blame and what to paste', async () => {
		const {folder, file} = await documentsOf('blank', creativeForce, {
			'trust-policy': trustPolicy('2f6b0f0e-acme '),
		});
		const {code, stdout} = await runProgram(['verify', file, '--documents', folder]);
		expect(code).toBe(1);
		expect(stdout.split('\n')[0]).toContain(`DOCUMENTS: judged from the files in ${folder}`);
		expect(stdout).toContain('trust.external-id');
		expect(stdout).toContain('statement 1 ("Trust") of the trust policy');
		expect(stdout).toMatch(/^\[1\] The corrected trust policy$/m);
	});

	test('prints JSON with every check once, and nothing else', async () => {
		const {folder, file} = await documentsOf('json', creativeForce, {
			'trust-policy': trustPolicy('other'),
		});
		const {code, stdout} = await runProgram(['verify', file, '--json', '--documents', folder]);
		const {verdict, results} = JSON.parse(stdout) as Json;
		expect({code, verdict}).toEqual({code: 1, verdict: 'fail'});
		expect(results).toMatchObject([{connection: creativeForce, verdict: 'fail'}]);
		expect(results[0]?.checks.map(({id}) => id)).toEqual(checkIds);
	});

	test('cannot tell where documents are missing', async () => {
		const {folder, file} = await documentsOf('empty', creativeForce);
		const {code, stdout} = await runProgram([
			'verify',
			file,
			'--json',
			'--documents',
			path.dirname(folder),
		]);
		expect({code, verdict: (JSON.parse(stdout) as Json).verdict}).toEqual({
			code: 3,
			verdict: 'unknown',
		});
	});

	test('takes a connection from flags alone', async () => {
		const {folder} = await documentsOf('flags', iconik);
		const flags = Object.entries(iconik)
			.filter(([field]) => field !== 'version')
			.flatMap(([field, value]) => [
				`--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
				String(value),
			]);
		const {code, stdout} = await runProgram(['verify', ...flags, '--documents', folder]);
		expect(stdout).toContain('acme-media, us-east-1');
		expect([0, 3]).toContain(code);
	});

	test('is harmed by nothing that stands in a document', async () => {
		const hostile = 'x\u{1B}[2J\u{9B}31m\u{202E}\u{0}]]>&<"';
		const {folder, file} = await documentsOf('hostile', creativeForce, {
			'trust-policy': trustPolicy(hostile, hostile),
			'bucket-policy': `{"Version": "${hostile}`,
		});
		const junit = path.join(folder, 'junit.xml');
		const report = path.join(folder, 'report.md');
		const argv = ['verify', file, '--documents', folder, '--junit', junit, '--report', report];
		const {stdout} = await runProgram(argv);
		const {stdout: json} = await runProgram([...argv, '--json']);
		const xml = await readFile(junit, 'utf8');
		for (const text of [stdout, json, xml, await readFile(report, 'utf8')]) {
			expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
		}

		expect(XMLValidator.validate(xml)).toBe(true);
	});
});

describe('verify --practice', () => {
	test('finds the mistakes in it, and says everywhere that it is practice', async () => {
		const file = await write('practice.json', creativeForce);
		const [junit, report] = [`${file}.xml`, `${file}.md`];
		const argv = ['verify', file, '--practice', '--junit', junit, '--report', report];
		const {code, stdout, stderr} = await runProgram(argv);
		expect({code, stderr}).toEqual({code: 1, stderr: ''});
		const {stdout: json} = await runProgram(['--practice', 'verify', file, '--json']);
		const {stdout: line} = await runProgram(['verify', '--practice', file, '--json-lines']);
		for (const text of [stdout, await readFile(report, 'utf8')]) {
			expect(text).toContain('PRACTICE: an account simulated in memory');
		}

		expect(await readFile(junit, 'utf8')).toContain('<property name="practice" value="true"');
		expect(JSON.parse(json)).toMatchObject({practice: true, verdict: 'fail'});
		expect(JSON.parse(line)).toMatchObject({practice: true, verdict: 'fail'});
	});

	test('checks many and keeps their order with --json, and a broken file stops none', async () => {
		const files = [
			await write('many-1.json', creativeForce),
			await write('many-2.json', {...iconik, bucket: 'A_'}),
			await write('many-3.json', iconik),
		];
		const argv = ['verify', ...files, '--practice'];
		const {code, stdout} = await runProgram([...argv, '--json', '--concurrency', '2']);
		const {results} = JSON.parse(stdout) as Json;
		expect(code).toBe(1);
		expect(results.map(({name}) => name)).toEqual(files);
		expect(results[1]).toMatchObject({checks: [], error: {problems: [{field: 'bucket'}]}});
		const lines = (await runProgram([...argv, '--json-lines'])).stdout.trim().split('\n');
		expect(lines.map((line) => JSON.parse(line).name).sort()).toEqual([...files].sort());
		const {stdout: text} = await runProgram(argv);
		expect(text).toContain('3 connections: 2 fail, 1 invalid');
		expect(text).toContain('bucket');
	});

	test('masks the Markdown report and nothing else', async () => {
		const file = await write('masked.json', creativeForce);
		const report = `${file}.md`;
		const argv = ['verify', file, '--practice', '--report', report, '--mask'];
		const {stdout} = await runProgram(argv);
		expect(stdout).toContain('acme-assets');
		expect(await readFile(report, 'utf8')).not.toMatch(
			/acme-assets|111122223333|CreativeForceAccess|2f6b0f0e|1234abcd/,
		);
	});

	test('does not write a report where it cannot', async () => {
		const file = await write('nowhere.json', creativeForce);
		const argv = ['verify', file, '--practice', '--junit', '/nonexistent/report.xml'];
		const {code, stderr} = await runProgram(argv);
		expect(code).toBe(1);
		expect(stderr).toContain('The folder does not exist.');
	});

	test('is pointed out as useless to a call that needs no account', async () => {
		const file = await write('no-account.json', creativeForce);
		const {code, stderr} = await runProgram(['policies', file, '--practice', '--profile', 'x']);
		expect(code).toBe(0);
		expect(stderr).toContain('--profile and --practice has no effect here');
	});
});

describe('verify with nobody signed in', () => {
	test('explains it once and gives exit code 3', async () => {
		withoutCredentials();
		const files = [await write('nobody.json', creativeForce), await write('nobody-2.json', iconik)];
		const {code, stdout, stderr} = await runProgram(['verify', ...files]);
		expect({code, stdout}).toEqual({code: 3, stdout: ''});
		expect(stderr.split('Not signed in: No AWS credentials were found')).toHaveLength(2);
		expect(stderr).toContain('aws login');
	});

	test('still prints JSON, in which everything is unknown for that reason', async () => {
		withoutCredentials();
		const file = await write('nobody-json.json', creativeForce);
		const {code, stdout} = await runProgram(['verify', file, '--json']);
		const {verdict, results} = JSON.parse(stdout) as Json;
		expect({code, verdict}).toEqual({code: 3, verdict: 'unknown'});
		const checks = results[0]?.checks ?? [];
		const toldOtherwise = checks.filter(({status}) => status !== 'unknown' && status !== 'skip');
		expect(checks.map(({id}) => id)).toEqual(checkIds);
		expect(toldOtherwise).toEqual([]);
		expect(results[0]?.unseen).toEqual({
			cause: 'sign-in',
			reason: expect.stringContaining('No AWS credentials'),
			fix: expect.stringContaining('aws login'),
		});
		const {reason, fix} = results[0]?.unseen ?? {};
		expect(checks.find(({id}) => id === 'bucket.exists')).toMatchObject({
			code: 'not-signed-in',
			reason,
			fix,
		});
	});
});

describe('verify and wrong usage', () => {
	test.each([
		['no connection', [], 'No connection'],
		[
			'documents for many without a folder for each',
			['a.json', 'b.json', '--documents', '.'],
			'each has a folder of its own',
		],
		[
			'documents for two of one name',
			['x/a.json', 'y/a.json', '--documents', '.'],
			'Rename one of the two files',
		],
		[
			'documents and practice',
			['a.json', '--documents', '.', '--practice'],
			'cannot be used together',
		],
		['both kinds of JSON', ['a.json', '--json', '--json-lines'], 'cannot be used together'],
		['a mask without a report', ['a.json', '--mask'], '--report'],
		['a concurrency of 0', ['a.json', '--concurrency', '0'], '1 to 64'],
		['a concurrency of 65', ['a.json', '--concurrency', '65'], '1 to 64'],
		['a concurrency that is no number', ['a.json', '--concurrency', '4x'], '1 to 64'],
		[
			'a folder that is not there',
			['a.json', '--documents', '/nonexistent'],
			'folder does not exist',
		],
	])('refuses %s', async (_name, argv, expected) => {
		const {code, stdout, stderr} = await runProgram(['verify', ...argv]);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(expected);
	});

	test('says what is wrong with the one file, in JSON too', async () => {
		const file = await write('invalid.json', {...creativeForce, bucket: 'A_'});
		const plain = await runProgram(['verify', file, '--practice']);
		expect({code: plain.code, stdout: plain.stdout}).toEqual({code: 2, stdout: ''});
		expect(plain.stderr).toContain('bucket: "A_"');
		const json = await runProgram(['verify', file, '--practice', '--json']);
		expect(json.code).toBe(2);
		expect(JSON.parse(json.stdout)).toMatchObject({
			verdict: 'unknown',
			results: [{checks: [], error: {problems: [{field: 'bucket'}]}}],
		});
	});
});
