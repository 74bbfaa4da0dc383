import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {documentsFromTexts, openDocuments} from '../../../source/account/index.ts';
import {UserError} from '../../../source/errors.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	keyArn,
} from '../../support/connections.ts';

const connection = creativeForceConnection();
const found = <T>(value: T) => ({status: 'found', value}) as const;
const policy = '{"Version":"2012-10-17","Statement":[]}';
const now = () => new Date('2026-01-15T09:30:00Z');

let folder: string | undefined;
afterEach(() => {
	if (folder !== undefined) {
		rmSync(folder, {recursive: true, force: true});
	}
});

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
	folder = mkdtempSync(path.join(tmpdir(), 'documents-'));
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
		writeFileSync(path.join(folder, name), content);
	}

	return folder;
}

const lookAt = async (files: Readonly<Record<string, string | Buffer>>) =>
	openDocuments(folderWith(files), now).look(connection, creativeForce);

const block = {
	BlockPublicAcls: true,
	IgnorePublicAcls: true,
	BlockPublicPolicy: true,
	RestrictPublicBuckets: true,
};
const blocked = found({
	blockPublicAcls: true,
	ignorePublicAcls: true,
	blockPublicPolicy: true,
	restrictPublicBuckets: true,
});
const rules = {
	Rules: [
		{
			ApplyServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn},
			BucketKeyEnabled: true,
		},
	],
};
const encrypted = found([{algorithm: 'aws:kms', keyId: keyArn, bucketKeyEnabled: true}]);
const metadata = {
	Arn: keyArn,
	KeyState: 'Enabled',
	KeyManager: 'CUSTOMER',
	KeySpec: 'SYMMETRIC_DEFAULT',
	KeyUsage: 'ENCRYPT_DECRYPT',
};

describe('a folder of documents', () => {
	test('with everything in it is a whole snapshot', async () => {
		const snapshot = await lookAt({
			'trust-policy.json': policy,
			'role-policy.json': policy,
			'role-policies/b.json': policy,
			'role-policies/a.json': policy,
			'role-policies/notes.txt': 'nothing',
			'bucket-policy.json': policy,
			'key-policy.json': policy,
			'boundary-policy.json': policy,
			'key.json': JSON.stringify({KeyMetadata: metadata}),
			'bucket.json': JSON.stringify({
				region: 'eu-central-1',
				encryption: {ServerSideEncryptionConfiguration: rules},
				publicAccessBlock: {PublicAccessBlockConfiguration: block},
				objectOwnership: 'BucketOwnerEnforced',
			}),
		});
		expect(snapshot).toMatchObject({
			source: 'documents',
			takenAt: '2026-01-15T09:30:00.000Z',
			identity: {status: 'not-looked'},
			bucket: {
				existence: found({region: 'eu-central-1'}),
				isOwned: {status: 'not-looked'},
				encryption: encrypted,
				policy: found(policy),
				publicAccessBlock: blocked,
				accountPublicAccessBlock: {status: 'not-looked'},
				ownership: found('BucketOwnerEnforced'),
			},
			role: {
				role: found({
					arn: 'arn:aws:iam::111122223333:role/CreativeForceAccess',
					trustPolicy: policy,
					boundaryArn: 'arn:aws:iam::111122223333:policy/boundary-policy',
				}),
				policies: found(
					['role-policy', 'a', 'b'].map((name) => ({
						kind: 'inline',
						name,
						text: found(policy),
					})),
				),
				boundary: found(policy),
			},
			key: {
				metadata: found({
					arn: keyArn,
					state: 'Enabled',
					manager: 'CUSTOMER',
					spec: 'SYMMETRIC_DEFAULT',
					usage: 'ENCRYPT_DECRYPT',
				}),
				policy: found(policy),
			},
		});
	});

	test('with nothing in it names each file that is missing', async () => {
		const {bucket, role, key} = await lookAt({});
		for (const [looked, file] of [
			[bucket.existence, 'bucket.json'],
			[bucket.encryption, 'bucket.json'],
			[bucket.policy, 'bucket-policy.json'],
			[role.role, 'trust-policy.json'],
			[role.policies, 'role-policy.json'],
			[role.boundary, 'boundary-policy.json'],
			[key.metadata, 'key.json'],
			[key.policy, 'key-policy.json'],
		] as const) {
			expect(looked).toMatchObject({
				status: 'not-looked',
				reason: expect.stringContaining(file),
			});
		}
	});

	test('takes settings also without what the API puts around them', async () => {
		const {bucket, key} = await lookAt({
			'bucket.json': JSON.stringify({
				encryption: rules,
				publicAccessBlock: block,
				accountPublicAccessBlock: block,
				objectOwnership: {OwnershipControls: {Rules: [{ObjectOwnership: 'ObjectWriter'}]}},
			}),
			'key.json': JSON.stringify(metadata),
		});
		expect(bucket).toMatchObject({
			existence: found({}),
			encryption: encrypted,
			publicAccessBlock: blocked,
			accountPublicAccessBlock: blocked,
			ownership: found('ObjectWriter'),
		});
		expect(key.metadata.status).toBe('found');
	});

	test('takes null as "there is none", and what is left out or empty as not handed in', async () => {
		const {bucket} = await lookAt({
			'bucket.json': '{"publicAccessBlock":null,"objectOwnership":""}',
		});
		expect(bucket).toMatchObject({
			existence: found({}),
			encryption: {status: 'not-looked'},
			publicAccessBlock: {status: 'absent', code: 'NoSuchPublicAccessBlockConfiguration'},
			ownership: {status: 'not-looked'},
		});
	});

	test('tells the place of a mistake in bucket.json', async () => {
		const {bucket} = await lookAt({'bucket.json': '{\n\t"region": "x",\n\t"encryption": oops\n}'});
		expect(bucket.existence).toMatchObject({
			status: 'failed',
			cause: 'malformed',
			code: 'InvalidJson',
			reason: expect.stringContaining('line 3, column 16'),
		});
		expect(bucket.encryption.status).toBe('failed');
	});

	test.each([
		['encryption', {}, 'Rules'],
		['encryption', {Rules: []}, 'Rules'],
		['encryption', {Rules: [{ApplyServerSideEncryptionByDefault: {}}]}, 'SSEAlgorithm'],
		['publicAccessBlock', {...block, BlockPublicAcls: 'yes'}, 'BlockPublicAcls'],
		['publicAccessBlock', [], 'bucket.json, publicAccessBlock'],
		['objectOwnership', {OwnershipControls: {Rules: []}}, 'Rules'],
	])('refuses %s as %j and names what is wrong', async (name, value, word) => {
		const {bucket} = await lookAt({'bucket.json': JSON.stringify({[name]: value})});
		const looked = {
			encryption: bucket.encryption,
			publicAccessBlock: bucket.publicAccessBlock,
			objectOwnership: bucket.ownership,
		}[name];
		expect(looked).toMatchObject({
			status: 'failed',
			code: 'MalformedAnswer',
			reason: expect.stringContaining(word),
		});
	});

	test('keeps a broken policy as it is, and takes one out of the answer of the AWS CLI', async () => {
		const {bucket, role, key} = await lookAt({
			'bucket-policy.json': '{"Version": oops',
			'key-policy.json': JSON.stringify({Policy: policy, PolicyName: 'default'}),
			'trust-policy.json': JSON.stringify({
				Role: {AssumeRolePolicyDocument: JSON.parse(policy) as unknown},
			}),
			'role-policy.json': JSON.stringify({
				RoleName: 'x',
				PolicyDocument: JSON.parse(policy) as unknown,
			}),
		});
		expect(bucket.policy).toEqual(found('{"Version": oops'));
		expect(key.policy).toEqual(found(policy));
		const texts = [
			role.role.status === 'found' ? role.role.value.trustPolicy : '',
			role.policies.status === 'found' && role.policies.value[0]?.text.status === 'found'
				? role.policies.value[0].text.value
				: '',
		];
		expect(texts.map((text): unknown => JSON.parse(text))).toEqual([
			JSON.parse(policy),
			JSON.parse(policy),
		]);
	});

	test('says of files that cannot be used why', async () => {
		const {bucket, role, key} = await lookAt({
			'bucket-policy.json': Buffer.from('7bff7d', 'hex'),
			'key-policy.json': ' '.repeat(1024 * 1024 + 1),
			'trust-policy.json/inside': 'a folder in the place of a file',
			'role-policy.json': ' \n',
			'role-policies': 'a file in the place of a folder',
		});
		expect(bucket.policy).toMatchObject({status: 'failed', code: 'NotUtf8'});
		expect(key.policy).toMatchObject({status: 'failed', code: 'TooLarge'});
		expect(role.role).toMatchObject({status: 'failed', cause: 'file', code: 'EISDIR'});
		expect(role.policies).toMatchObject({status: 'failed', code: 'ENOTDIR'});
	});

	test('has no role for a vendor with a role of its own', async () => {
		const account = openDocuments(folderWith({'role-policy.json': policy}));
		const {role} = await account.look(iconikConnection(), iconik);
		expect(role.policies).toMatchObject({
			status: 'not-looked',
			reason: expect.stringContaining('iconik uses its own role'),
		});
	});

	test('is read again at each look', async () => {
		const account = openDocuments(folderWith({}));
		expect((await account.look(connection, creativeForce)).bucket.policy.status).toBe('not-looked');
		writeFileSync(path.join(folder ?? '', 'bucket-policy.json'), policy);
		expect((await account.look(connection, creativeForce)).bucket.policy).toEqual(found(policy));
	});

	test('that is not there or is a file is an error for the user', () => {
		const file = path.join(folderWith({'a.json': '{}'}), 'a.json');
		for (const wrong of [file, `${file}-not-there`]) {
			expect(() => openDocuments(wrong)).toThrow(UserError);
		}
	});
});

describe('pasted texts', () => {
	test('are judged as files are; blank ones were not handed in', async () => {
		const account = documentsFromTexts(
			{'trust-policy': policy, 'role-policy': policy, 'bucket-policy': ' \n', bucket: '{}'},
			now,
		);
		const snapshot = await account.look(connection, creativeForce);
		expect(snapshot.role.role.status).toBe('found');
		expect(snapshot.role.policies).toMatchObject({value: [{name: 'role-policy'}]});
		expect(snapshot.bucket.policy.status).toBe('not-looked');
		expect(snapshot.bucket.existence).toEqual(found({}));
		expect(account.source).toBe('documents');
		expect((await account.identify()).status).toBe('not-looked');
	});
});
