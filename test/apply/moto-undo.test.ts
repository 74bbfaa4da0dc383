import {expect, test} from 'vitest';
import {describeWithMoto} from '../support/moto.ts';
import {useMotoProgram} from './support/moto-program.ts';
import {
	foreign,
	ofOthers,
	role,
	untouched,
	vendor,
	withBareBucket,
	wrongEverywhere,
} from './support/states.ts';

describeWithMoto('apply --undo RUN', () => {
	const program = useMotoProgram();

	test.each([
		['the customer’s role', role],
		['the vendor’s role', vendor],
	])(
		'gives everything back as it was, byte for byte, and can itself be undone: %s',
		async (_name, given) => {
			const connection = await program.account.fill(wrongEverywhere(given), given);
			const before = await program.account.contents(connection);
			const {steps, run = '', stderr} = await program.apply(connection);
			expect(stderr).toContain(`To undo this run: s3-handshake apply --undo ${run} `);
			const after = await program.account.contents(connection);
			const changed = steps.flatMap(({id, backup}) => (backup === undefined ? [] : [id]));
			const undone = await program.undo(run);
			expect(undone.code, undone.stderr).toBe(0);
			expect(undone.steps.map(({id, status}) => [id, status])).toEqual(
				changed.toReversed().map((id) => [id, 'done']),
			);
			expect(await program.account.contents(connection)).toEqual(before);

			const again = await program.undo(undone.run ?? '');
			expect(again.code, again.stderr).toBe(0);
			expect(await program.account.contents(connection)).toEqual(after);
		},
		30_000,
	);

	test('takes back all but what somebody changed since, and says so of that', async () => {
		const connection = await program.account.fill(wrongEverywhere(role), role);
		const before = await program.account.contents(connection);
		const {run = ''} = await program.apply(connection);
		const later = JSON.stringify({Version: '2012-10-17', Statement: [{...foreign, Sid: 'Later'}]});
		await program.account.putBucketPolicy(connection, later);
		const {code, steps} = await program.undo(run);
		expect(code).toBe(1);
		expect(steps.map(({id, status}) => [id, status])).toEqual([
			['key-policy', 'done'],
			['bucket-policy', 'not-run'],
			['role-policy', 'done'],
			['trust-policy', 'done'],
			['bucket-encryption', 'done'],
		]);
		expect(steps[1]?.detail).toContain('Somebody changed it after the backup');
		expect(await program.account.contents(connection)).toEqual({...before, bucketPolicy: later});
	}, 30_000);

	test('takes a role away that the run made, and says of the bucket that it stays', async () => {
		const connection = await program.account.fill(untouched(role), role);
		const {run = ''} = await program.apply(connection);
		const {code, steps} = await program.undo(run);
		expect(code).toBe(1);
		expect(steps.map(({id, status}) => [id, status])).toEqual([
			['bucket-policy', 'done'],
			['role-policy', 'done'],
			['role', 'done'],
			// In moto a new bucket has no encryption, and to none there is no way back.
			['bucket-encryption', 'not-run'],
			['bucket', 'not-run'],
		]);
		expect(steps[4]?.detail).toContain('A bucket that was created stays');
		expect(await program.account.contents(connection)).toMatchObject({
			bucketPolicy: undefined,
			trustPolicy: undefined,
			rolePolicies: {},
		});
	}, 30_000);
});

describeWithMoto('apply --undo BACKUP', () => {
	const program = useMotoProgram();

	test.each([
		['the customer’s role', role],
		['the vendor’s role', vendor],
	])(
		'gives everything back as it was, byte for byte: %s',
		async (_name, given) => {
			const connection = await program.account.fill(wrongEverywhere(given), given);
			const before = await program.account.contents(connection);
			const {steps} = await program.apply(connection);
			const backups = steps.flatMap(({backup}) => (backup === undefined ? [] : [backup]));
			expect(backups.length).toBeGreaterThan(2);
			for (const backup of backups.toReversed()) {
				const undone = await program.undo(backup);
				expect(undone.code, undone.stderr).toBe(0);
				expect(undone.steps).toMatchObject([{status: 'done'}]);
			}

			expect(await program.account.contents(connection)).toEqual(before);
			program.proxy.clear();
			const [last = ''] = backups;
			const again = await program.undo(last);
			expect(again).toMatchObject({code: 0, steps: [{action: 'none', status: 'done'}]});
			expect(again.steps[0]?.detail).toContain('There is nothing to undo');
			expect(program.proxy.writes()).toEqual([]);
		},
		30_000,
	);

	test('blocks what was not there before', async () => {
		const connection = await program.account.fill(withBareBucket(role), role);
		const before = await program.account.contents(connection);
		const {steps} = await program.apply(connection);
		const backups = steps.flatMap(({backup}) => (backup === undefined ? [] : [backup]));
		for (const backup of backups.toReversed()) {
			expect((await program.undo(backup)).code).toBe(0);
		}

		expect(await program.account.contents(connection)).toEqual(before);
	}, 30_000);

	test('does not take back what somebody changed since', async () => {
		const connection = await program.account.fill(ofOthers(role), role);
		const {steps} = await program.apply(connection);
		const backup = steps.find(({id}) => id === 'bucket-policy')?.backup ?? '';
		const later = JSON.stringify({Version: '2012-10-17', Statement: [{...foreign, Sid: 'Later'}]});
		await program.account.putBucketPolicy(connection, later);
		const {code, steps: undone} = await program.undo(backup);
		expect({code, steps: undone}).toMatchObject({code: 1, steps: [{status: 'not-run'}]});
		expect((await program.account.contents(connection)).bucketPolicy).toBe(later);
	}, 30_000);
});
