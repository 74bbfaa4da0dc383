import type {SettingId} from '../aws/index.ts';
import {
	type CorsRule,
	mergeCors,
	mergeNotification,
	type Notification,
	type NotificationChange,
	type NotificationConfiguration,
	readCors,
	readNotification,
} from '../bucket-settings/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {quoted, visible} from '../problems.ts';
import type {ConnectionDocument} from './build.ts';
import {documentText} from './limits.ts';

/** A rule or a notification that a merge added, changed or took out. */
export type SettingChange = {
	/** Its ID; empty where it has none. */
	readonly sid: string;
	/** 0-based place in the result; of one that was taken out, in what was there. */
	readonly index: number;
} & (
	| {readonly kind: 'added' | 'changed' | 'removed'}
	/** A notification that stays for other events than these, which the vendor's has now. */
	| {readonly kind: 'narrowed'; readonly events: readonly string[]}
	/** A rule by which pages of these origins may read these headers of answers too, whosever pages they are. */
	| {
			readonly kind: 'exposes';
			readonly headers: readonly string[];
			readonly origins: readonly string[];
	  }
);

/** One of the connection's settings of the bucket. */
export type ConnectionSetting = Extract<ConnectionDocument, {id: SettingId}>;

/** A setting that is there with the vendor's in it. */
export type SettingMerge = {
	readonly text: string;
	readonly document: readonly CorsRule[] | NotificationConfiguration;
	/** None where it serves as it is. */
	readonly changes: readonly SettingChange[];
};

/**
 * Puts one of the connection's settings into the one that is there, as text; all that is there stays in meaning and order. CORS
 * rules come in the form in which they were given. UserError for text that is no such setting, and (exit code 1) for a result
 * that S3 would not take.
 */
export function mergeSetting(
	existing: string,
	addition: ConnectionSetting,
	name: string,
): SettingMerge {
	if (addition.id === 'bucket-cors') {
		const {rules = [], isWrapped = false} = readCors(existing, name) ?? {};
		const {rules: document, changes} = corsWith(rules, addition.document);
		const text =
			changes.length === 0 ? existing : documentText(isWrapped ? {CORSRules: document} : document);
		return {text, document, changes};
	}

	const there = readNotification(existing, name) ?? {};
	const {document, changes} = notificationWith(there, addition.document);
	return {text: changes.length === 0 ? existing : documentText(document), document, changes};
}

/** CORS rules with wanted ones in them. UserError as `mergeSetting`. */
export function corsWith(
	there: readonly CorsRule[],
	wanted: readonly CorsRule[],
): {readonly rules: readonly CorsRule[]; readonly changes: readonly SettingChange[]} {
	const {rules, changes} = mergeCors(there, wanted);
	return {rules, changes: changes.map(({id: sid, ...change}) => ({...change, sid}))};
}

/** A notification configuration with wanted ones in it. UserError (exit code 1) where S3 takes no such two. */
export function notificationWith(
	there: NotificationConfiguration,
	wanted: NotificationConfiguration,
): {
	readonly document: NotificationConfiguration;
	readonly changes: readonly SettingChange[];
} {
	const merged = mergeNotification(there, wanted);
	if (merged.overlap !== undefined) {
		throw overlapError(merged.overlap.there);
	}

	return {
		document: merged.configuration,
		changes: merged.changes.map(settingChange),
	};
}

function settingChange(change: NotificationChange): SettingChange {
	const {notification, index} = change;
	const place = {sid: notification.id ?? '', index};
	switch (change.kind) {
		case 'narrowed':
			return {...place, kind: change.kind, events: change.events};
		case 'completed':
			return {...place, kind: 'changed'};
		default:
			return {...place, kind: change.kind};
	}
}

function overlapError({arn, id = '', events}: Notification): UserError {
	return new UserError(
		`The bucket tells ${visible(arn)} of ${events.join(', ')} already, and S3 takes no two notifications for one event of one object.`,
		{
			exitCode: exitCodes.failed,
			problems: [
				{
					field: id === '' ? 'notification' : `notification ${quoted(id)}`,
					value: arn,
					rule: 'Nothing is changed here: whoever is told now would be told no more.',
					code: 'notification-overlaps',
				},
			],
			hint: 'Let the events go to an SNS topic that both get them from, or narrow the prefix of one of the two.',
		},
	);
}
