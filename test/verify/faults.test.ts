import {describe, expect, test} from 'vitest';
import type {Connection} from '../../source/connection/index.ts';
import {type CheckId, checkIds} from '../../source/verify/index.ts';
import type {Result} from '../../source/words/index.ts';
import {errorAnswer, type Operation, type Reply} from '../account/support/fake-aws.ts';
import {creativeForceConnection, iconikConnection} from '../support/connections.ts';
import {callsFor, goodAnswers, verifyWith} from './faulty-account.ts';

const rights = ['access.list', 'access.read', 'access.write', 'access.delete'] as const;
const ofBucketPolicy = [
	'bucket.public-access',
	'bucket.policy',
	...rights,
	'isolation.tenant',
	'isolation.public',
	'isolation.excess',
] as const;
const ofRolePolicies = [...rights, 'access.kms', 'isolation.excess'] as const;

/** The checks that cannot be told without the answer to a call, each of them where it applies at all. */
const dependants: Readonly<Record<Operation, readonly CheckId[]>> = {
	// Neither vendor asks for a queue.
	GetQueueAttributes: [],
	GetCallerIdentity: ['account.identity'],
	HeadBucket: ['bucket.region', 'key.region'],
	GetBucketEncryption: ['bucket.encryption'],
	GetBucketPolicy: ofBucketPolicy,
	// Each of the two is enough where all of its settings are on.
	GetPublicAccessBlock: [],
	GetAccountPublicAccessBlock: [],
	GetBucketOwnershipControls: ['bucket.ownership'],
	// Access control lists count in few buckets, and the other three are judged by nobody yet.
	GetBucketAcl: [],
	GetBucketCors: [],
	GetBucketNotificationConfiguration: [],
	GetBucketVersioning: [],
	ListBuckets: [],
	GetRole: [
		'role.boundary',
		'trust.principal',
		'trust.external-id',
		'trust.mfa',
		'trust.others',
		...ofRolePolicies,
		'isolation.external-id',
		'isolation.public',
	],
	ListRolePolicies: ofRolePolicies,
	GetRolePolicy: ofRolePolicies,
	ListAttachedRolePolicies: ofRolePolicies,
	GetPolicy: ofRolePolicies,
	GetPolicyVersion: ofRolePolicies,
	DescribeKey: ['key.state'],
	GetKeyPolicy: [
		'access.kms',
		'key.policy',
		'isolation.tenant',
		'isolation.public',
		'isolation.excess',
	],
};
/** With a role of the customer, whose rights do not hang on Block Public Access. */
const ofVendorAlone: readonly CheckId[] = [
	'bucket.public-access',
	'access.delete',
	'isolation.tenant',
];

const page = '<!doctype html><html><head><title>Sign in</title></head><body>Hotel</body></html>';
const reset = () => Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'});

type Fault = {
	readonly name: string;
	readonly reply: (
		operation: Operation,
		connection: Connection,
	) => Exclude<Reply, (...given: never) => unknown>;
	readonly options?: {readonly limit?: number; readonly attempts?: number};
	/** Whether it is in what the answer holds, and so does not touch one that holds nothing. */
	readonly isInBody?: boolean;
};

const faults: readonly Fault[] = [
	{
		name: 'refused',
		reply: (operation) =>
			errorAnswer(
				operation,
				403,
				operation.includes('Key') ? 'AccessDeniedException' : 'AccessDenied',
			),
	},
	{
		name: 'throttled for ever',
		reply: (operation) =>
			errorAnswer(operation, operation.includes('Bucket') ? 503 : 400, 'Throttling'),
		options: {attempts: 3},
	},
	{name: 'cut off on the way', reply: reset},
	{name: 'answered with a fault of AWS', reply: () => ({status: 500})},
	{name: 'refused by a proxy', reply: () => ({status: 403, body: page})},
	{name: 'not found by a proxy', reply: () => ({status: 404, body: page})},
	{name: 'answered with a page', reply: () => ({status: 200, body: page}), isInBody: true},
	{name: 'answered with nothing', reply: () => ({status: 200, body: ''}), isInBody: true},
	{
		name: 'answered with broken XML',
		reply: () => ({status: 200, body: '<GetRoleResponse><Role>'}),
		isInBody: true,
	},
	{
		name: 'answered with broken JSON',
		reply: () => ({status: 200, body: '{"Policy": "{'}),
		isInBody: true,
	},
	{
		name: 'answered with other JSON',
		reply: () => ({status: 200, body: '{"ok": true}'}),
		isInBody: true,
	},
	{
		name: 'answered with half of the answer',
		reply(operation, connection) {
			const {body = ''} = goodAnswers(connection)[operation];
			return {status: 200, body: body.slice(0, Math.floor(body.length / 2))};
		},
		isInBody: true,
	},
];

const connections = [creativeForceConnection(), iconikConnection()];

const calls = connections.flatMap((connection) =>
	callsFor(connection).map((operation) => [operation, connection.vendor, connection] as const),
);

const statusesOf = ({checks}: Result) =>
	new Map(checks.map(({id, status}) => [id, status] as const));

/** The checks that are `unknown` here and were something else. Throws where one became anything but unknown. */
function lost(good: Result, bad: Result): CheckId[] {
	const before = statusesOf(good);
	return bad.checks
		.filter(({id, status}) => status !== before.get(id))
		.map(({id, status, reason, fix}) => {
			expect(status, `${id}: ${reason}`).toBe('unknown');
			expect(fix).toMatch(/\w/);
			expect(reason).toMatch(/\w.*\.$/s);
			expect(reason).not.toMatch(/\bat .*\.[jt]s:\d|undefined|\[object|socket hang up|<html/i);
			return id;
		});
}

const good = new Map(
	await Promise.all(
		connections.map(async (connection) => [connection, await verifyWith(connection, {})] as const),
	),
);

describe('an account that answers as it should', () => {
	test.each(connections.map((item) => [item.vendor, item] as const))(
		'passes: %s',
		(_vendor, connection) => {
			const result = good.get(connection);
			expect(result?.verdict).toBe('pass');
			expect(result?.checks.filter(({status}) => !/pass|skip/.test(status))).toEqual([
				expect.objectContaining({id: 'organization.policies', status: 'unknown'}),
			]);
		},
	);
});

/** Expects one such call to make unknown what hangs on it, and nothing else. */
async function expectUnknown(
	operation: Operation,
	connection: Connection,
	{reply, options, isInBody = false}: Omit<Fault, 'name'>,
): Promise<void> {
	const healthy = good.get(connection);
	const given = reply(operation, connection);
	// What is wrong in the body leaves the headers as they are.
	const {headers = {}} = goodAnswers(connection)[operation];
	const answer = isInBody && typeof given === 'object' ? {...given, headers} : given;
	const bad = await verifyWith(connection, {[operation]: answer}, options);
	const applicable = dependants[operation].filter(
		(id) => (healthy && statusesOf(healthy).get(id)) === 'pass',
	);
	const expected = applicable.filter(
		(id) => connection.vendor === 'iconik' || !ofVendorAlone.includes(id),
	);
	// HeadBucket answers with headers alone: whatever follows them is not read.
	const isUntouched = operation === 'HeadBucket' && isInBody;
	expect(healthy && lost(healthy, bad)).toEqual(
		isUntouched ? [] : checkIds.filter((id) => expected.includes(id)),
	);
	const isMissed = bad.checks.some(({status, required}) => status === 'unknown' && required);
	expect(bad.verdict).toBe(isMissed ? 'unknown' : 'pass');
}

describe.each(faults)('a call that is $name', (fault) => {
	test.each(calls)('%s (%s)', async (operation, _name, connection) => {
		await expectUnknown(operation, connection, fault);
	});
});

test('a call that is never answered', async () => {
	const fault: Omit<Fault, 'name'> = {reply: () => 'silence', options: {limit: 1500}};
	await Promise.all(
		calls.map(async ([operation, _name, connection]) =>
			expectUnknown(operation, connection, fault),
		),
	);
});

describe('an account in which every call is', () => {
	test.each(faults.map((fault) => [fault.name, fault] as const))(
		'%s is neither all right nor wrong',
		async (name, {reply, options}) => {
			for (const connection of connections) {
				const replies = Object.fromEntries(
					callsFor(connection).map((operation) => [operation, reply(operation, connection)]),
				);
				const result = await verifyWith(connection, replies, options);
				expect(result.verdict).toBe('unknown');
				expect(result.checks.filter(({status}) => status === 'fail')).toEqual([]);
				// AWS refuses to show a bucket only where there is one.
				const passed = result.checks.filter(({status}) => status === 'pass').map(({id}) => id);
				expect(passed).toEqual(name === 'refused' ? ['bucket.exists'] : []);
			}
		},
	);
});
