import {checkField, connectionProblems} from '../connection/index.ts';
import type {Problem} from '../errors.ts';
import type {VendorProfile} from '../vendors/index.ts';

/** What the person has answered so far, by the field names of the connection file; text as typed and tidied. */
export type Answers = Readonly<Record<string, string>>;

const customerRoleFields = ['roleName', 'rolePath', 'externalId'];

/**
 * The answers as a connection file would hold them: only the fields that belong to the vendor and the encryption, so
 * that an answer given before the person changed an earlier one is kept but does no harm.
 */
export function answersAsConnection(
	answers: Answers,
	profile: VendorProfile,
): Record<string, unknown> {
	const fields = ['vendor', 'purpose', 'bucket', 'region', 'accountId', 'encryption'];
	if (answers.encryption !== 'SSE-S3') {
		fields.push('kmsKeyArn');
	}

	if (profile.access === 'customer-role') {
		fields.push(...customerRoleFields);
	}

	fields.push(...profile.inputs.map((input) => input.field));
	const raw: Record<string, unknown> = {version: 1};
	for (const field of fields) {
		const value = answers[field];
		if (value !== undefined && value !== '') {
			raw[field] = value;
		}
	}

	return raw;
}

/** What is still wrong or missing in the answers, field by field; empty when a connection can be made of them. */
export function answerProblems(answers: Answers, profile: VendorProfile): Problem[] {
	return connectionProblems(answersAsConnection(answers, profile), profile);
}

/** What is wrong with one answer, or undefined. A new bucket is held to the stricter rules for its name. */
export function answerProblem(
	field: string,
	answers: Answers,
	profile: VendorProfile,
): Problem | undefined {
	const {region, accountId} = answers;
	return checkField(field, answers[field] ?? '', {
		profile,
		...(region ? {region} : {}),
		...(accountId ? {accountId} : {}),
		...(answers.newBucket === 'yes' ? {newBucket: true} : {}),
	});
}

/** The answers that a connection file gives. */
export function answersFromConnection(raw: Readonly<Record<string, unknown>>): Answers {
	const answers: Record<string, string> = {};
	for (const [field, value] of Object.entries(raw)) {
		if (typeof value === 'string') {
			answers[field] = value;
		}
	}

	return answers;
}
