import {isSettingId} from '../aws/index.ts';
import {
	type CorsRule,
	type NotificationConfiguration,
	notificationsIn,
	overlap,
} from '../bucket-settings/index.ts';
import {objectOf} from '../json/index.ts';
import type {Issue, Part} from './issue.ts';
import type {DocumentPart, ProfileParts} from './parts.ts';
import {applies, usesOf} from './uses.ts';

/** Rules of the documents that are settings of the bucket, and of the policy of a queue. */
export function settingIssues(parts: ProfileParts): Issue[] {
	return parts.documents.flatMap((document) => [
		...coverage(document, parts),
		...queueIssues(document, parts),
		...repeatedIds(
			document.rules.map(({path, value}) => ({path, value: value.ID})),
			'ID',
		),
		...(document.configuration === undefined ? [] : notificationIssues(document.configuration)),
	]);
}

/** The documents that the first version of the format does not have. */
export function settingsOfVersion2(documents: unknown): Issue['path'][] {
	return (Array.isArray(documents) ? documents : []).flatMap((document, index) => {
		const {id} = objectOf(document);
		return typeof id === 'string' && /^(?:bucket-cors|bucket-notification|queue-policy)$/.test(id)
			? [['documents', index, 'id']]
			: [];
	});
}

function coverage({id, path, when}: DocumentPart, parts: ProfileParts): Issue[] {
	const uses = usesOf(parts);
	return id !== undefined &&
		isSettingId(id) &&
		uses.length > 0 &&
		!uses.some((use) => applies(when, use))
		? [{path, rule: 'This document applies to no purpose and encryption of the profile.'}]
		: [];
}

function queueIssues({id, path}: DocumentPart, {queue}: ProfileParts): Issue[] {
	return id === 'queue-policy' && queue?.of !== 'customer'
		? [
				{
					path: [...path, 'id'],
					value: id,
					rule: 'A queue policy belongs to a queue of the customer: the profile needs "queue" with "of": "customer".',
				},
			]
		: [];
}

/** S3 takes no two for one event of one object, and each ID once. */
function notificationIssues({path, value}: Part<NotificationConfiguration>): Issue[] {
	const all = notificationsIn(value);
	if (all.length === 0) {
		return [{path, rule: 'Somebody has to be told: a queue, a topic or a function.'}];
	}

	const [first] = all.filter((one, index) =>
		all.slice(0, index).some((other) => overlap(one, other)),
	);
	return [
		...(first === undefined
			? []
			: [
					{
						path,
						value: first.arn,
						rule: 'S3 takes no two notifications for one event of one object: their events, prefixes and suffixes overlap.',
					},
				]),
		...repeatedIds(
			all.map(({id}) => ({path, value: id})),
			'Id',
		),
	];
}

function repeatedIds(ids: readonly Part<CorsRule['ID']>[], name: string): Issue[] {
	return ids
		.filter(
			({value}, index) =>
				value !== undefined && ids.slice(0, index).some((other) => other.value === value),
		)
		.map(({path, value = ''}) => ({
			path,
			value,
			rule: `S3 takes each ${name} once, and this one stands here twice.`,
		}));
}
