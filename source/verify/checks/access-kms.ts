import {mergedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {describeDenial, nearest, statementAt} from '../denials.ts';
import {
	blameOf,
	type CheckFunction,
	type Details,
	type Finding,
	fail,
	inWords,
	pass,
	skip,
	warn,
} from '../finding.ts';
import {explainNear} from '../near-words.ts';
import {actionsNeeded, type NeedRuling, ruleOnNeeds, worstOf} from '../needed-actions.ts';
import {openFinding} from '../open-questions.ts';
import {keyPolicies, type Policies} from '../policy-sets.ts';
import {skipWithoutBucket, skipWithoutKey, skipWithoutRole} from '../presence.ts';
import type {Situation} from '../situation.ts';

const title = 'Using the key';

/**
 * Whether the vendor may use the key for what it does: Decrypt to read, GenerateDataKey to write, both to write in parts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export const accessKms: CheckFunction = (situation) => {
	const {profile, isCustomerRole, snapshot, connection, keyAccountId} = situation;
	const needs = actionsNeeded(situation, 'key');
	const actions = needs.filter(({required}) => required).map(({action}) => action);
	const skipped =
		skipWithoutKey(situation, title) ??
		skipWithoutBucket(situation, title) ??
		(isCustomerRole ? skipWithoutRole(situation, title) : undefined);
	if (skipped !== undefined) {
		return skipped;
	}

	if (actions.length === 0) {
		return skip(title, `${profile.name} does not need the key for this purpose.`, {
			code: 'not-needed',
		});
	}

	const {metadata} = snapshot.key;
	if (metadata.status === 'found' && metadata.value.manager === 'AWS') {
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
		return isCustomerRole && keyAccountId === connection.accountId
			? pass(
					title,
					'The key is managed by AWS and open to everybody in your account who may use the bucket.',
					{code: 'managed-by-aws'},
				)
			: skip(title, 'Looked at once the key is one of your own.', {code: 'not-yet'});
	}

	const policies = keyPolicies(situation);
	const rulings = ruleOnNeeds(situation, needs, policies);
	const {refused, open, unneededRefused, unneededOpen} = worstOf(rulings);
	const [first] = refused;
	if (first !== undefined) {
		return refusal(situation, first, actions, refused);
	}

	const [undecided] = open;
	if (undecided !== undefined) {
		return openFinding(situation, title, policies, undecided.all, 'key-policy', {
			actions: open.map(({need}) => need.action),
		});
	}

	const [unneeded] = [...unneededRefused, ...unneededOpen];
	if (unneeded !== undefined) {
		return withoutUnneeded(situation, policies, unneeded, unneededRefused);
	}

	return pass(
		title,
		isCustomerRole
			? `The role may use the key: ${inWords(actions)}.`
			: `The key policy lets ${profile.name} use the key: ${inWords(actions)}. Whether its own side allows it too cannot be seen from here.`,
		{code: 'allowed'},
	);
};

/** Where an action is missing, or open, that the article gives and that the vendor works without. */
function withoutUnneeded(
	situation: Situation,
	policies: Policies,
	first: NeedRuling,
	refused: readonly NeedRuling[],
): Finding {
	const {profile} = situation;
	const actions = refused.map(({need}) => need.action);
	return refused.length === 0
		? openFinding(situation, title, policies, first.all, 'key-policy', {
				required: false,
				actions: [first.need.action],
			})
		: warn(
				title,
				`All that ${profile.name} needs works. Its article also gives ${inWords(actions)}, which ${actions.length === 1 ? 'is' : 'are'} ${first.all.ruling.outcome === 'ExplicitlyDenied' ? 'denied' : 'not allowed'} here.`,
				'If nothing is missed, leave it as it is; otherwise paste the document of the article.',
				{
					code: 'optional-action-missing',
					actions,
					request: first.all.request,
					blame: blameOf(first.all.ruling.statements[0], 'key-policy'),
				},
			);
}

function refusal(
	situation: Situation,
	{all: {ruling, request, extent}}: NeedRuling,
	needed: readonly string[],
	refused: readonly NeedRuling[],
): Finding {
	const {profile} = situation;
	const policies = keyPolicies(situation);
	const actions = refused.map(({need}) => need.action);
	const isPart = extent === 'part';
	const effect = `${consequence(needed, actions)}${isPart ? ' for a part of the objects' : ''}`;
	const details: Details = {
		actions,
		request,
		code: `${ruling.outcome === 'ExplicitlyDenied' ? 'denied' : 'not-allowed'}${isPart ? '-in-part' : ''}`,
	};
	if (ruling.outcome === 'ExplicitlyDenied') {
		const denial = describeDenial(situation, policies, ruling.statements, 'key-policy');
		return fail(
			title,
			`${denial.sentence} So ${effect}: a Deny counts more than any Allow.`,
			denial.remedy,
			{...details, ...denial},
		);
	}

	const names = inWords(actions);
	const isKeySide = ruling.missing.includes('resource');
	const isBoundary = !isKeySide && !ruling.missing.includes('identity');
	if (isBoundary) {
		return fail(
			title,
			`The role's permissions boundary does not allow ${names}, so ${effect}.`,
			`Allow ${names} in the boundary, or have the boundary removed.`,
			{...details, blame: blameOf(nearest(ruling, 'boundary'), 'key-policy')},
		);
	}

	const near = nearest(ruling, isKeySide ? 'resource' : 'identity');
	const statement = near && statementAt(policies, near);
	const miss =
		near === undefined || statement === undefined || request === undefined
			? undefined
			: explainNear(situation, near, statement, request, 'key-policy');
	const who = situation.isCustomerRole ? 'the role' : profile.name;
	const reason = isKeySide
		? situation.isCustomerRole
			? `The key policy does not allow ${names} to the role, and does not leave that to the policies of the role either`
			: `The key policy does not allow ${names} to ${profile.name}`
		: `The policies of the role do not allow ${names} on the key`;
	return fail(
		title,
		`${reason}, so ${effect}.${miss === undefined ? '' : ` ${miss.reason}`}`,
		miss?.fix ??
			(isKeySide
				? `Allow ${names} to ${who} in the key policy (KMS > Customer managed keys > the key > Key policy).`
				: `Allow ${names} on the key in the role policy (IAM > Roles > ${situation.connection.roleName} > Permissions).`),
		{
			...details,
			blame: blameOf(near, 'key-policy'),
			correction: isKeySide
				? mergedCorrection(situation, 'key-policy')
				: rolePolicyCorrection(situation),
		},
	);
}

/** What does not work without the denied actions, as a clause. */
function consequence(needed: readonly string[], denied: readonly string[]): string {
	const cannotRead = denied.includes('kms:Decrypt');
	const cannotWrite = denied.includes('kms:GenerateDataKey');
	if (cannotRead && cannotWrite) {
		return 'neither reading nor uploading works';
	}

	if (cannotWrite) {
		return needed.includes('kms:Decrypt') ? 'uploads fail, though reading works' : 'uploads fail';
	}

	return needed.includes('kms:GenerateDataKey')
		? 'reading fails, and so do uploads in several parts (large files), though small uploads work'
		: 'reading fails';
}
