import {describe, expect, test} from 'vitest';
import {WriteError} from '../../source/account/index.ts';
import {emptyState, newBucket, type PracticeState} from '../../source/account/practice/state.ts';
import {
	executePlan,
	executeUndo,
	planUndo,
	readBackup,
	readCurrent,
} from '../../source/apply/index.ts';
import {outcomeOf} from '../../source/apply/plan-outcome.ts';
import {accessTo, corsIn, notificationIn} from '../../source/apply/target.ts';
import {targetName} from '../../source/words/plan/names.ts';
import {outcomeWords} from '../../source/words/plan/outcomes.ts';
import {found, healthySnapshot, notLooked} from '../support/snapshots.ts';
import {ofOwnQueue} from '../verify/features/queue.ts';
import {fakeWriter, uncertainError} from './support/fake-writer.ts';
import {contextFor} from './support/plans.ts';
import {planOf, queueConnection, type SettingId, targetOf, textsOf} from './support/settings.ts';

const connection = queueConnection();
const {accountId, bucket, region, queueArn} = connection;
const ids = ['bucket-cors', 'bucket-notification', 'queue-policy'] as const satisfies SettingId[];

/** An account with a bucket and a queue, of which nobody told anything yet. */
function freshState(): PracticeState {
	const state = emptyState(accountId);
	state.buckets.set(bucket, newBucket(region));
	state.queues.set(queueArn, {});
	return state;
}

async function textIn(state: PracticeState, id: SettingId): Promise<string | undefined> {
	const looked = await accessTo(fakeWriter(state).writer, targetOf(id, connection)).read();
	return looked.status === 'found' ? looked.value : undefined;
}

async function write(state: PracticeState, id: SettingId, text: string) {
	await accessTo(fakeWriter(state).writer, targetOf(id, connection)).write?.(text);
}

async function undo(state: PracticeState, file: string) {
	const {writer} = fakeWriter(state);
	const backup = await readBackup(file);
	const [current = notLooked('')] = await readCurrent([backup], writer);
	return executeUndo(planUndo(backup, current), writer, contextFor());
}

describe.each(ids)('%s', (id) => {
	const {theirs, both} = textsOf(id, connection);

	test('is written where there is none, and taken away again', async () => {
		const state = freshState();
		const plan = planOf(id, connection, {before: undefined, after: both});
		const [result] = await executePlan(plan, fakeWriter(state).writer, contextFor());
		expect(result).toMatchObject({status: 'done', detail: {code: 'written'}});
		expect(JSON.parse((await textIn(state, id)) ?? '')).toEqual(JSON.parse(both));
		expect(await undo(state, result?.backup ?? '')).toMatchObject({
			status: 'done',
			detail: {code: 'removed'},
		});
		expect(await textIn(state, id)).toBeUndefined();
	});

	test('is written beside what is there, which comes back byte for byte', async () => {
		const state = freshState();
		await write(state, id, theirs);
		const before = await textIn(state, id);
		const plan = planOf(id, connection, {before, after: both});
		const [result] = await executePlan(plan, fakeWriter(state).writer, contextFor());
		expect(result?.status).toBe('done');
		expect(await undo(state, result?.backup ?? '')).toMatchObject({status: 'done'});
		expect(await textIn(state, id)).toBe(before);
	});

	test('is not written a second time', async () => {
		const state = freshState();
		await write(state, id, both);
		const {writer, writes} = fakeWriter(state);
		const plan = planOf(id, connection, {before: undefined, after: both});
		expect(await executePlan(plan, writer, contextFor())).toMatchObject([
			{status: 'done', detail: {code: 'there-already'}},
		]);
		expect(writes()).toEqual([]);
	});

	test('stays as somebody changed it meanwhile', async () => {
		const state = freshState();
		await write(state, id, theirs);
		const plan = planOf(id, connection, {before: undefined, after: both});
		expect(await executePlan(plan, fakeWriter(state).writer, contextFor())).toMatchObject([
			{status: 'failed', detail: {code: 'changed-meanwhile'}},
		]);
		expect(JSON.parse((await textIn(state, id)) ?? '')).toEqual(JSON.parse(theirs));
	});

	test('is not undone where somebody changed it later', async () => {
		const state = freshState();
		const plan = planOf(id, connection, {before: undefined, after: both});
		const [result] = await executePlan(plan, fakeWriter(state).writer, contextFor());
		await write(state, id, theirs);
		expect(await undo(state, result?.backup ?? '')).toMatchObject({
			status: 'not-run',
			detail: {code: 'changed-after'},
		});
	});

	test('is looked at again where AWS does not say whether it took it', async () => {
		const state = freshState();
		const {writer} = fakeWriter(state, {
			after(method) {
				if (method.startsWith('put')) {
					throw uncertainError();
				}
			},
		});
		const plan = planOf(id, connection, {before: undefined, after: both});
		expect(await executePlan(plan, writer, contextFor())).toMatchObject([
			{status: 'done', detail: {code: 'there-after-error'}},
		]);
	});

	test('is in the account that a plan expects afterwards', () => {
		const snapshot = healthySnapshot(connection, {profile: ofOwnQueue});
		const after = outcomeOf(snapshot, connection, {
			kind: 'document',
			document: id,
			before: undefined,
			after: both,
		});
		expect({
			'bucket-cors': after.bucket.cors,
			'bucket-notification': after.bucket.notification,
			'queue-policy': after.queue.policy,
		}).toMatchObject({
			[id]: found(
				{
					'bucket-cors': corsIn(both),
					'bucket-notification': notificationIn(both),
					'queue-policy': both,
				}[id],
			),
		});
	});
});

test.each([
	['bucket-cors', 'the CORS rules of acme-assets'],
	['bucket-notification', 'the event notifications of acme-assets'],
	['queue-policy', 'the policy of the queue acme-events'],
] as const)('%s has a name in sentences', (id, name) => {
	expect(targetName(targetOf(id, connection))).toBe(name);
});

test('events that S3 cannot send are told with their destinations, and nothing is left of a backup', async () => {
	const {both} = textsOf('bucket-notification', connection);
	const {writer} = fakeWriter(freshState(), {
		before(method) {
			if (method === 'putNotification') {
				throw new WriteError('No.', {
					code: 'InvalidArgument',
					action: 's3:PutBucketNotification',
					destinations: [queueArn],
				});
			}
		},
	});
	const plan = planOf('bucket-notification', connection, {before: undefined, after: both});
	const [result] = await executePlan(plan, writer, contextFor());
	expect(result).toMatchObject({
		status: 'failed',
		detail: {
			code: 'destinations-not-reached',
			facts: {destinations: [queueArn], error: 'InvalidArgument'},
		},
	});
	expect(result?.backup).toBeUndefined();
	const said = outcomeWords['destinations-not-reached']({
		destinations: [queueArn],
		action: 's3:PutBucketNotification',
		error: 'InvalidArgument',
	});
	expect(said).toContain(`could not reach ${queueArn} (s3:PutBucketNotification:`);
	expect(said).toContain('its policy lets S3 send to it');
});
