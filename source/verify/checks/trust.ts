import {listOf, type PolicyDocument, type Statement} from '../../policy/index.ts';
import {questionAbout, testInWords} from '../../words/conditions.ts';
import {shown} from '../../words/differences.ts';
import {capitalised, inWords, lowered} from '../../words/lists.ts';
import {statementName} from '../../words/statements.ts';
import {testsOf, withTests} from '../condition-tests.ts';
import {undecidedFinding} from '../open-questions.ts';
import {trustAdvice} from '../own-statement.ts';
import {vendorFor} from '../request-sets.ts';
import type {Situation} from '../situation.ts';
import {trustCorrection} from '../trust-correction.ts';
import {ruleOnTaking} from '../trust-rulings.ts';
import {isMfaTest, trustStatements, trustsVendor} from '../trust-statements.ts';
import type {Blame} from '../types.ts';
import {blameAt, type CheckFunction, fail, pass, skip, unknown, warn} from '../worded.ts';
import {trustExternalId} from './trust-external-id.ts';
import {trustPrincipal, withoutTrustPolicy} from './trust-principal.ts';

const mfaTitle = 'Multi-factor authentication';

const mfa: CheckFunction = (situation) => {
	const without = withoutTrustPolicy(situation, mfaTitle);
	const {trustPolicy, profile} = situation;
	if (without !== undefined || trustPolicy.state !== 'there') {
		return (
			without ?? unknown(mfaTitle, 'The trust policy could not be seen.', '', {code: 'not-seen'})
		);
	}

	const {document} = trustPolicy;
	const statements = trustStatements(document, situation);
	const trusting = statements.filter((statement) => trustsVendor(statement));
	if (trusting.length === 0) {
		return skip(mfaTitle, `Looked at once the role trusts ${profile.name}.`, {code: 'not-yet'});
	}

	const asking = statements.filter(({statement}) => testsOf(statement).some(isMfaTest));
	const {ruling, extent, code, request} = ruleOnTaking(
		situation,
		vendorFor(situation, 'role'),
		mfaAlone(document),
	);
	if (code === 'budget' || code === 'internal-disagreement') {
		return undecidedFinding(mfaTitle, code);
	}

	const isDenied = extent === 'none' || extent === 'part';
	const [first] = asking;
	if (extent === 'unknown') {
		const openBlame = blameAt('trust-policy', document, ruling.statements[0]?.index ?? 0);
		return unknown(
			mfaTitle,
			`Whether the trust policy asks ${profile.name} for multi-factor authentication (MFA) depends on ${inWords(ruling.unknownKeys) || 'something in it'}, which cannot be known from here.`,
			`${questionAbout(ruling.unknownKeys[0] ?? 'this condition', profile.name)}, or ${lowered(advice(situation, document, openBlame, 'Take the condition on MFA out.'))}`,
			{
				blame: openBlame,
				code: 'depends-on-keys',
				request,
				correction: trustCorrection(situation),
			},
		);
	}

	if (!isDenied || first === undefined) {
		return pass(mfaTitle, 'The trust policy asks for no multi-factor authentication (MFA).', {
			code: 'mfa-not-asked',
		});
	}

	const index =
		(ruling.outcome === 'ExplicitlyDenied' ? ruling.statements[0]?.index : undefined) ??
		asking.find((statement) => trustsVendor(statement))?.index ??
		first.index;
	const blame = blameAt('trust-policy', document, index);
	const tests = testsOf(listOf(document.Statement)[index] ?? {Effect: 'Allow'}).filter(isMfaTest);
	return fail(
		mfaTitle,
		`${capitalised(statementName(blame))} of the trust policy asks for multi-factor authentication (${inWords(tests.map((test) => testInWords(test)))}). ${profile.name} is a program: it has no second factor and is refused.`,
		`${advice(situation, document, blame, `Take the condition on ${inWords(tests.map(({key}) => key))} out, or untick "Require MFA".`)} The external ID protects the role instead.`,
		{
			code: 'mfa-asked',
			request,
			blame,
			correction: trustCorrection(situation),
		},
	);
};

function advice(situation: Situation, document: PolicyDocument, blame: Blame, change: string) {
	const statement = listOf(document.Statement)[blame.index];
	return trustAdvice(situation, statementName(blame), statement, change);
}

/** The policy as if nothing counted but MFA. */
function mfaAlone(document: PolicyDocument): PolicyDocument {
	return {
		...document,
		// Emptied rather than taken out, so that every statement keeps its place.
		Statement: listOf(document.Statement).map((statement) => {
			if (statement.Effect === 'Allow') {
				return withTests(statement, isMfaTest);
			}

			const {Action: _action, ...rest} = statement;
			return testsOf(statement).some(isMfaTest) ? statement : {...rest, NotAction: '*'};
		}),
	};
}

/** Whether a statement about everybody means the vendor's user or role alone, by its condition on `aws:PrincipalArn`. */
function isVendorAlone(situation: Situation, statement: Statement | undefined): boolean {
	const tests = (statement === undefined ? [] : testsOf(statement)).filter(
		({key, operator}) =>
			key.toLowerCase() === 'aws:principalarn' && /^(?:Arn|String)(?:Equals|Like)$/.test(operator),
	);
	return tests.some(({values}) => values.every((value) => value === situation.profile.principal));
}

const othersTitle = 'Others in the trust policy';

const others: CheckFunction = (situation) => {
	const without = withoutTrustPolicy(situation, othersTitle);
	const {trustPolicy, profile} = situation;
	if (without !== undefined || trustPolicy.state !== 'there') {
		return {
			...(without ??
				unknown(othersTitle, 'The trust policy could not be seen.', '', {code: 'not-seen'})),
			required: false,
		};
	}

	const statementAt = (index: number) => listOf(trustPolicy.document.Statement)[index];
	const named = trustStatements(trustPolicy.document, situation)
		.filter(({statement}) => statement.Effect === 'Allow')
		.flatMap(({index, names}) => names.map(({name, as}) => ({name, as, index})))
		.filter(
			({as, index}) =>
				as === 'other' || (as === 'everybody' && !isVendorAlone(situation, statementAt(index))),
		);
	const [first] = named;
	if (first === undefined) {
		return pass(othersTitle, `The trust policy trusts nobody but ${profile.name}.`, {
			required: false,
			code: 'nobody-else',
		});
	}

	const names = [...new Set(named.map(({name}) => (name === '*' ? 'everybody (*)' : shown(name))))];
	return warn(
		othersTitle,
		`The trust policy lets others take the role as well: ${inWords(names)}. Whoever takes the role can do with the bucket what ${profile.name} can.`,
		'Give everybody else a role of their own, and take out of the trust policy whom you do not know.',
		{
			blame: blameAt('trust-policy', trustPolicy.document, first.index),
			required: false,
			code: 'others-trusted',
		},
	);
};

export const trustChecks = {
	'trust.principal': trustPrincipal,
	'trust.external-id': trustExternalId,
	'trust.mfa': mfa,
	'trust.others': others,
};
