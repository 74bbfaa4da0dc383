import * as v from 'valibot';
import {isObject} from '../json/index.ts';
import type {Issue} from './issue.ts';
import {liftProfile} from './lift.ts';
import {keyIssueOf, profileSchema} from './schema.ts';
import type {VendorProfile} from './types.ts';

type SchemaIssue = v.BaseIssue<unknown>;

/**
 * What the schema says of the form of a profile; the profile itself where it says nothing. All unknown fields are
 * named: valibot stops at the first in each object, so those are taken out and the rest is looked at again.
 */
export function checkShape(raw: unknown): {
	readonly profile?: VendorProfile;
	readonly issues: readonly Issue[];
} {
	const rest = structuredClone(raw);
	const unknown: Issue[] = [];
	for (;;) {
		const result = v.safeParse(profileSchema, rest);
		if (result.success) {
			const {$schema, ...file} = result.output;
			return {...(unknown.length === 0 ? {profile: liftProfile(file)} : {}), issues: unknown};
		}

		const found = result.issues.filter((issue) => keyIssueOf(issue) === 'unknown');
		if (found.length === 0) {
			return {issues: [...unknown, ...result.issues.map(issueOf)]};
		}

		for (const issue of found) {
			unknown.push({path: pathOf(issue), rule: issue.message, atKey: true});
			removeKey(issue);
		}
	}
}

function removeKey(issue: SchemaIssue): void {
	const last = issue.path?.at(-1);
	// A list in the place of an object has its places as names.
	if (typeof last?.input === 'object' && last.input !== null) {
		Reflect.deleteProperty(last.input, String(last.key));
	}
}

function pathOf(issue: SchemaIssue): Issue['path'] {
	return (issue.path ?? []).map((item) => item.key as string | number);
}

function issueOf(issue: SchemaIssue): Issue {
	const path = pathOf(issue);
	const {description, example} = explain(path);
	const missing = keyIssueOf(issue) === 'missing';
	return {
		path,
		rule:
			missing && description !== undefined
				? `${issue.message} It holds: ${description}`
				: issue.message,
		...(!missing && isScalar(issue.input) ? {value: String(issue.input)} : {}),
		...(example === undefined ? {} : {example}),
	};
}

/** Description and example that the schema gives for a field. */
function explain(path: Issue['path']): {
	readonly description?: string;
	readonly example?: string;
} {
	let schema: unknown = profileSchema;
	for (const key of path) {
		schema = inside(schema, key);
	}

	if (!isSchema(schema)) {
		return {};
	}

	const {description, examples} = v.getMetadata(schema);
	const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
	return {
		...(typeof description === 'string' ? {description} : {}),
		...(example === undefined
			? {}
			: {
					example: typeof example === 'string' ? example : JSON.stringify(example),
				}),
	};
}

function inside(schema: unknown, key: string | number): unknown {
	if (!isObject(schema)) {
		return undefined;
	}

	const found = isObject(schema.entries)
		? schema.entries[key]
		: Array.isArray(schema.options)
			? inside(
					schema.options.find((option) => hasEntry(option, key)),
					key,
				)
			: schema.item;
	return isObject(found) && found.type === 'exact_optional' ? found.wrapped : found;
}

/** Of several forms of an object, whether this one has such a member. */
function hasEntry(option: unknown, key: string | number): boolean {
	return isObject(option) && isObject(option.entries) && key in option.entries;
}

function isSchema(value: unknown): value is v.GenericSchema {
	return isObject(value) && value.kind === 'schema';
}

function isScalar(value: unknown): value is string | number | boolean | null {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
