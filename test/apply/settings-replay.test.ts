import {describe, expect, test} from 'vitest';
import {notLooked, openAwsAccount, type Writer} from '../../source/account/index.ts';
import {
	executePlan,
	executeUndo,
	planUndo,
	readBackup,
	readCurrent,
	watchRefusals,
} from '../../source/apply/index.ts';
import {
	inHome,
	jsonAnswer,
	jsonError,
	type Play,
	type ReplayedCall,
	s3Answer,
	s3Error,
	useReplay,
} from '../support/replay/index.ts';
import {contextFor} from './support/plans.ts';
import {planOf, queueConnection, type SettingId, textsOf} from './support/settings.ts';

const replay = useReplay();
const connection = queueConnection();
const {queueArn} = connection;
const credentials = '[default]\naws_access_key_id = AKIAWORK\naws_secret_access_key = secret\n';

type Answer = ReturnType<NonNullable<Play['answer']>>;

/** How AWS calls reading and writing a setting, and what it says of one that is not there. */
const calls = {
	'bucket-cors': {
		get: 'GetBucketCors',
		put: 'PutBucketCors',
		remove: 'DeleteBucketCors',
		action: 's3:PutBucketCORS',
		none: () => s3Error(404, 'NoSuchCORSConfiguration'),
	},
	'bucket-notification': {
		get: 'GetBucketNotificationConfiguration',
		put: 'PutBucketNotificationConfiguration',
		remove: 'PutBucketNotificationConfiguration',
		action: 's3:PutBucketNotification',
		none: () => s3Answer('<NotificationConfiguration/>'),
	},
	'queue-policy': {
		get: 'GetQueueAttributes',
		put: 'SetQueueAttributes',
		remove: 'SetQueueAttributes',
		action: 'sqs:SetQueueAttributes',
		none: () => jsonAnswer({Attributes: {QueueArn: queueArn}}),
	},
} as const;

const ids = Object.keys(calls) as readonly SettingId[];

/** A setting as AWS keeps it: what was put is given back as it came. */
class Kept {
	readonly id: SettingId;
	body = '';
	/** How often something was written, or was to be. */
	writes = 0;
	/** Answers in the place of AWS: a write, by its number, or a read. */
	readonly instead: (kind: 'read' | 'write', number: number) => Answer;

	constructor(id: SettingId, instead: Kept['instead'] = () => undefined) {
		this.id = id;
		this.instead = instead;
	}

	answer(call: ReplayedCall): Answer {
		const {get, put, remove, none} = calls[this.id];
		if (call.operation === get) {
			return this.instead('read', this.writes) ?? (this.body === '' ? none() : this.#given());
		}

		if (call.operation !== put && call.operation !== remove) {
			return undefined;
		}

		this.writes += 1;
		const other = this.instead('write', this.writes);
		if (other === undefined) {
			this.keep(call.body);
		}

		return other ?? (this.id === 'queue-policy' ? jsonAnswer({}) : s3Answer(''));
	}

	/** Keeps what was sent, by whomever. */
	keep(body: string) {
		this.body = /<(?:Queue|Topic|CORS)\w+>|"Policy":"\{/.test(body) ? body : '';
	}

	#given(): Answer {
		return this.id === 'queue-policy'
			? jsonAnswer({
					Attributes: {
						QueueArn: queueArn,
						...(JSON.parse(this.body) as {Attributes: object}).Attributes,
					},
				})
			: s3Answer(this.body);
	}
}

/** Does something with the writer of an account that keeps these settings. */
async function withWriter<T>(
	kept: readonly Kept[],
	work: (writer: Writer) => Promise<T>,
): Promise<T> {
	replay.server.play({
		answer: (call) => kept.map((one) => one.answer(call)).find((answer) => answer !== undefined),
	});
	return inHome(replay.home({credentials}), async () =>
		work(await (await openAwsAccount()).writer()),
	);
}

const planFor = (id: SettingId) =>
	planOf(id, connection, {before: undefined, after: textsOf(id, connection).both});

async function run(kept: Kept, context = contextFor()) {
	return withWriter([kept], async (writer) => {
		const watched = watchRefusals(writer);
		const [result] = await executePlan(planFor(kept.id), watched.writer, context);
		return {result, refused: [...watched.refused]};
	});
}

describe.each(ids)('%s', (id) => {
	const {put, action} = calls[id];

	/** Another error of the same service. */
	const refusal = (status: number, code: string) =>
		id === 'queue-policy' ? jsonError(status, code) : s3Error(status, code);

	test('is written as a whole, read back, and taken away by an undo', async () => {
		const kept = new Kept(id);
		await withWriter([kept], async (writer) => {
			const [result] = await executePlan(planFor(id), writer, contextFor());
			expect(result).toMatchObject({status: 'done', detail: {code: 'written'}});
			const backup = await readBackup(result?.backup ?? '');
			const [current = notLooked('')] = await readCurrent([backup], writer);
			expect(await executeUndo(planUndo(backup, current), writer, contextFor())).toMatchObject({
				status: 'done',
				detail: {code: 'removed'},
			});
		});
		expect(kept.body).toBe('');
		const asked = replay.server.calls.filter(({operation}) => operation !== 'GetCallerIdentity');
		for (const {host, headers} of asked) {
			if (id === 'queue-policy') {
				expect(host).toBe('sqs.eu-central-1.amazonaws.com');
			} else {
				expect(host).toBe('acme-assets.s3.eu-central-1.amazonaws.com');
				expect(headers['x-amz-expected-bucket-owner']).toBe(connection.accountId);
			}
		}
	});

	test('that may not be written says which permission is missing', async () => {
		const kept = new Kept(id, (kind) =>
			kind === 'write' ? refusal(403, 'AccessDenied') : undefined,
		);
		const {result, refused} = await run(kept);
		expect(result).toMatchObject({
			status: 'failed',
			detail: {code: 'not-taken', facts: {action, error: 'AccessDenied', isUntouched: true}},
		});
		expect(refused).toEqual([action]);
		expect(kept.writes).toBe(1);
	});

	test('that may not be read again is not written', async () => {
		const kept = new Kept(id, (kind) =>
			kind === 'read' ? refusal(403, 'AccessDenied') : undefined,
		);
		const {result} = await run(kept);
		expect(result).toMatchObject({
			status: 'failed',
			detail: {code: 'not-read-again', facts: {why: {status: 'refused'}}},
		});
		expect(kept.writes).toBe(0);
	});

	test('is written again where there were too many requests', async () => {
		const kept = new Kept(id, (kind, number) =>
			kind === 'write' && number < 3 ? refusal(429, 'ThrottlingException') : undefined,
		);
		const context = contextFor();
		const {result} = await run(kept, context);
		expect(result).toMatchObject({status: 'done', detail: {code: 'written'}});
		expect(kept.writes).toBe(3);
		expect(context.waits).toEqual([2000, 3000]);
	});

	test('is looked at before it is written again after an error of AWS', async () => {
		const kept = new Kept(id, (kind, number) =>
			kind === 'write' && number < 2 ? refusal(500, 'InternalError') : undefined,
		);
		const {result} = await run(kept);
		expect(result).toMatchObject({status: 'done', detail: {code: 'written'}});
		const reading = replay.server.calls.map(({operation}) => operation).indexOf(put);
		expect(replay.server.calls[reading + 1]?.operation).toBe(calls[id].get);
	});

	test('that somebody changed meanwhile stays as it is', async () => {
		const {theirs} = textsOf(id, connection);
		const kept = new Kept(id);
		const [other] = await withWriter([kept], (writer) =>
			executePlan(planOf(id, connection, {before: undefined, after: theirs}), writer, contextFor()),
		);
		expect(other?.status).toBe('done');
		const {body} = kept;
		const {result} = await run(kept);
		expect(result).toMatchObject({status: 'failed', detail: {code: 'changed-meanwhile'}});
		expect(kept.body).toBe(body);
		expect(kept.writes).toBe(1);
	});

	test('that somebody changed while AWS did not answer stays as it is', async () => {
		const theirs = new Kept(id);
		await withWriter([theirs], (writer) =>
			executePlan(
				planOf(id, connection, {before: undefined, after: textsOf(id, connection).theirs}),
				writer,
				contextFor(),
			),
		);
		const kept: Kept = new Kept(id, (kind) => {
			if (kind === 'write') {
				kept.body = theirs.body;
				return refusal(500, 'InternalError');
			}

			return undefined;
		});
		const {result} = await run(kept);
		expect(result).toMatchObject({status: 'failed', detail: {code: 'changed-in-doubt'}});
		expect(kept.body).toBe(theirs.body);
	});
});

test('what goes to EventBridge and to others still goes there', async () => {
	const kept = new Kept('bucket-notification');
	await run(kept);
	expect(kept.body).toContain('<EventBridgeConfiguration');
	expect(kept.body).toContain('other-events');
});

test('a queue whose policy was just written is tried until S3 can send to it', async () => {
	const policy = new Kept('queue-policy');
	const events = new Kept('bucket-notification', (kind, number) =>
		kind === 'write' && number < 3
			? s3Error(
					400,
					'InvalidArgument',
					`Unable to validate the following destination configurations</Message><ArgumentName>${queueArn}, null</ArgumentName><Message>`,
				)
			: undefined,
	);
	const context = contextFor();
	const results = await withWriter([policy, events], async (writer) => [
		...(await executePlan(planFor('queue-policy'), writer, context)),
		...(await executePlan(planFor('bucket-notification'), writer, context)),
	]);
	expect(results.map(({status}) => status)).toEqual(['done', 'done']);
	expect(events.writes).toBe(3);
	expect(context.waits).toEqual([2000, 3000]);
});

test('a destination that S3 cannot reach is named, and nothing is changed', async () => {
	const kept = new Kept('bucket-notification', (kind) =>
		kind === 'write'
			? {
					...s3Error(400, 'InvalidArgument'),
					body: `<Error><Code>InvalidArgument</Code><Message>Unable to validate the following destination configurations</Message><ArgumentName>${queueArn}, null</ArgumentName><ArgumentValue>The destination queue does not exist</ArgumentValue></Error>`,
				}
			: undefined,
	);
	const {result} = await run(kept);
	expect(result).toMatchObject({
		status: 'failed',
		detail: {code: 'destinations-not-reached', facts: {destinations: [queueArn]}},
	});
	expect(kept.writes).toBe(1);
});
