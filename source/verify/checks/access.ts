import {listOf} from '../../policy/index.ts';
import type {Need} from '../../vendors/index.ts';
import {mergedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {describeDenial, nearest, statementAt} from '../denials.ts';
import {
	blameOf,
	type CheckFunction,
	type Finding,
	fail,
	pass,
	skip,
	statementName,
} from '../finding.ts';
import {explainNear} from '../near-words.ts';
import {neededActions} from '../needed-actions.ts';
import {openFinding} from '../open-questions.ts';
import {bucketPolicies, type Policies, type Ruling, rule} from '../policy-sets.ts';
import {skipWithoutBucket, skipWithoutRole} from '../presence.ts';
import {bucketRequest} from '../requests.ts';
import type {Situation} from '../situation.ts';
import type {CheckId} from '../types.ts';
import {accessKms} from './access-kms.ts';

const titles: Readonly<Record<Need, string>> = {
	list: 'Listing the bucket',
	read: 'Reading objects',
	write: 'Writing objects',
	delete: 'Deleting objects',
};

const does: Readonly<Record<Need, string>> = {
	list: 'list',
	read: 'read objects in',
	write: 'write objects into',
	delete: 'delete objects in',
};

/** Names that are no actions of IAM, though the API and the CLI use them, by the need that they were written for. */
const mistaken: Readonly<Record<Need, readonly string[]>> = {
	list: ['s3:listobjects', 's3:listobjectsv2', 's3:listbuckets', 's3:headbucket'],
	read: ['s3:headobject', 's3:downloadobject', 's3:getobjects'],
	write: ['s3:createmultipartupload', 's3:uploadpart', 's3:putobjects', 's3:uploadobject'],
	delete: ['s3:deleteobjects'],
};

/** A check of one need; skipped where the purpose does not have it. */
function accessCheck(need: Need): CheckFunction {
	const title = titles[need];
	return (situation) => {
		const {profile, needs} = situation;
		if (!needs.includes(need)) {
			return skip(title, `${profile.name} does not need it for this purpose.`);
		}

		const skipped =
			skipWithoutBucket(situation, title) ??
			(situation.isCustomerRole ? skipWithoutRole(situation, title) : undefined);
		if (skipped !== undefined) {
			return skipped;
		}

		const {action, on} = neededActions[need];
		const policies = bucketPolicies(situation);
		const ruling = rule(bucketRequest(situation, action, on), policies);
		switch (ruling.outcome) {
			case 'Allowed':
				return allowed(situation, need, ruling);
			case 'Unknown':
				return openFinding(situation, title, policies, ruling, 'bucket-policy');
			case 'ExplicitlyDenied':
				return denied(situation, need, policies, ruling);
			case 'ImplicitlyDenied':
				return missing(situation, need, policies, ruling);
		}
	};
}

function allowed({profile, connection, isCustomerRole}: Situation, need: Need, ruling: Ruling) {
	const [first] = ruling.statements;
	const by = first === undefined ? '' : `: ${statementName(first)} allows it`;
	return pass(
		titles[need],
		isCustomerRole
			? `The role may ${does[need]} ${connection.bucket}${by}.`
			: `The bucket policy lets ${profile.name} ${does[need]} ${connection.bucket}${by}. Whether its own side allows it too cannot be seen from here.`,
	);
}

function denied(
	situation: Situation,
	need: Need,
	policies: Policies,
	{statements}: Ruling,
): Finding {
	const {profile, connection} = situation;
	const denial = describeDenial(situation, policies, statements, 'bucket-policy');
	return fail(
		titles[need],
		`${denial.sentence} So ${profile.name} cannot ${does[need]} ${connection.bucket}: a Deny counts more than any Allow.`,
		denial.remedy,
		denial,
	);
}

function missing(situation: Situation, need: Need, policies: Policies, ruling: Ruling): Finding {
	const {profile, connection, isCustomerRole, bucketPolicy} = situation;
	const title = titles[need];
	const {action, on} = neededActions[need];
	const request = bucketRequest(situation, action, on);
	const isBoundaryAlone =
		ruling.missing.includes('boundary') && !ruling.missing.includes('identity');
	if (isBoundaryAlone) {
		return fail(
			title,
			`The policies of the role allow ${action}, but the role's permissions boundary does not, and the role gets no more than that allows.`,
			`Allow ${action} in the boundary (IAM > Roles > ${connection.roleName} > Permissions > Permissions boundary), or have the boundary removed.`,
			{blame: blameOf(nearest(ruling, ['boundary']), 'bucket-policy')},
		);
	}

	const correction = isCustomerRole
		? rolePolicyCorrection(situation)
		: mergedCorrection(situation, 'bucket-policy');
	const near = isCustomerRole ? nearOfRole(ruling, policies, need) : nearest(ruling, ['resource']);
	const statement = near && statementAt(policies, near);
	if (near !== undefined && statement !== undefined) {
		const {reason, fix} = explainNear(situation, near, statement, request, 'bucket-policy');
		return fail(
			title,
			`${profile.name} cannot ${does[need]} ${connection.bucket}. ${reason}`,
			fix,
			{blame: blameOf(near, 'bucket-policy'), correction},
		);
	}

	const target =
		on === 'object' ? `on the objects in ${connection.bucket}` : `on ${connection.bucket}`;
	return isCustomerRole
		? fail(
				title,
				`Nothing lets ${profile.name} ${does[need]} ${connection.bucket}: neither a policy of the role nor the bucket policy allows ${action} ${target}.`,
				`Give the role the role policy of the article (IAM > Roles > ${connection.roleName} > Permissions > Add permissions > Create inline policy > JSON).`,
				{correction},
			)
		: fail(
				title,
				`${bucketPolicy.state === 'none' ? 'The bucket has no policy' : `No statement of the bucket policy allows ${action} ${target} to ${profile.name}`}, and ${profile.name} comes from another account: without one it cannot ${does[need]} ${connection.bucket}.`,
				'Add the statement to the bucket policy (S3 > the bucket > Permissions > Bucket policy > Edit).',
				{correction},
			);
}

/**
 * The article's bucket policy comes near every request, since it names the bucket; so the role's own policies tell more.
 * What allows other actions is beside the point, unless one of them was meant to be this one.
 */
function nearOfRole(ruling: Ruling, policies: Policies, need: Need) {
	const own = nearest(ruling, ['identity']);
	if (own !== undefined && own.fails !== 'action') {
		return own;
	}

	return ruling.near.find((near) => {
		const {Action} = statementAt(policies, near) ?? {};
		return (
			near.fails === 'action' &&
			listOf(Action).some((action) => mistaken[need].includes(action.toLowerCase()))
		);
	});
}

export const accessChecks = {
	'access.list': accessCheck('list'),
	'access.read': accessCheck('read'),
	'access.write': accessCheck('write'),
	'access.delete': accessCheck('delete'),
	'access.kms': accessKms,
} satisfies Partial<Record<CheckId, CheckFunction>>;
