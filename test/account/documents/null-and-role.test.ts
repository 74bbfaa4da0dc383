import {describe, expect, test} from 'vitest';
import {type DocumentName, documentsFromTexts} from '../../../source/account/index.ts';
import {situationOf} from '../../../source/verify/index.ts';
import {creativeForce, creativeForceConnection, keyArn} from '../../support/connections.ts';

const connection = creativeForceConnection();
const arn = 'arn:aws:iam::111122223333:role/CreativeForceAccess';
const boundaryArn = 'arn:aws:iam::111122223333:policy/Limits';
const trust = JSON.stringify({
	Version: '2012-10-17',
	Statement: {Effect: 'Allow', Principal: {AWS: '111122223333'}, Action: 'sts:AssumeRole'},
});
const rights = '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
const roleOf = (changes: object = {}) =>
	JSON.stringify({
		Role: {
			Arn: arn,
			AssumeRolePolicyDocument: JSON.parse(trust) as unknown,
			CreateDate: '2026-01-01T00:00:00+00:00',
			MaxSessionDuration: 7200,
			...changes,
		},
	});
const limited = roleOf({PermissionsBoundary: {PermissionsBoundaryArn: boundaryArn}});

type Texts = Partial<Record<DocumentName, string>>;

const lookAt = async (texts: Texts) => documentsFromTexts(texts).look(connection, creativeForce);

describe('null in place of a document', () => {
	test.each<[DocumentName, (snapshot: Awaited<ReturnType<typeof lookAt>>) => unknown, unknown]>([
		['bucket-policy', ({bucket}) => bucket.policy, {status: 'absent', code: 'NoSuchBucketPolicy'}],
		['key-policy', ({key}) => key.policy, {status: 'absent'}],
		['key', ({key}) => key.metadata, {status: 'absent', code: 'NotFoundException'}],
		['bucket', ({bucket}) => bucket.existence, {status: 'absent', code: 'NoSuchBucket'}],
		['bucket', ({bucket}) => bucket.encryption, {status: 'absent'}],
		['bucket', ({bucket}) => bucket.accountPublicAccessBlock, {status: 'not-looked'}],
		['trust-policy', ({role}) => role.role, {status: 'absent', code: 'NoSuchEntity'}],
		['role', ({role}) => role.role, {status: 'absent', code: 'NoSuchEntity'}],
		['role-policy', ({role}) => role.policies, {status: 'found', value: []}],
		['boundary-policy', ({role}) => role.boundary, {status: 'absent', code: 'NoSuchEntity'}],
	])('%s says that there is none', async (name, part, expected) => {
		expect(part(await lookAt({[name]: ' null\r\n'}))).toMatchObject(expected as object);
	});

	test.each([
		['encryption', 'encryption'],
		['publicAccessBlock', 'publicAccessBlock'],
		['accountPublicAccessBlock', 'accountPublicAccessBlock'],
		['objectOwnership', 'ownership'],
	] as const)('the member %s of bucket.json says that there is none', async (member, part) => {
		const {bucket} = await lookAt({bucket: JSON.stringify({[member]: null})});
		expect(bucket[part].status).toBe('absent');
	});
});

describe('the region of bucket.json', () => {
	test.each([
		['EU', 'eu-west-1'],
		['', 'us-east-1'],
		[null, 'us-east-1'],
		[{LocationConstraint: null}, 'us-east-1'],
		[{LocationConstraint: 'EU'}, 'eu-west-1'],
		[{LocationConstraint: 'ap-southeast-2'}, 'ap-southeast-2'],
		['eu-central-1', 'eu-central-1'],
	])('%j is %s, as S3 answers', async (region, expected) => {
		const {bucket} = await lookAt({bucket: JSON.stringify({region})});
		expect(bucket.existence).toEqual({status: 'found', value: {region: expected}});
	});

	test('of another kind is refused', async () => {
		expect((await lookAt({bucket: '{"region": 7}'})).bucket.existence.status).toBe('failed');
	});
});

describe('the permissions boundary', () => {
	test.each<[string, Texts, string, string, string | undefined]>([
		['neither file', {}, 'not-looked', 'unseen', undefined],
		['role.json without one', {role: roleOf()}, 'absent', 'none', undefined],
		[
			'role.json with null',
			{role: roleOf({PermissionsBoundary: null})},
			'absent',
			'none',
			undefined,
		],
		['role.json that names one', {role: limited}, 'not-looked', 'unseen', boundaryArn],
		['both files', {role: limited, 'boundary-policy': rights}, 'found', 'there', boundaryArn],
		['its file alone', {'boundary-policy': rights}, 'found', 'there', expect.any(String)],
		['null in its file', {'boundary-policy': 'null'}, 'absent', 'none', undefined],
		[
			'a contradiction',
			{role: limited, 'boundary-policy': 'null'},
			'failed',
			'unseen',
			boundaryArn,
		],
		['a role.json that is no role', {role: '{"a": 1}'}, 'failed', 'unseen', expect.any(String)],
		['a broken file', {'boundary-policy': '{"a": <b>}'}, 'found', 'unseen', expect.any(String)],
	])('with %s', async (_name, texts, looked, seen, expectedArn) => {
		const snapshot = await lookAt({'trust-policy': trust, ...texts});
		expect(snapshot.role.boundary.status).toBe(looked);
		expect(situationOf(snapshot, connection, creativeForce).boundary.state).toBe(seen);
		const {role} = snapshot.role;
		expect(role.status === 'found' ? role.value.boundaryArn : undefined).toEqual(expectedArn);
	});
});

describe('role.json', () => {
	test('holds the role and its trust policy', async () => {
		const {role} = await lookAt({role: roleOf()});
		expect(role.role).toMatchObject({
			status: 'found',
			value: {arn, createdAt: '2026-01-01T00:00:00+00:00', maxSessionDuration: 7200},
		});
		const text = role.role.status === 'found' ? role.role.value.trustPolicy : '';
		expect(JSON.parse(text)).toEqual(JSON.parse(trust));
	});

	test('may hold the trust policy URL-encoded, and no more than the role itself', async () => {
		const {role} = await lookAt({
			role: JSON.stringify({Arn: arn, AssumeRolePolicyDocument: encodeURIComponent(trust)}),
		});
		expect(role.role).toMatchObject({status: 'found', value: {arn, trustPolicy: trust}});
	});

	test.each<[string, Texts]>([
		['no trust policy anywhere', {role: roleOf({AssumeRolePolicyDocument: undefined})}],
		['a role of which there is none', {role: 'null', 'trust-policy': trust}],
		['a trust policy of which there is none', {role: roleOf(), 'trust-policy': 'null'}],
		['no ARN', {role: '{"Role": {"RoleName": "x"}}'}],
	])('cannot be used with %s', async (_name, texts) => {
		expect((await lookAt(texts)).role.role.status).toBe('failed');
	});
});

test('key.json is the answer of DescribeKey', async () => {
	const KeyMetadata = {Arn: keyArn, KeyState: 'Enabled', KeyManager: 'CUSTOMER'};
	const {key} = await lookAt({key: JSON.stringify({KeyMetadata})});
	expect(key.metadata).toMatchObject({status: 'found', value: {arn: keyArn}});
});
