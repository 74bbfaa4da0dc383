import {MalformedAnswerError} from '../shapes.ts';

/** The text, which must be one and not empty. Throws `MalformedAnswerError`. */
export function textIn(value: unknown, field: string): string {
	if (typeof value !== 'string' || value === '') {
		throw new MalformedAnswerError(field);
	}

	return value;
}

/** The list of texts. Throws `MalformedAnswerError`. */
export function textsIn(value: unknown, field: string): readonly string[] {
	if (!Array.isArray(value)) {
		throw new MalformedAnswerError(field);
	}

	return value.map((item: unknown) => textIn(item, field));
}

/**
 * A policy as IAM gives it, URL-encoded, as text. Throws `MalformedAnswerError`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
export function encodedPolicyIn(value: unknown, field: string): string {
	const text = textIn(value, field);

	try {
		return decodeURIComponent(text);
	} catch {
		throw new MalformedAnswerError(field);
	}
}

/** The date in ISO 8601; absent where there is none. Throws `MalformedAnswerError`. */
export function dateIn(value: unknown, field: string): string | undefined {
	if (value === undefined) {
		return undefined;
	}

	if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
		throw new MalformedAnswerError(field);
	}

	return value.toISOString();
}

/**
 * The text of a bucket policy as it is. S3 sends it bare, so anything in its place would be taken for one: throws
 * `MalformedAnswerError` where it is no JSON object with statements.
 */
export function barePolicyIn(value: unknown, field: string): string {
	const text = textIn(value, field);
	let policy: unknown;
	try {
		policy = JSON.parse(text);
	} catch {
		throw new MalformedAnswerError(field);
	}

	if (typeof policy !== 'object' || policy === null || !('Statement' in policy)) {
		throw new MalformedAnswerError(field);
	}

	return text;
}
