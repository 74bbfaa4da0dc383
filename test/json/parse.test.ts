import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.ts';
import {parseJsonText, positionAt} from '../../source/json/index.ts';

function refusalOf(text: string): UserError {
	try {
		parseJsonText(text, 'a.json');
	} catch (error) {
		expect(error).toBeInstanceOf(UserError);

		return error as UserError;
	}

	throw new Error('The text was accepted.');
}

describe('strict JSON', () => {
	test.each([
		['{"a": 1,}', 1, 9, 'The name of a field is expected here'],
		['[1, 2,]', 1, 7, 'A value is expected here.'],
		['{"a" 1}', 1, 6, 'A colon is expected here'],
		['{"a": 1 "b": 2}', 1, 9, 'A comma is expected here'],
		['{\n\t"a": 1\n', 3, 1, 'A closing brace'],
		['[1', 1, 3, 'A closing bracket'],
		['{} {}', 1, 4, 'The document ends before this'],
		['// x\n{}', 1, 1, 'JSON has no comments.'],
		['{\r\n  /* x */ "a": 1}', 2, 3, 'JSON has no comments.'],
		['{"a": "b\n"}', 1, 7, 'This text has no closing quotation mark'],
		["{'a': 1}", 1, 2, 'This is not JSON.'],
		['{a: 1}', 1, 2, 'This is not JSON.'],
		['{"a": undefined}', 1, 7, 'This is not JSON.'],
		['{"a": "\\x"}', 1, 7, 'A backslash must be followed by one of'],
		['{"a": "\\u12"}', 1, 7, '\\u must be followed by four hexadecimal digits.'],
		['{"a": "\t"}', 1, 7, 'This text contains a control character'],
		['{"a": 1, "a": 2}', 1, 10, '"a" is given twice in the same object'],
		['{"a": [{"b": 1, "\\u0062": 2}]}', 1, 17, '"b" is given twice in the same object'],
	])('%j is refused at line %i, column %i', (text, line, column, rule) => {
		const error = refusalOf(text);

		expect(error.problems).toEqual([
			{
				field: 'a.json',
				rule: expect.stringContaining(rule),
				place: {line, column},
				code: expect.any(String),
			},
		]);
		expect(error.message).toBe(`a.json is not valid JSON: line ${line}, column ${column}`);
	});

	test('may use a name again in another object', () => {
		expect(parseJsonText('{"a": {"a": 1}, "b": {"a": 2}}', 'a.json')).toEqual({
			a: {a: 1},
			b: {a: 2},
		});
	});

	test('keeps the name __proto__ a plain field', () => {
		expect(Object.keys(parseJsonText('{"__proto__": {"x": 1}}', 'a') as object)).toEqual([
			'__proto__',
		]);
	});

	test('may start with a byte order mark, which no column counts', () => {
		expect(parseJsonText('\ufeff[1]', 'a.json')).toEqual([1]);
		expect(refusalOf('\ufeff[1').problems[0]?.place).toEqual({
			line: 1,
			column: 3,
		});
	});

	test('may nest a hundred levels and no more, however deep', () => {
		const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

		expect(parseJsonText(nested(100), 'a.json')).toHaveLength(1);
		expect(refusalOf(nested(101)).problems[0]?.place).toEqual({
			line: 1,
			column: 101,
		});
		expect(refusalOf('{"a":'.repeat(100_000)).problems[0]?.rule).toContain('too deeply');
	});

	test('may not be empty', () => {
		expect(refusalOf(' \n').message).toBe('a.json is empty');
	});

	test('is read exactly as the language reads it', () => {
		fc.assert(
			fc.property(fc.json({maxDepth: 5}), (text) => {
				const value = JSON.parse(text) as unknown;

				expect(parseJsonText(text, 'a.json')).toEqual(value);
			}),
		);
	});

	test('or an error for the user, whatever the text', () => {
		const pieces = fc.constantFrom(
			...['{', '}', '[', ']', ':', ',', '"', '"a"', '1', '-', '.', 'e', 'true', 'nul', '\\', '\n'],
			...['//', '/*', ' ', '\u00a0', '\ufeff', '\u0000', '01', '\\u', '\ud800'],
		);
		const texts = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.array(pieces, {maxLength: 12}).map((parts) => parts.join('')),
		);

		fc.assert(
			fc.property(texts, (text) => {
				try {
					parseJsonText(text, 'a.json');
				} catch (error) {
					expect(error).toBeInstanceOf(UserError);
				}
			}),
			{numRuns: 2000},
		);
	});
});

describe('a position', () => {
	test.each([
		['abc', 0, 1, 1],
		['abc', 3, 1, 4],
		['a\nb', 2, 2, 1],
		['a\r\nb', 3, 2, 1],
		['a\rb', 2, 2, 1],
		['😀b', 2, 1, 2],
		['a', 99, 1, 2],
	])('in %j at %i is line %i, column %i', (text, offset, line, column) => {
		expect(positionAt(text, offset)).toEqual({line, column});
	});
});
