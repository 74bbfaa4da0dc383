import {describe, expect, test} from 'vitest';
import {openPracticeAccount, type Writer} from '../../../source/account/index.ts';
import {practicePolicyName} from '../../../source/account/practice/seed.ts';
import {creativeForce, creativeForceConnection, keyArn} from '../../support/connections.ts';

const connection = creativeForceConnection();
const {bucket, region, accountId, roleName = ''} = connection;
const place = {bucket, region, ownerId: accountId};
const text = '{"Version":"2012-10-17","Statement":[]}';

async function open() {
	const account = openPracticeAccount(connection, creativeForce);
	return {account, writer: await account.writer()};
}

describe('the writer of the practice account', () => {
	test('changes what the next look shows', async () => {
		const {account, writer} = await open();
		await writer.putTrustPolicy(roleName, text);
		await writer.putRolePolicy(roleName, practicePolicyName, text);
		await writer.putBucketPolicy(place, text);
		await writer.putKeyPolicy(keyArn, text);
		await writer.putEncryption(place, [{algorithm: 'AES256'}]);
		const found = {status: 'found', value: text};
		expect(await account.look(connection, creativeForce)).toMatchObject({
			bucket: {policy: found, encryption: {value: [{algorithm: 'AES256'}]}},
			role: {
				role: {value: {trustPolicy: text}},
				policies: {value: [{name: practicePolicyName, text: found}]},
			},
			key: {policy: found},
		});
	});

	test('reads back what it wrote, and says what is not there as AWS does', async () => {
		const {writer} = await open();
		await writer.deleteBucketPolicy(place);
		await writer.deleteRolePolicy(roleName, practicePolicyName);
		expect(await writer.readBucketPolicy(place)).toEqual({
			status: 'absent',
			code: 'NoSuchBucketPolicy',
		});
		expect(await writer.readBucketPolicy({...place, bucket: 'none'})).toMatchObject({
			code: 'NoSuchBucket',
		});
		expect(await writer.readRolePolicy(roleName, practicePolicyName)).toMatchObject({
			code: 'NoSuchEntity',
		});
		await writer.deleteRole(roleName);
		expect(await writer.readTrustPolicy(roleName)).toMatchObject({code: 'NoSuchEntity'});
		expect(await writer.readKeyPolicy('arn:none')).toMatchObject({code: 'NotFoundException'});
	});

	test('makes a bucket and a role in which the next look finds no mistakes put in', async () => {
		const account = openPracticeAccount();
		const writer = await account.writer();
		await writer.createBucket(bucket, region);
		await writer.createRole({name: roleName, path: '/', trustPolicy: text, description: ''});
		const snapshot = await account.look({...connection, accountId: '111122223333'}, creativeForce);
		expect(snapshot.bucket.policy).toEqual({status: 'absent', code: 'NoSuchBucketPolicy'});
		expect(snapshot.role.role).toMatchObject({value: {trustPolicy: text}});
	});

	test('makes a role with the boundary and the tags that it is given', async () => {
		const account = openPracticeAccount();
		const writer = await account.writer();
		const permissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
		await writer.createRole({
			name: roleName,
			path: '/',
			trustPolicy: text,
			description: '',
			permissionsBoundary,
			tags: [{key: 'Team', value: 'web'}],
		});
		expect(await writer.readRoleBoundary(roleName)).toEqual({
			status: 'found',
			value: permissionsBoundary,
		});
		const {role} = await account.look({...connection, accountId: '111122223333'}, creativeForce);
		expect(role).toMatchObject({
			role: {value: {boundaryArn: permissionsBoundary, tags: {Team: 'web'}}},
			boundary: {status: 'not-looked', reason: 'The practice account has no managed policies.'},
		});
		expect(await account.lookAtPolicy(permissionsBoundary)).toEqual(role.boundary);
	});

	test.each<[string, string, (writer: Writer) => Promise<void>]>([
		['a bucket twice', 'BucketAlreadyOwnedByYou', (writer) => writer.createBucket(bucket, region)],
		[
			'a role twice, in other letters',
			'EntityAlreadyExists',
			(writer) =>
				writer.createRole({
					name: roleName.toUpperCase(),
					path: '/',
					trustPolicy: text,
					description: '',
				}),
		],
		[
			'the bucket of another account',
			'AccessDenied',
			(writer) => writer.putBucketPolicy({...place, ownerId: '999999999999'}, text),
		],
		['no JSON', 'MalformedPolicyDocument', (writer) => writer.putTrustPolicy(roleName, '{')],
		['a list', 'MalformedPolicy', (writer) => writer.putBucketPolicy(place, '[]')],
		['no role', 'NoSuchEntity', (writer) => writer.putRolePolicy('None', 'P', text)],
		['no key', 'NotFoundException', (writer) => writer.putKeyPolicy('arn:none', text)],
		['a role with policies', 'DeleteConflict', (writer) => writer.deleteRole(roleName)],
	])('refuses %s', async (_name, code, change) => {
		const {writer} = await open();
		await expect(change(writer)).rejects.toMatchObject({name: 'WriteError', code});
	});
});
