import type {LookUp} from './request.ts';
import {type Answer, no, unknown, yes} from './ternary.ts';
import {matchesWildcard} from './wildcard.ts';

/** A text of a policy with its policy variables replaced. */
export type Pattern = {
	/** For `matchesWildcard`; an unknown variable stands as `*`, so that what does not fit is surely no match. */
	readonly text: string;
	/** Whether a variable's key is absent from the request, so that nothing matches. */
	readonly isUnresolved: boolean;
	/** Keys of the variables whose values are not known. */
	readonly unknownKeys: readonly string[];
};

// Private-use characters stand for characters that are meant literally, because `matchesWildcard` knows no escape.
const literals: Readonly<Record<string, string>> = {'*': '\uE000', '?': '\uE001'};

/** A text in which `*` and `?` mean themselves, fit to be compared with a pattern. */
export function literal(text: string): string {
	return text.includes('*') || text.includes('?')
		? text.replaceAll(/[*?]/g, (character) => literals[character] ?? character)
		: text;
}

/** Whether a text of the current version of the language holds a policy variable. */
export function hasVariable(text: string): boolean {
	return text.includes('${');
}

/** The condition keys of the policy variables in a text, as written. */
export function variablesIn(text: string): string[] {
	return [...text.matchAll(/\$\{([^}]*)\}/g)]
		.map(([, inner = '']) => (inner.split(',')[0] ?? '').trim())
		.filter((key) => !['*', '?', '$', ''].includes(key));
}

/** How to read a text of a policy. */
export type Reading = {
	readonly lookUp: LookUp;
	/** Whether `${...}` is a variable: since version 2012-10-17 of the language. */
	readonly hasVariables: boolean;
	/** Whether `*` and `?` stand for other characters; otherwise they mean themselves. */
	readonly hasWildcards: boolean;
};

/**
 * Replaces `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}`. What comes in for a variable is always meant
 * literally.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPattern(source: string, reading: Reading): Pattern {
	const keep = (text: string) => (reading.hasWildcards ? text : literal(text));
	let text = '';
	let isUnresolved = false;
	const unknownKeys: string[] = [];
	let at = 0;
	while (reading.hasVariables) {
		const start = source.indexOf('${', at);
		const end = start < 0 ? -1 : source.indexOf('}', start);
		if (end < 0) {
			break;
		}

		const variable = resolve(source.slice(start + 2, end), reading.lookUp);
		text += keep(source.slice(at, start));
		if (variable.state === 'known') {
			text += literal(variable.value);
		} else if (variable.state === 'absent') {
			isUnresolved = true;
		} else {
			text += '*';
			unknownKeys.push(variable.key);
		}

		at = end + 1;
	}

	return {text: text + keep(source.slice(at)), isUnresolved, unknownKeys};
}

/** Whether the value fits the pattern; unknown where that hangs on a variable. `fits` compares the two texts. */
export function matchesPattern(
	pattern: Pattern,
	value: string,
	fits: (pattern: string, value: string) => boolean = matchesWildcard,
): Answer {
	if (pattern.isUnresolved || !fits(pattern.text, literal(value))) {
		return no;
	}

	return pattern.unknownKeys.length > 0 ? unknown(pattern.unknownKeys) : yes;
}

type Variable =
	| {readonly state: 'known'; readonly value: string}
	| {readonly state: 'absent'}
	| {readonly state: 'unknown'; readonly key: string};

function resolve(inner: string, lookUp: LookUp): Variable {
	if (inner === '*' || inner === '?' || inner === '$') {
		return {state: 'known', value: inner};
	}

	const comma = inner.indexOf(',');
	const key = (comma < 0 ? inner : inner.slice(0, comma)).trim();
	const fallback = comma < 0 ? undefined : inner.slice(comma + 1).trim();
	const isWellFormed =
		key !== '' && (fallback === undefined || (/^'[^']*'$/.test(fallback) && fallback.length > 1));
	const found = lookUp(key);
	if (!isWellFormed || found.state === 'unknown') {
		return {state: 'unknown', key};
	}

	if (found.state === 'absent') {
		return fallback === undefined
			? {state: 'absent'}
			: {state: 'known', value: fallback.slice(1, -1)};
	}

	const [value, ...more] = found.values;
	return value === undefined || more.length > 0 ? {state: 'unknown', key} : {state: 'known', value};
}
