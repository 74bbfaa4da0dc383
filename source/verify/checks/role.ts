import {createRoleUrl} from '../../documents/index.ts';
import {
	type AccessRequest,
	type Decision,
	decide,
	type NamedPolicy,
	type PolicySet,
} from '../../policy/index.ts';
import {freshDocument} from '../corrected-policy.ts';
import {blameOf, type CheckFunction, fail, inWords, pass, unknown} from '../finding.ts';
import {formHint} from '../form-hint.ts';
import {neededBucketRequests, neededKeyRequests} from '../needed-actions.ts';
import {rolePresence, skipRole, skipWithoutRole} from '../presence.ts';
import {type Situation, whyUnseen} from '../situation.ts';
import type {CheckId, Correction} from '../types.ts';

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
			{correction: newRole(situation)},
		);
	}

	const {role} = situation.snapshot.role;
	if (role.status === 'found' && role.value.arn !== principal) {
		return fail(
			existsTitle,
			`The role is ${role.value.arn}, and the connection says ${principal}: the path or the spelling is another one, so the policies and the form name a role that does not exist.`,
			`Put the path and name of ${role.value.arn} into the connection (rolePath, roleName)${formHint(profile, 'roleArn')}, and paste the bucket policy anew.`,
		);
	}

	return presence === 'there'
		? pass(existsTitle, `There is a role ${principal}.`)
		: unknown(
				existsTitle,
				role.status === 'found' || role.status === 'absent'
					? `Whether there is a role "${roleName}" could not be seen.`
					: whyUnseen(role),
				situation.snapshot.source === 'documents'
					? 'Put the trust policy of the role into trust-policy.json.'
					: 'Check again with an identity that is allowed iam:GetRole on it, or look at IAM > Roles.',
			);
};

function newRole(situation: Situation): Correction | undefined {
	const {connection, profile} = situation;
	const document = freshDocument(situation, 'trust-policy');
	return (
		document && {
			...document,
			consolePath: 'IAM > Roles > Create role > Custom trust policy',
			consoleUrl: createRoleUrl(connection, profile),
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
		// No document can say that there is none.
		return snapshot.source === 'documents'
			? unknown(
					boundaryTitle,
					'Documents do not show whether the role has a permissions boundary, which limits what its policies can give.',
					'Look at IAM > Roles > the role > Permissions > Permissions boundary. If it is set, put that policy into boundary-policy.json.',
					{required: false},
				)
			: pass(boundaryTitle, 'The role has no permissions boundary.');
	}

	if (seen.state === 'unseen') {
		return unknown(
			boundaryTitle,
			`${seen.reason} A permissions boundary limits what the policies of the role can give.`,
			'Check again with an identity that is allowed iam:GetRole, iam:GetPolicy and iam:GetPolicyVersion, or look at IAM > Roles > the role > Permissions > Permissions boundary.',
			{
				required: snapshot.source !== 'documents' || snapshot.role.boundary.status !== 'not-looked',
			},
		);
	}

	return judgeBoundary(situation, {name: 'permissions boundary', document: seen.document});
};

function judgeBoundary(situation: Situation, policy: NamedPolicy) {
	const decisions = [
		...neededBucketRequests(situation).map((request) => within(policy, request, 'bucket')),
		...neededKeyRequests(situation).map((request) => within(policy, request, 'key')),
	];
	const denied = decisions.filter(({outcome}) => /Denied$/.test(outcome));
	const [first] = denied;
	if (first !== undefined) {
		const lost = denied.map(({request}) => request.action);
		const explicit = denied.find(({outcome}) => outcome === 'ExplicitlyDenied');
		return fail(
			boundaryTitle,
			`The permissions boundary takes away what ${situation.profile.name} needs: ${inWords(lost)}. Whatever a boundary does not allow, no policy of the role can give.`,
			explicit === undefined
				? `Allow ${inWords(lost)} in the boundary (IAM > Roles > the role > Permissions > Permissions boundary), or have the boundary removed.`
				: 'Take the denying statement out of the boundary or make an exception in it, or have the boundary removed.',
			{blame: blameOf(explicit?.statements[0] ?? first.near[0], 'bucket-policy')},
		);
	}

	const [open] = decisions.filter(({outcome}) => outcome === 'Unknown');
	return open === undefined
		? pass(
				boundaryTitle,
				`The permissions boundary allows all that ${situation.profile.name} needs.`,
			)
		: unknown(
				boundaryTitle,
				`Whether the permissions boundary allows ${open.request.action} depends on ${inWords(open.unknownKeys) || 'something'} that cannot be seen from here.`,
				`Make sure that the condition in the boundary holds when ${situation.profile.name} uses the bucket.`,
				{blame: blameOf(open.statements[0], 'bucket-policy')},
			);
}

/** The boundary alone: everything else is taken to allow. */
function within(
	boundary: NamedPolicy,
	request: AccessRequest,
	resourceKind: 'bucket' | 'key',
): Decision & {readonly request: AccessRequest} {
	const everything: PolicySet = {identity: 'unseen', boundary, resourceKind};
	const delegated: NamedPolicy = {
		name: 'everything',
		document: {
			Version: '2012-10-17',
			Statement: {
				Effect: 'Allow',
				Principal: {AWS: request.principal?.split(':')[4] ?? ''},
				Action: '*',
				Resource: '*',
			},
		},
	};
	return {
		...decide(request, resourceKind === 'key' ? {...everything, resource: delegated} : everything),
		request,
	};
}

export const roleChecks = {
	'role.exists': exists,
	'role.boundary': boundary,
} satisfies Partial<Record<CheckId, CheckFunction>>;
