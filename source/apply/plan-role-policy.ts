import {newPolicyName} from '../aws/index.ts';
import {
	buildDocuments,
	type ConnectionPolicy,
	documentSize,
	documentText,
} from '../documents/index.ts';
import {UserError} from '../errors.ts';
import {parsePolicy} from '../policy/index.ts';
import {
	forgottenFolders,
	type InlinePolicy,
	inlinePolicies,
	refuseForgottenFolder,
	roleAccessChange,
	roleAllowsAll,
	type Situation,
	vendorInlinePolicy,
} from '../verify/index.ts';
import {
	blocked,
	documentDiff,
	type Planner,
	type Planning,
	refused,
	told,
	unchanged,
	unseenPolicy,
} from './plan-step.ts';
import type {Obstacle, PlanStep, StepEffect} from './types.ts';

const id = 'role-policy';

/** Gives the role the rights of the article, in the inline policy that holds them already, else in one of its own. */
export const planRolePolicy: Planner = (planning) => {
	const {situation} = planning;
	const {rolePolicies} = situation;
	if (rolePolicies.state === 'unseen') {
		return blocked(id, unseenPolicy(rolePolicies.unseen));
	}

	try {
		return plan(planning, inlinePolicies(situation));
	} catch (error) {
		return blocked(id, refused(error), 'update');
	}
};

function plan(planning: Planning, inline: readonly InlinePolicy[]): PlanStep {
	const {situation, leastPrivilege} = planning;
	const {profile} = situation;
	const isAllowed = roleAllowsAll(situation);
	const own = ownOf(planning);
	const isOwnRight = own !== undefined && !own.result.changed;
	if (isOwnRight || (isAllowed && (!leastPrivilege || own === undefined))) {
		return unchanged(id, {code: 'allows-already', facts: {}});
	}

	if (!isAllowed) {
		refuseForgottenFolder(situation, forgottenFolders(situation));
	}

	const {
		name: policyName,
		before,
		after,
	} = own
		? {name: own.name, before: own.text, after: own.result.text}
		: {
				name: freeName(profile.id, inline),
				before: undefined,
				after: documentText(documentOf(situation, leastPrivilege).inFolder),
			};
	const obstacle = sizeObstacle(inline, policyName, after);
	const action = before === undefined ? 'create' : 'update';
	return obstacle === undefined
		? {
				id,
				action,
				detail:
					own === undefined
						? {code: 'adds-inline-policy', facts: {policyName}}
						: {code: 'completes-inline-policy', facts: {policyName, merge: told(own.result)}},
				reason: leastPrivilege && hasNarrower(situation) ? 'advice' : 'article',
				change: {
					kind: 'document',
					document: id,
					policyName,
					before,
					after,
				},
				diff: documentDiff(before, after),
				effect: effectOfRole(situation, policyName, after, leastPrivilege),
			}
		: blocked(id, obstacle, action);
}

function documentOf({connection, profile}: Situation, leastPrivilege: boolean): ConnectionPolicy {
	const [document] = buildDocuments(connection, profile, {only: id, leastPrivilege});
	if (document === undefined) {
		throw new UserError('The vendor asks for no role policy.');
	}

	return document;
}

function hasNarrower({profile}: Situation): boolean {
	return profile.documents.some(
		(document) => document.id === id && document.narrower !== undefined,
	);
}

/** The inline policy that holds statements of the vendor; a policy that is about something else is left alone. */
function ownOf({situation, leastPrivilege}: Planning) {
	return vendorInlinePolicy(situation, documentOf(situation, leastPrivilege), {leastPrivilege});
}

function effectOfRole(
	situation: Situation,
	name: string,
	text: string,
	leastPrivilege: boolean,
): StepEffect {
	const {rolePolicies} = situation;
	const before = rolePolicies.state === 'there' ? rolePolicies.policies : [];
	const document = parsePolicy(text, id, 'The role policy');
	const after = [...before.filter((policy) => policy.name !== name), {name, document}];
	const {gains, losses} = roleAccessChange(situation, before, after, {leastPrivilege});
	return {gains, losses, denials: [], ends: []};
}

/** A name that no inline policy of the role has yet; IAM takes 128 of these characters. */
function freeName(profileId: string, inline: readonly InlinePolicy[]): string {
	const taken = new Set(inline.map(({name}) => name.toLowerCase()));
	const base = newPolicyName(profileId);
	let name = base;
	for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
		name = `${base}-${number}`;
	}

	return name;
}

/** The inline policies of a role share one limit. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function sizeObstacle(
	inline: readonly InlinePolicy[],
	changedName: string,
	after: string,
): Obstacle | undefined {
	const others = inline.filter(({name}) => name !== changedName).map(({text}) => text);
	const sizes = [...others, after].map((text) => documentSize(id, text));
	const used = sizes.reduce((sum, size) => sum + size.used, 0);
	const limit = sizes.at(-1)?.limit ?? 0;
	return used > limit ? {code: 'policies-too-long', facts: {used, limit}} : undefined;
}
