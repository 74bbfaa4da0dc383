import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readPattern} from '../../../source/vendors/dangers/pattern.ts';

describe('readPattern', () => {
	test.each([
		'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
		'[a-z]+',
		'^[A-Z]{2,4}-\\d{6}$',
		'[a-z0-9]+(?:-[a-z0-9]+)*',
		'[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?',
		'[a-z]+[a-z0-9]*',
		'(?:[a-z0-9]{1,10}-){1,5}[a-z]{2}',
		'\\w{2,1000}',
		'[\\p{L}\\p{N} ._-]{1,64}',
		'(?<region>[a-z]+)-(?<number>\\d+)',
		'acme|studio-(?:one|two)',
	])('lets through what is read in a few steps: %s', (pattern) => {
		expect(readPattern(pattern)).toMatchObject({takes: []});
		expect(readPattern(pattern)?.endless).toBeUndefined();
	});

	test.each([
		['(a+)+', 'ambiguous'],
		['(?:a|a)*', 'ambiguous'],
		['(?:a|aa)+', 'ambiguous'],
		['(?:[a-z]|[a-c])+z', 'ambiguous'],
		['(\\w+\\s?)*', 'ambiguous'],
		['a*a*a*a*a*b', 'ambiguous'],
		['(.*a){20}', 'ambiguous'],
		[`${'a?'.repeat(40)}${'a'.repeat(40)}`, 'ambiguous'],
		[`${'(?:|)'.repeat(40)}a`, 'ambiguous'],
		[`x${'(?:|)'.repeat(40)}a`, 'ambiguous'],
		['(?:a?){30}', 'repeats-nothing'],
		['(?:a*)*', 'repeats-nothing'],
		['(?=a)a', 'looks-around'],
		['(?<!a)b', 'looks-around'],
		['a\\b', 'looks-around'],
		['(a)\\1', 'looks-back'],
		['(?:(?:a{1,50}){1,50}){1,50}', 'large'],
		['(?:a|b)*a(?:a|b){12}', 'large'],
	])('says why another is not known to end soon: %s', (pattern, endless) => {
		expect(readPattern(pattern)?.endless).toBe(endless);
	});

	test.each(['(', 'a)|(?:b', '[z-a]', '\\p{Nonsense}', 'a**'])(
		'knows what is no pattern: %s',
		(pattern) => {
			expect(readPattern(pattern)).toBeUndefined();
		},
	);

	test.each([
		['[a-z]{3,8}', 3],
		['a?b*c', 1],
		['(?:abc|de)+', 2],
		['a*', 0],
	])('counts the shortest text: %s', (pattern, shortest) => {
		expect(readPattern(pattern)?.shortest).toBe(shortest);
	});

	test('a text that holds what a pattern is said not to take never fits it', () => {
		const leaf = fc.constantFrom(
			'a',
			'\\*',
			'\\?',
			'\\$',
			'\\{',
			'[^a]',
			'[*-z]',
			'\\W',
			'.',
			'\\d',
		);
		const {pattern} = fc.letrec<{pattern: string}>((tie) => ({
			pattern: fc.oneof(
				{maxDepth: 3},
				leaf,
				fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `${one}${other}`),
				fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
				fc
					.tuple(tie('pattern'), fc.constantFrom('?', '*', '+', '{2}', '{1,3}'))
					.map(([one, times]) => `(?:${one})${times}`),
			),
		}));
		const text = fc.string({unit: fc.constantFrom('a', '*', '?', '$', '{', '1'), maxLength: 6});
		fc.assert(
			fc.property(pattern, text, (source, value) => {
				const facts = readPattern(source);
				if (facts?.endless === undefined && new RegExp(`^(?:${source})$`, 'u').test(value)) {
					const held = ['*', '?', '${', '{{'].filter((part) => value.includes(part));
					expect(facts?.takes).toEqual(expect.arrayContaining(held));
				}
			}),
			{numRuns: 3000},
		);
	});
});
