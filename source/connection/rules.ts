import type {Problem} from '../errors.ts';
import {bucketRule} from './bucket-rules.ts';
import {encryptionRule, inputRule, purposeRule} from './choice-rules.ts';
import {baseFields, type FieldContext, fieldExample, fieldLabel, fieldNeed} from './fields.ts';
import {kmsKeyArnRule} from './key-rules.ts';
import {regionRule} from './region-rules.ts';
import {accountIdRule, externalIdRule, roleNameRule, rolePathRule} from './role-rules.ts';
import {textRule} from './text-rules.ts';

/** Other names under which people look for a field, without case and punctuation. */
const otherNames: ReadonlyMap<string, string> = new Map([
	['account', 'accountId'],
	['awsaccount', 'accountId'],
	['awsaccountid', 'accountId'],
	['accountnumber', 'accountId'],
	['bucketname', 'bucket'],
	['s3bucket', 'bucket'],
	['awsregion', 'region'],
	['encryptiontype', 'encryption'],
	['serverencryptiontype', 'encryption'],
	['key', 'kmsKeyArn'],
	['keyarn', 'kmsKeyArn'],
	['kmsarn', 'kmsKeyArn'],
	['kmskey', 'kmsKeyArn'],
	['kmskeyid', 'kmsKeyArn'],
	['role', 'roleName'],
	['rolearn', 'roleName'],
	['path', 'rolePath'],
	['vendorid', 'vendor'],
	['vendorname', 'vendor'],
]);

function plain(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function nearField(field: string, context: FieldContext): string | undefined {
	const names = [
		'version',
		...baseFields.map((base) => base.name),
		...context.profile.inputs.map((input) => input.field),
	].filter((name) => fieldNeed(name, context) !== 'refused');
	const wanted = plain(field);
	const near =
		names.find((name) => plain(name) === wanted) ??
		context.profile.inputs.find((input) => plain(input.label) === wanted)?.field ??
		otherNames.get(wanted);

	return near !== undefined && names.includes(near) ? near : undefined;
}

/** Why a field must not be in this connection, as a sentence; undefined where it may be there. */
export function refusalRule(field: string, context: FieldContext): string | undefined {
	if (fieldNeed(field, context) !== 'refused') {
		return undefined;
	}

	if (field === 'kmsKeyArn') {
		return 'SSE-S3 uses no KMS key: leave this field out, or choose SSE-KMS.';
	}

	if (baseFields.some((base) => base.name === field)) {
		return `${context.profile.name} uses a role of its own and none of yours: leave this field out.`;
	}

	const near = nearField(field, context);
	const suggestion = near === undefined ? '' : ` Did you mean "${near}"?`;

	return `A connection to ${context.profile.name} has no field of this name.${suggestion}`;
}

/** What to say where a field that has to be there is not. */
export function missingRule(field: string, context: FieldContext): string {
	if (field === 'version') {
		return 'This field is missing. The file has to say "version": 1.';
	}

	if (field === 'kmsKeyArn') {
		return `This field is missing. ${context.encryption} needs the ARN of the KMS key.`;
	}

	const where = context.profile.inputs.find((input) => input.field === field)?.where;

	return `This field is missing: ${fieldLabel(field, context.profile)}.${where === undefined ? '' : ` You find it here: ${where}`}`;
}

/** What to say where a field holds something other than text. */
export function notTextRule(field: string, value: unknown, context: FieldContext): string {
	if (value === undefined) {
		return missingRule(field, context);
	}

	if (field === 'accountId' && typeof value === 'number') {
		return 'An account ID is text in quotation marks, not a number: a number would lose leading zeros.';
	}

	if (value === null) {
		return fieldNeed(field, context) === 'required'
			? 'The value is text in quotation marks, not null.'
			: 'The value is text in quotation marks; leave the field out rather than writing null.';
	}

	return Array.isArray(value)
		? 'The value is one text in quotation marks, not a list.'
		: `The value is text in quotation marks, not ${typeof value === 'object' ? 'an object' : `a ${typeof value}`}.`;
}

/** The rule that the version of the file breaks, or undefined. */
export function versionRule(value: unknown): string | undefined {
	if (value === 1) {
		return undefined;
	}

	if (value === '1') {
		return 'The version is the number 1, without quotation marks.';
	}

	return typeof value === 'number' && Number.isInteger(value) && value > 1
		? 'This program reads version 1; the file was written for a newer one.'
		: 'The version is the number 1.';
}

/** The sentence that the value of a field breaks, or undefined; whether the field belongs there is not looked at. */
export function fieldRule(field: string, value: string, context: FieldContext): string | undefined {
	switch (field) {
		case 'version':
			return versionRule(value === '1' ? 1 : value);
		case 'vendor':
			return textRule('The vendor', value);
		case 'purpose':
			return purposeRule(value, context.profile);
		case 'bucket':
			return bucketRule(value, context);
		case 'region':
			return regionRule(value, context);
		case 'accountId':
			return accountIdRule(value);
		case 'encryption':
			return encryptionRule(value, context.profile);
		case 'kmsKeyArn':
			return kmsKeyArnRule(value, context);
		case 'roleName':
			return roleNameRule(value);
		case 'rolePath':
			return rolePathRule(value);
		case 'externalId':
			return externalIdRule(value);
		default: {
			const input = context.profile.inputs.find((candidate) => candidate.field === field);

			return input === undefined ? undefined : inputRule(value, input);
		}
	}
}

/**
 * What is wrong with one field's value, given as text, or undefined. `region`, `accountId` and `encryption` of the
 * context are used where they are known; `newBucket` asks for the rules of bucket creation.
 */
export function checkField(
	field: string,
	value: string,
	context: FieldContext,
): Problem | undefined {
	const refusal = refusalRule(field, context);
	const rule = refusal ?? fieldRule(field, value, context);

	if (rule === undefined) {
		return undefined;
	}

	const example = refusal === undefined ? fieldExample(field, context) : undefined;

	return {field, value, rule, ...(example === undefined ? {} : {example})};
}
