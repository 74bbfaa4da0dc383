import {
	buildDocuments,
	type ConnectionDocument,
	checkLimits,
	documentText,
	isDeadPrincipal,
	mergePolicy,
	removePrincipals,
	roleArn,
} from '../documents/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
import type {Situation} from '../verify/index.ts';
import {unseenInWords, whyUnseen} from '../words/index.ts';
import {
	blocked,
	changing,
	documentDiff,
	type Planner,
	refusalText,
	unchanged,
} from './plan-step.ts';

/** Creates the role together with its trust policy where there is none. */
export const planRole: Planner = (planning) => {
	const {situation} = planning;
	const {connection, profile, snapshot} = situation;
	const {role, policies} = snapshot.role;
	const {roleName = '', rolePath = '/', bucket} = connection;
	if (role.status === 'found') {
		return role.value.arn === roleArn(connection)
			? unchanged('role', planning, 'The role is there.')
			: blocked(
					'role',
					planning,
					`There is a role ${role.value.arn}, and the connection says ${roleArn(connection)}. An account cannot have two roles of one name: put that path and name into the connection, or choose another name.`,
				);
	}

	if (role.status !== 'absent' || policies.status === 'found') {
		const why = role.status === 'absent' ? 'AWS contradicts itself.' : whyUnseen(role);
		return blocked(
			'role',
			planning,
			`Whether there is a role "${roleName}" could not be seen. ${why}`,
		);
	}

	try {
		const trustPolicy = documentText(trustDocument(situation).document);
		return changing('role', planning, {
			action: 'create',
			detail: `Creates the role, trusted by ${profile.name} with your external ID alone.`,
			reason: 'article',
			change: {
				kind: 'create-role',
				roleName,
				rolePath,
				trustPolicy,
				description: describable(`Lets ${profile.name} use the S3 bucket ${bucket}`),
			},
			diff: documentDiff(undefined, trustPolicy),
		});
	} catch (error) {
		return blocked('role', planning, refusalText(error), 'create');
	}
};

/** Has the role trust the vendor with the external ID; whoever else is trusted stays. */
export const planTrustPolicy: Planner = (planning) => {
	const id = 'trust-policy';
	const {situation, earlier} = planning;
	const {trustPolicy: seen, profile} = situation;
	if (earlier.some(({change}) => change?.kind === 'create-role')) {
		return {
			...unchanged(id, planning, 'Comes with the role, in the same call.'),
			action: 'create',
			reason: 'article',
		};
	}

	if (seen.state !== 'there') {
		return blocked(
			id,
			planning,
			seen.state === 'unseen'
				? unseenInWords(seen.unseen)
				: 'There is no role that could have a trust policy.',
		);
	}

	try {
		const {connection} = situation;
		const merged = mergePolicy(seen.text, trustDocument(situation), {
			connection,
			profile,
			name: 'The trust policy',
		});
		if (!merged.changed) {
			return unchanged(id, planning, `The role trusts ${profile.name} as it should.`);
		}

		const after = withoutDead(merged.text);
		checkLimits(id, after, exitCodes.failed);
		return changing(id, planning, {
			action: 'update',
			detail: [
				`Has the role trust ${profile.principal} with your external ID; everything else in it stays.`,
				...merged.notes,
				after === merged.text
					? ''
					: 'Whoever was deleted is taken out, since AWS saves no policy that names them.',
			]
				.join(' ')
				.trim(),
			reason: 'article',
			change: {kind: 'document', document: id, before: seen.text, after},
			diff: documentDiff(seen.text, after),
		});
	} catch (error) {
		return blocked(id, planning, refusalText(error), 'update');
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
