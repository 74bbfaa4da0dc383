import type {DocumentId} from '../aws/index.ts';
import {listOf, type Statement, type StatementReference} from '../policy/index.ts';
import {blameOf} from './finding.ts';
import type {Policies} from './policy-sets.ts';
import type {Blame} from './types.ts';

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
