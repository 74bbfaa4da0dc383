import {type PolicySet, placePolicies} from '../decide.ts';
import {type Budget, budgetOf} from './budget.ts';
import {type Found, type Goal, isWorse} from './found.ts';
import type {RequestSet} from './request-set.ts';
import {Search} from './search.ts';
import {askedApart, concerning, hasAllow, isTakenToAllow, viewOf} from './view.ts';

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
