import {accountInArn} from '../aws/index.ts';
import {matchesAction} from './action.ts';
import {meetsCondition} from './condition.ts';
import {type GrantWay, grantWays, matchesPrincipal, type PrincipalAnswer} from './principal.ts';
import {type ReadStatement, readStatements} from './read-statements.ts';
import type {AccessRequest, LookUp} from './request.ts';
import {matchesResource} from './resource.ts';
import {type Answer, all, any, no, yes} from './ternary.ts';
import type {PolicyDocument} from './types.ts';

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

/** A statement in its place. */
export type PlacedStatement = {
	readonly reference: StatementReference;
	readonly read: ReadStatement;
};

/** A statement, and whether it applies to a request. */
export type JudgedStatement = {
	readonly reference: StatementReference;
	/** Whether each element matches; absent where the statement was only asked whether it applies. */
	readonly elements?: Readonly<Record<Element, Answer>>;
	/** Whether all elements match. */
	readonly applies: Answer;
	/** The same by the way in which the principal is meant; of a resource's policy only. */
	readonly appliesTo: Readonly<Record<GrantWay, Answer>>;
};

/** What a statement is judged with. */
export type JudgeOptions = {
	readonly lookUp: LookUp;
	readonly isTrust: boolean;
	readonly hasBoundary: boolean;
};

const everyElement: PrincipalAnswer = {alone: yes, role: no, account: no};
const nowhere = {alone: no, role: no, account: no};

/** The statements of a policy, each with where it stands. */
export function placeStatements({name, document}: NamedPolicy, side: Side): PlacedStatement[] {
	return readStatements(document).map((read) => ({
		reference: {
			policy: name,
			kind: side,
			sid: read.statement.Sid ?? '',
			index: read.index,
			effect: read.statement.Effect,
		},
		read,
	}));
}

/** Whom a statement means: everybody has a policy of one's own. */
export function principalAnswer(
	{reference, read}: PlacedStatement,
	request: Pick<AccessRequest, 'principal' | 'provider' | 'service' | 'canonicalUser'>,
	hasBoundary: boolean,
): PrincipalAnswer {
	return reference.kind === 'resource'
		? matchesPrincipal(read.statement, request, hasBoundary)
		: everyElement;
}

/**
 * Judges a statement against a request, element by element. A trust policy names no resources; any other statement
 * without them speaks about none.
 */
export function judgeStatement(
	placed: PlacedStatement,
	request: AccessRequest,
	options: JudgeOptions,
): JudgedStatement {
	const {reference, read} = placed;
	const ways = principalAnswer(placed, request, options.hasBoundary);
	const action = matchesAction(read.statement, request.action);
	const resource = resourceAnswer(placed, request, options);
	const condition = meetsCondition(read.condition, {...options, hasVariables: read.hasVariables});
	const principal = any(grantWays.map((way) => ways[way]));
	return {
		reference,
		elements: {principal, action, resource, condition},
		...applying(ways, principal, all([action, resource, condition])),
	};
}

/** The same without the elements, as soon as one of them tells: undefined where the statement surely does not apply. */
export function judgeQuickly(
	placed: PlacedStatement,
	request: AccessRequest,
	options: JudgeOptions,
): JudgedStatement | undefined {
	const {reference, read} = placed;
	const action = matchesAction(read.statement, request.action);
	if (action.value === false) {
		return undefined;
	}

	const ways = principalAnswer(placed, request, options.hasBoundary);
	const principal = any([ways.alone, ways.role, ways.account]);
	if (principal.value === false) {
		return undefined;
	}

	const resource = resourceAnswer(placed, request, options);
	if (resource.value === false) {
		return undefined;
	}

	const condition = meetsCondition(read.condition, {...options, hasVariables: read.hasVariables});
	return condition.value === false
		? undefined
		: {reference, ...applying(ways, principal, all([action, resource, condition]))};
}

function resourceAnswer(
	{reference, read}: PlacedStatement,
	request: AccessRequest,
	{lookUp, isTrust}: JudgeOptions,
): Answer {
	const reading = {lookUp, hasVariables: read.hasVariables};
	const withoutResource = reference.kind === 'resource' && isTrust ? yes : no;
	return matchesResource(read.resource, request.resource, reading) ?? withoutResource;
}

function applying(ways: PrincipalAnswer, principal: Answer, rest: Answer) {
	return {
		applies: all([principal, rest]),
		appliesTo:
			rest.value === false
				? nowhere
				: {
						alone: all([ways.alone, rest]),
						role: all([ways.role, rest]),
						account: all([ways.account, rest]),
					},
	};
}

/** Whether a request comes from the resource's own account; an anonymous one comes from none. */
export function isSameAccount(
	request: Pick<AccessRequest, 'principal' | 'resourceAccount'>,
): boolean {
	return (
		request.principal !== undefined && accountInArn(request.principal) === request.resourceAccount
	);
}
