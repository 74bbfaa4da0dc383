import * as v from 'valibot';
import {encryptions} from '../aws/index.ts';
import {plainBucketRules} from '../connection/index.ts';

/** What is said of each mistake of form. */
export const rules = {
	object: 'This must be an object: { ... }.',
	array: 'This must be a list: [ ... ].',
	text: 'This must be text in quotation marks.',
	empty: 'This must not be empty.',
	control:
		'Text must not contain line breaks, tabs, or other control, direction or invisible characters.',
	long: 'This is too long.',
	many: 'These are too many.',
	kebab: 'An id has lower-case letters and digits, in words joined by single hyphens.',
	camel: 'A field name is camel case: a lower-case letter first, then letters and digits only.',
	article: 'The address must begin with https://.',
	confirmed: 'This can only be false: without it, a page of the vendor says it.',
	inferred: 'This can only be true: without it, a page of the vendor says it.',
	day: 'A day is written as year, month and day: 2026-11-27.',
	month: 'This is a month or a day: 2026-07 or 2026-07-15.',
	flag: 'This must be true or false.',
	conditionKey: 'A condition key has a service prefix, a colon and a name.',
	effect: 'Effect is Allow or Deny.',
	shownPrincipal:
		'This must be the ARN of a user or a role, or an object whose "from" is article (arn, narrower), choice (field, label, where, ifWrong, choices) or product (kind, several, label, where, example).',
	externalId: 'This must be an object whose "from" is customer, vendor or none.',
	oneOrMany: 'This must be text or a list of texts.',
	demand: `This must be an object whose "rule" is ${plainBucketRules.join(', ')}, regions (regions) or same-region (as).`,
	step: 'This must be text, or an object with text, gives, usesStatement and when.',
	line: 'This must be text, or an object with text and when.',
	oneStar: 'This must not be empty, and can have one * at most.',
	noStar: 'This is the name of a header, without blanks; S3 takes no * here.',
	number: 'This must be a whole number, 0 or more.',
	places: 'This must be text, or in version 2 a list of objects with text and when.',
	principal:
		'Principal is "*" or an object with AWS, Service, Federated or CanonicalUser, each a text or a list of texts.',
	conditionValue: 'A condition value is text, a number, true or false, or a list of these.',
	missing: 'This field is missing.',
	unknown: 'There is no such field here.',
} as const;

/** What a strict object finds of one of its keys; undefined for what is wrong with a value. */
export function keyIssueOf({
	type,
	expected,
}: Pick<v.BaseIssue<unknown>, 'type' | 'expected'>): 'unknown' | 'missing' | undefined {
	if (type !== 'strict_object' || expected === 'Object') {
		return undefined;
	}

	return expected === 'never' ? 'unknown' : 'missing';
}

/** What a terminal would obey, and what nobody sees: a text could say something else than it seems to. */
export function isPlain(text: string): boolean {
	return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** An object with these members and no others. */
export function closed<const Entries extends v.ObjectEntries>(entries: Entries) {
	return v.strictObject(entries, (issue) => {
		const key = keyIssueOf(issue);
		return key === undefined ? rules.object : rules[key];
	});
}

/** A text for people. */
export const text = v.pipe(
	v.string(rules.text),
	v.regex(/\S/, rules.empty),
	v.maxLength(2000, rules.long),
	v.check(isPlain, rules.control),
);
/** What is called by it on every screen. */
export const shortText = v.pipe(text, v.maxLength(100, rules.long));
/** Name of a member. */
export const key = v.pipe(v.string(rules.text), v.check(isPlain, rules.control));
/** An id. */
export const kebab = v.pipe(
	v.string(rules.text),
	v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, rules.kebab),
);
/** Name of a field. */
export const camel = v.pipe(v.string(rules.text), v.regex(/^[a-z][a-zA-Z0-9]*$/, rules.camel));

/** More than any vendor needs, and than AWS takes in one policy. */
export const mostItems = 100;

/** A list that is not too long. */
export function list<const Item extends v.GenericSchema>(item: Item) {
	return v.pipe(v.array(item, rules.array), v.maxLength(mostItems, rules.many));
}

/** One with an item at least. */
export function filled<const Item extends v.GenericSchema>(item: Item) {
	return v.pipe(
		v.array(item, rules.array),
		v.minLength(1, rules.empty),
		v.maxLength(mostItems, rules.many),
	);
}

/** One of some texts. */
export function oneOf<const Options extends readonly string[]>(options: Options) {
	return v.picklist(options, `This must be one of ${options.join(', ')}.`);
}

/** A schema with what it is for, and examples. */
export function described<const Schema extends v.GenericSchema>(
	schema: Schema,
	description: string,
	...examples: ReadonlyArray<v.InferInput<Schema>>
) {
	return v.pipe(schema, v.metadata({description, ...(examples.length > 0 ? {examples} : {})}));
}

/** How far something can be relied on; says nothing where a page of the vendor says it. */
export const doubt = {
	confirmed: v.exactOptional(
		described(
			v.literal(false, rules.confirmed),
			'False where no page could be named that says it. Version 2.',
			false,
		),
	),
	inferred: v.exactOptional(
		described(
			v.literal(true, rules.inferred),
			'True where no article says it and it follows from what they say. Version 2.',
			true,
		),
	),
};

/** Address of a page. */
export const address = v.pipe(
	v.string(rules.text),
	v.regex(/^https:\/\/[^\s/]+\S*$/, rules.article),
	v.check(isPlain, rules.control),
);

/** Whether a text in the form of a day or month is one of the calendar; another form is named by its own rule. */
function isDate(value: string): boolean {
	const [year = 0, month = 0, day = 1] = value.split('-').map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return (
		Number.isNaN(date.getTime()) || (date.getUTCMonth() === month - 1 && date.getUTCDate() === day)
	);
}

/** A day. */
export const day = v.pipe(
	v.string(rules.text),
	v.regex(/^\d{4}-\d{2}-\d{2}$/, rules.day),
	v.check(isDate, rules.day),
);
/** A month or a day. */
export const monthOrDay = v.pipe(
	v.string(rules.text),
	v.regex(/^\d{4}-\d{2}(?:-\d{2})?$/, rules.month),
	v.check(isDate, rules.month),
);

/** An encryption. */
export const encryption = oneOf(encryptions);
/** The condition of a template. */
export const whenSchema = described(
	closed({
		purposes: v.exactOptional(described(filled(kebab), 'Ids of purposes of this profile.')),
		encryption: v.exactOptional(filled(encryption)),
	}),
	'Limits this to some purposes or encryptions; an absent list means any.',
);

/** A text or a list of texts. */
export const oneOrMany = v.union([text, filled(text)], rules.oneOrMany);

/** A text for some purposes or encryptions. */
export const textWhenSchema = closed({...doubt, text, when: v.exactOptional(whenSchema)});
