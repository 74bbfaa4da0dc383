import * as v from 'valibot';
import {accountOf, queueInArn} from '../aws/index.ts';
import type {Problem} from '../errors.ts';
import {corsIn, notificationIn, resourceName, rulesIn, type Target} from './target.ts';

/** What stood in an account before a change, enough to put it back. Holds no credentials. */
export type Backup = {
	readonly version: 1;
	/** ISO 8601. */
	readonly takenAt: string;
	/** Twelve digits. */
	readonly accountId: string;
	readonly kind: Target['kind'];
	readonly resource: Target;
	/** The text, byte for byte; null where there was none. */
	readonly before: string | null;
	/** What was to be written; null where it was to be removed. */
	readonly after: string | null;
};

const accountId = v.pipe(v.string(), v.regex(/^\d{12}$/));
const word = v.pipe(v.string(), v.nonEmpty());
const place = v.strictObject({
	bucket: v.pipe(v.string(), v.regex(/^[\w.-]{3,255}$/)),
	region: v.pipe(v.string(), v.regex(/^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/)),
	ownerId: accountId,
});
const roleName = v.pipe(v.string(), v.regex(/^[\w+=,.@-]{1,64}$/));
const keyArn = v.pipe(
	v.string(),
	v.regex(/^arn:aws:kms:[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}:\d{12}:key\/[A-Za-z0-9-]+$/),
);

const queueArn = v.pipe(
	v.string(),
	v.check((text) => queueInArn(text) !== undefined),
);

const target: v.GenericSchema<unknown, Target> = v.variant('kind', [
	v.strictObject({kind: v.literal('bucket'), place}),
	v.strictObject({kind: v.literal('bucket-policy'), place}),
	v.strictObject({kind: v.literal('bucket-encryption'), place}),
	v.strictObject({kind: v.literal('role'), roleName, rolePath: word}),
	v.strictObject({kind: v.literal('trust-policy'), roleName}),
	v.strictObject({
		kind: v.literal('role-policy'),
		roleName,
		policyName: v.pipe(v.string(), v.regex(/^[\w+=,.@-]{1,128}$/)),
	}),
	v.strictObject({kind: v.literal('key-policy'), keyArn}),
	v.strictObject({kind: v.literal('bucket-cors'), place}),
	v.strictObject({kind: v.literal('bucket-notification'), place}),
	v.strictObject({kind: v.literal('queue-policy'), queueArn}),
]);

const kinds = [
	'bucket',
	'bucket-encryption',
	'role',
	'trust-policy',
	'role-policy',
	'bucket-policy',
	'key-policy',
	'bucket-cors',
	'bucket-notification',
	'queue-policy',
] as const;

const shape = v.strictObject({
	version: v.literal(1),
	takenAt: v.pipe(v.string(), v.isoTimestamp()),
	accountId,
	kind: v.picklist(kinds),
	resource: target,
	before: v.nullable(word),
	after: v.nullable(word),
});

function accountOfTarget(resource: Target): string | undefined {
	if ('place' in resource) {
		return resource.place.ownerId;
	}

	if ('queueArn' in resource) {
		return accountOf(resource.queueArn);
	}

	return 'keyArn' in resource ? accountOf(resource.keyArn) : undefined;
}

/** What is written in a form of its own, and not as it stands in the backup. */
const settings = [
	{
		kind: 'bucket-encryption',
		read: rulesIn,
		rule: 'This does not contain encryption rules.',
	},
	{kind: 'bucket-cors', read: corsIn, rule: 'This does not contain CORS rules.'},
	{
		kind: 'bucket-notification',
		read: notificationIn,
		rule: 'This does not say whom the bucket tells of events.',
	},
] as const;

/** What does not fit together in a backup whose fields are all right by themselves. */
function contradictions({kind, resource, accountId: account, before, after}: Backup): Problem[] {
	const owner = accountOfTarget(resource);
	const texts = [before, after].filter((text) => text !== null);
	const hasText = texts.length > 0;
	return [
		...(kind === resource.kind
			? []
			: [{field: 'kind', value: kind, rule: 'This is not the kind of the resource.'}]),
		...(owner === undefined || owner === account
			? []
			: [{field: 'accountId', value: account, rule: 'The resource belongs to another account.'}]),
		...(hasText ? [] : [{field: 'after', rule: 'There is no text before and none after.'}]),
		...settings
			.filter((one) => one.kind === kind && texts.some((text) => one.read(text) === undefined))
			.map(({rule}) => ({field: 'before', rule})),
	];
}

/** The backup in a value that was read from a file, or all that is wrong with it. */
export function checkBackup(
	value: unknown,
): {readonly backup: Backup} | {readonly problems: readonly Problem[]} {
	const result = v.safeParse(shape, value);
	if (!result.success) {
		const fields = new Set(result.issues.map((issue) => v.getDotPath(issue) ?? 'backup'));
		return {
			problems: [...fields].map((field) => ({
				field,
				rule: 'It is missing, or not as s3-handshake writes it.',
			})),
		};
	}

	const problems = contradictions(result.output);
	return problems.length > 0 ? {problems} : {backup: result.output};
}

/**
 * Name of the backup's file, e.g. `03-2026-11-21T20-15-30Z-bucket-policy-acme-assets-x7k2.json`. The number is its place
 * in its folder: by their names, the files are in the order in which they were written, whatever the clock did.
 */
export function backupFileName(
	{takenAt, kind, resource}: Backup,
	number: number,
	random: string,
): string {
	const place = String(number).padStart(2, '0');
	const time = takenAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-');
	const name = resourceName(resource).replace(/[^\w+=,.@-]/g, '_');
	return `${place}-${time}-${kind}-${name}-${random}.json`;
}
