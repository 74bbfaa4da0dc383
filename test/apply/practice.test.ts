import {expect, test} from 'vitest';
import {openPracticeAccount} from '../../source/account/index.ts';
import {executePlan, planChanges} from '../../source/apply/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
} from '../support/connections.ts';
import {contextFor} from './support/plans.ts';

test.each([
	['Creative Force', creativeForceConnection(), creativeForce],
	['iconik', iconikConnection(), iconik],
])(
	'the plan for the practice account of %s is done, and then nothing is left to do',
	async (_name, connection, profile) => {
		const account = openPracticeAccount(connection, profile);
		const plan = async () =>
			planChanges(await account.look(connection, profile), connection, profile);
		const first = await plan();
		expect(first.steps.some(({change}) => change !== undefined)).toBe(true);
		const context = contextFor();
		const results = await executePlan(first, await account.writer(), context);
		expect(results.map(({status}) => status)).toEqual(results.map(() => 'done'));
		expect((await plan()).steps.map(({action}) => action)).toEqual(first.steps.map(() => 'none'));
	},
);

test('an account without anything but the key is filled, and then nothing is left to do', async () => {
	const connection = creativeForceConnection();
	const account = openPracticeAccount(connection, creativeForce);
	account.state.buckets.clear();
	account.state.roles.clear();
	const plan = async () =>
		planChanges(await account.look(connection, creativeForce), connection, creativeForce);
	const results = await executePlan(await plan(), await account.writer(), contextFor());
	expect(results.map(({status}) => status)).toEqual(results.map(() => 'done'));
	expect((await plan()).steps.every(({action}) => action === 'none')).toBe(true);
});
