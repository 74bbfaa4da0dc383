import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rowStarts, truncate, widthOf} from '../../source/terminal/index.ts';

describe('the width of text', () => {
	test('wide characters take two columns, marks none', () => {
		expect(widthOf('東京')).toBe(4);
		expect(widthOf('e\u{301}')).toBe(1);
	});

	test('a truncated text ends in "…" and is never too wide', () => {
		expect(truncate('acme-assets', 6)).toBe('acme-…');
		expect(truncate('東京都', 5)).toBe('東京…');
		fc.assert(
			fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 0, max: 20}), (text, columns) => {
				expect(widthOf(truncate(text, columns))).toBeLessThanOrEqual(columns);
			}),
		);
	});

	test('a broken line loses nothing, and no row is too wide', () => {
		const character = fc.constantFrom('a', ' ', '東', 'e\u{301}', '{');
		fc.assert(
			fc.property(fc.array(character), fc.integer({min: 2, max: 20}), (characters, columns) => {
				const line = characters.join('');
				const starts = rowStarts(line, columns);
				const rows = starts.map((start, index) => line.slice(start, starts[index + 1]));
				expect(rows.join('')).toBe(line);
				expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(columns);
			}),
		);
	});
});
