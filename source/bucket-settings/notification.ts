import {eventsOf, inFamilies} from './events.ts';
import type {Notification, NotificationConfiguration, Notified} from './types.ts';

/** Something that is to be told and is not. */
type NotificationGap = {
	/** 0-based place of the wanted one. */
	readonly wanted: number;
	/** The events that are not told, families for all of theirs. */
	readonly events: readonly string[];
	/** Name of an object of which nothing is told. */
	readonly object: string;
	/** Those that tell the target of these events, of other objects. */
	readonly elsewhere: readonly Notification[];
	/** Those that tell somebody else of these events and this object. */
	readonly others: readonly Notification[];
};

/** Whom a configuration tells, in its order. */
export function notificationsIn({
	TopicConfigurations = [],
	QueueConfigurations = [],
	LambdaFunctionConfigurations = [],
}: NotificationConfiguration): Notification[] {
	const told = (
		kind: Notification['kind'],
		arn: string,
		{Id, Events, Filter}: Notified,
	): Notification => {
		const partOf = (name: string) =>
			Filter?.Key?.FilterRules?.find(({Name}) => Name.toLowerCase() === name)?.Value ?? '';
		return {
			kind,
			...(Id !== undefined && {id: Id}),
			arn,
			events: Events,
			prefix: partOf('prefix'),
			suffix: partOf('suffix'),
		};
	};
	return [
		...TopicConfigurations.map((one) => told('topic', one.TopicArn, one)),
		...QueueConfigurations.map((one) => told('queue', one.QueueArn, one)),
		...LambdaFunctionConfigurations.map((one) => told('function', one.LambdaFunctionArn, one)),
	];
}

/**
 * A part of a name as it reads: a filter holds a blank as a plus sign and other characters percent-encoded.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
function plainPart(value: string): string {
	try {
		return decodeURIComponent(value.replaceAll('+', ' '));
	} catch {
		return value;
	}
}

/** A part of a name as a filter holds it; the same page. */
export function filterValue(part: string): string {
	return part.replaceAll(/[^A-Za-z0-9!_.'()/-]/g, (character) =>
		character === ' ' ? '+' : encodeURIComponent(character),
	);
}

/** Whether one is told of all objects of which another one is. */
export function hasObjectsOf(one: Notification, other: Notification): boolean {
	return (
		plainPart(other.prefix).startsWith(plainPart(one.prefix)) &&
		plainPart(other.suffix).endsWith(plainPart(one.suffix))
	);
}

/**
 * Whether two are told of one event of one object, which S3 takes of no bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html#notification-how-to-filtering-examples-invalid
 */
export function overlap(one: Notification, other: Notification): boolean {
	const [prefix, otherPrefix] = [plainPart(one.prefix), plainPart(other.prefix)];
	const [suffix, otherSuffix] = [plainPart(one.suffix), plainPart(other.suffix)];
	return (
		eventsInBoth(one.events, other.events).length > 0 &&
		(prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix)) &&
		(suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix))
	);
}

/** The events of both, each by itself. */
export function eventsInBoth(events: readonly string[], others: readonly string[]): string[] {
	const own = eventsOf(others);
	return eventsOf(events).filter((event) => own.includes(event));
}

/**
 * What the wanted ones would be told and are not: for each event and every object. Any object can be one whose name has,
 * between its beginning and its end, what no filter asks for; so one filter that has all of them has to be there.
 */
export function notificationGaps(
	wanted: readonly Notification[],
	there: readonly Notification[],
): NotificationGap[] {
	return wanted.flatMap((one, index) => {
		const missing = missingEvents(one, there);
		if (missing.length === 0) {
			return [];
		}

		const isAbout = (other: Notification) => eventsInBoth(missing, other.events).length > 0;
		return [
			{
				wanted: index,
				events: inFamilies(missing),
				object: `${plainPart(one.prefix)}object${plainPart(one.suffix)}`,
				elsewhere: there.filter((other) => other.arn === one.arn && isAbout(other)),
				others: there.filter(
					(other) => other.arn !== one.arn && overlap(one, other) && isAbout(other),
				),
			},
		];
	});
}

/** The events of a wanted one that nobody tells its target of all its objects. */
export function missingEvents(wanted: Notification, there: readonly Notification[]): string[] {
	const told = eventsOf(
		there
			.filter((other) => other.arn === wanted.arn && hasObjectsOf(other, wanted))
			.flatMap(({events}) => events),
	);
	return eventsOf(wanted.events).filter((event) => !told.includes(event));
}
