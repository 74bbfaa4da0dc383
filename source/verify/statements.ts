import type {DocumentId} from '../aws/index.ts';
import {listOf, type Principal, type Statement, type StatementReference} from '../policy/index.ts';
import {type Blame, blameOf} from './finding.ts';
import type {Policies} from './rulings.ts';

/** One test of a condition: an operator, a key and the values that it is compared with. */
export type ConditionTest = {
	readonly operator: string;
	/** As written in the policy. */
	readonly key: string;
	readonly values: readonly string[];
};

/** The tests of a statement's condition, all of which have to hold. */
export function testsOf({Condition}: Statement): ConditionTest[] {
	return Object.entries(Condition ?? {}).flatMap(([operator, tests]) =>
		Object.entries(tests).map(([key, values]) => ({
			operator,
			key,
			values: listOf(values).map(String),
		})),
	);
}

/** The statement with those of its tests alone that are wanted; without a condition where none is. */
export function withTests(
	{Condition, ...statement}: Statement,
	isWanted: (test: ConditionTest) => boolean,
): Statement {
	const kept = Object.entries(Condition ?? {}).flatMap(([operator, tests]) => {
		const wanted = Object.entries(tests).filter(([key, values]) =>
			isWanted({operator, key, values: listOf(values).map(String)}),
		);
		return wanted.length === 0 ? [] : [[operator, Object.fromEntries(wanted)] as const];
	});
	return kept.length === 0 ? statement : {...statement, Condition: Object.fromEntries(kept)};
}

/** How a statement names each of its AWS principals: ARNs, account IDs, unique IDs or `*`. */
export function awsPrincipals({Principal}: Statement): readonly string[] {
	return Principal === '*' ? ['*'] : listOf(Principal?.AWS);
}

/** Whom a Principal element names, one by one. */
export function principalsOf(principal: Principal | undefined): string[] {
	if (principal === undefined || principal === '*') {
		return principal === undefined ? [] : ['*'];
	}

	return [principal.AWS, principal.Service, principal.Federated, principal.CanonicalUser].flatMap(
		(names) => [...listOf(names)],
	);
}

/** A statement as it stands in the account, and where. */
export type QuotedStatement = {readonly statement: Statement; readonly place: Blame};

/** The statement that a decision on these policies refers to. */
export function statementAt(
	{set}: Policies,
	{kind, policy, sid, index, effect}: StatementReference,
): Statement {
	// An inline and a managed policy of a role may have the same name.
	const documents =
		kind === 'identity'
			? set.identity === 'unseen'
				? []
				: set.identity.filter(({name}) => name === policy)
			: [kind === 'boundary' ? set.boundary : set.resource];
	const statement = documents
		.map((named) => listOf(named?.document.Statement)[index])
		.find((one) => one?.Effect === effect && (one.Sid ?? '') === sid);
	if (statement === undefined) {
		throw new Error(`There is no statement ${index} in the policy ${policy}.`);
	}

	return statement;
}

/** The same with its place; `resource` is the document that stood for the resource's policy. */
export function quotedFrom(
	policies: Policies,
	reference: StatementReference,
	resource: DocumentId,
): QuotedStatement {
	return {statement: statementAt(policies, reference), place: blameOf(reference, resource)};
}
