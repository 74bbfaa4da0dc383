import {expect, test} from 'vitest';
import {describeWithMoto} from '../support/moto.ts';
import {useMotoProgram} from './support/moto-program.ts';
import {
	foreign,
	ofOthers,
	role,
	vendor,
	withBareBucket,
	wrongEverywhere,
} from './support/states.ts';

describeWithMoto('apply --undo', () => {
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
