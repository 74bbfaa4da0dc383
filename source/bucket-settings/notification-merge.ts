import {eventsOf, inFamilies} from './events.ts';
import {
	eventsInBoth,
	hasObjectsOf,
	missingEvents,
	notificationsIn,
	overlap,
} from './notification.ts';
import type {Notification, NotificationConfiguration} from './types.ts';

/** What a merge did with one who is told. */
type NotificationChange = {
	readonly kind: 'added' | 'completed' | 'removed';
	readonly notification: Notification;
};

/** A configuration with the wanted ones in it, or one that is there and that S3 takes with none of them. */
type MergedNotification =
	| {
			readonly configuration: NotificationConfiguration;
			readonly notifications: readonly Notification[];
			/** None where all is told as it is. */
			readonly changes: readonly NotificationChange[];
			readonly overlap?: never;
	  }
	| {readonly overlap: {readonly there: Notification; readonly wanted: Notification}};

/**
 * A configuration that tells the wanted ones too. Everybody who is told stays, with all events of all objects; what the target
 * of a wanted one is told of a part of its objects already, goes into the wanted one. S3 takes no two for one event of one
 * object, so where somebody else is told of it, there is no such configuration.
 */
export function mergeNotification(
	there: NotificationConfiguration,
	wanted: NotificationConfiguration,
): MergedNotification {
	let notifications: readonly Notification[] = notificationsIn(there);
	const changes: NotificationChange[] = [];
	for (const one of notificationsIn(wanted)) {
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

		const result = withNotification(notifications, added);
		notifications = result.notifications;
		changes.push(...result.changes);
	}

	return {configuration: configurationOf(there, notifications), notifications, changes};
}

function withNotification(
	there: readonly Notification[],
	added: Notification,
): {
	readonly notifications: readonly Notification[];
	readonly changes: readonly NotificationChange[];
} {
	const isPart = (other: Notification) => other.arn === added.arn && hasObjectsOf(added, other);
	const same = there.find((other) => isPart(other) && hasObjectsOf(other, added));
	const changes: NotificationChange[] = [];
	const kept = there.flatMap((other): Notification[] => {
		if (other === same) {
			const completed = {...other, events: inFamilies([...other.events, ...added.events])};
			changes.push({kind: 'completed', notification: completed});
			return [completed];
		}

		if (!isPart(other) || eventsInBoth(other.events, added.events).length === 0) {
			return [other];
		}

		const own = eventsOf(added.events);
		const left = eventsOf(other.events).filter((event) => !own.includes(event));
		changes.push({kind: 'removed', notification: other});
		return left.length === 0 ? [] : [{...other, events: inFamilies(left)}];
	});
	if (same !== undefined) {
		return {notifications: kept, changes};
	}

	const named = withFreeId(added, kept);
	return {
		notifications: [...kept, named],
		changes: [...changes, {kind: 'added', notification: named}],
	};
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
