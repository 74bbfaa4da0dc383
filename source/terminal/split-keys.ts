import {graphemesOf} from './width.ts';

const escapeCharacter = '\u{1B}';
const pasteStart = `${escapeCharacter}[200~`;
const pasteEnd = `${escapeCharacter}[201~`;

/** More printable characters than this in one chunk were pasted, not typed. */
const longestTypedRun = 64;

/** CSI and SS3 sequences as terminals send them for keys, with the odd forms of rxvt (`ESC[2$`) and the Linux console (`ESC[[A`). */
const controlSequence = new RegExp(
	`${escapeCharacter}{1,2}(?:\\[[235678]\\$|\\[\\[?[0-?]*[ -/]*[@-~]|O[0-9;]*[@-~])`,
	'uy',
);
/** Answers of the terminal to questions (OSC, DCS and their kin), ended by BEL or ST. Never a key. */
const stringSequence = new RegExp(
	`${escapeCharacter}[\\]PX^_][^\\u{7}${escapeCharacter}]*(?:\\u{7}|${escapeCharacter}\\\\)`,
	'uy',
);
const unfinishedSequence = new RegExp(
	`${escapeCharacter}{1,2}(?:\\[\\[?[0-?]*[ -/]*|O[0-9;]*|[\\]PX^_][^\\u{7}${escapeCharacter}]*${escapeCharacter}?)?$`,
	'uy',
);
const printableRun = /\P{Cc}+/uy;

const matchAt = (pattern: RegExp, text: string, index: number): string | undefined => {
	pattern.lastIndex = index;
	return pattern.exec(text)?.[0];
};

/** What one chunk of terminal input consists of. */
export type SplitInput = {
	/** Single keys in order: a character, a control character, an escape sequence, a whole bracketed paste, or a long run of text. */
	readonly keys: readonly string[];
	/** The beginning of a sequence whose end has not arrived; put it in front of the next chunk. */
	readonly rest: string;
};

type Token = {
	readonly kind: 'key' | 'text' | 'ignored';
	readonly text: string;
};

const escapeTokenAt = (input: string, index: number): Token | undefined => {
	if (input.startsWith(pasteStart, index)) {
		const end = input.indexOf(pasteEnd, index + pasteStart.length);
		return end === -1 ? undefined : {kind: 'key', text: input.slice(index, end + pasteEnd.length)};
	}
	const key = matchAt(controlSequence, input, index);
	if (key !== undefined) {
		return {kind: 'key', text: key};
	}
	const answer = matchAt(stringSequence, input, index);
	if (answer !== undefined) {
		return {kind: 'ignored', text: answer};
	}
	if (matchAt(unfinishedSequence, input, index) !== undefined) {
		return undefined;
	}
	const next = String.fromCodePoint(input.codePointAt(index + 1) ?? 0);
	// Esc pressed twice, or Esc and then Ctrl+C, are two keys. Ctrl+C above all must never be swallowed.
	return {
		kind: 'key',
		text: next === escapeCharacter || next === '\u{3}' ? escapeCharacter : escapeCharacter + next,
	};
};

const plainTokenAt = (input: string, index: number): Token => {
	const run = matchAt(printableRun, input, index);
	if (run !== undefined) {
		return {kind: 'text', text: run};
	}
	return {
		kind: 'key',
		text: input.startsWith('\r\n', index) ? '\r\n' : input.charAt(index),
	};
};

/** Line feeds come from scripts and from unbracketed pastes; to the program they are Enter. */
const asKey = (text: string): string => (text === '\n' || text === '\r\n' ? '\r' : text);

/**
 * Cuts a chunk of terminal input into single keys.
 *
 * A chunk with more than 64 printable characters was not typed: its text stays together up to the next control
 * character, so that a paste without brackets costs one key per line and not one per character.
 */
export const splitKeys = (input: string): SplitInput => {
	const tokens: Token[] = [];
	let index = 0;
	let rest = '';
	while (index < input.length) {
		const token =
			input.charAt(index) === escapeCharacter
				? escapeTokenAt(input, index)
				: plainTokenAt(input, index);
		if (token === undefined) {
			rest = input.slice(index);
			break;
		}
		tokens.push(token);
		index += token.text.length;
	}
	const printable = tokens.reduce(
		(sum, token) => (token.kind === 'text' ? sum + token.text.length : sum),
		0,
	);
	const keys = tokens.flatMap((token) => {
		if (token.kind === 'ignored') {
			return [];
		}
		if (token.kind === 'key') {
			return [asKey(token.text)];
		}
		return printable > longestTypedRun ? [token.text] : graphemesOf(token.text);
	});
	return {keys, rest};
};

/** Whether `rest` of a split is a bracketed paste whose end has not arrived. */
export const isUnfinishedPaste = (rest: string): boolean => rest.startsWith(pasteStart);

/** The keys of a sequence whose end did not come in time: Esc keys as they are, an unended paste as if it had ended here. */
export const splitUnfinished = (rest: string): readonly string[] => {
	if (isUnfinishedPaste(rest)) {
		return [rest + pasteEnd];
	}
	const escapes = rest.startsWith(escapeCharacter + escapeCharacter) ? 2 : 1;
	const tail = rest.slice(escapes);
	if (tail === '') {
		return Array.from({length: escapes}, () => escapeCharacter);
	}
	// "ESC ]" and the like with no end are Alt and that character, followed by typed text.
	return /^[\]PX^_]/u.test(tail)
		? [
				escapeCharacter + tail.charAt(0),
				...splitKeys(tail.slice(1).replaceAll(escapeCharacter, '')).keys,
			]
		: [];
};
