import {matchesAction} from './action.ts';
import {meetsCondition} from './condition.ts';
import {
	accountOf,
	type GrantWay,
	grantWays,
	matchesPrincipal,
	type PrincipalAnswer,
} from './principal.ts';
import {type AccessRequest, lookUpIn} from './request.ts';
import {matchesResource} from './resource.ts';
import {type Answer, all, any, no, yes} from './ternary.ts';
import {listOf, type PolicyDocument, type Statement} from './types.ts';

export type NamedPolicy = {readonly name: string; readonly document: PolicyDocument};

export type Side = 'identity' | 'boundary' | 'resource';

/** Where a statement stands. */
export type StatementReference = {
	readonly policy: string;
	readonly kind: Side;
	readonly sid: string;
	/** 0-based */
	readonly index: number;
	readonly effect: 'Allow' | 'Deny';
};

export const elements = ['principal', 'action', 'resource', 'condition'] as const;
export type Element = (typeof elements)[number];

/** A statement, and whether it applies to a request. */
export type JudgedStatement = {
	readonly reference: StatementReference;
	readonly elements: Readonly<Record<Element, Answer>>;
	/** Whether all elements match. */
	readonly applies: Answer;
	/** The same by the way in which the principal is meant; of a resource's policy only. */
	readonly appliesTo: Readonly<Record<GrantWay, Answer>>;
};

/** What statements are judged against. */
export type Judge = (policy: NamedPolicy, side: Side) => readonly JudgedStatement[];

/** A judge for one request. A trust policy names no resources; any other statement without them speaks about none. */
export function judgeFor(
	request: AccessRequest,
	options: {readonly isTrust: boolean; readonly hasBoundary: boolean},
): Judge {
	const lookUp = lookUpIn(request.context);
	const judge = (statement: Statement, hasVariables: boolean, side: Side) => {
		const reading = {lookUp, hasVariables};
		const ways: PrincipalAnswer =
			side === 'resource'
				? matchesPrincipal(statement, request.principal, options.hasBoundary)
				: {alone: yes, role: no, account: no};
		const withoutResource = side === 'resource' && options.isTrust ? yes : no;
		const action = matchesAction(statement, request.action);
		const resource = matchesResource(statement, request.resource, reading) ?? withoutResource;
		const condition = meetsCondition(statement.Condition, reading);
		const rest = all([action, resource, condition]);
		const principal = any(grantWays.map((way) => ways[way]));
		return {
			elements: {principal, action, resource, condition},
			applies: all([principal, rest]),
			appliesTo: {
				alone: all([ways.alone, rest]),
				role: all([ways.role, rest]),
				account: all([ways.account, rest]),
			},
		};
	};

	return ({name, document}, side) =>
		listOf(document.Statement).map((statement, index) => ({
			reference: {
				policy: name,
				kind: side,
				sid: statement.Sid ?? '',
				index,
				effect: statement.Effect,
			},
			...judge(statement, document.Version === '2012-10-17', side),
		}));
}

/** Whether a request comes from the resource's own account; an anonymous one comes from none. */
export function isSameAccount(request: AccessRequest): boolean {
	return (
		request.principal !== undefined && accountOf(request.principal) === request.resourceAccount
	);
}
