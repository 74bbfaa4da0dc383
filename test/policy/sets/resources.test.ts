import {describe, expect, test} from 'vitest';
import {placePolicies} from '../../../source/policy/decide.ts';
import type {Statement} from '../../../source/policy/index.ts';
import type {Lookup} from '../../../source/policy/request.ts';
import {beginningWith, budgetOf, exactly, type Glob} from '../../../source/policy/sets/index.ts';
import {findResources} from '../../../source/policy/sets/resources.ts';
import {policies} from '../requests.ts';

const bucket = 'arn:aws:s3:::b/';
const inBucket = beginningWith(bucket);

type Sides = Parameters<typeof policies>[0];

type Options = {
	readonly goal?: 'allowed' | 'denied';
	readonly resources?: readonly Glob[];
	readonly principal?: string;
	readonly keys?: Readonly<Record<string, readonly Lookup[]>>;
	readonly steps?: number;
	readonly wantsReadable?: boolean;
};

/** The object keys that are tried, and whether that is all. */
function tried(sides: Sides, {wantsReadable = false, ...options}: Options = {}) {
	const {goal = 'allowed', resources = [inBucket], principal, keys = {}, steps = 100_000} = options;
	const placed = placePolicies(policies({identity: 'unseen', ...sides}));
	const list: string[] = [];
	// Tried first because they read well; the others are what the search rests on.
	const readable: string[] = [];
	const found = findResources(
		{
			goal,
			concerned: {
				identity: placed.identity === 'unseen' ? [] : placed.identity,
				isIdentitySeen: placed.identity !== 'unseen',
				boundary: placed.boundary ?? [],
				hasBoundary: placed.boundary !== undefined,
				resource: placed.resource,
				sure: new Set(placed.resource.filter(({read}) => read.condition?.length === 0)),
			},
			others: [],
			resources,
			request: {principal, resourceAccount: '111122223333'},
			kind: placed.resourceKind,
			lookUp: () => ({state: 'unknown'}),
			listed: (key) => keys[key],
			budget: budgetOf(steps),
		},
		({resource}) => {
			const key = resource.replace(bucket, '');
			(key.endsWith('example') ? readable : list).push(key);
			return false;
		},
	);
	return {list, ...found, ...(wantsReadable && {readable})};
}

const on = (Effect: Statement['Effect'], ...patterns: readonly string[]): Statement => ({
	Effect,
	Principal: '*',
	Action: '*',
	Resource: patterns.map((pattern) => `${bucket}${pattern}`),
});
const but = (Effect: Statement['Effect'], ...patterns: readonly string[]): Statement => {
	const {Resource = [], ...rest} = on(Effect, ...patterns);
	return {...rest, NotResource: Resource};
};
const sometimes = {Bool: {'aws:SecureTransport': 'false'}};

test('an object whose name reads well is tried before the others, unless it is surely denied', () => {
	const readable = (...resource: readonly Statement[]) =>
		tried({resource}, {wantsReadable: true}).readable;
	expect(readable(on('Allow', 'a/*', 'b?c'))).toEqual(['a/example']);
	expect(readable(on('Allow', 'a/*'), on('Deny', 'a/*'))).toEqual([]);
});

describe('to find what is allowed', () => {
	const list = (...resource: readonly Statement[]) => tried({resource}).list;

	test('one object is tried for each pattern that allows', () => {
		expect(list(on('Allow', 'a/*', 'b/*'))).toEqual(['a/', 'b/']);
		expect(list()).toEqual([]);
	});

	test('one that no denial speaks about, where there is one', () => {
		expect(list(on('Allow', '*'), on('Deny', 'a*', '*b'))).toEqual(['x']);
		expect(list(on('Allow', 'a*'), {...on('Deny', 'a', '*b'), Condition: sometimes})).toEqual([
			'a',
			'ax',
		]);
	});

	test('none that is denied whatever else holds', () => {
		expect(list(on('Allow', 'a/*'), on('Deny', '*'))).toEqual([]);
		expect(list(on('Allow', 'a/*'), on('Deny', 'a/'))).toEqual(['a/x']);
	});

	test('each pattern that NotResource spares from a denial', () => {
		expect(list(on('Allow', '*'), but('Deny', 'public/*'))).toEqual(['x', 'public/']);
	});

	test('what fits the fewest patterns that NotResource takes out of an Allow', () => {
		expect(list(but('Allow', 'x', 'private/*'))).toEqual(['k']);
	});

	test('what fits a pattern of each side that has to allow', () => {
		const sides = {resource: [on('Allow', 'a*')], identity: [on('Allow', '*b', 'c*')]};
		const principal = 'arn:aws:iam::999988887777:role/Anybody';
		expect(tried(sides, {principal}).list).toEqual(['ab']);
	});

	test('a single object is tried as it is', () => {
		const resources = [exactly(`${bucket}a*`), exactly(`${bucket}k`)];
		expect(tried({resource: [on('Allow', 'z')]}, {resources}).list).toEqual(['a*', 'k']);
	});
});

describe('to find what is denied', () => {
	const list = (...resource: readonly Statement[]) => tried({resource}, {goal: 'denied'}).list;

	test('what fits the fewest patterns that allow is tried, and one object for each that denies', () => {
		expect(list(on('Allow', 'a/*', '*'), on('Deny', 'a/b*'))).toEqual(['x', 'a/b']);
		expect(list(on('Allow', 'a/*'))).toEqual(['x']);
	});

	test('what NotResource takes out of an Allow, and what it does not spare from a denial', () => {
		expect(list(but('Allow', 'private/*'))).toEqual(['x', 'private/']);
		expect(list(on('Allow', '*'), but('Deny', 'x*'))).toEqual(['x', 'k']);
	});
});

describe('a policy variable in a resource', () => {
	const resource = [on('Allow', `\${t:word}/*`)];

	test('stands for each of its listed values', () => {
		const keys = {
			't:word': [
				{state: 'known', values: ['ann']},
				{state: 'known', values: ['bob']},
				{state: 'absent'},
			] as const,
		};
		expect(tried({resource}, {keys})).toEqual({
			list: ['ann/', 'bob/'],
			isComplete: true,
			openVariables: [],
		});
	});

	test('stands for a name where any value will do, which leaves others untried', () => {
		expect(tried({resource})).toEqual({
			list: ['anybody/'],
			isComplete: true,
			openVariables: ['t:word'],
		});
	});
});

test('says so where the budget does not suffice', () => {
	expect(tried({resource: [on('Allow', '*')]}, {steps: 5}).isComplete).toBe(false);
});

test('says so where NotResource spares in too many ways', () => {
	const resource = [
		on('Allow', '*'),
		...Array.from({length: 13}, (_, index) => but('Deny', `*${index}*`)),
	];
	expect(tried({resource}).isComplete).toBe(false);
});

test('what begins with a text goes on with at least one character', () => {
	expect(beginningWith('a*/')).toEqual({text: `${exactly('a*/').text}?*`});
});
