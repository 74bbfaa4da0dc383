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
import type {SeenPolicy, SeenRolePolicies, Situation, Unseen} from './situation.ts';

/** The policies that have a say, as far as they could be seen. */
export type Policies = {
	readonly set: PolicySet;
	/** The others. */
	readonly unseen: readonly Unseen[];
};

/** A decision that knows what it could not see: with anything unseen only an explicit denial is certain. */
export type Ruling = Decision & {readonly unseen: readonly Unseen[]};

/** What has a say in a request of the vendor to the bucket. */
export function bucketPolicies(situation: Situation): Policies {
	return policiesFor(situation, situation.bucketPolicy, 'bucket');
}

/** What has a say in a request that S3 makes to the key in the vendor's name. */
export function keyPolicies(situation: Situation): Policies {
	return policiesFor(situation, situation.keyPolicy, 'key');
}

/** What has a say in who takes the role. */
export function trustPolicies({trustPolicy}: Situation): Policies {
	return {
		set: {identity: 'unseen', resourceKind: 'trust', ...resourceOf(trustPolicy, 'trust-policy')},
		unseen: unseenOf(trustPolicy),
	};
}

/** The same policies as somebody meets them whose own ones are in another account. */
export function forOutsider({set, unseen}: Policies): Policies {
	const {boundary: _boundary, ...rest} = set;
	return {set: {...rest, identity: 'unseen'}, unseen};
}

function policiesFor(
	situation: Situation,
	resource: SeenPolicy,
	resourceKind: 'bucket' | 'key',
): Policies {
	const id = resourceKind === 'bucket' ? 'bucket-policy' : 'key-policy';
	const own = {resourceKind, ...resourceOf(resource, id)};
	const unseen = unseenOf(resource);
	if (!situation.isCustomerRole) {
		return {set: {identity: 'unseen', ...own}, unseen};
	}

	const {rolePolicies, snapshot} = situation;
	const {role, boundary: limit} = snapshot.role;
	// Of which nothing was handed in is the business of its own check; a role that is known to have one is limited by it.
	const isNotHandedIn =
		snapshot.source === 'documents' &&
		limit.status === 'not-looked' &&
		!(role.status === 'found' && role.value.boundaryArn !== undefined);
	const boundary: SeenPolicy =
		situation.boundary.state === 'unseen' && isNotHandedIn ? {state: 'none'} : situation.boundary;
	return {
		set: {
			identity: rolePolicies.state === 'there' ? rolePolicies.policies : [],
			...(boundary.state === 'there' && {
				boundary: {name: 'permissions boundary', document: boundary.document},
			}),
			...own,
		},
		unseen: [...unseenOf(rolePolicies), ...unseenOf(boundary), ...unseen],
	};
}

function resourceOf(seen: SeenPolicy, name: string): Pick<PolicySet, 'resource'> {
	return seen.state === 'there' ? {resource: {name, document: seen.document}} : {};
}

function unseenOf(seen: SeenPolicy | SeenRolePolicies): Unseen[] {
	return seen.state === 'unseen' ? [seen.unseen] : [];
}

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
