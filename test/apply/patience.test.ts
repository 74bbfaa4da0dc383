import {describe, expect, test} from 'vitest';
import {found} from '../../source/account/index.ts';
import {executePlan} from '../../source/apply/index.ts';
import {awsError, fakeWriter, type Method} from './support/fake-writer.ts';
import {
	bucket,
	contextFor,
	documentStep,
	filesIn,
	planFor,
	planOf,
	policy,
	settledState,
	wanted,
} from './support/plans.ts';

const plan = planOf(documentStep('bucket-policy', policy('Foreign'), wanted.bucketPolicy));

/** A writer that does not take the bucket policy until it was tried so many times. */
function slowWriter(refusals: number, code = 'MalformedPolicy') {
	let left = refusals;
	return fakeWriter(settledState(), {
		before(method: Method) {
			if (method === 'putBucketPolicy' && left > 0) {
				left -= 1;
				throw awsError(code, true);
			}
		},
	});
}

describe('a role that AWS does not know everywhere yet', () => {
	test('is waited for, longer each time, and with one backup alone', async () => {
		const waiting: [string, number][] = [];
		const fake = slowWriter(7);
		const context = contextFor({onWaiting: (what, seconds) => waiting.push([what, seconds])});
		const [result] = await executePlan(plan, fake.writer, context);
		expect(result?.status).toBe('done');
		expect(context.waits).toEqual([2000, 3000, 5000, 8000, 12_000, 15_000, 15_000]);
		expect(waiting.map(([, seconds]) => seconds)).toEqual([2, 3, 5, 8, 12, 15, 15]);
		expect(waiting[0]?.[0]).toBe('principals-known');
		expect(filesIn(context.backupFolder)).toHaveLength(1);
	});

	test('fails after two minutes', async () => {
		const context = contextFor();
		const [result] = await executePlan(plan, slowWriter(99).writer, context);
		expect(result).toMatchObject({
			status: 'failed',
			detail: {code: 'not-taken-for-long', facts: {error: 'MalformedPolicy'}},
		});
		expect(context.waits.reduce((sum, one) => sum + one, 0)).toBe(120_000);
	});

	test('is not waited for where the document names somebody who was deleted', async () => {
		const context = contextFor();
		const dead = JSON.stringify({Statement: [{Principal: {AWS: 'AROAEXAMPLE12345'}}]});
		const [result] = await executePlan(
			planOf(documentStep('bucket-policy', policy('Foreign'), dead)),
			slowWriter(99).writer,
			context,
		);
		expect(result?.detail).toMatchObject({
			code: 'names-dead',
			facts: {principal: 'AROAEXAMPLE12345'},
		});
		expect(context.waits).toEqual([]);
	});

	test('is waited for where AWS refuses for another reason than the deleted one', async () => {
		const context = contextFor();
		const dead = JSON.stringify({Statement: [{Principal: {AWS: 'AROAEXAMPLE12345'}}]});
		const [result] = await executePlan(
			planOf(documentStep('bucket-policy', policy('Foreign'), dead)),
			slowWriter(1, 'OperationAborted').writer,
			context,
		);
		expect(result?.status).toBe('done');
		expect(context.waits).toEqual([2000]);
	});

	test('does not hide what somebody changed during the wait', async () => {
		const fake = slowWriter(2);
		const context = contextFor({
			async wait() {
				Object.assign(fake.state.buckets.get(bucket) ?? {}, {policy: policy('Foreign', 'Third')});
			},
		});
		const [result] = await executePlan(plan, fake.writer, context);
		expect(result).toMatchObject({
			status: 'failed',
			detail: {code: 'changed-meanwhile'},
		});
		expect(fake.state.buckets.get(bucket)?.policy).toBe(policy('Foreign', 'Third'));
	});
});

test('errors that time does not heal are not tried again', async () => {
	const fake = fakeWriter(settledState(), {
		before(method) {
			if (method === 'putBucketPolicy') {
				throw awsError('AccessDenied');
			}
		},
	});
	const context = contextFor();
	await executePlan(plan, fake.writer, context);
	expect(fake.writes()).toEqual(['putBucketPolicy']);
	expect(context.waits).toEqual([]);
});

test('a change that AWS does not show yet is looked for a few times and then noted', async () => {
	const fake = fakeWriter(settledState());
	const writer = {...fake.writer, readBucketPolicy: async () => found(policy('Foreign'))};
	const context = contextFor();
	const [result] = await executePlan(plan, writer, context);
	expect(result).toMatchObject({
		status: 'done',
		detail: {code: 'not-shown-yet'},
	});
	expect(context.waits).toEqual([1000, 2000, 4000]);
});

describe('a signal', () => {
	test('lets the call that runs finish, and the rest is not run', async () => {
		const end = new AbortController();
		const fake = fakeWriter(settledState(), {
			before(method) {
				if (method === 'putTrustPolicy') {
					end.abort();
				}
			},
		});
		const results = await executePlan(
			planFor(fake.state),
			fake.writer,
			contextFor({signal: end.signal}),
		);
		expect(results.map(({status}) => status)).toEqual([
			'done',
			'done',
			'done',
			'done',
			'not-run',
			'not-run',
			'not-run',
		]);
		expect(results[4]?.detail.code).toBe('stopped');
		expect(fake.writes()).toEqual(['putEncryption', 'putTrustPolicy']);
	});

	test('ends a wait that would never end, and says that nothing was changed', async () => {
		const end = new AbortController();
		const [result] = await executePlan(
			plan,
			slowWriter(99).writer,
			contextFor({
				signal: end.signal,
				onWaiting: () => queueMicrotask(() => end.abort()),
				wait: () => new Promise(() => {}),
			}),
		);
		expect(result).toMatchObject({
			status: 'not-run',
			detail: {code: 'stopped-waiting'},
		});
	});
});
