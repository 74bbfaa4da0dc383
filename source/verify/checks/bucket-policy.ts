import {accountOf, accountRootArn, isSamePrincipal} from '../../aws/index.ts';
import {listOf, type PolicyDocument} from '../../policy/index.ts';
import {withoutStatements} from '../blamed-statements.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import {cleanedCorrection} from '../corrections.ts';
import {
	type DeadFindings,
	type DeadPrincipal,
	deadPrincipals,
	deadStranger,
	deadVendor,
	type Uncorrected,
} from '../dead-principals.ts';
import {
	type Blame,
	blameAt,
	type CheckFunction,
	type FindingOf,
	fail,
	pass,
	unknown,
	warn,
} from '../finding.ts';
import {orPartOfAccount, type PartFindings} from '../part-of-account.ts';
import {onceRoleExists, skipOutsideArticle, skipWithoutBucket} from '../presence.ts';
import {documentOf, everyAsk, requestsOf, vendorFor} from '../request-sets.ts';
import {findIn} from '../rulings.ts';
import type {Situation} from '../situation.ts';
import {awsPrincipals, testsOf} from '../statements.ts';

type Findings = DeadFindings &
	PartFindings & {
		readonly 'vendor-named': {readonly statement: Blame};
		readonly 'by-condition': {readonly statement: Blame};
		/** The vendor's whole account is let in. */
		readonly 'account-trusted': {readonly statement: Blame};
		readonly 'no-bucket-policy': Uncorrected;
		readonly 'vendor-not-named': Uncorrected & {
			/** A statement that names somebody deleted, which could have been meant for the vendor. */
			readonly perhaps: DeadPrincipal | undefined;
		};
	};
type Finding = FindingOf<Findings>;

const id = 'bucket-policy';

/** Whether a statement of the bucket policy allows the vendor something, and whether all whom it names still exist. */
export const bucketPolicy: CheckFunction<Findings> = (situation) => {
	const skipped = skipOutsideArticle(situation, id) ?? skipWithoutBucket(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {bucketPolicy: policy} = situation;
	switch (policy.state) {
		case 'unseen':
			return unknown('not-seen', {unseen: [policy.unseen]});
		case 'none':
			return onceRoleExists(situation, noPolicy(situation));
		case 'there':
			return onceRoleExists(
				situation,
				orPartOfAccount(situation, id, (one) => judgePolicy(one, policy.document)),
			);
	}
};

function judgePolicy(situation: Situation, document: PolicyDocument): Finding {
	const {principal, isCustomerRole} = situation;
	const dead = deadPrincipals(situation, id, document);
	const own = dead.find(({isVendors}) => isVendors);
	if (own !== undefined) {
		return deadVendor(situation, id, own);
	}

	const allowing = (names: readonly string[]) =>
		listOf(document.Statement).findIndex(
			(statement) =>
				statement.Effect === 'Allow' &&
				awsPrincipals(statement).some((name) => names.some((one) => isSamePrincipal(one, name))),
		);
	const [stranger] = dead;
	const named = allowing([principal]);
	if (named >= 0) {
		return stranger === undefined
			? pass('vendor-named', {statement: blameAt(id, document, named)})
			: deadStranger(situation, id, stranger);
	}

	const byCondition = placeByCondition(situation, document);
	if (byCondition !== undefined) {
		return stranger === undefined
			? pass('by-condition', {statement: blameAt(id, document, byCondition)})
			: deadStranger(situation, id, stranger);
	}

	const account = accountOf(principal);
	const whole = allowing([account, accountRootArn(account)]);
	return whole < 0 || isCustomerRole
		? notNamed(situation, stranger)
		: wholeAccount(situation, blameAt(id, document, whole));
}

/** 0-based place of a statement about everybody, or an account, that lets the vendor in by what it asks about the principal. */
function placeByCondition(situation: Situation, document: PolicyDocument): number | undefined {
	const statements = listOf(document.Statement);
	const place = statements.findIndex((statement, index) => {
		const isByArn =
			statement.Effect === 'Allow' &&
			testsOf(statement).some(({key}) => /^aws:Principal(?:Arn|Account|Org)/i.test(key));
		if (!isByArn) {
			return false;
		}

		const others = statements.map((_, other) => other).filter((other) => other !== index);
		const alone = documentOf(withoutStatements(situation, 'bucket', others), 'bucket');
		const requests = requestsOf(
			situation,
			'bucket',
			vendorFor(situation, 'bucket'),
			everyAsk(situation, 'bucket'),
		);
		const identity = situation.isCustomerRole ? [] : ('unseen' as const);
		const resource = {name: id, document: alone ?? document};
		const {answer} = findIn('allowed', requests, {
			set: {identity, resource, resourceKind: 'bucket'},
			unseen: [],
		});
		return answer !== 'none';
	});
	return place < 0 ? undefined : place;
}

/** A role of the own account gets in by its own policy too, so there it is no failure. */
function missing({isCustomerRole}: Situation) {
	return isCustomerRole ? warn : fail;
}

function noPolicy(situation: Situation): Finding {
	const {correction, refusal} = correctedPolicy(situation, id);
	return missing(situation)('no-bucket-policy', {refusal}, {correction});
}

function notNamed(situation: Situation, perhaps: DeadPrincipal | undefined): Finding {
	const {correction, refusal} = correctedPolicy(situation, id);
	return missing(situation)(
		'vendor-not-named',
		{refusal, perhaps},
		{blame: perhaps?.statement, correction},
	);
}

function wholeAccount(situation: Situation, statement: Blame): Finding {
	const account = accountOf(situation.principal);
	const correction = cleanedCorrection(situation, id, ({bucketPolicy: seen}) =>
		seen.state !== 'there'
			? []
			: listOf(seen.document.Statement).flatMap((one, index) =>
					one.Effect === 'Allow' &&
					awsPrincipals(one).some((name) => [account, accountRootArn(account)].includes(name))
						? [index]
						: [],
				),
	);
	return warn('account-trusted', {statement}, {blame: statement, correction});
}
