import type {Decision, PolicySet} from '../policy/index.ts';
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
