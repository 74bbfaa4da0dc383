import {describe, expect, test} from 'vitest';
import {absent, found, notLooked, refused} from '../../source/account/index.ts';
import {emptyState, type PracticeState} from '../../source/account/practice/state.ts';
import type {Backup} from '../../source/apply/backup-format.ts';
import {
	executePlan,
	executeUndo,
	planUndo,
	readBackup,
	readCurrent,
} from '../../source/apply/index.ts';
import type {Target} from '../../source/apply/target.ts';
import {awsError, fakeWriter} from './support/fake-writer.ts';
import {
	accountId,
	bucket,
	contextFor,
	documentStep,
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

const odd = `  ${policy('Foreign').replace('{', '{ ')}\r\n\t`;

function backupOf(resource: Target, before: string | null, after: string | null): Backup {
	return {
		version: 1,
		takenAt: '2026-11-21T20:15:30.123Z',
		accountId,
		kind: resource.kind,
		resource,
		before,
		after,
	};
}

const bucketPolicy: Target = {kind: 'bucket-policy', place};

async function undo(state: PracticeState, backup: Backup, context = contextFor()) {
	const fake = fakeWriter(state);
	const [current = notLooked('')] = await readCurrent([backup], fake.writer);
	const plan = planUndo(backup, current);
	return {plan, outcome: await executeUndo(plan, fake.writer, context), fake};
}

describe('going back', () => {
	test('after a whole run gives every document back byte for byte', async () => {
		const state = settledState();
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: odd});
		const start = heldIn(state);
		const context = contextFor();
		const results = await executePlan(planFor(state), fakeWriter(state).writer, context);
		expect(heldIn(state)).toEqual(wanted);
		for (const {backup} of results.toReversed()) {
			if (backup !== undefined) {
				const {outcome} = await undo(state, await readBackup(backup), context);
				expect(outcome.status).toBe('done');
			}
		}

		expect(heldIn(state)).toEqual(start);
	});

	test('removes what was not there before, the role last', async () => {
		const state = emptyState(accountId);
		state.keys.set(keyArn, {arn: keyArn, state: 'Enabled', policy: policy('ForeignKey')});
		const context = contextFor();
		const results = await executePlan(planFor(state), fakeWriter(state).writer, context);
		const actions: string[] = [];
		for (const {backup} of results.toReversed()) {
			if (backup !== undefined) {
				const {plan, outcome} = await undo(state, await readBackup(backup), context);
				actions.push(`${plan.backup.kind} ${plan.action} ${outcome.status}`);
			}
		}

		expect(actions).toEqual([
			'key-policy restore done',
			'bucket-policy delete done',
			'role-policy delete done',
			'role delete done',
			'bucket-encryption restore done',
			'bucket delete not-run',
		]);
		expect(state.roles.size).toBe(0);
		expect(state.buckets.get(bucket)?.policy).toBeUndefined();
		expect(state.buckets.get(bucket)?.encryption[0]).toEqual({
			algorithm: 'AES256',
			bucketKeyEnabled: false,
			blockedTypes: ['SSE-C'],
		});
	});

	test('can itself be undone', async () => {
		const state = settledState();
		const backup = backupOf(bucketPolicy, null, policy('Foreign'));
		const {outcome} = await undo(state, backup);
		expect(state.buckets.get(bucket)?.policy).toBeUndefined();
		const again = await undo(state, await readBackup(outcome.backup ?? ''));
		expect(again.outcome.status).toBe('done');
		expect(state.buckets.get(bucket)?.policy).toBe(policy('Foreign'));
	});

	test('shows what would change', () => {
		const plan = planUndo(
			backupOf(bucketPolicy, policy('Foreign'), wanted.bucketPolicy),
			found(wanted.bucketPolicy),
		);
		expect(plan).toMatchObject({action: 'restore'});
		expect(plan.obstacle).toBeUndefined();
		expect(plan.diff.filter((line) => line.startsWith('-')).join('\n')).toContain('"Vendor"');
		expect(plan.diff.filter((line) => line.startsWith('+')).join('\n')).not.toContain('"Vendor"');
	});

	test('does nothing where it is as it was', async () => {
		const {plan, outcome, fake} = await undo(
			settledState(),
			backupOf(bucketPolicy, policy('Foreign'), wanted.bucketPolicy),
		);
		expect(plan.action).toBe('nothing');
		expect(outcome.status).toBe('done');
		expect(fake.writes()).toEqual([]);
	});

	test('takes what AWS wrote its own way for what was written', () => {
		const statement = {Effect: 'Allow', Resource: ['*'], Principal: {AWS: ['111122223333']}};
		const written = {Statement: [{...statement, Action: ['s3:PutObject', 's3:GetObject']}]};
		const stored = {
			Statement: {
				Principal: {AWS: 'arn:aws:iam::111122223333:root'},
				Effect: 'Allow',
				Action: ['s3:GetObject', 's3:PutObject'],
				Resource: '*',
			},
		};
		const plan = planUndo(
			backupOf(bucketPolicy, null, JSON.stringify(written)),
			found(JSON.stringify(stored)),
		);
		expect(plan).toMatchObject({action: 'delete'});
		expect(plan.obstacle).toBeUndefined();
	});
});

describe('going back is refused', () => {
	const backup = backupOf(bucketPolicy, null, policy('Foreign'));

	test('where somebody changed it since, unless that is accepted', async () => {
		const state = settledState();
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: policy('Foreign', 'Third')});
		const {plan, outcome, fake} = await undo(state, backup);
		expect(plan.obstacle?.code).toBe('changed-after');
		expect(outcome.status).toBe('not-run');
		expect(fake.writes()).toEqual([]);
		const [current = notLooked('')] = await readCurrent([backup], fake.writer);
		const accepted = planUndo(backup, current, {acceptChanges: true});
		expect((await executeUndo(accepted, fake.writer, contextFor())).status).toBe('done');
		expect(state.buckets.get(bucket)?.policy).toBeUndefined();
	});

	test.each([
		['removed', null],
		['restored', policy('Older')],
	])('where it changes between the plan and the doing, to be %s', async (_name, before) => {
		const fake = fakeWriter(settledState());
		const context = contextFor();
		const plan = planUndo(
			backupOf(bucketPolicy, before, policy('Foreign')),
			found(policy('Foreign')),
		);
		const changed = policy('Foreign', 'Third');
		Object.assign(fake.state.buckets.get(bucket) ?? {}, {policy: changed});
		const outcome = await executeUndo(plan, fake.writer, context);
		expect(outcome.status).toBe('failed');
		expect(fake.state.buckets.get(bucket)?.policy).toBe(changed);
		expect(filesIn(context.backupFolder)).toEqual([]);
	});

	test('where somebody has removed it meanwhile, since there is nothing left to do', async () => {
		const fake = fakeWriter(settledState());
		const plan = planUndo(backup, found(policy('Foreign')));
		Object.assign(fake.state.buckets.get(bucket) ?? {}, {policy: undefined});
		expect(await executeUndo(plan, fake.writer, contextFor())).toEqual({
			status: 'done',
			detail: {code: 'gone-already', facts: {target: backup.resource}},
		});
		expect(fake.writes()).toEqual([]);
	});

	test('in another account, before anything is read', async () => {
		const fake = fakeWriter(emptyState('999999999999'));
		const plan = planUndo(backup, found(policy('Foreign')));
		await expect(readCurrent([backup], fake.writer)).rejects.toMatchObject({name: 'UserError'});
		await expect(executeUndo(plan, fake.writer, contextFor())).rejects.toMatchObject({
			name: 'UserError',
		});
		expect(new Set(fake.calls)).toEqual(new Set(['accountId']));
	});

	test('where it cannot be seen what is there', () => {
		const plan = planUndo(backup, refused('AccessDenied', 's3:GetBucketPolicy'));
		expect(plan).toMatchObject({
			action: 'nothing',
			obstacle: {code: 'not-seen', facts: {why: {action: 's3:GetBucketPolicy'}}},
		});
	});

	test.each<Target>([
		{kind: 'trust-policy', roleName},
		{kind: 'key-policy', keyArn},
	])('for what cannot be removed: %o', (resource) => {
		const plan = planUndo(backupOf(resource, null, policy('A')), found(policy('A')));
		expect(plan.obstacle).toEqual({code: 'not-removable', facts: {kind: resource.kind}});
	});

	test('for a role that was deleted', () => {
		const plan = planUndo(
			backupOf({kind: 'role', roleName, rolePath: '/'}, policy('A'), null),
			absent('NoSuchEntity'),
		);
		expect(plan.obstacle?.code).toBe('role-gone');
	});

	test('for a role that still has policies', async () => {
		const state = settledState();
		const role: Target = {kind: 'role', roleName, rolePath: '/'};
		const {outcome} = await undo(state, backupOf(role, null, policy('ForeignTrust')));
		expect(outcome).toMatchObject({
			status: 'failed',
			detail: {facts: {message: expect.stringContaining('still has policies')}},
		});
		expect(state.roles.get(roleName)?.policies.has(policyName)).toBe(true);
	});
});

test('going back waits as a change does where AWS is busy with the same thing', async () => {
	let left = 2;
	const fake = fakeWriter(settledState(), {
		before(method) {
			if (method === 'deleteBucketPolicy' && left > 0) {
				left -= 1;
				throw awsError('OperationAborted', true);
			}
		},
	});
	const context = contextFor();
	const plan = planUndo(backupOf(bucketPolicy, null, policy('Foreign')), found(policy('Foreign')));
	expect((await executeUndo(plan, fake.writer, context)).status).toBe('done');
	expect(context.waits).toEqual([2000, 3000]);
	expect(filesIn(context.backupFolder)).toHaveLength(1);
});

test('white space of a document comes back as it was', async () => {
	const state = settledState();
	Object.assign(state.buckets.get(bucket) ?? {}, {policy: odd});
	const context = contextFor();
	const [result] = await executePlan(
		planOf(documentStep('bucket-policy', odd, wanted.bucketPolicy)),
		fakeWriter(state).writer,
		context,
	);
	await undo(state, await readBackup(result?.backup ?? ''));
	expect(state.buckets.get(bucket)?.policy).toBe(odd);
});
