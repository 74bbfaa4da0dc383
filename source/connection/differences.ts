/** What distinguishes a value from the one that was agreed. */
export type Difference =
	| {readonly kind: 'none' | 'empty' | 'case' | 'other' | 'swapped'}
	| {readonly kind: 'blank'; readonly where: 'end' | 'beginning' | 'around' | 'within' | 'missing'}
	/** Two characters that look alike; `place` is counted from 1. */
	| {
			readonly kind: 'look-alike';
			readonly place: number;
			readonly agreed: string;
			readonly found: string;
	  }
	/** So many characters are missing at the end. */
	| {readonly kind: 'ends-early'; readonly missing: number}
	| {readonly kind: 'goes-on' | 'beginning-missing' | 'beginning-extra'; readonly text: string}
	| {readonly kind: 'characters'; readonly count: 1 | 2; readonly isDigit: boolean};

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
 * What distinguishes a value from the one that was agreed; the two are compared character by character, white space and
 * case included.
 */
export function differenceBetween(agreed: string, found: string): Difference {
	if (agreed === found) {
		return {kind: 'none'};
	}

	if (found === '') {
		return {kind: 'empty'};
	}

	const inner = found.replace(blank, '');
	if (inner === agreed.replace(blank, '')) {
		return {kind: 'blank', where: blankPlace(agreed, found)};
	}

	if (agreed.toLowerCase() === found.toLowerCase()) {
		return {kind: 'case'};
	}

	if (withoutLookAlikes(agreed) === withoutLookAlikes(found)) {
		const {place, one, other} = firstDifference(agreed, found);
		return {kind: 'look-alike', place, agreed: one, found: other};
	}

	if (agreed.startsWith(found)) {
		return {kind: 'ends-early', missing: agreed.length - found.length};
	}

	if (found.startsWith(agreed)) {
		return {kind: 'goes-on', text: found.slice(agreed.length)};
	}

	if (agreed.endsWith(found)) {
		return {kind: 'beginning-missing', text: agreed.slice(0, -found.length)};
	}

	if (found.endsWith(agreed)) {
		return {kind: 'beginning-extra', text: found.slice(0, -agreed.length)};
	}

	return characterDifference(agreed, found);
}

/**
 * Whether a name is the agreed one with a slip in it. One that goes on longer, or counts on as `assets-2` does, may well
 * be the name of something else.
 */
export function isSlip(agreed: string, found: string): boolean {
	const {kind} = differenceBetween(agreed, found);
	const [one, other] = [agreed.replace(blank, ''), found.replace(blank, '')];
	const isCountedOn = one !== other && withoutDigits(one) === withoutDigits(other);
	const missing = Math.abs(one.length - other.length);
	return !['none', 'other', 'empty'].includes(kind) && !isCountedOn && missing < 2;
}

function withoutDigits(name: string): string {
	return name.replace(/\d/g, '');
}

function blankPlace(
	agreed: string,
	found: string,
): Extract<Difference, {readonly kind: 'blank'}>['where'] {
	if (found === `${agreed} ` || (found.startsWith(agreed) && found.trimEnd() === agreed)) {
		return 'end';
	}

	if (found.endsWith(agreed) && found.trimStart() === agreed) {
		return 'beginning';
	}

	if (found.trim() === agreed) {
		return 'around';
	}

	return found.length > agreed.length ? 'within' : 'missing';
}

function characterDifference(agreed: string, found: string): Difference {
	const [one, other] = [[...agreed], [...found]];
	const differing = one.filter((character, index) => character !== other[index]).length;
	if (one.length !== other.length || differing > 2) {
		return {kind: 'other'};
	}

	if (differing === 2 && [...one].sort().join('') === [...other].sort().join('')) {
		return {kind: 'swapped'};
	}

	const isDigit = /\d/.test(firstDifference(agreed, found).one);
	return {kind: 'characters', count: differing === 1 ? 1 : 2, isDigit};
}

function firstDifference(agreed: string, found: string) {
	const [expected, given] = [[...agreed], [...found]];
	const index = expected.findIndex((character, place) => character !== given[place]);
	return {place: index + 1, one: expected[index] ?? '', other: given[index] ?? ''};
}
