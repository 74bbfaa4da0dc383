import {expect, test} from 'vitest';
import {creativeForceConnection} from '../support/connections.ts';
import {describeWithMoto} from '../support/moto.ts';
import {healthySnapshot} from '../support/snapshots.ts';
import {failuresIn, useMotoProgram} from './support/moto-program.ts';
import {role, startingStates, untouched, vendor} from './support/states.ts';

describeWithMoto('apply in an emulated account', () => {
	const program = useMotoProgram();

	test.each(startingStates)(
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
