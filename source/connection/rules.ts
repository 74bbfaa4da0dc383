import {keyEncryptions} from '../aws/index.ts';
import type {Problem} from '../errors.ts';
import type {Field, FieldContext} from './field.ts';
import {fieldsOf} from './fields.ts';

export type FieldNeed = 'required' | 'optional' | 'refused';

function fieldNamed(name: string, {profile}: FieldContext): Field | undefined {
	return fieldsOf(profile).find((field) => field.name === name);
}

function refusalOf({belongsTo}: Field, {profile, encryption}: FieldContext): string | undefined {
	if ((belongsTo === 'role' || belongsTo === 'external-id') && profile.access !== 'customer-role') {
		return `${profile.name} uses its own role, not yours: leave this field out.`;
	}

	if (belongsTo === 'external-id' && profile.externalId.from === 'none') {
		return `${profile.name} sends no external ID: leave this field out.`;
	}

	if (belongsTo === 'principal' && profile.principal.from !== 'product') {
		return `The profile of ${profile.name} says who gets access: leave this field out.`;
	}

	if (belongsTo === 'folder' && profile.folder?.asked === undefined) {
		return profile.folder?.fixed === undefined
			? `${profile.name} works on the whole bucket: leave this field out.`
			: `${profile.name} always works in "${profile.folder.fixed}": leave this field out.`;
	}

	if (belongsTo === 'queue' && profile.queue === undefined) {
		return `${profile.name} asks for no queue: leave this field out.`;
	}

	return belongsTo === 'key' && encryption === 'SSE-S3'
		? 'SSE-S3 uses no KMS key: leave this field out, or choose SSE-KMS.'
		: undefined;
}

/** Whether nothing that the vendor asks for names the customer's account. While the encryption is not known, that may be so. */
function canDoWithoutAccount({profile, encryption}: FieldContext): boolean {
	return (
		profile.access === 'vendor-role' &&
		profile.queue === undefined &&
		profile.namesAccount !== true &&
		keyEncryptions.every((known) => known !== encryption)
	);
}

/**
 * Whether a connection has to have the field, may have it or must not: the role's fields depend on the vendor's way of
 * access, the key on the encryption. While the encryption is not known the key is optional.
 */
export function needOf(field: Field, context: FieldContext): FieldNeed {
	if (refusalOf(field, context) !== undefined) {
		return 'refused';
	}

	const mayHaveNone =
		(field.belongsTo === 'key' && keyEncryptions.every((known) => known !== context.encryption)) ||
		(field.belongsTo === 'folder' && context.profile.folder?.asked === 'optional') ||
		(field.belongsTo === 'account' && canDoWithoutAccount(context));

	return field.isOptional || mayHaveNone ? 'optional' : 'required';
}

/** As `needOf`, by the field's name; a field that nobody knows is refused. */
export function fieldNeed(name: string, context: FieldContext): FieldNeed {
	const field = fieldNamed(name, context);

	return field === undefined ? 'refused' : needOf(field, context);
}

/** A value that the field would accept for this vendor, near to what is known; undefined where it must not be there. */
export function fieldExample(name: string, context: FieldContext): string | undefined {
	const field = fieldNamed(name, context);

	return field === undefined || needOf(field, context) === 'refused'
		? undefined
		: (field.nearExample?.(context) ?? field.example);
}

function plain(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function nearName(wrong: string, fields: readonly Field[]): string | undefined {
	const wanted = plain(wrong);
	const near =
		fields.find(({name}) => plain(name) === wanted) ??
		fields.find(({label}) => plain(label) === wanted) ??
		fields.find(({otherNames}) => otherNames?.includes(wanted));

	return wanted === 'version' ? 'version' : near?.name;
}

/** Why a field must not be in this connection, as a sentence; undefined where it may be there. */
export function refusalRule(name: string, context: FieldContext): string | undefined {
	const field = fieldNamed(name, context);

	if (field !== undefined) {
		return refusalOf(field, context);
	}

	return unknownRule(
		`A connection to ${context.profile.name}`,
		name,
		fieldsOf(context.profile).filter((one) => refusalOf(one, context) === undefined),
	);
}

/** What to say of a name that none of the fields has. */
export function unknownRule(whose: string, name: string, fields: readonly Field[]): string {
	const near = nearName(name, fields);
	const suggestion = near === undefined ? '' : ` Did you mean "${near}"?`;

	return `${whose} has no field with this name.${suggestion}`;
}

/** What to say where a field that has to be there is not. */
export function missingRule(field: Field, context: FieldContext): string {
	const {label, where = field.whereFor?.(context.profile)} = field;

	return `This field is missing${field.missingRule === undefined ? `: ${label}.` : `. ${field.missingRule(context)}`}${where === undefined ? '' : ` Where to find it: ${where}`}`;
}

/** What to say where a field holds something other than text. */
export function notTextRule(field: Field, value: unknown, context: FieldContext): string {
	if (value === undefined) {
		return missingRule(field, context);
	}

	if (field.numberRule !== undefined && typeof value === 'number') {
		return field.numberRule;
	}

	if (value === null) {
		return needOf(field, context) === 'required'
			? 'The value must be text in quotation marks, not null.'
			: 'The value must be text in quotation marks. Leave the field out instead of writing null.';
	}

	if (field.isList) {
		return 'The value must be text in quotation marks, or a list of such texts.';
	}

	return Array.isArray(value)
		? 'The value must be one text in quotation marks, not a list.'
		: `The value must be text in quotation marks, not ${typeof value === 'object' ? 'an object' : `a ${typeof value}`}.`;
}

/** What to say of a version that is not 1. */
export function versionRule(value: unknown): string {
	if (value === '1') {
		return 'The version must be the number 1, without quotation marks.';
	}

	return typeof value === 'number' && Number.isInteger(value) && value > 1
		? 'This release reads version 1, but the file was written for a newer one.'
		: 'The version must be the number 1.';
}

/**
 * What is wrong with one field's value, given as text, or undefined. `region`, `accountId` and `encryption` of the
 * context are used where they are known; `newBucket` asks for the rules of bucket creation.
 */
export function checkField(
	name: string,
	value: string,
	context: FieldContext,
): Problem | undefined {
	const rule = refusalRule(name, context) ?? fieldNamed(name, context)?.rule(value, context);
	const example = fieldExample(name, context);

	return rule === undefined
		? undefined
		: {field: name, value, rule, ...(example === undefined ? {} : {example})};
}
