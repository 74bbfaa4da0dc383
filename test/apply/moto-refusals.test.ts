import {expect, test} from 'vitest';
import type {Connection} from '../../source/connection/index.ts';
import {refusalOf} from '../support/counting-proxy.ts';
import {describeWithMoto} from '../support/moto.ts';
import {healthySnapshot} from '../support/snapshots.ts';
import {failuresIn, useMotoProgram} from './support/moto-program.ts';
import {foreign, ofOthers, role, untouched, vendor, wrongEverywhere} from './support/states.ts';

const writesOf: readonly (readonly [Connection, string, string])[] = [
	[role, 'PutBucketEncryption', 's3:PutEncryptionConfiguration'],
	[role, 'UpdateAssumeRolePolicy', 'iam:UpdateAssumeRolePolicy'],
	[role, 'PutRolePolicy', 'iam:PutRolePolicy'],
	[role, 'PutBucketPolicy', 's3:PutBucketPolicy'],
	[role, 'PutKeyPolicy', 'kms:PutKeyPolicy'],
	[vendor, 'PutBucketEncryption', 's3:PutEncryptionConfiguration'],
	[vendor, 'PutBucketPolicy', 's3:PutBucketPolicy'],
	[vendor, 'PutKeyPolicy', 'kms:PutKeyPolicy'],
];

describeWithMoto('apply where AWS says no', () => {
	const program = useMotoProgram();

	test.each(writesOf)(
		'says which permission is missing: %o, %s',
		async (given, operation, action) => {
			const connection = await program.account.fill(wrongEverywhere(given), given);
			let after = await program.account.contents(connection);
			program.proxy.use({
				async before(call) {
					if (call.operation !== operation) {
						return undefined;
					}

					after = await program.account.contents(connection);
					return refusalOf(call);
				},
			});
			const {code, steps, stderr, permissions} = await program.apply(connection);
			expect(code).toBe(1);
			const failed = steps.filter(({status}) => status === 'failed');
			expect(failed).toHaveLength(1);
			expect(failed[0]?.detail).toContain(`you lack ${action}`);
			expect(permissions?.refused.map((refused) => refused.action)).toEqual([action]);
			expect(stderr).toMatch(new RegExp(`^> +"${action}",?$`, 'm'));
			// From the refusal on nothing was written any more.
			expect(await program.account.contents(connection)).toEqual(after);

			program.proxy.clear();
			expect((await program.apply(connection)).code).toBe(0);
			expect(failuresIn(await program.verify(connection))).toEqual([]);
		},
		30_000,
	);

	test.each([
		[untouched, 'CreateBucket', 's3:CreateBucket'],
		[untouched, 'CreateRole', 'iam:CreateRole'],
	] as const)(
		'says so of what is created too: %o, %s',
		async (state, operation, action) => {
			const connection = await program.account.fill(state(role), role);
			program.proxy.use({
				before: async (call) => (call.operation === operation ? refusalOf(call) : undefined),
			});
			const {code, steps, permissions} = await program.apply(connection);
			expect(code).toBe(1);
			expect(steps.find(({status}) => status === 'failed')?.detail).toContain(`you lack ${action}`);
			expect(permissions?.refused.map((refused) => refused.action)).toEqual([action]);
		},
		30_000,
	);

	test('cannot tell where one may look at nothing', async () => {
		const connection = await program.account.fill(healthySnapshot(vendor), vendor);
		program.proxy.use({
			before: async (call) => (call.service === 'sts' ? undefined : refusalOf(call)),
		});
		const {code, steps, permissions} = await program.apply(connection);
		expect({code, writes: program.proxy.writes()}).toEqual({code: 3, writes: []});
		expect(steps.map(({status}) => status)).toEqual(steps.map(() => 'not-run'));
		expect(permissions?.refused.length).toBeGreaterThan(2);
	}, 30_000);

	test('cannot tell where AWS does not say who one is', async () => {
		program.proxy.use({before: async (call) => refusalOf(call)});
		const {code, stdout, stderr} = await program.apply(vendor);
		expect({code, stdout}).toEqual({code: 3, stdout: ''});
		expect(stderr).toContain('Could not see which account you are signed in to.');
	}, 30_000);
});

describeWithMoto('apply beside somebody else', () => {
	const program = useMotoProgram();

	test.each([
		['the customer’s role', role],
		['the vendor’s role', vendor],
	])(
		'overwrites nothing that changed since the plan was made: %s',
		async (_name, given) => {
			const connection = await program.account.fill(ofOthers(given), given);
			const later = JSON.stringify({
				Version: '2012-10-17',
				Statement: [foreign, {...foreign, Sid: 'Later'}],
			});
			let reads = 0;
			program.proxy.use({
				async before({operation}) {
					reads += operation === 'GetBucketPolicy' ? 1 : 0;
					if (operation === 'GetBucketPolicy' && reads === 2) {
						await program.account.putBucketPolicy(connection, later);
					}

					return undefined;
				},
			});
			const {code, steps} = await program.apply(connection);
			expect(code).toBe(1);
			const step = steps.find(({id}) => id === 'bucket-policy');
			expect(step).toMatchObject({action: 'update', status: 'failed'});
			expect(step?.detail).toContain('It has changed since the plan was made');
			expect((await program.account.contents(connection)).bucketPolicy).toBe(later);
			expect(program.proxy.writes()).not.toContain('PutBucketPolicy');

			program.proxy.clear();
			expect((await program.apply(connection)).code).toBe(0);
			const {bucketPolicy = ''} = await program.account.contents(connection);
			expect(bucketPolicy).toContain('"Later"');
			expect(bucketPolicy).toContain('"Partner"');
		},
		30_000,
	);
});

describeWithMoto('apply that is interrupted', () => {
	const program = useMotoProgram();

	test('finishes the call that is under way, runs nothing else, and goes on when run again', async () => {
		const connection = await program.account.fill(wrongEverywhere(role), role);
		const interrupted = new AbortController();
		program.proxy.use({
			async before({operation}) {
				if (operation === 'UpdateAssumeRolePolicy') {
					interrupted.abort();
				}

				return undefined;
			},
		});
		const {code, steps, stderr} = await program.applyUntil(connection, interrupted.signal);
		expect(code).toBe(130);
		expect(program.proxy.writes()).toEqual(['PutBucketEncryption', 'UpdateAssumeRolePolicy']);
		expect(steps.map(({id, status}) => [id, status])).toEqual([
			['bucket', 'done'],
			['bucket-encryption', 'done'],
			['role', 'done'],
			['trust-policy', 'done'],
			['role-policy', 'not-run'],
			['bucket-policy', 'not-run'],
			['key-policy', 'not-run'],
		]);
		expect(stderr).toContain('Stopping after the current call');

		program.proxy.clear();
		expect((await program.apply(connection)).code).toBe(0);
		expect(program.proxy.writes()).toEqual(['PutRolePolicy', 'PutBucketPolicy', 'PutKeyPolicy']);
	}, 30_000);
});
