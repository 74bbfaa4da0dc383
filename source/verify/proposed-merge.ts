import {documentNames} from '../aws/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import {
	buildDocuments,
	type ConnectionPolicy,
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
import type {Blame} from './finding.ts';
import {forgottenFoldersIn, refuseForgottenFolder} from './forgotten-folder.ts';
import {everyAsk, requestsOf, vendorFor} from './request-sets.ts';
import {findIn} from './rulings.ts';
import {
	canLetIn,
	canServe,
	denialsOf,
	helps,
	isForCustomer,
	policiesWith,
	resources,
	servingStatements,
} from './serving.ts';
import type {ResourceDocument, Situation} from './situation.ts';
import {testsOf} from './statements.ts';
import {unlookedSituation} from './unlooked.ts';

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
	/** Whether no statement that is there may change, so that what is missing gets statements of its own. */
	readonly beside?: boolean;
	/** How many examples of what the vendor gains are wanted; one where nobody reads them. */
	readonly mostExamples?: number;
};

/** As many examples as a person reads. */
export const manyExamples = 12;

/**
 * Merges the vendor's statements into a policy, as text, of which nothing else is known; as `proposeMerge`.
 */
export function proposeMergeInto(
	text: string,
	id: ResourceDocument,
	{connection, profile}: {readonly connection: StatedConnection; readonly profile: VendorProfile},
	wish: MergeWish = {},
): ProposedMerge {
	return proposeMerge(unlookedSituation(connection, profile, text), id, text, {
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
		beside = false,
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

	if (id === 'bucket-policy' && !givesNothing) {
		refuseForgottenFolder(situation, forgottenFoldersIn(situation, statements));
	}

	// Where the vendor has what it needs, the narrower form is to take something, and to give nothing.
	const addition =
		givesNothing || isServed ? withoutNewActions(situation, id, built, statements) : built;
	for (const manner of beside ? (['beside'] as const) : (['mend', 'beside'] as const)) {
		const merged = mergePolicy(text, addition, {
			connection,
			profile,
			name,
			manner,
			isNarrowing: leastPrivilege,
			isInFolder: situation.folder !== undefined,
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
): ConnectionPolicy {
	const [document] = buildDocuments(connection, profile, {only, leastPrivilege});
	if (document === undefined) {
		throw new UserError('The vendor asks for no such document.');
	}

	return document;
}

/** A merge of nothing: reads the policy, and refuses what is none. */
function withoutStatements(addition: ConnectionPolicy): ConnectionPolicy {
	return {...addition, forMerge: {...addition.forMerge, statements: []}};
}

/** The document without the actions that the vendor is not allowed now. */
function withoutNewActions(
	situation: Situation,
	id: ResourceDocument,
	addition: ConnectionPolicy,
	existing: readonly Statement[],
): ConnectionPolicy {
	const resource = resources[id];
	const asks = everyAsk(situation, resource);
	const policies = policiesWith(
		situation,
		id,
		existing.filter(({Effect}) => Effect === 'Allow'),
	);
	const isAllowed = (ask: Ask) => {
		const requests = requestsOf(situation, resource, vendorFor(situation, resource), [ask]);
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
	{forMerge}: ConnectionPolicy,
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
