import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	eventsOf,
	mergeNotification,
	type NotificationConfiguration,
	notificationGaps,
	notificationsIn,
	overlap,
} from '../../source/bucket-settings/index.ts';

const queue = fc.record({
	QueueArn: fc.constantFrom('queue-a', 'queue-b'),
	Events: fc.uniqueArray(
		fc.constantFrom('s3:ObjectTagging:*', 's3:ObjectTagging:Put', 's3:ObjectAcl:Put'),
		{minLength: 1},
	),
	Filter: fc
		.record({prefix: fc.constantFrom('', 'a', 'ab', 'b'), suffix: fc.constantFrom('', 'x', 'yx')})
		.map(({prefix, suffix}) => ({
			Key: {
				FilterRules: [
					{Name: 'prefix', Value: prefix},
					{Name: 'suffix', Value: suffix},
				],
			},
		})),
});
const configuration: fc.Arbitrary<NotificationConfiguration> = fc
	.array(queue, {maxLength: 3})
	.map((QueueConfigurations) => ({QueueConfigurations}));

const names = ['', 'a', 'ab', 'b', 'c'].flatMap((begin) =>
	['', 'x', 'yx', 'z'].map((end) => `${begin}-${end}`),
);
const events = ['s3:ObjectTagging:Put', 's3:ObjectTagging:Delete', 's3:ObjectAcl:Put'];

/** Who is told of an event of an object. */
function toldOf(given: NotificationConfiguration, event: string, name: string): string[] {
	return notificationsIn(given)
		.filter(
			(one) =>
				eventsOf(one.events).includes(event) &&
				name.startsWith(one.prefix) &&
				name.endsWith(one.suffix),
		)
		.map(({arn}) => arn);
}

/** Whether a configuration tells all that another one tells, listed for every event and name of a small world. */
function tellsAll(there: NotificationConfiguration, wanted: NotificationConfiguration): boolean {
	return events.every((event) =>
		names.every((name) =>
			toldOf(wanted, event, name).every((arn) => toldOf(there, event, name).includes(arn)),
		),
	);
}

const gaps = (wanted: NotificationConfiguration, there: NotificationConfiguration) =>
	notificationGaps(notificationsIn(wanted), notificationsIn(there));

const overlapsItself = (given: NotificationConfiguration) => {
	const all = notificationsIn(given);
	return all.some((one, index) => all.slice(0, index).some((other) => overlap(one, other)));
};

describe('notifications', () => {
	test('tell all that is wanted exactly where every event of every object of a small world says so', () => {
		fc.assert(
			fc.property(configuration, configuration, (wanted, there) => {
				expect(gaps(wanted, there).length === 0).toBe(tellsAll(there, wanted));
			}),
			{numRuns: 500},
		);
	});

	test('tell all of both once they are merged, and stay such as S3 takes', () => {
		fc.assert(
			fc.property(configuration, configuration, (wanted, there) => {
				fc.pre(!overlapsItself(there) && !overlapsItself(wanted));
				const merged = mergeNotification(there, wanted);
				if (merged.overlap !== undefined) {
					return;
				}

				expect(gaps(wanted, merged.configuration)).toEqual([]);
				expect(tellsAll(merged.configuration, there)).toBe(true);
				expect(overlapsItself(merged.configuration)).toBe(false);
			}),
			{numRuns: 500},
		);
	});

	test('say of each merge who was added, taken out, completed and narrowed, and of nobody else', () => {
		fc.assert(
			fc.property(configuration, configuration, (wanted, there) => {
				fc.pre(!overlapsItself(there) && !overlapsItself(wanted));
				const merged = mergeNotification(there, wanted);
				if (merged.overlap !== undefined) {
					return;
				}

				const [before, after] = [notificationsIn(there), notificationsIn(merged.configuration)];
				const isTold = (kind: string, index: number) =>
					merged.changes.some((change) => change.kind === kind && change.index === index);
				const added = after.filter((_one, index) => isTold('added', index));
				const old = after.filter((_one, index) => !isTold('added', index));
				const stayed = before.filter((_one, index) => !isTold('removed', index));
				expect(after).toEqual([...old, ...added]);
				expect(old.map(({events: _, ...rest}) => rest)).toEqual(
					stayed.map(({events: _, ...rest}) => rest),
				);
				for (const [index, one] of old.entries()) {
					const [now, was] = [eventsOf(one.events), eventsOf(stayed[index]?.events ?? [])];
					expect(isTold('completed', index)).toBe(now.some((event) => !was.includes(event)));
					expect(isTold('narrowed', index)).toBe(was.some((event) => !now.includes(event)));
				}
			}),
			{numRuns: 500},
		);
	});
});
