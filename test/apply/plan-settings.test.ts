import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {planChanges} from '../../source/apply/plan.ts';
import type {Connection} from '../../source/connection/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {judge} from '../../source/verify/index.ts';
import {
	carriedOut,
	isEverythingDone,
	obstructed,
	saidOf,
	stepOf,
	textAfter,
	writing,
} from '../support/planning.ts';
import {
	absent,
	found,
	refused,
	withBucket,
	withoutBucket,
	withQueue,
} from '../support/snapshots.ts';
import {brokenCases, featureCases} from '../verify/features/index.ts';

const settings = featureCases.filter(({profile}) =>
	profile.documents.some(({id}) =>
		['bucket-cors', 'bucket-notification', 'queue-policy'].includes(id),
	),
);
const caseOf = (name: string) => {
	const found = settings.find(({feature}) => feature === name);
	if (found === undefined) {
		throw new Error(`There is no feature ${name}.`);
	}

	return found;
};
const pages = caseOf('rules for browsers');
const events = caseOf("events to the customer's queue");
const ids = ['bucket.cors', 'bucket.notification', 'queue.policy'] as const;

const planOf = (
	snapshot: Snapshot,
	{connection, profile}: {readonly connection: Connection; readonly profile: VendorProfile},
) => planChanges(snapshot, connection, profile);

const emptied = (snapshot: Snapshot) =>
	withQueue(
		withBucket(snapshot, {
			cors: absent('NoSuchCORSConfiguration'),
			notification: found({topics: [], queues: [], functions: [], isToEventBridge: false}),
		}),
		{policy: absent('NoSuchQueuePolicy')},
	);

describe('a plan for CORS rules, events and the policy of a queue', () => {
	test.each(settings)('has nothing to do where all is right: $feature', ({healthy, ...rest}) => {
		expect(isEverythingDone(planOf(healthy, rest))).toBe(true);
	});

	test.each(settings)('makes all right where there is none: $feature', ({healthy, ...rest}) => {
		const {connection, profile} = rest;
		const snapshot = emptied(healthy);
		const plan = planOf(snapshot, rest);
		expect(obstructed(plan)).toEqual([]);
		const after = carriedOut(snapshot, plan, connection);
		const wrong = judge(after, connection, profile, ids).filter(
			({status}) => status !== 'pass' && status !== 'skip',
		);
		expect(wrong).toEqual([]);
		expect(isEverythingDone(planOf(after, rest))).toBe(true);
	});

	test('lets S3 send before the bucket tells the queue, and both before the key', () => {
		const {steps} = planOf(emptied(events.healthy), events);
		expect(steps.map(({id}) => id)).toEqual([
			'bucket',
			'bucket-encryption',
			'role',
			'trust-policy',
			'role-policy',
			'queue-policy',
			'bucket-notification',
		]);
	});

	test('makes all of it for a bucket that is yet to be made', () => {
		const plan = planOf(withoutBucket(pages.healthy), pages);
		expect(writing(plan)).toEqual(['bucket', 'bucket-cors']);
	});

	test('keeps the rules that are there, in their order, before those of the vendor', () => {
		const theirs = {id: 'theirs', origins: ['https://theirs.example'], methods: ['GET']};
		const plan = planOf(withBucket(pages.healthy, {cors: found([theirs])}), pages);
		expect(JSON.parse(textAfter(plan, 'bucket-cors'))).toMatchObject({
			CORSRules: [{ID: 'theirs'}, {ID: 'AcmePages'}],
		});
		expect(saidOf(plan, 'bucket-cors')).toBe(
			'Puts what Acme needs into the CORS configuration: added rule "AcmePages". Everything else stays.',
		);
		expect(stepOf(plan, 'bucket-cors').diff.join('\n')).not.toMatch(/^-.*theirs/m);
	});

	test('keeps EventBridge and everybody who is told', () => {
		const {queueArn = ''} = events.connection;
		const there = {
			topics: [],
			queues: [{arn: `${queueArn}-other`, events: ['s3:ObjectRemoved:*'], filter: []}],
			functions: [],
			isToEventBridge: true,
		};
		const plan = planOf(withBucket(events.healthy, {notification: found(there)}), events);
		expect(JSON.parse(textAfter(plan, 'bucket-notification'))).toMatchObject({
			QueueConfigurations: [{QueueArn: `${queueArn}-other`}, {QueueArn: queueArn}],
			EventBridgeConfiguration: {},
		});
	});

	test('says what it gives: S3 may send, and nobody else anything', () => {
		const {effect} = stepOf(planOf(emptied(events.healthy), events), 'queue-policy');
		expect(effect?.losses).toEqual([]);
		expect(effect?.gains.map(({witness}) => witness)).toMatchObject([
			{principal: 's3.amazonaws.com', action: 'sqs:SendMessage'},
		]);
	});
});

describe('an obstacle', () => {
	const broken = (what: string) => {
		const found = brokenCases.find((one) => one.feature === events.feature && one.what === what);
		if (found === undefined) {
			throw new Error(`Nothing is broken by ${what}.`);
		}

		return planOf(found.snapshot, events);
	};

	test('is somebody who is told already, since S3 takes no two for one event of one object', () => {
		const plan = broken('somebody else is told');
		expect(stepOf(plan, 'bucket-notification')).toMatchObject({
			obstacle: {code: 'notification-overlaps'},
		});
		expect(saidOf(plan, 'bucket-notification')).toContain('acme-events-other');
	});

	test('is a Deny of the queue, and the bucket then tells the queue nothing', () => {
		const plan = broken('a Deny keeps S3 out');
		expect(obstructed(plan)).toEqual(['queue-policy']);
		expect(stepOf(plan, 'queue-policy').obstacle?.code).toBe('finding');
	});

	test('is a key of the queue that AWS manages, since no policy lets S3 use it', () => {
		const snapshot = withQueue(emptied(events.healthy), {encryptionKey: found('alias/aws/sqs')});
		const plan = planOf(snapshot, events);
		expect(stepOf(plan, 'queue-policy').obstacle).toMatchObject({
			code: 'finding',
			facts: {finding: {code: 'managed-key'}},
		});
		expect(saidOf(plan, 'queue-policy')).toContain('alias/aws/sqs');
		expect(stepOf(plan, 'bucket-notification').obstacle).toMatchObject({
			code: 'needs-step',
			facts: {step: 'queue-policy'},
		});
	});

	test('is no key of the customer, whose policy is not looked at: the plan goes by that of the queue', () => {
		const encryptionKey = found('alias/queues');
		const plan = planOf(withQueue(emptied(events.healthy), {encryptionKey}), events);
		expect(obstructed(plan)).toEqual([]);
		expect(writing(plan)).toContain('queue-policy');
		const done = planOf(withQueue(events.healthy, {encryptionKey}), events);
		expect([...obstructed(done), ...writing(done)]).toEqual([]);
		expect(saidOf(done, 'queue-policy')).toContain('encrypted with the key alias/queues');
	});

	test('of the queue policy stands before the notification that needs it', () => {
		const snapshot = withQueue(emptied(events.healthy), {
			policy: refused('sqs:GetQueueAttributes'),
		});
		const plan = planOf(snapshot, events);
		expect(stepOf(plan, 'queue-policy').obstacle?.code).toBe('not-seen');
		expect(stepOf(plan, 'bucket-notification').obstacle).toMatchObject({
			code: 'needs-step',
			facts: {step: 'queue-policy'},
		});
	});

	test.each([
		['bucket-cors', pages, {cors: refused('s3:GetBucketCORS')}],
		['bucket-notification', events, {notification: refused('s3:GetBucketNotification')}],
	] as const)('is what cannot be seen of %s', (id, subject, facts) => {
		const plan = planOf(withBucket(subject.healthy, facts), subject);
		expect(stepOf(plan, id).obstacle?.code).toBe('not-seen');
	});
});

test('where more may send than this bucket, the plan leaves it and names it', () => {
	const open = brokenCases.find(({what}) => what === 'any bucket of anybody may send');
	const plan = planOf(open?.snapshot ?? events.healthy, events);
	expect(writing(plan)).toEqual([]);
	expect(saidOf(plan, 'queue-policy')).toContain('buckets of anybody');
});
