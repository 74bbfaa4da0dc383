import {expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {creativeForceConnection, iconikConnection} from '../support/connections.ts';
import {describeWithMoto} from '../support/moto.ts';
import {
	absent,
	defaultKeyPolicy,
	found,
	healthySnapshot,
	withBucket,
	withKey,
	withoutBucket,
	withoutRole,
	withRole,
} from '../support/snapshots.ts';
import {failuresIn, useMotoProgram} from './support/moto-program.ts';
import {
	ofOthers,
	role,
	untouched,
	vendor,
	withBareBucket,
	withRoleAlone,
} from './support/states.ts';

const states: readonly (readonly [
	name: string,
	connection: Connection,
	state: (connection: Connection) => Snapshot,
])[] = [
	['an empty account, with a key', role, untouched],
	['an empty account, without a key', creativeForceConnection({encryption: 'SSE-S3'}), untouched],
	['an empty account of a vendor with its own role', vendor, untouched],
	['the same without a key', iconikConnection({encryption: 'SSE-S3'}), untouched],
	['the same with double encryption', iconikConnection({encryption: 'DSSE-KMS'}), untouched],
	['an empty account in us-east-1', inVirginia(), untouched],
	['a bare bucket', role, withBareBucket],
	['a bare bucket of a vendor with its own role', vendor, withBareBucket],
	['a role without rights', role, withRoleAlone],
	['everything but the role', role, (connection) => withoutRole(healthySnapshot(connection))],
	['everything but the bucket', role, (connection) => withoutBucket(healthySnapshot(connection))],
	[
		'everything but the policies of the role',
		role,
		(connection) => withRole(healthySnapshot(connection), {policies: found([])}),
	],
	['a bucket policy of others', role, ofOthers],
	['a bucket policy of others and a vendor with its own role', vendor, ofOthers],
	[
		'everything but the bucket policy',
		vendor,
		(connection) => withBucket(healthySnapshot(connection), {policy: absent('NoSuchBucketPolicy')}),
	],
	[
		'everything but the key policy',
		vendor,
		(connection) =>
			withKey(healthySnapshot(connection), {
				policy: found(JSON.stringify(defaultKeyPolicy(connection.accountId))),
			}),
	],
	[
		'a data source instead of a delivery',
		creativeForceConnection({purpose: 'data-source'}),
		untouched,
	],
	['a read-only storage', iconikConnection({purpose: 'read-only'}), untouched],
];

function inVirginia(): Connection {
	return creativeForceConnection({
		region: 'us-east-1',
		bucket: 'acme-virginia',
		encryption: 'SSE-S3',
	});
}

describeWithMoto('apply in an emulated account', () => {
	const program = useMotoProgram();

	test.each(states)(
		'sets everything up from %s, and then writes no more',
		async (_name, given, state) => {
			const connection = await program.account.fill(state(given), given);
			const first = await program.apply(connection);
			expect(first.code, first.stderr).toBe(0);
			expect(first.steps.map(({status}) => status)).toEqual(first.steps.map(() => 'done'));
			expect(program.proxy.writes()).not.toEqual([]);
			expect(failuresIn(await program.verify(connection))).toEqual([]);

			program.proxy.clear();
			const second = await program.apply(connection);
			expect(second.code).toBe(0);
			expect(second.steps.map(({action}) => action)).toEqual(second.steps.map(() => 'none'));
			expect(program.proxy.writes()).toEqual([]);
		},
		30_000,
	);

	test.each([
		['the customer’s role', role],
		['the vendor’s role', vendor],
	])('writes nothing in a finished account of %s', async (_name, given) => {
		const connection = await program.account.fill(healthySnapshot(given), given);
		const {code, steps} = await program.apply(connection);
		expect({code, writes: program.proxy.writes()}).toEqual({code: 0, writes: []});
		expect(new Set(steps.map(({action}) => action))).toEqual(new Set(['none']));
	});

	test('writes nothing with --dry-run, whatever there is to do', async () => {
		const connection = await program.account.fill(untouched(role), role);
		const {code, steps} = await program.apply(connection, '--dry-run', '--yes');
		expect({code, writes: program.proxy.writes()}).toEqual({code: 0, writes: []});
		expect(steps.map(({id, action, status}) => [id, action, status])).toEqual([
			['bucket', 'create', 'planned'],
			['bucket-encryption', 'update', 'planned'],
			['role', 'create', 'planned'],
			['trust-policy', 'create', 'planned'],
			['role-policy', 'create', 'planned'],
			['bucket-policy', 'create', 'planned'],
			['key-policy', 'none', 'done'],
		]);
	});

	test('names the other endpoint in every output', async () => {
		const connection = await program.account.fill(healthySnapshot(role), role);
		const {stderr, endpoint} = await program.apply(connection);
		expect(endpoint).toBe(program.proxy.endpoint);
		expect(stderr).toContain(`ENDPOINT: ${program.proxy.endpoint} was asked instead of AWS.`);
	});

	test('changes nothing in another account than the connection’s', async () => {
		const elsewhere = creativeForceConnection({accountId: '999988887777', encryption: 'SSE-S3'});
		await program.account.fill(healthySnapshot(elsewhere), elsewhere);
		const {code, steps} = await program.apply(elsewhere);
		expect({code, writes: program.proxy.writes()}).toEqual({code: 1, writes: []});
		expect(steps.map(({status}) => status)).toEqual(steps.map(() => 'not-run'));
		expect(steps[0]?.detail).toContain(`You are signed in to account ${role.accountId}`);
	});
});
