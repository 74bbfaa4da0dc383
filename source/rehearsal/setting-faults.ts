import {
	type CorsRequest,
	type CorsRule,
	eventsOf,
	isForAnySite,
	type NotificationConfiguration,
	ruleFor,
} from '../bucket-settings/index.ts';
import type {Connection} from '../connection/index.ts';
import {withTexts} from '../json/index.ts';
import {listOf, type Statement} from '../policy/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {documentsHeld, type HeldDocuments, settingsHeld} from './account.ts';
import type {PlannedFault} from './planned.ts';
import type {Fault} from './types.ts';

/** Everything that can be broken in the settings that an article has made of the bucket, one thing at a time. */
export function settingFaults(connection: Connection, profile: VendorProfile): PlannedFault[] {
	const {cors, notification} = settingsHeld(connection, profile);
	return [
		...(cors === undefined ? [] : corsFaults(cors, {notification})),
		...(notification === undefined ? [] : notificationFaults(notification, {cors})),
		...queueFaults(connection, documentsHeld(connection, profile)),
	];
}

/** What can be broken in the policy of the customer's queue. */
function queueFaults(connection: Connection, documents: HeldDocuments): PlannedFault[] {
	const document = 'queue-policy' as const;
	const policy = documents.get(document);
	if (policy === undefined) {
		return [];
	}

	const statements = listOf(policy.Statement);
	const planned = (fault: Fault, left: readonly Statement[] | undefined): PlannedFault => {
		const changed = new Map(documents);
		changed.delete(document);
		if (left !== undefined) {
			changed.set(document, {...policy, Statement: left});
		}

		return {
			fault,
			differences: {documents: changed},
			expected: {checks: ['queue.policy'], actions: [], isOptional: false},
		};
	};
	const {bucket} = connection;
	return [
		planned({code: 'document-missing', document}, undefined),
		...statements.flatMap((statement, index) => {
			const place = {document, statement: {index, sid: statement.Sid ?? ''}};
			const broken = (code: Fault['code'], changed: Statement | undefined) =>
				planned(
					{code, ...place},
					statements.flatMap((one, at) => (at !== index ? [one] : (changed ?? []))),
				);
			const elsewhere = withTexts(statement, (text) =>
				text.endsWith(`:${bucket}`) ? text.replace(bucket, `${bucket}-other`) : text,
			);
			return [
				broken('statement-missing', undefined),
				broken('other-principal', {...statement, Principal: {Service: 'sns.amazonaws.com'}}),
				...(JSON.stringify(elsewhere) !== JSON.stringify(statement)
					? [broken('other-place', elsewhere)]
					: []),
			];
		}),
	];
}

function corsFaults(
	rules: readonly CorsRule[],
	{notification}: {readonly notification: NotificationConfiguration | undefined},
): PlannedFault[] {
	const planned = (
		fault: Fault,
		changed: readonly CorsRule[] | undefined,
		isOptional = false,
	): PlannedFault => ({
		fault,
		differences: {
			settings: {
				...(changed !== undefined && {cors: changed}),
				...(notification !== undefined && {notification}),
			},
		},
		expected: isSame(rules, changed ?? [])
			? 'no-effect'
			: {checks: ['bucket.cors'], actions: [], isOptional},
	});
	const document = 'bucket-cors' as const;
	return [
		planned({code: 'document-missing', document}, undefined),
		...rules.flatMap((rule, index) => {
			const {AllowedHeaders = [], AllowedMethods, ExposeHeaders = [], ID = ''} = rule;
			const place = {document, statement: {index, sid: ID}};
			const broken = (
				code: Fault['code'],
				change: Partial<CorsRule> | undefined,
				action?: string,
			) =>
				planned(
					{code, ...place, ...(action !== undefined && {action})},
					rules.flatMap((one, at) =>
						at !== index ? [one] : change === undefined ? [] : [{...one, ...change}],
					),
					// Of pages of any site some are enough, as far as can be told.
					code === 'other-origin' && isForAnySite(rule),
				);
			const each = (
				list: readonly string[],
				code: Fault['code'],
				name: 'AllowedHeaders' | 'AllowedMethods' | 'ExposeHeaders',
			) => list.map((item) => broken(code, {[name]: list.filter((one) => one !== item)}, item));
			return [
				broken('rule-missing', undefined),
				...(AllowedMethods.length > 1
					? each(AllowedMethods, 'method-missing', 'AllowedMethods')
					: []),
				...each(AllowedHeaders, 'header-missing', 'AllowedHeaders'),
				...each(ExposeHeaders, 'header-hidden', 'ExposeHeaders'),
				broken('other-origin', {AllowedOrigins: ['https://somebody-else.example']}),
			];
		}),
	];
}

/** Whether rules answer alike to requests made of the texts of the article. Not how the check judges. */
function isSame(wanted: readonly CorsRule[], there: readonly CorsRule[]): boolean {
	const textsOf = (name: 'AllowedOrigins' | 'AllowedMethods' | 'AllowedHeaders') =>
		wanted.flatMap((rule) => rule[name] ?? []).map((text) => text.replace('*', 'x-text'));
	const requests = textsOf('AllowedOrigins').flatMap((origin) =>
		textsOf('AllowedMethods').flatMap((method): CorsRequest[] => [
			{origin, method, headers: []},
			...textsOf('AllowedHeaders').map((header) => ({origin, method, headers: [header]})),
		]),
	);
	return requests.every((request) => {
		const [asked, given] = [ruleFor(wanted, request), ruleFor(there, request)];
		const shown = there[given ?? 0]?.ExposeHeaders ?? [];
		const names = wanted[asked ?? 0]?.ExposeHeaders ?? [];
		return (
			asked === undefined ||
			(given !== undefined &&
				(request.headers.length > 0 || names.every((name) => shown.includes(name))))
		);
	});
}

const lists = [
	['QueueConfigurations', 'QueueArn'],
	['TopicConfigurations', 'TopicArn'],
	['LambdaFunctionConfigurations', 'LambdaFunctionArn'],
] as const;

function notificationFaults(
	configuration: NotificationConfiguration,
	{cors}: {readonly cors: readonly CorsRule[] | undefined},
): PlannedFault[] {
	const planned = (fault: Fault, changed: NotificationConfiguration): PlannedFault => ({
		fault,
		differences: {
			settings: {...(cors !== undefined && {cors}), notification: changed},
		},
		expected: {checks: ['bucket.notification'], actions: [], isOptional: false},
	});
	const document = 'bucket-notification' as const;
	return [
		planned({code: 'document-missing', document}, {}),
		...lists.flatMap(([list, arn]) =>
			(configuration[list] ?? []).flatMap((told, index) => {
				const place = {document, statement: {index, sid: told.Id ?? ''}};
				const broken = (code: Fault['code'], change: object | undefined, action?: string) =>
					planned(
						{code, ...place, ...(action !== undefined && {action})},
						{
							...configuration,
							[list]: (configuration[list] ?? []).flatMap((one, at) =>
								at !== index ? [one] : change === undefined ? [] : [{...one, ...change}],
							),
						},
					);
				const single = eventsOf(told.Events);
				const other = {Key: {FilterRules: [{Name: 'prefix', Value: 'another-than-agreed/'}]}};
				return [
					broken('notification-missing', undefined),
					...(single.length > 1
						? single.map((event) =>
								broken('event-missing', {Events: single.filter((one) => one !== event)}, event),
							)
						: []),
					broken('other-target', {[arn]: `${targetOf(told)}-other`}),
					broken('other-objects', {Filter: other}),
				];
			}),
		),
	];
}

function targetOf(told: object): string {
	const [, arn = ''] = Object.entries(told).find(([name]) => name.endsWith('Arn')) ?? [];
	return String(arn);
}
