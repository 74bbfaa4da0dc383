import type {Identity, Looked, Snapshot} from '../../account/index.ts';
import type {ApplyStepId, Plan, PlanStep, StepResult} from '../../apply/index.ts';
import {type ExitCode, exitCodes} from '../../errors.ts';
import {harmlessJson, type Result} from '../../verify/index.ts';
import type {NeededPermissions} from '../permissions.ts';
import type {Opened} from './account.ts';

/** What a run of `apply` came to. */
export type ApplyOutcome = {
	readonly origin: Opened['origin'];
	readonly identity: Identity;
	readonly steps: readonly StepResult[];
	/** Of the same length and order as the results; absent for an undo. */
	readonly plan?: Plan;
	/** Lines of a diff, for an undo. */
	readonly diff?: readonly string[];
	readonly verification?: Result | undefined;
	readonly permissions?: NeededPermissions | undefined;
};

/** The steps of a plan that is not carried out. */
export function plannedResults({steps}: Plan): StepResult[] {
	return steps.map(({id, action, detail, obstacle}) => ({
		id,
		action,
		status: obstacle !== undefined ? 'not-run' : action === 'none' ? 'done' : 'planned',
		detail: obstacle ?? detail,
	}));
}

/** The outcome as indented JSON: what the contract names, and beside it where all this is and what else is known. */
export function outcomeJson(outcome: ApplyOutcome): string {
	const {origin, identity, steps, plan, diff, verification, permissions} = outcome;
	const {source, endpoint} = origin;
	const value = {
		steps: steps.map((result, index) => stepFields(result, plan?.steps[index], diff)),
		source,
		...(source === 'practice' && {practice: true}),
		...(endpoint !== undefined && {endpoint}),
		account: identity,
		...(plan !== undefined && {untouched: plan.untouched}),
		...(verification !== undefined && {
			verification: {
				verdict: verification.verdict,
				failures: verification.checks
					.filter(({status}) => status === 'fail')
					.map(({id, title, reason, fix}) => ({id, title, reason, fix})),
			},
		}),
		...(permissions !== undefined && {permissions}),
	};
	return `${harmlessJson(JSON.stringify(value, null, 2))}\n`;
}

function stepFields(
	{id, action, status, detail, backup}: StepResult,
	step: PlanStep | undefined,
	diff: readonly string[] | undefined,
) {
	return {
		id,
		action,
		status,
		detail,
		...(step !== undefined && {title: step.title}),
		...(step?.reason !== undefined && {reason: step.reason}),
		...(step?.obstacle !== undefined && {obstacle: step.obstacle}),
		diff: step?.diff ?? diff ?? [],
		...(backup !== undefined && {backup}),
	};
}

/**
 * 1 where a change could not be made; 3 where the only reason is that it could not be seen what is there; 130 where the
 * run was interrupted before all was done.
 */
export function exitCodeFor(
	plan: Plan,
	steps: readonly StepResult[],
	snapshot: Snapshot,
	isInterrupted: boolean,
): ExitCode {
	if (steps.some(({status}) => status === 'failed')) {
		return exitCodes.failed;
	}

	const left = steps.filter(({status}) => status === 'not-run');
	const blocked = plan.steps.filter(({obstacle}) => obstacle !== undefined);
	if (isInterrupted && left.length > blocked.length) {
		return exitCodes.interrupted;
	}

	if (left.length === 0) {
		return exitCodes.done;
	}

	const unseen = blocked.filter(({id}) => !isSeen(factsOf(id, snapshot)));
	const isBlind = blocked.every((step) =>
		unseen.some(({obstacle = ''}) => step.obstacle?.includes(obstacle)),
	);
	return isBlind ? exitCodes.unknown : exitCodes.failed;
}

/** What a step is planned from: where it could not be seen, the step cannot be planned. */
function factsOf(id: ApplyStepId, {bucket, role, key}: Snapshot): readonly Looked<unknown>[] {
	switch (id) {
		case 'bucket':
			return bucket.isOwned.status === 'found' ? [] : [bucket.existence, bucket.isOwned];
		case 'bucket-encryption':
			return [bucket.encryption, key.metadata];
		case 'role':
		case 'trust-policy':
			return [role.role];
		case 'role-policy':
			return [
				role.policies,
				...(role.policies.status === 'found' ? role.policies.value.map(({text}) => text) : []),
			];
		case 'bucket-policy':
			return [bucket.policy];
		case 'key-policy':
			return [key.metadata, key.policy];
	}
}

function isSeen(facts: readonly Looked<unknown>[]): boolean {
	return facts.every(({status}) => status !== 'refused' && status !== 'failed');
}

/** The IAM actions that one was not allowed to look with. */
export function refusedLooks({bucket, role, key}: Snapshot): string[] {
	const policies = role.policies.status === 'found' ? role.policies.value : [];
	const facts: readonly Looked<unknown>[] = [
		...Object.values(bucket),
		role.role,
		role.policies,
		role.boundary,
		...policies.map(({text}) => text),
		key.metadata,
		key.policy,
	];
	return facts.flatMap((looked) => (looked.status === 'refused' ? [looked.action] : []));
}
