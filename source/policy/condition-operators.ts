import {isWithin, parseAddressRange} from './ip-address.ts';
import type {Ternary} from './ternary.ts';
import {matchesPattern, type Pattern, type Reading, readPattern} from './variables.ts';
import {matchesWildcard} from './wildcard.ts';

/** A value of a policy, ready to be compared with values of a request. */
export type Comparison = {
	/** Whether the request's value matches, before any negation; unknown where it is not of the operator's type. */
	readonly matches: (value: string) => {
		readonly value: Ternary;
		readonly keys: readonly string[];
	};
	/** The pattern behind it, where the operator takes policy variables. */
	readonly pattern?: Pattern;
};

export type Operator = {
	readonly isNegated: boolean;
	/** Undefined where the policy's value is not of the operator's type. */
	readonly prepare: (
		value: string,
		reading: Omit<Reading, 'hasWildcards'>,
	) => Comparison | undefined;
};

type Fits = (pattern: string, value: string) => boolean;

const ignoringCase: Fits = (pattern, value) => matchesWildcard(pattern, value, {ignoreCase: true});

function textOperator(
	isNegated: boolean,
	hasWildcards: boolean,
	fits: Fits = matchesWildcard,
): Operator {
	return {
		isNegated,
		prepare: (source, reading) => {
			const pattern = readPattern(source, {...reading, hasWildcards});
			return {pattern, matches: (value) => matchesPattern(pattern, value, fits)};
		},
	};
}

/** An operator on values that have to be understood first; none of these takes policy variables. */
function typedOperator<Value>(
	isNegated: boolean,
	parse: (text: string) => Value | undefined,
	compare: (given: Value, wanted: Value) => boolean,
): Operator {
	return {
		isNegated,
		prepare: (source) => {
			const wanted = parse(source);
			return wanted === undefined
				? undefined
				: {
						matches: (value) => {
							const given = parse(value);
							return {
								value: given === undefined ? 'unknown' : compare(given, wanted),
								keys: [],
							};
						},
					};
		},
	};
}

const arnParts = (arn: string) => {
	const [a, b, c, d, e, ...rest] = arn.split(':');
	return rest.length === 0 ? undefined : [a, b, c, d, e, rest.join(':')];
};

const isArn = (value: string) => value.startsWith('arn:') && arnParts(value) !== undefined;

/** Each of the six parts is matched for itself, so a wildcard does not reach over a colon. */
export const fitsArn: Fits = (pattern, value) => {
	const wanted = arnParts(pattern);
	const given = arnParts(value);
	return (
		wanted !== undefined &&
		given !== undefined &&
		wanted.every((part, index) => matchesWildcard(part ?? '', given[index] ?? ''))
	);
};

function arnOperator(isNegated: boolean): Operator {
	return {
		isNegated,
		prepare: (source, reading) => {
			const pattern = readPattern(source, {...reading, hasWildcards: true});
			if (!pattern.isUnresolved && arnParts(pattern.text) === undefined) {
				return undefined;
			}

			// An unknown variable may bring colons along, so only the whole can be compared then.
			const fits = pattern.unknownKeys.length > 0 ? matchesWildcard : fitsArn;
			return {
				pattern,
				matches: (value) =>
					isArn(value) ? matchesPattern(pattern, value, fits) : {value: 'unknown', keys: []},
			};
		},
	};
}

/** The number that a text writes; undefined where it is none. */
export function parseNumber(text: string): number | undefined {
	return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Milliseconds since 1970. Four digits alone could be a year or seconds and are taken for neither. */
export function parseDate(text: string): number | undefined {
	if (/^\d{5,}$/.test(text)) {
		return Number(text) * 1000;
	}

	const isDate = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$/.test(text);
	const time = isDate ? Date.parse(text) : Number.NaN;
	return Number.isNaN(time) ? undefined : time;
}

function parseBoolean(text: string): boolean | undefined {
	const lower = text.toLowerCase();
	return lower === 'true' || lower === 'false' ? lower === 'true' : undefined;
}

function parseBinary(text: string): string | undefined {
	return /^[\d+/A-Za-z]*={0,2}$/.test(text) && text.length % 4 === 0 ? text : undefined;
}

function ordered(
	family: string,
	parse: (text: string) => number | undefined,
): readonly (readonly [string, Operator])[] {
	return [
		[`${family}Equals`, typedOperator(false, parse, (given, wanted) => given === wanted)],
		[`${family}NotEquals`, typedOperator(true, parse, (given, wanted) => given === wanted)],
		[`${family}LessThan`, typedOperator(false, parse, (given, wanted) => given < wanted)],
		[`${family}LessThanEquals`, typedOperator(false, parse, (given, wanted) => given <= wanted)],
		[`${family}GreaterThan`, typedOperator(false, parse, (given, wanted) => given > wanted)],
		[`${family}GreaterThanEquals`, typedOperator(false, parse, (given, wanted) => given >= wanted)],
	];
}

/**
 * The operators by name, without `Null`, `IfExists` and the set operators, which speak about keys rather than values.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map([
	['StringEquals', textOperator(false, false)],
	['StringNotEquals', textOperator(true, false)],
	['StringEqualsIgnoreCase', textOperator(false, false, ignoringCase)],
	['StringNotEqualsIgnoreCase', textOperator(true, false, ignoringCase)],
	['StringLike', textOperator(false, true)],
	['StringNotLike', textOperator(true, true)],
	...ordered('Numeric', parseNumber),
	...ordered('Date', parseDate),
	['Bool', typedOperator(false, parseBoolean, (given, wanted) => given === wanted)],
	['BinaryEquals', typedOperator(false, parseBinary, (given, wanted) => given === wanted)],
	[
		'IpAddress',
		typedOperator(false, parseAddressRange, (given, wanted) => isWithin(wanted, given)),
	],
	[
		'NotIpAddress',
		typedOperator(true, parseAddressRange, (given, wanted) => isWithin(wanted, given)),
	],
	['ArnEquals', arnOperator(false)],
	['ArnLike', arnOperator(false)],
	['ArnNotEquals', arnOperator(true)],
	['ArnNotLike', arnOperator(true)],
]);
