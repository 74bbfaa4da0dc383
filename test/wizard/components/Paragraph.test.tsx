import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {renderToString} from 'ink';
import {describe, expect, test} from 'vitest';
import {Paragraph} from '../../../source/wizard/components/index.ts';

const rowsOf = (text: string, columns: number): string[] =>
	stripVTControlCharacters(renderToString(<Paragraph tone="warning">{text}</Paragraph>, {columns}))
		.split('\n')
		.map((row) => row.trimEnd());

describe('a paragraph', () => {
	test('begins no row with a blank where the row before is just full', () => {
		expect(rowsOf('one two three four', 7)).toEqual(['one two', 'three', 'four']);
	});

	test('keeps the blanks at the beginning of its own lines', () => {
		expect(rowsOf('  one two\n  three', 9)).toEqual(['  one two', '  three']);
	});

	test('loses no word, whatever the width', () => {
		const words = fc.array(fc.stringMatching(/^[a-zé東.-]{1,9}$/u), {minLength: 1, maxLength: 12});
		fc.assert(
			fc.property(words, fc.integer({min: 4, max: 30}), (all, columns) => {
				const rows = rowsOf(all.join(' '), columns);
				expect(rows.filter((row) => row.startsWith(' '))).toEqual([]);
				expect(rows.join('')).toBe(rows.join('').trim());
				expect(rows.join('').replaceAll(' ', '')).toBe(all.join('').normalize());
			}),
		);
	});
});
