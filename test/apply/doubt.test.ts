import {describe, expect, test} from 'vitest';
import {failed, type Looked, type Writer} from '../../source/account/index.ts';
import {found} from '../../source/account/looked.ts';
import {emptyState, type PracticeState} from '../../source/account/practice/state.ts';
import {
	executePlan,
	executeUndo,
	planUndo,
	readBackup,
	type StepResult,
} from '../../source/apply/index.ts';
import {fakeWriter, isWrite, type Method, uncertainError} from './support/fake-writer.ts';
import {
	accountId,
	bucket,
	contextFor,
	filesIn,
	heldIn,
	keyArn,
	place,
	planFor,
	planOf,
	policy,
	policyName,
	roleName,
	settledState,
	wanted,
} from './support/plans.ts';

function barrenState(): PracticeState {
	const state = emptyState(accountId);
	state.keys.set(keyArn, {arn: keyArn, state: 'Enabled', policy: policy('ForeignKey')});
	return state;
}

const starts = {settled: settledState, barren: barrenState} as const;

/** The writes of a plan, and the step that each belongs to. */
const writes = [
	['settled', 'putEncryption', 'bucket-encryption'],
	['settled', 'putTrustPolicy', 'trust-policy'],
	['settled', 'putRolePolicy', 'role-policy'],
	['settled', 'putBucketPolicy', 'bucket-policy'],
	['settled', 'putKeyPolicy', 'key-policy'],
	['barren', 'createBucket', 'bucket'],
	['barren', 'createRole', 'role'],
	['barren', 'putRolePolicy', 'role-policy'],
	['barren', 'putBucketPolicy', 'bucket-policy'],
] as const;

/** What somebody else writes in the place of what this program has just written. */
const theirs: Readonly<Record<string, (state: PracticeState) => void>> = {
	putEncryption: (state) =>
		Object.assign(state.buckets.get(bucket) ?? {}, {encryption: [{algorithm: 'aws:kms:dsse'}]}),
	putTrustPolicy: (state) =>
		Object.assign(state.roles.get(roleName) ?? {}, {trustPolicy: policy('Theirs')}),
	createRole: (state) =>
		Object.assign(state.roles.get(roleName) ?? {}, {trustPolicy: policy('Theirs')}),
	putRolePolicy: (state) => state.roles.get(roleName)?.policies.set(policyName, policy('Theirs')),
	putBucketPolicy: (state) =>
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: policy('Theirs')}),
	putKeyPolicy: (state) => Object.assign(state.keys.get(keyArn) ?? {}, {policy: policy('Theirs')}),
};

function resultOf(results: readonly StepResult[], id: string): StepResult | undefined {
	return results.find((result) => result.id === id);
}

/** Lets the first of these calls fail with an error that leaves it open whether it was done. */
function once(name: Method, act: () => void = () => undefined) {
	let isFirst = true;
	return (method: Method) => {
		if (method === name && isFirst) {
			isFirst = false;
			act();
			throw uncertainError();
		}
	};
}

describe.each(writes)('in a %s account, %s without an answer', (start, method, id) => {
	test('that arrived is looked for and not sent again', async () => {
		const fake = fakeWriter(starts[start](), {after: once(method)});
		const context = contextFor();
		const results = await executePlan(planFor(fake.state), fake.writer, context);
		expect(resultOf(results, id)).toMatchObject({
			status: 'done',
			detail: {code: 'there-after-error', facts: {error: 'ServiceUnavailable'}},
			backup: expect.any(String),
		});
		expect(results.map(({status}) => status)).toEqual(results.map(() => 'done'));
		expect(fake.calls.filter((call) => call === method)).toHaveLength(1);
		expect(heldIn(fake.state)).toMatchObject(wanted);
		expect(context.waits).toEqual([1000]);
	});

	test('that did not arrive is sent again, once it was looked at again', async () => {
		const fake = fakeWriter(starts[start](), {before: once(method)});
		const context = contextFor();
		const results = await executePlan(planFor(fake.state), fake.writer, context);
		expect(results.map(({status}) => status)).toEqual(results.map(() => 'done'));
		const [first = 0, second = 0, ...more] = fake.calls.flatMap((call, index) =>
			call === method ? [index] : [],
		);
		expect(more).toEqual([]);
		expect(fake.calls.slice(first, second).some((call) => !isWrite(call))).toBe(true);
		expect(heldIn(fake.state)).toMatchObject(wanted);
		expect(filesIn(context.backupFolder)).toHaveLength(
			results.filter(({backup}) => backup !== undefined).length,
		);
	});

	test('that never arrives is given up, with what was there before still there', async () => {
		const fake = fakeWriter(starts[start](), {
			before(called) {
				if (called === method) {
					throw uncertainError();
				}
			},
		});
		const results = await executePlan(planFor(fake.state), fake.writer, contextFor());
		expect(resultOf(results, id)).toMatchObject({
			status: 'failed',
			detail: {code: 'not-confirmed', facts: {error: 'ServiceUnavailable'}},
			backup: expect.any(String),
		});
		expect(fake.calls.filter((call) => call === method)).toHaveLength(3);
		expect(fake.writes().at(-1)).toBe(method);
	});
});

describe.each(writes.filter(([, method]) => method !== 'createBucket'))(
	'in a %s account, %s without an answer',
	(start, method, id) => {
		test.each(['after', 'before'] as const)(
			'over which somebody wrote is left to them (%s it was done)',
			async (moment) => {
				const state = starts[start]();
				const plan = planFor(state);
				if (moment === 'before' && method === 'createRole') {
					// Somebody makes another role of that name instead.
					const other = settledState().roles.get(roleName);
					const fake = fakeWriter(state, {
						before: once(method, () => {
							if (other !== undefined) {
								state.roles.set(roleName, other);
							}
						}),
					});
					const results = await executePlan(plan, fake.writer, contextFor());
					expect(resultOf(results, id)?.detail.code).toBe('changed-in-doubt');
					expect(state.roles.get(roleName)).toBe(other);
					return;
				}

				const fake = fakeWriter(state, {[moment]: once(method, () => theirs[method]?.(state))});
				const results = await executePlan(plan, fake.writer, contextFor());
				expect(resultOf(results, id)).toMatchObject({
					status: 'failed',
					detail: {code: 'changed-in-doubt'},
				});
				expect(fake.writes().at(-1)).toBe(method);
				expect(fake.calls.filter((call) => call === method)).toHaveLength(1);
				expect(JSON.stringify(heldIn(state))).toMatch(/Theirs|dsse/);
			},
		);
	},
);

test('a change of which nothing can be known says so, and is not made again', async () => {
	const fake = fakeWriter(settledState(), {before: once('putKeyPolicy')});
	let isDown = false;
	const writer: Writer = {
		...fake.writer,
		async putKeyPolicy(...given) {
			isDown = true;
			return fake.writer.putKeyPolicy(...given);
		},
		readKeyPolicy: async (arn): Promise<Looked<string>> =>
			isDown ? failed('aws', 'HTTP500', 'AWS is down.') : fake.writer.readKeyPolicy(arn),
	};
	const results = await executePlan(planFor(fake.state), writer, contextFor());
	expect(resultOf(results, 'key-policy')).toMatchObject({
		status: 'failed',
		detail: {code: 'not-known', facts: {why: {code: 'HTTP500'}}},
		backup: expect.any(String),
	});
	expect(fake.calls.filter((call) => call === 'putKeyPolicy')).toHaveLength(1);
});

test('a change over which somebody wrote right after AWS took it is done, and says so', async () => {
	const fake = fakeWriter(settledState(), {
		after(method) {
			if (method === 'putBucketPolicy') {
				theirs['putBucketPolicy']?.(fake.state);
			}
		},
	});
	const results = await executePlan(planFor(fake.state), fake.writer, contextFor());
	expect(resultOf(results, 'bucket-policy')).toMatchObject({
		status: 'done',
		detail: {code: 'changed-since'},
	});
	expect(fake.calls.filter((call) => call === 'putBucketPolicy')).toHaveLength(1);
	expect(heldIn(fake.state).bucketPolicy).toBe(policy('Theirs'));
});

test('a stop during the doubt is answered with a last look', async () => {
	const end = new AbortController();
	const fake = fakeWriter(settledState(), {after: once('putTrustPolicy', () => end.abort())});
	const results = await executePlan(
		planFor(fake.state),
		fake.writer,
		contextFor({signal: end.signal}),
	);
	expect(resultOf(results, 'trust-policy')).toMatchObject({
		status: 'done',
		detail: {code: 'there-after-error'},
	});
	expect(resultOf(results, 'role-policy')?.status).toBe('not-run');
});

test('the backup holds what was there right before the write that was made', async () => {
	const rewritten = JSON.stringify(JSON.parse(policy('Foreign')), undefined, 4);
	const state = settledState();
	const plan = planFor(state);
	const fake = fakeWriter(state, {
		before: once('putBucketPolicy', () => {
			Object.assign(state.buckets.get(bucket) ?? {}, {policy: rewritten});
		}),
	});
	const results = await executePlan(plan, fake.writer, contextFor());
	const {backup = ''} = resultOf(results, 'bucket-policy') ?? {};
	expect((await readBackup(backup)).before).toBe(rewritten);
});

describe('a backup that no change came after', () => {
	test.each([
		['settled', 'putBucketPolicy', 'bucket-policy'],
		['barren', 'createRole', 'role'],
		['barren', 'createBucket', 'bucket'],
	] as const)('is taken away (%s, %s)', async (start, refused, id) => {
		const fake = fakeWriter(starts[start](), {
			before(method) {
				if (method === refused) {
					throw uncertainError({isUncertain: false, code: 'AccessDenied'});
				}
			},
		});
		const context = contextFor();
		const plan = planFor(fake.state);
		const only = planOf(...plan.steps.filter((one) => one.id === id));
		const [result] = await executePlan(only, fake.writer, context);
		expect(result).toMatchObject({status: 'failed', detail: {code: 'not-taken'}});
		expect(result?.backup).toBeUndefined();
		expect(filesIn(context.backupFolder)).toEqual([]);
	});

	test('is taken away where somebody else has made the role', async () => {
		const fake = fakeWriter(settledState());
		const context = contextFor();
		const create = planFor(emptyState(accountId)).steps.filter(({id}) => id === 'role');
		const [result] = await executePlan(planOf(...create), fake.writer, context);
		expect(result?.detail.code).toBe('role-appeared');
		expect(filesIn(context.backupFolder)).toEqual([]);
	});
});

describe('going back without an answer', () => {
	const backup = {
		version: 1,
		takenAt: '2026-11-21T20:15:30.123Z',
		accountId,
		kind: 'bucket-policy',
		resource: {kind: 'bucket-policy', place},
		before: null,
		after: policy('Foreign'),
	} as const;
	const plan = planUndo(backup, found(policy('Foreign')));

	test('removes once', async () => {
		const fake = fakeWriter(settledState(), {after: once('deleteBucketPolicy')});
		const outcome = await executeUndo(plan, fake.writer, contextFor());
		expect(outcome).toMatchObject({status: 'done', detail: {code: 'there-after-error'}});
		expect(fake.writes()).toEqual(['deleteBucketPolicy']);
	});

	test('does not remove what somebody put there meanwhile', async () => {
		const state = settledState();
		const fake = fakeWriter(state, {
			after: once('deleteBucketPolicy', () => theirs['putBucketPolicy']?.(state)),
		});
		const outcome = await executeUndo(plan, fake.writer, contextFor());
		expect(outcome).toMatchObject({status: 'failed', detail: {code: 'changed-in-doubt'}});
		expect(fake.writes()).toEqual(['deleteBucketPolicy']);
		expect(heldIn(state).bucketPolicy).toBe(policy('Theirs'));
	});
});
