import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {narrowCharacters} from '../../source/build/narrow-characters.ts';
import {QuickSegmenter} from '../../source/build/quick-segmenter.ts';

const isNarrow = new RegExp(`^[${narrowCharacters}]$`);
const narrow = Array.from({length: 0x10000}, (_, code) => String.fromCharCode(code)).filter(
	(character) => isNarrow.test(character),
);

const plainly = (segments: Iterable<Intl.SegmentData>) =>
	Array.from(segments, ({segment, index, input}) => ({segment, index, input}));

describe('the narrow characters', () => {
	test('hold every mark that the screens draw', () => {
		expect([...'▸·─…✔✖↑↓←→“”’❯'].filter((mark) => !narrow.includes(mark))).toEqual([]);
	});

	test('take one column each', () => {
		expect(narrow.filter((character) => stringWidth(character) !== 1)).toEqual([]);
	});

	test('are as wide together as they are many', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...narrow)), (characters) => {
				expect(stringWidth(characters.join(''))).toBe(characters.length);
			}),
		);
	});
});

describe('the quick segmenter', () => {
	const anything = fc.oneof(
		{weight: 3, arbitrary: fc.array(fc.constantFrom('\t', '\n', '\u{1B}', ...narrow))},
		fc.array(fc.string({unit: 'grapheme'})),
		fc.array(fc.constantFrom('\r', '\n', '\u{301}', '\u{FE0F}', '✔', '👩‍💻', '한', 'a')),
	);

	test('cuts every text as the real one does', () => {
		const real = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
		fc.assert(
			fc.property(anything, (parts) => {
				const text = parts.join('');
				expect(plainly(new QuickSegmenter().segment(text))).toEqual(plainly(real.segment(text)));
			}),
		);
	});

	test('finds the part at an index as the real one does', () => {
		const real = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
		const index = fc.oneof(fc.integer({min: -2, max: 40}), fc.double(), fc.constant(undefined));
		fc.assert(
			fc.property(anything, index, (parts, at) => {
				const text = parts.join('');
				expect(new QuickSegmenter().segment(text).containing(at)).toEqual(
					real.segment(text).containing(at),
				);
			}),
		);
	});

	test('leaves words and sentences to the real one', () => {
		const given = ['en', {granularity: 'word'}] as const;
		expect(plainly(new QuickSegmenter(...given).segment('one two'))).toEqual(
			plainly(new Intl.Segmenter(...given).segment('one two')),
		);
	});
});
