import {type Answer, no, yes} from './ternary.ts';
import {listOf, type Statement} from './types.ts';
import {matchesWildcard} from './wildcard.ts';

/**
 * Whether a statement speaks about the action. A statement without Action and NotAction, as KMS stores it, speaks
 * about none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function matchesAction(statement: Statement, action: string): Answer {
	const {Action, NotAction} = statement;
	const isListed = listOf(Action ?? NotAction).some((pattern) =>
		matchesWildcard(pattern, action, {ignoreCase: true}),
	);
	if (Action === undefined && NotAction === undefined) {
		return no;
	}

	return isListed === (Action !== undefined) ? yes : no;
}
