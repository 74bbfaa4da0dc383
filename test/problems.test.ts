import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatProblem, quoted, visible, withLongValuesCut} from '../source/problems.ts';

/** What a terminal obeys, or what changes or hides what a reader sees. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;

const texts = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.string({unit: 'grapheme'}),
	fc
		.array(
			fc.constantFrom('\u001b[2J', '\u202e', '\u200d', '\n', '\r', '\u009b', '\ud800', 'a', '\\'),
		)
		.map((parts) => parts.join('')),
);

describe('text made visible', () => {
	test.each([
		['\u001b[31m', '\\u001b[31m'],
		['a\nb\tc', 'a\\u000ab\\u0009c'],
		['\u009b', '\\u009b'],
		['\u202eabc', '\\u202eabc'],
		['a\u200bb', 'a\\u200bb'],
		['\u2028', '\\u2028'],
		['\u00a0', '\\u00a0'],
		['\ud800', '\\ud800'],
		['\u{e0041}', '\\u{e0041}'],
		['plain text, é, 日本 and 😀', 'plain text, é, 日本 and 😀'],
	])('%j becomes %j', (text, shown) => {
		expect(visible(text)).toBe(shown);
	});

	test('holds nothing harmful, whatever it was', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(visible(text)).not.toMatch(harmful);
			}),
		);
	});

	test('made visible again is the same', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(visible(visible(text))).toBe(visible(text));
			}),
		);
	});

	test('is untouched where all of it can be seen', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme-ascii'}), (text) => {
				expect(visible(text)).toBe(text);
			}),
		);
	});
});

describe('a sentence with long values', () => {
	test('keeps the beginning of each, and says how long it is', () => {
		const long = 'x'.repeat(5000);
		expect(withLongValuesCut(`Before ${long} after.`)).toBe(
			`Before ${'x'.repeat(200)}... (5000 characters) after.`,
		);
		const quotation = 'two words '.repeat(100);
		expect(withLongValuesCut(`Before "${quotation}" after.`)).toBe(
			`Before "${quotation.slice(0, 200)}..." (1000 characters) after.`,
		);
	});

	test('is untouched where none is long', () => {
		const text = `The key arn:aws:kms:eu-central-1:111122223333:key/x is there. `.repeat(30);
		expect(withLongValuesCut(text)).toBe(text);
	});
});

describe('a quoted value', () => {
	test('shows the blanks at its ends', () => {
		expect(quoted(' a ')).toBe('" a "');
	});

	test('is cut where it is very long, and says how long it was', () => {
		expect(quoted('a'.repeat(200))).toBe(`"${'a'.repeat(200)}"`);
		expect(quoted('😀'.repeat(201))).toBe(`"${'😀'.repeat(200)}..." (201 characters)`);
	});
});

describe('a problem as text', () => {
	test('has place, value, rule and example', () => {
		expect(
			formatProblem({
				field: 'bucket',
				value: 'Acme',
				rule: 'No upper case.',
				example: 'acme',
				place: {line: 3, column: 5},
			}),
		).toBe('bucket (line 3, column 5): "Acme"\n  No upper case.\n  Example: acme');
	});

	test('leaves out what is not known', () => {
		expect(formatProblem({field: 'bucket', rule: 'Missing.'})).toBe('bucket\n  Missing.');
	});

	test('has only the line breaks of its own', () => {
		fc.assert(
			fc.property(texts, texts, texts, texts, (field, value, rule, example) => {
				const lines = formatProblem({field, value, rule, example}).split('\n');

				expect(lines).toHaveLength(3);
				expect(lines.filter((line) => harmful.test(line))).toEqual([]);
			}),
		);
	});
});
