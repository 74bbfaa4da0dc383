import {type AccessRequest, type LookUp, lookUpIn} from './request.ts';
import {allowing, answerOf, type Route, routesOf, silence, type Voice} from './routes.ts';
import {
	type Element,
	elements,
	type JudgedStatement,
	judgeQuickly,
	judgeStatement,
	type NamedPolicy,
	type PlacedStatement,
	placeStatements,
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

/** The statements of all policies that have a say, by the side on which they stand. */
export type PlacedPolicies = {
	readonly identity: readonly PlacedStatement[] | 'unseen';
	/** Undefined: there is no boundary. */
	readonly boundary: readonly PlacedStatement[] | undefined;
	readonly resource: readonly PlacedStatement[];
	readonly resourceKind: PolicySet['resourceKind'];
};

/** What becomes of a request. */
export type Outcome = 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied' | 'Unknown';

export type Decision = {
	readonly outcome: Outcome;
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

/** The statements of all policies, each with where it stands. */
export function placePolicies({
	identity,
	boundary,
	resource,
	resourceKind,
}: PolicySet): PlacedPolicies {
	return {
		identity:
			identity === 'unseen'
				? 'unseen'
				: identity.flatMap((policy) => placeStatements(policy, 'identity')),
		boundary: boundary && placeStatements(boundary, 'boundary'),
		resource: resource === undefined ? [] : placeStatements(resource, 'resource'),
		resourceKind,
	};
}

type Judged = {
	readonly request: AccessRequest;
	readonly kind: PolicySet['resourceKind'];
	readonly identity: readonly JudgedStatement[] | 'unseen';
	readonly boundary: readonly JudgedStatement[] | undefined;
	readonly resource: readonly JudgedStatement[];
};

type Weighed = {
	readonly sides: Readonly<Record<Side, Voice>>;
	readonly routes: readonly Route[];
	readonly allowed: Answer;
	readonly denied: Answer;
	readonly denials: Voice['statements'];
};

/** Weighs what the statements say: which routes allow, and which denials stand against them. */
function weigh({request, kind, identity, boundary, resource}: Judged): Weighed {
	const sides = {
		identity: identity === 'unseen' ? silence : allowing(identity),
		boundary: boundary === undefined ? silence : allowing(boundary),
		resource: allowing(resource),
	};
	const routes = routesOf(request, kind, sides, resource);
	const denials = [...(identity === 'unseen' ? [] : identity), ...(boundary ?? []), ...resource]
		.filter(({reference}) => reference.effect === 'Deny')
		.map(({reference, applies}) => ({reference, answer: applies}));
	return {
		sides,
		routes,
		denials,
		allowed: any(routes.map(answerOf)),
		denied: any(denials.map(({answer}) => answer)),
	};
}

/**
 * The outcome alone, over statements that were read before, and the keys that an Unknown depends on, as written. The
 * same as `decide` says; a statement that surely does not apply may be left out.
 */
export function outcomeAmong(
	request: AccessRequest,
	lookUp: LookUp,
	{identity, boundary, resource, resourceKind}: PlacedPolicies,
): {readonly outcome: Outcome; readonly keys: readonly string[]} {
	const options = {lookUp, isTrust: resourceKind === 'trust', hasBoundary: boundary !== undefined};
	const judge = (statements: readonly PlacedStatement[]) => {
		const judged: JudgedStatement[] = [];
		for (const placed of statements) {
			const one = judgeQuickly(placed, request, options);
			if (one !== undefined) {
				judged.push(one);
			}
		}

		return judged;
	};
	const {allowed, denied} = weigh({
		request,
		kind: resourceKind,
		identity: identity === 'unseen' ? 'unseen' : judge(identity),
		boundary: boundary && judge(boundary),
		resource: judge(resource),
	});
	if (denied.value === true) {
		return {outcome: 'ExplicitlyDenied', keys: []};
	}

	if (allowed.value === false) {
		return {outcome: 'ImplicitlyDenied', keys: []};
	}

	return allowed.value === true && denied.value === false
		? {outcome: 'Allowed', keys: []}
		: {outcome: 'Unknown', keys: [...new Set([...allowed.keys, ...denied.keys])]};
}

/**
 * Decides a request as AWS does, as far as the policies and what is known of the request tell; where they do not, the
 * answer is Unknown. An anonymous request is judged by what the policies say, also on a service that takes none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: AccessRequest, policies: PolicySet): Decision {
	const placed = placePolicies(policies);
	const options = {
		lookUp: lookUpIn(request.context),
		isTrust: policies.resourceKind === 'trust',
		hasBoundary: policies.boundary !== undefined,
	};
	const judge = (side: readonly PlacedStatement[]) =>
		side.map((statement) => judgeStatement(statement, request, options));
	const isUnseen = placed.identity === 'unseen';
	const judged = {
		request,
		kind: policies.resourceKind,
		identity: placed.identity === 'unseen' ? ('unseen' as const) : judge(placed.identity),
		boundary: placed.boundary && judge(placed.boundary),
		resource: judge(placed.resource),
	};
	const {identity, boundary = [], resource} = judged;
	const statements = [...(identity === 'unseen' ? [] : identity), ...boundary, ...resource];
	const {sides, routes, denials, ...weighed} = weigh(judged);
	const allowed = weighed.allowed.value;
	const denied = weighed.denied.value;

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
			const [fails, ...more] = elements.filter(
				(name) => statement.elements?.[name].value === false,
			);
			return fails === undefined || more.length > 0 ? [] : [{...statement.reference, fails}];
		});
}
