import type {Role} from '../account/index.ts';
import {hasExtras, type RoleExtras} from '../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	checkLimits,
	documentText,
	isDeadPrincipal,
	removePrincipals,
	roleArn,
} from '../documents/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
import {
	type Finding,
	manyExamples,
	proposeMerge,
	type Situation,
	situationOf,
} from '../verify/index.ts';
import type {NewRole} from './new-role.ts';
import {outcomeOf} from './plan-outcome.ts';
import {
	blocked,
	documentDiff,
	effectOf,
	findingsOf,
	notSeen,
	type Planner,
	refused,
	told,
	unchanged,
	unseenPolicy,
} from './plan-step.ts';
import type {Change} from './types.ts';

/** Creates the role together with its trust policy where there is none. */
export const planRole: Planner = (planning) => {
	const {situation, newRole} = planning;
	const {connection, profile, snapshot} = situation;
	const {role, policies} = snapshot.role;
	const {roleName = '', rolePath = '/', bucket} = connection;
	const {boundaryPolicy, ...extras} = newRole;
	if (role.status === 'found') {
		const notGiven = notGivenTo(role.value, extras);
		return role.value.arn === roleArn(connection)
			? unchanged('role', {code: 'role-there', facts: hasExtras(notGiven) ? {notGiven} : {}})
			: blocked('role', {code: 'role-differs', facts: {arn: role.value.arn}});
	}

	if (role.status !== 'absent') {
		return blocked('role', notSeen('role', role));
	}

	if (policies.status === 'found') {
		return blocked('role', {code: 'contradicted', facts: {what: 'role'}});
	}

	const {permissionsBoundary} = extras;
	if (permissionsBoundary !== undefined && boundaryPolicy?.status === 'absent') {
		return blocked('role', {code: 'no-such-boundary', facts: {arn: permissionsBoundary}}, 'create');
	}

	try {
		const trustPolicy = documentText(trustDocument(situation).document);
		const change = {
			kind: 'create-role',
			roleName,
			rolePath,
			trustPolicy,
			description: describable(`Lets ${profile.name} use the S3 bucket ${bucket}`),
			...(hasExtras(extras) && {extras}),
		} as const;
		return {
			id: 'role',
			action: 'create',
			detail: {
				code: 'creates-role',
				facts: {
					...(hasExtras(extras) && {extras}),
					...(permissionsBoundary !== undefined && boundaryFound(situation, change, newRole)),
				},
			},
			reason: 'article',
			change,
			diff: documentDiff(undefined, trustPolicy),
			effect: effectOf(
				situation,
				proposeMerge({...situation, trustPolicy: {state: 'none'}}, 'trust-policy', ''),
			),
		};
	} catch (error) {
		return blocked('role', refused(error), 'create');
	}
};

/** What was asked for a new role, and the one that is there does not have. */
function notGivenTo(role: Role, {permissionsBoundary, tags}: RoleExtras): RoleExtras {
	return {
		...(permissionsBoundary !== undefined &&
			permissionsBoundary !== role.boundaryArn && {permissionsBoundary}),
		tags: tags.filter(({key, value}) => role.tags?.[key] !== value),
	};
}

/** What the check of the permissions boundary will say once the role is made. */
function boundaryFound(
	{snapshot, connection, profile}: Situation,
	change: Change,
	newRole: NewRole,
): {readonly boundary?: Finding} {
	const after = outcomeOf(snapshot, connection, change, newRole);
	const [boundary] = findingsOf(situationOf(after, connection, profile), 'role.boundary');
	return boundary === undefined ? {} : {boundary};
}

/** Has the role trust the vendor with the external ID; whoever else is trusted stays. */
export const planTrustPolicy: Planner = (planning) => {
	const id = 'trust-policy';
	const {situation, earlier} = planning;
	const {trustPolicy: seen} = situation;
	if (earlier.some(({change}) => change?.kind === 'create-role')) {
		return {
			id,
			action: 'create',
			detail: {code: 'comes-with-role', facts: {}},
			reason: 'article',
			diff: [],
		};
	}

	if (seen.state !== 'there') {
		return blocked(
			id,
			seen.state === 'unseen' ? unseenPolicy(seen.unseen) : {code: 'no-role', facts: {}},
		);
	}

	try {
		const merged = proposeMerge(situation, id, seen.text, {mostExamples: manyExamples});
		if (!merged.changed) {
			return unchanged(id, {code: 'trusts-already', facts: {}});
		}

		const after = withoutDead(merged.text);
		checkLimits(id, after, exitCodes.failed);
		return {
			id,
			action: 'update',
			detail: {
				code: 'adds-trust',
				facts: {merge: told(merged), takesOutDead: after !== merged.text},
			},
			reason: 'article',
			change: {kind: 'document', document: id, before: seen.text, after},
			diff: documentDiff(seen.text, after),
			effect: effectOf(situation, merged),
		};
	} catch (error) {
		return blocked(id, refused(error), 'update');
	}
};

function trustDocument({connection, profile}: Situation): ConnectionDocument {
	const [document] = buildDocuments(connection, profile, {only: 'trust-policy'});
	if (document === undefined) {
		throw new UserError('The vendor asks for no trust policy.');
	}

	return document;
}

/** AWS refuses to save a policy that names somebody who was deleted. */
function withoutDead(text: string): string {
	const statements = listOf((JSON.parse(text) as PolicyDocument).Statement);
	// From the end, so that the places of those before stay what they are.
	return [...statements.keys()]
		.toReversed()
		.reduce((left, index) => removePrincipals(left, index, isDeadPrincipal) ?? left, text);
}

/** What IAM takes as a role's description. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function describable(text: string): string {
	return text.replaceAll(/[^\u0020-\u007E\u00A1-\u00FF]/g, ' ').slice(0, 1000);
}
