import type {ReadTest} from '../condition.ts';
import {decide, type Outcome, outcomeAmong, type PlacedPolicies, placePolicies} from '../decide.ts';
import type {AccessRequest, LookUp, Lookup} from '../request.ts';
import {matchesResource} from '../resource.ts';
import type {PlacedStatement} from '../statement.ts';
import {readPattern} from '../variables.ts';
import type {Budget} from './budget.ts';
import type {AnyGoal, Found, Witness} from './found.ts';
import type {KeyState} from './key-state.ts';
import type {Ask, Requester, RequestSet} from './request-set.ts';
import {type Candidate, findResources} from './resources.ts';
import {
	type Choice,
	type Choices,
	choicesOf,
	noVariable,
	type PlacedTest,
	type VariableUse,
} from './values.ts';
import {type VariablePlaces, variablePlaces, variableUse} from './variable-use.ts';
import {keysIn, lookUpFor, statementsOf, type View, valuesFound} from './view.ts';

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
export class Search {
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
	readonly #who: Pick<AccessRequest, 'provider' | 'service' | 'canonicalUser'>;

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
		const {provider, service, canonicalUser} = requester;
		this.#who = {
			...(provider !== undefined && {provider}),
			...(service !== undefined && {service}),
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
