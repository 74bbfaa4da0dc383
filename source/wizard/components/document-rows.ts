import {rowStarts} from '../../terminal/index.ts';

/** Where a row begins and ends in the text, in UTF-16 code units, without its line break. */
export type DocumentRow = {readonly start: number; readonly end: number};

const tab = '  ';
/** Takes the place of what a terminal would obey or nobody would see. */
const replacement = '\u{FFFD}';

/** The text as it can be drawn cell by cell: tabs as blanks, and a sign where a character would move or hide something. */
export const drawable = (text: string): string =>
	text
		.replace(/\r\n?/gu, '\n')
		.replaceAll('\t', tab)
		.replace(
			/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu,
			replacement,
		);

/** The rows of `text` in a view of `columns` columns. Long lines are broken where they are full; nothing is added. */
export const documentRows = (text: string, columns: number): DocumentRow[] => {
	const rows: DocumentRow[] = [];
	let lineStart = 0;
	for (const line of text.split('\n')) {
		const starts = rowStarts(line, Math.max(1, columns));
		starts.forEach((start, index) => {
			rows.push({
				start: lineStart + start,
				end: lineStart + (starts[index + 1] ?? line.length),
			});
		});
		lineStart += line.length + 1;
	}
	return rows;
};

/**
 * Which rows are visible and where there is more, e.g. `1-5 of 33, down for more`; undefined if all are visible. `keys` are
 * those that show it where it is not the arrows.
 */
export const positionText = (
	offset: number,
	page: number,
	total: number,
	keys?: string,
): string | undefined => {
	if (total <= page) {
		return undefined;
	}
	const place = `${offset + 1}-${Math.min(total, offset + page)} of ${total}`;
	if (keys !== undefined) {
		return `${place}, ${keys} for more`;
	}
	const isTop = offset === 0;
	const isBottom = offset + page >= total;
	const more = isTop ? 'down for more' : isBottom ? 'up for more' : 'up or down for more';
	return `${place}, ${more}`;
};
