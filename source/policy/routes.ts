import type {AccessRequest} from './request.ts';
import {
	isSameAccount,
	type JudgedStatement,
	type Side,
	type StatementReference,
} from './statement.ts';
import {type Answer, all, any, yes} from './ternary.ts';

/** What one side, or one way of a side, says, and the statements through which it says so. */
export type Voice = {
	readonly answer: Answer;
	readonly statements: readonly {
		readonly reference: StatementReference;
		readonly answer: Answer;
	}[];
};

/** Allows where all of its voices do. */
export type Route = readonly Voice[];

/** The voice of a side that is not there to object. */
export const silence: Voice = {answer: yes, statements: []};

/** Whether one of the Allow statements applies, each judged by `answerFor`. */
export function allowing(
	statements: readonly JudgedStatement[],
	answerFor: (statement: JudgedStatement) => Answer = ({applies}) => applies,
): Voice {
	const allows = statements
		.filter(({reference}) => reference.effect === 'Allow')
		.map((statement) => ({reference: statement.reference, answer: answerFor(statement)}));
	return {answer: any(allows.map(({answer}) => answer)), statements: allows};
}

/** Whether a route allows. */
export function answerOf(route: Route): Answer {
	return all(route.map(({answer}) => answer));
}

/**
 * The routes on which a request can be allowed. In the same account a bucket's policy and the principal's own add up,
 * while a key and a role have to let the account's identity policies in. From another account both sides must allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function routesOf(
	request: AccessRequest,
	kind: 'bucket' | 'key' | 'trust',
	sides: Readonly<Record<Side, Voice>>,
	resource: readonly JudgedStatement[],
): readonly Route[] {
	const alone = allowing(resource, ({appliesTo}) => appliesTo.alone);
	if (request.principal === undefined) {
		return [[alone]];
	}

	if (!isSameAccount(request)) {
		return [[sides.resource, sides.identity, sides.boundary]];
	}

	const role = allowing(resource, ({appliesTo}) => appliesTo.role);
	const account = allowing(resource, ({appliesTo}) => appliesTo.account);
	const own: Route = [sides.identity, sides.boundary];
	return [[alone], [role, sides.boundary], kind === 'bucket' ? own : [account, ...own]];
}
