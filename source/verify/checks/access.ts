import {type AccessRequest, listOf} from '../../policy/index.ts';
import type {ActionNeed, Need} from '../../vendors/index.ts';
import {mergedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {describeDenial, nearest, statementAt} from '../denials.ts';
import {shown} from '../differences.ts';
import {
	blameOf,
	type CheckFunction,
	type Details,
	type Finding,
	fail,
	pass,
	skip,
	statementName,
} from '../finding.ts';
import {explainNear} from '../near-words.ts';
import {actionsNeeded, type NeedRuling, ruleOnNeeds, worstOf} from '../needed-actions.ts';
import {openFinding} from '../open-questions.ts';
import {bucketPolicies, type Policies, type Ruling} from '../policy-sets.ts';
import {skipWithoutBucket, skipWithoutRole} from '../presence.ts';
import type {AllRuling} from '../set-rulings.ts';
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

const mainAction: Readonly<Record<Need, string>> = {
	list: 's3:ListBucket',
	read: 's3:GetObject',
	write: 's3:PutObject',
	delete: 's3:DeleteObject',
};

/** A check of one need; skipped where the purpose does not have it. */
function accessCheck(need: Need): CheckFunction {
	const title = titles[need];
	return (situation) => {
		const {profile} = situation;
		const actions = actionsNeeded(situation, 'bucket').filter((action) => action.for === need);
		if (actions.length === 0) {
			return skip(title, `${profile.name} does not need it for this purpose.`, {
				code: 'not-needed',
			});
		}

		const skipped =
			skipWithoutBucket(situation, title) ??
			(situation.isCustomerRole ? skipWithoutRole(situation, title) : undefined);
		if (skipped !== undefined) {
			return skipped;
		}

		const policies = bucketPolicies(situation);
		const rulings = ruleOnNeeds(situation, actions, policies);
		const {refused, open, unneededRefused, unneededOpen} = worstOf(rulings);
		const [first] = [...refused, ...open, ...unneededRefused, ...unneededOpen];
		if (first === undefined) {
			return allowed(situation, need, rulings);
		}

		const list = [refused, open, unneededRefused, unneededOpen].find(({length}) => length > 0);
		const concerned = (list ?? [first]).map((item) => item.need.action);
		const details = {actions: concerned, required: first.need.required};
		const finding =
			first.all.extent === 'unknown'
				? openFinding(situation, title, policies, first.all, 'bucket-policy', details)
				: {...refusal(situation, need, policies, first), ...details};
		return first.need.required ? finding : unneeded(situation, finding, first);
	};
}

function allowed(
	{profile, connection, isCustomerRole}: Situation,
	need: Need,
	[first]: readonly NeedRuling[],
): Finding {
	const [reference] = first?.all.ruling.statements ?? [];
	const by = reference === undefined ? '' : `: ${statementName(reference)} allows it`;
	return pass(
		titles[need],
		isCustomerRole
			? `The role may ${does[need]} ${connection.bucket}${by}.`
			: `The bucket policy lets ${profile.name} ${does[need]} ${connection.bucket}${by}. Whether its own side allows it too cannot be seen from here.`,
		{code: 'allowed'},
	);
}

/** The same about an action that the article gives and that the vendor works without. */
function unneeded({profile}: Situation, finding: Finding, {need}: NeedRuling): Finding {
	return finding.status === 'fail'
		? {
				...finding,
				status: 'warn',
				required: true,
				reason: `The article of ${profile.name} also gives ${need.action}. ${finding.reason} The rest works without it.`,
			}
		: finding;
}

function refusal(
	situation: Situation,
	need: Need,
	policies: Policies,
	{need: {action, on}, all}: NeedRuling,
): Finding {
	const {profile, connection} = situation;
	const where = placeInWords(situation, all);
	// What is about one action of several is said about that one.
	const words =
		action === mainAction[need]
			? `${profile.name} cannot ${does[need]} ${where}`
			: `${profile.name} may not use ${action} on ${where}`;
	const {ruling, request} = all;
	const isPart = all.extent === 'part';
	if (ruling.outcome === 'ExplicitlyDenied') {
		const denial = describeDenial(situation, policies, ruling.statements, 'bucket-policy');
		return fail(
			titles[need],
			`${denial.sentence} So ${words}: a Deny counts more than any Allow.`,
			denial.remedy,
			{...denial, request, code: isPart ? 'denied-in-part' : 'denied'},
		);
	}

	const details: Details = {request, code: isPart ? 'not-allowed-in-part' : 'not-allowed'};
	const title = titles[need];
	const isBoundaryAlone =
		ruling.missing.includes('boundary') && !ruling.missing.includes('identity');
	if (isBoundaryAlone) {
		return fail(
			title,
			`The policies of the role allow ${action}, but the role's permissions boundary does not, and the role gets no more than that allows.`,
			`Allow ${action} in the boundary (IAM > Roles > ${connection.roleName} > Permissions > Permissions boundary), or have the boundary removed.`,
			{...details, blame: blameOf(nearest(ruling, 'boundary'), 'bucket-policy')},
		);
	}

	return missing(situation, need, policies, {action, on, words, ruling, request}, details);
}

/** The bucket, or the part of it that a request shows. */
function placeInWords({connection, bucketArn}: Situation, {extent, request}: AllRuling): string {
	const key = request?.resource.startsWith(`${bucketArn}/`)
		? request.resource.slice(bucketArn.length + 1)
		: '';
	return extent === 'part' && key !== ''
		? `a part of ${connection.bucket}, for instance the object "${shown(key)}"`
		: connection.bucket;
}

type Missing = {
	readonly action: string;
	readonly on: ActionNeed['on'];
	/** That the vendor cannot do it, without a full stop. */
	readonly words: string;
	readonly ruling: Ruling;
	readonly request: AccessRequest | undefined;
};

function missing(
	situation: Situation,
	need: Need,
	policies: Policies,
	{action, on, words, ruling, request}: Missing,
	details: Details,
): Finding {
	const {profile, connection, isCustomerRole, bucketPolicy} = situation;
	const title = titles[need];
	const correction = isCustomerRole
		? rolePolicyCorrection(situation)
		: mergedCorrection(situation, 'bucket-policy');
	const near = isCustomerRole ? nearOfRole(ruling, policies, need) : nearest(ruling, 'resource');
	const statement = near && statementAt(policies, near);
	if (near !== undefined && statement !== undefined && request !== undefined) {
		const {reason, fix} = explainNear(situation, near, statement, request, 'bucket-policy');
		return fail(title, `${words}. ${reason}`, fix, {
			...details,
			blame: blameOf(near, 'bucket-policy'),
			correction,
		});
	}

	const target =
		on === 'object' ? `on the objects in ${connection.bucket}` : `on ${connection.bucket}`;
	return isCustomerRole
		? fail(
				title,
				`${words}: neither a policy of the role nor the bucket policy allows ${action} ${target}.`,
				`Give the role the role policy of the article (IAM > Roles > ${connection.roleName} > Permissions > Add permissions > Create inline policy > JSON).`,
				{...details, correction},
			)
		: fail(
				title,
				`${bucketPolicy.state === 'none' ? 'The bucket has no policy' : `No statement of the bucket policy allows ${action} ${target} to ${profile.name}`}, and ${profile.name} comes from another account: without one ${words.replace(profile.name, 'it')}.`,
				'Add the statement to the bucket policy (S3 > the bucket > Permissions > Bucket policy > Edit).',
				{...details, correction},
			);
}

/**
 * The article's bucket policy comes near every request, since it names the bucket; so the role's own policies tell more.
 * What allows other actions is beside the point, unless one of them was meant to be this one.
 */
function nearOfRole(ruling: Ruling, policies: Policies, need: Need) {
	const own = nearest(ruling, 'identity');
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
