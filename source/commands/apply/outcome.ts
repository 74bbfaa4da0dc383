import {answersIn, type Identity, type Snapshot} from '../../account/index.ts';
import {
	isBlind,
	type Plan,
	type StepEffect,
	type StepResult,
	type Target,
} from '../../apply/index.ts';
import {type ExitCode, exitCodes} from '../../errors.ts';
import {
	harmlessJson,
	presentOrigin,
	presentStep,
	type Result,
	resultInWords,
	type StepInWords,
	untouchedInWords,
} from '../../words/index.ts';
import type {NeededPermissions} from '../permissions.ts';
import type {Opened} from './account.ts';

/** What came of a step, in words. */
export type ShownResult = Pick<StepResult, 'action' | 'status' | 'backup'> & {
	/** Of an undo, what was undone. */
	readonly id: StepResult['id'] | Target['kind'];
	readonly detail: string;
	readonly diff: readonly string[];
	/** The step as it was planned; absent for an undo. */
	readonly planned?: StepInWords;
	/** What the change gives and takes, a request for each; absent for an undo. */
	readonly effect?: Pick<StepEffect, 'gains' | 'losses'>;
};

/** What a run of `apply` came to. */
export type ApplyOutcome = {
	readonly origin: Opened['origin'];
	readonly identity: Identity;
	readonly steps: readonly ShownResult[];
	/** The run's ID, for `--undo`; absent where nothing was changed. */
	readonly run?: string | undefined;
	/** Absent for an undo. */
	readonly plan?: Plan;
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

/** What came of the steps of a plan, in words; `results` are of the same length and order. */
export function shownResults({steps, about}: Plan, results: readonly StepResult[]): ShownResult[] {
	return steps.flatMap((step, index) => {
		const result = results[index];
		const planned = presentStep(step, about);
		return result === undefined
			? []
			: [
					{
						...result,
						detail: resultInWords(result, about),
						diff: planned.diff,
						planned,
						effect: step.effect ?? {gains: [], losses: []},
					},
				];
	});
}

/** The outcome as indented JSON: what the contract names, and beside it where all this is and what else is known. */
export function outcomeJson(outcome: ApplyOutcome): string {
	const {origin, identity, steps, run, plan, verification, permissions} = outcome;
	const {source, endpoint} = origin;
	const vendorProfile = plan && presentOrigin(plan.about.profile);
	const value = {
		steps: steps.map(stepFields),
		...(run !== undefined && {run}),
		source,
		...(source === 'practice' && {practice: true}),
		...(endpoint !== undefined && {endpoint}),
		account: identity,
		...(vendorProfile !== undefined && {vendorProfile}),
		...(plan !== undefined && {untouched: untouchedInWords(plan)}),
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

function requestsIn(differences: StepEffect['gains']) {
	return differences.map(({witness: {principal, action, resource}}) => ({
		principal,
		action,
		resource,
	}));
}

function stepFields({id, action, status, detail, diff, planned, backup, effect}: ShownResult) {
	return {
		id,
		action,
		status,
		detail,
		...(planned !== undefined && {title: planned.title}),
		...(planned?.reason !== undefined && {reason: planned.reason}),
		...(planned?.isBlocked === true && {obstacle: planned.detail}),
		diff,
		...(effect !== undefined && {
			gains: requestsIn(effect.gains),
			losses: requestsIn(effect.losses),
		}),
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
	isInterrupted: boolean,
): ExitCode {
	if (steps.some(({status}) => status === 'failed')) {
		return exitCodes.failed;
	}

	const left = steps.filter(({status}) => status === 'not-run');
	const obstacles = plan.steps.flatMap(({obstacle}) => obstacle ?? []);
	if (isInterrupted && left.length > obstacles.length) {
		return exitCodes.interrupted;
	}

	if (left.length === 0) {
		return exitCodes.done;
	}

	return obstacles.every(isBlind) ? exitCodes.unknown : exitCodes.failed;
}

/** The IAM actions that one was not allowed to look with. */
export function refusedLooks(snapshot: Snapshot): string[] {
	return answersIn(snapshot).flatMap((looked) =>
		looked.status === 'refused' ? [looked.action] : [],
	);
}
