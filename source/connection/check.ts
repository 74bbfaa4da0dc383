import * as v from 'valibot';
import {accountInArn, keyInArn, regionName} from '../aws/index.ts';
import {type Problem, UserError} from '../errors.ts';
import {bucketNameDoubt, regionDoubt} from './bucket-demands.ts';
import {isLegacyBucketName} from './bucket-rules.ts';
import type {Field, FieldContext} from './field.ts';
import {fieldsOf, type StatedConnection} from './fields.ts';
import {vendorPrincipals} from './principals.ts';
import {fieldExample, unknownRule, versionRule} from './rules.ts';
import {connectionSchema, contextOf} from './schema.ts';
import type {VendorTerms} from './vendor-terms.ts';

function asText(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

function problemOf(issue: v.BaseIssue<unknown>, context: FieldContext): Problem {
	const item = issue.path?.[0];

	if (item === undefined) {
		return {field: 'connection', rule: issue.message};
	}

	const field = String(item.key);
	const example = field === 'version' ? '1' : fieldExample(field, context);

	return {
		field,
		...(item.value === undefined ? {} : {value: asText(item.value)}),
		rule: issue.message,
		...(example === undefined ? {} : {example}),
	};
}

/**
 * Everything that is wrong with a connection, in the order of the file's fields, unknown fields last; an empty list for
 * a valid one. `raw` is what the file holds, or anything else.
 */
export function connectionProblems(raw: unknown, profile: VendorTerms): Problem[] {
	const context = contextOf(raw, profile);

	return (v.safeParse(connectionSchema(profile), raw).issues ?? []).map((issue) =>
		problemOf(issue, context),
	);
}

/**
 * What is wrong with a connection of which nobody knows yet to which vendor it leads: names that no field has, values that
 * are no text, and another version. `inputs` are those that vendors may ask for; the rules of the values depend on the
 * vendor, and are checked with it.
 */
export function problemsOfAnyVendor(
	raw: Readonly<Record<string, unknown>>,
	{inputs}: Pick<VendorTerms, 'inputs'>,
): Problem[] {
	const fields = fieldsOf({inputs});

	return Object.entries(raw).flatMap(([field, value]): Problem[] => {
		const rule = ruleOfAnyVendor(field, value, fields);

		return value === undefined || rule === undefined ? [] : [{field, value: asText(value), rule}];
	});
}

function ruleOfAnyVendor(
	name: string,
	value: unknown,
	fields: readonly Field[],
): string | undefined {
	if (name === 'version') {
		return value === 1 ? undefined : versionRule(value);
	}

	const field = fields.find((one) => one.name === name);

	if (field === undefined) {
		return unknownRule('A connection that names no vendor', name, fields);
	}

	const parts: readonly unknown[] =
		field.isList && Array.isArray(value) && value.length > 0 ? value : [value];

	return parts.every((part) => typeof part === 'string')
		? undefined
		: `The value must be text in quotation marks${field.isList ? ', or a list of such texts' : ''}.`;
}

/** What is allowed and yet worth a second look, one sentence each. */
function noticesOf(connection: StatedConnection, profile: VendorTerms): string[] {
	const notices: string[] = [];
	const key = connection.kmsKeyArn === undefined ? undefined : keyInArn(connection.kmsKeyArn);
	const vendorAccounts = vendorPrincipals(connection, profile).map((arn) => accountInArn(arn));

	if (regionName(connection.region) === undefined) {
		notices.push(
			`${connection.region} is not a known region. Unless it is new, check for a typing error.`,
		);
	}

	if (vendorAccounts.includes(connection.accountId)) {
		notices.push(
			`${connection.accountId} is the account of ${profile.name}. Give the account that owns the bucket, which is usually yours.`,
		);
	}

	if (isLegacyBucketName(connection.bucket)) {
		notices.push(
			`Only a bucket created before March 2018 can have the name ${connection.bucket}. If it is newer, check for a typing error.`,
		);
	}

	const doubts = [
		bucketNameDoubt(connection.bucket, profile),
		regionDoubt(connection.region, profile),
	];
	notices.push(...doubts.filter((doubt) => doubt !== undefined));

	if (key !== undefined && key.accountId !== connection.accountId) {
		notices.push(
			`The key belongs to a different account than the bucket: ${key.accountId}. Its key policy must be changed there.`,
		);
	}

	if (key?.keyId.startsWith('mrk-')) {
		notices.push(
			`The key is a multi-Region key. S3 uses it as a key in ${key.region} only, so the policy of the key in ${key.region} applies.`,
		);
	}

	return notices;
}

/**
 * The connection in `raw`, complete (`rolePath` is `/` unless it says otherwise), with notices about what is allowed and
 * yet unusual. Throws `UserError` with all problems at once.
 */
export function checkConnection(
	raw: unknown,
	profile: VendorTerms,
): {connection: StatedConnection; notices: string[]} {
	const result = v.safeParse(connectionSchema(profile), raw);

	if (result.success) {
		return {
			connection: result.output,
			notices: noticesOf(result.output, profile),
		};
	}

	const problems = connectionProblems(raw, profile);

	throw new UserError(
		`The connection has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`,
		{problems},
	);
}
