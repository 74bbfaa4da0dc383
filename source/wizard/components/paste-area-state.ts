import {graphemesOf, stripControls, stripControlsKeepingLines} from '../../terminal/index.ts';

/** What has been pasted or typed so far. */
export type PasteAreaState = {
	readonly text: string;
	/** Whether the last of it came in one piece, as a paste; Enter after that is meant as Enter. */
	readonly wasPasted: boolean;
	/** Line breaks typed one after the other at the end of an unfinished document. */
	readonly emptyLines: number;
};

export type PasteAreaAction =
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'type'; readonly text: string}
	| {readonly type: 'lineBreak'}
	| {readonly type: 'backspace'}
	| {readonly type: 'clear'};

export const emptyPasteArea: PasteAreaState = {
	text: '',
	wasPasted: false,
	emptyLines: 0,
};

/**
 * Whether a text is meant as a document and not as the path of a file: JSON, also URL-encoded or within a JSON string,
 * or anything else of several lines, so that it is named for what it is.
 */
export const looksLikeDocument = (text: string): boolean =>
	/^\s*(?:[[{<]|"\s*[[{]|%7b|%5b)|\S[^\S\n]*\n\s*\S/iu.test(text);

/** Whether every bracket of a JSON text that was opened outside of a string has been closed. */
const isClosed = (text: string): boolean => {
	let depth = 0;
	for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gsu)) {
		if (token === '{' || token === '[') {
			depth += 1;
		} else if (token === '}' || token === ']') {
			depth -= 1;
		}
	}
	return depth <= 0;
};

/**
 * Whether Enter accepts. Terminals without bracketed paste hand over a document line by line with an Enter after each;
 * inside an unfinished document Enter is therefore a line break. Enter three times in a row accepts what there is.
 */
export const acceptsEnter = ({text, wasPasted, emptyLines}: PasteAreaState): boolean =>
	wasPasted || !looksLikeDocument(text) || isClosed(text) || emptyLines >= 2;

/** The state after a paste or a key. */
export const reducePasteArea = (state: PasteAreaState, action: PasteAreaAction): PasteAreaState => {
	switch (action.type) {
		case 'paste':
			return {
				text: state.text + stripControlsKeepingLines(action.text),
				wasPasted: true,
				emptyLines: 0,
			};
		case 'type':
			return {
				text: state.text + stripControls(action.text),
				wasPasted: false,
				emptyLines: 0,
			};
		case 'lineBreak':
			return {
				text: `${state.text}\n`,
				wasPasted: false,
				emptyLines: state.emptyLines + 1,
			};
		case 'backspace':
			return {
				text: graphemesOf(state.text).slice(0, -1).join(''),
				wasPasted: false,
				emptyLines: 0,
			};
		case 'clear':
			return emptyPasteArea;
	}
};
