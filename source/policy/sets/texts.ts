import type {Budget} from './budget.ts';
import {type Glob, plain, type ReadGlob, readGlob, step, takesAny, wantedAt} from './glob.ts';

/** What `findTexts` gives. */
export type FoundTexts = {
	/** Whether every combination of matches was found; false where the budget or the limit ended the search. */
	readonly isComplete: boolean;
};

/** What is looked for. */
export type TextSearch = {
	/** What all texts have to fit. */
	readonly within: readonly Glob[];
	/** What tells texts apart. */
	readonly telling: readonly Glob[];
	/** What no text may fit. */
	readonly without?: readonly Glob[];
	/**
	 * `each`: one text for every combination of the telling globs that some text fits. `fewest`: only for those
	 * combinations that no other is a part of.
	 */
	readonly wanted: 'each' | 'fewest';
	readonly budget: Budget;
};

type State = {
	/** One position for each glob of `within`. */
	readonly chosen: readonly number[];
	/** Places (glob times width plus position) where the telling globs can be, ascending. */
	readonly places: readonly number[];
	readonly previous: State | undefined;
	readonly code: number;
};

// Wide enough for any position of a text that AWS would take.
const width = 1 << 16;
// Readable ones first; the last two stand in no policy that a person wrote.
const fillers = [...'xkwzqjvyubgfhmnplctrdsoiae0123456789', 'þ', 'ß'];

/**
 * Finds the shortest text for every way in which globs can match together: all of them are read as one automaton, of
 * which a state is the set of places where each can be. `onText` gets each text; the search ends once it returns
 * true.
 */
export function findTexts(
	{within, telling, without = [], wanted, budget}: TextSearch,
	onText: (text: string) => boolean,
): FoundTexts {
	const must = within.map((glob) => readGlob(glob));
	const globs = [...telling, ...without].map((glob) => readGlob(glob));
	const isBarred = (index: number) => index >= telling.length;
	// Whatever follows after a run at the end fits as well.
	const isLost = (places: readonly number[]) =>
		without.length > 0 &&
		places.some((place) => {
			const index = Math.floor(place / width);
			const {tokens, endsFrom, colonsFrom} = globs[index] as ReadGlob;
			const takesRest = endsFrom < tokens.length && colonsFrom <= endsFrom;
			return isBarred(index) && takesRest && place % width >= endsFrom;
		});
	if (globs.some(({tokens}) => tokens.length >= width)) {
		return {isComplete: false};
	}

	const filler = fillerFor([...within, ...telling, ...without]);
	const seen = new Map<string, (readonly number[])[]>();
	const found: (readonly number[])[] = [];
	let wave: State[] = [];

	const isKnown = (list: readonly (readonly number[])[], items: readonly number[]) =>
		list.some((known) => (wanted === 'fewest' ? isPart(known, items) : isEqual(known, items)));
	const enter = (state: State, into: State[]) => {
		if (isLost(state.places)) {
			return;
		}

		const key = wanted === 'each' ? `${state.chosen}|${state.places}` : `${state.chosen}`;
		const known = seen.get(key);
		if (known === undefined) {
			seen.set(key, [state.places]);
		} else if (wanted === 'each' || isKnown(known, state.places)) {
			return;
		} else {
			known.push(state.places);
		}

		into.push(state);
	};

	const prefix = prefixOf(must[0]);
	const begun = beginnings(must, globs, prefix);
	if (!budget.spend(begun.steps)) {
		return {isComplete: false};
	}

	const begin = String.fromCharCode(...prefix);
	for (const chosen of begun.chosen) {
		enter({chosen, places: begun.places, previous: undefined, code: filler}, wave);
	}

	while (wave.length > 0) {
		const next: State[] = [];
		for (const state of wave) {
			if (!budget.spend(1 + state.places.length)) {
				return {isComplete: false};
			}

			if (must.every((glob, index) => (state.chosen[index] ?? 0) >= glob.endsFrom)) {
				const fitting = fittingOf(globs, state.places);
				const isWanted = !isBarred(fitting.at(-1) ?? -1);
				if (isWanted && !isKnown(found, fitting)) {
					found.push(fitting);
					if (onText(plain(begin + textOf(state)))) {
						return {isComplete: true};
					}
				}

				// Nothing is part of a combination of none.
				if (wanted === 'fewest' && fitting.length === 0) {
					return {isComplete: true};
				}
			}

			for (const code of codesAt(state, must, globs, filler)) {
				const after = stepAll(state, must, globs, code, budget);
				if (after === undefined) {
					return {isComplete: false};
				}

				for (const one of after) {
					enter(one, next);
				}
			}
		}

		wave = next;
	}

	return {isComplete: true};
}

/** The characters that every text begins with, as far as the first glob says so. */
function prefixOf(first: ReadGlob | undefined): readonly number[] {
	if (first === undefined || first.cases !== undefined) {
		return [];
	}

	const end = first.tokens.findIndex((code) => code < 0);
	return [...first.tokens.subarray(0, end < 0 ? first.tokens.length : end)];
}

/** Where all globs are after what every text begins with. */
function beginnings(
	must: readonly ReadGlob[],
	globs: readonly ReadGlob[],
	prefix: readonly number[],
): {
	readonly chosen: readonly number[][];
	readonly places: readonly number[];
	readonly steps: number;
} {
	let steps = 0;
	const after = (glob: ReadGlob) => {
		// Where a glob begins with the same characters there is one place only, and no need to go there step by step.
		let shared = 0;
		while (shared < prefix.length && glob.tokens[shared] === prefix[shared]) {
			shared += 1;
		}

		let positions: number[] = [shared];
		steps += shared;
		for (const code of prefix.slice(shared)) {
			const next: number[] = [];
			for (const position of positions) {
				step(glob, position, code, next);
			}

			steps += positions.length;
			positions = next.length > 1 ? [...new Set(next)] : next;
			if (positions.length === 0) {
				break;
			}
		}

		return positions;
	};
	const chosen = must.reduce<number[][]>(
		(ways, glob) => {
			const positions = after(glob);
			return ways.flatMap((way) => positions.map((position) => [...way, position]));
		},
		[[]],
	);
	const places =
		chosen.length === 0
			? []
			: globs.flatMap((glob, index) =>
					after(glob)
						.map((position) => index * width + position)
						.sort((one, other) => one - other),
				);
	return {chosen, places, steps};
}

/** A character that occurs in no glob, so that it stands for all that do not; a readable one where there is one. */
function fillerFor(globs: readonly Glob[]): number {
	const used = globs.map(({text}) => text.toLowerCase());
	const isFree = (character: string) => !used.some((text) => text.includes(character));
	const free = fillers.find(isFree);
	let code = free === undefined ? 0x4e00 : free.charCodeAt(0);
	while (free === undefined && !isFree(String.fromCharCode(code))) {
		code += 1;
	}

	return code;
}

function codesAt(
	{chosen, places}: State,
	must: readonly ReadGlob[],
	globs: readonly ReadGlob[],
	filler: number,
): Iterable<number> {
	// One that asks for a certain character leaves no choice.
	const strict = must.findIndex(
		(glob, index) => !takesAny(glob, chosen[index] ?? 0) && (chosen[index] ?? 0) < glob.endsFrom,
	);
	const codes = new Set<number>();
	if (strict >= 0) {
		wantedAt(must[strict] as ReadGlob, chosen[strict] ?? 0, codes);
		return codes;
	}

	codes.add(filler);
	for (const [index, glob] of must.entries()) {
		wantedAt(glob, chosen[index] ?? 0, codes);
	}

	for (const place of places) {
		wantedAt(globs[Math.floor(place / width)] as ReadGlob, place % width, codes);
	}

	return codes;
}

function stepAll(
	state: State,
	must: readonly ReadGlob[],
	globs: readonly ReadGlob[],
	code: number,
	budget: Budget,
): readonly State[] | undefined {
	let ways: number[][] = [[]];
	for (const [index, glob] of must.entries()) {
		const positions: number[] = [];
		step(glob, state.chosen[index] ?? 0, code, positions);
		if (positions.length === 0) {
			return [];
		}

		ways =
			positions.length === 1
				? ways.map((way) => [...way, positions[0] as number])
				: ways.flatMap((way) => positions.map((position) => [...way, position]));
	}

	if (!budget.spend(ways.length + state.places.length)) {
		return undefined;
	}

	const places: number[] = [];
	for (const place of state.places) {
		const index = Math.floor(place / width);
		step(globs[index] as ReadGlob, place % width, code, places, index * width);
	}

	tidy(places);
	return ways.map((chosen) => ({chosen, places, previous: state, code}));
}

/** Puts numbers into ascending order, each once; most often they are. */
function tidy(numbers: number[]): void {
	let isTidy = true;
	for (let at = 1; at < numbers.length; at += 1) {
		isTidy &&= (numbers[at - 1] as number) < (numbers[at] as number);
	}

	if (!isTidy) {
		const once = [...new Set(numbers)].sort((one, other) => one - other);
		numbers.length = 0;
		for (const number of once) {
			numbers.push(number);
		}
	}
}

/** Indexes of the globs that match what ends here, ascending. */
function fittingOf(globs: readonly ReadGlob[], places: readonly number[]): number[] {
	const fitting: number[] = [];
	for (const place of places) {
		const index = Math.floor(place / width);
		if (place % width >= (globs[index] as ReadGlob).endsFrom && fitting.at(-1) !== index) {
			fitting.push(index);
		}
	}

	return fitting;
}

function textOf(state: State): string {
	const codes: number[] = [];
	for (let at: State = state; at.previous !== undefined; at = at.previous) {
		codes.push(at.code);
	}

	return String.fromCharCode(...codes.reverse());
}

function isEqual(one: readonly number[], other: readonly number[]): boolean {
	return one.length === other.length && one.every((item, index) => item === other[index]);
}

/** Whether all items of one ascending list stand in another. */
function isPart(part: readonly number[], whole: readonly number[]): boolean {
	let at = 0;
	for (const item of part) {
		while (at < whole.length && (whole[at] as number) < item) {
			at += 1;
		}

		if (whole[at] !== item) {
			return false;
		}
	}

	return true;
}
