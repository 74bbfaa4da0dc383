import {allAnswers, notLooked, type Snapshot} from '../account/index.ts';
import {documentNames} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	type MergeResult,
	mergePolicy,
	ownerOf,
	type VendorTerms,
	vendorTerms,
} from '../documents/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {listOf, matchesWildcard, type PolicyDocument, type Statement} from '../policy/index.ts';
import type {Ask} from '../policy/sets/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {type AccessChange, accessChange} from './access-change/index.ts';
import {type Blame, blameOf} from './finding.ts';
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
import type {ResourceDocument} from './situation.ts';
import {type Situation, situationOf} from './situation.ts';
import {testsOf} from './statements.ts';

/** An existing policy with the vendor's statements in it, and the proof of what that changes. */
export type ProposedMerge = MergeResult &
	Pick<AccessChange, 'gains' | 'losses'> & {
		/** Deny statements of the result that keep the vendor out all the same. */
		readonly denials: readonly Blame[];
	};

/** What is asked of a merge. */
export type MergeWish = {
	/** Whether the vendor is to have the narrower statements, and no more than these. */
	readonly leastPrivilege?: boolean;
	/** Whether the vendor is to be given nothing that it has not yet, so that its statements only become narrower. */
	readonly givesNothing?: boolean;
	/** How messages call the existing policy; begins a sentence. */
	readonly name?: string;
	/** How many examples of what the vendor gains are wanted; one where nobody reads them. */
	readonly mostExamples?: number;
};

/** As many examples as a person reads. */
export const manyExamples = 12;

const resources: Readonly<Record<ResourceDocument, Resource>> = {
	'bucket-policy': 'bucket',
	'key-policy': 'key',
	'trust-policy': 'role',
};
const kinds = {bucket: 'bucket', key: 'key', role: 'trust'} as const;

/**
 * Merges the vendor's statements into a policy, as text, of which nothing else is known; as `proposeMerge`.
 */
export function proposeMergeInto(
	text: string,
	id: ResourceDocument,
	{connection, profile}: {readonly connection: Connection; readonly profile: VendorProfile},
	wish: MergeWish = {},
): ProposedMerge {
	const unseen = allAnswers(() => notLooked('Only one document was given.'));
	const snapshot: Snapshot = {
		...unseen,
		source: 'documents',
		takenAt: new Date().toISOString(),
	};
	return proposeMerge(situationOf(snapshot, connection, profile), id, text, {
		...wish,
		mostExamples: manyExamples,
	});
}

/**
 * The policy of a bucket, a key or a role, as text, with the vendor's statements in it: what serves the vendor as it is
 * stays as it is, and nobody else gains or loses anything by the rest, which is proven for every request. UserError where
 * the text is no such policy, where the result would be too long, and where no result can be proven.
 */
export function proposeMerge(
	situation: Situation,
	id: ResourceDocument,
	text: string,
	{
		leastPrivilege = false,
		givesNothing = false,
		name = `The ${documentNames[id]}`,
		mostExamples = 1,
	}: MergeWish = {},
): ProposedMerge {
	const {connection, profile} = situation;
	const built = documentFor(situation, id, leastPrivilege);
	const before = mergePolicy(text, withoutStatements(built), {
		connection,
		profile,
		name,
		manner: 'beside',
	});
	const terms = vendorTerms(id, connection, profile);
	const nothing = {gains: [], losses: [], denials: []};
	const statements = before.changed ? [] : listOf(before.document.Statement);
	const serving =
		servingStatements(situation, id, statements, terms) ??
		givingAsMuch(situation, id, statements, built.forMerge.statements);
	const hasOpen = statements.some((statement) => ownerOf(statement, terms) === 'vendor-open');
	const ours = built.forMerge.statements;
	const isServed = serving !== undefined && !hasOpen;
	const asItIs = (places: readonly number[]): ProposedMerge => ({
		...before,
		...nothing,
		changes: places.map((index) => ({
			kind: 'unchanged',
			sid: statements[index]?.Sid ?? '',
			index,
		})),
		changed: false,
		remarks: places.flatMap((index) => keptConditions(statements[index], terms, ours)),
		denials: denialsOf(situation, id, before.document),
	});
	if (
		isServed &&
		!(leastPrivilege && statements.some((statement) => isReplaceable(statement, terms, built)))
	) {
		return asItIs(serving);
	}

	// Where the vendor has what it needs, the narrower form is to take something, and to give nothing.
	const addition =
		givesNothing || isServed ? withoutNewActions(situation, id, built, statements) : built;
	for (const manner of ['mend', 'beside'] as const) {
		const merged = mergePolicy(text, addition, {
			connection,
			profile,
			name,
			manner,
			isNarrowing: leastPrivilege,
			canLetIn: (statement) => canLetIn(situation, id, statement),
			canServe: (narrowed, ours) => canServe(situation, id, narrowed, ours),
			isCovered: (existing, ours) => isCovered(situation, id, existing, ours),
		});
		const change = accessChange(situation, id, withList(before.document), merged.document, {
			leastPrivilege,
			mostExamples,
		});
		if (isServed && (change.gains.length > 0 || change.losses.length === 0)) {
			return asItIs(serving);
		}

		if (isGiving(change, {hasOpen: hasOpen && manner === 'mend'})) {
			const {gains, losses} = change;
			return {...merged, gains, losses, denials: denialsOf(situation, id, merged.document)};
		}
	}

	throw new UserError(
		`${name} cannot be completed so that it is certain that nobody else gains or loses anything.`,
		{
			exitCode: exitCodes.failed,
			hint: `Add a statement for the vendor by hand, and look at what the policy says with Allow and NotPrincipal.`,
		},
	);
}

/** Whether the vendor has all it needs by a policy, whoever denies it, and for this customer alone. */
export function isServedBy(
	situation: Situation,
	id: ResourceDocument,
	document: PolicyDocument,
): boolean {
	const terms = vendorTerms(id, situation.connection, situation.profile);
	return servingStatements(situation, id, listOf(document.Statement), terms) !== undefined;
}

/** Whether a change gives the vendor what it needs, and nobody else anything, and takes nothing from anybody else. */
function isGiving(
	{gains, losses, beyond, isCertain}: AccessChange,
	{hasOpen}: {readonly hasOpen: boolean},
): boolean {
	// A statement of the vendor that anybody at the vendor could use is to ask for the customer's ID.
	const mayLose = hasOpen ? ['vendor', 'other-customers', 'vendor-account'] : ['vendor'];
	return (
		isCertain &&
		beyond.length === 0 &&
		gains.every(({party}) => party === 'vendor') &&
		losses.every(({party}) => mayLose.includes(party))
	);
}

function documentFor(
	{connection, profile}: Situation,
	only: ResourceDocument,
	leastPrivilege: boolean,
): ConnectionDocument {
	const [document] = buildDocuments(connection, profile, {only, leastPrivilege});
	if (document === undefined) {
		throw new UserError('The vendor asks for no such document.');
	}

	return document;
}

/** A merge of nothing: reads the policy, and refuses what is none. */
function withoutStatements(addition: ConnectionDocument): ConnectionDocument {
	return {...addition, forMerge: {...addition.forMerge, statements: []}};
}

/** The document without the actions that the vendor is not allowed now. */
function withoutNewActions(
	situation: Situation,
	id: ResourceDocument,
	addition: ConnectionDocument,
	existing: readonly Statement[],
): ConnectionDocument {
	const resource = resources[id];
	const asks = everyAsk(situation, resource);
	const policies = policiesWith(
		situation,
		id,
		existing.filter(({Effect}) => Effect === 'Allow'),
	);
	const isAllowed = (ask: Ask) => {
		const requests = requestsOf(situation, resource, [vendorFor(situation, resource)], [ask]);
		return findIn('allowed', requests, policies).answer !== 'none';
	};
	const allowedOf = (pattern: string): string[] => {
		const meant = asks.filter(({action}) => matchesWildcard(pattern, action, {ignoreCase: true}));
		const allowed = meant.filter((ask) => isAllowed(ask));
		return allowed.length === meant.length && meant.length > 0
			? [pattern]
			: [...new Set(allowed.map(({action}) => action))];
	};
	const statements = addition.forMerge.statements.flatMap((statement): Statement[] => {
		const actions = listOf(statement.Action).flatMap(allowedOf);
		return actions.length === 0 ? [] : [{...statement, Action: actions}];
	});
	return {...addition, forMerge: {...addition.forMerge, statements}};
}

function withList(document: PolicyDocument): PolicyDocument {
	return {...document, Statement: listOf(document.Statement)};
}

/** Whether a statement is the vendor's alone and asks for nothing but what ours ask for, so that narrower ones replace it. */
function isReplaceable(
	statement: Statement,
	terms: VendorTerms,
	{forMerge}: ConnectionDocument,
): boolean {
	return (
		ownerOf(statement, terms) === 'vendor' &&
		keptConditions(statement, terms, forMerge.statements).length === 0
	);
}

/** What a statement of the vendor asks for that neither is the customer's ID nor stands in ours. */
function keptConditions(
	statement: Statement | undefined,
	terms: VendorTerms,
	ours: readonly Statement[],
) {
	if (statement === undefined || ownerOf(statement, terms) !== 'vendor') {
		return [];
	}

	const asked = new Set(ours.flatMap((one) => testsOf(one)).map((test) => JSON.stringify(test)));
	return testsOf(statement)
		.filter(({key}) => key.toLowerCase() !== terms.key)
		.filter((test) => !asked.has(JSON.stringify(test)))
		.map(({operator, key, values}) => ({
			code: 'condition-kept' as const,
			sid: statement.Sid ?? '',
			test: {operator, key, values, written: values},
		}));
}

/**
 * The places of the statements by which the vendor has all it needs, whoever denies it; undefined where it has not.
 * What lets in other customers of the vendor does not count. The vendor's own statements also serve where they ask for
 * something that cannot be known from here: that is how the customer wants them.
 */
function servingStatements(
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

/** The places of statements for this customer that give the vendor all that ours would; undefined where they do not. */
function givingAsMuch(
	situation: Situation,
	id: ResourceDocument,
	statements: readonly Statement[],
	ours: readonly Statement[],
): readonly number[] | undefined {
	const places = statements.flatMap((statement, index) =>
		statement.Effect === 'Allow' &&
		isForCustomer(situation, id, statement) &&
		helps(situation, id, statement)
			? [index]
			: [],
	);
	const have = places.flatMap((index) => statements[index] ?? []);
	const [before, after] = [have, [...have, ...ours]].map(
		(Statement): PolicyDocument => ({Version: '2012-10-17', Statement}),
	);
	if (have.length === 0 || before === undefined || after === undefined) {
		return undefined;
	}

	const {gains, mayGainMore, isCertain} = accessChange(situation, id, before, after, {
		only: ['vendor'],
		mostExamples: 1,
	});
	return isCertain && !mayGainMore && gains.length === 0 ? places : undefined;
}

function helps(situation: Situation, id: ResourceDocument, statement: Statement | undefined) {
	return statement !== undefined && canLetIn(situation, id, statement);
}

/** What these statements of a policy say, beside the role's own policies where these could be seen. */
function policiesWith(
	{isCustomerRole, rolePolicies}: Situation,
	id: ResourceDocument,
	statements: readonly Statement[],
): Policies {
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
			// Whether IAM in the account lets the role use the key is another document's business.
			identity: isCustomerRole && id === 'bucket-policy' ? allowing : 'unseen',
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
		const requests = requestsOf(
			situation,
			'role',
			[vendorFor(situation, 'role')],
			[askOf(situation, 'sts:AssumeRole', 'role')],
		);
		return extents.includes(ruleOnAll(requests, policies).extent);
	}

	const needs = actionsNeeded(situation, id === 'key-policy' ? 'key' : 'bucket').filter(
		({required}) => required,
	);
	return ruleOnNeeds(situation, needs, policies).every(({all}) => extents.includes(all.extent));
}

/** Whether a statement lets nobody in for other customers of the vendor, but those that it spells out. */
function isForCustomer(situation: Situation, id: ResourceDocument, statement: Statement): boolean {
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
	const requests = requestsOf(situation, resource, [vendorFor(situation, resource)], asks);
	return findIn('allowed', requests, aloneIn(situation, id, statement)).answer !== 'none';
}

/** Whether a statement allows, or could, all that the vendor needs and that ours allows. */
function canServe(
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

/** Whether one statement gives the vendor all that another one gives it. */
function isCovered(
	situation: Situation,
	id: ResourceDocument,
	existing: Statement,
	ours: Statement,
): boolean {
	const [before, after] = [existing, ours].map(
		(statement): PolicyDocument => ({Version: '2012-10-17', Statement: [statement]}),
	);
	if (before === undefined || after === undefined) {
		return false;
	}

	const {losses, isCertain} = accessChange(situation, id, before, after, {
		only: ['vendor'],
		mostExamples: 1,
	});
	return isCertain && losses.length === 0;
}

/** The Deny statements of a policy that keep the vendor from what it needs. */
function denialsOf(situation: Situation, id: ResourceDocument, document: PolicyDocument): Blame[] {
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
						requestsOf(
							situation,
							'role',
							[vendorFor(situation, 'role')],
							[askOf(situation, 'sts:AssumeRole', 'role')],
						),
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
