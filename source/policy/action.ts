import {type Answer, no, unknown, yes} from './ternary.ts';
import {listOf, type Statement} from './types.ts';
import {matchesWildcard} from './wildcard.ts';

/**
 * Whether a statement speaks about the action. A statement without Action and NotAction, as KMS stores it, speaks
 * about none, and so does one with an empty list of actions; what an empty NotAction means is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html (EMPTY_ARRAY_ACTION)
 */
export function matchesAction(statement: Statement, action: string): Answer {
	const {Action, NotAction} = statement;
	const patterns = listOf(Action ?? NotAction);
	if (patterns.length === 0) {
		return NotAction === undefined ? no : unknown([]);
	}

	const isListed = patterns.some((pattern) => matchesWildcard(pattern, action, {ignoreCase: true}));
	return isListed === (Action !== undefined) ? yes : no;
}
