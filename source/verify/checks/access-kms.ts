import {mergedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {describeDenial, nearest, statementAt} from '../denials.ts';
import {blameOf, type CheckFunction, type Finding, fail, inWords, pass, skip} from '../finding.ts';
import {explainNear} from '../near-words.ts';
import {neededKeyActions} from '../needed-actions.ts';
import {openFinding} from '../open-questions.ts';
import {keyPolicies, type Ruling, rule} from '../policy-sets.ts';
import {skipWithoutBucket, skipWithoutKey, skipWithoutRole} from '../presence.ts';
import {keyRequest} from '../requests.ts';
import type {Situation} from '../situation.ts';

const title = 'Using the key';

type ActionRuling = {readonly action: string; readonly ruling: Ruling};

/**
 * Whether the vendor may use the key for what it does: Decrypt to read, GenerateDataKey to write, both to write in parts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export const accessKms: CheckFunction = (situation) => {
	const {profile, isCustomerRole, snapshot, connection, keyAccountId} = situation;
	const actions = neededKeyActions(situation);
	const skipped =
		skipWithoutKey(situation, title) ??
		skipWithoutBucket(situation, title) ??
		(isCustomerRole ? skipWithoutRole(situation, title) : undefined);
	if (skipped !== undefined) {
		return skipped;
	}

	if (actions.length === 0) {
		return skip(title, `${profile.name} does not need the key for this purpose.`);
	}

	const {metadata} = snapshot.key;
	if (metadata.status === 'found' && metadata.value.manager === 'AWS') {
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
		return isCustomerRole && keyAccountId === connection.accountId
			? pass(
					title,
					'The key is managed by AWS and open to everybody in your account who may use the bucket.',
				)
			: skip(title, 'Looked at once the key is one of your own.');
	}

	const policies = keyPolicies(situation);
	const rulings = actions.map((action) => ({
		action,
		ruling: rule(keyRequest(situation, action), policies),
	}));
	const denied = rulings.filter(({ruling}) => /Denied$/.test(ruling.outcome));
	const [first] = denied;
	if (first !== undefined) {
		return refused(situation, first, rulings, denied);
	}

	const open = rulings.find(({ruling}) => ruling.outcome === 'Unknown');
	return open === undefined
		? pass(
				title,
				isCustomerRole
					? `The role may use the key: ${inWords(actions)}.`
					: `The key policy lets ${profile.name} use the key: ${inWords(actions)}. Whether its own side allows it too cannot be seen from here.`,
			)
		: openFinding(situation, title, policies, open.ruling, 'key-policy');
};

function refused(
	situation: Situation,
	{action, ruling}: ActionRuling,
	rulings: readonly ActionRuling[],
	denied: readonly ActionRuling[],
): Finding {
	const {profile} = situation;
	const policies = keyPolicies(situation);
	const effect = consequence(
		rulings.map((item) => item.action),
		denied.map((item) => item.action),
	);
	if (ruling.outcome === 'ExplicitlyDenied') {
		const denial = describeDenial(situation, policies, ruling.statements, 'key-policy');
		return fail(
			title,
			`${denial.sentence} So ${effect}: a Deny counts more than any Allow.`,
			denial.remedy,
			denial,
		);
	}

	const names = inWords(denied.map((item) => item.action));
	const isKeySide = ruling.missing.includes('resource');
	const isBoundary = !isKeySide && !ruling.missing.includes('identity');
	if (isBoundary) {
		return fail(
			title,
			`The role's permissions boundary does not allow ${names}, so ${effect}.`,
			`Allow ${names} in the boundary, or have the boundary removed.`,
			{blame: blameOf(nearest(ruling, ['boundary']), 'key-policy')},
		);
	}

	const near = nearest(ruling, [isKeySide ? 'resource' : 'identity']);
	const statement = near && statementAt(policies, near);
	const miss =
		near === undefined || statement === undefined
			? undefined
			: explainNear(situation, near, statement, keyRequest(situation, action), 'key-policy');
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
