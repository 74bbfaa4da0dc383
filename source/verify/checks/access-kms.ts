import {mergedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {
	blameOf,
	type CheckFunction,
	type Details,
	type FindingOf,
	fail,
	type NoFacts,
	pass,
	skip,
	warn,
} from '../finding.ts';
import {isKeyByPolicyAlone} from '../key-by-policy.ts';
import {
	type Denial,
	denialBy,
	type NearStatement,
	nearest,
	nearStatement,
} from '../near-statement.ts';
import {actionsNeeded, type NeedRuling, ruleOnNeeds, worstOf} from '../needed-actions.ts';
import {type OpenQuestion, openFinding} from '../open-questions.ts';
import {orPartOfAccount, type PartFindings} from '../part-of-account.ts';
import {skipWithoutBucket, skipWithoutKey, skipWithoutRole} from '../presence.ts';
import {keyPolicies, type Policies} from '../rulings.ts';
import type {Situation} from '../situation.ts';

type RefusedActions = {
	readonly actions: readonly string[];
	/** What does not work without them. */
	readonly stops:
		| 'reading'
		| 'uploads'
		/** Uploads, though reading works. */
		| 'uploads-alone'
		/** Reading and uploads in several parts, though small uploads work. */
		| 'reading-and-large-uploads'
		| 'everything';
};

type Denied = RefusedActions & {readonly denial: Denial};

type NotAllowed = RefusedActions & {
	/** Which of the policies does not allow it. */
	readonly lackingIn: 'boundary' | 'key-policy' | 'role-policy' | 'key-and-role-policy';
	readonly near: NearStatement | undefined;
};

type Refusals = {
	readonly denied: Denied;
	readonly 'denied-in-part': Denied;
	readonly 'not-allowed': NotAllowed;
	readonly 'not-allowed-in-part': NotAllowed;
};

type Findings = Refusals &
	PartFindings & {
		readonly allowed: {readonly actions: readonly string[]};
		readonly 'managed-by-aws': NoFacts;
		/** Of what the vendor works without. */
		readonly 'optional-action-missing': {
			readonly actions: readonly string[];
			readonly isDenied: boolean;
		};
		readonly 'depends-on-keys': OpenQuestion;
	};

/**
 * Whether the vendor may use the key for what it does: Decrypt to read, GenerateDataKey to write, both to write in parts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export const accessKms: CheckFunction<Findings> = (situation) =>
	orPartOfAccount(situation, 'key-policy', judgeUse);

const judgeUse: CheckFunction<Findings> = (situation) => {
	const {isCustomerRole, snapshot, connection, keyAccountId} = situation;
	const needs = actionsNeeded(situation, 'key');
	const actions = needs.filter(({required}) => required).map(({action}) => action);
	const skipped =
		skipWithoutKey(situation) ??
		skipWithoutBucket(situation) ??
		(isCustomerRole ? skipWithoutRole(situation) : undefined);
	if (skipped !== undefined) {
		return skipped;
	}

	if (actions.length === 0) {
		return skip('not-needed', {because: 'key-not-for-purpose'});
	}

	const {metadata} = snapshot.key;
	if (metadata.status === 'found' && metadata.value.manager === 'AWS') {
		// AWS opens such a key to everybody in its account who may use the bucket.
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
		return isCustomerRole && keyAccountId === connection.accountId
			? pass('managed-by-aws', {})
			: skip('not-yet', {until: 'own-key'});
	}

	const policies = keyPolicies(situation);
	const {refused, open, unneededRefused, unneededOpen} = worstOf(
		ruleOnNeeds(situation, needs, policies),
	);
	const [first] = refused;
	if (first !== undefined) {
		return refusal(situation, policies, first, {
			actions: actionsOf(refused),
			stops: stoppedBy(actionsOf(refused), actions),
		});
	}

	const [undecided] = open;
	if (undecided !== undefined) {
		const details = {actions: actionsOf(open)};
		return openFinding(situation, policies, undecided.all, 'key-policy', details);
	}

	const [unneeded] = unneededRefused;
	if (unneeded !== undefined) {
		const {ruling, request} = unneeded.all;
		const missing = actionsOf(unneededRefused);
		return warn(
			'optional-action-missing',
			{actions: missing, isDenied: ruling.outcome === 'ExplicitlyDenied'},
			{actions: missing, request, blame: blameOf(ruling.statements[0], 'key-policy')},
		);
	}

	const [unneededUndecided] = unneededOpen;
	return unneededUndecided === undefined
		? pass('allowed', {actions})
		: openFinding(situation, policies, unneededUndecided.all, 'key-policy', {
				required: false,
				actions: actionsOf([unneededUndecided]),
			});
};

function actionsOf(rulings: readonly NeedRuling[]): string[] {
	return rulings.map(({need}) => need.action);
}

function refusal(
	situation: Situation,
	policies: Policies,
	{all: {ruling, request, extent}}: NeedRuling,
	refused: RefusedActions,
): FindingOf<Refusals> {
	const isPart = extent === 'part';
	const details: Details = {actions: refused.actions, request};
	const [first, ...others] = ruling.statements;
	if (ruling.outcome === 'ExplicitlyDenied' && first !== undefined) {
		const {denial, details: beside} = denialBy(
			situation,
			policies,
			[first, ...others],
			'key-policy',
		);
		return fail(
			isPart ? 'denied-in-part' : 'denied',
			{...refused, denial},
			{...details, ...beside},
		);
	}

	const code = isPart ? 'not-allowed-in-part' : 'not-allowed';
	// Where the key is left to the role, and the article's role policy says nothing of it, it is the key policy's turn.
	const isLeftToRole = !ruling.missing.includes('resource');
	const isKeySide =
		!isLeftToRole || (ruling.missing.includes('identity') && isKeyByPolicyAlone(situation));
	if (!isKeySide && !ruling.missing.includes('identity')) {
		const blame = blameOf(nearest(ruling, ['boundary']), 'key-policy');
		return fail(code, {...refused, lackingIn: 'boundary', near: undefined}, {...details, blame});
	}

	const near = nearest(ruling, [isKeySide ? 'resource' : 'identity']);
	return fail(
		code,
		{
			...refused,
			lackingIn: isKeySide ? (isLeftToRole ? 'key-and-role-policy' : 'key-policy') : 'role-policy',
			near: near && request && nearStatement(situation, policies, near, request, 'key-policy'),
		},
		{
			...details,
			blame: blameOf(near, 'key-policy'),
			correction: isKeySide
				? mergedCorrection(situation, 'key-policy')
				: rolePolicyCorrection(situation),
		},
	);
}

/** What does not work without the refused ones of the needed actions. */
function stoppedBy(refused: readonly string[], needed: readonly string[]): RefusedActions['stops'] {
	const reads = needed.includes('kms:Decrypt');
	if (!refused.includes('kms:GenerateDataKey')) {
		return needed.includes('kms:GenerateDataKey') ? 'reading-and-large-uploads' : 'reading';
	}

	return refused.includes('kms:Decrypt') ? 'everything' : reads ? 'uploads-alone' : 'uploads';
}
