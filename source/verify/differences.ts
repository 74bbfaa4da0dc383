import {visible} from '../problems.ts';

/** A value in which blanks and invisible characters can be seen, e.g. `2f6b0f0e-acme␣`. */
export function shown(value: string): string {
	return visible(value).replaceAll(' ', '␣');
}

const lookAlikes: ReadonlyMap<string, string> = new Map(
	[
		['0', 'OoОо'],
		['1', 'lI|'],
		['-', '‐‑‒–—−_'],
		['a', 'аА'],
		['e', 'еЕ'],
		['c', 'сС'],
		['p', 'рР'],
		['x', 'хХ'],
		['y', 'уУ'],
		['5', 'S'],
		['8', 'B'],
		["'", '’‘`'],
	].flatMap(([plain = '', others = '']) =>
		[...others].map((other): [string, string] => [other, plain]),
	),
);

function withoutLookAlikes(value: string): string {
	return [...value].map((character) => lookAlikes.get(character) ?? character).join('');
}

const blank = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * What distinguishes a value from the one that was agreed, as the end of a sentence, e.g. `a blank at the end`; the two
 * are compared character by character, white space and case included. Empty where they are the same.
 */
export function differenceBetween(agreed: string, found: string): string {
	if (agreed === found) {
		return '';
	}

	if (found === '') {
		return 'it is empty';
	}

	const inner = found.replace(blank, '');
	if (inner === agreed.replace(blank, '')) {
		return blankDifference(agreed, found);
	}

	if (agreed.toLowerCase() === found.toLowerCase()) {
		return 'upper and lower case differ';
	}

	if (withoutLookAlikes(agreed) === withoutLookAlikes(found)) {
		const {place, one, other} = firstDifference(agreed, found);
		return `character ${place} looks like "${one}", but is ${named(other)}`;
	}

	if (agreed.startsWith(found)) {
		return `it ends too early: the last ${count(agreed.length - found.length)} missing`;
	}

	if (found.startsWith(agreed)) {
		return `it goes on too long: "${shown(found.slice(agreed.length))}" is too much`;
	}

	if (agreed.endsWith(found)) {
		return `its beginning is missing: "${shown(agreed.slice(0, -found.length))}"`;
	}

	if (found.endsWith(agreed)) {
		return `"${shown(found.slice(0, -agreed.length))}" is too much at the beginning`;
	}

	return characterDifference(agreed, found);
}

/**
 * Whether a name is the agreed one with a slip in it. One that goes on longer, or counts on as `assets-2` does, may well
 * be the name of something else.
 */
export function isSlip(agreed: string, found: string): boolean {
	const difference = differenceBetween(agreed, found);
	const [one, other] = [agreed.replace(blank, ''), found.replace(blank, '')];
	const isCountedOn = one !== other && withoutDigits(one) === withoutDigits(other);
	const missing = Math.abs(one.length - other.length);
	return (
		!['', 'it is another value', 'it is empty'].includes(difference) && !isCountedOn && missing < 2
	);
}

function withoutDigits(name: string): string {
	return name.replace(/\d/g, '');
}

function blankDifference(agreed: string, found: string): string {
	if (found === `${agreed} ` || (found.startsWith(agreed) && found.trimEnd() === agreed)) {
		return 'a blank at the end';
	}

	if (found.endsWith(agreed) && found.trimStart() === agreed) {
		return 'a blank at the beginning';
	}

	if (found.trim() === agreed) {
		return 'blanks around it';
	}

	return found.length > agreed.length
		? 'a blank or an invisible character within it'
		: 'a blank is missing';
}

function characterDifference(agreed: string, found: string): string {
	const [one, other] = [[...agreed], [...found]];
	const differing = one.filter((character, index) => character !== other[index]).length;
	if (one.length !== other.length || differing > 2) {
		return 'it is another value';
	}

	if (differing === 2 && [...one].sort().join('') === [...other].sort().join('')) {
		return 'two characters are swapped';
	}

	const kind = /\d/.test(firstDifference(agreed, found).one) ? 'digit' : 'character';
	return differing === 1 ? `one ${kind} differs` : `two ${kind}s differ`;
}

function firstDifference(agreed: string, found: string) {
	const [expected, given] = [[...agreed], [...found]];
	const index = expected.findIndex((character, place) => character !== given[place]);
	return {place: index + 1, one: expected[index] ?? '', other: given[index] ?? ''};
}

function named(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return /^[\x21-\x7e]$/.test(character) ? `"${character}"` : `another sign (U+${code})`;
}

function count(characters: number): string {
	return characters === 1 ? 'character is' : `${characters} characters are`;
}
