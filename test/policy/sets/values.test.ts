import {describe, expect, test} from 'vitest';
import {
	budgetOf,
	chosen,
	type Domain,
	exactly,
	type KeyState,
} from '../../../source/policy/sets/index.ts';
import {choicesOf, noVariable, type VariableUse} from '../../../source/policy/sets/values.ts';
import {placeStatements} from '../../../source/policy/statement.ts';
import {allow, policy} from '../requests.ts';

type Tests = Readonly<Record<string, string | readonly string[]>>;

/** The choices for a key that is compared so by operators. */
function choices(
	domain: Domain,
	tests: Tests,
	{mayBeAbsent = false, use = noVariable, steps = 100_000} = {},
) {
	const Condition = Object.fromEntries(
		Object.entries(tests).map(([operator, values]) => [operator, {key: values}]),
	);
	const state = chosen(domain, {mayBeAbsent}) as Extract<KeyState, {kind: 'open'}>;
	const placed = placeStatements(
		{name: 'own', document: policy({...allow, Condition})},
		'identity',
	);
	const all = placed.flatMap((statement) =>
		(statement.read.condition ?? []).map((read) => ({
			test: read,
			values: read.values ?? [],
			comparisons: read.comparisons ?? [],
			isOpen: read.comparisons === undefined,
			statement,
		})),
	);
	return choicesOf(state, all, use, {goal: 'allowed', spelling: all, budget: budgetOf(steps)});
}

/** The single values that are tried. */
const singles = (...parameters: Parameters<typeof choices>) =>
	choices(...parameters).list.map((choice) => (choice === 'absent' ? choice : choice.join('+')));

const text = {kind: 'text'} as const;

describe('a text', () => {
	test('is one that fits and one that does not', () => {
		expect(singles(text, {StringEquals: 'tenant'})).toEqual(['x', 'tenant']);
		expect(singles(text, {StringNotLike: 'a*'})).toEqual(['x', 'a']);
		expect(singles(text, {})).toEqual(['x']);
	});

	test('may be absent', () => {
		expect(singles(text, {StringEquals: 'a'}, {mayBeAbsent: true})).toEqual(['absent', 'x', 'a']);
	});

	test('is tried once for all that one test lists', () => {
		expect(singles(text, {StringEquals: ['a', 'b', 'c']})).toEqual(['x', 'a']);
	});

	test('is tried for every way in which tests come out together', () => {
		expect(singles(text, {StringLike: 'a*', StringNotLike: '*b'}).sort()).toEqual([
			'a',
			'ab',
			'b',
			'x',
		]);
	});

	test('may be nothing where a test takes it for something', () => {
		expect(singles(text, {StringLike: '?*'})).toEqual(['x', '']);
		expect(singles(text, {'ForAnyValue:StringEquals': 'a'})).toContain('');
	});

	test('keeps within what the key can be', () => {
		const domain: Domain = {kind: 'text', within: [{text: 'o-*'}], except: ['o-', 'o-own']};
		expect(singles(domain, {StringEquals: ['o-own', 'own']})).toEqual(['o-x']);
		expect(singles(domain, {StringLike: 'o-o*'})).toEqual(['o-x', 'o-o']);
	});

	test('of a stranger is none that a policy spells out, but what a wildcard admits', () => {
		const domain: Domain = {kind: 'text', isOwn: true};
		expect(singles(domain, {StringEquals: 'o-own'})).toEqual(['x']);
		expect(singles(domain, {StringEqualsIgnoreCase: 'a'})).toEqual(['x']);
		expect(singles(domain, {StringLike: ['o-own', 'o-*']})).toEqual(['x', 'o-']);
	});

	test('is tried in another case where case does not count', () => {
		expect(singles(text, {StringEqualsIgnoreCase: 'a', StringNotEquals: 'a'})).toEqual([
			'x',
			'a',
			'A',
		]);
	});

	test('is an ARN where an ARN is asked for, one that reads well if it does', () => {
		expect(singles(text, {ArnLike: 'arn:aws:s3:::b'})).toEqual([
			'arn:aws:iam::000000000000:role/anybody',
			'arn:aws:s3:::b',
		]);
	});

	test('is a number, an address, or whatever else its operator compares', () => {
		expect(singles(text, {NumericLessThan: '10', Null: 'false'})).toEqual(['10', '9']);
		expect(singles(text, {Bool: 'true'})).toEqual(['true', 'false']);
		expect(singles(text, {BinaryEquals: 'AAAA'})).toEqual(['AAAA', 'AAAAAAAA']);
		expect(singles(text, {IpAddress: '203.0.113.0/24'})).toEqual(['198.51.100.7', '203.0.113.0']);
	});

	test('is not settled by operators of several families', () => {
		expect(choices(text, {StringLike: '1*', NumericLessThan: '10'}).isComplete).toBe(false);
		expect(choices(text, {StringLike: '1*', Null: 'false'}).isComplete).toBe(true);
	});

	test('is looked for at its best where every combination is too much', () => {
		const hidden = `*a${'?'.repeat(20)}`;
		const {list, isComplete} = choices(text, {
			StringLike: [hidden, '*k'],
			StringNotLike: `*b${'?'.repeat(20)}`,
		});
		expect(isComplete).toBe(true);
		expect(list).toContainEqual([`a${'x'.repeat(20)}`]);
	});

	test('is not settled where the work is too much', () => {
		expect(choices(text, {StringLike: ['a*', 'b*']}, {steps: 3}).isComplete).toBe(false);
	});
});

describe('several values of a key', () => {
	const many: Domain = {kind: 'text', isMultiValued: true};

	test('are as many together as it takes', () => {
		expect(singles(many, {'ForAllValues:StringEquals': 'a'})).toEqual(['x', 'a', '', 'x+a']);
	});

	test('tell no more together than the tests can', () => {
		const {list, isComplete} = choices(many, {
			'ForAllValues:StringLike': ['a*', 'b*', 'c*'],
			'ForAnyValue:StringLike': ['*a', '*b', '*c'],
		});
		expect(isComplete).toBe(true);
		expect(list.length).toBeLessThan(20);
	});

	test('take nothing among others into account', () => {
		expect(singles(many, {'ForAllValues:StringLike': '?*'})).toEqual(['x', '', 'x+']);
	});
});

describe('a number', () => {
	test('is each bound, one between each two, and one beyond either end', () => {
		expect(singles({kind: 'number'}, {NumericLessThan: ['10', '20']})).toEqual([
			'10',
			'20',
			'15',
			'9',
			'21',
		]);
	});

	test('beyond a large one is another one', () => {
		const large = '18014398509481984';
		expect(new Set(singles({kind: 'number'}, {NumericEquals: large})).size).toBe(3);
		expect(singles({kind: 'number'}, {NumericEquals: '9'.repeat(400)})).toContain('Infinity');
	});
});

describe('a date', () => {
	const bound = {DateGreaterThan: '2026-01-31T00:00:00Z'};

	test('is the bound, and a day before and after it', () => {
		expect(singles({kind: 'date', form: 'iso'}, bound)).toEqual([
			'2026-01-31T00:00:00Z',
			'2026-01-30T00:00:00Z',
			'2026-02-01T00:00:00Z',
		]);
	});

	test('is not before now, written in the form of the key', () => {
		const from = Date.parse('2026-01-31T00:00:00Z');
		expect(singles({kind: 'date', form: 'epoch', from}, bound)).toEqual([
			'1769817600',
			'1769904000',
		]);
	});

	test('is before a bound that no clock shows', () => {
		expect(singles({kind: 'date', form: 'iso'}, {DateLessThan: '99999999999999'})).toContain(
			'9999-12-31T23:59:59Z',
		);
	});
});

test('a text that is read as a date may lie beyond the years of four digits', () => {
	const tried = singles(text, {DateLessThan: '9999999999999'});
	expect(tried).toEqual(['9999999999999', '9999999913599']);
	const between = {DateGreaterThan: '2026-01-01', DateLessThan: '9'.repeat(400)};
	expect(singles(text, between)).toHaveLength(3);
});

describe('an address', () => {
	const ranges = {IpAddress: ['203.0.113.0/24', '2001:db8::/32']};

	test('is one of each stretch between ranges, of either version', () => {
		expect(singles({kind: 'address'}, ranges)).toEqual([
			'198.51.100.7',
			'0.0.0.0',
			'203.0.113.0',
			'203.0.114.0',
			'2001:db8::7',
			'::',
			'2001:db8::',
			'2001:db9::',
		]);
	});

	test('of a stranger lies in no range that counts as fixed', () => {
		expect(singles({kind: 'address', isOwn: true}, ranges)).toEqual([
			'198.51.100.7',
			'0.0.0.0',
			'203.0.114.0',
			'::',
			'2001:db9::',
		]);
		expect(singles({kind: 'address', isOwn: true}, {IpAddress: '0.0.0.0/1'})).toContain('0.0.0.0');
	});
});

test('listed values are taken as they are', () => {
	const domain: Domain = {kind: 'listed', alternatives: [['a'], ['b', 'c']]};
	expect(choices(domain, {StringLike: '?'}, {mayBeAbsent: true})).toEqual({
		list: ['absent', ['a'], ['b', 'c']],
		isComplete: true,
	});
});

describe('a key that stands as a policy variable elsewhere', () => {
	const use: VariableUse = {telling: [exactly('home')], hints: ['home'], isClosed: true};

	test('is tried with what it has to stand for', () => {
		expect(singles(text, {StringLike: 'h*'}, {use})).toEqual(['home', 'x', 'h']);
	});

	test('is not settled where it is not told what else hangs on it', () => {
		expect(choices(text, {}, {use: {...use, isClosed: false}}).isComplete).toBe(false);
		expect(choices({kind: 'number'}, {}, {use}).isComplete).toBe(false);
	});
});

test('a variable in the values of a key leaves it open', () => {
	expect(choices(text, {StringEquals: `\${aws:username}`}).isComplete).toBe(false);
});
