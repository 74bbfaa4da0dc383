import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {splitKeys, splitUnfinished} from '../../source/terminal/split-keys.ts';

const esc = '\u{1B}';

describe('a chunk of terminal input', () => {
	test.each([
		['abc\u{7F}d', ['a', 'b', 'c', '\u{7F}', 'd']],
		[`${esc}[B${esc}[B`, [`${esc}[B`, `${esc}[B`]],
		['hi\r', ['h', 'i', '\r']],
		['a\tb', ['a', '\t', 'b']],
		['a\nb\r\nc', ['a', '\r', 'b', '\r', 'c']],
		[`${esc}OA${esc}[1;5C${esc}[3~`, [`${esc}OA`, `${esc}[1;5C`, `${esc}[3~`]],
		[`${esc}[[A${esc}[2$${esc}${esc}[A`, [`${esc}[[A`, `${esc}[2$`, `${esc}${esc}[A`]],
		[`${esc}xa`, [`${esc}x`, 'a']],
		[`${esc}${esc}x`, [esc, `${esc}x`]],
		[`${esc}\u{3}`, [esc, '\u{3}']],
		['e\u{301}👩‍👧x', ['e\u{301}', '👩‍👧', 'x']],
		[`a${esc}]52;c;eA==\u{7}b${esc}P1+r${esc}\\c`, ['a', 'b', 'c']],
	])('%j is cut into its keys', (input, keys) => {
		expect(splitKeys(input)).toEqual({keys, rest: ''});
	});

	test('a bracketed paste stays whole, whatever is in it', () => {
		const paste = `${esc}[200~{\r\n${esc}[31m\t"a"\u{7F}}${esc}[201~`;
		expect(splitKeys(`x${paste}y`)).toEqual({keys: ['x', paste, 'y'], rest: ''});
	});

	test.each([
		esc,
		`${esc}[`,
		`${esc}[1;`,
		`${esc}O`,
		`${esc}[200`,
		`${esc}[200~abc`,
		`${esc}]52;c`,
	])('%j at the end is kept for the next chunk', (rest) => {
		expect(splitKeys(`a${rest}`)).toEqual({keys: ['a'], rest});
	});

	test('more than 64 characters are text of one piece, up to the next control character', () => {
		const long = 'x'.repeat(65);
		expect(splitKeys(`${long}\r${long}\u{7F}`).keys).toEqual([long, '\r', long, '\u{7F}']);
		expect(splitKeys('x'.repeat(64)).keys).toHaveLength(64);
	});

	test('what is typed is given out once and in order, wherever the chunks are cut', () => {
		const pieces = fc.constantFrom(
			'a',
			'é',
			'?',
			'\r',
			'\t',
			'\u{7F}',
			'\u{3}',
			`${esc}[A`,
			`${esc}[1;5D`,
			`${esc}OB`,
			`${esc}[200~a\rb${esc}[201~`,
		);
		fc.assert(
			fc.property(fc.array(pieces, {maxLength: 12}), fc.nat(), (keys, where) => {
				const input = keys.join('');
				const cut = where % (input.length + 1);
				const first = splitKeys(input.slice(0, cut));
				const second = splitKeys(first.rest + input.slice(cut));
				expect([...first.keys, ...second.keys]).toEqual(keys);
				expect(second.rest).toBe('');
			}),
		);
	});
});

describe('a sequence whose end does not come', () => {
	test('is the Esc key when it is ESC alone', () => {
		expect(splitUnfinished(esc)).toEqual([esc]);
		expect(splitUnfinished(esc + esc)).toEqual([esc, esc]);
	});

	test('ends a paste where it has stopped', () => {
		expect(splitUnfinished(`${esc}[200~abc`)).toEqual([`${esc}[200~abc${esc}[201~`]);
	});

	test('loses no text behind Alt and a bracket', () => {
		expect(splitUnfinished(`${esc}]ab`)).toEqual([`${esc}]`, 'a', 'b']);
	});

	test('is no key when it is the beginning of one', () => {
		expect(splitUnfinished(`${esc}[1;`)).toEqual([]);
	});
});
