import {expect, test} from 'vitest';
import {describeWithMoto} from '../support/moto.ts';
import {healthySnapshot, withBoundary} from '../support/snapshots.ts';
import {useMotoProgram} from './support/moto-program.ts';
import {role, startingStates, vendor, wrongEverywhere} from './support/states.ts';

describeWithMoto('what is collected of an emulated account is judged like it', () => {
	const program = useMotoProgram();

	test.each([
		...startingStates,
		['a role with a boundary', role, (one) => withBoundary(healthySnapshot(one), boundary)],
		['documents that are all wrong', role, wrongEverywhere],
		['documents of a vendor with its own role that are all wrong', vendor, wrongEverywhere],
	] satisfies typeof startingStates)(
		'with %s, before apply and after it',
		async (_name, given, state) => {
			const connection = await program.account.fill(state(given), given);
			await program.expectSameCollected(connection);
			expect((await program.apply(connection)).code).toBe(0);
			await program.expectSameCollected(connection);
		},
	);
});

const boundary = {
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Action: ['s3:*', 'kms:*'], Resource: '*'}],
} as const;
