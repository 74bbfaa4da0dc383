import {describe, expect, test} from 'vitest';
import {notLooked, type PracticeState, refused} from '../../source/account/index.ts';
import {emptyState, newBucket} from '../../source/account/practice/state.ts';
import type {Backup} from '../../source/apply/backup-format.ts';
import {
	beginRun,
	executePlan,
	executeRunUndo,
	planRunUndo,
	readCurrent,
	readRun,
} from '../../source/apply/index.ts';
import {accessTo, type Target} from '../../source/apply/target.ts';
import {awsError, fakeWriter, type Hooks} from './support/fake-writer.ts';
import {
	accountId,
	bucket,
	contextFor,
	heldIn,
	keyArn,
	place,
	planFor,
	policy,
	policyName,
	roleName,
	settledState,
} from './support/plans.ts';
import {queueConnection, targetOf, textsOf} from './support/settings.ts';

function barrenState(): PracticeState {
	const state = emptyState(accountId);
	state.keys.set(keyArn, {arn: keyArn, state: 'Enabled', policy: policy('ForeignKey')});
	return state;
}

/** A run of apply in the account, and what undoes it. */
async function applied(state: PracticeState) {
	const {backupFolder: backups, now} = contextFor();
	const run = async <T>(work: (folder: string) => Promise<T>) => {
		const {id, folder} = await beginRun(backups, now());
		return {id, result: await work(folder)};
	};
	const {id} = await run((backupFolder) =>
		executePlan(planFor(state), fakeWriter(state).writer, contextFor({backupFolder})),
	);
	const undo = async (which = id, hooks: Hooks = {}, signal?: AbortSignal) => {
		const fake = fakeWriter(state, hooks);
		const saved = await readRun(backups, which);
		const plans = planRunUndo(saved, await readCurrent(saved, fake.writer));
		const told: number[] = [];
		const undone = await run((backupFolder) =>
			executeRunUndo(plans, fake.writer, {
				...contextFor({backupFolder, ...(signal === undefined ? {} : {signal})}),
				onUndone: (_outcome, index) => told.push(index),
			}),
		);
		expect(told).toEqual(plans.map((_plan, index) => index));
		const lines = undone.result.map(
			({status, detail}, index) => `${saved[index]?.kind} ${status} ${detail.code}`,
		);
		return {lines, id: undone.id, outcomes: undone.result, fake, plans};
	};
	return {undo, id};
}

describe('the undoing of a run', () => {
	test('gives every document back, the newest change first', async () => {
		const state = settledState();
		const start = heldIn(state);
		const {undo} = await applied(state);
		const {lines, fake} = await undo();
		expect(lines).toEqual([
			'key-policy done written',
			'bucket-policy done written',
			'role-policy done written',
			'trust-policy done written',
			'bucket-encryption done written',
		]);
		expect(heldIn(state)).toEqual(start);
		expect(fake.writes()[0]).toBe('putKeyPolicy');
	});

	test('takes a role away that the run made, and says of a bucket that it stays', async () => {
		const state = barrenState();
		const {undo} = await applied(state);
		const {lines} = await undo();
		expect(lines).toEqual([
			'key-policy done written',
			'bucket-policy done removed',
			'role-policy done removed',
			'role done removed',
			'bucket-encryption done written',
			'bucket not-run not-removable',
		]);
		expect(state.roles.size).toBe(0);
		expect([...state.buckets.keys()]).toEqual([bucket]);
	});

	test('leaves alone what somebody changed since, and undoes the rest', async () => {
		const state = settledState();
		const {undo} = await applied(state);
		const theirs = policy('Foreign', 'Vendor', 'Third');
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: theirs});
		const {lines} = await undo();
		expect(lines).toEqual([
			'key-policy done written',
			'bucket-policy not-run changed-after',
			'role-policy done written',
			'trust-policy done written',
			'bucket-encryption done written',
		]);
		expect(state.buckets.get(bucket)?.policy).toBe(theirs);
		expect(state.roles.get(roleName)?.policies.get(policyName)).toBe(policy('ForeignRole'));
	});

	test('leaves a role that the run made where a document stays that may name it', async () => {
		const state = barrenState();
		const {undo} = await applied(state);
		Object.assign(state.buckets.get(bucket) ?? {}, {policy: policy('Third')});
		const {lines} = await undo();
		expect(lines).toContain('bucket-policy not-run changed-after');
		expect(lines).toContain('role not-run needed-by');
		expect(state.roles.has(roleName)).toBe(true);
		expect(state.roles.get(roleName)?.policies.size).toBe(0);
	});

	test('leaves the role, too, where AWS does not take one of the others', async () => {
		const state = barrenState();
		const {undo} = await applied(state);
		const {lines} = await undo(undefined, {
			before(method) {
				if (method === 'putKeyPolicy') {
					throw awsError('AccessDenied');
				}
			},
		});
		expect(lines).toEqual([
			'key-policy failed not-taken',
			'bucket-policy done removed',
			'role-policy done removed',
			'role not-run needed-by',
			'bucket-encryption done written',
			'bucket not-run not-removable',
		]);
	});

	test('a second time has nothing to do, and writes nothing', async () => {
		const state = settledState();
		const {undo} = await applied(state);
		await undo();
		const {lines, fake} = await undo();
		expect(new Set(lines.map((line) => line.replace(/^\S+ /, '')))).toEqual(
			new Set(['done nothing-to-undo']),
		);
		expect(fake.writes()).toEqual([]);
	});

	test('can be undone as a run of its own', async () => {
		const state = settledState();
		const {undo} = await applied(state);
		const end = heldIn(state);
		const {id} = await undo();
		expect(heldIn(state)).not.toEqual(end);
		const {lines} = await undo(id);
		expect(lines).toHaveLength(5);
		expect(heldIn(state)).toEqual(end);
	});

	test('does not bring back what needs a role that it took away', async () => {
		const state = barrenState();
		const {undo} = await applied(state);
		const {id} = await undo();
		const {lines, fake} = await undo(id);
		expect(lines).toEqual([
			'bucket-encryption done written',
			'role not-run role-gone',
			'role-policy not-run role-gone',
			'bucket-policy done written',
			'key-policy done written',
		]);
		expect(fake.writes()).not.toContain('putRolePolicy');
	});

	test('that is interrupted begins nothing else', async () => {
		const state = settledState();
		const {undo} = await applied(state);
		const end = new AbortController();
		const {lines} = await undo(undefined, {before: (method) => endAt(method, end)}, end.signal);
		expect(lines.slice(0, 3)).toEqual([
			'key-policy done written',
			'bucket-policy done written',
			'role-policy not-run stopped-before',
		]);
	});
});

function endAt(method: string, end: AbortController): void {
	if (method === 'putBucketPolicy') {
		end.abort();
	}
}

describe('a plan to undo a run', () => {
	const of = (before: string | null, after: string | null): Backup => ({
		version: 1,
		takenAt: '2026-11-21T20:15:30.123Z',
		accountId,
		kind: 'key-policy',
		resource: {kind: 'key-policy', keyArn},
		before,
		after,
	});

	test('goes back step by step where the same was written twice', () => {
		const backups = [of(policy('B'), policy('C')), of(policy('A'), policy('B'))];
		const seen = backups.map(() => ({status: 'found', value: policy('C')}) as const);
		const plans = planRunUndo(backups, seen);
		expect(plans.map(({action, obstacle}) => [action, obstacle])).toEqual([
			['restore', undefined],
			['restore', undefined],
		]);
		expect(plans[1]?.seen).toBe(policy('B'));
	});

	test('says what could not be seen', () => {
		const backups = [of(policy('A'), policy('B'))];
		const [plan] = planRunUndo(backups, [refused('AccessDenied', 'kms:GetKeyPolicy')]);
		expect(plan?.obstacle?.code).toBe('not-seen');
		expect(planRunUndo(backups, [])[0]?.obstacle).toMatchObject({
			code: 'not-seen',
			facts: {why: notLooked('Nobody looked.')},
		});
	});

	test('names a role in the documents that need it', () => {
		const arn = `arn:aws:iam::${accountId}:role/${roleName}`;
		const role: Backup = {
			...of(policy('Trust'), null),
			kind: 'role',
			resource: {kind: 'role', roleName, rolePath: '/'},
		};
		const named = of(JSON.stringify({Statement: [{Principal: {AWS: arn}}]}), policy('B'));
		const [gone, needing] = planRunUndo(
			[role, named],
			[
				{status: 'absent', code: 'NoSuchEntity'},
				{status: 'found', value: policy('B')},
			],
		);
		expect([gone?.obstacle?.code, needing?.obstacle?.code]).toEqual(['role-gone', 'role-gone']);
	});
});

describe('the policy of a queue', () => {
	const connection = queueConnection(accountId);
	const backupOf = (id: 'queue-policy' | 'bucket-notification', before: string | null): Backup => {
		const resource = targetOf(id, connection);
		return {
			version: 1,
			takenAt: '2026-11-21T20:15:30.123Z',
			accountId,
			kind: resource.kind,
			resource,
			before,
			after: textsOf(id, connection).both,
		};
	};
	const texts = textsOf('queue-policy', connection);
	const told = textsOf('bucket-notification', connection);

	/** An account where a run let S3 send to the queue, and then had the bucket tell it. */
	async function appliedTo(before: string | null) {
		const state = emptyState(accountId);
		state.buckets.set(connection.bucket, newBucket(connection.region));
		state.queues.set(connection.queueArn, {});
		const put = async ({resource}: Backup, text: string) =>
			accessTo(fakeWriter(state).writer, resource).write?.(text);
		const backups = [backupOf('bucket-notification', null), backupOf('queue-policy', before)];
		for (const backup of backups) {
			await put(backup, backup.after ?? '');
		}

		const plans = async () =>
			planRunUndo(backups, await readCurrent(backups, fakeWriter(state).writer));
		const tell = (text: string) => put(backupOf('bucket-notification', null), text);
		return {state, plans, tell};
	}

	test.each([
		['that a run made', null],
		['that a run added to', texts.theirs],
	])('%s goes back after the notification that needs it', async (_name, before) => {
		const {state, plans} = await appliedTo(before);
		const outcomes = await executeRunUndo(await plans(), fakeWriter(state).writer, contextFor());
		expect(outcomes.map(({status}) => status)).toEqual(['done', 'done']);
	});

	test.each([
		['that a run made', null],
		['that a run added to', texts.theirs],
	])('%s stays where the notification stays that needs it', async (_name, before) => {
		const {plans, tell} = await appliedTo(before);
		await tell(told.theirs);
		const notification: Target = targetOf('bucket-notification', connection);
		expect((await plans()).map(({obstacle}) => obstacle)).toEqual([
			{code: 'changed-after', facts: {target: notification}},
			{code: 'needed-by', facts: {target: notification}},
		]);
	});

	test('stays, too, where AWS does not take the notification away', async () => {
		const {state, plans} = await appliedTo(null);
		const {writer, writes} = fakeWriter(state, {
			before(method) {
				if (method === 'putNotification') {
					throw awsError('AccessDenied');
				}
			},
		});
		const outcomes = await executeRunUndo(await plans(), writer, contextFor());
		expect(outcomes.map(({status, detail}) => `${status} ${detail.code}`)).toEqual([
			'failed not-taken',
			'not-run needed-by',
		]);
		expect(writes()).toEqual(['putNotification']);
	});
});

test('a role that the run made goes where nothing stays that needs a role', () => {
	const role: Backup = {
		version: 1,
		takenAt: '2026-11-21T20:15:30.123Z',
		accountId,
		kind: 'role',
		resource: {kind: 'role', roleName, rolePath: '/'},
		before: null,
		after: policy('Trust'),
	};
	const encryption: Backup = {
		...role,
		kind: 'bucket-encryption',
		resource: {kind: 'bucket-encryption', place},
		before: '[{"algorithm": "AES256"}]',
		after: '[{"algorithm": "aws:kms"}]',
	};
	const seen = [
		{status: 'found', value: '[{"algorithm": "aws:kms:dsse"}]'},
		{status: 'found', value: policy('Trust')},
	] as const;
	const plans = planRunUndo([encryption, role], seen);
	expect(plans.map(({obstacle}) => obstacle?.code)).toEqual(['changed-after', undefined]);
});
