import {describe, expect, test} from 'vitest';
import {budgetOf, exactly, type Glob} from '../../../source/policy/sets/index.ts';
import {findTexts, type TextSearch} from '../../../source/policy/sets/texts.ts';

const globs = (...texts: readonly string[]): Glob[] => texts.map((text) => ({text}));

function found(search: Partial<TextSearch>) {
	const texts: string[] = [];
	const {isComplete} = findTexts(
		{within: [], telling: [], wanted: 'each', budget: budgetOf(), ...search},
		(text) => {
			texts.push(text);
			return false;
		},
	);
	return {texts, isComplete};
}

const textsOf = (search: Partial<TextSearch>) => found(search).texts;

describe('each way in which globs match together has its shortest text', () => {
	test.each<readonly [readonly string[], readonly string[]]>([
		[[], ['']],
		[['a'], ['', 'a']],
		[['*'], ['']],
		[['?'], ['', 'x']],
		[
			['a*', '*b'],
			['', 'a', 'b', 'ab'],
		],
		[
			['a?', '?b'],
			['', 'ax', 'xb', 'ab'],
		],
		[
			['aa*', 'a*'],
			['', 'a', 'aa'],
		],
		[
			['x*', '*k'],
			['', 'x', 'k', 'xk'],
		],
	])('%j: %j', (telling, expected) => {
		expect(textsOf({telling: globs(...telling)}).sort()).toEqual([...expected].sort());
	});

	test('within what all have to fit', () => {
		const search = {within: globs('b/?*', '*/z'), telling: globs('b/z', '*a*')};
		expect(textsOf(search).sort()).toEqual(['b//z', 'b/a/z', 'b/z']);
		expect(textsOf({within: globs('a*', 'b*')})).toEqual([]);
	});

	test('without what none may fit', () => {
		const within = globs('?');
		expect(textsOf({within, telling: globs('a'), without: globs('x', 'b*')})).toEqual(['k', 'a']);
		expect(textsOf({within, without: globs('*')})).toEqual([]);
		expect(textsOf({within: globs('a*'), without: globs('a')})).toEqual(['ax']);
	});

	test('in either case where case does not count', () => {
		const telling = [{text: 'ab', ignoresCase: true}, ...globs('AB', 'ab')];
		expect(textsOf({telling}).sort()).toEqual(['', 'AB', 'aB', 'ab']);
	});

	test('where a star is meant literally', () => {
		expect(textsOf({within: [exactly('a*')]})).toEqual(['a*']);
		expect(textsOf({within: globs('a?'), telling: [exactly('a*')]})).toEqual(['ax', 'a*']);
	});

	test('where wildcards do not reach over the colons of an ARN', () => {
		const telling = [{text: 'arn:*:b:c:d:e', isArn: true}];
		expect(textsOf({within: globs('arn:*:b:c:d:e'), telling})).toEqual([
			'arn::b:c:d:e',
			'arn:::b:c:d:e',
		]);
	});
});

test('the fewest matches: only what fits no more than it has to', () => {
	const fewest = (...telling: string[]) =>
		textsOf({within: globs('?*'), telling: globs(...telling), wanted: 'fewest'});
	expect(fewest('a*', '*b')).toEqual(['x']);
	expect(fewest('*')).toEqual(['x']);
	expect(fewest('?', '??*')).toEqual(['x', 'xx']);
	expect(fewest('?', '*a')).toEqual(['x', 'xx']);
});

test('what is filled in is a character that occurs nowhere, a readable one if there is one', () => {
	expect(textsOf({within: globs('?'), telling: globs('x')})).toEqual(['k', 'x']);
	expect(textsOf({within: globs('?'), telling: globs('X*', 'k')})[0]).toBe('w');
	const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789þß';
	expect(textsOf({within: globs('?'), telling: globs(alphabet)})).toEqual(['\u4E00']);
});

test('ends where it is told to', () => {
	const texts: string[] = [];
	const {isComplete} = findTexts(
		{within: [], telling: globs('a', 'b', 'c'), wanted: 'each', budget: budgetOf()},
		(text) => {
			texts.push(text);
			return texts.length === 2;
		},
	);
	expect(texts).toHaveLength(2);
	expect(isComplete).toBe(true);
});

test('says so where the budget does not suffice', () => {
	const telling = globs(`*a${'?'.repeat(30)}`, `*b${'?'.repeat(30)}`);
	expect(found({telling, budget: budgetOf(10_000)}).isComplete).toBe(false);
});

test('says so where a glob is longer than any text of AWS', () => {
	expect(found({telling: globs('a'.repeat(70_000))}).isComplete).toBe(false);
});
