import {accountOf, createRoleUrl} from '../../aws/index.ts';
import type {NamedPolicy} from '../../policy/index.ts';
import {formHint} from '../../words/form-hint.ts';
import {inWords} from '../../words/lists.ts';
import {unseenInWords, whyUnseen} from '../../words/unseen.ts';
import {freshDocument} from '../corrected-policy.ts';
import {actionsNeeded, ruleOnNeeds, worstOf} from '../needed-actions.ts';
import {undecidedFinding} from '../open-questions.ts';
import type {Policies} from '../policy-sets.ts';
import {rolePresence} from '../presence.ts';
import type {Situation} from '../situation.ts';
import type {Correction} from '../types.ts';
import {blameOf, type CheckFunction, fail, pass, unknown, warn} from '../worded.ts';
import {skipRole, skipWithoutRole} from '../worded-presence.ts';

const existsTitle = 'Existence of the role';

const exists: CheckFunction = (situation) => {
	const {connection, profile, principal} = situation;
	const skipped = skipRole(situation, existsTitle);
	if (skipped !== undefined) {
		return skipped;
	}

	const presence = rolePresence(situation);
	const {roleName} = connection;
	if (presence === 'none') {
		return fail(
			existsTitle,
			`There is no role "${roleName}" in account ${connection.accountId}.`,
			`Create the role with this trust policy (IAM > Roles > Create role > Custom trust policy) and name it ${roleName}; then give it the role policy.`,
			{code: 'no-such-role', correction: newRole(situation)},
		);
	}

	const {role} = situation.snapshot.role;
	if (role.status === 'found' && role.value.arn !== principal) {
		return fail(
			existsTitle,
			`The role is ${role.value.arn}, and the connection says ${principal}: the path or the spelling is another one, so the policies and the form name a role that does not exist.`,
			`Put the path and name of ${role.value.arn} into the connection (rolePath, roleName)${formHint(profile, 'roleArn')}, and paste the bucket policy anew.`,
			{code: 'role-arn-differs'},
		);
	}

	return presence === 'there'
		? pass(existsTitle, `There is a role ${principal}.`, {code: 'exists'})
		: unknown(
				existsTitle,
				role.status === 'found' || role.status === 'absent'
					? `Whether there is a role "${roleName}" could not be seen.`
					: whyUnseen(role),
				situation.snapshot.source === 'documents'
					? 'Put the trust policy of the role into trust-policy.json.'
					: 'Check again with an identity that is allowed iam:GetRole on it, or look at IAM > Roles.',
				{code: 'not-seen'},
			);
};

function newRole(situation: Situation): Correction | undefined {
	const {connection, profile} = situation;
	const document = freshDocument(situation, 'trust-policy');
	return (
		document && {
			...document,
			consolePath: 'IAM > Roles > Create role > Custom trust policy',
			consoleUrl: createRoleUrl(accountOf(profile.principal), connection.externalId ?? ''),
		}
	);
}

const boundaryTitle = 'Permissions boundary of the role';

const boundary: CheckFunction = (situation) => {
	const skipped = skipWithoutRole(situation, boundaryTitle);
	if (skipped !== undefined) {
		return skipped;
	}

	const {boundary: seen, snapshot} = situation;
	if (seen.state === 'none') {
		return pass(boundaryTitle, 'The role has no permissions boundary.', {code: 'no-boundary'});
	}

	if (seen.state === 'unseen') {
		const isNotHandedIn =
			snapshot.source === 'documents' && snapshot.role.boundary.status === 'not-looked';
		return isNotHandedIn
			? unknown(
					boundaryTitle,
					`${unseenInWords(seen.unseen)} A permissions boundary limits what the policies of the role can give; the other checks take it that there is none.`,
					'Look at IAM > Roles > the role > Permissions > Permissions boundary. If one is set, put that policy into boundary-policy.json; if none is set, write null into that file.',
					{required: false, code: 'not-seen'},
				)
			: unknown(
					boundaryTitle,
					`${unseenInWords(seen.unseen)} A permissions boundary limits what the policies of the role can give.`,
					'Check again with an identity that is allowed iam:GetRole, iam:GetPolicy and iam:GetPolicyVersion, or look at IAM > Roles > the role > Permissions > Permissions boundary.',
					{code: 'not-seen'},
				);
	}

	return judgeBoundary(situation, {name: 'permissions boundary', document: seen.document});
};

function judgeBoundary(situation: Situation, policy: NamedPolicy) {
	const {profile} = situation;
	const rulings = (['bucket', 'key'] as const).flatMap((on) =>
		ruleOnNeeds(situation, actionsNeeded(situation, on), within(situation, policy, on)),
	);
	const {refused, open, unneededRefused} = worstOf(rulings);
	const [first] = refused;
	if (first !== undefined) {
		const lost = refused.map(({need}) => need.action);
		const explicit = refused.find(({all}) => all.ruling.outcome === 'ExplicitlyDenied');
		const isPart = refused.every(({all}) => all.extent === 'part');
		return fail(
			boundaryTitle,
			`The permissions boundary takes away ${isPart ? 'a part of ' : ''}what ${profile.name} needs: ${inWords(lost)}. Whatever a boundary does not allow, no policy of the role can give.`,
			explicit === undefined
				? `Allow ${inWords(lost)} in the boundary (IAM > Roles > the role > Permissions > Permissions boundary), or have the boundary removed.`
				: 'Take the denying statement out of the boundary or make an exception in it, or have the boundary removed.',
			{
				code: `${explicit === undefined ? 'not-allowed' : 'denied'}${isPart ? '-in-part' : ''}`,
				actions: lost,
				request: (explicit ?? first).all.request,
				blame: blameOf(
					explicit?.all.ruling.statements[0] ?? first.all.ruling.near[0],
					'bucket-policy',
				),
			},
		);
	}

	const [undecided] = open;
	if (undecided === undefined && unneededRefused.length > 0) {
		const lost = unneededRefused.map(({need}) => need.action);
		return warn(
			boundaryTitle,
			`The permissions boundary allows what ${profile.name} cannot do without, but not ${inWords(lost)}, which its article gives too.`,
			`If nothing is missed, leave it as it is; otherwise allow ${inWords(lost)} in the boundary.`,
			{code: 'optional-action-missing', actions: lost, request: unneededRefused[0]?.all.request},
		);
	}

	if (undecided === undefined) {
		return pass(boundaryTitle, `The permissions boundary allows all that ${profile.name} needs.`, {
			code: 'allowed',
		});
	}

	const {need, all} = undecided;
	return all.code === 'budget' || all.code === 'internal-disagreement'
		? undecidedFinding(boundaryTitle, all.code, {actions: [need.action]})
		: unknown(
				boundaryTitle,
				`Whether the permissions boundary allows ${need.action} depends on ${inWords(all.ruling.unknownKeys) || 'something'}, which cannot be seen from here.`,
				`Make sure that the condition in the boundary holds when ${profile.name} uses the bucket.`,
				{
					code: 'depends-on-keys',
					actions: [need.action],
					request: all.request,
					blame: blameOf(all.ruling.statements[0], 'bucket-policy'),
				},
			);
}

/** The boundary alone: everything else is taken to allow. */
function within(
	{connection}: Situation,
	boundary: NamedPolicy,
	resourceKind: 'bucket' | 'key',
): Policies {
	const everything = {identity: 'unseen', boundary, resourceKind} as const;
	// A key leaves it to the account of the role; a key of another account has to name that account too.
	const delegated: NamedPolicy = {
		name: 'everything',
		document: {
			Version: '2012-10-17',
			Statement: {
				Effect: 'Allow',
				Principal: {AWS: connection.accountId},
				Action: '*',
				Resource: '*',
			},
		},
	};
	return {
		set: resourceKind === 'key' ? {...everything, resource: delegated} : everything,
		unseen: [],
	};
}

export const roleChecks = {
	'role.exists': exists,
	'role.boundary': boundary,
};
