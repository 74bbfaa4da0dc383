import {type Difference, differenceBetween} from '../../connection/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../policy/index.ts';
import {blameAt, type CheckFunction, fail, type NoFacts, pass, skip, warn} from '../finding.ts';
import {vendorFor, vendorTaking} from '../request-sets.ts';
import type {AllRuling} from '../rulings.ts';
import type {Situation} from '../situation.ts';
import {type ConditionTest, testsOf, withTests} from '../statements.ts';
import {trustCorrection} from '../trust-correction.ts';
import {
	emptied,
	findTaking,
	isExternalIdKey,
	isExternalIdTest,
	ruleOnTaking,
	type TrustStatement,
	trustStatements,
	trustsVendor,
} from '../trust-statements.ts';
import {seenTrustPolicy} from './trust-principal.ts';

/** A value that a policy compares the external ID with, and what distinguishes it from the agreed one. */
export type ComparedId = {readonly value: string; readonly difference: Difference};

/** What a role asks for that does not ask for the agreed external ID. */
export type AskedId =
	| ({readonly kind: 'value'} & ComparedId)
	/** Any but this one. */
	| {readonly kind: 'negated'; readonly operator: string}
	| {readonly kind: 'never-met'; readonly tests: readonly ConditionTest[]};

/** Whether the statements that trust the vendor ask for the agreed external ID, compared character by character. */
export const trustExternalId: CheckFunction<{
	readonly 'as-agreed': NoFacts;
	readonly 'external-id-missing': NoFacts;
	readonly 'external-id-key-misspelt': {
		/** The keys that were meant to be the right one. */
		readonly keys: readonly string[];
	};
	readonly 'external-id-differs': {readonly asked: AskedId};
	readonly 'external-id-denied': {readonly compared: readonly ComparedId[]};
	readonly 'external-id-not-exact': NoFacts;
	/** The vendor sends none, and so is refused. */
	readonly 'external-id-not-sent': {readonly tests: readonly ConditionTest[]};
}> = (situation) => {
	const trustPolicy = seenTrustPolicy(situation);
	if ('status' in trustPolicy) {
		return trustPolicy;
	}

	const {document} = trustPolicy;
	const statements = trustStatements(document, situation);
	const trusting = statements.filter((statement) => trustsVendor(statement));
	const [first] = trusting;
	if (first === undefined) {
		return skip('not-yet', {until: 'trust'});
	}

	if (situation.profile.externalId.from === 'none') {
		return withoutExternalId(situation, document, statements);
	}

	const at = ({index}: TrustStatement) => ({
		blame: blameAt('trust-policy', document, index),
		correction: trustCorrection(situation),
	});
	const denying = statements.filter(
		({statement}) => statement.Effect === 'Deny' && testsOf(statement).some(isExternalIdKey),
	);
	const denial = denying
		.map((item) => ({item, all: ruleOf(situation, item, 'agreed')}))
		.find(({all}) => denies(all));
	if (denial !== undefined) {
		const {item, all} = denial;
		return fail(
			'external-id-denied',
			{compared: comparedIn(situation, item)},
			{request: all.request, ...at(item)},
		);
	}

	const isGuarded = denying.some((item) => denies(ruleOf(situation, item, 'none')));
	const asking = trusting
		.filter(({statement}) => testsOf(statement).some(isExternalIdKey))
		.map((item) => ({item, all: ruleAlone(situation, item)}));
	const bare = trusting.find(
		({statement, meansVendor}) =>
			meansVendor === true &&
			!testsOf(statement).some(isExternalIdTest) &&
			letsInWithoutId(situation, statement),
	);
	const accepting = asking.find(({all}) => all.extent === 'all');
	if (bare !== undefined && !isGuarded) {
		return fail('external-id-missing', {}, at(bare));
	}

	if (accepting !== undefined) {
		return comparedIn(situation, accepting.item).some(({difference}) => difference.kind === 'none')
			? pass('as-agreed', {})
			: warn('external-id-not-exact', {}, at(accepting.item));
	}

	if (bare !== undefined) {
		return pass('as-agreed', {});
	}

	const [different] = asking;
	if (different !== undefined) {
		const {
			item,
			all: {extent, request},
		} = different;
		const isRefused = extent === 'none' || extent === 'part';
		return fail(
			'external-id-differs',
			{asked: askedIn(situation, item)},
			{request: isRefused ? request : undefined, ...at(item)},
		);
	}

	const misnamed = trusting
		.map((item) => ({item, keys: testsOf(item.statement).filter(isExternalIdTest)}))
		.find(({keys}) => keys.length > 0);
	return misnamed === undefined
		? fail('external-id-missing', {}, at(first))
		: fail(
				'external-id-key-misspelt',
				{keys: misnamed.keys.map(({key}) => key)},
				at(misnamed.item),
			);
};

/** What the trust policy says to a vendor that sends no external ID: nothing, unless it asks for one. */
function withoutExternalId(
	situation: Situation,
	document: PolicyDocument,
	statements: readonly TrustStatement[],
) {
	// What the policy says but for the external ID is the business of other checks.
	const about = statements.filter(({statement}) => testsOf(statement).some(isExternalIdTest));
	const alone = ruleOnTaking(situation, vendorFor(situation, 'role'), {
		...document,
		Statement: listOf(document.Statement).map((statement) =>
			statement.Effect === 'Deny' && !testsOf(statement).some(isExternalIdTest)
				? emptied(statement)
				: withTests(statement, isExternalIdTest),
		),
	});
	const refusing =
		alone.ruling.outcome === 'ExplicitlyDenied' ? alone.ruling.statements[0]?.index : undefined;
	const culprit =
		about.find(({index}) => index === refusing) ??
		about.find((statement) => trustsVendor(statement)) ??
		about[0];
	return culprit === undefined || alone.extent === 'all'
		? skip('not-needed', {because: 'no-external-id-sent'})
		: fail(
				'external-id-not-sent',
				{tests: testsOf(culprit.statement).filter(isExternalIdTest)},
				{
					request: alone.request,
					blame: blameAt('trust-policy', document, culprit.index),
					correction: trustCorrection(situation),
				},
			);
}

/** What a statement says to the agreed external ID, as if it asked for nothing else, to whomever of the vendor it means. */
function ruleAlone(situation: Situation, {statement}: TrustStatement): AllRuling {
	const document: PolicyDocument = {
		Version: '2012-10-17',
		Statement: withTests(statement, isExternalIdKey),
	};
	const all = vendorTaking(situation, 'agreed').map((one) =>
		ruleOnTaking(situation, [one], document),
	);
	return (
		all.find(({extent}) => extent === 'all') ?? all[0] ?? ruleOnTaking(situation, [], document)
	);
}

/** Whether the vendor gets in by a statement that does not ask for the ID, whatever else it asks for. */
function letsInWithoutId(situation: Situation, statement: Statement): boolean {
	const {answer} = findTaking(situation, vendorTaking(situation, 'none', 'other-customer'), {
		Version: '2012-10-17',
		Statement: [statement],
	});
	return answer !== 'none';
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

/** The values that a statement compares the external ID with. */
function comparedIn({connection}: Situation, {statement}: TrustStatement): ComparedId[] {
	return testsOf(statement)
		.filter(isExternalIdKey)
		.flatMap(({values}) => values)
		.map((value) => ({value, difference: differenceBetween(connection.externalId ?? '', value)}));
}

function askedIn(situation: Situation, item: TrustStatement): AskedId {
	const tests = testsOf(item.statement).filter(isExternalIdKey);
	const negated = tests.find(({operator}) => /Not/.test(operator));
	if (negated !== undefined) {
		return {kind: 'negated', operator: negated.operator};
	}

	const compared = comparedIn(situation, item);
	const nearest = compared.find(({difference}) => difference.kind !== 'other') ?? compared[0];
	return nearest === undefined || nearest.difference.kind === 'none'
		? {kind: 'never-met', tests}
		: {kind: 'value', ...nearest};
}
