import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {differenceBetween, isSlip} from '../../source/connection/index.ts';
import {differenceInWords, shown} from '../../source/words/differences.ts';

describe('the difference between two values', () => {
	test.each([
		['abc ', 'a blank at the end'],
		['abc\t', 'a blank at the end'],
		[' abc', 'a blank at the beginning'],
		[' abc ', 'blanks around it'],
		['a bc', 'a blank or an invisible character within it'],
		['a\u00adbc', 'a blank or an invisible character within it'],
		['ABC', 'upper and lower case differ'],
		['аbc', 'character 1 looks like "a", but is another character (U+0430)'],
		['ab', 'it ends too early: the last character is missing'],
		['a', 'it ends too early: the last 2 characters are missing'],
		['abcd', 'it is too long: "d" is extra'],
		['bc', 'its beginning is missing: "a"'],
		['"abc', '""" is extra at the beginning'],
		['abx', 'one character differs'],
		['acb', 'two characters are swapped'],
		['xyz', 'it is a different value'],
		['', 'it is empty'],
		['abc', ''],
	])('to %j', (found, difference) => {
		expect(differenceInWords(differenceBetween('abc', found))).toBe(difference);
	});

	test.each([
		['acme-asset', true],
		['acme-assets ', true],
		['acme-assest', true],
		['acme-ass', false],
		['acme-assets-old', false],
		['acme-assets2', false],
		['another', false],
		['', false],
		['acme-assets', false],
	])('to %j is a slip: %s', (found, expected) => {
		expect(isSlip('acme-assets', found)).toBe(expected);
	});

	test('is told for any two values that are not the same', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (agreed, found) => {
				const words = differenceInWords(differenceBetween(agreed, found));
				expect(words === '').toBe(agreed === found);
			}),
		);
	});

	test('blanks and what cannot be seen are shown', () => {
		expect(shown('a b \u200b\n')).toBe('a␣b␣\\u200b\\u000a');
	});
});
