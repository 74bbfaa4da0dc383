import {listOf, type PolicyDocument, type Statement} from '../../policy/index.ts';
import {blameAt, type CheckFunction, fail, type NoFacts, pass, unknown, warn} from '../finding.ts';
import {type PartOfAccount, partsOfAccount} from '../part-of-account.ts';
import {skipWithoutRole} from '../presence.ts';
import {vendorFor} from '../request-sets.ts';
import type {AllRuling} from '../rulings.ts';
import type {SeenPolicy, Situation} from '../situation.ts';
import {type ConditionTest, testsOf, withTests} from '../statements.ts';
import {trustCorrection} from '../trust-correction.ts';
import {
	emptied,
	findOutsidersTaking,
	isExternalIdTest,
	isMfaTest,
	remedyAt,
	ruleOnTaking,
	type TrustRemedy,
	type TrustStatement,
	trustStatements,
	trustsVendor,
} from '../trust-statements.ts';
import {isMistyped, type TrustedInstead, trustedInstead} from '../trusted-instead.ts';

type Seen = Extract<SeenPolicy, {state: 'there'}>;

/** The trust policy, or the finding of a check on it where there is none to look at. */
export function seenTrustPolicy(situation: Situation) {
	const skipped = skipWithoutRole(situation);
	const {trustPolicy} = situation;
	if (skipped !== undefined) {
		return skipped;
	}

	switch (trustPolicy.state) {
		case 'there':
			return trustPolicy;
		case 'unseen':
			return unknown('not-seen', {unseen: [trustPolicy.unseen]});
		case 'none':
			return unknown('not-seen', {
				unseen: [{document: 'trust-policy', why: {status: 'untold'}}],
			});
	}
}

type NotTrusted<Kind extends TrustedInstead['kind']> = {
	readonly instead: Extract<TrustedInstead, {kind: Kind}>;
	/** Whether the statement to blame lets in others, who lose what they have if it is changed. */
	readonly isForOthers: boolean;
};

/** Whether the trust policy lets the vendor take the role; external ID and MFA are looked at apart. */
export const trustPrincipal: CheckFunction<{
	readonly 'vendor-named': NoFacts;
	readonly 'account-trusted': {
		/** How the statement names the vendor's account. */
		readonly name: string;
	};
	readonly 'by-condition': NoFacts;
	readonly denied: {readonly statement: Statement};
	readonly 'depends-on-keys': {readonly keys: readonly string[]; readonly remedy: TrustRemedy};
	readonly 'condition-never-met': {
		readonly tests: readonly ConditionTest[];
		readonly remedy: TrustRemedy;
	};
	readonly 'assume-role-not-allowed': NotTrusted<'other-actions'>;
	readonly 'names-deleted-vendor': NotTrusted<'deleted'>;
	/** Some of the vendor's principals are trusted, and these are not. */
	readonly 'not-all-trusted': {readonly missing: readonly string[]};
	/** The article names the whole account of the vendor, and only some of it are trusted. */
	readonly 'part-of-account-trusted': PartOfAccount;
	readonly 'vendor-not-trusted': NotTrusted<'everybody' | 'nobody' | 'denied' | 'others'>;
}> = (situation) => {
	const trustPolicy = seenTrustPolicy(situation);
	if ('status' in trustPolicy) {
		return trustPolicy;
	}

	const statements = trustStatements(trustPolicy.document, situation);
	const own: Situation = {
		...situation,
		trustPolicy: {...trustPolicy, document: principalsAlone(trustPolicy.document)},
	};
	const all = ruleOnTaking(own, vendorFor(own, 'role'));
	const {ruling} = all;
	if (ruling.outcome === 'ExplicitlyDenied') {
		return denied(situation, trustPolicy, all);
	}

	const missing = notTrustedOf(own);
	const isSomeTrusted = vendorFor(own, 'role').some(
		({principal = ''}) => principal !== situation.principal && !missing.includes(principal),
	);
	if (missing.length > 0 && isSomeTrusted) {
		return fail(
			'not-all-trusted',
			{missing},
			{request: all.request, correction: trustCorrection(situation)},
		);
	}

	const trusting = statements.filter((statement) => trustsVendor(statement));
	const isNamed = trusting.some(({names}) =>
		names.some(({as}) => as === 'vendor' || as === 'account'),
	);
	const [first] = trusting;
	const part = first === undefined ? partOfAccount(situation, trustPolicy, statements) : undefined;
	if (part !== undefined) {
		return part;
	}

	if (first === undefined || (!isNamed && isOpen(situation))) {
		return notTrusted(situation, trustPolicy, statements, all);
	}

	if (all.code === 'budget' || all.code === 'internal-disagreement') {
		return unknown(all.code === 'budget' ? 'too-complex' : all.code, {});
	}

	return ruling.outcome === 'Allowed'
		? trusted(situation, trustPolicy, trusting)
		: conditional(situation, trustPolicy, first, all);
};

/** Of several principals of the vendor those that may surely not take the role. */
function notTrustedOf(situation: Situation): string[] {
	const requesters = vendorFor(situation, 'role');
	return requesters.length < 2
		? []
		: requesters.flatMap((one) =>
				ruleOnTaking(situation, [one]).extent === 'none' ? (one.principal ?? []) : [],
			);
}

/**
 * A doubt where the vendor is a whole account and only some users or roles of it are trusted: which of them does the work is
 * not known from here.
 */
function partOfAccount(
	situation: Situation,
	{document}: Seen,
	statements: readonly TrustStatement[],
) {
	const found = statements
		.filter(({statement, coversAssumeRole}) => statement.Effect === 'Allow' && coversAssumeRole)
		.map(({index, names}) => ({
			index,
			names: partsOfAccount(
				situation,
				names.map(({name}) => name),
			),
		}))
		.find(({names}) => names.length > 0);
	return (
		found &&
		unknown(
			'part-of-account-trusted',
			{names: found.names},
			{
				blame: blameAt('trust-policy', document, found.index),
				correction: trustCorrection(situation),
			},
		)
	);
}

/** The policy as if nothing but the principals counted: what it says of external ID and MFA is left out. */
function principalsAlone(document: PolicyDocument): PolicyDocument {
	const isElsewhere = (test: ConditionTest) => isExternalIdTest(test) || isMfaTest(test);
	return {
		...document,
		Statement: listOf(document.Statement).map((statement) =>
			statement.Effect === 'Deny' && testsOf(statement).some((test) => isElsewhere(test))
				? emptied(statement)
				: withTests(statement, (test) => !isElsewhere(test)),
		),
	};
}

/** Whether a statement about everybody lets in everybody indeed. */
function isOpen(situation: Situation): boolean {
	return findOutsidersTaking(situation).answer !== 'none';
}

function trusted(situation: Situation, {document}: Seen, trusting: readonly TrustStatement[]) {
	const [wide] = trusting.flatMap(({names, index}) =>
		names
			.filter(({as}) => as === 'account' || as === 'everybody')
			.map((whom) => ({...whom, blame: blameAt('trust-policy', document, index)})),
	);
	if (wide === undefined) {
		return pass('vendor-named', {});
	}

	const {as, name, blame} = wide;
	return as === 'account'
		? warn('account-trusted', {name}, {blame, correction: trustCorrection(situation)})
		: warn('by-condition', {}, {blame});
}

function denied(situation: Situation, {document}: Seen, {ruling, request}: AllRuling) {
	const index = ruling.statements[0]?.index ?? 0;
	return fail(
		'denied',
		{statement: listOf(document.Statement)[index] ?? {Effect: 'Deny'}},
		{
			request,
			blame: blameAt('trust-policy', document, index),
			correction: trustCorrection(situation),
		},
	);
}

function conditional(
	situation: Situation,
	{document}: Seen,
	first: TrustStatement,
	{ruling: {outcome, unknownKeys, statements}, request}: AllRuling,
) {
	const isUnknown = outcome === 'Unknown';
	const index = (isUnknown ? statements[0]?.index : undefined) ?? first.index;
	const remedy = remedyAt(situation, document, index);
	const details = {
		request,
		blame: blameAt('trust-policy', document, index),
		correction: trustCorrection(situation),
	};
	const tests = testsOf(first.statement).filter(
		(test) => !isExternalIdTest(test) && !isMfaTest(test),
	);
	return isUnknown
		? unknown('depends-on-keys', {keys: unknownKeys, remedy}, details)
		: fail('condition-never-met', {tests, remedy}, details);
}

function notTrusted(
	situation: Situation,
	{document}: Seen,
	statements: readonly TrustStatement[],
	{extent, request}: AllRuling,
) {
	const instead = trustedInstead(situation, statements);
	const index = instead.kind === 'nobody' ? undefined : instead.index;
	const isForOthers =
		index !== undefined &&
		(statements[index]?.names ?? []).some(
			({name, as}) => as === 'other' && !isMistyped(situation, name),
		);
	const details = {
		// What lets in everybody lets the vendor in too: no request shows that it is not trusted.
		request: extent === 'none' || extent === 'part' ? request : undefined,
		blame: index === undefined ? undefined : blameAt('trust-policy', document, index),
		correction: trustCorrection(situation),
	};
	switch (instead.kind) {
		case 'other-actions':
			return fail('assume-role-not-allowed', {instead, isForOthers}, details);
		case 'deleted':
			return fail('names-deleted-vendor', {instead, isForOthers}, details);
		default:
			return fail('vendor-not-trusted', {instead, isForOthers}, details);
	}
}
