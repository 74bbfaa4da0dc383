import {actionsOn} from '../../aws/actions/index.ts';
import {bucketArn as arnOfBucket, type PolicyId} from '../../aws/index.ts';
import {listOf, type PolicyDocument, type PolicySet} from '../../policy/index.ts';
import {type Ask, beginningWith, exactly, findGained} from '../../policy/sets/index.ts';
import {dangerousActions} from '../dangerous-actions.ts';
import {type CheckWitness, witnessOf} from '../finding.ts';
import {type Resource, wellKnownActions} from '../request-sets.ts';
import type {ResourceDocument, Situation} from '../situation.ts';
import {articleDocuments} from './article.ts';
import {asMeant, saidToOthers} from './as-meant.ts';
import {type ChangeParty, type ComparedRequester, concernedParties} from './parties.ts';

/** Something that a change allows, or does not allow any more, with a request that shows it. */
export type AccessDifference = {
	readonly party: ChangeParty;
	readonly witness: CheckWitness;
};

/** What a change of a document does. */
export type AccessChange = {
	/** What is allowed that was not, an example for each kind of requester and action. */
	readonly gains: readonly AccessDifference[];
	/** Whether the vendor may gain more than that, which hangs on what cannot be known. */
	readonly mayGainMore: boolean;
	/** What is not allowed any more. */
	readonly losses: readonly AccessDifference[];
	/** What the vendor gains beyond the documents of its article. */
	readonly beyond: readonly AccessDifference[];
	/** Whether that is all of it; false where something cannot be told for certain. */
	readonly isCertain: boolean;
};

const resources: Readonly<Record<ResourceDocument, Resource>> = {
	'bucket-policy': 'bucket',
	'key-policy': 'key',
	'trust-policy': 'role',
};
const kinds = {bucket: 'bucket', key: 'key', role: 'trust'} as const;

/** How a comparison is made. */
export type ComparisonOptions = {
	/** Whether the vendor's narrower documents alone say what it needs. */
	readonly leastPrivilege?: boolean;
	/** The parties that are asked about; all where absent. */
	readonly only?: readonly ChangeParty[];
	/** How many examples of each kind of requester are wanted; more than twelve tell nobody anything. */
	readonly mostExamples?: number;
};

/**
 * What a change of the policy of the bucket, the key or the role gives and takes, for every request of everybody; `before`
 * is undefined where there was none. What the vendor needs is what the article or its
 * narrower form gives it.
 */
export function accessChange(
	situation: Situation,
	id: ResourceDocument,
	before: PolicyDocument | undefined,
	after: PolicyDocument,
	{leastPrivilege = false, only, mostExamples = 12}: ComparisonOptions = {},
): AccessChange {
	const resource = resources[id];
	const old = asMeant(before ?? nothing);
	const now = asMeant(after);
	const gains: AccessDifference[] = [];
	const losses: AccessDifference[] = [];
	const beyond: AccessDifference[] = [];
	let isCertain = isAlikeForOthers(old, now);
	let mayGainMore = false;
	const asks = asksOf(situation, resource, [old, now]);
	const article = articleDocuments(situation, leastPrivilege);
	const concerned = concernedParties(situation, resource, [old, now]).filter(
		({party}) => only?.includes(party) ?? true,
	);
	for (const compared of concerned) {
		for (const identity of identitiesFor(situation, resource, compared)) {
			const policies = (document: PolicyDocument): PolicySet => ({
				identity,
				resource: {name: id, document},
				resourceKind: kinds[resource],
			});
			const look = (from: readonly PolicySet[], to: PolicySet, all: readonly Ask[]) => {
				const {found, isOpen} = examples(
					situation,
					compared,
					resource,
					from,
					to,
					all,
					mostExamples,
				);
				isCertain &&= !isOpen;
				return found;
			};
			if (compared.party === 'vendor') {
				const allowed = article.map((documents) => articlePolicies(documents, id, situation));
				beyond.push(...look([policies(old), ...allowed], policies(now), asks));
				// What the vendor gains within its needs may hang on what cannot be known.
				const gained = examples(
					situation,
					compared,
					resource,
					[policies(old)],
					policies(now),
					asks,
					mostExamples,
				);
				mayGainMore ||= gained.isOpen;
				gains.push(...gained.found);
			} else {
				gains.push(...look([policies(old)], policies(now), asks));
			}

			losses.push(...look([policies(now)], policies(old), asks));
		}
	}

	return {
		gains: distinct(situation, gains),
		mayGainMore,
		losses: distinct(situation, losses),
		beyond: distinct(situation, beyond),
		isCertain,
	};
}

const nothing: PolicyDocument = {Version: '2012-10-17', Statement: []};

function isAlikeForOthers(one: PolicyDocument, other: PolicyDocument): boolean {
	return (['Allow', 'Deny'] as const).every((effect) => {
		const [before, after] = [saidToOthers(one, effect), saidToOthers(other, effect)];
		return before.size === after.size && [...before].every((said) => after.has(said));
	});
}

// Where a person reads them, the best are picked out of all.
const allExamples = 1000;

/** One example for each action, as many as are wanted; what the vendor is there for comes first. */
function examples(
	situation: Situation,
	{party, requester}: ComparedRequester,
	resource: Resource,
	from: readonly PolicySet[],
	to: PolicySet,
	asks: readonly Ask[],
	mostExamples: number,
): {readonly found: readonly AccessDifference[]; readonly isOpen: boolean} {
	const {connection, keyAccountId, actions} = situation;
	const needed = new Set(actions.filter(({required}) => required).map(({action}) => action));
	const resourceAccount = (resource === 'key' ? keyAccountId : undefined) ?? connection.accountId;
	const {witnesses, open} = findGained({requesters: [requester], asks, resourceAccount}, from, to, {
		most: mostExamples === 1 ? 1 : allExamples,
	});
	const rank = ({action}: CheckWitness) => (needed.has(action) ? 0 : 1);
	return {
		found: witnesses
			.map(({request}) => ({party, witness: witnessOf(request)}))
			.toSorted((one, other) => rank(one.witness) - rank(other.witness))
			.slice(0, mostExamples),
		isOpen: open !== undefined,
	};
}

/** The order in which actions are told: what the vendor is there for, what is dangerous, what everybody knows, the rest. */
function rankIn(situation: Situation): (action: string) => number {
	const first = [
		...situation.actions.map(({action}) => action),
		...dangerousActions(situation).map(({ask}) => ask.action),
		...wellKnownActions,
	];
	return (action) => (first.includes(action) ? first.indexOf(action) : first.length);
}

function distinct(
	situation: Situation,
	differences: readonly AccessDifference[],
): AccessDifference[] {
	const rank = rankIn(situation);
	return [
		...new Map(
			differences.map((one) => [
				`${one.party} ${one.witness.principal} ${one.witness.action}`,
				one,
			]),
		).values(),
	].toSorted((one, other) => rank(one.witness.action) - rank(other.witness.action));
}

/**
 * The own policies of a requester: of the bucket's own account they can allow everything or nothing, so that a loss is not
 * hidden behind what they allow.
 */
function identitiesFor(
	{isCustomerRole, rolePolicies}: Situation,
	resource: Resource,
	{party}: ComparedRequester,
): PolicySet['identity'][] {
	if (party === 'vendor' && isCustomerRole && resource !== 'role') {
		return [rolePolicies.state === 'there' ? rolePolicies.policies : []];
	}

	return party === 'own-account' ? ['unseen', []] : ['unseen'];
}

function articlePolicies(
	documents: ReadonlyMap<PolicyId, PolicyDocument>,
	id: ResourceDocument,
	{isCustomerRole}: Situation,
): PolicySet {
	const role = documents.get('role-policy') ?? nothing;
	const delegated: PolicyDocument = {
		Version: '2012-10-17',
		Statement: [
			...listOf((documents.get(id) ?? nothing).Statement),
			// What the role's own policy gives by the article counts, whether or not the key policy leaves it to IAM.
			...(isCustomerRole && id === 'key-policy'
				? listOf(role.Statement).map((statement) => ({...statement, Principal: '*' as const}))
				: []),
		],
	};
	return {
		identity:
			isCustomerRole && id !== 'trust-policy' ? [{name: 'article', document: role}] : 'unseen',
		resource: {name: id, document: delegated},
		resourceKind: kinds[resources[id]],
	};
}

/** All actions that a document could be about, on everything that it can be asked of. */
function asksOf(
	situation: Situation,
	resource: Resource,
	documents: readonly PolicyDocument[],
): Ask[] {
	const {connection, isCustomerRole, principal} = situation;
	const bucket = arnOfBucket(connection);
	const places = {
		bucket: [exactly(bucket)],
		object: [beginningWith(`${bucket}/`)],
		key: [exactly(connection.kmsKeyArn ?? '')],
		role: [exactly(isCustomerRole ? principal : '')],
	};
	const targets = {bucket: ['bucket', 'object'], key: ['key'], role: ['role']} as const;
	const service = {bucket: 's3', key: 'kms', role: 'sts'}[resource];
	const form = new RegExp(`^${service}:\\w+$`, 'i');
	const named = documents
		.flatMap(({Statement}) => listOf(Statement))
		.flatMap(({Action, NotAction}) => [...listOf(Action), ...listOf(NotAction)])
		.filter((action) => form.test(action));
	const listed = targets[resource].map((target) => ({
		target,
		names: actionsOn(target).map(({name}) => name),
	}));
	const known = new Set(listed.flatMap(({names}) => names.map((name) => name.toLowerCase())));
	const more = [...new Set(named)].filter((name) => !known.has(name.toLowerCase()));
	const rank = rankIn(situation);
	const asks = listed.flatMap(({target, names}) =>
		[...names, ...more, `${service}:AnyActionToCome`].map((action) => ({
			action,
			resources: places[target],
		})),
	);
	// What the vendor is there for comes first, then what everybody knows, so that it is among the examples.
	return asks.toSorted((one, other) => rank(one.action) - rank(other.action));
}
