import {describe, expect, test} from 'vitest';
import {meetsCondition, readCondition} from '../../source/policy/condition.ts';
import {lookUpIn, type RequestContext} from '../../source/policy/request.ts';

type Given = string | readonly string[] | undefined | 'unknown key';

function answer(condition: unknown, context: RequestContext) {
	const reading = {lookUp: lookUpIn(context), hasVariables: true};
	return meetsCondition(readCondition(condition, true), reading);
}

/** Whether `{operator: {key: wanted}}` holds for a request whose key is `given`; undefined: absent. */
function meets(operator: string, wanted: unknown, given: Given) {
	const context: RequestContext = {
		values: given === undefined || given === 'unknown key' ? {} : {key: given},
		others: given === 'unknown key' ? 'unknown' : 'absent',
	};
	return answer({[operator]: {key: wanted}}, context).value;
}

describe('operators', () => {
	test.each<readonly [string, unknown, string, boolean | 'unknown']>([
		['StringEquals', 'abc', 'abc', true],
		['StringEquals', 'abc', 'ABC', false],
		['StringEquals', 'a*', 'abc', false],
		['StringEquals', 'a*', 'a*', true],
		['StringEquals', ['x', 'abc'], 'abc', true],
		['StringEquals', 12, '12', true],
		['StringEquals', true, 'true', true],
		['StringNotEquals', 'abc', 'ABC', true],
		['StringNotEquals', ['x', 'abc'], 'abc', false],
		['StringEqualsIgnoreCase', 'aBc', 'AbC', true],
		['StringNotEqualsIgnoreCase', 'aBc', 'AbC', false],
		['StringLike', 'a?c*', 'abcd', true],
		['StringLike', 'a?c', 'ac', false],
		['StringLike', 'A*', 'abc', false],
		['StringLike', '', '', true],
		['StringNotLike', ['x*', 'a*'], 'abc', false],
		['StringNotLike', ['x*', 'y*'], 'abc', true],
		['NumericEquals', '10', '10.0', true],
		['NumericEquals', 10, '11', false],
		['NumericNotEquals', ['10', '12'], '11', true],
		['NumericNotEquals', ['10', '12'], '12', false],
		['NumericLessThan', '10', '9', true],
		['NumericLessThan', '10', '10', false],
		['NumericLessThanEquals', ['1', '10'], '10', true],
		['NumericGreaterThan', '-1.5', '-1', true],
		['NumericGreaterThanEquals', '5', '4', false],
		['NumericEquals', 'ten', '10', 'unknown'],
		['NumericEquals', '10', 'ten', 'unknown'],
		['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
		['DateEquals', '2026-01-01', '2026-01-01T01:00:00+01:00', true],
		['DateNotEquals', '2026-01-01', '2026-01-02', true],
		['DateLessThan', '2026-01', '2025-12-31T23:59:59.9Z', true],
		['DateLessThanEquals', '2026-01-01', '2026-01-01', true],
		['DateGreaterThan', '2026-01-01', '2026-01-01', false],
		['DateGreaterThanEquals', '2026-01-01', '2026-01-01', true],
		['DateLessThan', '2026', '2025-12-31', 'unknown'],
		['DateLessThan', '2026-13-01', '2025-12-31', 'unknown'],
		['DateLessThan', 'yesterday', '2025-12-31', 'unknown'],
		['Bool', 'true', 'true', true],
		['Bool', false, 'FALSE', true],
		['Bool', ['true', 'false'], 'false', true],
		['Bool', 'true', 'false', false],
		['Bool', 'yes', 'true', 'unknown'],
		['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
		['BinaryEquals', 'QmluYXJ5', 'QmluYXJ6', false],
		['BinaryEquals', '~', '~', 'unknown'],
		['IpAddress', '203.0.113.0/24', '203.0.113.7', true],
		['IpAddress', '203.0.113.0/24', '203.0.114.7', false],
		['IpAddress', '203.0.113.7', '203.0.113.7', true],
		['IpAddress', '0.0.0.0/0', '203.0.113.7', true],
		['IpAddress', '0.0.0.0/0', '2001:db8::1', false],
		['IpAddress', ['198.51.100.0/24', '2001:DB8:1234::/48'], '2001:db8:1234:ffff::9', true],
		['IpAddress', '2001:db8::/33', '2001:db8:8000::', false],
		['IpAddress', '::1', '0:0:0:0:0:0:0:1', true],
		['IpAddress', '::ffff:203.0.113.7', '::FFFF:cb00:7107', true],
		['NotIpAddress', '203.0.113.0/24', '198.51.100.1', true],
		['NotIpAddress', ['198.51.100.0/24', '203.0.113.0/24'], '198.51.100.1', false],
		['IpAddress', '203.0.113.0/33', '203.0.113.0', 'unknown'],
		['IpAddress', '203.0.113.*', '203.0.113.0', 'unknown'],
		['IpAddress', '1::2::3', '::1', 'unknown'],
		['IpAddress', '1:2:3:4:5:6:7::8:9', '::1', 'unknown'],
		['IpAddress', '203.0.113.0/24', 'somewhere', 'unknown'],
		['ArnLike', 'arn:aws:iam::1111*:role/*', 'arn:aws:iam::111122223333:role/a/b', true],
		['ArnEquals', 'arn:aws:iam::*:role/V?ndor', 'arn:aws:iam::1:role/Vendor', true],
		['ArnLike', 'arn:aws:s:*:1:finance/*', 'arn:aws:s:eu:9:store/abc:1:finance/a', false],
		['ArnNotLike', 'arn:aws:iam::1:role/*', 'arn:aws:iam::1:role/Vendor', false],
		['ArnNotEquals', 'arn:aws:iam::1:role/*', 'arn:aws:iam::2:role/Vendor', true],
		['ArnLike', '*', 'arn:aws:iam::1:role/Vendor', 'unknown'],
		['ArnLike', 'arn:aws:iam::1:role/*', 'Vendor', 'unknown'],
	])('%s %j on %j: %s', (operator, wanted, given, expected) => {
		expect(meets(operator, wanted, given)).toBe(expected);
	});

	test.each([
		'stringEquals',
		'StringMatches',
		'NullIfExists',
		'ForAnyValue:Null',
		'',
		'constructor',
	])('%j is none, so what it says is unknown', (operator) => {
		expect(meets(operator, 'true', 'true')).toBe('unknown');
	});

	test.each([
		[undefined, true],
		[{}, true],
		[null, 'unknown'],
		['StringEquals', 'unknown'],
		[[{StringEquals: {key: 'a'}}], 'unknown'],
		[{StringEquals: null}, 'unknown'],
		[{StringEquals: {}, Bool: {}}, true],
		[{StringEquals: {}, StringLike: {key: 'b'}}, false],
		[{StringEquals: []}, 'unknown'],
		[{StringEquals: {key: []}}, 'unknown'],
		[{StringEquals: {key: {a: 1}}}, 'unknown'],
		[{StringEquals: {key: ['a', null]}}, 'unknown'],
	])('a condition %j is %s', (condition, expected) => {
		expect(answer(condition, {values: {key: 'a'}, others: 'absent'}).value).toBe(expected);
	});
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
describe('a key that is absent', () => {
	test.each<readonly [string, unknown, boolean | 'unknown']>([
		['StringEquals', 'a', false],
		['StringLike', '*', false],
		['Bool', 'false', false],
		['NumericLessThan', '1', false],
		['StringNotEquals', 'a', true],
		['StringNotLike', '*', true],
		['NotIpAddress', '0.0.0.0/0', true],
		['ArnNotLike', 'arn:aws:iam::1:role/*', true],
		['StringEqualsIfExists', 'a', true],
		['StringNotEqualsIfExists', 'a', true],
		['BoolIfExists', 'true', true],
		['Null', 'true', true],
		['Null', false, false],
		['ForAllValues:StringEquals', 'a', true],
		['ForAnyValue:StringEquals', 'a', false],
		['ForAnyValue:StringNotEquals', 'a', false],
		['ForAnyValue:StringEqualsIfExists', 'a', 'unknown'],
	])('%s %j: %s', (operator, wanted, expected) => {
		expect(meets(operator, wanted, undefined)).toBe(expected);
		expect(meets(operator, wanted, [])).toBe(expected);
	});
});

test.each(['StringEquals', 'StringNotEqualsIfExists', 'Null', 'ForAllValues:StringLike'])(
	'%s is unknown on an unknown key, and names it',
	(operator) => {
		const condition = {[operator]: {'aws:Key': 'true'}};
		expect(answer(condition, {values: {}, others: 'unknown'})).toEqual({
			value: 'unknown',
			keys: ['aws:Key'],
		});
	},
);

test('Null with both values holds whatever the key is', () => {
	expect(meets('Null', ['true', 'false'], 'unknown key')).toBe(true);
	expect(meets('Null', 'maybe', 'a')).toBe('unknown');
	expect(meets('Null', 'false', 'a')).toBe(true);
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
describe('a key with several values', () => {
	test.each<readonly [string, unknown, readonly string[], boolean | 'unknown']>([
		['ForAllValues:StringEquals', ['a', 'b', 'c'], ['a', 'b'], true],
		['ForAllValues:StringEquals', ['a', 'c'], ['a', 'b'], false],
		['ForAnyValue:StringEquals', ['a', 'c'], ['a', 'b'], true],
		['ForAnyValue:StringLike', ['x*'], ['a', 'b'], false],
		['ForAllValues:StringNotEquals', ['x', 'y'], ['a', 'b'], true],
		['ForAllValues:StringNotEquals', ['a', 'y'], ['a', 'b'], false],
		['ForAnyValue:StringNotEquals', ['a', 'y'], ['a', 'b'], true],
		['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
		['ForAllValues:StringEquals', ['a'], [''], true],
		['ForAnyValue:StringEquals', [''], [''], false],
		['StringEquals', ['a', 'b'], ['a', 'b'], true],
		['StringEquals', ['x'], ['a', 'b'], false],
		['StringEquals', ['a'], ['a', 'b'], 'unknown'],
	])('%s %j on %j: %s', (operator, wanted, given, expected) => {
		expect(meets(operator, wanted, given)).toBe(expected);
	});
});

test('all operators and all keys have to hold', () => {
	const context: RequestContext = {values: {A: '1', b: '2'}, others: 'absent', unknown: ['c']};
	const holds = (condition: unknown) => answer(condition, context).value;
	expect(holds({StringEquals: {a: '1', B: '2'}, StringLike: {a: '*'}})).toBe(true);
	expect(holds({StringEquals: {a: '1', B: 'x'}})).toBe(false);
	expect(holds({StringEquals: {a: '1', c: 'x'}})).toBe('unknown');
	expect(holds({StringEquals: {a: 'x', c: 'x'}})).toBe(false);
});

test('known keys come before absent ones, and these before unknown ones', () => {
	const lookUp = lookUpIn({
		values: {a: '1'},
		others: 'unknown',
		absent: ['A', 'b'],
		unknown: ['B'],
	});
	expect(['a', 'b', 'c'].map((key) => lookUp(key).state)).toEqual(['known', 'absent', 'unknown']);
});
