import chalk, {type ForegroundColorName} from 'chalk';
import {visit} from 'jsonc-parser';
import {theme} from '../theme.ts';

export type Highlight = 'json' | 'diff' | 'none';

/** A colour of the theme. */
type Color = ForegroundColorName | typeof theme.text;

/** A stretch of the text that is to be coloured; offsets in UTF-16 code units. */
export type ColoredRange = {
	readonly start: number;
	readonly end: number;
	readonly color: Color;
};

const jsonRanges = (text: string): ColoredRange[] => {
	const ranges: ColoredRange[] = [];
	const add = (start: number, length: number, color: Color) => {
		ranges.push({start, end: start + length, color});
	};
	visit(text, {
		onObjectProperty: (_name, offset, length) => add(offset, length, theme.accent),
		onLiteralValue: (value, offset, length) =>
			add(offset, length, typeof value === 'string' ? theme.success : theme.warning),
	});
	return ranges;
};

const diffColor = (line: string): Color | undefined => {
	if (line.startsWith('+')) {
		return theme.success;
	}
	if (line.startsWith('-')) {
		return theme.danger;
	}
	return line.startsWith('@@') ? theme.accent : undefined;
};

const diffRanges = (text: string): ColoredRange[] => {
	let start = 0;
	return text.split('\n').flatMap((line) => {
		const end = start + line.length;
		const color = diffColor(line);
		const range = color === undefined ? [] : [{start, end, color}];
		start = end + 1;
		return range;
	});
};

/** What to colour in `text`, in order and without overlap. Text that is not JSON is coloured as far as it looks like it. */
export const highlightRanges = (text: string, highlight: Highlight): readonly ColoredRange[] => {
	switch (highlight) {
		case 'json':
			return jsonRanges(text);
		case 'diff':
			return diffRanges(text);
		case 'none':
			return [];
	}
};

/** A piece of a row in one colour; the empty colour is the terminal's own. */
export type Span = {
	readonly start: number;
	readonly text: string;
	readonly color: Color;
};

/** The row from `start` to `end` of `text` in pieces of one colour each. */
export const spansBetween = (
	text: string,
	ranges: readonly ColoredRange[],
	start: number,
	end: number,
): Span[] => {
	const spans: Span[] = [];
	let done = start;
	const add = (until: number, color: Color) => {
		if (until > done) {
			spans.push({start: done, text: text.slice(done, until), color});
			done = until;
		}
	};
	for (const range of ranges) {
		if (range.start >= end) {
			break;
		}
		if (range.end > done) {
			add(Math.max(range.start, start), theme.text);
			add(Math.min(range.end, end), range.color);
		}
	}
	add(end, theme.text);
	return spans;
};

/**
 * The pieces as one text with the terminal's own codes for their colours. One text is drawn much faster than one component
 * for each piece, and a page of a document has hundreds of pieces.
 */
export const colored = (spans: readonly Span[]): string =>
	spans.map(({text, color}) => (color === theme.text ? text : chalk[color](text))).join('');
