import {decide, type PolicySet, placePolicies} from '../decide.ts';
import {type Budget, budgetOf} from './budget.ts';
import {type Found, type Goal, isWorse} from './found.ts';
import type {Requester, RequestSet} from './request-set.ts';
import {Search} from './search.ts';
import {
	askedApart,
	concerning,
	hasAllow,
	isTakenToAllow,
	keysIn,
	statementsOf,
	viewOf,
} from './view.ts';

/**
 * Whether any request of a set is allowed, or denied. `none` holds for every request of the set; a witness is confirmed
 * by the point decision with the whole documents. What is found only as a requester perhaps asks, is open.
 */
export function findRequest(
	goal: Goal,
	set: RequestSet,
	policies: PolicySet,
	budget: Budget = budgetOf(),
): Found {
	const placed = placePolicies(policies);
	let open: Found | undefined;
	for (const {requester, told} of waysOfAll(set.requesters)) {
		const about = concerning(placed, requester);
		// As it surely asks, the same is found where nothing tells its ways apart.
		if (told !== undefined && !namesAny(about, told)) {
			continue;
		}

		if (goal === 'allowed' && !hasAllow(about) && !isTakenToAllow(about, requester, set)) {
			continue;
		}

		for (const [ask] of askedApart(goal, set, requester, about)) {
			const view = viewOf({placed: about, policies}, requester, ask);
			const certain = new Search(goal, set, requester, ask, view, [], budget).run();
			const found = told === undefined ? certain : openOn(told, certain, policies);
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

/** One way in which a requester asks; `told` are the keys by which it is told from the others, of a way that is not certain. */
type Way = {readonly requester: Requester; readonly told?: readonly string[]};

/** All ways in which requesters ask, the certain ones first: what is found in one of these counts before what is open. */
function waysOfAll(requesters: readonly Requester[]): Way[] {
	return [
		...requesters.map((requester) => ({requester})),
		...requesters.flatMap(({perhaps, ...who}) =>
			perhaps === undefined
				? []
				: [{requester: {...who, stateOf: perhaps.stateOf}, told: perhaps.keys}],
		),
	];
}

function namesAny(placed: ReturnType<typeof concerning>, keys: readonly string[]): boolean {
	const named = keysIn(statementsOf(placed));
	return keys.some((key) => named.has(key));
}

/** What was found of a way that is not certain, with the keys that tell this way from the others as not known. */
function openOn(told: readonly string[], found: Found, policies: PolicySet): Found {
	if (found.answer !== 'some') {
		return found;
	}

	const {witness} = found;
	const {values, absent = [], ...context} = witness.request.context;
	const isTold = (key: string) => told.includes(key.toLowerCase());
	const request = {
		...witness.request,
		context: {
			...context,
			values: Object.fromEntries(Object.entries(values).filter(([key]) => !isTold(key))),
			absent: absent.filter((key) => !isTold(key)),
		},
	};
	const decision = decide(request, policies);
	return {
		answer: 'unknown',
		code: decision.outcome === 'Unknown' ? 'keys' : 'internal-disagreement',
		keys: decision.unknownKeys,
		example: {...witness, request, decision},
	};
}
