import {listOf, type PolicyDocument} from '../../policy/index.ts';
import {questionAbout, testInWords} from '../../words/conditions.ts';
import {capitalised, inWords, lowered} from '../../words/lists.ts';
import {denyInWords, statementName} from '../../words/statements.ts';
import {unseenInWords} from '../../words/unseen.ts';
import {testsOf, withTests} from '../condition-tests.ts';
import {undecidedFinding} from '../open-questions.ts';
import {trustAdditionInWords, trustAdvice} from '../own-statement.ts';
import {vendorFor} from '../request-sets.ts';
import type {AllRuling} from '../set-rulings.ts';
import type {SeenPolicy, Situation} from '../situation.ts';
import {trustCorrection} from '../trust-correction.ts';
import {findOutsidersTaking, ruleOnTaking} from '../trust-rulings.ts';
import {
	isExternalIdTest,
	isMfaTest,
	type TrustStatement,
	trustStatements,
	trustsVendor,
} from '../trust-statements.ts';
import {isMistyped, whyNotTrusted} from '../trusted-instead.ts';
import type {Blame} from '../types.ts';
import {blameAt, type CheckFunction, type Finding, fail, pass, unknown, warn} from '../worded.ts';
import {skipWithoutRole} from '../worded-presence.ts';

const title = 'Vendor in the trust policy';

type Seen = Extract<SeenPolicy, {state: 'there'}>;

/** The finding of a check on the trust policy where there is none to look at. */
export function withoutTrustPolicy(situation: Situation, name: string): Finding | undefined {
	const skipped = skipWithoutRole(situation, name);
	const {trustPolicy, snapshot} = situation;
	if (skipped !== undefined || trustPolicy.state === 'there') {
		return skipped;
	}

	return unknown(
		name,
		trustPolicy.state === 'unseen'
			? unseenInWords(trustPolicy.unseen)
			: 'The trust policy could not be seen.',
		snapshot.source === 'documents'
			? 'Put the trust policy into trust-policy.json, as the console shows it.'
			: 'Check again with an identity that is allowed iam:GetRole, or compare the trust policy yourself (IAM > Roles > the role > Trust relationships).',
		{code: 'not-seen'},
	);
}

/** Whether the trust policy lets the vendor take the role; external ID and MFA are looked at apart. */
export const trustPrincipal: CheckFunction = (situation) => {
	const without = withoutTrustPolicy(situation, title);
	const {trustPolicy} = situation;
	if (without !== undefined || trustPolicy.state !== 'there') {
		return without ?? unknown(title, 'The trust policy could not be seen.', '', {code: 'not-seen'});
	}

	const statements = trustStatements(trustPolicy.document, situation);
	const own: Situation = {
		...situation,
		trustPolicy: {...trustPolicy, document: principalsAlone(trustPolicy.document)},
	};
	const all = ruleOnTaking(own, vendorFor(own, 'role'));
	const {ruling} = all;
	const trusting = statements.filter((statement) => trustsVendor(statement));
	if (ruling.outcome === 'ExplicitlyDenied') {
		return denied(situation, trustPolicy, all);
	}

	const isNamed = trusting.some(({names}) =>
		names.some(({as}) => as === 'vendor' || as === 'account'),
	);
	if (trusting.length === 0 || (!isNamed && isOpen(situation))) {
		return notTrusted(situation, trustPolicy, statements, all);
	}

	if (all.code === 'budget' || all.code === 'internal-disagreement') {
		return undecidedFinding(title, all.code);
	}

	return ruling.outcome === 'Allowed'
		? trusted(situation, trustPolicy, trusting)
		: conditional(situation, trustPolicy, trusting, all);
};

/** The policy as if nothing but the principals counted: what it says of external ID and MFA is left out. */
function principalsAlone(document: PolicyDocument): PolicyDocument {
	const isElsewhere = (test: Parameters<typeof isMfaTest>[0]) =>
		isExternalIdTest(test) || isMfaTest(test);
	return {
		...document,
		// Emptied rather than taken out, so that every statement keeps its place.
		Statement: listOf(document.Statement).map((statement) =>
			statement.Effect === 'Deny' && testsOf(statement).some((test) => isElsewhere(test))
				? {...statement, NotAction: '*', Action: undefined}
				: withTests(statement, (test) => !isElsewhere(test)),
		) as PolicyDocument['Statement'],
	};
}

/** Whether a statement about everybody lets in everybody indeed. */
function isOpen(situation: Situation): boolean {
	return findOutsidersTaking(situation).answer !== 'none';
}

function trusted(
	situation: Situation,
	{document}: Seen,
	trusting: readonly TrustStatement[],
): Finding {
	const {profile} = situation;
	const wide = trusting.find(({names}) =>
		names.some(({as}) => as === 'account' || as === 'everybody'),
	);
	if (wide === undefined) {
		return pass(title, `The trust policy names ${profile.principal}.`, {code: 'vendor-named'});
	}

	const name = wide.names.find(({as}) => as === 'account' || as === 'everybody');
	const blame = blameAt('trust-policy', document, wide.index);
	const whom =
		name?.as === 'account'
			? `the whole account of ${profile.name} (${name.name}), so that every user and role in that account may take the role`
			: 'everybody whom its condition lets through';
	return warn(
		title,
		`It works, but ${statementName(blame)} of the trust policy trusts ${whom}.`,
		`Name the user ${profile.principal} instead, as the article of ${profile.name} says.`,
		{
			code: name?.as === 'account' ? 'account-trusted' : 'by-condition',
			blame,
			correction: name?.as === 'account' ? trustCorrection(situation) : undefined,
		},
	);
}

function denied(situation: Situation, {document}: Seen, {ruling, request}: AllRuling): Finding {
	const {profile, connection} = situation;
	const [first] = ruling.statements;
	const index = first?.index ?? 0;
	const blame = blameAt('trust-policy', document, index);
	const statement = listOf(document.Statement)[index];
	const words =
		statement &&
		denyInWords(statement, {
			index,
			where: 'the trust policy',
			ownAccount: connection.accountId,
		});
	return fail(
		title,
		`${capitalised(words ?? statementName(blame))}. That hits ${profile.name}, and a Deny counts more than any Allow.`,
		`Make an exception for ${profile.principal} in ${statementName(blame)}, or take the statement out.`,
		{
			code: 'denied',
			request,
			blame,
			correction: trustCorrection(situation),
		},
	);
}

function conditional(
	situation: Situation,
	{document}: Seen,
	trusting: readonly TrustStatement[],
	{ruling: {outcome, unknownKeys, statements}, request}: AllRuling,
): Finding {
	const {profile} = situation;
	const [first] = trusting;
	if (outcome === 'Unknown') {
		const blame = blameAt('trust-policy', document, statements[0]?.index ?? first?.index ?? 0);
		return unknown(
			title,
			`Whether ${statementName(blame)} of the trust policy holds for ${profile.name} depends on ${inWords(unknownKeys) || 'something in it'}, which cannot be known from here.`,
			`${questionAbout(unknownKeys[0] ?? 'this condition', profile.name)}, or ${lowered(
				trustAdvice(
					situation,
					statementName(blame),
					listOf(document.Statement)[blame.index],
					'Take the condition out: the external ID protects the role.',
				),
			)}`,
			{code: 'depends-on-keys', request, blame, correction: trustCorrection(situation)},
		);
	}

	const blame = blameAt('trust-policy', document, first?.index ?? 0);
	const tests = (first === undefined ? [] : testsOf(first.statement)).filter(
		(test) => !isExternalIdTest(test) && !isMfaTest(test),
	);
	return fail(
		title,
		`${capitalised(statementName(blame))} of the trust policy trusts ${profile.name} only ${inWords(tests.map((test) => testInWords(test)))}, and that is never so when ${profile.name} takes the role.`,
		trustAdvice(
			situation,
			statementName(blame),
			first?.statement,
			'Take this condition out of the statement and keep the one on sts:ExternalId.',
		),
		{code: 'condition-never-met', request, blame, correction: trustCorrection(situation)},
	);
}

function notTrusted(
	situation: Situation,
	{document}: Seen,
	statements: readonly TrustStatement[],
	{extent, request}: AllRuling,
): Finding {
	const {profile} = situation;
	const {code, reason, index} = whyNotTrusted(situation, statements);
	const blame: Blame | undefined =
		index === undefined ? undefined : blameAt('trust-policy', document, index);
	const isOthers =
		blame !== undefined &&
		statements[blame.index]?.names.some(
			({name, as}) => as === 'other' && !isMistyped(profile.principal, name),
		);
	const where = `IAM > Roles > ${situation.connection.roleName} > Trust relationships > Edit trust policy`;
	return fail(
		title,
		reason,
		isOthers
			? `${trustAdditionInWords(situation, statementName(blame))} It stands under ${where}.`
			: `Save the trust policy with ${profile.principal} as the Principal (${where}).`,
		{
			code,
			// What lets in everybody lets the vendor in too: no request shows that it is not trusted.
			request: extent === 'none' || extent === 'part' ? request : undefined,
			blame,
			correction: trustCorrection(situation),
		},
	);
}
