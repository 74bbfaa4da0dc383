import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {type EncryptionRule, found, type Role, type Snapshot} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import type {PolicyDocument, Statement} from '../../source/policy/index.ts';
import {startingStates, untouched, withBareBucket} from '../apply/support/states.ts';
import {runProgram} from '../commands/run-program.ts';
import {expectSameCollected} from '../support/collected.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../support/connections.ts';
import {open} from '../support/isolation-accounts.ts';
import {
	answerOfAccount,
	inHome,
	jsonAnswer,
	jsonError,
	type Play,
	queryAnswer,
	type Case as ReplayCase,
	type ReplayedCall,
	s3Answer,
	useReplay,
} from '../support/replay/index.ts';
import {
	absent,
	healthySnapshot,
	refused,
	withAdded,
	withBoundary,
	withBucket,
	withKey,
	withRole,
} from '../support/snapshots.ts';

const replay = useReplay();

const credentials = '[default]\naws_access_key_id = AKIAWORK\naws_secret_access_key = secret\n';
const role = creativeForceConnection();
const vendor = iconikConnection();
const ofRole = healthySnapshot(role);
const ofVendor = healthySnapshot(vendor);

type Answer = NonNullable<Play['answer']>;

/** An account to check. */
type Case = Pick<ReplayCase, 'what' | 'says' | 'never'> & {
	/** A connection of Creative Force where absent. */
	readonly connection?: Connection;
	readonly snapshot: Snapshot;
	/** Answers a call in place of the account. */
	readonly answer?: Answer;
	readonly code: number;
	/** What these checks come to. */
	readonly checks: Readonly<Record<string, string>>;
	/** The keys that KMS is asked about, in any order; each once. */
	readonly describes?: readonly string[];
};

type Result = {
	readonly results: readonly {
		readonly checks: readonly {readonly id: string; readonly status: string}[];
	}[];
};

const playing = (connection: Connection, snapshot: Snapshot, answer?: Answer): Play => ({
	answer: (call) => answer?.(call) ?? answerOfAccount(call, snapshot, connection),
});

/** The keys that KMS was asked about, each once. */
function described(): string[] {
	const asked = replay.server.calls
		.filter(({operation}) => operation === 'DescribeKey')
		.map(({body}) => (JSON.parse(body) as {readonly KeyId: string}).KeyId);
	return [...new Set(asked)].toSorted();
}

async function check(one: Case): Promise<void> {
	const {what, connection = role, snapshot, answer, code, checks, describes, ...texts} = one;
	const {says = [], never = []} = texts;
	const play = playing(connection, snapshot, answer);
	const ran = await replay.play({
		what,
		connection,
		credentials,
		argv: ['--json'],
		says,
		never,
		play,
	});
	const [result] = (JSON.parse(ran.stdout) as Result).results;
	const told = Object.fromEntries((result?.checks ?? []).map(({id, status}) => [id, status]));
	expect({code: ran.code, told}, ran.stdout).toEqual({code, told: {...told, ...checks}});
	const keys = described();
	expect(keys.filter((key) => key.includes('alias/aws/'))).toEqual([]);
	if (describes !== undefined) {
		expect(keys).toEqual([...describes].toSorted());
	}

	await inHome(ran.home, () =>
		expectSameCollected(runProgram, path.join(ran.home.directory, 'connection.json')),
	);
}

const inState = (state: string, snapshot = ofRole) =>
	withKey(snapshot, {
		metadata: found({
			arn: keyArn,
			state,
			manager: 'CUSTOMER',
			spec: 'SYMMETRIC_DEFAULT',
			usage: 'ENCRYPT_DECRYPT',
			isMultiRegion: true,
		}),
	});

const keyStates: readonly Case[] = [
	...[role, vendor].flatMap((connection): Case[] => [
		{
			what: `a key that is being updated works (${connection.vendor})`,
			connection,
			snapshot: inState('Updating', healthySnapshot(connection)),
			code: 0,
			checks: {'key.state': 'pass', 'access.kms': 'pass'},
			says: ['The key works', 'because its primary region is being changed'],
		},
		{
			what: `a key that waits for its replicas has advice of its own (${connection.vendor})`,
			connection,
			snapshot: inState('PendingReplicaDeletion', healthySnapshot(connection)),
			code: 1,
			checks: {'key.state': 'fail'},
			says: [
				'PendingReplicaDeletion',
				'waits until its replicas in other regions are deleted',
				'Cancel its deletion',
			],
		},
	]),
	{
		what: 'a key that waits for its deletion has another',
		snapshot: inState('PendingDeletion'),
		code: 1,
		checks: {'key.state': 'fail'},
		says: ['before it is permanently deleted'],
		never: ['replicas'],
	},
];

const otherKey = keyArn.replace('1234abcd', '9999abcd');
const byAlias = (
	keyId: string,
	defaultKey: Snapshot['bucket']['defaultKey'],
	snapshot = ofRole,
): Snapshot =>
	withBucket(snapshot, {
		encryption: found([{algorithm: 'aws:kms', keyId, bucketKeyEnabled: true}]),
		defaultKey,
	});
const alias = 'arn:aws:kms:eu-central-1:111122223333:alias/acme';

const aliases: readonly Case[] = [
	{
		what: 'an alias that stands for the key of the connection',
		snapshot: byAlias('alias/acme', found(keyArn)),
		code: 0,
		checks: {'bucket.encryption': 'pass'},
		says: [`and the key ${keyArn}, as agreed`],
		describes: [alias, keyArn],
	},
	{
		what: 'an alias in the form of an ARN',
		snapshot: byAlias(alias, found(keyArn)),
		code: 0,
		checks: {'bucket.encryption': 'pass'},
		says: [`and the key ${keyArn}, as agreed`],
		describes: [alias, keyArn],
	},
	{
		what: 'an alias that stands for another key',
		snapshot: byAlias('alias/acme', found(otherKey)),
		code: 1,
		checks: {'bucket.encryption': 'fail'},
		says: [`which stands for ${otherKey}`],
		describes: [alias, keyArn],
	},
	{
		what: 'an alias that there is not',
		snapshot: byAlias('alias/acme', absent('NotFoundException')),
		code: 1,
		checks: {'bucket.encryption': 'fail'},
		says: ['there is no such alias'],
	},
	{
		what: 'an alias that one may not look up',
		snapshot: byAlias('alias/acme', refused('kms:DescribeKey')),
		code: 3,
		checks: {'bucket.encryption': 'unknown'},
		says: ['which key that is could not be seen', 'kms:DescribeKey'],
	},
	{
		what: 'an alias, where the vendor would look it up in its own account',
		connection: vendor,
		snapshot: byAlias('alias/acme', found(keyArn), ofVendor),
		code: 1,
		checks: {'bucket.encryption': 'fail'},
		says: ['S3 looks up an alias in the account of whoever writes'],
	},
	...['alias/aws/s3', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3'].map(
		(keyId): Case => ({
			what: `${keyId}, of which KMS is never asked`,
			snapshot: byAlias(keyId, found(keyArn)),
			code: 1,
			checks: {'bucket.encryption': 'fail'},
			says: ['the AWS managed key'],
			describes: [keyArn],
		}),
	),
];

const keyless = creativeForceConnection({encryption: 'SSE-S3'});
const blocking = (types: readonly string[]) =>
	s3Answer(
		`<ServerSideEncryptionConfiguration><Rule><BlockedEncryptionTypes>${types.map((type) => `<EncryptionType>${type}</EncryptionType>`).join('')}</BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>`,
	);
const answering =
	(operation: string, answer: ReturnType<Answer>): Answer =>
	(call) =>
		call.operation === operation ? answer : undefined;

const encryption: readonly Case[] = [
	...[keyless, iconikConnection({encryption: 'SSE-S3'})].map(
		(connection): Case => ({
			what: `a rule that does nothing but block is S3's own encryption (${connection.vendor})`,
			connection,
			snapshot: healthySnapshot(connection),
			answer: answering('GetBucketEncryption', blocking(['SSE-C'])),
			code: 0,
			checks: {'bucket.encryption': 'pass'},
			says: ['SSE-S3 (AES256)'],
		}),
	),
	{
		what: 'such a rule is not the encryption by a key',
		snapshot: ofRole,
		answer: answering('GetBucketEncryption', blocking(['NONE'])),
		code: 1,
		checks: {'bucket.encryption': 'fail'},
		says: ['SSE-S3 (AES256)', 'the connection says SSE-KMS'],
	},
];

const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
const signedIn = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const listed = (
	ownership: Snapshot['bucket']['ownership'],
	group: string,
	permission: string,
	snapshot = open(ofRole),
): Snapshot =>
	withBucket(snapshot, {
		ownership,
		acl: found([
			{account: 'owner', permission: 'FULL_CONTROL'},
			{group, permission},
		]),
	});

const lists: readonly Case[] = [
	{
		what: 'a public list where lists do not count (BucketOwnerEnforced)',
		snapshot: listed(found('BucketOwnerEnforced'), allUsers, 'READ'),
		code: 0,
		checks: {'isolation.public': 'pass'},
	},
	{
		what: 'a public list with BucketOwnerPreferred',
		snapshot: listed(found('BucketOwnerPreferred'), allUsers, 'READ'),
		code: 1,
		checks: {'isolation.public': 'fail'},
		says: ['access control list', 'READ'],
	},
	{
		what: 'a public list with ObjectWriter',
		snapshot: listed(found('ObjectWriter'), allUsers, 'WRITE'),
		code: 1,
		checks: {'isolation.public': 'fail'},
		says: ['access control list', 'WRITE'],
	},
	{
		what: 'a public list in an old bucket without ownership controls',
		snapshot: listed(absent('OwnershipControlsNotFoundError'), allUsers, 'READ_ACP'),
		code: 1,
		checks: {'isolation.public': 'fail'},
		says: ['access control list', 'READ_ACP'],
	},
	{
		what: 'a list for everybody with an AWS account',
		connection: vendor,
		snapshot: listed(found('ObjectWriter'), signedIn, 'FULL_CONTROL', open(ofVendor)),
		code: 1,
		checks: {'isolation.public': 'fail'},
		says: ['access control list', 'FULL_CONTROL'],
	},
	{
		what: 'a public list that Block Public Access ignores',
		snapshot: listed(found('ObjectWriter'), allUsers, 'READ', ofRole),
		code: 0,
		checks: {'isolation.public': 'pass'},
	},
	{
		what: 'the list of the owner alone',
		snapshot: withBucket(open(ofRole), {
			ownership: found('ObjectWriter'),
			acl: found([{account: 'owner', permission: 'FULL_CONTROL'}]),
		}),
		code: 0,
		checks: {'isolation.public': 'pass'},
	},
	{
		what: 'a list that one may not see',
		snapshot: withBucket(open(ofRole), {
			ownership: found('ObjectWriter'),
			acl: refused('s3:GetBucketAcl'),
		}),
		code: 3,
		checks: {'isolation.public': 'unknown'},
		says: ['s3:GetBucketAcl'],
	},
];

const uniqueId = 'AROA3XFRBF535EXAMPLE';
const identified = (snapshot: Snapshot, changes: Partial<Role>): Snapshot =>
	snapshot.role.role.status === 'found'
		? withRole(snapshot, {role: found({...snapshot.role.role.value, ...changes})})
		: snapshot;
/** A Deny for all who are not as the condition says. */
const except = (
	Condition: Statement['Condition'],
	id: 'bucket-policy' | 'key-policy' = 'bucket-policy',
) =>
	withAdded(ofRole, id, {
		Sid: 'Guard',
		Effect: 'Deny',
		Principal: '*',
		...(id === 'bucket-policy'
			? {
					Action: 's3:*',
					Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
				}
			: {Action: 'kms:Decrypt', Resource: '*'}),
		Condition,
	} as Statement);
const exceptId = except({StringNotLike: {'aws:userid': [`${uniqueId}:*`, '111122223333']}});
const exceptTeam = except({StringNotEquals: {'aws:PrincipalTag/team': 'assets'}});

const identities: readonly Case[] = [
	{
		what: 'a Deny that spares the unique ID of the role',
		snapshot: identified(exceptId, {uniqueId}),
		code: 0,
		checks: {'access.read': 'pass', 'access.write': 'pass'},
	},
	{
		what: 'a Deny that spares the ID of a role that was there before',
		snapshot: identified(exceptId, {uniqueId: 'AROAOTHEREXAMPLE'}),
		code: 1,
		checks: {'access.read': 'fail', 'access.write': 'fail'},
		says: ['Guard'],
	},
	{
		what: 'a Deny that spares the tag of the role',
		snapshot: identified(exceptTeam, {uniqueId, tags: {team: 'assets'}}),
		code: 0,
		checks: {'access.read': 'pass', 'access.list': 'pass'},
	},
	{
		what: 'a Deny that spares another value of the tag',
		snapshot: identified(exceptTeam, {uniqueId, tags: {team: 'press', other: 'assets'}}),
		code: 1,
		checks: {'access.read': 'fail', 'access.list': 'fail'},
		says: ['Guard'],
	},
	{
		what: 'a Deny for a role without that tag',
		snapshot: identified(exceptTeam, {uniqueId, tags: {}}),
		code: 1,
		checks: {'access.read': 'fail'},
		says: ['Guard'],
	},
	{
		what: 'a Deny in the key policy that spares the tag of the role',
		snapshot: identified(
			except({StringNotEquals: {'aws:PrincipalTag/team': 'assets'}}, 'key-policy'),
			{uniqueId, tags: {Team: 'assets'}},
		),
		code: 0,
		checks: {'access.kms': 'pass'},
	},
];

const limit = jsonError(
	400,
	'LimitExceededException',
	'The request was rejected because a quota was exceeded.',
);
const readLimits: readonly Case[] = [
	{
		what: 'a limit of KMS where the key is looked at',
		snapshot: ofRole,
		answer: answering('GetKeyPolicy', limit),
		code: 3,
		checks: {'key.policy': 'unknown'},
		says: ['longer than KMS allows', 'or a quota'],
	},
];

describe.each([
	['states of a key', keyStates],
	['aliases', aliases],
	['encryption', encryption],
	['access control lists', lists],
	['the identity of the role', identities],
	['limits', readLimits],
] as const)('what accounts hold: %s', (_group, cases) => {
	test.each(cases.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
		await check(one);
	});
});

/** What AWS keeps of a write, and gives when it is asked again. */
function remembering(connection: Connection, snapshot: Snapshot): Answer {
	const kept = new Map<string, ReturnType<Answer>>();
	return (call) => {
		const {operation, body, method} = call;
		if (operation === 'PutBucketEncryption') {
			kept.set('GetBucketEncryption', s3Answer(body));
		} else if (operation === 'PutBucketPolicy') {
			kept.set('GetBucketPolicy', s3Answer(body));
		} else if (operation === 'PutKeyPolicy') {
			const {Policy} = JSON.parse(body) as {readonly Policy: string};
			kept.set('GetKeyPolicy', jsonAnswer({Policy, PolicyName: 'default'}));
		} else if (operation === 'CreateBucket') {
			const made = withBareBucket(connection);
			for (const name of ['HeadBucket', 'GetBucketEncryption', 'GetBucketPolicy']) {
				const later = answerOfAccount(
					{...call, operation: name, method: name === 'HeadBucket' ? 'HEAD' : 'GET'},
					made,
					connection,
				);
				kept.set(name, later);
			}
		} else {
			const isWrite = method === 'PUT' || /^(?:Create|Put|Update)/.test(operation);
			return isWrite
				? queryAnswer(operation, '')
				: (kept.get(operation) ?? answerOfAccount(call, snapshot, connection));
		}

		return operation.startsWith('Put') && operation.endsWith('KeyPolicy')
			? jsonAnswer({})
			: s3Answer('');
	};
}

const callsOf = (name: string) =>
	replay.server.calls.filter(({operation}) => operation === name) as readonly ReplayedCall[];

describe('what apply makes of it', () => {
	test.each([
		['a rule that does nothing but block', role, undefined],
		['a rule of another key', vendor, {algorithm: 'aws:kms', keyId: otherKey}],
	] as readonly [string, Connection, EncryptionRule | undefined][])(
		'the types that the bucket blocks stay blocked: %s',
		async (what, connection, rule) => {
			const snapshot = withBucket(healthySnapshot(connection), {
				encryption: found([{algorithm: 'AES256', ...rule, blockedTypes: ['SSE-C']}]),
			});
			const usual = remembering(connection, snapshot);
			let isWritten = false;
			const answer: Answer = (call) => {
				isWritten ||= call.operation === 'PutBucketEncryption';
				return rule === undefined && !isWritten && call.operation === 'GetBucketEncryption'
					? blocking(['SSE-C'])
					: usual(call);
			};
			const {code, text} = await replay.play(
				{what, connection, credentials, argv: ['--yes'], play: {answer}},
				['apply', 'connection.json'],
			);
			expect({code, text}).toEqual({code: 0, text});
			const [written, ...others] = callsOf('PutBucketEncryption');
			expect(others).toEqual([]);
			expect(written?.body).toContain(`<KMSMasterKeyID>${keyArn}</KMSMasterKeyID>`);
			expect(written?.body).toContain(
				'<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes>',
			);
		},
	);

	test.each([
		['acme-111122223333-eu-central-1-an', 'account-regional'],
		['acme-media-111122223333-eu-central-1-an', 'account-regional'],
		['acme-111122223333-eu-central-1', undefined],
	])('the bucket "%s" is made in the namespace %s', async (bucket, namespace) => {
		const connection = iconikConnection({bucket, encryption: 'SSE-S3'});
		const answer = remembering(connection, untouched(connection));
		const {code, text} = await replay.play(
			{what: bucket, connection, credentials, argv: ['--yes'], play: {answer}},
			['apply', 'connection.json'],
		);
		expect({code, text}).toEqual({code: 0, text});
		const [made, ...others] = callsOf('CreateBucket');
		expect(others).toEqual([]);
		expect(made?.host).toBe(`${bucket}.s3.eu-central-1.amazonaws.com`);
		expect(made?.headers['x-amz-bucket-namespace']).toBe(namespace);
		expect(made?.body).toContain('<LocationConstraint>eu-central-1</LocationConstraint>');
	});

	test.each([
		['role', role],
		['vendor', vendor],
	])(
		'a limit of KMS is a length or a quota, and nothing is tried again: %s',
		async (what, item) => {
			const state = startingStates.find(([name]) => name === 'everything but the key policy')?.[2];
			const snapshot = withKey(state?.(item) ?? ofRole, {
				policy: found(JSON.stringify({Version: '2012-10-17', Statement: [ownAccount]})),
			});
			const usual = remembering(item, snapshot);
			const answer: Answer = (call) => (call.operation === 'PutKeyPolicy' ? limit : usual(call));
			const {code} = await replay.play(
				{
					what,
					connection: item,
					credentials,
					argv: ['--yes'],
					play: {answer},
					says: ['longer than', 'quota'],
					never: ['Try again in a minute'],
				},
				['apply', 'connection.json'],
			);
			expect(code).toBe(1);
			expect(callsOf('PutKeyPolicy')).toHaveLength(1);
		},
	);
});

/** The key for administrators alone. */
const ownAccount = {
	Sid: 'Admins',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:role/Admin'},
	Action: 'kms:*',
	Resource: '*',
};

/**
 * The action that each call takes.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const actions: Readonly<Record<string, string>> = {
	HeadBucket: 's3:ListBucket',
	ListBuckets: 's3:ListAllMyBuckets',
	GetBucketEncryption: 's3:GetEncryptionConfiguration',
	GetBucketPolicy: 's3:GetBucketPolicy',
	GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
	GetAccountPublicAccessBlock: 's3:GetAccountPublicAccessBlock',
	GetBucketOwnershipControls: 's3:GetBucketOwnershipControls',
	GetBucketAcl: 's3:GetBucketAcl',
	GetBucketCors: 's3:GetBucketCORS',
	GetBucketNotificationConfiguration: 's3:GetBucketNotification',
	GetBucketVersioning: 's3:GetBucketVersioning',
	GetRole: 'iam:GetRole',
	ListRolePolicies: 'iam:ListRolePolicies',
	GetRolePolicy: 'iam:GetRolePolicy',
	ListAttachedRolePolicies: 'iam:ListAttachedRolePolicies',
	GetPolicy: 'iam:GetPolicy',
	GetPolicyVersion: 'iam:GetPolicyVersion',
	DescribeKey: 'kms:DescribeKey',
	GetKeyPolicy: 'kms:GetKeyPolicy',
	// Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
	GetCallerIdentity: '',
};

describe('verify --permissions', () => {
	test.each([
		['Creative Force', role],
		['iconik', vendor],
		['Creative Force, without a key', keyless],
	])('names every action that is asked for, and no other: %s', async (what, connection) => {
		const snapshot = healthySnapshot(connection);
		const whole =
			snapshot.role.role.status === 'found'
				? withBoundary(snapshot, {
						Version: '2012-10-17',
						Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}],
					})
				: snapshot;
		const asked = new Set<string>();
		for (const account of [whole, withBucket(whole, {isOwned: found(false)})]) {
			const play = playing(connection, account);
			await replay.play({what, connection, credentials, play});
			for (const {operation} of replay.server.calls) {
				expect(Object.keys(actions)).toContain(operation);
				asked.add(actions[operation] ?? '');
			}
		}

		asked.delete('');
		const {code, stdout} = await replay.play({
			what,
			connection,
			credentials,
			argv: ['--permissions'],
		});
		expect(code).toBe(0);
		// It is worked out from the connection alone.
		expect(replay.server.calls).toEqual([]);
		const {Statement} = JSON.parse(stdout) as PolicyDocument;
		const named = [Statement].flat().flatMap(({Action}) => [Action ?? []].flat());
		expect(named.toSorted()).toEqual([...asked].toSorted());
	});
});
