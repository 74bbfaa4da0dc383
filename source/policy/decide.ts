import type {AccessRequest} from './request.ts';
import {allowing, answerOf, routesOf, silence, type Voice} from './routes.ts';
import {
	type Element,
	elements,
	type JudgedStatement,
	judgeFor,
	type NamedPolicy,
	type Side,
	type StatementReference,
} from './statement.ts';
import {type Answer, any} from './ternary.ts';

/** All policies that have a say in a request. */
export type PolicySet = {
	/**
	 * The principal's own policies; `unseen` when they lie in an account that cannot be looked into: they are then
	 * taken to allow, and the decision says so.
	 */
	readonly identity: readonly NamedPolicy[] | 'unseen';
	readonly boundary?: NamedPolicy;
	/** Bucket, key or trust policy; undefined: there is none. */
	readonly resource?: NamedPolicy;
	/** What the resource policy is of: keys and trust policies must allow by themselves or delegate to the account. */
	readonly resourceKind: 'bucket' | 'key' | 'trust';
};

export type Decision = {
	readonly outcome: 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied' | 'Unknown';
	/** Statements that decided: the denying ones, or the allowing ones of each side; for Unknown those that might. */
	readonly statements: readonly StatementReference[];
	/** Condition keys on which an Unknown depends, as written in the policy. */
	readonly unknownKeys: readonly string[];
	/** For an implicit denial: which side has no allowing statement. */
	readonly missing: readonly Side[];
	/**
	 * Unless allowed: Allow statements of which exactly one element does not match, so that a check can say "the
	 * statement names the bucket, not the objects in it".
	 */
	readonly near: readonly (StatementReference & {readonly fails: Element})[];
	/** Sides that were taken to allow because they cannot be looked into; only where nothing else denies. */
	readonly assumed?: readonly 'identity'[];
};

/**
 * Decides a request as AWS does, as far as the policies and what is known of the request tell; where they do not, the
 * answer is Unknown. An anonymous request is judged by what the policies say, also on a service that takes none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: AccessRequest, policies: PolicySet): Decision {
	const judge = judgeFor(request, {
		isTrust: policies.resourceKind === 'trust',
		hasBoundary: policies.boundary !== undefined,
	});
	const isUnseen = policies.identity === 'unseen';
	const own = policies.identity === 'unseen' ? [] : policies.identity;
	const identity = own.flatMap((policy) => judge(policy, 'identity'));
	const boundary = policies.boundary === undefined ? [] : judge(policies.boundary, 'boundary');
	const resource = policies.resource === undefined ? [] : judge(policies.resource, 'resource');
	const statements = [...identity, ...boundary, ...resource];
	const sides = {
		identity: isUnseen ? silence : allowing(identity),
		boundary: policies.boundary === undefined ? silence : allowing(boundary),
		resource: allowing(resource),
	};
	const routes = routesOf(request, policies.resourceKind, sides, resource);
	const allowed = any(routes.map(answerOf)).value;
	const denials = statements
		.filter(({reference}) => reference.effect === 'Deny')
		.map(({reference, applies}) => ({reference, answer: applies}));
	const denied = any(denials.map(({answer}) => answer)).value;

	const saying = (chosen: Voice['statements'], value: Answer['value']) => {
		const matching = chosen.filter(({answer}) => answer.value === value);
		const references = new Set(matching.map(({reference}) => reference));
		return statements.flatMap(({reference}) => (references.has(reference) ? [reference] : []));
	};

	const nothing = {statements: [], unknownKeys: [], missing: [], near: nearIn(statements)};
	if (denied === true) {
		return {...nothing, outcome: 'ExplicitlyDenied', statements: saying(denials, true)};
	}

	if (allowed === false) {
		const concerned: readonly Side[] =
			request.principal === undefined ? ['resource'] : ['identity', 'boundary', 'resource'];
		const missing = concerned.filter((side) => sides[side].answer.value === false);
		return {...nothing, outcome: 'ImplicitlyDenied', missing};
	}

	const note = isUnseen ? {assumed: ['identity'] as const} : {};
	const deciding = routes
		.filter((route) => answerOf(route).value === allowed)
		.flatMap((route) => route.flatMap((voice) => voice.statements));
	if (allowed === true && denied === false) {
		return {
			...nothing,
			...note,
			outcome: 'Allowed',
			statements: saying(deciding, true),
			near: [],
		};
	}

	const undecided = allowed === true ? denials : [...deciding, ...denials];
	return {
		...nothing,
		...note,
		outcome: 'Unknown',
		statements: saying(undecided, 'unknown'),
		unknownKeys: keysOf(undecided),
	};
}

function keysOf(statements: Voice['statements']): readonly string[] {
	return [...new Set(statements.flatMap(({answer}) => answer.keys))].sort();
}

function nearIn(statements: readonly JudgedStatement[]): Decision['near'] {
	return statements
		.filter(({reference}) => reference.effect === 'Allow')
		.flatMap((statement) => {
			const [fails, ...more] = elements.filter((name) => statement.elements[name].value === false);
			return fails === undefined || more.length > 0 ? [] : [{...statement.reference, fails}];
		});
}
