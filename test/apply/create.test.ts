import {describe, expect, test} from 'vitest';
import {refused} from '../../source/account/index.ts';
import {emptyState} from '../../source/account/practice/state.ts';
import {executePlan, type StepResult} from '../../source/apply/index.ts';
import {awsError, fakeWriter} from './support/fake-writer.ts';
import {
	accountId,
	bucket,
	contextFor,
	planFor,
	planOf,
	policy,
	region,
	roleName,
	settledState,
	step,
} from './support/plans.ts';

const statuses = (results: readonly StepResult[]) => results.map(({status}) => status);

describe('making', () => {
	const create = step({
		id: 'bucket',
		action: 'create',
		change: {kind: 'create-bucket', bucket, region},
	});

	test('a bucket that appeared meanwhile and is ours goes on without making it again', async () => {
		const fake = fakeWriter(settledState());
		const [result] = await executePlan(planOf(create), fake.writer, contextFor());
		expect(result?.status).toBe('done');
		expect(fake.writes()).toEqual([]);
	});

	test('a bucket that appears at the same moment goes on', async () => {
		const fake = fakeWriter(emptyState(accountId), {
			before(method) {
				if (method === 'createBucket') {
					throw awsError('BucketAlreadyOwnedByYou');
				}
			},
		});
		expect(statuses(await executePlan(planOf(create), fake.writer, contextFor()))).toEqual([
			'done',
		]);
	});

	test('a bucket whose name is taken fails', async () => {
		const fake = fakeWriter(emptyState(accountId), {
			before(method) {
				if (method === 'createBucket') {
					throw awsError('BucketAlreadyExists');
				}
			},
		});
		const [result] = await executePlan(planOf(create), fake.writer, contextFor());
		expect(result).toMatchObject({
			status: 'failed',
			detail: {code: 'not-taken', facts: {error: 'BucketAlreadyExists'}},
		});
	});

	test('a bucket in us-east-1 is not tried where it cannot be seen whether it is there', async () => {
		const fake = fakeWriter(emptyState(accountId));
		const writer = {...fake.writer, readEncryption: async () => refused('AccessDenied', 's3:X')};
		const there = {kind: 'create-bucket', bucket, region: 'us-east-1'} as const;
		const [result] = await executePlan(planOf({...create, change: there}), writer, contextFor());
		expect(result?.status).toBe('failed');
		expect(fake.writes()).toEqual([]);
		expect(statuses(await executePlan(planOf(create), writer, contextFor()))).toEqual(['done']);
	});

	test('a role that appeared meanwhile fails and leaves it alone', async () => {
		const fake = fakeWriter(settledState());
		const plan = planFor(emptyState(accountId));
		const [result] = await executePlan(
			planOf(...plan.steps.filter(({id}) => id === 'role')),
			fake.writer,
			contextFor(),
		);
		expect(result).toMatchObject({
			status: 'failed',
			detail: {code: 'role-appeared', facts: {roleName}},
		});
		expect(fake.state.roles.get(roleName)?.trustPolicy).toBe(policy('ForeignTrust'));
	});
});
