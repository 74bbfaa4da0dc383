import wrapAnsi from 'wrap-ansi';
import {truncate} from '../../terminal/index.ts';
import {symbols} from '../theme.ts';

const wrapLine = (line: string, columns: number): string[] => {
	const indent = /^ */u.exec(line)?.[0].slice(0, Math.max(0, columns - 1)) ?? '';
	return wrapAnsi(line, columns - indent.length, {hard: true, trim: true})
		.split('\n')
		.map((row) => indent + row);
};

/**
 * The lines of `text` when it is broken between words to fit `columns`; longer words are broken too. What is indented
 * stays indented. At least one line.
 */
export const wrapText = (text: string, columns: number): string[] =>
	text.split('\n').flatMap((line) => wrapLine(line, Math.max(1, columns)));

/** The first of the lines, at most that many; "…" at the end of the last one says that there are more. */
export function cutLines(lines: readonly string[], most: number, columns: number): string[] {
	const shown = lines.slice(0, most);
	const last = shown.at(-1);
	return last === undefined || shown.length === lines.length
		? shown
		: [...shown.slice(0, -1), truncate(`${last} ${symbols.more}`, columns)];
}
