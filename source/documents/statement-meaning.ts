import {isObject, textsOf} from '../json/index.ts';
/**
 * Whom a `Principal` names, as `AWS arn:...` or `Service s3.amazonaws.com`; sorted, everybody as `AWS *`. An account
 * number is its root ARN, which AWS takes for the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalNames(principal: unknown): string[] {
	if (typeof principal === 'string') {
		return [`AWS ${principal}`];
	}

	if (!isObject(principal)) {
		return [];
	}

	const names = Object.entries(principal).flatMap(([type, value]) =>
		textsOf(value).map((name) =>
			type === 'AWS' && /^\d{12}$/.test(name) ? `AWS arn:aws:iam::${name}:root` : `${type} ${name}`,
		),
	);
	return [...new Set(names)].sort();
}

/**
 * Whether two statements say the same: one value is the same as a list of that one, and the order within a list and
 * of the elements does not count.
 */
export function saysTheSame(one: unknown, other: unknown): boolean {
	return statementMeaning(one) === statementMeaning(other);
}

function statementMeaning(statement: unknown): string {
	if (!isObject(statement)) {
		return meaning(statement);
	}

	const {Principal, ...rest} = statement;
	return meaning({...rest, Principal: principalNames(Principal)});
}

function meaning(value: unknown): string {
	if (Array.isArray(value)) {
		const items = [...new Set(value.map((item) => meaning(item)))].sort();
		return items.length === 1 && items[0] !== undefined ? items[0] : `[${items.join(',')}]`;
	}

	if (isObject(value)) {
		const entries = Object.entries(value).map(
			([key, item]) => `${JSON.stringify(key)}:${meaning(item)}`,
		);
		return `{${entries.sort().join(',')}}`;
	}

	return JSON.stringify(String(value));
}
