import {type Comparison, operators} from './condition-operators.ts';
import type {LookUp, Lookup} from './request.ts';
import {type Answer, all, any, no, unknown, yes} from './ternary.ts';
import {listOf} from './types.ts';
import {negate} from './variables.ts';

/** How to read a condition. */
export type ConditionReading = {readonly lookUp: LookUp; readonly hasVariables: boolean};

type Qualifier = 'ForAllValues' | 'ForAnyValue' | undefined;

/**
 * Whether a request meets a Condition element: all operators, and all keys of each. What is not of the language is
 * unknown, never taken for met or not met.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function meetsCondition(condition: unknown, reading: ConditionReading): Answer {
	if (condition === undefined) {
		return yes;
	}

	if (!isRecord(condition)) {
		return unknown([]);
	}

	return all(
		Object.entries(condition).map(([name, tests]) => {
			const entries = isRecord(tests) ? Object.entries(tests) : [];
			return entries.length === 0
				? unknown([])
				: all(entries.map(([key, values]) => meetsTest(name, key, values, reading)));
		}),
	);
}

function meetsTest(
	operatorName: string,
	key: string,
	rawValues: unknown,
	reading: ConditionReading,
): Answer {
	const open = unknown([key]);
	const values = textsOf(rawValues);
	if (values === undefined) {
		return open;
	}

	const found = reading.lookUp(key);
	if (operatorName === 'Null') {
		return meetsNull(values, found, open);
	}

	const [, qualifier, plainName, ifExists] =
		/^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/s.exec(operatorName) ?? [];
	const operator = operators.get(plainName ?? '');
	const comparisons = values.map((value) => operator?.prepare(value, reading));
	if (operator === undefined || !comparisons.every((comparison) => comparison !== undefined)) {
		return open;
	}

	if (found.state === 'unknown') {
		return open;
	}

	const test = {key, isNegated: operator.isNegated, comparisons};
	return found.state === 'absent'
		? meetsAbsent(test, qualifier as Qualifier, ifExists !== undefined)
		: meetsPresent(test, qualifier as Qualifier, found.values);
}

type Test = {
	readonly key: string;
	readonly isNegated: boolean;
	readonly comparisons: readonly Comparison[];
};

/**
 * An absent key does not match, so a negated operator holds. Whether IfExists rescues ForAnyValue is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function meetsAbsent(test: Test, qualifier: Qualifier, ifExists: boolean): Answer {
	if (qualifier === 'ForAllValues') {
		return yes;
	}

	if (qualifier === 'ForAnyValue') {
		return ifExists ? unknown([test.key]) : no;
	}

	if (ifExists) {
		return yes;
	}

	return test.isNegated ? negate(no, patternsOf(test)) : no;
}

function meetsPresent(test: Test, qualifier: Qualifier, values: readonly string[]): Answer {
	const answers = values.map((value) => meetsValue(test, value));
	if (qualifier === undefined) {
		// Several values ask for a set operator; without one only what both would say is certain.
		const everyValue = all(answers);
		return everyValue.value === any(answers).value ? everyValue : unknown([test.key]);
	}

	const isEmpty = values.every((value) => value === '');
	if (qualifier === 'ForAllValues') {
		return isEmpty ? yes : all(answers);
	}

	return isEmpty ? no : any(answers);
}

/** One value of the request against all values of the policy: OR, and NOR where the operator is negated. */
function meetsValue(test: Test, value: string): Answer {
	const matches = any(
		test.comparisons.map((comparison) => {
			const answer = comparison.matches(value);
			return answer.value === 'unknown' ? unknown([test.key, ...answer.keys]) : answer;
		}),
	);
	return test.isNegated ? negate(matches, patternsOf(test)) : matches;
}

function patternsOf(test: Test) {
	return test.comparisons.flatMap(({pattern}) => (pattern === undefined ? [] : [pattern]));
}

/** `Null` is met by "true" where the key is absent and by "false" where it is there. */
function meetsNull(values: readonly string[], found: Lookup, open: Answer): Answer {
	const wanted = values.map((value) => value.toLowerCase());
	if (!wanted.every((value) => value === 'true' || value === 'false')) {
		return open;
	}

	const absent = wanted.includes('true') ? yes : no;
	const present = wanted.includes('false') ? yes : no;
	if (found.state === 'unknown') {
		return absent === present ? absent : open;
	}

	return found.state === 'absent' ? absent : present;
}

function textsOf(values: unknown): readonly string[] | undefined {
	const list = listOf(values as unknown[] | unknown);
	const isScalars = list.every((value) => ['string', 'number', 'boolean'].includes(typeof value));
	return list.length > 0 && isScalars ? list.map(String) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
