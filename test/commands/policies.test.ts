import {describe, expect, test} from 'vitest';
import {resolveConnection} from '../../source/commands/options.ts';
import {buildDocuments, documentText, formValues} from '../../source/documents/index.ts';
import {connections, useFolder} from './files.ts';
import {runProgram} from './run-program.ts';

const write = useFolder();
const {creativeForce, iconik} = connections;
const iconikWithKey = {
	...iconik,
	encryption: 'SSE-KMS',
	kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
const ownStatement = {
	Sid: 'Own',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:root'},
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-media/*',
};
const ownKeyStatement = {
	Sid: 'Enable IAM User Permissions',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:root'},
	Action: 'kms:*',
	Resource: '*',
};

function policyWith(...statements: readonly object[]): string {
	return JSON.stringify({Version: '2012-10-17', Statement: statements}, null, 4);
}

function sidsOf(text: string): unknown[] {
	const policy = JSON.parse(text) as {readonly Statement: readonly {readonly Sid?: string}[]};
	return policy.Statement.map(({Sid}) => Sid);
}

describe('policies as text', () => {
	test('gives every document alone on its lines, with its place, and the form', async () => {
		const file = await write('cf.json', creativeForce);
		const {code, stdout, stderr} = await runProgram(['policies', file]);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		const {connection, profile} = await resolveConnection(file, {});
		const documents = buildDocuments(connection, profile);
		expect(documents).toHaveLength(3);
		for (const {title, attachTo, consolePath, consoleUrl, document} of documents) {
			for (const text of [title, attachTo, consolePath, consoleUrl]) {
				expect(stdout).toContain(text);
			}

			expect(stdout).toContain(`\n\n${documentText(document)}\n\n`);
		}

		for (const {label, value} of formValues(connection, profile)) {
			expect(stdout).toMatch(new RegExp(`^${label} +`, 'm'));
			expect(stdout).toContain(value);
		}

		expect(stdout).toContain('s3:* on the bucket itself');
		expect(stdout).toContain('--least-privilege allows listing the bucket');
	});

	test('offers no narrower documents once they are asked for', async () => {
		const file = await write('narrow.json', creativeForce);
		const {stdout} = await runProgram(['policies', file, '--least-privilege']);
		expect(stdout).not.toContain('--least-privilege');
		expect(stdout).not.toContain('"s3:*"');
	});

	test('has no colours outside of a terminal, and has them where they are forced', async () => {
		const file = await write('colour.json', creativeForce);
		const colourStart = '\u001B[';
		expect((await runProgram(['policies', file])).stdout).not.toContain(colourStart);
		const env = {FORCE_COLOR: '1'};
		expect((await runProgram(['policies', file], {env})).stdout).toContain(colourStart);
		const plain = await runProgram(['policies', '--no-color', file], {env: {...env}});
		expect(plain.stdout).not.toContain(colourStart);
	});

	test('says on stderr what was changed about a flag', async () => {
		const file = await write('notice.json', creativeForce);
		const {code, stderr} = await runProgram(['policies', file, '--bucket', ' acme-assets ']);
		expect(code).toBe(0);
		expect(stderr).toContain('--bucket: White space');
	});
});

describe('policies --json', () => {
	test('prints connection, documents and form, and nothing else', async () => {
		const file = await write('json.json', creativeForce);
		const {code, stdout} = await runProgram(['policies', file, '--json']);
		expect(code).toBe(0);
		const {connection, profile} = await resolveConnection(file, {});
		expect(JSON.parse(stdout)).toEqual({
			connection: creativeForce,
			documents: buildDocuments(connection, profile).map(
				({id, title, attachTo, consoleUrl, document}) => ({
					id,
					title,
					attachTo,
					consoleUrl,
					document,
				}),
			),
			form: formValues(connection, profile),
		});
	});

	test('has the inputs of the vendor among the fields of the connection', async () => {
		const file = await write('json-iconik.json', iconik);
		const {stdout} = await runProgram(['policies', file, '--json']);
		expect(JSON.parse(stdout)).toMatchObject({connection: iconik});
	});

	test('has the one document that is asked for', async () => {
		const file = await write('json-one.json', creativeForce);
		const {stdout} = await runProgram(['policies', file, '--json', '--document', 'key-policy']);
		expect(JSON.parse(stdout)).toMatchObject({documents: [{id: 'key-policy'}]});
	});
});

describe('policies --document', () => {
	test.each(['role-policy', 'trust-policy', 'bucket-policy', 'key-policy'] as const)(
		'prints the %s alone and a line break',
		async (id) => {
			const file = await write(`${id}.json`, creativeForce);
			const {code, stdout, stderr} = await runProgram(['policies', file, '--document', id]);
			const {connection, profile} = await resolveConnection(file, {});
			const [expected] = buildDocuments(connection, profile, {only: id});
			expect({code, stderr}).toEqual({code: 0, stderr: ''});
			expect(JSON.parse(stdout)).toEqual(expected?.document);
			expect(stdout.endsWith('}\n')).toBe(true);
		},
	);

	test('refuses an unknown id and names the known ones', async () => {
		const file = await write('id.json', creativeForce);
		const {code, stdout, stderr} = await runProgram(['policies', file, '--document', 'policy']);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('role-policy, trust-policy, bucket-policy, key-policy');
	});

	test('says why a connection has no such document', async () => {
		const file = await write('none.json', iconik);
		const {code, stderr} = await runProgram(['policies', file, '--document', 'trust-policy']);
		expect(code).toBe(2);
		expect(stderr).toContain('no trust policy');
	});
});

describe('policies --merge', () => {
	test('adds to a bucket policy, keeps the rest and says on stderr what it did', async () => {
		const file = await write('merge.json', iconik);
		const policy = await write('bucket.json', policyWith(ownStatement));
		const {code, stdout, stderr} = await runProgram(['policies', file, '--merge', policy]);
		expect(code).toBe(0);
		expect(sidsOf(stdout)).toEqual(['Own', 'IconikStorageAccess']);
		expect(stderr).toContain('added "IconikStorageAccess"');
	});

	test('says so where there is nothing to change, and prints the policy as it was', async () => {
		const file = await write('merge-twice.json', iconik);
		const policy = await write('bucket-2.json', policyWith(ownStatement));
		const first = await runProgram(['policies', file, '--merge', policy]);
		const again = await write('bucket-3.json', first.stdout);
		const second = await runProgram(['policies', file, '--merge', again]);
		expect(second.stdout).toBe(first.stdout);
		expect(second.stderr).toContain('nothing to change');
	});

	test('says which statement it replaced', async () => {
		const file = await write('replace.json', iconik);
		const old = {...ownStatement, Sid: 'IconikStorageAccess'};
		const policy = await write('bucket-4.json', policyWith(old));
		const {stdout, stderr} = await runProgram(['policies', file, '--merge', policy]);
		expect(sidsOf(stdout)).toEqual(['IconikStorageAccess']);
		expect(stderr).toContain('replaced "IconikStorageAccess"');
	});

	test('reads from stdin with a hyphen', async () => {
		const file = await write('stdin.json', iconik);
		const {code, stdout} = await runProgram(['policies', file, '--merge', '-'], {
			stdin: policyWith(ownStatement),
		});
		expect(code).toBe(0);
		expect(sidsOf(stdout)).toHaveLength(2);
	});

	test('recognises a key policy by its actions', async () => {
		const file = await write('key.json', iconikWithKey);
		const policy = await write('key-policy.json', policyWith(ownKeyStatement));
		const {code, stdout, stderr} = await runProgram(['policies', file, '--merge', policy]);
		expect(code).toBe(0);
		expect(sidsOf(stdout)).toEqual(['Enable IAM User Permissions', 'IconikCMKAccess']);
		expect(stderr).toContain('Key policy');
	});

	test('merges the document that is named, not the one that the file looks like', async () => {
		const file = await write('named.json', iconikWithKey);
		const policy = await write('key-policy-2.json', policyWith(ownKeyStatement));
		const argv = ['policies', file, '--merge', policy, '--document', 'bucket-policy'];
		const {code, stdout, stderr} = await runProgram(argv);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('key policy');
	});

	test.each(['role-policy', 'trust-policy'])('refuses to merge a %s', async (id) => {
		const file = await write('stands-alone.json', creativeForce);
		const argv = ['policies', file, '--merge', '-', '--document', id];
		const {code, stderr} = await runProgram(argv);
		expect(code).toBe(2);
		expect(stderr).toContain('--document bucket-policy or --document key-policy');
	});

	test('gives the merged document among the others with --json', async () => {
		const file = await write('merge-json.json', iconikWithKey);
		const policy = await write('key-policy-3.json', policyWith(ownKeyStatement));
		const argv = ['policies', file, '--merge', policy, '--json'];
		const {stdout} = await runProgram(argv);
		const {documents} = JSON.parse(stdout) as {
			readonly documents: readonly {readonly id: string; readonly document: object}[];
		};
		expect(documents.map(({id}) => id)).toEqual(['bucket-policy', 'key-policy']);
		expect(sidsOf(JSON.stringify(documents[1]?.document))).toEqual([
			'Enable IAM User Permissions',
			'IconikCMKAccess',
		]);
		expect(sidsOf(JSON.stringify(documents[0]?.document))).toEqual(['IconikStorageAccess']);
	});

	test('gives the narrower statements with --least-privilege', async () => {
		const file = await write('merge-narrow.json', iconik);
		const policy = await write('bucket-5.json', policyWith(ownStatement));
		const argv = ['policies', file, '--merge', policy, '--least-privilege'];
		const {stdout} = await runProgram(argv);
		expect(sidsOf(stdout)).toEqual(['Own', 'IconikStorageAccess', 'IconikBucketAccess']);
	});

	test('says that there is no such file', async () => {
		const file = await write('missing.json', iconik);
		const {code, stderr} = await runProgram(['policies', file, '--merge', 'no-such-policy.json']);
		expect(code).toBe(2);
		expect(stderr).toContain('the file does not exist');
	});
});

test('policies names everything that is wrong with the connection at once', async () => {
	const file = await write('wrong.json', {...iconik, bucket: 'A_', accountId: 12, extra: 1});
	const {code, stdout, stderr} = await runProgram(['policies', file]);
	expect({code, stdout}).toEqual({code: 2, stdout: ''});
	for (const field of ['bucket', 'accountId', 'extra']) {
		expect(stderr).toMatch(new RegExp(`^${field}\\b`, 'm'));
	}
});
