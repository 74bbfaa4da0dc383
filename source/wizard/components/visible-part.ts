import {graphemesOf, widthOf} from '../../terminal/index.ts';
import {symbols} from '../theme.ts';

/** The part of a line that fits, around the character under the cursor (a blank at the end of the line). */
export type VisiblePart = {
	readonly before: string;
	readonly at: string;
	readonly after: string;
};

/**
 * Cuts a line to `width` columns so that the cursor stays visible, in the middle where there is more text on both
 * sides. "…" stands where something was cut off.
 */
export const visiblePart = (value: string, cursor: number, width: number): VisiblePart => {
	const characters = graphemesOf(value);
	const cells = cursor < characters.length ? characters : [...characters, ' '];
	const widths = cells.map(widthOf);
	const starts: number[] = [];
	let total = 0;
	for (const cellWidth of widths) {
		starts.push(total);
		total += cellWidth;
	}
	const position = Math.max(0, Math.min(cursor, cells.length - 1));
	const start =
		total <= width
			? 0
			: Math.max(0, Math.min((starts[position] ?? 0) - Math.floor(width / 2), total - width));
	const first = Math.min(
		position,
		starts.findIndex((column) => column >= start),
	);
	let last = first;
	let used = 0;
	while (last < cells.length && used + (widths[last] ?? 0) <= width) {
		used += widths[last] ?? 0;
		last += 1;
	}
	const shown = cells.slice(first, last);
	const at = position - first;
	if (first > 0 && at > 0) {
		shown[0] = symbols.more;
	}
	if (last < cells.length && at < shown.length - 1) {
		shown[shown.length - 1] = symbols.more;
	}
	return {
		before: shown.slice(0, at).join(''),
		at: shown[at] ?? ' ',
		after: shown.slice(at + 1).join(''),
	};
};
