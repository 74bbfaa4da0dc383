import {describe, expect, test} from 'vitest';
import {
	mergeNotification,
	type NotificationConfiguration,
	notificationGaps,
	notificationsIn,
	overlap,
} from '../../source/bucket-settings/index.ts';

const ours = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const other = 'arn:aws:sqs:eu-central-1:111122223333:other';

type Filter = {readonly prefix?: string; readonly suffix?: string};

const queue = (
	arn: string,
	events: readonly string[],
	{prefix, suffix}: Filter = {},
	id?: string,
) => ({
	...(id !== undefined && {Id: id}),
	QueueArn: arn,
	Events: events,
	...((prefix !== undefined || suffix !== undefined) && {
		Filter: {
			Key: {
				FilterRules: [
					...(prefix === undefined ? [] : [{Name: 'prefix', Value: prefix}]),
					...(suffix === undefined ? [] : [{Name: 'suffix', Value: suffix}]),
				],
			},
		},
	}),
});
const queues = (...QueueConfigurations: readonly ReturnType<typeof queue>[]) => ({
	QueueConfigurations,
});
const created = ['s3:ObjectCreated:*'];
const members = ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'].map(
	(name) => `s3:ObjectCreated:${name}`,
);
const wanted = queues(queue(ours, created, {prefix: 'landing/'}, 'acme'));
const changesOf = (there: NotificationConfiguration, all: NotificationConfiguration = wanted) => {
	const merged = mergeNotification(there, all);
	return merged.overlap === undefined ? merged.changes : [];
};
const gapsIn = (there: NotificationConfiguration, all: NotificationConfiguration = wanted) =>
	notificationGaps(notificationsIn(all), notificationsIn(there));

describe('what the target of a wanted notification is not told', () => {
	test.each<[string, NotificationConfiguration]>([
		['the same one', wanted],
		['one for more objects', queues(queue(ours, created))],
		['one for each event of the family', queues(...members.map((event) => queue(ours, [event])))],
		[
			'one more event',
			queues(queue(ours, [...created, 's3:ObjectRemoved:*'], {prefix: 'landing/'})),
		],
		[
			'the name of the filter as S3 gives it back',
			JSON.parse(JSON.stringify(wanted).replace('prefix', 'Prefix')),
		],
		[
			'others beside it',
			queues(queue(other, created, {prefix: 'other/'}), ...wanted.QueueConfigurations),
		],
	])('is nothing with %s', (_name, there) => {
		expect(gapsIn(there)).toEqual([]);
	});

	test('is nothing where one event of a family is wanted and all are told', () => {
		const one = queues(queue(ours, ['s3:ObjectCreated:Put'], {prefix: 'landing/'}));
		expect(gapsIn(wanted, one)).toEqual([]);
	});

	test('is everything where nobody is told', () => {
		expect(gapsIn({})).toEqual([
			{wanted: 0, events: created, object: 'landing/object', elsewhere: [], others: []},
		]);
	});

	test('is single events of a family', () => {
		const there = queues(queue(ours, members.slice(0, 2), {prefix: 'landing/'}));
		expect(gapsIn(there)).toEqual([expect.objectContaining({events: members.slice(2)})]);
	});

	test.each([
		['another prefix', {prefix: 'other/'}],
		['a part of the folder', {prefix: 'landing/a/'}],
		['names with an ending alone', {prefix: 'landing/', suffix: '.json'}],
	])('is all other objects, where those with %s are told', (_name, filter) => {
		const there = queues(queue(ours, created, filter));
		expect(gapsIn(there)).toEqual([
			expect.objectContaining({
				events: created,
				elsewhere: [expect.objectContaining({arn: ours})],
			}),
		]);
	});

	test('is what somebody else is told', () => {
		expect(gapsIn(queues(queue(other, created)))).toEqual([
			expect.objectContaining({others: [expect.objectContaining({arn: other})], elsewhere: []}),
		]);
	});

	test('is compared by what a filter means', () => {
		const folder = queues(queue(ours, created, {prefix: 'my+folder%28a%29/'}));
		expect(gapsIn(queues(queue(ours, created, {prefix: 'my folder(a)/'})), folder)).toEqual([]);
	});
});

describe('a notification that is put into others', () => {
	test('is added, and everybody who is told stays', () => {
		const there: NotificationConfiguration = {
			TopicConfigurations: [
				{
					TopicArn: 'arn:aws:sns:eu-central-1:111122223333:t',
					Events: ['s3:ObjectRemoved:*'],
					Id: 'acme',
				},
			],
			QueueConfigurations: [queue(other, created, {prefix: 'other/'})],
			EventBridgeConfiguration: {},
		};
		const merged = mergeNotification(there, wanted);
		expect(merged.overlap).toBeUndefined();
		expect(merged).toMatchObject({
			configuration: {
				...there,
				QueueConfigurations: [
					...(there.QueueConfigurations ?? []),
					{...wanted.QueueConfigurations[0], Id: 'acme-2'},
				],
			},
			changes: [{kind: 'added', notification: {id: 'acme-2'}}],
		});
	});

	test('changes nothing where it is told already', () => {
		const there = queues(queue(ours, created));
		expect(mergeNotification(there, wanted)).toMatchObject({configuration: there, changes: []});
	});

	test('completes the one with the same filter', () => {
		const there = queues(queue(ours, members.slice(0, 1), {prefix: 'landing/'}, 'mine'));
		expect(mergeNotification(there, wanted)).toMatchObject({
			configuration: queues(queue(ours, created, {prefix: 'landing/'}, 'mine')),
			changes: [{kind: 'completed'}],
		});
	});

	test('asks for what is missing alone, where some events are told of more objects', () => {
		const there = queues(queue(ours, members.slice(0, 1)));
		expect(mergeNotification(there, wanted)).toMatchObject({
			configuration: queues(
				...there.QueueConfigurations,
				queue(ours, members.slice(1), {prefix: 'landing/'}, 'acme'),
			),
		});
	});

	test('takes the place of one for a part of the same objects', () => {
		const there = queues(
			queue(ours, [...created, 's3:ObjectRemoved:*'], {prefix: 'landing/a/'}, 'mine'),
		);
		const merged = mergeNotification(there, wanted);
		expect(merged).toMatchObject({
			configuration: queues(
				queue(ours, ['s3:ObjectRemoved:*'], {prefix: 'landing/a/'}, 'mine'),
				queue(ours, created, {prefix: 'landing/'}, 'acme'),
			),
		});
		expect(changesOf(there)).toEqual([
			{
				kind: 'narrowed',
				index: 0,
				events: created,
				notification: expect.objectContaining({id: 'mine', events: ['s3:ObjectRemoved:*']}),
			},
			{kind: 'added', index: 1, notification: expect.objectContaining({id: 'acme'})},
		]);
	});

	test('takes one out that is for a part of it and nothing else, and says where that was', () => {
		const there: NotificationConfiguration = {
			TopicConfigurations: [
				{
					TopicArn: 'arn:aws:sns:eu-central-1:111122223333:t',
					Events: ['s3:ObjectRemoved:*'],
				},
			],
			QueueConfigurations: [
				queue(other, ['s3:ObjectTagging:*']),
				queue(ours, created, {prefix: 'landing/a/'}),
			],
		};
		expect(changesOf(there)).toMatchObject([
			{kind: 'removed', index: 2, notification: {arn: ours, prefix: 'landing/a/'}},
			{kind: 'added', index: 2, notification: {arn: ours, prefix: 'landing/'}},
		]);
	});

	test('is told by its place in the result, where topics come before queues', () => {
		const topic = {
			TopicArn: 'arn:aws:sns:eu-central-1:111122223333:t',
			Events: ['s3:ObjectTagging:*'],
		};
		const there = queues(queue(other, ['s3:ObjectRemoved:*']));
		expect(changesOf(there, {TopicConfigurations: [topic]})).toMatchObject([
			{kind: 'added', index: 0},
		]);
	});

	test('tells of one that one wanted notification narrows and another completes as both', () => {
		const there = queues(
			queue(ours, [...created, 's3:ObjectRemoved:*'], {prefix: 'landing/a/'}, 'mine'),
		);
		const both = queues(
			...wanted.QueueConfigurations,
			queue(ours, ['s3:ObjectTagging:*'], {prefix: 'landing/a/'}, 'tags'),
		);
		expect(changesOf(there, both)).toMatchObject([
			{kind: 'narrowed', index: 0, events: created},
			{kind: 'completed', index: 0},
			{kind: 'added', index: 1},
		]);
	});

	test.each([
		['somebody else is told of all objects', queue(other, created)],
		[
			'somebody else is told of a part of them',
			queue(other, members.slice(0, 1), {prefix: 'landing/a/'}),
		],
		['its target is told of objects that cross', queue(ours, created, {suffix: '.json'})],
	])('is refused where %s, since S3 takes no such two', (_name, there) => {
		expect(mergeNotification(queues(there), wanted).overlap?.there.arn).toBe(there.QueueArn);
	});

	test('goes beside somebody who is told of other objects or other events', () => {
		for (const there of [
			queue(other, created, {prefix: 'other/'}),
			queue(other, ['s3:ObjectRemoved:*']),
		]) {
			expect(mergeNotification(queues(there), wanted).overlap).toBeUndefined();
		}
	});
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
describe('two notifications', () => {
	const pair = (one: Filter, two: Filter, events = created): boolean => {
		const [first, second] = notificationsIn(
			queues(queue(ours, created, one), queue(other, events, two)),
		);
		return first !== undefined && second !== undefined && overlap(first, second);
	};

	test.each<[Filter, Filter, boolean]>([
		[{}, {}, true],
		[{prefix: 'images'}, {}, true],
		[{prefix: 'images'}, {prefix: 'logs'}, false],
		[{prefix: 'images'}, {prefix: 'images/a'}, true],
		[{prefix: 'images', suffix: '.jpg'}, {prefix: 'images', suffix: '.png'}, false],
		[{suffix: '.jpg'}, {suffix: 'jpg'}, true],
		[{prefix: 'images'}, {suffix: '.jpg'}, true],
	])('%j and %j overlap: %s', (one, two, expected) => {
		expect(pair(one, two)).toBe(expected);
		expect(pair(two, one)).toBe(expected);
	});

	test('of different events do not, and a family overlaps with each of its events', () => {
		expect(pair({}, {}, ['s3:ObjectRemoved:*'])).toBe(false);
		expect(pair({}, {}, ['s3:ObjectCreated:Copy'])).toBe(true);
	});
});
