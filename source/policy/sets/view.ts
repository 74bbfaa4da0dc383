import {matchesAction} from '../action.ts';
import {meetsCondition} from '../condition.ts';
import type {PlacedPolicies, PolicySet} from '../decide.ts';
import type {ReadStatement} from '../read-statements.ts';
import type {LookUp, Lookup} from '../request.ts';
import {isSameAccount, type PlacedStatement, principalAnswer} from '../statement.ts';
import type {Answer} from '../ternary.ts';
import {variablesIn} from '../variables.ts';
import type {Goal} from './found.ts';
import type {Ask, Requester, RequestSet} from './request-set.ts';
import type {Concerned} from './resources.ts';
import type {Choice} from './values.ts';

/** Policies, as far as they have a say in the requests of one requester for one action. */
export type View = {
	readonly concerned: Concerned;
	/** The statements that can have a say. */
	readonly among: PlacedPolicies;
	/** Those about the requester. */
	readonly placed: PlacedPolicies;
	readonly policies: PolicySet;
};

/** What policies have to say to one requester for one action; the rest is left out. */
export function viewOf(
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

/** A look-up of the keys of a requester for an action, with the values that were chosen so far. */
export function lookUpFor(
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

/** The statements of all sides. */
export function statementsOf({identity, boundary, resource}: PlacedPolicies): PlacedStatement[] {
	return [...(identity === 'unseen' ? [] : identity), ...(boundary ?? []), ...resource];
}

const actionAnswers = new WeakMap<ReadStatement, Map<string, Answer>>();

/** Whether a statement speaks about an action; the same few are asked again for every requester and every goal. */
export function actionAnswer(read: ReadStatement, action: string): Answer {
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
export function keysIn(statements: readonly PlacedStatement[]): Map<string, string> {
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
export function concerning(placed: PlacedPolicies, requester: Requester): PlacedPolicies {
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
export function hasAllow(placed: PlacedPolicies): boolean {
	return statementsOf(placed).some(({reference}) => reference.effect === 'Allow');
}

/** Whether policies that cannot be looked into, and are taken to allow, are enough by themselves. */
export function isTakenToAllow(
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
export function askedApart(
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

/** A key without any value counts as absent. */
export function valuesFound(values: readonly string[]): Lookup {
	return values.length === 0 ? {state: 'absent'} : {state: 'known', values};
}
