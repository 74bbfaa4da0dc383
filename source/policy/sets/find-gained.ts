import {type PlacedPolicies, type PolicySet, placePolicies} from '../decide.ts';
import type {ReadStatement} from '../read-statements.ts';
import type {PlacedStatement} from '../statement.ts';
import {type Budget, budgetOf} from './budget.ts';
import {type Found, isWorse, type Witness} from './found.ts';
import type {Ask, RequestSet} from './request-set.ts';
import {Search} from './search.ts';
import {actionAnswer, askedApart, concerning, statementsOf, viewOf} from './view.ts';

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
