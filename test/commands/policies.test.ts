import {describe, expect, test} from 'vitest';
import {resolveConnection} from '../../source/commands/options.ts';
import {buildDocuments, documentText, formValues} from '../../source/documents/index.ts';
import {customerRoleText, givesIdByStatement, takesStatement} from '../support/feature-profiles.ts';
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

	/** What `--merge` says and gives for a policy with these statements. */
	async function merging(name: string, connection: object, ...statements: readonly object[]) {
		const file = await write(`${name}.json`, connection);
		const policy = await write(`${name}-policy.json`, policyWith(...statements));
		const {code, stdout, stderr} = await runProgram(['policies', file, '--merge', policy]);
		return {code, stderr, said: stderr.split('\n'), sids: code === 0 ? sidsOf(stdout) : []};
	}

	const vendors = {
		Sid: 'Mine',
		Effect: 'Allow',
		Principal: {AWS: 'arn:aws:iam::283217727627:role/IconikS3AccessRole'},
		Action: 's3:*',
		Resource: ['arn:aws:s3:::acme-media', 'arn:aws:s3:::acme-media/*'],
		Condition: {
			StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': iconik.systemDomainId},
		},
	};

	test('says which statement it replaced, and how that was called', async () => {
		const less = {...vendors, Action: 's3:GetObject'};
		const {sids, said} = await merging('replaces', iconik, ownStatement, less);
		expect(sids).toEqual(['Own', 'IconikStorageAccess']);
		expect(said[0]).toContain("the vendor's statements were corrected");
		expect(said).toContain('  replaced "IconikStorageAccess" (it was "Mine")');
	});

	test('leaves what is of others under our Sid, and says how ours is called instead', async () => {
		const others = {...ownStatement, Sid: 'IconikStorageAccess'};
		const {sids, said} = await merging('other-sid', iconik, others);
		expect(sids).toEqual(['IconikStorageAccess', 'IconikStorageAccess2']);
		expect(said).toContain('  added "IconikStorageAccess2"');
		expect(said).toContain(
			'The Sid "IconikStorageAccess" is taken by another statement, so the vendor\'s is called "IconikStorageAccess2".',
		);
	});

	test('says what the vendor gains, with an example', async () => {
		const {stderr} = await merging('gains', iconik, ownStatement);
		expect(stderr).toMatch(
			/^Now allowed: s3:ListBucket, .*s3:GetObject.* and more to arn:aws:iam::283217727627:role\/IconikS3AccessRole \(the vendor, for you\), for example on arn:aws:s3:::acme-media\.$/m,
		);
		expect(stderr).not.toContain('No longer allowed');
	});

	test('says what others lose where the ID was missing, and names whom', async () => {
		const {Condition: _condition, ...open} = vendors;
		const {stderr} = await merging('losses', iconik, open);
		expect(stderr).toMatch(
			/^No longer allowed: .*\(the vendor, for others or without your ID\), for example on /m,
		);
		expect(stderr).not.toContain('Now allowed');
	});

	test('says which condition of the customer stays', async () => {
		const Condition = {...vendors.Condition, Bool: {'aws:SecureTransport': 'true'}};
		const {said, sids} = await merging('conditions', iconik, {...vendors, Condition});
		expect(sids).toEqual(['Mine']);
		expect(said[0]).toContain('nothing to change. It lets the vendor in as it is.');
		expect(said).toContain(
			'"Mine" has a condition of your own: it lets the vendor in only over TLS.',
		);
	});

	test('says where a Deny shuts the vendor out all the same', async () => {
		const deny = {...ownStatement, Sid: 'OnlyUs', Effect: 'Deny', Principal: '*'};
		const {code, said, sids} = await merging('denied', iconik, vendors, deny);
		expect({code, sids}).toEqual({code: 0, sids: ['Mine', 'OnlyUs']});
		expect(said[0]).toContain('but also a Deny that hits the vendor');
		expect(said).toContain(
			'The bucket policy still keeps the vendor out: the statement "OnlyUs" is a Deny that hits it.',
		);
	});

	test('says which statement names somebody who was deleted', async () => {
		const gone = {...ownStatement, Sid: 'Gone', Principal: {AWS: 'AROACKCEVSQ6C2EXAMPLE'}};
		const {code, stderr, sids} = await merging('deleted', iconik, gone);
		expect({code, sids}).toEqual({code: 0, sids: ['Gone', 'IconikStorageAccess']});
		expect(stderr).toMatch(
			/^AWS will refuse to save it while the statement "Gone" names AROACKCEVSQ6C2EXAMPLE: .*deleted/m,
		);
	});

	test('keeps the default key policy, and adds the vendor beside it', async () => {
		const {sids, stderr} = await merging('default-key', iconikWithKey, ownKeyStatement);
		expect(sids).toEqual(['Enable IAM User Permissions', 'IconikCMKAccess']);
		expect(stderr).toMatch(/^Now allowed: kms:.*\(the vendor, for you\)/m);
	});

	test('prints nothing where the account could no longer change its key', async () => {
		const {code, stderr} = await merging('lockout', iconikWithKey, {
			...ownKeyStatement,
			Principal: {AWS: 'arn:aws:iam::283217727627:role/IconikS3AccessRole'},
		});
		expect(code).toBe(1);
		expect(stderr).toContain('nobody in account 111122223333 could change the key policy again');
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

test('policies takes several principals, each by a flag of its own, or all in one', async () => {
	const vendor = await write(
		'acme-users.json',
		customerRoleText({
			principal: {
				...{from: 'product', kind: 'user', several: true, label: 'IAM user', where: 'Acme.'},
				example: 'arn:aws:iam::444455556666:user/a1b2-s-acme',
			},
		}),
	);
	const file = await write('users.json', {
		...{version: 1, vendor, purpose: 'sync', bucket: 'acme-assets', region: 'eu-central-1'},
		...{accountId: '111122223333', encryption: 'SSE-S3', roleName: 'AcmeAccess'},
		externalId: '2f6b0f0e',
	});
	const users = ['one', 'two'].map((name) => `arn:aws:iam::444455556666:user/${name}`);
	const trust = ['policies', file, '--document', 'trust-policy'];
	const apart = await runProgram([...trust, ...users.flatMap((user) => ['--principal', user])]);
	expect(apart.code).toBe(0);
	expect(apart.stdout).toContain(users[0]);
	expect(apart.stdout).toContain(users[1]);
	expect(await runProgram([...trust, '--principal', users.join(' ')])).toEqual(apart);
});

describe('policies for a vendor that takes a statement', () => {
	async function statementFile(profile: Readonly<Record<string, unknown>>): Promise<string> {
		const vendor = await write('acme-sql.json', customerRoleText(profile));
		return write('sql.json', {
			...{version: 1, vendor, purpose: 'sync', bucket: 'acme-assets', region: 'eu-central-1'},
			...{accountId: '111122223333', encryption: 'SSE-S3', roleName: 'AcmeAccess'},
			externalId: '2f6b0f0e',
		});
	}

	test('print it in its lines, and as the entry of the form in JSON', async () => {
		const file = await statementFile(takesStatement);
		const {code, stdout, stderr} = await runProgram(['policies', file]);
		expect(code).toBe(0);
		expect(stderr).toContain('SQL to paste into the product of the vendor');
		expect(stdout).toContain(
			[
				'The SQL for Acme',
				'Where      Acme > Worksheets',
				'',
				'CREATE INTEGRATION s3',
				"  ROLE_ARN = 'arn:aws:iam::111122223333:role/AcmeAccess'",
				"  LOCATION = 's3://acme-assets/';",
				'',
			].join('\n'),
		);
		const json = await runProgram(['policies', file, '--json']);
		expect(JSON.parse(json.stdout)).toMatchObject({
			form: [{label: 'SQL', value: expect.stringContaining('\n'), isStatement: true}],
		});
	});

	test('tell first what is done there before AWS, and at the end what is done after', async () => {
		const file = await statementFile(givesIdByStatement);
		const {stdout} = await runProgram(['policies', file]);
		expect(stdout).toMatch(
			/^First, in Acme\n1\. Run the SQL as an administrator\.\n2\. Describe the integration\.\n\n/,
		);
		expect(stdout).toMatch(
			/\n\nAt the end, in Acme\n1\. Grant the integration to whoever loads from acme-assets\.\n$/,
		);
		const json = await runProgram(['policies', file, '--json']);
		expect(JSON.parse(json.stdout)).toMatchObject({
			before: ['Run the SQL as an administrator.', 'Describe the integration.'],
			after: ['Grant the integration to whoever loads from acme-assets.'],
		});
	});
});
