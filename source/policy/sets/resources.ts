import type {LookUp} from '../request.ts';
import type {PlacedStatement} from '../statement.ts';
import {isSameAccount} from '../statement.ts';
import {hasVariable, literal, readPattern, variablesIn} from '../variables.ts';
import type {Budget} from './budget.ts';
import type {Glob} from './glob.ts';
import {findTexts} from './texts.ts';

/** The statements that can have a say in the requests of one requester for one action. */
export type Concerned = {
	readonly identity: readonly PlacedStatement[];
	readonly isIdentitySeen: boolean;
	readonly boundary: readonly PlacedStatement[];
	readonly hasBoundary: boolean;
	readonly resource: readonly PlacedStatement[];
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
	readonly goal: 'allowed' | 'denied';
	readonly concerned: Concerned;
	/** What is asked about. */
	readonly resources: readonly Glob[];
	readonly request: {readonly principal: string | undefined; readonly resourceAccount: string};
	readonly kind: 'bucket' | 'key' | 'trust';
	readonly lookUp: LookUp;
	readonly budget: Budget;
};

/** A pattern that something needs, or none where everything fits. */
type Pattern = {readonly glob?: Glob; readonly spelled?: ReadonlyMap<string, string>};

// A word that no policy spells out by chance and that reads well as a folder.
const anyName = 'anybody';
// More ways of being spared by NotResource than this are not tried one by one.
const mostWays = 256;

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
	const reader = readerFor(search.lookUp);
	const ways = search.goal === 'allowed' ? waysToAllow(search, reader) : waysToDeny(search, reader);
	let isComplete = ways.isComplete;
	let isOver = false;
	const seen = new Set<string>();
	for (const universe of resources) {
		for (const {needed, against} of ways.list) {
			const globs = needed.flatMap(({glob}) => (glob === undefined ? [] : [glob]));
			const spelled = new Map(needed.flatMap((pattern) => [...(pattern.spelled ?? [])]));
			const found = findTexts(
				{within: [universe, ...globs], telling: against, wanted: 'fewest', budget},
				(resource) => {
					const key = `${resource}\n${[...spelled].join()}`;
					if (seen.has(key)) {
						return false;
					}

					seen.add(key);
					isOver = onCandidate({resource, spelled});
					return isOver;
				},
			);
			isComplete &&= found.isComplete;
			if (isOver || budget.isSpent()) {
				return {isComplete, openVariables: reader.open()};
			}
		}
	}

	return {isComplete, openVariables: reader.open()};
}

type Way = {readonly needed: readonly Pattern[]; readonly against: readonly Glob[]};
type Ways = {readonly list: readonly Way[]; readonly isComplete: boolean};

function waysToAllow(search: Search, reader: PatternReader): Ways {
	const {concerned} = search;
	const against = [
		...denials(concerned).flatMap((statement) => reader.against(statement, false)),
		...allows(concerned).flatMap((statement) => reader.against(statement, true)),
	];
	const spared = product(
		denials(concerned)
			.filter(({read}) => read.resource?.isNegated === true)
			.map((statement) => [{}, ...reader.patterns(statement)]),
	);
	const supports = supportsOf(search, reader);
	return {
		list: supports.flatMap((support) =>
			(spared ?? [[]]).map((sparing) => ({needed: [...support, ...sparing], against})),
		),
		isComplete: spared !== undefined,
	};
}

/** The combinations of patterns by which the sides can allow, one Allow statement of a side at a time. */
function supportsOf({concerned, request, kind}: Search, reader: PatternReader): Pattern[][] {
	const of = (statements: readonly PlacedStatement[]) =>
		distinct(allowing(statements).flatMap((statement) => reader.fits(statement)));
	const resource = of(concerned.resource);
	const identity = concerned.isIdentitySeen ? of(concerned.identity) : [{}];
	const boundary = concerned.hasBoundary ? of(concerned.boundary) : [{}];
	const cross = (...lists: readonly (readonly Pattern[])[]) => every(lists);
	if (request.principal === undefined) {
		return cross(resource);
	}

	if (!isSameAccount(request)) {
		return cross(resource, identity, boundary);
	}

	return [
		...cross(resource),
		...(concerned.hasBoundary ? cross(resource, boundary) : []),
		...(kind === 'bucket' ? cross(identity, boundary) : cross(resource, identity, boundary)),
	];
}

function waysToDeny({concerned}: Search, reader: PatternReader): Ways {
	const explicit = denials(concerned).flatMap((statement): Way[] =>
		statement.read.resource?.isNegated === true
			? [{needed: [], against: reader.against(statement, true)}]
			: reader.fits(statement).map((pattern) => ({needed: [pattern], against: []})),
	);
	// Two denials can leave no value of a key that cannot be known, where each alone leaves one.
	const conditional = denials(concerned).filter(({read}) => read.condition?.length !== 0);
	const pairs = conditional.flatMap((one, index) =>
		conditional.slice(index + 1).flatMap((other) =>
			every([reader.fits(one), reader.fits(other)]).map(
				(needed): Way => ({
					needed,
					against: [...reader.against(one, true), ...reader.against(other, true)],
				}),
			),
		),
	);
	const spared = product(
		allows(concerned)
			.filter(({read}) => read.resource?.isNegated === true)
			.map((statement) => [{}, ...reader.patterns(statement)]),
	);
	const against = allows(concerned).flatMap((statement) => reader.against(statement, false));
	return {
		list: [
			...(spared ?? [[]]).map((needed) => ({needed, against})),
			...explicit,
			...pairs.slice(0, mostWays),
		],
		isComplete: spared !== undefined,
	};
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
function product(lists: readonly (readonly Pattern[])[]): Pattern[][] | undefined {
	const size = lists.reduce((count, {length}) => count * length, 1);
	return size > mostWays ? undefined : every(lists);
}

function distinct(patterns: readonly Pattern[]): Pattern[] {
	return [...new Map(patterns.map((pattern) => [pattern.glob?.text, pattern])).values()];
}

type PatternReader = {
	/** What a resource has to fit for the statement to speak about it. */
	readonly fits: (statement: PlacedStatement) => Pattern[];
	/** The patterns themselves, of Resource or NotResource. */
	readonly patterns: (statement: PlacedStatement) => Pattern[];
	/** The patterns as what tells resources apart, of Resource or of NotResource alone. */
	readonly against: (statement: PlacedStatement, isNegated: boolean) => Glob[];
	/** Keys of variables whose values were only supposed. */
	readonly open: () => readonly string[];
};

function readerFor(lookUp: LookUp): PatternReader {
	const open = new Set<string>();
	const read = (source: string, hasVariables: boolean): Pattern | undefined => {
		if (!hasVariables || !hasVariable(source)) {
			return {glob: {text: source}};
		}

		const spelled = new Map<string, string>();
		const supposing: LookUp = (key) => {
			const found = lookUp(key);
			if (found.state !== 'unknown') {
				return found;
			}

			open.add(key);
			spelled.set(key.toLowerCase(), anyName);
			return {state: 'known', values: [anyName]};
		};
		const pattern = readPattern(source, {lookUp: supposing, hasVariables, hasWildcards: true});
		const isUnreadable = pattern.unknownKeys.length > 0;
		if (isUnreadable) {
			for (const key of variablesIn(source)) {
				open.add(key);
			}
		}

		return pattern.isUnresolved ? undefined : {glob: {text: pattern.text}, spelled};
	};
	const patterns = ({read: {resource, hasVariables}}: PlacedStatement) =>
		(resource?.sources ?? []).flatMap((source) => read(source, hasVariables) ?? []);
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
