import {type AST, RegExpParser} from '@eslint-community/regexpp';
import {longestInput} from '../../connection/index.ts';

/**
 * Why it cannot be shown that a pattern is done with every text in little time: it looks around or back, repeats what may
 * be nothing, can read one text in too many ways, or is too large to tell.
 */
export type EndlessReason =
	| 'looks-around'
	| 'looks-back'
	| 'repeats-nothing'
	| 'ambiguous'
	| 'large';

/** What can be said of all texts that a pattern takes. */
export type PatternFacts = {
	/** Absent where every text of at most `longestInput` characters is read in a number of steps that is known to be small. */
	readonly endless?: EndlessReason;
	/** What of a policy or a template the pattern takes somewhere in a text: `*`, `?`, `${` or `{{`. */
	readonly takes: readonly string[];
	/** Length of the shortest text. */
	readonly shortest: number;
};

const mostPositions = 3000;
const mostEdges = 200_000;
/** Steps of a matcher that tries one way after another, over all of a text. */
const mostSteps = 1_000_000;
/** Work of finding that out. */
const mostWork = 2_000_000;

/** Thrown and caught in this file alone. */
class Endless extends Error {
	readonly reason: EndlessReason;

	constructor(reason: EndlessReason) {
		super(reason);
		this.reason = reason;
	}
}

/** Positions, each with the number of ways in which one comes there. */
type Ways = ReadonlyMap<number, number>;

/** A part of a pattern: the positions that a text for it can begin and end with. */
type Piece = {
	/** In how many ways it takes nothing. */
	readonly empty: number;
	readonly first: Ways;
	readonly last: Ways;
	readonly shortest: number;
};

type Leaf = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

const nothing: Piece = {empty: 1, first: new Map(), last: new Map(), shortest: 0};

/**
 * What a pattern takes, and whether a matcher that goes back and tries again, as that of JavaScript does, can be kept
 * busy by it. The pattern is read as an automaton without empty steps (Glushkov's), whose edges count the ways between two
 * characters; along all texts at once it is counted in how many ways a beginning can be read. The count is never too
 * low, so no pattern passes that could run long. Undefined where the text is no regular expression.
 */
export function readPattern(pattern: string): PatternFacts | undefined {
	const ast = parse(pattern);
	if (ast === undefined) {
		return undefined;
	}

	const automaton = new Automaton();
	try {
		const whole = automaton.anyOf(ast.alternatives);
		automaton.boundSteps(whole);
		return {takes: automaton.takenTexts(), shortest: whole.shortest};
	} catch (error) {
		if (error instanceof Endless) {
			return {endless: error.reason, takes: [], shortest: 0};
		}

		throw error;
	}
}

function parse(pattern: string): AST.Pattern | undefined {
	try {
		return new RegExpParser({ecmaVersion: 2022}).parsePattern(pattern, 0, pattern.length, {
			unicode: true,
		});
	} catch {
		return undefined;
	}
}

class Automaton {
	/** The place of each position's leaf among the distinct ones. */
	readonly #positions: number[] = [];
	readonly #leaves = new Map<string, {readonly place: number; readonly node: Leaf}>();
	readonly #follow: Map<number, number>[] = [];
	#edges = 0;

	anyOf(alternatives: readonly AST.Alternative[]): Piece {
		const pieces = alternatives.map(({elements}) =>
			elements.reduce((before, element) => this.#then(before, this.#read(element)), nothing),
		);
		return {
			empty: pieces.reduce((sum, {empty}) => sum + empty, 0),
			first: union(pieces.map(({first}) => [first, 1])),
			last: union(pieces.map(({last}) => [last, 1])),
			shortest: Math.min(...pieces.map(({shortest}) => shortest)),
		};
	}

	#read(element: AST.Element): Piece {
		switch (element.type) {
			case 'Assertion':
				// At the ends they only take texts away.
				if (element.kind === 'start' || element.kind === 'end') {
					return nothing;
				}

				throw new Endless('looks-around');
			case 'Backreference':
				throw new Endless('looks-back');
			case 'CapturingGroup':
			case 'Group':
				return this.anyOf(element.alternatives);
			case 'Quantifier':
				return this.#repeat(element);
			default:
				return this.#leaf(element);
		}
	}

	#leaf(node: Leaf): Piece {
		const known = this.#leaves.get(node.raw);
		const place = known?.place ?? this.#leaves.size;
		if (known === undefined) {
			this.#leaves.set(node.raw, {place, node});
		}

		const position = this.#positions.push(place) - 1;
		this.#follow.push(new Map());
		if (position >= mostPositions) {
			throw new Endless('large');
		}

		const only = new Map([[position, 1]]);
		return {empty: 0, first: only, last: only, shortest: 1};
	}

	#repeat({element, min, max}: AST.Quantifier): Piece {
		if (max === 0) {
			return nothing;
		}

		const next = () => {
			const body = this.#read(element);
			if (body.empty > 0 && max > 1) {
				throw new Endless('repeats-nothing');
			}

			return body;
		};
		let piece = nothing;
		for (let count = 1; count < min; count += 1) {
			piece = this.#then(piece, next());
		}

		if (max === Number.POSITIVE_INFINITY) {
			const body = next();
			this.#link(body.last, body.first);
			return this.#then(piece, min === 0 ? optional(body) : body);
		}

		let tail = nothing;
		for (let count = Math.max(min, 1); count < max; count += 1) {
			tail = optional(this.#then(next(), tail));
		}

		const last = this.#then(next(), tail);
		return this.#then(piece, min === 0 ? optional(last) : last);
	}

	#then(one: Piece, other: Piece): Piece {
		this.#link(one.last, other.first);
		return {
			empty: one.empty * other.empty,
			first: union([
				[one.first, 1],
				[other.first, one.empty],
			]),
			last: union([
				[other.last, 1],
				[one.last, other.empty],
			]),
			shortest: one.shortest + other.shortest,
		};
	}

	#link(from: Ways, to: Ways): void {
		this.#edges += from.size * to.size;
		if (this.#edges > mostEdges) {
			throw new Endless('large');
		}

		for (const [position, ways] of from) {
			const edges = this.#follow[position];
			for (const [next, more] of to) {
				edges?.set(next, (edges.get(next) ?? 0) + ways * more);
			}
		}
	}

	/** What of a policy or a template stands in any text: each position lies on a way through the whole pattern. */
	takenTexts(): string[] {
		const leaves = this.#matchers();
		const takes = (position: number, character: string) =>
			leaves[this.#positions[position] ?? 0]?.test(character) === true;
		const isTaken = ([first = '', second]: string) =>
			this.#follow.some(
				(edges, position) =>
					takes(position, first) &&
					(second === undefined || [...edges.keys()].some((next) => takes(next, second))),
			);
		return ['*', '?', '${', '{{'].filter((text) => isTaken(text));
	}

	#matchers(): RegExp[] {
		return [...this.#leaves.keys()].map((raw) => new RegExp(`^(?:${raw})$`, 'u'));
	}

	/** Counts, for texts of each length, the ways to read the worst of them; of two ways to the same positions the larger. */
	boundSteps({first, empty}: Piece): void {
		const symbols = this.#symbols();
		let steps = empty;
		let work = 0;
		let states: ReadonlyMap<string, Ways> = new Map([['', new Map()]]);
		for (let length = 0; length < longestInput; length += 1) {
			const next = new Map<string, Map<number, number>>();
			let most = 0;
			for (const ways of states.values()) {
				const edges = length === 0 ? [...first] : this.#edgesFrom(ways);
				work += 1 + edges.length * symbols.length;
				if (work > mostWork) {
					throw new Endless('large');
				}

				for (const symbol of symbols) {
					const reached = new Map<number, number>();
					let sum = 0;
					for (const [position, count] of edges) {
						if (symbol.has(this.#positions[position] ?? 0)) {
							reached.set(position, count);
							sum += count;
						}
					}

					most = Math.max(most, sum);
					keepLarger(next, reached);
				}
			}

			steps += most;
			if (steps > mostSteps) {
				throw new Endless('ambiguous');
			}

			states = next;
		}
	}

	#edgesFrom(ways: Ways): [number, number][] {
		const reached = new Map<number, number>();
		for (const [position, count] of ways) {
			for (const [next, more] of this.#follow[position] ?? []) {
				reached.set(next, (reached.get(next) ?? 0) + count * more);
			}
		}

		return [...reached];
	}

	/** All characters by the leaves that take them; those that the same ones take are one symbol. */
	#symbols(): ReadonlySet<number>[] {
		const borders = new Set([0]);
		for (const {node} of this.#leaves.values()) {
			for (const border of bordersOf(node)) {
				borders.add(border);
			}
		}

		const matchers = this.#matchers();
		const symbols = new Map<string, ReadonlySet<number>>();
		for (const border of borders) {
			const character = border <= 0x10_ffff ? String.fromCodePoint(border) : '';
			const taking = [...matchers.keys()].filter((place) => matchers[place]?.test(character));
			symbols.set(taking.join(), new Set(taking));
		}

		return [...symbols.values()].filter(({size}) => size > 0);
	}
}

function optional(piece: Piece): Piece {
	return {...piece, empty: piece.empty + 1, shortest: 0};
}

function union(parts: readonly (readonly [Ways, number])[]): Ways {
	const sum = new Map<number, number>();
	for (const [ways, times] of parts) {
		for (const [position, count] of times === 0 ? [] : ways) {
			sum.set(position, (sum.get(position) ?? 0) + count * times);
		}
	}

	return sum;
}

function keepLarger(states: Map<string, Map<number, number>>, reached: Map<number, number>): void {
	if (reached.size === 0) {
		return;
	}

	const key = [...reached.keys()].sort((one, other) => one - other).join();
	const known = states.get(key);
	if (known === undefined) {
		states.set(key, reached);
		return;
	}

	for (const [position, count] of reached) {
		known.set(position, Math.max(known.get(position) ?? 0, count));
	}
}

type Part =
	| Leaf
	| AST.CharacterClass['elements'][number]
	| AST.ExpressionCharacterClass['expression'];

/** Where, among all characters, it may change whether a leaf takes one. */
function bordersOf(node: Part): number[] {
	switch (node.type) {
		case 'Character':
			return [node.value, node.value + 1];
		case 'CharacterClassRange':
			return [node.min.value, node.max.value + 1];
		case 'CharacterClass':
			return node.elements.flatMap((element) => bordersOf(element));
		default:
			return scannedBorders(node.raw);
	}
}

const scanned = new Map<string, readonly number[]>();

/** Classes that are named, such as `\w`, `.` and `\p{L}`: found by trying. */
function scannedBorders(raw: string): number[] {
	let borders = scanned.get(raw);
	if (borders === undefined) {
		// What has no property of Unicode in it treats all characters beyond the first plane alike.
		const end = /\\p/i.test(raw) ? 0x11_0000 : 0x1_0000;
		const matcher = new RegExp(`^(?:${raw})$`, 'u');
		const found: number[] = [];
		let before = false;
		for (let code = 0; code < end; code += 1) {
			const isTaken = matcher.test(String.fromCodePoint(code));
			if (isTaken !== before) {
				found.push(code);
				before = isTaken;
			}
		}

		borders = found;
		scanned.set(raw, borders);
	}

	return [...borders];
}
