import {describe, expect, test} from 'vitest';
import {builtInProfiles} from '../../source/vendors/index.ts';
import profileSchema from '../../source/vendors/profile.schema.json' with {type: 'json'};
import {editedProfile, profileText} from '../vendors/edit-profile.ts';
import {connections, useFolder} from './files.ts';
import {runProgram} from './run-program.ts';

const write = useFolder();

describe('vendors', () => {
	test('lists every profile with its purposes and article', async () => {
		const {code, stdout} = await runProgram(['vendors']);
		expect(code).toBe(0);
		for (const {id, name, article, purposes} of builtInProfiles) {
			for (const text of [id, name, article, ...purposes.map((purpose) => purpose.id)]) {
				expect(stdout).toContain(text);
			}
		}
	});

	test('lists them as JSON', async () => {
		const {vendors} = JSON.parse((await runProgram(['vendors', '--json'])).stdout) as {
			readonly vendors: readonly object[];
		};
		expect(vendors).toMatchObject(
			builtInProfiles.map(({id, name, access, article}) => ({id, name, access, article})),
		);
	});

	test('says when the facts were read, and what no page says', async () => {
		const {stdout} = await runProgram(['vendors']);
		expect(stdout).toContain('The facts about iconik were read between 2026-11-21 and');
		expect(stdout).toMatch(
			/Inferred, since no article says it: .*the statement IconikBucketAccess/,
		);
		const {vendors} = JSON.parse((await runProgram(['vendors', '--json'])).stdout) as {
			readonly vendors: readonly {readonly id: string}[];
		};
		expect(vendors.find(({id}) => id === 'iconik')).toMatchObject({
			sources: expect.arrayContaining([
				{
					address:
						'https://app.iconik.io/help/pages/admin/storage/editing/aws_s3_managed_credentials',
					readAt: '2026-11-21',
				},
			]),
			doubts: expect.arrayContaining([expect.stringContaining('IconikBucketAccess')]),
		});
	});

	test('prints the JSON schema of profiles', async () => {
		const {stdout} = await runProgram(['vendors', '--schema']);
		expect(JSON.parse(stdout)).toEqual(profileSchema);
	});
});

describe('vendors check', () => {
	test('says that a profile is in order', async () => {
		const file = await write('good.json', editedProfile('iconik', {id: 'acme', name: 'Acme'}));
		const {code, stdout, stderr} = await runProgram(['vendors', 'check', file]);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout.split('\n')[0]).toBe(`${file}: valid (Acme, storage, read-only)`);
	});

	test('says what in it needs a second look, with the code of each', async () => {
		const file = await write('marks.json', editedProfile('iconik', {}));
		const {code, stdout} = await runProgram(['vendors', 'check', file]);
		expect(code).toBe(0);
		const [, ...warnings] = stdout.trimEnd().split('\n');
		expect(warnings).toContainEqual(
			expect.stringMatching(/marks\.json: warning \(bucket-control\): .*s3:PutBucketPolicy/),
		);
		expect(warnings.every((line) => line.startsWith(`${file}: warning (`))).toBe(true);
	});

	test.each(builtInProfiles)('says nothing else of the file of $id', async ({id}) => {
		const file = await write(`${id}.json`, profileText(id));
		const {code, stdout} = await runProgram(['vendors', 'check', file]);
		expect(code).toBe(0);
		expect(stdout.trimEnd().split('\n')).toHaveLength(1);
	});

	test('refuses a dangerous profile, and every other call refuses it too', async () => {
		const file = await write(
			'hostile.json',
			editedProfile('iconik', {'documents.0.statements.0.statement.Resource': '*'}),
		);
		const checked = await runProgram(['vendors', 'check', file]);
		expect(checked.code).toBe(2);
		expect(checked.stdout).toContain('documents[0].statements[0].statement.Resource');
		expect(checked.stdout).toContain('[other-resource]');
		const connection = await write('hostile-connection.json', {
			...connections.iconik,
			vendor: file,
		});
		for (const call of [
			['policies'],
			['verify', '--practice'],
			['apply', '--practice', '--dry-run'],
		]) {
			const {code, stdout, stderr} = await runProgram([...call, connection]);
			expect({call, code, stdout}).toEqual({call, code: 2, stdout: ''});
			expect(stderr).toContain('{{bucketArn}} and what is in it');
		}
	});

	test('names every mistake with file, line, column and field on a line of its own', async () => {
		const text = '{\n\t"version": 1,\n\t"id": "Acme"\n}';
		const file = await write('bad.json', text);
		const {code, stdout, stderr} = await runProgram(['vendors', 'check', file]);
		expect(code).toBe(2);
		const lines = stdout.trimEnd().split('\n');
		expect(lines).toContainEqual(
			expect.stringMatching(/bad\.json:3:8 id: An id has .*\(it says "Acme"\)/),
		);
		expect(lines).toContainEqual(
			expect.stringMatching(/bad\.json:1:1 name: This field is missing\./),
		);
		expect(stderr).toBe(`${lines.length} mistakes in ${file}\n`);
	});

	test('shows control characters of a profile instead of obeying them', async () => {
		const file = await write('escape.json', editedProfile('iconik', {id: '\u001B[2J'}));
		const {stdout} = await runProgram(['vendors', 'check', file]);
		expect(stdout).toContain('u001b');
		expect(stdout).not.toContain('\u001B');
	});

	test('says where the JSON breaks off', async () => {
		const file = await write('broken.json', '{\n"version": 1,\n}');
		const {code, stdout} = await runProgram(['vendors', 'check', file]);
		expect(code).toBe(2);
		expect(stdout).toContain('broken.json:3:1 ');
	});

	test('says that a file cannot be read', async () => {
		const {code, stderr} = await runProgram(['vendors', 'check', 'no-such.json']);
		expect(code).toBe(2);
		expect(stderr).toContain('the file does not exist');
	});
});

describe('vendors test', () => {
	const played = new Map<string, ReturnType<typeof runProgram>>();
	/** The article of a vendor, played through once for all tests. */
	const play = (id: string) => {
		const playing = played.get(id) ?? runProgram(['vendors', 'test', id]);
		played.set(id, playing);
		return playing;
	};

	test.each(builtInProfiles)('plays the article of $id through', async ({id, encryption}) => {
		const {code, stdout, stderr} = await play(id);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout.match(/: passes, /g)?.length).toBeGreaterThanOrEqual(encryption.length);
		const untold = stdout.match(/Nobody is told where it is missing/g)?.length ?? 0;
		const counts = [...stdout.matchAll(/: passes, (\d+) of (\d+) faults found and named/g)];
		const left = counts.map(([, found, all]) => Number(all) - Number(found));
		expect(left.reduce((sum, one) => sum + one, 0)).toBe(untold);
		expect(stdout.endsWith('and every fault is found and named.\n')).toBe(untold === 0);
	});

	test.each([
		[
			'snowflake',
			'but for 1 of the actions that it gives: nobody is told where s3:GetBucketLocation is missing.',
		],
		[
			'datadog',
			'but for 3 of the actions that it gives: nobody is told where kms:CreateGrant, kms:ListGrants and kms:RevokeGrant are missing.',
		],
	])('does not say of %s that all is found where some of it is not', async (id, words) => {
		const {code, stdout} = await play(id);
		expect(code).toBe(0);
		expect(stdout).toContain(
			`passes as its article has it, and every fault is found and named, ${words}`,
		);
	});

	test('says of the profile what no article says', async () => {
		const {stdout} = await play('iconik');
		const [storage = '', readOnly = ''] = stdout.split(/^(?=read-only, SSE-S3)/m);
		expect(storage).toContain('The article gives kms:Encrypt');
		expect(storage).not.toContain('The profile gives');
		expect(readOnly).toContain('The profile gives s3:GetBucketLocation');
		expect(readOnly).not.toContain('The article gives');
	});

	test('says what of the article nobody is told of, and stands all the same', async () => {
		const {code, stdout} = await play('iconik');
		expect(code).toBe(0);
		expect(stdout).toContain('The article gives kms:DescribeKey, and no need of this purpose');
	});

	test('names what does not pass as the article has it', async () => {
		const file = await write(
			'wanting.json',
			editedProfile('iconik', {
				'purposes.1.needs.3': {
					action: 's3:PutObject',
					on: 'object',
					for: 'write',
					required: true,
				},
			}),
		);
		const {code, stdout, stderr} = await runProgram(['vendors', 'test', file]);
		expect(code).toBe(1);
		expect(stderr).toContain('wanting.json');
		expect(stdout).toContain('read-only, SSE-S3: does not pass');
		expect(stdout).toContain('access.write');
		expect(stdout).toContain('Acme: 3 of 6 accounts have not stood the test');
	});

	test('prints each fault as JSON', async () => {
		const {code, stdout} = await runProgram(['vendors', 'test', 'iconik', '--json']);
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({
			vendor: 'iconik',
			verdict: 'pass',
			accounts: expect.arrayContaining([
				expect.objectContaining({
					purpose: 'storage',
					faults: expect.arrayContaining([
						expect.objectContaining({code: 'other-tenant', outcome: 'found', by: 'access.list'}),
					]),
				}),
			]),
		});
	});

	test('does not know every vendor', async () => {
		const {code, stderr} = await runProgram(['vendors', 'test', 'nobody']);
		expect(code).toBe(2);
		expect(stderr).toContain('There is no vendor profile "nobody"');
	});
});
