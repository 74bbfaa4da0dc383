import {listOf, type PolicyDocument, type Statement} from '../../policy/index.ts';
import {
	blameAt,
	type CheckFunction,
	fail,
	type NoFacts,
	pass,
	skip,
	unknown,
	warn,
} from '../finding.ts';
import {vendorFor} from '../request-sets.ts';
import type {Situation} from '../situation.ts';
import {type ConditionTest, testsOf, withTests} from '../statements.ts';
import {trustCorrection} from '../trust-correction.ts';
import {
	emptied,
	isMfaTest,
	remedyAt,
	ruleOnTaking,
	type TrustedName,
	type TrustRemedy,
	trustStatements,
	trustsVendor,
} from '../trust-statements.ts';
import {trustExternalId} from './trust-external-id.ts';
import {seenTrustPolicy, trustPrincipal} from './trust-principal.ts';

const mfa: CheckFunction<{
	readonly 'mfa-not-asked': NoFacts;
	readonly 'mfa-asked': {
		readonly tests: readonly ConditionTest[];
		readonly remedy: TrustRemedy;
	};
	readonly 'depends-on-keys': {readonly keys: readonly string[]; readonly remedy: TrustRemedy};
}> = (situation) => {
	const trustPolicy = seenTrustPolicy(situation);
	if ('status' in trustPolicy) {
		return trustPolicy;
	}

	const {document} = trustPolicy;
	const statements = trustStatements(document, situation);
	if (!statements.some((statement) => trustsVendor(statement))) {
		return skip('not-yet', {until: 'trust'});
	}

	const {ruling, extent, code, request} = ruleOnTaking(
		situation,
		vendorFor(situation, 'role'),
		mfaAlone(document),
	);
	if (code === 'budget' || code === 'internal-disagreement') {
		return unknown(code === 'budget' ? 'too-complex' : code, {});
	}

	const asking = statements.filter(({statement}) => testsOf(statement).some(isMfaTest));
	const [first] = asking;
	const detailsAt = (index: number) => ({
		request,
		blame: blameAt('trust-policy', document, index),
		correction: trustCorrection(situation, {dropsMfa: true}),
	});
	if (extent === 'unknown') {
		const index = ruling.statements[0]?.index ?? 0;
		return unknown(
			'depends-on-keys',
			{keys: ruling.unknownKeys, remedy: remedyAt(situation, document, index)},
			detailsAt(index),
		);
	}

	if (extent === 'all' || first === undefined) {
		return pass('mfa-not-asked', {});
	}

	const index =
		(ruling.outcome === 'ExplicitlyDenied' ? ruling.statements[0]?.index : undefined) ??
		asking.find((statement) => trustsVendor(statement))?.index ??
		first.index;
	return fail(
		'mfa-asked',
		{
			tests: asking
				.filter((statement) => statement.index === index)
				.flatMap(({statement}) => testsOf(statement).filter(isMfaTest)),
			remedy: remedyAt(situation, document, index),
		},
		detailsAt(index),
	);
};

/** The policy as if nothing counted but MFA. */
function mfaAlone(document: PolicyDocument): PolicyDocument {
	return {
		...document,
		Statement: listOf(document.Statement).map((statement) => {
			if (statement.Effect === 'Allow') {
				return withTests(statement, isMfaTest);
			}

			return testsOf(statement).some(isMfaTest) ? statement : emptied(statement);
		}),
	};
}

/** Whether a statement about everybody means the vendor's user or role alone, by its condition on `aws:PrincipalArn`. */
function isVendorAlone({vendorPrincipals}: Situation, statement: Statement): boolean {
	return testsOf(statement).some(
		({key, operator, values}) =>
			key.toLowerCase() === 'aws:principalarn' &&
			/^(?:Arn|String)(?:Equals|Like)$/.test(operator) &&
			values.every((value) => vendorPrincipals.includes(value)),
	);
}

/** Whether a statement lets nobody but the role itself take the role: by its name, or as one of its account. */
function isAboutRoleItself({principal}: Situation, statement: Statement, name: string): boolean {
	const isOnlyOne = testsOf(statement).some(
		({key, operator, values}) =>
			key.toLowerCase() === 'aws:principalarn' &&
			/^(?:Arn|String)(?:Equals|Like)$/.test(operator) &&
			values.every((value) => value === principal),
	);
	return name === principal || isOnlyOne;
}

const others: CheckFunction<{
	readonly 'nobody-else': NoFacts;
	readonly 'others-trusted': {readonly others: readonly TrustedName[]};
}> = (situation) => {
	const trustPolicy = seenTrustPolicy(situation);
	if ('status' in trustPolicy) {
		return {...trustPolicy, required: false};
	}

	const {document} = trustPolicy;
	const named = trustStatements(document, situation)
		.filter(({statement}) => statement.Effect === 'Allow')
		.flatMap(({index, statement, names}) =>
			names
				.filter(({name}) => !isAboutRoleItself(situation, statement, name))
				.filter(
					({as}) => as === 'other' || (as === 'everybody' && !isVendorAlone(situation, statement)),
				)
				.map((name) => ({name, index})),
		);
	const [first] = named;
	return first === undefined
		? pass('nobody-else', {}, {required: false})
		: warn(
				'others-trusted',
				{others: named.map(({name}) => name)},
				{blame: blameAt('trust-policy', document, first.index), required: false},
			);
};

export const trustChecks = {
	'trust.principal': trustPrincipal,
	'trust.external-id': trustExternalId,
	'trust.mfa': mfa,
	'trust.others': others,
};
