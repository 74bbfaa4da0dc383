import {ownerOf, type VendorTerms, vendorTerms} from '../documents/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../policy/index.ts';
import {type Blame, blameOf} from './finding.ts';
import {isKeyByPolicyAlone} from './key-by-policy.ts';
import {actionsNeeded, ruleOnNeeds} from './needed-actions.ts';
import {
	askOf,
	deputies,
	everyAsk,
	otherCustomers,
	type Resource,
	requestsOf,
	vendorFor,
} from './request-sets.ts';
import {findIn, type Policies, ruleOnAll} from './rulings.ts';
import type {ResourceDocument, Situation} from './situation.ts';
import {testsOf} from './statements.ts';

/** What each document decides about. */
export const resources: Readonly<Record<ResourceDocument, Resource>> = {
	'bucket-policy': 'bucket',
	'key-policy': 'key',
	'trust-policy': 'role',
};

const kinds = {bucket: 'bucket', key: 'key', role: 'trust'} as const;

/** Whether the vendor has all it needs by a policy, whoever denies it, and for this customer alone. */
export function isServedBy(
	situation: Situation,
	id: ResourceDocument,
	document: PolicyDocument,
): boolean {
	const terms = vendorTerms(id, situation.connection, situation.profile);
	return servingStatements(situation, id, listOf(document.Statement), terms) !== undefined;
}

/**
 * The places of the statements by which the vendor has all it needs, whoever denies it; undefined where it has not.
 * What lets in other customers of the vendor does not count. The vendor's own statements also serve where they ask for
 * something that cannot be known from here: that is how the customer wants them.
 */
export function servingStatements(
	situation: Situation,
	id: ResourceDocument,
	statements: readonly Statement[],
	terms: VendorTerms,
): readonly number[] | undefined {
	const places = statements.flatMap((statement, index) =>
		statement.Effect === 'Allow' && isForCustomer(situation, id, statement) ? [index] : [],
	);
	const own = places.filter((index) => {
		const statement = statements[index];
		return statement !== undefined && ownerOf(statement, terms) === 'vendor';
	});
	const pick = (indexes: readonly number[]) => indexes.flatMap((index) => statements[index] ?? []);
	if (places.length > 0 && serves(situation, id, pick(places), ['all'])) {
		const helping =
			own.length > 0 ? own : places.filter((index) => helps(situation, id, statements[index]));
		return helping.length > 0 ? helping : undefined;
	}

	return own.length > 0 && serves(situation, id, pick(own), ['all', 'unknown']) ? own : undefined;
}

export function helps(
	situation: Situation,
	id: ResourceDocument,
	statement: Statement | undefined,
) {
	return statement !== undefined && canLetIn(situation, id, statement);
}

/** What these statements of a policy say, beside the role's own policies where these could be seen. */
export function policiesWith(
	situation: Situation,
	id: ResourceDocument,
	statements: readonly Statement[],
): Policies {
	const {isCustomerRole, rolePolicies} = situation;
	const document: PolicyDocument = {Version: '2012-10-17', Statement: statements};
	const own = rolePolicies.state === 'there' ? rolePolicies.policies : [];
	const allowing = own.map((policy) => ({
		...policy,
		document: {
			...policy.document,
			Statement: listOf(policy.document.Statement).filter(({Effect}) => Effect === 'Allow'),
		},
	}));
	return {
		set: {
			// Whether IAM in the account lets the role use the key is another document's business, where the article has one.
			identity:
				isCustomerRole &&
				(id === 'bucket-policy' || (id === 'key-policy' && isKeyByPolicyAlone(situation)))
					? allowing
					: 'unseen',
			resource: {name: id, document},
			resourceKind: kinds[resources[id]],
		},
		unseen: [],
	};
}

function serves(
	situation: Situation,
	id: ResourceDocument,
	statements: readonly Statement[],
	extents: readonly string[],
): boolean {
	const policies = policiesWith(situation, id, statements);
	if (id === 'trust-policy') {
		const requests = requestsOf(situation, 'role', vendorFor(situation, 'role'), [
			askOf(situation, 'sts:AssumeRole', 'role'),
		]);
		return extents.includes(ruleOnAll(requests, policies).extent);
	}

	const needs = actionsNeeded(situation, id === 'key-policy' ? 'key' : 'bucket').filter(
		({required}) => required,
	);
	return ruleOnNeeds(situation, needs, policies).every(({all}) => extents.includes(all.extent));
}

/** Whether a statement lets nobody in for other customers of the vendor, but those that it spells out. */
export function isForCustomer(
	situation: Situation,
	id: ResourceDocument,
	statement: Statement,
): boolean {
	const {profile, isCustomerRole} = situation;
	const listed = testsOf(statement).flatMap(({values}) => values);
	const policies = policiesWith(situation, id, [statement]);
	if (id === 'trust-policy') {
		const asks = [askOf(situation, 'sts:AssumeRole', 'role')];
		const callers = [
			...deputies(situation, {except: listed}),
			...deputies(situation, {sent: 'none'}),
		];
		return (
			findIn('allowed', requestsOf(situation, 'role', callers, asks), policies).answer === 'none'
		);
	}

	if (isCustomerRole || profile.tenant === undefined) {
		return true;
	}

	const resource = id === 'key-policy' ? 'key' : 'bucket';
	const requests = requestsOf(
		situation,
		resource,
		[otherCustomers(situation, resource, listed)],
		everyAsk(situation, resource),
	);
	return findIn('allowed', requests, policies).answer === 'none';
}

/** Whether a statement of a policy alone lets the vendor in for this customer, or could. */
export function canLetIn(
	situation: Situation,
	id: ResourceDocument,
	statement: Statement,
): boolean {
	const resource = resources[id];
	const asks =
		id === 'trust-policy'
			? [askOf(situation, 'sts:AssumeRole', 'role')]
			: everyAsk(situation, resource);
	const requests = requestsOf(situation, resource, vendorFor(situation, resource), asks);
	return findIn('allowed', requests, aloneIn(situation, id, statement)).answer !== 'none';
}

/** Whether a statement allows, or could, all that the vendor needs and that ours allows. */
export function canServe(
	situation: Situation,
	id: ResourceDocument,
	narrowed: Statement,
	ours: Statement,
): boolean {
	if (id === 'trust-policy') {
		return canLetIn(situation, id, narrowed);
	}

	const needs = actionsNeeded(situation, id === 'key-policy' ? 'key' : 'bucket').filter(
		({required}) => required,
	);
	const extents = (statement: Statement) =>
		ruleOnNeeds(situation, needs, aloneIn(situation, id, statement)).map(({all}) => all.extent);
	const [now, full] = [extents(narrowed), extents(ours)];
	return full.every(
		(extent, index) => extent === 'none' || now[index] === extent || now[index] === 'unknown',
	);
}

/** The policies in which a statement stands alone. */
function aloneIn(situation: Situation, id: ResourceDocument, statement: Statement): Policies {
	const {set} = policiesWith(situation, id, [statement]);
	return {
		set: {...set, identity: set.identity === 'unseen' ? set.identity : []},
		unseen: [],
	};
}

/** The Deny statements of a policy that keep the vendor from what it needs. */
export function denialsOf(
	situation: Situation,
	id: ResourceDocument,
	document: PolicyDocument,
): Blame[] {
	const everything: Statement = {
		Effect: 'Allow',
		Principal: '*',
		Action: '*',
		...(id !== 'trust-policy' && {Resource: '*'}),
	};
	const statements = listOf(document.Statement);
	const policies = policiesWith(situation, id, [...statements, everything]);
	const rulings =
		id === 'trust-policy'
			? [
					ruleOnAll(
						requestsOf(situation, 'role', vendorFor(situation, 'role'), [
							askOf(situation, 'sts:AssumeRole', 'role'),
						]),
						policies,
					),
				]
			: ruleOnNeeds(
					situation,
					actionsNeeded(situation, id === 'key-policy' ? 'key' : 'bucket'),
					policies,
				).map(({all}) => all);
	const references = rulings
		.filter(({ruling}) => ruling.outcome === 'ExplicitlyDenied')
		.flatMap(({ruling}) => ruling.statements)
		.filter(({effect, kind}) => effect === 'Deny' && kind === 'resource');
	return [...new Map(references.map((reference) => [reference.index, reference])).values()].map(
		(reference) => blameOf(reference, id),
	);
}
