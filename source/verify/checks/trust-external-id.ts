import type {PolicyDocument, Statement} from '../../policy/index.ts';
import {testInWords} from '../../words/conditions.ts';
import {differenceInWords, shown} from '../../words/differences.ts';
import {capitalised, inWords} from '../../words/lists.ts';
import {statementName} from '../../words/statements.ts';
import {testsOf, withTests} from '../condition-tests.ts';
import {type Difference, differenceBetween} from '../differences.ts';
import {vendorTaking} from '../request-sets.ts';
import type {AllRuling} from '../set-rulings.ts';
import type {Situation} from '../situation.ts';
import {trustCorrection} from '../trust-correction.ts';
import {findTaking, ruleOnTaking} from '../trust-rulings.ts';
import {
	isExternalIdKey,
	isExternalIdTest,
	type TrustStatement,
	trustStatements,
	trustsVendor,
} from '../trust-statements.ts';
import {
	blameAt,
	type CheckFunction,
	type Finding,
	fail,
	pass,
	skip,
	unknown,
	warn,
} from '../worded.ts';
import {withoutTrustPolicy} from './trust-principal.ts';

const title = 'External ID in the trust policy';

/** Whether the statements that trust the vendor ask for the agreed external ID, compared character by character. */
export const trustExternalId: CheckFunction = (situation) => {
	const without = withoutTrustPolicy(situation, title);
	const {trustPolicy} = situation;
	if (without !== undefined || trustPolicy.state !== 'there') {
		return without ?? unknown(title, 'The trust policy could not be seen.', '', {code: 'not-seen'});
	}

	const {document} = trustPolicy;
	const statements = trustStatements(document, situation);
	const trusting = statements.filter((statement) => trustsVendor(statement));
	if (trusting.length === 0) {
		return skip(title, `Looked at once the role trusts ${situation.profile.name}.`, {
			code: 'not-yet',
		});
	}

	const denying = denyingStatements(situation, document);
	const denial = denying
		.map((item) => ({item, all: ruleOf(situation, item, 'agreed')}))
		.find(({all}) => denies(all));
	if (denial !== undefined) {
		return refused(situation, document, denial);
	}

	const isGuarded = denying.some((item) => denies(ruleOf(situation, item, 'none')));
	const asking = trusting
		.filter(({statement}) => testsOf(statement).some(isExternalIdKey))
		.map((item) => ({item, all: ruleAlone(situation, item)}));
	const misnamed = trusting.find(
		({statement}) =>
			testsOf(statement).some(isExternalIdTest) && !testsOf(statement).some(isExternalIdKey),
	);
	const bare = trusting.find(
		({statement, meansVendor}) =>
			meansVendor === true &&
			!testsOf(statement).some(isExternalIdTest) &&
			letsInWithoutId(situation, statement),
	);
	const accepting = asking.find(({all}) => all.extent === 'all');
	if (bare !== undefined && !isGuarded) {
		return missing(situation, document, bare);
	}

	if (accepting === undefined && bare === undefined) {
		const [first] = asking;
		const [any] = trusting;
		if (first !== undefined) {
			return different(situation, document, first);
		}

		return misnamed === undefined && any !== undefined
			? missing(situation, document, any)
			: wrongKey(situation, document, misnamed);
	}

	if (accepting !== undefined && !namesAgreed(situation, accepting.item)) {
		const blame = blameAt('trust-policy', document, accepting.item.index);
		return warn(
			title,
			`${capitalised(statementName(blame))} of the trust policy accepts the external ID "${shown(situation.connection.externalId ?? '')}", but does not name it: others are accepted too.`,
			'Have it ask for exactly this one: StringEquals on sts:ExternalId.',
			{code: 'external-id-not-exact', blame, correction: trustCorrection(situation)},
		);
	}

	return pass(
		title,
		`The trust policy asks for the external ID "${shown(situation.connection.externalId ?? '')}".`,
		{code: 'as-agreed'},
	);
};

/** A statement, and what it says to the vendor. */
type RuledStatement = {readonly item: TrustStatement; readonly all: AllRuling};

/** What a statement says to the agreed external ID, as if it asked for nothing else. */
function ruleAlone(situation: Situation, {statement}: TrustStatement): AllRuling {
	return ruleOnTaking(situation, vendorTaking(situation, 'agreed'), {
		Version: '2012-10-17',
		Statement: withTests(statement, isExternalIdKey),
	});
}

/** Whether the vendor gets in by a statement that does not ask for the ID, whatever else it asks for. */
function letsInWithoutId(situation: Situation, statement: Statement): boolean {
	const {answer} = findTaking(situation, [vendorTaking(situation, 'none', 'other-customer')], {
		Version: '2012-10-17',
		Statement: [statement],
	});
	return answer !== 'none';
}

/** Whether one of the tests names the agreed ID itself, rather than something that it fits. */
function namesAgreed({connection}: Situation, {statement}: TrustStatement): boolean {
	return testsOf(statement)
		.filter(isExternalIdKey)
		.some(({values}) => values.includes(connection.externalId ?? ''));
}

function denyingStatements(situation: Situation, document: PolicyDocument): TrustStatement[] {
	return trustStatements(document, situation).filter(
		({statement}) => statement.Effect === 'Deny' && testsOf(statement).some(isExternalIdKey),
	);
}

/** The same with its other conditions: a Deny holds only where all of them do. */
function ruleOf(
	situation: Situation,
	{statement}: TrustStatement,
	sent: 'agreed' | 'none',
): AllRuling {
	return ruleOnTaking(situation, vendorTaking(situation, sent), {
		Version: '2012-10-17',
		Statement: [statement],
	});
}

function denies({extent, ruling}: AllRuling): boolean {
	return extent === 'none' && ruling.outcome === 'ExplicitlyDenied';
}

/** The request that shows that not everybody who is meant gets in, where there is one. */
function deniedIn({extent, request}: AllRuling) {
	return extent === 'none' || extent === 'part' ? request : undefined;
}

function missing(situation: Situation, document: PolicyDocument, {index}: TrustStatement): Finding {
	const {profile} = situation;
	const blame = blameAt('trust-policy', document, index);
	return fail(
		title,
		`${profile.name} sends an external ID, and ${statementName(blame)} of the trust policy does not ask for it. It works so, but anybody who gets ${profile.name} to use this role's ARN gets into your bucket too.`,
		`Add the condition on sts:ExternalId to the statement (IAM > Roles > ${situation.connection.roleName} > Trust relationships > Edit trust policy).`,
		{code: 'external-id-missing', blame, correction: trustCorrection(situation)},
	);
}

function wrongKey(
	situation: Situation,
	document: PolicyDocument,
	item: TrustStatement | undefined,
): Finding {
	const index = item?.index ?? 0;
	const blame = blameAt('trust-policy', document, index);
	const keys = (item === undefined ? [] : testsOf(item.statement))
		.filter(isExternalIdTest)
		.map(({key}) => key);
	return fail(
		title,
		`${statementName(blame)} of the trust policy asks for ${inWords(keys)}, which AWS does not know: the external ID is called sts:ExternalId. So the condition never holds.`.replace(
			/^s/,
			'S',
		),
		'Write sts:ExternalId in its place.',
		{code: 'external-id-key-misspelt', blame, correction: trustCorrection(situation)},
	);
}

function different(
	situation: Situation,
	document: PolicyDocument,
	{item: {statement, index}, all}: RuledStatement,
): Finding {
	const {profile, connection} = situation;
	const blame = blameAt('trust-policy', document, index);
	return fail(
		title,
		`${profile.name} sends "${shown(connection.externalId ?? '')}", and the role ${comparison(situation, statement)}.`,
		`Put the agreed external ID into the trust policy. If the one in the trust policy is right, put that into the connection and into the form of ${profile.name}.`,
		{
			code: 'external-id-differs',
			request: deniedIn(all),
			blame,
			correction: trustCorrection(situation),
		},
	);
}

function comparison({connection}: Situation, statement: Statement): string {
	const agreed = connection.externalId ?? '';
	const tests = testsOf(statement).filter(isExternalIdKey);
	const negated = tests.find(({operator}) => /Not/.test(operator));
	if (negated !== undefined) {
		return `lets in whoever does not send it: its condition is ${negated.operator}`;
	}

	const found = tests
		.flatMap(({values}) => values)
		.map((value) => ({value, difference: differenceBetween(agreed, value)}))
		.toSorted((one, other) => weight(one.difference) - weight(other.difference))[0];
	if (found === undefined || found.difference.kind === 'none') {
		return `asks for it in a way that never holds: ${inWords(tests.map((test) => testInWords(test)))}`;
	}

	return `asks for "${shown(found.value)}" (${differenceInWords(found.difference)})`;
}

function weight({kind}: Difference): number {
	return kind === 'other' ? 1 : 0;
}

function refused(
	situation: Situation,
	document: PolicyDocument,
	{item: {statement, index}, all}: RuledStatement,
): Finding {
	const {profile, connection} = situation;
	const blame = blameAt('trust-policy', document, index);
	const values = testsOf(statement)
		.filter(isExternalIdKey)
		.flatMap(({values: list}) => list);
	const agreed = connection.externalId ?? '';
	const differences = values
		.map(
			(value) =>
				`"${shown(value)}" (${differenceInWords(differenceBetween(agreed, value)) || 'the agreed one'})`,
		)
		.join(' or ');
	return fail(
		title,
		`${profile.name} sends "${shown(agreed)}", and ${statementName(blame)} of the trust policy refuses that: it compares with ${differences}.`,
		'Put the agreed external ID into that statement, or take the statement out.',
		{
			code: 'external-id-denied',
			request: all.request,
			blame,
			correction: trustCorrection(situation),
		},
	);
}
