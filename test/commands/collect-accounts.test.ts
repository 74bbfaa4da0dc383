import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {
	failed,
	openAwsAccount,
	refused as refusedWith,
	type Snapshot,
} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {queueConnection} from '../apply/support/settings.ts';
import {startingStates, wrongEverywhere} from '../apply/support/states.ts';
import * as access from '../support/access-accounts.ts';
import {expectSameCollected} from '../support/collected.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconikConnection,
	keyArn,
} from '../support/connections.ts';
import * as isolation from '../support/isolation-accounts.ts';
import {
	answerOfAccount,
	inHome,
	jsonError,
	type Play,
	page,
	queryError,
	ReplayHome,
	type ReplayServer,
	s3Error,
	startReplayServer,
} from '../support/replay/index.ts';
import {
	absent,
	found,
	healthySnapshot,
	notLooked,
	refused,
	withBoundary,
	withBucket,
	withKey,
	withoutKey,
	withQueue,
	withRole,
} from '../support/snapshots.ts';
import * as trust from '../support/trust-accounts.ts';
import {ofOwnQueue} from '../verify/features/queue.ts';
import {failures} from '../verify/field-notes/cases/index.ts';
import {accountOf} from '../verify/field-notes/expectations.ts';
import {eachIn} from '../verify/field-notes/failure.ts';
import {rareAccounts} from '../verify/rare-accounts.ts';
import {runProgram} from './run-program.ts';

let server: ReplayServer;
beforeAll(async () => {
	server = await startReplayServer();
});
afterAll(() => server.stop());

/** Does something where the account is played. */
async function played<T>(
	connection: Connection,
	answer: NonNullable<Play['answer']>,
	work: (file: string) => Promise<T>,
): Promise<T> {
	server.play({answer});
	const home = new ReplayHome(server, {
		connection,
		credentials: '[default]\naws_access_key_id = AKIAWORK\naws_secret_access_key = secret\n',
		environment: {AWS_MAX_ATTEMPTS: '1'},
	});
	try {
		return await inHome(home, () => work(path.join(home.directory, 'connection.json')));
	} finally {
		home.remove();
	}
}

const compare = (connection: Connection, answer: NonNullable<Play['answer']>) =>
	played(connection, answer, (file) => expectSameCollected(runProgram, file));
const compareAccount = (snapshot: Snapshot, connection: Connection) =>
	compare(connection, (call) => answerOfAccount(call, snapshot, connection));

type Account = readonly [name: string, snapshot: Snapshot, connection: Connection];

const connection = creativeForceConnection();
const healthy = healthySnapshot(connection);
const itself =
	healthy.role.role.status === 'found' ? healthy.role.role.value : {arn: '', trustPolicy: ''};
const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
const byAlias = found([{algorithm: 'aws:kms', keyId: 'alias/acme', bucketKeyEnabled: true}]);

/** All that a snapshot can hold, most of it unusual. */
const full: Snapshot = {
	...withBoundary(
		withRole(healthy, {
			role: found({
				...itself,
				uniqueId: 'AROA3XFRBF535EXAMPLE',
				tags: {team: 'A & <B>', empty: ''},
				createdAt: '2025-06-01T12:00:00.000Z',
				maxSessionDuration: 7200,
			}),
			policies: found([
				{kind: 'inline', name: 'Own', text: found('{"Version":"2012-10-17","Statement":[]}')},
				{
					kind: 'managed',
					name: 'Shared',
					arn: 'arn:aws:iam::111122223333:policy/Shared',
					text: found('{"Version":"2012-10-17","Statement":[{"Sid":"ü & %"}]}'),
					updatedAt: '2026-01-10T08:00:00.000Z',
				},
			]),
		}),
		{Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]},
	),
	bucket: {
		...healthy.bucket,
		encryption: found([
			{
				algorithm: 'aws:kms',
				keyId: 'alias/acme',
				bucketKeyEnabled: true,
				blockedTypes: ['SSE-C'],
			},
		]),
		defaultKey: found(keyArn.replace('1234abcd', '9999abcd')),
		ownership: found('ObjectWriter'),
		acl: found([
			{account: 'abc', permission: 'FULL_CONTROL'},
			{group: allUsers, permission: 'READ'},
		]),
		cors: found([
			{
				id: 'web',
				origins: ['https://app.iconik.io', 'http://localhost:1'],
				methods: ['GET', 'PUT'],
				headers: ['*'],
				exposedHeaders: ['ETag', 'x-amz-meta-a'],
				maxAgeSeconds: 3000,
			},
			{origins: ['*'], methods: ['GET']},
		]),
		notification: found({
			topics: [{arn: 'arn:aws:sns:eu-central-1:111122223333:t', events: ['s3:a'], filter: []}],
			queues: [
				{
					id: 'new',
					arn: 'arn:aws:sqs:eu-central-1:111122223333:q',
					events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
					filter: [
						{name: 'prefix', value: 'in & out/'},
						{name: 'suffix', value: '.jpg'},
					],
				},
			],
			functions: [
				{
					id: 'f',
					arn: 'arn:aws:lambda:eu-central-1:111122223333:function:f',
					events: ['s3:b'],
					filter: [],
				},
			],
			isToEventBridge: true,
		}),
		versioning: found({status: 'Enabled', mfaDelete: 'Disabled'}),
	},
	key: {
		...healthy.key,
		metadata: found({
			arn: keyArn,
			state: 'Updating',
			manager: 'CUSTOMER',
			spec: 'SYMMETRIC_DEFAULT',
			usage: 'ENCRYPT_DECRYPT',
			origin: 'EXTERNAL',
			isMultiRegion: true,
		}),
	},
};

test('an account that is played is the one of its snapshot, fact by fact', async () => {
	const seen = await played(
		connection,
		(call) => answerOfAccount(call, full, connection),
		async () => (await openAwsAccount()).look(connection, creativeForce),
	);
	const notAsked = notLooked('Creative Force asks for no queue.');
	const queue = {policy: notAsked, encryptionKey: notAsked};
	expect(seen).toEqual({...full, queue, takenAt: expect.any(String) as string});
});

test.each([
	['is there', found('{"Version":"2012-10-17","Statement":[{"Sid":"ü & %"}]}')],
	['is not there', absent('NoSuchQueuePolicy')],
	['may not be seen', refusedWith('AccessDeniedException', 'sqs:GetQueueAttributes')],
	[
		'cannot be seen',
		failed(
			'malformed',
			'QueueDoesNotExist',
			'There is no such queue in this region, or you have no access to it.',
			'Check the ARN of the queue in the connection.',
		),
	],
] as const)(
	'the policy of a queue that is played is that of its snapshot: it %s',
	async (_title, policy) => {
		const item = queueConnection();
		const snapshot = withQueue(healthySnapshot(item, {profile: ofOwnQueue}), {policy});
		const answer: NonNullable<Play['answer']> = (call) =>
			policy.status === 'failed' && call.operation === 'GetQueueAttributes'
				? jsonError(400, 'com.amazonaws.sqs#QueueDoesNotExist')
				: answerOfAccount(call, snapshot, item);
		const seen = await played(item, answer, async () =>
			(await openAwsAccount()).look(item, ofOwnQueue),
		);
		expect(seen.queue.policy).toEqual(policy);
	},
);

test.each([
	['is there', found('alias/aws/sqs')],
	['is not there', absent('NoSuchQueueKey')],
] as const)(
	'the key of a queue that is played is that of its snapshot: it %s',
	async (_title, encryptionKey) => {
		const item = queueConnection();
		const snapshot = withQueue(healthySnapshot(item, {profile: ofOwnQueue}), {encryptionKey});
		const seen = await played(
			item,
			(call) => answerOfAccount(call, snapshot, item),
			async () => (await openAwsAccount()).look(item, ofOwnQueue),
		);
		expect(seen.queue.encryptionKey).toEqual(encryptionKey);
	},
);

/** Facts that few accounts have. */
const unusual: readonly Account[] = [
	['all that there can be', full],
	...['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'].flatMap((ownership) =>
		[allUsers, 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'].map(
			(group) =>
				[
					`a list that opens the bucket (${ownership}, ${group})`,
					withBucket(isolation.open(healthy), {
						ownership: found(ownership),
						acl: found([{group, permission: 'WRITE'}]),
					}),
				] as const,
		),
	),
	[
		'a list that may not be seen',
		withBucket(isolation.open(healthy), {
			ownership: found('ObjectWriter'),
			acl: refused('s3:GetBucketAcl'),
		}),
	],
	[
		'rules for browsers',
		withBucket(healthy, {cors: found([{origins: ['*'], methods: ['GET', 'PUT']}])}),
	],
	[
		'old versions that are no longer kept',
		withBucket(healthy, {versioning: found({status: 'Suspended'})}),
	],
	['a key by its alias', withBucket(healthy, {encryption: byAlias, defaultKey: found(keyArn)})],
	[
		'another key by its alias',
		withBucket(healthy, {encryption: byAlias, defaultKey: found(keyArn.replace('12', '99'))}),
	],
	[
		'an alias of no key',
		withBucket(healthy, {encryption: byAlias, defaultKey: absent('NotFoundException')}),
	],
	[
		'an alias that may not be looked up',
		withBucket(healthy, {encryption: byAlias, defaultKey: refused('kms:DescribeKey')}),
	],
	[
		'the alias of AWS',
		withBucket(healthy, {encryption: found([{algorithm: 'aws:kms', keyId: 'alias/aws/s3'}])}),
	],
	[
		'a rule that does nothing but block',
		withBucket(healthy, {encryption: found([{algorithm: 'AES256', blockedTypes: ['SSE-C']}])}),
	],
	[
		'a role with tags',
		withRole(healthy, {role: found({...itself, uniqueId: 'AROAOTHER', tags: {team: 'x'}})}),
	],
	['a bucket of somebody else', withBucket(healthy, {isOwned: found(false)})],
	['a bucket in another region', withBucket(healthy, {existence: found({region: 'us-west-2'})})],
	[
		'a managed policy that may not be seen',
		withRole(healthy, {
			policies: found([
				{kind: 'managed', name: 'Shared', arn: 'arn:a', text: refused('iam:GetPolicyVersion')},
			]),
		}),
	],
	[
		'a boundary that may not be seen',
		withRole(healthy, {
			role: found({...itself, boundaryArn: 'arn:aws:iam::111122223333:policy/B'}),
			boundary: refused('iam:GetPolicy'),
		}),
	],
	['a key that is gone', withoutKey(healthy)],
	...['Updating', 'PendingReplicaDeletion', 'Disabled'].map(
		(state) =>
			[
				`a key in the state ${state}`,
				withKey(healthy, {
					metadata: found({arn: keyArn, state, manager: 'CUSTOMER'}),
				}),
			] as const,
	),
	[
		'nobody of that account',
		{
			...healthy,
			identity: found({accountId: '999988887777', arn: 'arn:aws:iam::999988887777:root'}),
		},
	],
].map(([name, snapshot]): Account => [name as string, snapshot as Snapshot, connection]);

const ofAccess: readonly Account[] = (
	[
		['no bucket policy', access.noBucketPolicy],
		['no statement for reading', access.inRole('ReadListS3', undefined)],
		[
			'no statement for reading anywhere',
			access.inRole('ReadListS3', undefined, access.noBucketPolicy),
		],
		['a statement on the objects only', access.inRole('ReadListS3', {Resource: access.objects})],
		['a Deny for all', access.denying(access.role, {})],
		['a Deny for all but some', access.denying(access.role, access.onlyAdmins)],
		['a Deny without the header', access.denying(access.role, access.sendsHeader)],
		[
			'a Deny of the key',
			access.denying(access.role, {Action: 'kms:*', Resource: '*'}, 'key-policy'),
		],
		['a Deny for the other vendor', access.denying(access.foreign, access.onlyAdmins)],
		['actions that are too few', access.ofIconik({Action: 's3:GetObject'})],
		['a key for decrypting only', access.ofIconik({Action: 'kms:Decrypt'}, 'key-policy')],
	] as const
).map(([name, snapshot]) => [
	name,
	snapshot,
	/other vendor|too few|decrypting/.test(name) ? access.vendor : access.creative,
]);

const ofIsolation: readonly Account[] = [
	['no condition on the external ID', isolation.trust({Condition: undefined}), isolation.creative],
	[
		'the whole account of the vendor',
		isolation.trust({Principal: isolation.root}),
		isolation.creative,
	],
	['any external ID', isolation.asking('*', 'StringLike'), isolation.creative],
	['a website', isolation.added(isolation.role, isolation.website), isolation.creative],
	[
		'an open website',
		isolation.open(isolation.added(isolation.role, isolation.website)),
		isolation.creative,
	],
	['a website of iconik', isolation.added(isolation.foreign, isolation.website), isolation.vendor],
	['no tenant', isolation.condition(undefined), isolation.vendor],
	['no tenant at the key', isolation.condition(undefined, 'key-policy'), isolation.vendor],
	[
		'several tenants',
		isolation.condition({StringEquals: {[isolation.tag]: [isolation.ownId, 'other']}}),
		isolation.vendor,
	],
];

const ofTrust: readonly Account[] = (
	[
		['another principal', trust.trusting('arn:aws:iam::092392787187:user/Other')],
		['two principals', trust.trusting(trust.vendor, trust.root)],
		['a deleted principal', trust.trusting('AIDAEXAMPLEID')],
		['MFA', trust.under({...trust.external, Bool: {'aws:MultiFactorAuthPresent': 'true'}})],
		['another external ID', trust.asking(`${trust.externalId} `)],
		['several external IDs', trust.asking([trust.externalId, 'older'])],
		[
			'somebody else',
			trust.added({Effect: 'Allow', Principal: {AWS: trust.root}, Action: 'sts:AssumeRole'}),
		],
		['a Deny', trust.changed({Effect: 'Deny'})],
	] as const
).map(([name, snapshot]) => [name, snapshot, trust.connection]);

describe('what collect wrote is judged like the account', () => {
	describe.each<[string, readonly Account[]]>([
		['with unusual facts', unusual],
		['about access', ofAccess],
		['about isolation', ofIsolation],
		['about trust', ofTrust],
		[
			'that apply sets up',
			[
				...startingStates.map(([name, item, state]): Account => [name, state(item), item]),
				...[connection, iconikConnection()].map(
					(item): Account => [`all wrong for ${item.vendor}`, wrongEverywhere(item), item],
				),
			],
		],
		[
			'after a mistake',
			eachIn(Object.values(failures).flat())
				.filter(({isFirst}) => isFirst)
				.map((one): Account => [one.name, accountOf(one), one.connection]),
		],
		[
			'that is rare',
			rareAccounts
				.filter(
					// The program would not take a connection whose key is in another region.
					({profile, connection: {kmsKeyArn, region}}) =>
						profile === undefined && (kmsKeyArn?.includes(`:${region}:`) ?? true),
				)
				.map((one, index): Account => [`number ${index + 1}`, one.snapshot, one.connection]),
		],
	])('%s', (_about, accounts) => {
		test.each(accounts)('%s', async (_name, snapshot, item) => {
			await compareAccount(snapshot, item);
		});
	});

	const denial = (action: string) =>
		`User: arn:aws:iam::111122223333:user/deploy is not authorized to perform: ${action} on resource: * with an explicit deny in a service control policy: arn:aws:organizations::444455556666:policy/o-a1/service_control_policy/p-b2`;
	const operations = [
		'GetCallerIdentity',
		'HeadBucket',
		'GetBucketEncryption',
		'GetBucketPolicy',
		'GetPublicAccessBlock',
		'GetAccountPublicAccessBlock',
		'GetBucketOwnershipControls',
		'GetBucketAcl',
		'GetBucketCors',
		'GetBucketNotificationConfiguration',
		'GetBucketVersioning',
		'GetRole',
		'ListRolePolicies',
		'GetRolePolicy',
		'ListAttachedRolePolicies',
		'GetPolicy',
		'GetPolicyVersion',
		'DescribeKey',
		'GetKeyPolicy',
	];
	const errorFor = (host: string, status: number, code: string, message: string) =>
		host.startsWith('kms.')
			? jsonError(400, `${code.replace(/Exception$/, '')}Exception`, message)
			: /^(?:iam|sts)\./.test(host)
				? queryError(status, code, message)
				: s3Error(status, code, message);

	test.each(operations)('where %s is refused or fails', async (operation) => {
		const other = iconikConnection();
		const isOfRole = /Role|^GetPolicy/.test(operation);
		for (const [snapshot, item] of [
			[full, connection] as const,
			// A vendor with its own role has none in this account.
			...(isOfRole ? [] : [[healthySnapshot(other), other] as const]),
		]) {
			for (const answer of [
				(host: string) => errorFor(host, 403, 'AccessDenied', denial(`x:${operation}`)),
				(host: string) => errorFor(host, 400, 'Throttling', 'Slower.'),
				() => page(403, 'Blocked'),
			]) {
				await compare(item, (call) =>
					call.operation === operation ? answer(call.host) : answerOfAccount(call, snapshot, item),
				);
			}
		}
	});

	test('where nothing may be looked at, nothing is reached, and nobody is signed in', async () => {
		for (const item of [connection, iconikConnection()]) {
			for (const code of ['AccessDenied', 'ExpiredToken', 'InvalidClientTokenId']) {
				await compare(item, ({host}) => errorFor(host, 403, code, 'No.'));
			}

			await compare(item, () => 'cut');
			await compare(item, () => page(302, 'Moved', {location: 'https://login.hotel.example/'}));
		}
	});
});
