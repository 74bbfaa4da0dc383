import chalk from 'chalk';
import type {Mark} from '../words/index.ts';

/**
 * What a piece of text means, as a colour for Ink's `<Text color>`; the empty string leaves the terminal's own colour.
 * Headings and the cursor are told apart by `bold` and `inverse`. Nothing is said by colour alone; where a terminal shows
 * none of these, `showsColours` is false.
 */
export const theme = {
	text: '',
	dim: 'gray',
	accent: 'cyan',
	success: 'green',
	warning: 'yellow',
	danger: 'red',
	heading: 'cyan',
} as const;

export type Tone = keyof typeof theme;

/** Whether anything is bold, inverse or coloured here; without that, other signs say the same. */
export function showsColours(): boolean {
	return chalk.level > 0;
}

/** The colour of a mark. */
export function colourOf({colour}: Pick<Mark, 'colour'>): string {
	return colour === 'dim' ? theme.dim : colour;
}

/** Marks of one column in every terminal font and Unicode version; no emoji. */
export const symbols = {
	success: '✔',
	failure: '✖',
	warning: '!',
	current: '▸',
	todo: '·',
	rule: '─',
	more: '…',
	cursor: '|',
} as const;
