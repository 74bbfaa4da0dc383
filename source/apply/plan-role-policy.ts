import type {RolePolicy} from '../account/index.ts';
import {bucketArn} from '../aws/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	documentSize,
	documentText,
	type MergeResult,
	mergePolicy,
} from '../documents/index.ts';
import {refusalOf, UserError} from '../errors.ts';
import {listOf, type NamedPolicy} from '../policy/index.ts';
import {rolePoliciesAllow, type Situation} from '../verify/index.ts';
import {
	blocked,
	documentDiff,
	isObjects,
	type Planner,
	type Planning,
	refused,
	unchanged,
	unseenPolicy,
} from './plan-step.ts';
import type {Obstacle, PlanStep} from './types.ts';

const id = 'role-policy';

/** An inline policy that could be seen. */
type Inline = {readonly name: string; readonly text: string};

/** Gives the role the rights of the article, in the inline policy that holds them already, else in one of its own. */
export const planRolePolicy: Planner = (planning) => {
	const {situation} = planning;
	const {rolePolicies, snapshot} = situation;
	const {policies} = snapshot.role;
	if (rolePolicies.state === 'unseen') {
		return blocked(id, unseenPolicy(rolePolicies.unseen));
	}

	try {
		const inline = inlinePolicies(policies.status === 'found' ? policies.value : []);
		return plan(planning, inline);
	} catch (error) {
		return blocked(id, refused(error), 'update');
	}
};

function plan(planning: Planning, inline: readonly Inline[]): PlanStep {
	const {situation, leastPrivilege} = planning;
	const {profile} = situation;
	const isAllowed = allowsAll(situation);
	const own = ownPolicy(planning, inline);
	const isOwnRight = own !== undefined && !own.result.changed;
	if (isOwnRight || (isAllowed && (!leastPrivilege || own === undefined))) {
		return unchanged(id, {code: 'allows-already', facts: {}});
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
				after: documentText(documentOf(situation, leastPrivilege).document),
			};
	const obstacle = sizeObstacle(inline, policyName, after);
	const action = before === undefined ? 'create' : 'update';
	return obstacle === undefined
		? {
				id,
				action,
				detail: {
					code: before === undefined ? 'adds-inline-policy' : 'completes-inline-policy',
					facts: {policyName},
				},
				reason: leastPrivilege && hasNarrower(situation) ? 'advice' : 'article',
				change: {
					kind: 'document',
					document: id,
					policyName,
					before,
					after,
				},
				diff: documentDiff(before, after),
			}
		: blocked(id, obstacle, action);
}

function inlinePolicies(policies: readonly RolePolicy[]): Inline[] {
	return policies.flatMap(({kind, name, text}) =>
		kind === 'inline' && text.status === 'found' ? [{name, text: text.value}] : [],
	);
}

function documentOf({connection, profile}: Situation, leastPrivilege: boolean): ConnectionDocument {
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

/** The inline policy that holds statements of the vendor, with what it would be. */
function ownPolicy(
	{situation, leastPrivilege}: Planning,
	inline: readonly Inline[],
): (Inline & {readonly result: MergeResult}) | undefined {
	const {connection, profile} = situation;
	const document = documentOf(situation, leastPrivilege);
	for (const policy of inline) {
		try {
			const name = `The policy ${policy.name}`;
			const result = mergePolicy(policy.text, document, {connection, profile, name});
			if (result.changes.some(({kind}) => kind !== 'added')) {
				return {...policy, result};
			}
		} catch (error) {
			// One of somebody else, or one that has our Sids for something else: it is left alone.
			refusalOf(error);
		}
	}

	return undefined;
}

/**
 * Whether the role's policies together allow what the narrower of the vendor's documents does. What denies is
 * somebody else's and no reason to allow the same once more.
 */
function allowsAll(situation: Situation): boolean {
	const {rolePolicies} = situation;
	const identity =
		rolePolicies.state === 'there' ? rolePolicies.policies.map((policy) => allowing(policy)) : [];
	const statements = listOf(documentOf(situation, true).document.Statement);
	return statements.every(({Action, Resource}) =>
		listOf(Action).every((action) =>
			listOf(Resource).every((resource) => {
				const on =
					resource === bucketArn(situation.connection)
						? 'bucket'
						: isObjects(resource, situation)
							? 'object'
							: 'key';
				return rolePoliciesAllow(situation, identity, action, on);
			}),
		),
	);
}

function allowing({name, document}: NamedPolicy): NamedPolicy {
	const Statement = listOf(document.Statement).filter(({Effect}) => Effect === 'Allow');
	return {name, document: {...document, Statement}};
}

/** A name that no inline policy of the role has yet; IAM takes 128 of these characters. */
function freeName(profileId: string, inline: readonly Inline[]): string {
	const taken = new Set(inline.map(({name}) => name.toLowerCase()));
	const base = `${profileId.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 100)}-access`;
	let name = base;
	for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
		name = `${base}-${number}`;
	}

	return name;
}

/** The inline policies of a role share one limit. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function sizeObstacle(
	inline: readonly Inline[],
	changedName: string,
	after: string,
): Obstacle | undefined {
	const others = inline.filter(({name}) => name !== changedName).map(({text}) => text);
	const sizes = [...others, after].map((text) => documentSize(id, text));
	const used = sizes.reduce((sum, size) => sum + size.used, 0);
	const limit = sizes.at(-1)?.limit ?? 0;
	return used > limit ? {code: 'policies-too-long', facts: {used, limit}} : undefined;
}
