import {matchesAction} from '../action.ts';
import {meetsCondition, type ReadTest} from '../condition.ts';
import {
	type Decision,
	decide,
	type Outcome,
	outcomeAmong,
	type PlacedPolicies,
	type PolicySet,
	placePolicies,
} from '../decide.ts';
import type {ReadStatement} from '../read-statements.ts';
import type {AccessRequest, LookUp, Lookup} from '../request.ts';
import {matchesResource} from '../resource.ts';
import {isSameAccount, type PlacedStatement, principalAnswer} from '../statement.ts';
import type {Answer} from '../ternary.ts';
import {readPattern, variablesIn} from '../variables.ts';
import {type Budget, budgetOf} from './budget.ts';
import type {KeyState} from './key-state.ts';
import type {Ask, Requester, RequestSet} from './request-set.ts';
import {type Candidate, type Concerned, findResources} from './resources.ts';
import {
	type Choice,
	type Choices,
	choicesOf,
	noVariable,
	type PlacedTest,
	type VariableUse,
} from './values.ts';
import {type VariablePlaces, variablePlaces, variableUse} from './variable-use.ts';

/** What is looked for in a set of requests: one that is allowed, or one that is denied. */
export type Goal = 'allowed' | 'denied';

/** One that is allowed though other policies deny it, too. */
type AnyGoal = Goal | 'gained';

/** A request that was found, with what the point decision says to it. */
export type Witness = {
	readonly request: AccessRequest;
	readonly requester: Requester;
	readonly decision: Decision;
};

/**
 * Why nothing certain can be said:
 * - `keys`: it depends on condition keys that cannot be known, or on what the language does not define;
 * - `budget`: too much work;
 * - `internal-disagreement`: the point decision does not confirm what was found.
 */
export type UnknownCode = 'keys' | 'budget' | 'internal-disagreement';

export type Found =
	| {readonly answer: 'some'; readonly witness: Witness}
	| {readonly answer: 'none'}
	| {
			readonly answer: 'unknown';
			readonly code: UnknownCode;
			/** As written in the policies; empty where something else than a key leaves it open. */
			readonly keys: readonly string[];
			/** A request for which it is open; absent where there was too much work. */
			readonly example?: Witness;
	  };

/**
 * Whether any request of a set is allowed, or denied. `none` holds for every request of the set; a witness is confirmed
 * by the point decision with the whole documents.
 */
export function findRequest(
	goal: Goal,
	set: RequestSet,
	policies: PolicySet,
	budget: Budget = budgetOf(),
): Found {
	const placed = placePolicies(policies);
	let open: Found | undefined;
	for (const requester of set.requesters) {
		const about = concerning(placed, requester);
		if (goal === 'allowed' && !hasAllow(about) && !isTakenToAllow(about, requester, set)) {
			continue;
		}

		for (const [ask] of askedApart(goal, set, requester, about)) {
			const view = viewOf({placed: about, policies}, requester, ask);
			const found = new Search(goal, set, requester, ask, view, [], budget).run();
			if (found.answer === 'some') {
				return found;
			}

			if (found.answer === 'unknown' && (open === undefined || isWorse(found, open))) {
				open = found;
			}

			if (budget.isSpent()) {
				return open ?? {answer: 'unknown', code: 'budget', keys: []};
			}
		}
	}

	return open ?? {answer: 'none'};
}

/** What a change gives: a witness for each action, as many as were wanted. */
export type Gains = {
	readonly witnesses: readonly Witness[];
	/** Why nothing certain can be said of some of the rest; absent where all of it is certain or enough was found. */
	readonly open?: Extract<Found, {answer: 'unknown'}>;
};

/**
 * The requests of a set that are allowed by some policies and denied by each of some others: what a change of the first of
 * the others to these gives. Without a witness and without anything open there is none in all the set. A witness carries
 * the decision of the policies that allow, and the point decision confirms it on all sides.
 */
export function findGained(
	set: RequestSet,
	others: readonly PolicySet[],
	policies: PolicySet,
	{most = 1, budget = budgetOf()}: {readonly most?: number; readonly budget?: Budget} = {},
): Gains {
	const placed = placePolicies(policies);
	const placedOthers = others.map((other) => ({placed: placePolicies(other), policies: other}));
	const isDifferent = differing(placed, placedOthers[0]?.placed);
	const witnesses: Witness[] = [];
	let open: Gains['open'];
	for (const requester of set.requesters) {
		const about = concerning(placed, requester);
		const aboutOthers = placedOthers.map((other) => ({
			...other,
			placed: concerning(other.placed, requester),
		}));
		const statements = aboutOthers.flatMap((other) => statementsOf(other.placed));
		const changed = [about, ...aboutOthers.slice(0, 1).map((other) => other.placed)]
			.flatMap((one) => statementsOf(one))
			.filter(isDifferent);
		const groups =
			changed.length === 0 ? [] : askedApart('allowed', set, requester, about, statements);
		for (const group of groups) {
			const [ask] = group;
			if (!changed.some(({read}) => actionAnswer(read, ask.action).value !== false)) {
				continue;
			}

			const view = viewOf({placed: about, policies}, requester, ask);
			const views = aboutOthers.map((other) => viewOf(other, requester, ask));
			const found = new Search('gained', set, requester, ask, view, views, budget).run();
			if (found.answer === 'some') {
				// All that are alike would leave no room for others.
				witnesses.push(
					...alike(found.witness, group).slice(
						0,
						Math.min(Math.ceil(most / 2), most - witnesses.length),
					),
				);
			} else if (found.answer === 'unknown' && (open === undefined || isWorse(found, open))) {
				open = found;
			}

			if (witnesses.length >= most) {
				return {witnesses};
			}

			if (budget.isSpent()) {
				return {witnesses, open: open ?? {answer: 'unknown', code: 'budget', keys: []}};
			}
		}
	}

	return {witnesses, ...(open !== undefined && {open})};
}

/** The same request by each action that no statement tells apart. */
function alike(witness: Witness, group: readonly Ask[]): Witness[] {
	return group.map(({action}) => ({...witness, request: {...witness.request, action}}));
}

/**
 * Tells the statements by which policies can allow what others deny: an Allow that these do not have, and a Deny that only
 * these have. Whatever is alike on both sides allows or denies on both.
 */
function differing(
	placed: PlacedPolicies,
	other: PlacedPolicies | undefined,
): (statement: PlacedStatement) => boolean {
	const saying = (policies: PlacedPolicies | undefined, effect: string) =>
		new Set(
			(policies === undefined ? [] : statementsOf(policies))
				.filter(({reference}) => reference.effect === effect)
				.map((statement) => meaningOf(statement)),
		);
	const allowing = saying(other, 'Allow');
	const denying = saying(placed, 'Deny');
	return (statement) =>
		statement.reference.effect === 'Allow'
			? !allowing.has(meaningOf(statement))
			: !denying.has(meaningOf(statement));
}

/** What a statement says, on which side; how it is called has no meaning. */
function meaningOf({reference, read}: PlacedStatement): string {
	let meaning = meanings.get(read);
	if (meaning === undefined) {
		const {Sid: _sid, ...said} = read.statement;
		meaning = JSON.stringify([reference.kind, read.hasVariables, said]);
		meanings.set(read, meaning);
	}

	return meaning;
}

const meanings = new WeakMap<ReadStatement, string>();

/** Policies, as far as they have a say in the requests of one requester for one action. */
type View = {
	readonly concerned: Concerned;
	/** The statements that can have a say. */
	readonly among: PlacedPolicies;
	/** Those about the requester. */
	readonly placed: PlacedPolicies;
	readonly policies: PolicySet;
};

function viewOf(
	{placed, policies}: Pick<View, 'placed' | 'policies'>,
	requester: Requester,
	ask: Ask,
): View {
	const hasBoundary = placed.boundary !== undefined;
	const lookUp = lookUpFor(requester, ask, new Map());
	// What is known of the requester settles many a condition, whatever the resource and the free keys are.
	const isConcerned = ({read}: PlacedStatement) =>
		actionAnswer(read, ask.action).value !== false &&
		meetsCondition(read.condition, {lookUp, hasVariables: read.hasVariables}).value !== false;
	const isSure = (statement: PlacedStatement) => {
		const ways = principalAnswer(statement, requester, hasBoundary);
		return (
			statement.read.condition?.length === 0 &&
			actionAnswer(statement.read, ask.action).value === true &&
			[ways.alone, ways.role, ways.account].some(({value}) => value === true)
		);
	};
	const identity = placed.identity === 'unseen' ? [] : placed.identity.filter(isConcerned);
	const boundary = placed.boundary?.filter(isConcerned);
	const resource = placed.resource.filter(isConcerned);
	return {
		concerned: {
			identity,
			isIdentitySeen: placed.identity !== 'unseen',
			boundary: boundary ?? [],
			hasBoundary: boundary !== undefined,
			resource,
			sure: new Set([...identity, ...(boundary ?? []), ...resource].filter(isSure)),
		},
		among: {
			identity: placed.identity === 'unseen' ? 'unseen' : identity,
			boundary,
			resource,
			resourceKind: placed.resourceKind,
		},
		placed,
		policies,
	};
}

function lookUpFor(
	requester: Requester,
	{action}: Ask,
	values: ReadonlyMap<string, Choice>,
): LookUp {
	return (key) => {
		const name = key.toLowerCase();
		const choice = values.get(name);
		if (choice !== undefined) {
			return choice === 'absent' ? {state: 'absent'} : valuesFound(choice);
		}

		const state = requester.stateOf(name, action);
		switch (state.kind) {
			case 'known':
				return valuesFound(state.values);
			case 'absent':
				return {state: 'absent'};
			case 'open':
				return {state: 'unknown'};
		}
	};
}

const severity: readonly UnknownCode[] = ['keys', 'budget', 'internal-disagreement'];

function isWorse(one: Found, other: Found): boolean {
	return (
		one.answer === 'unknown' &&
		other.answer === 'unknown' &&
		severity.indexOf(one.code) > severity.indexOf(other.code)
	);
}

function statementsOf({identity, boundary, resource}: PlacedPolicies): PlacedStatement[] {
	return [...(identity === 'unseen' ? [] : identity), ...(boundary ?? []), ...resource];
}

const actionAnswers = new WeakMap<ReadStatement, Map<string, Answer>>();

/** Whether a statement speaks about an action; the same few are asked again for every requester and every goal. */
function actionAnswer(read: ReadStatement, action: string): Answer {
	let answers = actionAnswers.get(read);
	if (answers === undefined) {
		answers = new Map();
		actionAnswers.set(read, answers);
	}

	let answer = answers.get(action);
	if (answer === undefined) {
		answer = matchesAction(read.statement, action);
		answers.set(action, answer);
	}

	return answer;
}

const keysOfStatements = new WeakMap<ReadStatement, readonly string[]>();

/** The condition keys that a statement names, as written. */
function keysOf(read: ReadStatement): readonly string[] {
	let keys = keysOfStatements.get(read);
	if (keys === undefined) {
		const {condition, hasVariables, resource} = read;
		keys = [
			...(condition ?? []).flatMap(({key, values}) => [
				key,
				...(hasVariables ? (values ?? []).flatMap(variablesIn) : []),
			]),
			...(hasVariables ? (resource?.sources ?? []).flatMap(variablesIn) : []),
		];
		keysOfStatements.set(read, keys);
	}

	return keys;
}

/** The condition keys that statements name, in lower case, with one spelling of each. */
function keysIn(statements: readonly PlacedStatement[]): Map<string, string> {
	const keys = new Map<string, string>();
	for (const {read} of statements) {
		for (const key of keysOf(read)) {
			const name = key.toLowerCase();
			if (!keys.has(name)) {
				keys.set(name, key);
			}
		}
	}

	return keys;
}

/** The policies without the statements that are surely not about the requester. */
function concerning(placed: PlacedPolicies, requester: Requester): PlacedPolicies {
	const hasBoundary = placed.boundary !== undefined;
	return {
		...placed,
		resource: placed.resource.filter((statement) => {
			const {alone, role, account} = principalAnswer(statement, requester, hasBoundary);
			return alone.value !== false || role.value !== false || account.value !== false;
		}),
	};
}

/** Whether anything can allow anything at all. */
function hasAllow(placed: PlacedPolicies): boolean {
	return statementsOf(placed).some(({reference}) => reference.effect === 'Allow');
}

/** Whether policies that cannot be looked into, and are taken to allow, are enough by themselves. */
function isTakenToAllow(
	{identity, resourceKind}: PlacedPolicies,
	{principal}: Requester,
	{resourceAccount}: RequestSet,
): boolean {
	return (
		identity === 'unseen' &&
		resourceKind === 'bucket' &&
		isSameAccount({principal, resourceAccount})
	);
}

/** The actions that no statement tells apart, together; none that nothing could allow where one is looked for. */
function askedApart(
	goal: Goal,
	set: RequestSet,
	requester: Requester,
	placed: PlacedPolicies,
	others: readonly PlacedStatement[] = [],
): (readonly [Ask, ...Ask[]])[] {
	const isAlways = goal === 'denied' || isTakenToAllow(placed, requester, set);
	const own = new Set(statementsOf(placed));
	const statements = [...own, ...others];
	const keys = [...keysIn(statements).keys()];
	const numbers = new Map<unknown, number>();
	const groups = new Map<string, [Ask, ...Ask[]]>();
	const numberOf = (item: unknown) => {
		let number = numbers.get(item);
		if (number === undefined) {
			number = numbers.size;
			numbers.set(item, number);
		}

		return number;
	};
	for (const ask of set.asks) {
		let key = `${numberOf(ask.resources)}`;
		let isAllowable = isAlways;
		for (const statement of statements) {
			const {value} = actionAnswer(statement.read, ask.action);
			key += value === 'unknown' ? '?' : value ? '1' : '0';
			isAllowable ||=
				value !== false && statement.reference.effect === 'Allow' && own.has(statement);
		}

		if (isAllowable) {
			for (const name of keys) {
				key += `,${numberOf(requester.stateOf(name, ask.action))}`;
			}

			const group = groups.get(key);
			if (group === undefined) {
				groups.set(key, [ask]);
			} else {
				group.push(ask);
			}
		}
	}

	return [...groups.values()];
}

type Branched =
	| {readonly answer: 'hit'; readonly values: ReadonlyMap<string, Choice>}
	| {readonly answer: 'miss'}
	| {
			readonly answer: 'open';
			readonly keys: readonly string[];
			readonly values: ReadonlyMap<string, Choice>;
	  };

/** A test of a condition, and the statement that it is a part of. */
type StatementTest = {readonly test: ReadTest; readonly statement: PlacedStatement};

/** Looks through the requests of one requester for one action. */
class Search {
	/** The tests of each key. */
	readonly #tests: ReadonlyMap<string, readonly StatementTest[]>;
	/** Those of all statements, also of such as have no say. */
	#allTests: ReadonlyMap<string, readonly StatementTest[]> | undefined;
	/** Where each key stands as a policy variable. */
	readonly #variables: ReadonlyMap<string, VariablePlaces>;
	/** The choices of keys that are the same for every resource. */
	readonly #choices = new Map<string, Choices>();
	readonly #goal: AnyGoal;
	readonly #set: RequestSet;
	readonly #requester: Requester;
	readonly #ask: Ask;
	readonly #view: View;
	/** Policies that have to deny what the others allow. */
	readonly #others: readonly View[];
	readonly #budget: Budget;

	/** Who asks, beside the principal. */
	readonly #who: Pick<AccessRequest, 'provider' | 'canonicalUser'>;

	constructor(
		goal: AnyGoal,
		set: RequestSet,
		requester: Requester,
		ask: Ask,
		view: View,
		others: readonly View[],
		budget: Budget,
	) {
		this.#goal = goal;
		this.#set = set;
		this.#requester = requester;
		this.#ask = ask;
		this.#view = view;
		this.#others = others;
		this.#budget = budget;
		const {provider, canonicalUser} = requester;
		this.#who = {
			...(provider !== undefined && {provider}),
			...(canonicalUser !== undefined && {canonicalUser}),
		};
		const statements = [view, ...others].flatMap(({among}) => statementsOf(among));
		this.#tests = testsIn(statements);
		this.#variables = variablePlaces(statements);
	}

	run(): Found {
		let hit: Found | undefined;
		let open: Found | undefined;
		const {principal} = this.#requester;
		const {isComplete, openVariables} = findResources(
			{
				goal: this.#goal,
				concerned: this.#view.concerned,
				others: this.#others.map(({concerned}) => concerned),
				resources: this.#ask.resources,
				request: {principal, resourceAccount: this.#set.resourceAccount},
				kind: this.#view.placed.resourceKind,
				lookUp: this.#lookUp(new Map()),
				listed: (key) => this.#listed(key),
				budget: this.#budget,
			},
			(candidate) => {
				const branched = this.#settle(candidate);
				if (branched.answer === 'hit') {
					hit = this.#confirm(candidate, branched.values);
				} else if (branched.answer === 'open' && open === undefined) {
					const request = this.#request(candidate, branched.values);
					open = {
						answer: 'unknown',
						code: 'keys',
						keys: branched.keys,
						example: this.#witness(request),
					};
				}

				return hit !== undefined || this.#budget.isSpent();
			},
		);
		if (hit !== undefined) {
			return hit;
		}

		if (!isComplete || this.#budget.isSpent()) {
			return {answer: 'unknown', code: 'budget', keys: []};
		}

		return (
			open ??
			(openVariables.length > 0
				? {answer: 'unknown', code: 'keys', keys: openVariables}
				: {answer: 'none'})
		);
	}

	/**
	 * What the requester can reach by choosing values, whatever the circumstances are. Circumstances are looked at last;
	 * where that leaves it open, they are looked at first, since the requester knows them.
	 */
	#settle(candidate: Candidate): Branched {
		const among = [this.#view, ...this.#others].map((view) =>
			this.#speakingAbout(candidate, view.among),
		);
		const first = this.#branch(candidate, among, new Map(), ['requester', 'circumstances']);
		if (first.answer !== 'open') {
			return first;
		}

		const second = this.#branch(candidate, among, new Map(), ['circumstances', 'requester']);
		return second.answer === 'open' ? first : second;
	}

	/** The statements without those that surely do not speak about a resource, whatever the keys are. */
	#speakingAbout({resource: name}: Candidate, among: PlacedPolicies): PlacedPolicies {
		const lookUp = this.#lookUp(new Map());
		const speaking = (statements: readonly PlacedStatement[]) =>
			statements.filter(({read}) => {
				const {resource, hasVariables} = read;
				return matchesResource(resource, name, {lookUp, hasVariables})?.value !== false;
			});
		const {identity, boundary, resource, resourceKind} = among;
		this.#budget.spend(identity.length + (boundary?.length ?? 0) + resource.length);
		return {
			identity: identity === 'unseen' ? identity : speaking(identity),
			boundary: boundary && speaking(boundary),
			resource: speaking(resource),
			resourceKind,
		};
	}

	#branch(
		candidate: Candidate,
		among: readonly PlacedPolicies[],
		values: ReadonlyMap<string, Choice>,
		order: readonly ['requester' | 'circumstances', 'requester' | 'circumstances'],
	): Branched {
		const lookUp = this.#lookUp(values);
		const {answer: reached, keys} = this.#outcome(candidate, among, lookUp);
		const judged = among.reduce((sum, one) => sum + statementsOf(one).length, 0);
		if (!this.#budget.spend(10 + 10 * judged)) {
			return {answer: 'open', keys, values};
		}

		if (reached !== 'open') {
			return reached === 'hit' ? {answer: 'hit', values} : {answer: 'miss'};
		}

		const splittable = keys
			.map((key) => key.toLowerCase())
			.filter((key) => !values.has(key))
			.map((key) => ({key, state: this.#requester.stateOf(key, this.#ask.action)}))
			.filter(({state}) => state.kind === 'open');
		const next = order.flatMap((by) =>
			splittable.filter(({state}) => state.kind === 'open' && state.by === by),
		)[0];
		if (next === undefined || next.state.kind !== 'open') {
			return {answer: 'open', keys, values};
		}

		const choices = this.#choicesOf(next.key, next.state, candidate, lookUp);
		const branches: Branched[] = [];
		for (const choice of choices.list) {
			const one = this.#branch(candidate, among, new Map([...values, [next.key, choice]]), order);
			if (one.answer === 'hit' && next.state.by === 'requester') {
				return one;
			}

			branches.push(one);
			if (this.#budget.isSpent()) {
				break;
			}
		}

		if (!choices.isComplete || this.#budget.isSpent()) {
			return {answer: 'open', keys, values};
		}

		if (branches.every(({answer}) => answer === 'miss')) {
			return {answer: 'miss'};
		}

		const [one] = branches;
		if (one?.answer === 'hit' && branches.every(({answer}) => answer === 'hit')) {
			return one;
		}

		const undecided = branches.find(({answer}) => answer === 'open');
		return undecided !== undefined && next.state.by === 'requester'
			? undecided
			: {answer: 'open', keys, values};
	}

	/** Whether the goal is reached, with what is known, and the keys that leave it open. */
	#outcome(
		candidate: Candidate,
		[own, ...others]: readonly PlacedPolicies[],
		lookUp: LookUp,
	): {readonly answer: Branched['answer']; readonly keys: readonly string[]} {
		const request: AccessRequest = {
			principal: this.#requester.principal,
			...this.#who,
			action: this.#ask.action,
			resource: candidate.resource,
			resourceAccount: this.#set.resourceAccount,
			context: {values: {}, others: 'unknown'},
		};
		const wanted = this.#goal === 'denied' ? 'denied' : 'allowed';
		const keys: string[] = [];
		let isOpen = false;
		for (const [place, policies] of [own, ...others].entries()) {
			const {outcome, keys: open} =
				policies === undefined
					? {outcome: 'Unknown' as const, keys: []}
					: outcomeAmong(request, lookUp, policies);
			if (outcome === 'Unknown') {
				isOpen = true;
				keys.push(...open);
			} else if ((outcome === 'Allowed') !== ((wanted === 'allowed') === (place === 0))) {
				return {answer: 'miss', keys: []};
			}
		}

		return {answer: isOpen ? 'open' : 'hit', keys: [...new Set(keys)]};
	}

	/** All that the requests say to a key, if that is a list. */
	#listed(key: string): readonly Lookup[] | undefined {
		const state = this.#requester.stateOf(key.toLowerCase(), this.#ask.action);
		return state.kind === 'open' && state.domain.kind === 'listed'
			? [
					...state.domain.alternatives.map(valuesFound),
					...(state.mayBeAbsent ? [{state: 'absent'} as const] : []),
				]
			: undefined;
	}

	#lookUp(values: ReadonlyMap<string, Choice>): LookUp {
		return lookUpFor(this.#requester, this.#ask, values);
	}

	#choicesOf(
		key: string,
		state: Extract<KeyState, {kind: 'open'}>,
		candidate: Candidate,
		lookUp: LookUp,
	): Choices {
		const known = this.#choices.get(key);
		if (known !== undefined) {
			return known;
		}

		const tests = this.#tests.get(key) ?? [];
		const places = this.#variables.get(key);
		const use: VariableUse =
			places === undefined ? noVariable : variableUse(key, places, candidate, lookUp);
		const choices = choicesOf(
			state,
			tests.map((test) => placeTest(test, lookUp)),
			use,
			{goal: this.#goal, spelling: this.#spelling(key, state, lookUp), budget: this.#budget},
		);
		if (places === undefined && tests.every(({test}) => test.comparisons !== undefined)) {
			this.#choices.set(key, choices);
		}

		return choices;
	}

	#spelling(key: string, {domain}: KeyState & {kind: 'open'}, lookUp: LookUp): PlacedTest[] {
		if (!('isOwn' in domain) || domain.isOwn !== true) {
			return [];
		}

		this.#allTests ??= testsIn(this.#allStatements());
		return (this.#allTests.get(key) ?? []).map((test) => placeTest(test, lookUp));
	}

	/** All statements, also of such as have no say. */
	#allStatements(): PlacedStatement[] {
		return [this.#view, ...this.#others].flatMap(({policies}) =>
			statementsOf(placePolicies(policies)),
		);
	}

	#request({resource}: Candidate, values: ReadonlyMap<string, Choice>): AccessRequest {
		const known: Record<string, string | readonly string[]> = {};
		const absent: string[] = [];
		for (const [name, spelling] of keysIn(this.#allStatements())) {
			const found = this.#lookUp(values)(name);
			if (found.state === 'known') {
				const [one, ...more] = found.values;
				known[spelling] = more.length === 0 && one !== undefined ? one : found.values;
			} else if (found.state === 'absent') {
				absent.push(spelling);
			}
		}

		return {
			principal: this.#requester.principal,
			...this.#who,
			action: this.#ask.action,
			resource,
			resourceAccount: this.#set.resourceAccount,
			context: {values: known, others: 'unknown', absent},
		};
	}

	#witness(request: AccessRequest): Witness {
		return {request, requester: this.#requester, decision: decide(request, this.#view.policies)};
	}

	#confirm(candidate: Candidate, values: ReadonlyMap<string, Choice>): Found {
		const witness = this.#witness(this.#request(candidate, values));
		const {outcome} = witness.decision;
		const isConfirmed =
			(this.#goal === 'denied' ? isDenial(outcome) : outcome === 'Allowed') &&
			this.#others.every(({policies}) => isDenial(decide(witness.request, policies).outcome));
		return isConfirmed
			? {answer: 'some', witness}
			: {answer: 'unknown', code: 'internal-disagreement', keys: [], example: witness};
	}
}

function isDenial(outcome: Outcome): boolean {
	return outcome === 'ExplicitlyDenied' || outcome === 'ImplicitlyDenied';
}

function testsIn(
	statements: readonly PlacedStatement[],
): ReadonlyMap<string, readonly StatementTest[]> {
	const tests = new Map<string, StatementTest[]>();
	for (const statement of statements) {
		for (const test of statement.read.condition ?? []) {
			const name = test.key.toLowerCase();
			const list = tests.get(name) ?? [];
			tests.set(name, list);
			list.push({test, statement});
		}
	}

	return tests;
}

/** A key without any value counts as absent. */
function valuesFound(values: readonly string[]): Lookup {
	return values.length === 0 ? {state: 'absent'} : {state: 'known', values};
}

function placeTest({test, statement}: StatementTest, lookUp: LookUp): PlacedTest {
	const values = test.values ?? [];
	if (test.comparisons !== undefined) {
		return {test, values, comparisons: test.comparisons, isOpen: false, statement};
	}

	const patterns = values.map((value) =>
		readPattern(value, {lookUp, hasVariables: true, hasWildcards: true}),
	);
	return {
		test,
		values: patterns
			.filter(({isUnresolved, unknownKeys}) => !isUnresolved && unknownKeys.length === 0)
			.map(({text}) => text),
		comparisons: values.map((value) => test.operator?.prepare(value, {lookUp, hasVariables: true})),
		isOpen: patterns.some(({unknownKeys}) => unknownKeys.length > 0),
		statement,
	};
}
