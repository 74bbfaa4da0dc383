import {type ExternalIdTerms, placeholdersIn, type VendorInput} from '../connection/index.ts';
import type {Guidance, PrincipalInFile, ProfileFile, TextWhen, VendorProfile} from './types.ts';

/**
 * The profile that a file holds. Files of both versions of the format become the same: what the first one cannot say is as
 * it always was there.
 */
export function liftProfile(file: ProfileFile): VendorProfile {
	const {externalId, principal, inputs, form, before, after, guide = [], ...rest} = file;
	const told = [...(form.note === undefined ? [] : [formNote(form.note)]), ...guide];
	return {
		...rest,
		form: liftForm(form),
		...(told.length > 0 && {guide: told}),
		...(before !== undefined && {before: before.map((step) => liftText(step))}),
		...(after !== undefined && {after: after.map((step) => liftText(step))}),
		...liftPrincipal(principal, inputs),
		externalId: liftExternalId(file),
		...(namesAccount(file) && {namesAccount: true}),
	};
}

/** Whether any text of the profile is filled with the account that owns the bucket. */
function namesAccount(file: ProfileFile): boolean {
	return placeholdersIn(JSON.stringify(file)).names.includes('accountId');
}

/** A note of the form is told like all else that the vendor's pages say about it. */
function formNote(text: string): Guidance {
	return {at: 'form', text};
}

function liftForm({
	where,
	fields = [],
	statement,
	note: _,
	...rest
}: ProfileFile['form']): VendorProfile['form'] {
	return {
		...rest,
		where: typeof where === 'string' ? [{text: where}] : where,
		fields,
		...(statement !== undefined && {
			statement: {...statement, lines: statement.lines.map((line) => liftText(line))},
		}),
	};
}

/** A text that is said always, or for some purposes or encryptions. */
function liftText<Text extends TextWhen>(text: string | Text): TextWhen | Text {
	return typeof text === 'string' ? {text} : text;
}

/** Who at the vendor gets access, and the inputs of the profile with the one that chooses among several. */
export function liftPrincipal(
	principal: PrincipalInFile,
	inputs: readonly VendorInput[],
): Pick<VendorProfile, 'principal' | 'inputs'> {
	if (typeof principal === 'string') {
		return {principal: {from: 'article', arn: principal}, inputs};
	}

	switch (principal.from) {
		case 'article':
			return {principal, inputs};
		case 'product':
			return {principal: {...principal, several: principal.several === true}, inputs};
		case 'choice':
			return {
				principal: {
					from: 'choice',
					input: principal.field,
					choices: principal.choices,
				},
				inputs: [choosingInput(principal), ...inputs],
			};
	}
}

function choosingInput({
	from: _from,
	choices,
	...input
}: Extract<PrincipalInFile, {from: 'choice'}>): VendorInput {
	const named = choices.map(({value, title}) => `${value} (${title})`);
	return {
		...input,
		pattern: choices.map(({value}) => value).join('|'),
		rule: `${input.label} is one of these: ${named.join(', ')}.`,
		example: choices[0]?.value ?? '',
	};
}

/** Who makes up the external ID: the customer, where the file does not say; nobody, where the vendor has its own role. */
export function liftExternalId({
	access,
	externalId = {from: 'customer'},
}: Pick<ProfileFile, 'access' | 'externalId'>): ExternalIdTerms {
	if (access === 'vendor-role') {
		return {from: 'none'};
	}

	if (externalId.from !== 'vendor') {
		return {from: externalId.from};
	}

	const {pattern, rule, ...shown} = externalId;
	return {...shown, ...(pattern !== undefined && rule !== undefined && {form: {pattern, rule}})};
}
