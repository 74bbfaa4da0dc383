import {isObject} from '../json/index.ts';
import {type Comparison, type Operator, operators} from './condition-operators.ts';
import type {LookUp, Lookup} from './request.ts';
import {type Answer, all, any, no, not, unknown, yes} from './ternary.ts';
import {listOf} from './types.ts';
import {hasVariable} from './variables.ts';

/** How to read a condition. */
export type ConditionReading = {readonly lookUp: LookUp; readonly hasVariables: boolean};

type Qualifier = 'ForAllValues' | 'ForAnyValue' | undefined;

/** One test of a condition, read once: an operator, a key and the values that it is compared with. */
export type ReadTest = {
	/** As written in the policy. */
	readonly key: string;
	/** Of the operator, without prefix and suffix. */
	readonly name: string;
	readonly qualifier: Qualifier;
	readonly ifExists: boolean;
	/** Undefined where the values are not of the language. */
	readonly values: readonly string[] | undefined;
	/** Undefined for `Null` and for what is no operator. */
	readonly operator: Operator | undefined;
	/** Ready to compare; undefined where that takes a request (policy variables). */
	readonly comparisons: readonly (Comparison | undefined)[] | undefined;
};

/** A Condition element, read once: its tests, or undefined where it is not of the language. */
export type ReadCondition = readonly ReadTest[] | undefined;

const nothingKnown: LookUp = () => ({state: 'unknown'});

/**
 * Reads a Condition element. An operator without any key does not narrow the statement.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html (EMPTY_OBJECT_CONDITION)
 */
export function readCondition(condition: unknown, hasVariables: boolean): ReadCondition {
	if (condition === undefined) {
		return [];
	}

	if (!isObject(condition)) {
		return undefined;
	}

	const tests: ReadTest[] = [];
	for (const [operatorName, keys] of Object.entries(condition)) {
		if (!isObject(keys)) {
			return undefined;
		}

		for (const [key, values] of Object.entries(keys)) {
			tests.push(readTest(operatorName, key, values, hasVariables));
		}
	}

	return tests;
}

function readTest(
	operatorName: string,
	key: string,
	rawValues: unknown,
	hasVariables: boolean,
): ReadTest {
	const values = textsOf(rawValues);
	const [, qualifier, name = '', ifExists] =
		/^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/s.exec(operatorName) ?? [];
	const operator = operatorName === 'Null' ? undefined : operators.get(name);
	const isFixed = !hasVariables || values?.some((value) => hasVariable(value)) !== true;
	return {
		key,
		// Null takes no prefix and no suffix: with one it is no operator.
		name: name === 'Null' ? operatorName : name,
		qualifier: qualifier as Qualifier,
		ifExists: ifExists !== undefined,
		values,
		operator,
		comparisons: isFixed
			? values?.map((value) => operator?.prepare(value, {lookUp: nothingKnown, hasVariables}))
			: undefined,
	};
}

/**
 * Whether a request meets a Condition element: all operators, and all keys of each. What is not of the language is
 * unknown, never taken for met or not met.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function meetsCondition(condition: ReadCondition, reading: ConditionReading): Answer {
	if (condition === undefined) {
		return unknown([]);
	}

	const open: string[] = [];
	let isOpen = false;
	for (const test of condition) {
		const answer = meetsTest(test, reading);
		if (answer.value === false) {
			return no;
		}

		if (answer.value === 'unknown') {
			isOpen = true;
			open.push(...answer.keys);
		}
	}

	return isOpen ? unknown(open) : yes;
}

function meetsTest(test: ReadTest, reading: ConditionReading): Answer {
	const {key, values, operator, qualifier, ifExists} = test;
	const open = unknown([key]);
	if (values === undefined) {
		return open;
	}

	const found = reading.lookUp(key);
	if (test.name === 'Null') {
		return meetsNull(values, found, open);
	}

	const comparisons = test.comparisons ?? values.map((value) => operator?.prepare(value, reading));
	if (operator === undefined || !comparisons.every((comparison) => comparison !== undefined)) {
		return open;
	}

	if (found.state === 'unknown') {
		return open;
	}

	const compared = {key, isNegated: operator.isNegated, comparisons};
	return found.state === 'absent'
		? meetsAbsent(compared, qualifier, ifExists)
		: meetsPresent(compared, qualifier, found.values);
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

	return ifExists || test.isNegated ? yes : no;
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

/**
 * One value of the request against all values of the policy: OR, and NOR where the operator is negated. A variable
 * without a value matches nothing, so a negated operator holds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
function meetsValue(test: Test, value: string): Answer {
	const matches = any(
		test.comparisons.map((comparison) => {
			const answer = comparison.matches(value);
			return answer.value === 'unknown' ? unknown([test.key, ...answer.keys]) : answer;
		}),
	);
	return test.isNegated ? not(matches) : matches;
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
