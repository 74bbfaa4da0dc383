import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {
	type Account,
	failed,
	type Looked,
	notLooked,
	openDocuments,
	openPracticeAccount,
	type Snapshot,
	snapshotFiles,
} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {VendorProfile} from '../../../source/vendors/index.ts';
import {verifyConnection} from '../../../source/verify/index.ts';
import {presentResult} from '../../../source/words/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	profileOf,
} from '../../support/connections.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {
	absent,
	found,
	healthySnapshot,
	refused,
	sameOfAll,
	withBoundary,
	withBucket,
	withKey,
	withoutBucket,
	withoutKey,
	withoutRole,
	withQueue,
	withRole,
} from '../../support/snapshots.ts';
import {ofOwnQueue} from '../../verify/features/queue.ts';
import {failures} from '../../verify/field-notes/cases/index.ts';
import {accountOf} from '../../verify/field-notes/expectations.ts';
import {eachIn, ofBoth} from '../../verify/field-notes/failure.ts';
import {errorAnswer, fakeAws, operations, type Replies} from '../support/fake-aws.ts';

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 's3-handshake-collected-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

/** Writes files into a folder of their own, and opens it. */
function opened(files: ReadonlyMap<string, string>): Account {
	const directory = mkdtempSync(path.join(folder, 'of-'));
	for (const [name, text] of files) {
		mkdirSync(path.dirname(path.join(directory, name)), {recursive: true});
		writeFileSync(path.join(directory, name), text);
	}

	return openDocuments(directory);
}

const said = () => 'A sentence.';

/** What was found, judged by the account itself; times are left out. */
async function judged(
	account: Pick<Account, 'look'>,
	connection: Connection,
	profile: VendorProfile,
) {
	const {ms: _ms, ...result} = presentResult(
		await verifyConnection(account, connection, profile, {name: 'one'}),
	);
	return result;
}

async function expectSame(
	snapshot: Snapshot,
	connection: Connection,
	profile: VendorProfile = profileOf(connection.vendor),
): Promise<void> {
	const {files} = snapshotFiles(snapshot, connection, profile, said);
	const before = await judged({look: async () => snapshot}, connection, profile);
	expect(await judged(opened(files), connection, profile)).toEqual(before);
}

const connection = creativeForceConnection();
const healthy = healthySnapshot(connection);

describe('what was collected gives the same result as the account', () => {
	test.each(ofBoth.map((item) => [item.vendor, item.purpose, item.encryption, item] as const))(
		'where all is well: %s, %s, %s',
		async (_vendor, _purpose, _encryption, item) => {
			await expectSame(healthySnapshot(item), item);
		},
	);

	test.each(
		eachIn(Object.values(failures).flat())
			.filter(({isFirst}) => isFirst)
			.map((failure) => [failure.id, failure.name, failure.connection.vendor, failure] as const),
	)('%s: where %s (%s)', async (_id, _name, _vendor, failure) => {
		await expectSame(accountOf(failure), failure.connection);
	});

	const block = {
		blockPublicAcls: true,
		ignorePublicAcls: false,
		blockPublicPolicy: true,
		restrictPublicBuckets: false,
	};
	const elsewhere = notLooked('You are signed in to another account.');
	const role = healthy.role.role.status === 'found' ? healthy.role.role.value : undefined;

	test.each<[title: string, snapshot: Snapshot]>([
		['there is no bucket', withoutBucket(healthy)],
		[
			'there is no bucket and the account does not block everything',
			withBucket(withoutBucket(healthy), {accountPublicAccessBlock: found(block)}),
		],
		['there is no role', withoutRole(healthy)],
		['there is no key', withoutKey(healthy)],
		['nothing may be looked at', sameOfAll(refused('s3:GetBucketPolicy'))],
		['nothing was reached', sameOfAll(failed('network', 'TimedOut', 'AWS did not answer.'))],
		['nobody is signed in', sameOfAll(failed('sign-in', 'ExpiredToken', 'It has expired.'))],
		[
			'the bucket may not be looked at',
			withBucket(healthy, {existence: refused('s3:ListBucket'), isOwned: refused('s3:ListBucket')}),
		],
		['the bucket is somebody else’s', withBucket(healthy, {isOwned: found(false)})],
		[
			'the bucket names its key by an alias',
			withBucket(healthy, {
				encryption: found([{algorithm: 'aws:kms', keyId: 'alias/acme'}]),
				defaultKey: found(connection.kmsKeyArn ?? ''),
			}),
		],
		[
			'the key behind an alias may not be looked at',
			withBucket(healthy, {
				encryption: found([{algorithm: 'aws:kms', keyId: 'alias/acme'}]),
				defaultKey: refused('kms:DescribeKey'),
			}),
		],
		[
			'an access control list opens the bucket',
			withBucket(healthy, {
				ownership: absent('OwnershipControlsNotFoundError'),
				publicAccessBlock: absent('NoSuchPublicAccessBlockConfiguration'),
				accountPublicAccessBlock: absent('NoSuchPublicAccessBlockConfiguration'),
				acl: found([
					{group: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ'},
				]),
			}),
		],
		[
			'the role was seen in another account',
			withRole(healthy, {role: elsewhere, policies: elsewhere, boundary: elsewhere}),
		],
		[
			'somebody else is signed in',
			{...healthy, identity: found({accountId: '444455556666', arn: 'arn:aws:iam::4:user/x'})},
		],
		[
			'the role was made a moment ago',
			withRole(healthy, {
				role: found({...role, createdAt: healthy.takenAt} as NonNullable<typeof role>),
			}),
		],
		[
			'the role has tags and an ID',
			withRole(healthy, {
				role: found({...role, uniqueId: 'AROAEXAMPLE', tags: {team: 'Ä & B'}} as NonNullable<
					typeof role
				>),
			}),
		],
		['the role has no policy', withRole(healthy, {policies: found([])})],
		[
			'one of the role’s policies may not be looked at',
			withRole(healthy, {
				policies: found([
					{kind: 'managed', name: 'Shared', arn: 'arn:a', text: refused('iam:GetPolicyVersion')},
					{kind: 'inline', name: '../up and away', text: found('{"Statement":[]}')},
					{kind: 'inline', name: 'shared', text: found('{"Statement":[]}')},
				]),
			}),
		],
		[
			'the boundary may not be looked at',
			withRole(healthy, {
				role: found({...role, boundaryArn: 'arn:aws:iam::111122223333:policy/B'} as NonNullable<
					typeof role
				>),
				boundary: refused('iam:GetPolicy'),
			}),
		],
		[
			'a boundary allows all',
			withBoundary(healthy, {Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]}),
		],
		['the key is being deleted', withKey(healthy, {metadata: absent('NotFoundException')})],
		['the practice account was looked at', {...healthy, source: 'practice'}],
	])('where %s', async (_title, snapshot) => {
		await expectSame(snapshot, connection);
	});

	test.each([
		['Creative Force', creativeForceConnection(), creativeForce],
		['iconik', iconikConnection(), iconik],
	] as const)('of the practice account for %s', async (_name, item, profile) => {
		const account = openPracticeAccount(item, profile, () => new Date('2026-01-15T09:30:00Z'));
		await expectSame(await account.look(item, profile), item, profile);
	});

	test.each(operations.filter((name) => name !== 'ListBuckets'))(
		'where %s is refused or fails',
		async (operation) => {
			const answers: Replies[] = [
				{[operation]: errorAnswer(operation, 403, 'AccessDenied')},
				{[operation]: errorAnswer(operation, 400, 'AccessDeniedException')},
				{[operation]: {status: 500}},
				{[operation]: Object.assign(new Error('gone'), {code: 'ECONNRESET'})},
			];
			for (const replies of answers) {
				for (const item of [creativeForceConnection(), iconikConnection()]) {
					const profile = profileOf(item.vendor);
					const {account} = fakeAws(replies, {connection: item});
					await expectSame(await account.look(item, profile), item, profile);
				}
			}
		},
	);
});

/** What is not a matter of how it is written down. */
function essence(snapshot: Snapshot): unknown {
	const plain = <T>(looked: Looked<T>) => (looked.status === 'absent' ? 'absent' : looked);
	const {
		bucket: {defaultKey: _, ...bucket},
		role: {boundary: __, ...role},
		key,
		...others
	} = snapshot;
	return {
		...others,
		...[bucket, role, key].map((group) =>
			Object.fromEntries(Object.entries(group).map(([name, looked]) => [name, plain(looked)])),
		),
	};
}

test('what was collected of a whole account is that account, fact by fact', async () => {
	const {account} = fakeAws();
	const snapshot = await account.look(connection, creativeForce);
	const {files, notSeen} = snapshotFiles(snapshot, connection, creativeForce, said);
	expect(essence(await opened(files).look(connection, creativeForce))).toEqual(essence(snapshot));
	expect([...notSeen]).toEqual([]);
	expect([...files.keys()].sort()).toEqual([
		'account.json',
		'boundary-policy.json',
		'bucket-policy.json',
		'bucket.json',
		'collected.json',
		'key-policy.json',
		'key.json',
		'role-policies/Shared.json',
		'role-policies/Vendor.json',
		'role.json',
		'trust-policy.json',
	]);
});

describe('the policy of a queue', () => {
	const item = connectionOf(ofOwnQueue, {
		externalId: '2f6b0f0e',
		queueArn: 'arn:aws:sqs:eu-central-1:111122223333:acme-events',
	});
	const own = healthySnapshot(item, {profile: ofOwnQueue});

	test.each([
		['found', found('{"Statement":[]}')],
		['absent', absent('NoSuchQueuePolicy')],
		['refused', refused('sqs:GetQueueAttributes')],
		['failed', failed('malformed', 'QueueDoesNotExist', 'There is no such queue.')],
	])('that was collected is %s as it was', async (_title, policy) => {
		const snapshot = withQueue(own, {policy});
		const {files} = snapshotFiles(snapshot, item, ofOwnQueue, said);
		expect((await opened(files).look(item, ofOwnQueue)).queue.policy).toEqual(policy);
		await expectSame(snapshot, item, ofOwnQueue);
	});

	test('is in no folder of a connection without a queue of the customer', () => {
		const {files} = snapshotFiles(
			withQueue(healthy, {policy: found('{}')}),
			connection,
			creativeForce,
			said,
		);
		expect(files.has('queue-policy.json')).toBe(false);
		expect(files.has('queue.json')).toBe(false);
	});

	test('is taken out of what the AWS CLI prints', async () => {
		const text = '{"Version":"2012-10-17","Statement":[]}';
		const files = new Map([['queue-policy.json', JSON.stringify({Attributes: {Policy: text}})]]);
		expect((await opened(files).look(item, ofOwnQueue)).queue.policy).toEqual(found(text));
	});

	test.each([
		['found', found('alias/aws/sqs'), '{"KmsMasterKeyId":"alias/aws/sqs"}'],
		['absent', absent('NoSuchQueueKey'), '{"KmsMasterKeyId":null}'],
		['refused', refused('sqs:GetQueueAttributes'), undefined],
		['failed', failed('malformed', 'QueueDoesNotExist', 'There is no such queue.'), undefined],
	])('has its key in a file beside it, %s as it was', async (_title, encryptionKey, text) => {
		const snapshot = withQueue(own, {encryptionKey});
		const {files} = snapshotFiles(snapshot, item, ofOwnQueue, said);
		const written = files.get('queue.json');
		expect(written && JSON.stringify(JSON.parse(written))).toBe(text);
		expect((await opened(files).look(item, ofOwnQueue)).queue.encryptionKey).toEqual(encryptionKey);
		await expectSame(snapshot, item, ofOwnQueue);
	});
});

test('what was refused is named with its code and the reason', () => {
	const {files, notSeen} = snapshotFiles(
		withKey(healthy, {policy: refused('kms:GetKeyPolicy')}),
		connection,
		creativeForce,
		() => 'Not allowed.',
	);
	expect(JSON.parse(files.get('not-seen.json') ?? '')).toEqual({
		'key-policy.json': {
			status: 'refused',
			code: 'AccessDenied',
			action: 'kms:GetKeyPolicy',
			reason: 'Not allowed.',
		},
	});
	expect([...notSeen.keys()]).toEqual(['key-policy.json']);
	expect(files.has('key-policy.json')).toBe(false);
});

describe('not-seen.json written by hand', () => {
	const lookAt = async (files: Readonly<Record<string, unknown>>) =>
		opened(
			new Map(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])),
		).look(connection, creativeForce);

	test('needs no more than the contract says, and the action is the one that it takes', async () => {
		const {key, bucket} = await lookAt({
			'not-seen.json': {
				'key-policy.json': {status: 'refused', code: 'AccessDeniedException', reason: 'No.'},
				'key.json': {status: 'failed', code: 'TimedOut', reason: 'AWS did not answer.'},
				'bucket.json': {status: 'refused', code: 'AccessDenied', reason: 'No.'},
			},
		});
		expect(key.policy).toEqual({
			status: 'refused',
			code: 'AccessDeniedException',
			action: 'kms:GetKeyPolicy',
		});
		expect(key.metadata).toMatchObject({status: 'failed', reason: 'AWS did not answer.'});
		expect(bucket.existence).toMatchObject({status: 'refused', action: 's3:ListBucket'});
		expect(bucket.acl).toMatchObject({status: 'refused', action: 's3:GetBucketAcl'});
	});

	test('gives way to a file that is there', async () => {
		const {bucket} = await lookAt({
			'bucket.json': {region: 'eu-central-1', encryption: null},
			'not-seen.json': {
				'bucket.json': {status: 'refused', code: 'AccessDenied', reason: 'No.'},
				'bucket.json#cors': {status: 'refused', code: 'AccessDenied', reason: 'No.'},
			},
		});
		expect(bucket.existence).toEqual(found({region: 'eu-central-1'}));
		expect(bucket.encryption.status).toBe('absent');
		expect(bucket.cors).toMatchObject({status: 'refused', action: 's3:GetBucketCORS'});
	});

	test('is a reason for all that is missing where it cannot be read', async () => {
		const {key} = await lookAt({'not-seen.json': {'key.json': {status: 'gone'}}});
		expect(key.metadata).toMatchObject({
			status: 'failed',
			cause: 'malformed',
			reason: expect.stringContaining('not-seen.json') as string,
		});
	});
});

test('collected.json leads to no file outside of the folder', async () => {
	const files = new Map([
		[
			'collected.json',
			JSON.stringify({
				version: 1,
				source: 'aws',
				takenAt: '2026-01-15T09:30:00.000Z',
				rolePolicies: [{file: 'role-policies/../../../etc/passwd.json', kind: 'inline', name: 'x'}],
				files: {},
			}),
		],
	]);
	const {role} = await opened(files).look(connection, creativeForce);
	expect(role.policies).toMatchObject({status: 'failed', cause: 'malformed'});
});
