import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});
const printableAscii = /^[ -~]*$/u;

/** The characters as a reader sees them: an accent or a joined emoji stays with its base. */
export const graphemesOf = (text: string): string[] =>
	printableAscii.test(text)
		? text.split('')
		: Array.from(segmenter.segment(text), ({segment}) => segment);

/** Columns that `text` takes in a terminal. */
export const widthOf = (text: string): number =>
	printableAscii.test(text) ? text.length : stringWidth(text);

/** `text` cut to at most `columns` columns, ending in "…" where something was cut off. */
export const truncate = (text: string, columns: number): string => {
	if (widthOf(text) <= columns) {
		return text;
	}
	if (columns < 1) {
		return '';
	}
	let kept = '';
	let used = 0;
	for (const grapheme of graphemesOf(text)) {
		used += widthOf(grapheme);
		if (used > columns - 1) {
			break;
		}
		kept += grapheme;
	}
	return `${kept}…`;
};

/**
 * Where a line has to be broken so that no piece is wider than `columns`; nothing is added or trimmed.
 *
 * @returns Offsets in UTF-16 code units, the first always 0; one per row.
 */
export const rowStarts = (line: string, columns: number): number[] => {
	const starts = [0];
	if (widthOf(line) <= columns) {
		return starts;
	}
	let used = 0;
	let offset = 0;
	for (const grapheme of graphemesOf(line)) {
		const width = widthOf(grapheme);
		if (used > 0 && used + width > columns) {
			starts.push(offset);
			used = 0;
		}
		used += width;
		offset += grapheme.length;
	}
	return starts;
};
