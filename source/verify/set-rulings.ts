import {
	type AccessRequest,
	type Decision,
	listOf,
	type PolicyDocument,
	type PolicySet,
	type Statement,
} from '../policy/index.ts';
import {
	type Found,
	findRequest,
	type Goal,
	type RequestSet,
	type UnknownCode,
	type Witness,
} from '../policy/sets/index.ts';
import type {Policies, Ruling} from './policy-sets.ts';
import type {Unseen} from './situation.ts';

/** What a set of requests came to, and what could not be seen: with anything unseen only an explicit denial is certain. */
export type SetRuling = Found & {readonly unseen: readonly Unseen[]};

/** Whether any request of a set is allowed, or denied, as far as the policies could be seen. */
export function findIn(goal: Goal, requests: RequestSet, {set, unseen}: Policies): SetRuling {
	if (unseen.length === 0) {
		return {...findRequest(goal, requests, set), unseen: []};
	}

	if (goal === 'denied') {
		// Whatever the unseen policies allow, an explicit denial stands.
		const found = findRequest('denied', requests, allowingAll(set));
		if (found.answer === 'some' && found.witness.decision.outcome === 'ExplicitlyDenied') {
			return {...found, unseen: []};
		}
	}

	return {answer: 'unknown', code: 'keys', keys: [], unseen};
}

/** The same over several sets: what is found in one of them counts before what is open in another. */
export function findInAny(goal: Goal, sets: readonly RequestSet[], policies: Policies): SetRuling {
	let open: SetRuling | undefined;
	for (const set of sets) {
		const found = findIn(goal, set, policies);
		if (found.answer === 'some') {
			return found;
		}

		open ??= found.answer === 'unknown' ? found : undefined;
	}

	return open ?? {answer: 'none', unseen: []};
}

const everything: Statement = {Effect: 'Allow', Action: '*', Resource: '*'};

/** The same policies, as if each side allowed everything that no Deny takes away; every statement keeps its place. */
function allowingAll(set: PolicySet): PolicySet {
	const {identity, resource, resourceKind} = set;
	const whom: Pick<Statement, 'Principal' | 'Resource'> =
		resourceKind === 'trust' ? {Principal: '*'} : {Principal: '*', Resource: '*'};
	const {Resource: _resource, ...bare} = everything;
	const open: PolicyDocument = {
		Version: '2012-10-17',
		...resource?.document,
		Statement: [...listOf(resource?.document.Statement), {...bare, ...whom}],
	};
	return {
		...set,
		resource: {name: resource?.name ?? 'nothing seen', document: open},
		identity:
			identity === 'unseen'
				? identity
				: [...identity, {name: 'everything', document: {Statement: [everything]}}],
	};
}

/** What the policies say to a whole set of requests, with the decision that shows it. */
export type AllRuling = {
	/** `part`: some of the requests are allowed and some are denied. */
	readonly extent: 'all' | 'none' | 'part' | 'unknown';
	/** For `all` of one that is allowed, for `none` and `part` of one that is denied. */
	readonly ruling: Ruling;
	/** The request that shows it; absent where none was looked at. */
	readonly request?: AccessRequest;
	/** Why it is unknown. */
	readonly code?: UnknownCode | 'not-seen';
};

const undecided: Decision = {
	outcome: 'Unknown',
	statements: [],
	unknownKeys: [],
	missing: [],
	near: [],
};

/** Whether all requests of a set are allowed, or none, or a part. */
export function ruleOnAll(requests: RequestSet, policies: Policies): AllRuling {
	const denied = findIn('denied', requests, policies);
	if (denied.answer === 'unknown') {
		const {unseen, code, keys, example} = denied;
		const decision = example?.decision ?? {...undecided, unknownKeys: keys};
		return {
			extent: 'unknown',
			ruling: {...decision, outcome: 'Unknown', unseen},
			...(example !== undefined && {request: example.request}),
			code: unseen.length > 0 ? 'not-seen' : code,
		};
	}

	const allowed = findIn('allowed', requests, policies);
	if (denied.answer === 'none') {
		return allowed.answer === 'some'
			? {extent: 'all', ...shownBy(allowed.witness)}
			: {extent: 'all', ruling: {...undecided, outcome: 'Allowed', unseen: []}};
	}

	return {extent: allowed.answer === 'none' ? 'none' : 'part', ...shownBy(denied.witness)};
}

function shownBy({request, decision}: Witness): Pick<AllRuling, 'ruling' | 'request'> {
	return {request, ruling: {...decision, unseen: []}};
}
