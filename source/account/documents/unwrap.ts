import {parseJsonText} from '../../connection/index.ts';
import {UserError} from '../../errors.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Whether the value is an object with names, neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the AWS CLI puts a policy into its answers: `get-bucket-policy`, `get-role-policy`, `get-role`, ... */
const places: readonly (readonly string[])[] = [
	['Policy'],
	['PolicyDocument'],
	['AssumeRolePolicyDocument'],
	['Role', 'AssumeRolePolicyDocument'],
	['PolicyVersion', 'Document'],
];

function valueAt(value: unknown, place: readonly string[]): unknown {
	return place.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

/**
 * The policy alone where the text is an answer of the AWS CLI around it; every other text as it is, broken ones
 * included: whoever judges the policy reports its mistakes.
 */
export function unwrapPolicy(text: string): string {
	let value: unknown;

	try {
		value = parseJsonText(text, 'policy');
	} catch (error) {
		if (error instanceof UserError) {
			return text;
		}

		throw error;
	}

	if (!isObject(value) || 'Statement' in value) {
		return text;
	}

	for (const place of places) {
		const inner = valueAt(value, place);

		if (typeof inner === 'string') {
			return inner;
		}

		if (isObject(inner) && 'Statement' in inner) {
			return JSON.stringify(inner, undefined, 2);
		}
	}

	return text;
}
