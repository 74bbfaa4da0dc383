import {eventsOf, inFamilies} from './events.ts';
import {
	eventsInBoth,
	hasObjectsOf,
	missingEvents,
	notificationsIn,
	overlap,
} from './notification.ts';
import type {Notification, NotificationConfiguration} from './types.ts';

/** In the order in which `notificationsIn` gives them. */
const kinds = ['topic', 'queue', 'function'] as const;

/** What a merge did with one who is told. */
export type NotificationChange = {
	readonly notification: Notification;
	/** 0-based place of the notification in the result; of one that was taken out, in what was there. */
	readonly index: number;
} & (
	| {readonly kind: 'added' | 'completed' | 'removed'}
	/** It stays for other events than these, which a wanted one tells its target now. */
	| {readonly kind: 'narrowed'; readonly events: readonly string[]}
);

/** A configuration with the wanted ones in it, or one that is there and that S3 takes with none of them. */
type MergedNotification =
	| {
			readonly configuration: NotificationConfiguration;
			/** None where all is told as it is. */
			readonly changes: readonly NotificationChange[];
			readonly overlap?: never;
	  }
	| {readonly overlap: {readonly there: Notification; readonly wanted: Notification}};

/** One who is told, as it came to be in a merge. */
type Entry = {
	readonly notification: Notification;
	/** As it was; absent for one that was added. */
	readonly was?: Notification;
};

/**
 * A configuration that tells the wanted ones too. Everybody who is told stays, with all events of all objects; what the target
 * of a wanted one is told of a part of its objects already, goes into the wanted one. S3 takes no two for one event of one
 * object, so where somebody else is told of it, there is no such configuration.
 */
export function mergeNotification(
	there: NotificationConfiguration,
	wanted: NotificationConfiguration,
): MergedNotification {
	const before = notificationsIn(there);
	let entries: readonly Entry[] = before.map((one) => ({notification: one, was: one}));
	for (const one of notificationsIn(wanted)) {
		const notifications = entries.map(({notification}) => notification);
		const missing = missingEvents(one, notifications);
		if (missing.length === 0) {
			continue;
		}

		const isWhole = missing.length === eventsOf(one.events).length;
		const added: Notification = {...one, events: isWhole ? one.events : inFamilies(missing)};
		const blocking = notifications.find(
			(other) => overlap(added, other) && !(other.arn === one.arn && hasObjectsOf(added, other)),
		);
		if (blocking !== undefined) {
			return {overlap: {there: blocking, wanted: one}};
		}

		entries = withNotification(entries, added);
	}

	// A configuration holds those of each kind together.
	const ordered = kinds.flatMap((kind) =>
		entries.filter(({notification}) => notification.kind === kind),
	);
	return {
		configuration: configurationOf(
			there,
			ordered.map(({notification}) => notification),
		),
		changes: changesOf(before, ordered),
	};
}

function withNotification(there: readonly Entry[], added: Notification): readonly Entry[] {
	const isPart = (other: Notification) => other.arn === added.arn && hasObjectsOf(added, other);
	const same = there.find(
		({notification}) => isPart(notification) && hasObjectsOf(notification, added),
	);
	const own = eventsOf(added.events);
	const kept = there.flatMap((entry): Entry[] => {
		const {notification} = entry;
		if (entry === same) {
			const events = inFamilies([...notification.events, ...added.events]);
			return [{...entry, notification: {...notification, events}}];
		}

		if (!isPart(notification) || eventsInBoth(notification.events, added.events).length === 0) {
			return [entry];
		}

		const left = eventsOf(notification.events).filter((event) => !own.includes(event));
		return left.length === 0
			? []
			: [{...entry, notification: {...notification, events: inFamilies(left)}}];
	});
	return same === undefined
		? [
				...kept,
				{
					notification: withFreeId(
						added,
						kept.map(({notification}) => notification),
					),
				},
			]
		: kept;
}

/** What differs from before: first those that were there, in their order. */
function changesOf(
	before: readonly Notification[],
	entries: readonly Entry[],
): NotificationChange[] {
	const ofOld = before.flatMap((was, place): NotificationChange[] => {
		const index = entries.findIndex((entry) => entry.was === was);
		const now = entries[index]?.notification;
		if (now === undefined) {
			return [{kind: 'removed', notification: was, index: place}];
		}

		const [events, earlier] = [eventsOf(now.events), eventsOf(was.events)];
		const lost = earlier.filter((event) => !events.includes(event));
		const common = {notification: now, index};
		return [
			...(lost.length === 0
				? []
				: [{...common, kind: 'narrowed' as const, events: inFamilies(lost)}]),
			...(events.every((event) => earlier.includes(event))
				? []
				: [{...common, kind: 'completed' as const}]),
		];
	});
	const added = entries.flatMap(({notification, was}, index): NotificationChange[] =>
		was === undefined ? [{kind: 'added', notification, index}] : [],
	);
	return [...ofOld, ...added];
}

/** Each ID stands once. https://docs.aws.amazon.com/AmazonS3/latest/API/API_QueueConfiguration.html */
function withFreeId(added: Notification, there: readonly Notification[]): Notification {
	const {id} = added;
	if (id === undefined) {
		return added;
	}

	const taken = new Set(there.map((other) => other.id));
	let free = id;
	for (let count = 2; taken.has(free); count += 1) {
		free = `${id}-${count}`;
	}

	return {...added, id: free};
}

/** A configuration without filters that ask for nothing, of which S3 takes none. */
export function tidyNotification(
	configuration: NotificationConfiguration,
): NotificationConfiguration {
	return configurationOf(configuration, notificationsIn(configuration));
}

function configurationOf(
	{EventBridgeConfiguration}: NotificationConfiguration,
	notifications: readonly Notification[],
): NotificationConfiguration {
	const of = (kind: Notification['kind']) => notifications.filter((one) => one.kind === kind);
	const [topics, queues, functions] = [of('topic'), of('queue'), of('function')];
	return {
		...(topics.length > 0 && {
			TopicConfigurations: topics.map((one) => ({...toldForm(one), TopicArn: one.arn})),
		}),
		...(queues.length > 0 && {
			QueueConfigurations: queues.map((one) => ({...toldForm(one), QueueArn: one.arn})),
		}),
		...(functions.length > 0 && {
			LambdaFunctionConfigurations: functions.map((one) => ({
				...toldForm(one),
				LambdaFunctionArn: one.arn,
			})),
		}),
		...(EventBridgeConfiguration !== undefined && {EventBridgeConfiguration}),
	};
}

function toldForm({id, events, prefix, suffix}: Notification) {
	const rules = [
		...(prefix === '' ? [] : [{Name: 'prefix', Value: prefix}]),
		...(suffix === '' ? [] : [{Name: 'suffix', Value: suffix}]),
	];
	return {
		...(id !== undefined && {Id: id}),
		Events: events,
		...(rules.length > 0 && {Filter: {Key: {FilterRules: rules}}}),
	};
}
