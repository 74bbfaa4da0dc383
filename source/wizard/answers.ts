import {
	type ByField,
	checkField,
	connectionProblems,
	type FieldContext,
	type FieldName,
	type FieldNeed,
	fieldNeed,
	fieldsOf,
} from '../connection/index.ts';
import type {Problem} from '../errors.ts';
import type {VendorProfile} from '../vendors/index.ts';

/**
 * What the person has answered so far, by the field names of the connection file; text as typed and tidied. An answer
 * under any other name would be lost, so there are none but these: whether the bucket is still to be created, the
 * examples of the vendor's article that are really meant, and what was decided about things in the account, a line each. Their names have a hyphen, so that no input of a profile has them.
 */
export type Answers = ByField<string> & {
	readonly 'new-bucket'?: string;
	readonly 'meant-example'?: string;
	readonly 'was-decided'?: string;
};

/** What describes the customer's side alone, whoever the vendor is. */
const ofCustomer = [
	'bucket',
	'new-bucket',
	'region',
	'accountId',
	'encryption',
	'kmsKeyArn',
] as const satisfies readonly (keyof Answers)[];

/**
 * The answers with another vendor in the place of one: what was agreed with that one, or shown by its product, would let in
 * or keep out the wrong one. A folder is kept where both ask for it alike.
 */
export function answersForVendor(
	answers: Answers,
	from: VendorProfile,
	to: {readonly vendor: string; readonly profile: VendorProfile},
): Answers {
	const isFolderAsked =
		from.folder?.asked !== undefined && from.folder.asked === to.profile.folder?.asked;
	const kept = [...ofCustomer, ...(isFolderAsked ? (['folder'] as const) : [])].flatMap((name) => {
		const value = answers[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	return {vendor: to.vendor, ...Object.fromEntries(kept)};
}

/** The example of the vendor's article for a value by which it tells its customers apart, or its own principals. */
function exampleOf(field: FieldName, {principal, inputs}: VendorProfile): string | undefined {
	return field === 'principal' && principal.from === 'product'
		? principal.example
		: inputs.find((input) => input.field === field)?.articleExample;
}

function meantExamples(answers: Answers): readonly string[] {
	return (answers['meant-example'] ?? '').split('\n');
}

/** The answer that a value which is an example is meant all the same, beside those before. */
export function withMeantExample(answers: Answers, value: string): Answers {
	return {'meant-example': [...meantExamples(answers), value].join('\n').trim()};
}

/** Whether an answer is an example, and the person has not said that it is meant: access would be somebody else's. */
export function isUnmeantExample(
	field: FieldName,
	answers: Answers,
	profile: VendorProfile,
): boolean {
	const value = answers[field];
	return (
		value !== undefined &&
		value !== '' &&
		value === exampleOf(field, profile) &&
		!meantExamples(answers).includes(value)
	);
}

/** Whether a connection by these answers has to have the field, may have it or must not. */
export function answerNeed(field: FieldName, answers: Answers, profile: VendorProfile): FieldNeed {
	const {encryption} = answers;
	return fieldNeed(field, {profile, ...(encryption === undefined ? {} : {encryption})});
}

/**
 * The answers as a connection file would hold them: only the fields that belong to the vendor and the encryption, so
 * that an answer given before the person changed an earlier one is kept but does no harm.
 */
export function answersAsConnection(
	answers: Answers,
	profile: VendorProfile,
): Record<string, unknown> {
	const fields = fieldsOf(profile).flatMap(({name}) => {
		const value = answers[name];
		return value && answerNeed(name, answers, profile) !== 'refused'
			? [[name, value] as const]
			: [];
	});
	return {version: 1, ...Object.fromEntries(fields)};
}

/** What is still wrong or missing in the answers, field by field; empty when a connection can be made of them. */
export function answerProblems(answers: Answers, profile: VendorProfile): Problem[] {
	return connectionProblems(answersAsConnection(answers, profile), profile);
}

/** What the rules of a field may rely on, by these answers. A new bucket is held to the stricter rules for its name. */
export function answerContext(answers: Answers, profile: VendorProfile): FieldContext {
	const {region, accountId} = answers;
	return {
		profile,
		...(region ? {region} : {}),
		...(accountId ? {accountId} : {}),
		...(answers['new-bucket'] === 'yes' ? {newBucket: true} : {}),
	};
}

/** What is wrong with one answer, or undefined. */
export function answerProblem(
	field: FieldName,
	answers: Answers,
	profile: VendorProfile,
): Problem | undefined {
	return checkField(field, answers[field] ?? '', answerContext(answers, profile));
}

/** The answers that a connection file gives. */
export function answersFromConnection(raw: Readonly<Record<string, unknown>>): Answers {
	const answers: Record<string, string> = {};
	for (const [field, value] of Object.entries(raw)) {
		if (typeof value === 'string') {
			answers[field] = value;
		} else if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
			answers[field] = value.join(' ');
		}
	}

	return answers;
}
