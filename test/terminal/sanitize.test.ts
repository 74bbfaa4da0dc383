import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {stripControls, stripControlsKeepingLines} from '../../source/terminal/index.ts';

const esc = '\u{1B}';

describe('a value for one line', () => {
	test.each([
		[`${esc}[31macme${esc}[0m`, 'acme'],
		[`${esc}]8;;https://x.example${esc}\\acme${esc}]8;;\u{7}`, 'acme'],
		['\u{9B}31macme', 'acme'],
		['acme-assets\r\n', 'acme-assets'],
		['ac\tme\u{0}\u{85}', 'acme'],
		['\u{FEFF}ac\u{200B}me\u{202E}\u{2066}\u{AD}', 'acme'],
		['a\u{2028}b', 'ab'],
	])('%j becomes %j', (text, expected) => {
		expect(stripControls(text)).toBe(expected);
	});

	test('keeps blanks, accents and other scripts', () => {
		expect(stripControls(' Größe 東京 e\u{301} ')).toBe(' Größe 東京 e\u{301} ');
	});

	test('an escape sequence without an end does not swallow the rest', () => {
		expect(stripControls(`${esc}]acme`)).toBe('acme');
	});

	test('never holds a control character and is not changed a second time', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), (text) => {
				const once = stripControls(text);
				expect(once).not.toMatch(/\p{Cc}/u);
				expect(stripControls(once)).toBe(once);
			}),
		);
	});
});

describe('a document', () => {
	test('keeps its lines and tabs, with line feeds alone', () => {
		expect(stripControlsKeepingLines(`{\r\n\t"a": 1\r}\n${esc}[0m\u{0}`)).toBe('{\n\t"a": 1\n}\n');
	});
});
