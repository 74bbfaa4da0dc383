import type {LookUp, Lookup} from '../request.ts';
import type {PlacedStatement} from '../statement.ts';
import {isSameAccount} from '../statement.ts';
import {hasVariable, literal, readPattern, variablesIn} from '../variables.ts';
import {matchesWildcard} from '../wildcard.ts';
import type {Budget} from './budget.ts';
import {type Glob, literalText, plain} from './glob.ts';
import {findTexts} from './texts.ts';

/** The statements that can have a say in the requests of one requester for one action. */
export type Concerned = {
	readonly identity: readonly PlacedStatement[];
	readonly isIdentitySeen: boolean;
	readonly boundary: readonly PlacedStatement[];
	readonly hasBoundary: boolean;
	readonly resource: readonly PlacedStatement[];
	/** Those that surely apply to the requester and the action, whatever the condition keys are. */
	readonly sure: ReadonlySet<PlacedStatement>;
};

/** A resource to ask about, and the values that make policy variables in a pattern stand for it. */
export type Candidate = {
	readonly resource: string;
	readonly spelled: ReadonlyMap<string, string>;
};

/** What the search for resources came to. */
export type FoundResources = {
	readonly isComplete: boolean;
	/** Condition keys of policy variables for which other values could make other resources matter. */
	readonly openVariables: readonly string[];
};

type Search = {
	readonly goal: 'allowed' | 'denied' | 'gained';
	readonly concerned: Concerned;
	/** The statements of the policies that have to deny what the first allow. */
	readonly others: readonly Concerned[];
	/** What is asked about. */
	readonly resources: readonly Glob[];
	readonly request: {readonly principal: string | undefined; readonly resourceAccount: string};
	readonly kind: 'bucket' | 'key' | 'trust';
	readonly lookUp: LookUp;
	/** All that the requests say to a key, if that is a list. */
	readonly listed: (key: string) => readonly Lookup[] | undefined;
	readonly budget: Budget;
};

/** A pattern that something needs, or none where everything fits. */
type Pattern = {readonly glob?: Glob; readonly spelled?: ReadonlyMap<string, string>};

// A word that no policy spells out by chance and that reads well as a folder.
const anyName = 'anybody';
// More ways of being spared by NotResource than this are not tried one by one.
const mostWays = 4096;
const mostPairs = 256;
const mostSupports = 10_000;
// More combinations of listed values than this are not put in for the variables of one pattern.
const mostReadings = 64;

/**
 * Finds resources such that, if any resource of the set reaches the goal, one of these does. More that allows never
 * denies and more that denies never allows; so for each way to reach the goal only those resources count that fit the
 * fewest patterns which stand against it. `onCandidate` gets each; the search ends once it returns true.
 */
export function findResources(
	search: Search,
	onCandidate: (candidate: Candidate) => boolean,
): FoundResources {
	const {resources, budget} = search;
	const reader = readerFor(search);
	let isComplete = true;
	let isOver = false;
	const seen = new Set<string>();
	const suggest = (candidate: Candidate) => {
		const key = `${candidate.resource}\n${[...candidate.spelled].join()}`;
		if (!seen.has(key)) {
			seen.add(key);
			isOver = onCandidate(candidate);
		}

		return isOver;
	};
	for (const universe of resources) {
		const single = literalText(universe);
		if (single === undefined) {
			const ways = waysTo(search, reader);
			isComplete &&= ways.isComplete;
			for (const {needed, against, without = []} of ways.list) {
				const globs = needed.flatMap(({glob}) => (glob === undefined ? [] : [glob]));
				const spelled = new Map(needed.flatMap((pattern) => [...(pattern.spelled ?? [])]));
				const readable = readableText([...globs, universe], without);
				if (readable !== undefined && suggest({resource: readable, spelled})) {
					break;
				}

				const found = findTexts(
					{within: [universe, ...globs], telling: against, without, wanted: 'fewest', budget},
					(resource) => suggest({resource, spelled}),
				);
				isComplete &&= found.isComplete;
				if (isOver || budget.isSpent()) {
					break;
				}
			}
		} else {
			suggest({resource: single, spelled: new Map()});
		}

		if (isOver || budget.isSpent()) {
			break;
		}
	}

	return {isComplete, openVariables: reader.open()};
}

/** A text that fits all globs and reads well; undefined where filling one of them in by a word gives none. */
function readableText(globs: readonly Glob[], without: readonly Glob[]): string | undefined {
	return globs
		.map(({text}) => plain(text.replaceAll(/[?]*[*][?*]*/g, 'example').replaceAll('?', 'x')))
		.find(
			(text) =>
				globs.every((glob) => matchesWildcard(glob.text, literal(text))) &&
				!without.some((glob) => matchesWildcard(glob.text, literal(text))),
		);
}

type Way = {
	readonly needed: readonly Pattern[];
	readonly against: readonly Glob[];
	/** What rules a resource out. */
	readonly without?: readonly Glob[];
};
type Ways = {readonly list: Iterable<Way>; readonly isComplete: boolean};

function waysTo(search: Search, reader: PatternReader): Ways {
	switch (search.goal) {
		case 'allowed':
			return waysToAllow(search, reader);
		case 'denied':
			return waysToDeny(search, reader);
		case 'gained':
			return [
				waysToAllow(search, reader),
				...search.others.map((concerned) => waysToDeny({concerned}, reader)),
			].reduce((one, other) => together(one, other));
	}
}

/** Each way of the one with each of the other. */
function together(one: Ways, other: Ways): Ways {
	function* list() {
		for (const first of one.list) {
			for (const second of other.list) {
				yield {
					needed: [...first.needed, ...second.needed],
					against: [...first.against, ...second.against],
					without: [...(first.without ?? []), ...(second.without ?? [])],
				};
			}
		}
	}

	return {list: {[Symbol.iterator]: list}, isComplete: one.isComplete && other.isComplete};
}

function waysToAllow(search: Search, reader: PatternReader): Ways {
	const {concerned} = search;
	const isSure = (statement: PlacedStatement) =>
		concerned.sure.has(statement) && statement.read.resource?.patterns !== undefined;
	const without = denials(concerned)
		.filter(isSure)
		.flatMap((statement) => reader.against(statement, false));
	const against = [
		...denials(concerned)
			.filter((statement) => !isSure(statement))
			.flatMap((statement) => reader.against(statement, false)),
		...allows(concerned).flatMap((statement) => reader.against(statement, true)),
	];
	const spared = product(
		denials(concerned)
			.filter(({read}) => read.resource?.isNegated === true)
			.map((statement) => [{}, ...reader.patterns(statement)]),
		mostWays,
	);
	const supports = supportsOf(search, reader).map((lists) => product(lists, mostSupports));
	function* list() {
		for (const support of supports.flatMap((some) => some ?? [])) {
			for (const sparing of spared ?? [[]]) {
				yield {needed: [...support, ...sparing], against, without};
			}
		}
	}

	return {
		list: {[Symbol.iterator]: list},
		isComplete: spared !== undefined && !supports.includes(undefined),
	};
}

/** What the sides can allow by, one Allow statement of a side at a time: for each route a list of patterns by side. */
function supportsOf({concerned, request, kind}: Search, reader: PatternReader): Pattern[][][] {
	const of = (statements: readonly PlacedStatement[]) =>
		distinct(allowing(statements).flatMap((statement) => reader.fits(statement)));
	const resource = of(concerned.resource);
	const identity = concerned.isIdentitySeen ? of(concerned.identity) : [{}];
	const boundary = concerned.hasBoundary ? of(concerned.boundary) : [{}];
	if (request.principal === undefined) {
		return [[resource]];
	}

	if (!isSameAccount(request)) {
		return [[resource, identity, boundary]];
	}

	return [
		[resource],
		...(concerned.hasBoundary ? [[resource, boundary]] : []),
		kind === 'bucket' ? [identity, boundary] : [resource, identity, boundary],
	];
}

function waysToDeny({concerned}: Pick<Search, 'concerned'>, reader: PatternReader): Ways {
	const spared = product(
		allows(concerned)
			.filter(({read}) => read.resource?.isNegated === true)
			.map((statement) => [{}, ...reader.patterns(statement)]),
		mostWays,
	);
	const against = allows(concerned).flatMap((statement) => reader.against(statement, false));
	function* list() {
		for (const needed of spared ?? [[]]) {
			yield {needed, against};
		}

		for (const statement of denials(concerned)) {
			yield* waysOfDenial(statement, reader);
		}

		yield* waysOfPairs(concerned, reader);
	}

	return {list: {[Symbol.iterator]: list}, isComplete: spared !== undefined};
}

function waysOfDenial(statement: PlacedStatement, reader: PatternReader): Way[] {
	return statement.read.resource?.isNegated === true
		? [{needed: [], against: reader.against(statement, true)}]
		: reader.fits(statement).map((pattern) => ({needed: [pattern], against: []}));
}

/** Two denials can leave no value of a key that cannot be known, where each alone leaves one. */
function* waysOfPairs(concerned: Concerned, reader: PatternReader): Iterable<Way> {
	const conditional = denials(concerned).filter(({read}) => read.condition?.length !== 0);
	let left = mostPairs;
	for (const [index, one] of conditional.entries()) {
		for (const other of conditional.slice(index + 1)) {
			for (const needed of every([reader.fits(one), reader.fits(other)])) {
				if (left === 0) {
					return;
				}

				left -= 1;
				yield {needed, against: [...reader.against(one, true), ...reader.against(other, true)]};
			}
		}
	}
}

function all({identity, boundary, resource}: Concerned): PlacedStatement[] {
	return [...identity, ...boundary, ...resource];
}

function allowing(statements: readonly PlacedStatement[]): PlacedStatement[] {
	return statements.filter(({reference}) => reference.effect === 'Allow');
}

function allows(concerned: Concerned): PlacedStatement[] {
	return allowing(all(concerned));
}

function denials(concerned: Concerned): PlacedStatement[] {
	return all(concerned).filter(({reference}) => reference.effect === 'Deny');
}

function every(lists: readonly (readonly Pattern[])[]): Pattern[][] {
	return lists.reduce<Pattern[][]>(
		(sets, list) => sets.flatMap((set) => list.map((item) => [...set, item])),
		[[]],
	);
}

/** Like `every`, undefined where there would be too many. */
function product(lists: readonly (readonly Pattern[])[], most: number): Pattern[][] | undefined {
	const size = lists.reduce((count, {length}) => count * length, 1);
	return size > most ? undefined : every(lists);
}

function distinct(patterns: readonly Pattern[]): Pattern[] {
	return [...new Map(patterns.map((pattern) => [pattern.glob?.text, pattern])).values()];
}

type PatternReader = {
	/** What a resource has to fit for the statement to speak about it. */
	readonly fits: (statement: PlacedStatement) => readonly Pattern[];
	/** The patterns themselves, of Resource or NotResource. */
	readonly patterns: (statement: PlacedStatement) => readonly Pattern[];
	/** The patterns as what tells resources apart, of Resource or of NotResource alone. */
	readonly against: (statement: PlacedStatement, isNegated: boolean) => Glob[];
	/** Keys of variables whose values were only supposed. */
	readonly open: () => readonly string[];
};

function readerFor({lookUp, listed}: Pick<Search, 'lookUp' | 'listed'>): PatternReader {
	const open = new Set<string>();
	const readings = new Map<PlacedStatement, readonly Pattern[]>();

	/** A look-up for each combination of values that the variables of a pattern can have, as far as these are listed. */
	const lookUpsFor = (source: string): readonly LookUp[] => {
		const keys = new Set(variablesIn(source).map((key) => key.toLowerCase()));
		let lookUps: LookUp[] = [lookUp];
		for (const key of keys) {
			const values = lookUp(key).state === 'unknown' ? listed(key) : undefined;
			if (values !== undefined && lookUps.length * values.length <= mostReadings) {
				lookUps = lookUps.flatMap((before) =>
					values.map(
						(value): LookUp =>
							(asked) =>
								asked.toLowerCase() === key ? value : before(asked),
					),
				);
			}
		}

		return lookUps;
	};
	const readAs = (source: string, found: LookUp): Pattern | undefined => {
		const spelled = new Map<string, string>();
		const supposing: LookUp = (key) => {
			const lookup = found(key);
			if (lookup.state !== 'unknown') {
				return lookup;
			}

			open.add(key);
			spelled.set(key.toLowerCase(), anyName);
			return {state: 'known', values: [anyName]};
		};
		const pattern = readPattern(source, {
			lookUp: supposing,
			hasVariables: true,
			hasWildcards: true,
		});
		return pattern.isUnresolved ? undefined : {glob: {text: pattern.text}, spelled};
	};
	const read = (source: string, hasVariables: boolean): readonly Pattern[] =>
		hasVariables && hasVariable(source)
			? distinct(lookUpsFor(source).flatMap((found) => readAs(source, found) ?? []))
			: [{glob: {text: source}}];
	const patterns = (statement: PlacedStatement) => {
		const {resource, hasVariables} = statement.read;
		const known =
			readings.get(statement) ??
			distinct((resource?.sources ?? []).flatMap((source) => read(source, hasVariables)));
		readings.set(statement, known);
		return known;
	};
	return {
		patterns,
		fits: (statement) =>
			statement.read.resource === undefined || statement.read.resource.isNegated
				? [{}]
				: patterns(statement),
		against: (statement, isNegated) =>
			statement.read.resource?.isNegated === isNegated
				? patterns(statement).flatMap(({glob}) => (glob === undefined ? [] : [glob]))
				: [],
		open: () => [...open],
	};
}

/** A glob for everything that begins with a text and goes on with at least one character. */
export function beginningWith(text: string): Glob {
	return {text: `${literal(text)}?*`};
}
