import {isPrintableAscii} from './problems.ts';

const names: ReadonlyMap<string, string> = new Map([
	[' ', 'a space'],
	['\t', 'a tab'],
	['\n', 'a line break'],
	['\r', 'a line break'],
	['\u00a0', 'a non-breaking space (U+00A0)'],
	['\u200b', 'a zero-width space (U+200B)'],
	['\ufeff', 'a byte order mark (U+FEFF)'],
	['\u00ad', 'a soft hyphen (U+00AD)'],
	['\u2013', 'the dash "\u2013", not a hyphen'],
	['\u2014', 'the dash "\u2014", not a hyphen'],
	['"', 'a quotation mark'],
]);

// Functions, since the classes of Unicode take long to prepare and are hardly ever needed.
const whiteSpace = () => /^\p{White_Space}$/u;
const control = () => /^\p{Cc}$/u;
const hidden = () => /^[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]$/u;
const blank = () => /^[\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]$/u;

/** Controls and invisible characters anywhere in a value; ordinary white space is not among them. */
const unseen = () => /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** A text without its controls and invisible characters. */
export function withoutUnseen(text: string): string {
	return isPrintableAscii(text) ? text : text.replace(unseen(), '');
}

/** The first control or invisible character of a value, or undefined. */
export function firstUnseen(value: string): string | undefined {
	return isPrintableAscii(value) ? undefined : unseen().exec(value)?.[0];
}

/** A character by its name, so that a person can find it: `a space`, `a tab`, `"é"`. */
export function characterName(character: string): string {
	const name = names.get(character);

	if (name !== undefined) {
		return name;
	}

	const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

	if (control().test(character)) {
		return `a control character (${code})`;
	}

	if (whiteSpace().test(character)) {
		return `a blank (${code})`;
	}

	return hidden().test(character) ? `an invisible character (${code})` : `"${character}"`;
}

/** The name of the first character that does not fit, or undefined where all do. `allowed` matches one character. */
export function firstOther(value: string, allowed: RegExp): string | undefined {
	for (const character of value) {
		if (!allowed.test(character)) {
			return characterName(character);
		}
	}

	return undefined;
}

/** Whether a character is white space or cannot be seen. */
export function isBlank(character: string): boolean {
	return character === ' ' || (!isPrintableAscii(character) && blank().test(character));
}

/**
 * The white space and invisible characters before and after a text, and what is between them; all of it `before` where
 * there is nothing else.
 */
export function splitBlanks(text: string): {
	readonly before: string;
	readonly inner: string;
	readonly after: string;
} {
	const characters = [...text];
	const first = characters.findIndex((character) => !isBlank(character));

	if (first === -1) {
		return {before: text, inner: '', after: ''};
	}

	const last = characters.findLastIndex((character) => !isBlank(character));

	return {
		before: characters.slice(0, first).join(''),
		inner: characters.slice(first, last + 1).join(''),
		after: characters.slice(last + 1).join(''),
	};
}
