import {widthOf} from '../../terminal/index.ts';
import type {KeyHint} from '../keys.ts';

export const hintGap = '   ';

const hintWidth = ({label, description}: KeyHint): number =>
	widthOf(label) + 1 + widthOf(description);

const inLines = (hints: readonly KeyHint[], columns: number): KeyHint[][] => {
	const lines: KeyHint[][] = [];
	let used = Number.POSITIVE_INFINITY;
	for (const hint of hints) {
		const width = hintWidth(hint);
		const line = lines.at(-1);
		if (line !== undefined && used + hintGap.length + width <= columns) {
			line.push(hint);
			used += hintGap.length + width;
		} else {
			lines.push([hint]);
			used = width;
		}
	}
	return lines;
};

/** These show the way to all others, or out, and stay when there is no room for everything. */
const kept = new Set(['next', 'back', 'help', 'leave']);

/**
 * The footer's hints in lines no wider than `columns`. Where they do not fit into `maximum` lines, the last ones that can
 * be missed are left out.
 */
export const footerLines = (
	hints: readonly KeyHint[],
	columns: number,
	maximum: number,
): KeyHint[][] => {
	let shown = [...hints];
	let lines = inLines(shown, columns);
	while (lines.length > maximum) {
		const missed = shown.findLastIndex(({command}) => !kept.has(command));
		shown = shown.toSpliced(missed === -1 ? shown.length - 1 : missed, 1);
		lines = inLines(shown, columns);
	}
	return lines;
};
