import {writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {refused} from '../../source/account/index.ts';
import {emptyState} from '../../source/account/practice/state.ts';
import {executePlan, readBackup, type StepResult} from '../../source/apply/index.ts';
import type {PlanStep} from '../../source/apply/types.ts';
import {UserError} from '../../source/errors.ts';
import {awsError, fakeWriter} from './support/fake-writer.ts';
import {
	accountId,
	backupFolder,
	bucket,
	contextFor,
	documentStep,
	filesIn,
	heldIn,
	keyArn,
	planFor,
	planOf,
	policy,
	policyName,
	roleName,
	runFor,
	settledState,
	step,
	wanted,
} from './support/plans.ts';

const statuses = (results: readonly StepResult[]) => results.map(({status}) => status);
const allDone = Array.from({length: 7}, () => 'done');

describe('a plan', () => {
	test('is done in its order, with a backup of each document and of the encryption', async () => {
		const fake = fakeWriter(settledState());
		const context = contextFor();
		const results = await runFor(fake, context);
		expect(statuses(results)).toEqual(allDone);
		expect(fake.writes()).toEqual([
			'putEncryption',
			'putTrustPolicy',
			'putRolePolicy',
			'putBucketPolicy',
			'putKeyPolicy',
		]);
		expect(heldIn(fake.state)).toEqual(wanted);
		expect(results.map(({backup}) => backup !== undefined)).toEqual([
			false,
			true,
			false,
			true,
			true,
			true,
			true,
		]);
		const backup = await readBackup(results[5]?.backup ?? '');
		expect(backup).toMatchObject({before: policy('Foreign'), after: wanted.bucketPolicy});
		expect(context.waits).toEqual([]);
	});

	test('for an empty account makes bucket and role first, and keeps what a new bucket refuses', async () => {
		const state = emptyState(accountId);
		state.keys.set(keyArn, {arn: keyArn, state: 'Enabled', policy: policy('ForeignKey')});
		const fake = fakeWriter(state);
		expect(statuses(await runFor(fake))).toEqual(allDone);
		expect(fake.writes()).toEqual([
			'createBucket',
			'putEncryption',
			'createRole',
			'putRolePolicy',
			'putBucketPolicy',
			'putKeyPolicy',
		]);
		expect(heldIn(state)).toEqual({
			...wanted,
			encryption: [{...wanted.encryption[0], blockedTypes: ['SSE-C']}],
		});
	});

	test('reports each step as it is done', async () => {
		const seen: [string, number][] = [];
		const results = await runFor(
			fakeWriter(settledState()),
			contextFor({onStep: ({id}, index) => seen.push([id, index])}),
		);
		expect(seen).toEqual(results.map(({id}, index) => [id, index]));
	});

	test('that is done already writes nothing', async () => {
		const fake = fakeWriter(settledState());
		await runFor(fake);
		const count = fake.writes().length;
		const results = await runFor(fake);
		expect(statuses(results)).toEqual(allDone);
		expect(results[0]?.detail.code).toBe('nothing-to-do');
		expect(fake.writes()).toHaveLength(count);
	});

	test('is refused where one is signed in to another account, before anything is read', async () => {
		const fake = fakeWriter(emptyState('999999999999'));
		const running = executePlan(planFor(settledState()), fake.writer, contextFor());
		await expect(running).rejects.toThrow(UserError);
		await expect(running).rejects.toMatchObject({
			exitCode: 1,
			message: expect.stringContaining('999999999999'),
		});
		expect(fake.calls).toEqual(['accountId']);
	});

	test('is refused with exit code 3 where AWS does not say whose account it is', async () => {
		const fake = fakeWriter(settledState(), {
			before() {
				throw awsError('ExpiredToken');
			},
		});
		await expect(runFor(fake)).rejects.toMatchObject({name: 'UserError', exitCode: 3});
	});
});

describe('a document that changed since the plan', () => {
	const plan = planOf(
		documentStep('bucket-policy', policy('Foreign'), wanted.bucketPolicy),
		documentStep('key-policy', policy('ForeignKey'), wanted.keyPolicy),
	);

	test.each([
		['into another', policy('Foreign', 'Third')],
		['into none', undefined],
		['into what is no JSON', '{'],
	])('%s is not overwritten, and the rest is not run', async (_name, now) => {
		const state = settledState();
		const held = state.buckets.get(bucket);
		Object.assign(held ?? {}, {policy: now});
		const fake = fakeWriter(state);
		const context = contextFor();
		const results = await executePlan(plan, fake.writer, context);
		expect(statuses(results)).toEqual(['failed', 'not-run']);
		expect(results.map(({detail}) => detail)).toEqual([
			{code: 'changed-meanwhile', facts: {isRemoval: false}},
			{code: 'after-failure', facts: {step: 'bucket-policy'}},
		]);
		expect(fake.writes()).toEqual([]);
		expect(filesIn(context.backupFolder)).toEqual([]);
		expect(held?.policy).toBe(now);
	});

	test('in white space and order of names alone is the same, and its own bytes are backed up', async () => {
		const text = `{ "Statement" : ${JSON.stringify([{Resource: '*', Action: 's3:GetObject', Effect: 'Allow', Sid: 'Foreign'}])}, "Version":"2012-10-17"}\n`;
		const state = settledState();
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: text});
		const results = await executePlan(plan, fakeWriter(state).writer, contextFor());
		expect(statuses(results)).toEqual(['done', 'done']);
		expect((await readBackup(results[0]?.backup ?? '')).before).toBe(text);
	});

	test('in the order of its statements is another', async () => {
		const state = settledState();
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: policy('B', 'A')});
		const [result] = await executePlan(
			planOf(documentStep('bucket-policy', policy('A', 'B'), policy('A', 'B', 'Vendor'))),
			fakeWriter(state).writer,
			contextFor(),
		);
		expect(result?.status).toBe('failed');
	});

	test('where there was none is not overwritten either', async () => {
		const fake = fakeWriter(settledState());
		const [result] = await executePlan(
			planOf(documentStep('bucket-policy', undefined, policy('Vendor'))),
			fake.writer,
			contextFor(),
		);
		expect(result?.status).toBe('failed');
		expect(fake.writes()).toEqual([]);
	});

	test('encryption that somebody set on a new bucket is not overwritten', async () => {
		const state = settledState();
		const rules = [{algorithm: 'aws:kms', keyId: 'another'}];
		Object.assign(state.buckets.get(bucket) ?? {}, {encryption: rules});
		const [result] = await executePlan(
			planOf(
				step({
					id: 'bucket-encryption',
					change: {kind: 'encryption', before: undefined, after: wanted.encryption},
				}),
			),
			fakeWriter(state).writer,
			contextFor(),
		);
		expect(result?.status).toBe('failed');
		expect(state.buckets.get(bucket)?.encryption).toBe(rules);
	});

	test('into what the plan wants needs no write', async () => {
		const state = settledState();
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: wanted.bucketPolicy});
		const fake = fakeWriter(state);
		expect(statuses(await executePlan(plan, fake.writer, contextFor()))).toEqual(['done', 'done']);
		expect(fake.writes()).toEqual(['putKeyPolicy']);
	});
});

test('without a backup nothing is written', async () => {
	const blocked = backupFolder().replace(/data.backups$/, 'file');
	writeFileSync(blocked, '');
	const fake = fakeWriter(settledState());
	const results = await runFor(fake, contextFor({backupFolder: blocked}));
	expect(results.find(({status}) => status === 'failed')?.detail.code).toBe('no-backup');
	expect(fake.writes()).toEqual([]);
});

describe('a step with an obstacle', () => {
	test('is not run, nor what needs it; all else is', async () => {
		const fake = fakeWriter(settledState());
		const plan = planFor(fake.state);
		const obstacle = {code: 'bucket-in-another-region', facts: {region: 'us-west-2'}} as const;
		const results = await executePlan(
			{
				...plan,
				steps: plan.steps.map((one) =>
					one.id === 'bucket' ? {id: one.id, action: 'none', diff: [], obstacle} : one,
				),
			},
			fake.writer,
			contextFor(),
		);
		expect(statuses(results)).toEqual([
			'not-run',
			'not-run',
			'done',
			'done',
			'done',
			'not-run',
			'done',
		]);
		expect(results[0]?.detail).toBe(obstacle);
		expect(results[5]?.detail).toEqual({code: 'needs-blocked', facts: {step: 'bucket'}});
		expect(fake.writes()).toEqual(['putTrustPolicy', 'putRolePolicy', 'putKeyPolicy']);
	});

	test('of the role keeps back every document that names it', async () => {
		const fake = fakeWriter(settledState());
		const plan = planFor(fake.state);
		const obstacle = {code: 'contradicted', facts: {what: 'role'}} as const;
		const steps = plan.steps.map(
			(one): PlanStep =>
				one.id === 'role' ? {id: one.id, action: 'none', diff: [], obstacle} : one,
		);
		const results = await executePlan({...plan, steps}, fake.writer, contextFor());
		expect(results.flatMap(({id, status}) => (status === 'not-run' ? [id] : []))).toEqual([
			'role',
			'trust-policy',
			'role-policy',
			'bucket-policy',
			'key-policy',
		]);
		expect(fake.writes()).toEqual(['putEncryption']);
	});
});

describe('a failure', () => {
	test('says what AWS said and which permission the call needs, and ends the run', async () => {
		const fake = fakeWriter(settledState(), {
			before(method) {
				if (method === 'putRolePolicy') {
					throw awsError('AccessDenied');
				}
			},
		});
		const results = await runFor(fake);
		expect(statuses(results)).toEqual([
			'done',
			'done',
			'done',
			'done',
			'failed',
			'not-run',
			'not-run',
		]);
		expect(results[4]?.detail).toEqual({
			code: 'not-taken',
			facts: {
				message: 'AWS did not take it.',
				action: 'x:Write',
				error: 'AccessDenied',
				isUntouched: true,
			},
		});
		expect(fake.state.roles.get(roleName)?.policies.get(policyName)).toBe(policy('ForeignRole'));
	});

	test('whose change took effect all the same is none', async () => {
		const fake = fakeWriter(settledState(), {
			after(method) {
				if (method === 'putBucketPolicy') {
					throw awsError('TimedOut');
				}
			},
		});
		const results = await runFor(fake);
		expect(statuses(results)).toEqual(allDone);
		expect(results[5]?.detail).toEqual({code: 'there-after-error', facts: {error: 'TimedOut'}});
	});

	test('to read again is one too, and nothing is written', async () => {
		const fake = fakeWriter(settledState());
		const writer = {
			...fake.writer,
			readKeyPolicy: async () => refused('AccessDenied', 'kms:GetKeyPolicy'),
		};
		const results = await executePlan(planFor(fake.state), writer, contextFor());
		expect(results[6]).toMatchObject({
			status: 'failed',
			detail: {code: 'not-read-again', facts: {why: {action: 'kms:GetKeyPolicy'}}},
		});
		expect(fake.writes()).not.toContain('putKeyPolicy');
	});
});
