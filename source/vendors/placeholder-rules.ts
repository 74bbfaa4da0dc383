import {keyEncryptions} from '../aws/index.ts';
import {namesFolder, placeholders, placeholdersIn} from '../connection/index.ts';
import {isObject} from '../json/index.ts';
import type {Issue} from './issue.ts';
import type {ProfileParts} from './parts.ts';
import type {When} from './types.ts';

type TextPart = {
	readonly path: Issue['path'];
	readonly text: string;
	readonly isKey: boolean;
};

/** Texts that are filled in, by their path with `*` for a place in a list. */
const filledIn: readonly RegExp[] = [
	/^form\.fields\.\*\.value$/,
	/^form\.statement\.lines\.\*(?:\.text)?$/,
	/^after\.\*(?:\.text)?$/,
	/^documents\.\*\.(?:summary|policyId|caution(?:\.text)?)$/,
	/^documents\.\*\.articleSids\.\*$/,
	/^documents\.\*\.narrower\.summary$/,
	/^documents\.\*\.rules\.\*\.(?:ID|(?:AllowedHeaders|AllowedOrigins|ExposeHeaders)\.\*)$/,
	/^documents\.\*\.configuration\.\w+\.\*\.(?:Id|\w+Arn|Filter\.Key\.FilterRules\.\*\.Value)$/,
	/^documents\.\*\.(?:narrower\.)?statements\.\*\.statement\./,
];

/** Texts where braces are no placeholder: regular expressions and what they match. */
const verbatim = /^(?:inputs\.\*|externalId)\.(?:pattern|example|rule)$/;

/** Placeholders that are unknown, have no value where they stand, or stand where nothing fills them in. */
export function placeholderIssues(raw: unknown, parts: ProfileParts): Issue[] {
	return texts(raw, []).flatMap((part) => {
		const {names, leftOver} = placeholdersIn(part.text);
		const shape = part.path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
		if (verbatim.test(shape) || (names.length === 0 && !leftOver)) {
			return [];
		}

		const issue = {
			path: part.path,
			value: part.text,
			...(part.isKey ? {atKey: true} : {}),
		};
		if (!filledIn.some((pattern) => pattern.test(shape))) {
			return [{...issue, rule: 'Placeholders are not filled in here.'}];
		}

		const rules = [
			...(leftOver ? ['A placeholder is a name in double braces: {{bucket}}.'] : []),
			...[...new Set(names)].flatMap((name) => nameRule(name, part.path, parts) ?? []),
		];
		return rules.map((rule) => ({...issue, rule}));
	});
}

function nameRule(name: string, path: Issue['path'], parts: ProfileParts): string | undefined {
	const known = placeholders.get(name);
	if (!known) {
		if (!parts.inputFields || parts.inputFields.includes(name)) {
			return undefined;
		}

		const names = [...placeholders.keys(), ...parts.inputFields];
		return `There is no placeholder {{${name}}}. The placeholders are: ${names.join(', ')}.`;
	}

	if (namesFolder(`{{${name}}}`) && parts.folder === undefined) {
		return `{{${name}}} has no value here: this profile has no "folder".`;
	}

	if (known.belongsTo === 'queue' && parts.queue === undefined) {
		return `{{${name}}} has no value here: this profile has no "queue".`;
	}

	if (isOfRole(known.belongsTo) && parts.access === 'vendor-role') {
		return `{{${name}}} has no value here: a vendor with its own role uses no role and no external ID of the customer.`;
	}

	if (known.belongsTo === 'external-id' && parts.externalId?.from === 'none') {
		return `{{${name}}} has no value here: this vendor sends no external ID.`;
	}

	if (known.belongsTo === 'key' && canLackKey(path, parts)) {
		return `{{${name}}} has no value without a KMS key: limit this with "when": {"encryption": ["SSE-KMS"]}.`;
	}

	return undefined;
}

function isOfRole(belongsTo: string | undefined): boolean {
	return belongsTo === 'role' || belongsTo === 'external-id';
}

/** Whether the text is also used with an encryption that has no key. */
function canLackKey(path: Issue['path'], parts: ProfileParts): boolean {
	const encryption = parts.encryption ?? [];
	const applicable = whensAbove(path, parts).reduce(
		(left, {encryption: allowed}) =>
			allowed ? left.filter((method) => allowed.includes(method)) : left,
		encryption,
	);
	return applicable.some((method) => !keyEncryptions.includes(method));
}

function whensAbove(
	path: Issue['path'],
	{formFields, texts: said, documents}: ProfileParts,
): When[] {
	const templates = documents.flatMap((document) => [
		{path: document.path, when: document.when},
		...document.variants.flatMap(({statements}) =>
			statements.map((part) => ({path: part.path, when: part.value.when})),
		),
	]);
	const parts = [...formFields, ...said];
	return [...templates, ...parts.map((part) => ({path: part.path, when: part.value.when}))]
		.filter((template) => template.path.every((key, index) => key === path[index]))
		.flatMap(({when}) => when ?? []);
}

function texts(value: unknown, path: Issue['path']): TextPart[] {
	if (typeof value === 'string') {
		return [{path, text: value, isKey: false}];
	}

	if (Array.isArray(value)) {
		return value.flatMap((item, index) => texts(item, [...path, index]));
	}

	if (isObject(value)) {
		return Object.entries(value).flatMap(([key, item]) => [
			{path: [...path, key], text: key, isKey: true},
			...texts(item, [...path, key]),
		]);
	}

	return [];
}
