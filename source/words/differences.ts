import type {Difference} from '../connection/index.ts';
import {visible} from '../problems.ts';

/** A value in which blanks and invisible characters can be seen, e.g. `2f6b0f0e-acme␣`. */
export function shown(value: string): string {
	return visible(value).replaceAll(' ', '␣');
}

const blanks: Readonly<Record<Extract<Difference, {kind: 'blank'}>['where'], string>> = {
	end: 'a blank at the end',
	beginning: 'a blank at the beginning',
	around: 'blanks around it',
	within: 'a blank or an invisible character within it',
	missing: 'a blank is missing',
};

/** A difference as the end of a sentence, e.g. `a blank at the end`; empty where there is none. */
export function differenceInWords(difference: Difference): string {
	switch (difference.kind) {
		case 'none':
			return '';
		case 'empty':
			return 'it is empty';
		case 'blank':
			return blanks[difference.where];
		case 'case':
			return 'upper and lower case differ';
		case 'look-alike':
			return `character ${difference.place} looks like "${difference.agreed}", but is ${named(difference.found)}`;
		case 'ends-early':
			return `it ends too early: the last ${difference.missing === 1 ? 'character is' : `${difference.missing} characters are`} missing`;
		case 'goes-on':
			return `it is too long: "${shown(difference.text)}" is extra`;
		case 'beginning-missing':
			return `its beginning is missing: "${shown(difference.text)}"`;
		case 'beginning-extra':
			return `"${shown(difference.text)}" is extra at the beginning`;
		case 'swapped':
			return 'two characters are swapped';
		case 'other':
			return 'it is a different value';
		case 'characters': {
			const kind = difference.isDigit ? 'digit' : 'character';
			return difference.count === 1 ? `one ${kind} differs` : `two ${kind}s differ`;
		}
	}
}

function named(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return /^[\x21-\x7e]$/.test(character) ? `"${character}"` : `another character (U+${code})`;
}
