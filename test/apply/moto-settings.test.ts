import {CreateBucketCommand, S3Client} from '@aws-sdk/client-s3';
import {CreateQueueCommand, SQSClient} from '@aws-sdk/client-sqs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {
	type AwsAccount,
	notLooked,
	openAwsAccount,
	type Writer,
} from '../../source/account/index.ts';
import {
	executePlan,
	executeUndo,
	planUndo,
	readBackup,
	readCurrent,
} from '../../source/apply/index.ts';
import {accessTo} from '../../source/apply/target.ts';
import {isSameJson} from '../../source/json/index.ts';
import {useSharedFiles} from '../account/support/shared-files.ts';
import {
	describeWithMoto,
	type Moto,
	motoAccountId,
	motoEnvironment,
	startMoto,
} from '../support/moto.ts';
import {ofOwnQueue} from '../verify/features/queue.ts';
import {contextFor} from './support/plans.ts';
import {planOf, queueConnection, type SettingId, targetOf, textsOf} from './support/settings.ts';

const ids = ['bucket-cors', 'queue-policy', 'bucket-notification'] as const satisfies SettingId[];

/** It takes events for EventBridge, and does not give them back. */
const inMoto = {isToEventBridge: false};

describeWithMoto('CORS rules, events and the policy of a queue in an account of moto', () => {
	let moto: Moto;
	let restore: () => void;
	let account: AwsAccount;
	let writer: Writer;

	beforeAll(async () => {
		moto = await startMoto();
		restore = useSharedFiles({}, {...motoEnvironment, AWS_ENDPOINT_URL: moto.endpoint});
		account = await openAwsAccount();
		writer = await account.writer();
		const sqs = new SQSClient({region: 'eu-central-1'});
		for (const QueueName of ['acme-events', 'other-events']) {
			await sqs.send(new CreateQueueCommand({QueueName}));
		}
	}, 60_000);

	afterAll(async () => {
		restore?.();
		await moto?.stop();
	});

	/** A connection about a bucket of its own, which is there. */
	async function freshConnection(bucket: string) {
		await new S3Client({region: 'eu-central-1', forcePathStyle: true}).send(
			new CreateBucketCommand({
				Bucket: bucket,
				CreateBucketConfiguration: {LocationConstraint: 'eu-central-1'},
			}),
		);
		return {...queueConnection(motoAccountId), bucket};
	}

	async function textIn(id: SettingId, connection: ReturnType<typeof queueConnection>) {
		const looked = await accessTo(writer, targetOf(id, connection)).read();
		return looked.status === 'found' ? looked.value : looked.status;
	}

	async function undo(file: string) {
		const backup = await readBackup(file);
		const [current = notLooked('')] = await readCurrent([backup], writer);
		return executeUndo(planUndo(backup, current), writer, contextFor());
	}

	test.each(ids)('%s is written, seen by a look, not written again, and undone', async (id) => {
		const connection = await freshConnection(`acme-${id}`);
		const {both} = textsOf(id, connection, inMoto);
		expect(await textIn(id, connection)).toBe('absent');
		const plan = planOf(id, connection, {before: undefined, after: both});
		const [result] = await executePlan(plan, writer, contextFor());
		expect(result).toMatchObject({status: 'done', detail: {code: 'written'}});

		const {bucket, queue} = await account.look(connection, ofOwnQueue);
		const seen = {
			'bucket-cors': bucket.cors,
			'bucket-notification': bucket.notification,
			'queue-policy': queue.policy,
		}[id];
		expect(seen).toMatchObject({status: 'found'});
		expect(JSON.stringify(seen)).toContain(id === 'bucket-cors' ? 'acme.example' : 'acme');
		expect(await executePlan(plan, writer, contextFor())).toMatchObject([
			{status: 'done', detail: {code: 'there-already'}},
		]);

		expect(await undo(result?.backup ?? '')).toMatchObject({
			status: 'done',
			detail: {code: 'removed'},
		});
		expect(await textIn(id, connection)).toBe('absent');
	});

	test.each(ids)('%s of somebody else stays, and is all that is left in the end', async (id) => {
		const connection = await freshConnection(`others-${id}`);
		const {theirs, both} = textsOf(id, connection, inMoto);
		await accessTo(writer, targetOf(id, connection)).write?.(theirs);
		const before = await textIn(id, connection);
		expect(isSameJson(before, theirs)).toBe(true);
		const plan = planOf(id, connection, {before, after: both});
		const [result] = await executePlan(plan, writer, contextFor());
		expect(result).toMatchObject({status: 'done', detail: {code: 'written'}});
		expect(await textIn(id, connection)).toMatch(/theirs/i);
		expect(await undo(result?.backup ?? '')).toMatchObject({status: 'done'});
		expect(isSameJson(await textIn(id, connection), theirs)).toBe(true);
		await accessTo(writer, targetOf(id, connection)).remove?.();
	});

	test('a queue that is not there cannot be seen, and gets no policy', async () => {
		const connection = await freshConnection('acme-other-queue');
		const queueArn = connection.queueArn.replace('acme-events', 'never-made');
		const elsewhere = {...connection, queueArn};
		const {queue} = await account.look(elsewhere, ofOwnQueue);
		expect(queue.policy).toMatchObject({
			status: 'failed',
			reason: 'There is no such queue in this region, or you have no access to it.',
		});
		const plan = planOf('queue-policy', elsewhere, {
			before: undefined,
			after: textsOf('queue-policy', elsewhere).both,
		});
		expect(await executePlan(plan, writer, contextFor())).toMatchObject([
			{status: 'failed', detail: {code: 'not-read-again'}},
		]);
	});
});
