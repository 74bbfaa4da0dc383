import type {Mark} from '../words/index.ts';

/**
 * What a piece of text means, as a colour for Ink's `<Text color>`; the empty string leaves the terminal's own colour.
 * Headings and the cursor are told apart by `bold` and `inverse`. Nothing is said by colour alone.
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
} as const;
