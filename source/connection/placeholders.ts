import {accountOf} from '../aws/index.ts';
import type {Statement} from '../policy/index.ts';
import type {Field, FieldValues} from './field.ts';
import {baseFields, fieldsOf, type StatedConnection} from './fields.ts';
import {folderOf} from './folders.ts';
import {principalList} from './principal-rules.ts';
import {type Principals, vendorPrincipals} from './principals.ts';
import type {VendorTerms} from './vendor-terms.ts';

type Source = Pick<Field, 'name' | 'belongsTo' | 'example' | 'default' | 'placeholders'>;

const form = /\{\{([^{}]*)\}\}/g;

/** Who at the vendor gets access, whether the profile says it or the connection. */
const principal: Source = {
	name: 'principal',
	example: 'arn:aws:iam::444455556666:role/Vendor',
	placeholders: {
		principal: (arns) => principalList(arns).join(', '),
		principalAccount: (arns) => accountOf(principalList(arns)[0] ?? ''),
	},
};

/** Where the vendor works, by the connection and the profile: a folder, or the whole bucket. */
const folderPlaceholders = ['folder', 'ownFolder'] as const;

const sources: readonly Source[] = [...baseFields, principal];
const examples: FieldValues = Object.fromEntries(
	sources.map(({name, default: usual, example}) => [name, usual ?? example]),
);

/** The placeholders that every profile may use: what a connection must have for a value, and an example of one. */
export const placeholders: ReadonlyMap<
	string,
	{readonly belongsTo: Field['belongsTo']; readonly example: string}
> = new Map([
	['folder', {belongsTo: undefined, example: 'landing/2026'}] as const,
	['ownFolder', {belongsTo: undefined, example: 'landing'}] as const,
	...sources.flatMap(({name: source, belongsTo, placeholders: own = {}}) =>
		Object.entries(own).map(
			([name, follow]) =>
				[name, {belongsTo, example: follow(examples[source] ?? '', examples)}] as const,
		),
	),
]);

/** Every name that a template may use; `undefined` where the name is known and this connection has no such value. */
export type PlaceholderValues = ReadonlyMap<string, string | undefined>;

/**
 * The values of a profile's placeholders for one connection; the profile's own inputs under their field names. Several
 * `principals` make one text with commas, which stands in no policy: see `withPrincipals`.
 */
export function placeholderValues(
	{version: _, inputs, ...own}: StatedConnection,
	profile: Pick<VendorTerms, 'inputs' | 'principal' | 'folder'>,
	principals: Principals = vendorPrincipals({...own, inputs}, profile),
): PlaceholderValues {
	const values: FieldValues = {...inputs, ...own, principal: principals.join(' ')};

	return new Map([
		['folder', folderOf(own, profile) ?? ''] as const,
		['ownFolder', own.folder ?? ''] as const,
		...[...fieldsOf(profile), principal].flatMap(({name: source, placeholders: names = {}}) => {
			const value = values[source];

			return Object.entries(names).map(
				([name, follow]) =>
					[name, value === undefined ? undefined : follow(value, values)] as const,
			);
		}),
	]);
}

/** A template of a statement in which `{{principal}}` stands for all the vendor's principals: a list where they are several. */
export function withPrincipals<Template>(
	template: Template,
	[first, ...others]: Principals,
): Template {
	const all = others.length === 0 ? first : [first, ...others];
	const isPlace = (value: unknown) => value === '{{principal}}';

	return JSON.parse(JSON.stringify(template), (_key, value: unknown) =>
		isPlace(value)
			? all
			: Array.isArray(value) && value.some((item) => Array.isArray(item))
				? value.flat()
				: value,
	) as Template;
}

/**
 * The text with each placeholder replaced by the value for its name; one without a value stays. Where there is no folder, the
 * slash behind its placeholder goes with it, or else the one before it.
 */
export function replacePlaceholders(
	text: string,
	valueFor: (name: string) => string | undefined,
): string {
	return withoutEmptyFolders(text, valueFor).replaceAll(
		form,
		(whole, name: string) => valueFor(name) ?? whole,
	);
}

function withoutEmptyFolders(text: string, valueFor: (name: string) => string | undefined): string {
	return folderPlaceholders
		.filter((name) => valueFor(name) === '')
		.reduce(
			(rest, name) =>
				rest
					.replaceAll(`{{${name}}}/`, '')
					.replaceAll(new RegExp(`/?\\{\\{${name}\\}\\}`, 'g'), ''),
			text,
		);
}

/** Whether a text names the folder that the vendor works in. */
export function namesFolder(text: string): boolean {
	return folderPlaceholders.some((name) => text.includes(`{{${name}}}`));
}

/** Names of the placeholders of a text, and whether braces are left over that form none. */
export function placeholdersIn(text: string): {
	readonly names: readonly string[];
	readonly leftOver: boolean;
} {
	return {
		names: [...text.matchAll(form)].map(([, name]) => name ?? ''),
		leftOver: /\{\{|\}\}/.test(text.replaceAll(form, '')),
	};
}

/**
 * A template of a statement for a connection without a folder, where one can be given: what it asks about the folder goes, as
 * the vendor works on the whole bucket. A Deny that asks about it goes as a whole, since it would deny more without.
 * Undefined for that; any other template as it is.
 */
export function withoutFolder(template: Statement): Statement | undefined {
	const {Condition, ...rest} = template;
	const isAboutFolder = (values: unknown) => namesFolder(JSON.stringify(values));
	if (Condition === undefined || !isAboutFolder(Condition)) {
		return template;
	}

	const kept = Object.entries(Condition).flatMap(([operator, tests]) => {
		const others = Object.entries(tests).filter(([, values]) => !isAboutFolder(values));
		return others.length === 0 ? [] : [[operator, Object.fromEntries(others)] as const];
	});
	return template.Effect === 'Deny'
		? undefined
		: {...rest, ...(kept.length > 0 && {Condition: Object.fromEntries(kept)})};
}
