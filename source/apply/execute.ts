import type {Writer} from '../account/index.ts';
import type {Connection} from '../connection/index.ts';
import {refuseOtherAccount} from './account-check.ts';
import {createBucket, createRole} from './create.ts';
import {stepNeeds} from './step-needs.ts';
import {rulesText, type Target} from './target.ts';
import type {ApplyStepId, Change, Outcome, Plan, PlanStep, RunDetail, StepResult} from './types.ts';
import {changeTarget, type WriteContext} from './write-target.ts';

export type ExecuteContext = WriteContext & {
	/** Called after each step, also for those that are not run. */
	readonly onStep?: (result: StepResult, index: number) => void;
};

const stopped: RunDetail = {code: 'stopped', facts: {}};

/** What a change is about, and what it writes. */
function targetOf(
	change: Extract<Change, {kind: 'document' | 'encryption'}>,
	connection: Connection,
): {readonly target: Target; readonly before: string | undefined; readonly after: string} {
	const {bucket, region, accountId, roleName = '', kmsKeyArn = '', queueArn = ''} = connection;
	const place = {bucket, region, ownerId: accountId};
	if (change.kind === 'encryption') {
		return {
			target: {kind: 'bucket-encryption', place},
			before: change.before && rulesText(change.before),
			after: rulesText(change.after),
		};
	}

	const {before, after} = change;
	switch (change.document) {
		case 'bucket-policy':
		case 'bucket-cors':
		case 'bucket-notification':
			return {target: {kind: change.document, place}, before, after};
		case 'queue-policy':
			return {target: {kind: 'queue-policy', queueArn}, before, after};
		case 'key-policy':
			return {target: {kind: 'key-policy', keyArn: kmsKeyArn}, before, after};
		case 'trust-policy':
			return {target: {kind: 'trust-policy', roleName}, before, after};
		case 'role-policy': {
			const {policyName = ''} = change;
			return {target: {kind: 'role-policy', roleName, policyName}, before, after};
		}
	}
}

async function make(
	writer: Writer,
	context: WriteContext,
	connection: Connection,
	change: Change,
): Promise<Outcome> {
	const {accountId} = connection;
	switch (change.kind) {
		case 'create-bucket':
			return createBucket(writer, context, {...change, accountId});
		case 'create-role':
			return createRole(writer, context, {...change, accountId});
		default:
			return changeTarget(writer, context, {accountId, ...targetOf(change, connection)});
	}
}

/**
 * Does what the plan says, in its order, and gives a result for every step. Each document is read again right before it
 * is written and left alone where it changed; it is backed up first and read back afterwards.
 *
 * A step that cannot be done from here (`obstacle`) is not run, nor is what needs it; the others are. After a failure,
 * or once the signal fires, nothing else is run: what failed may be what the rest relied on. Steps with nothing to do
 * are done in any case. Whatever was done stays, and to run again with a new plan goes on from there.
 *
 * Throws `UserError` before anything is changed where the credentials are of another account. Errors that are neither
 * of AWS nor of the disk are defects and passed on.
 */
export async function executePlan(
	plan: Plan,
	writer: Writer,
	context: ExecuteContext,
): Promise<StepResult[]> {
	const {connection} = plan.about;
	await refuseOtherAccount(writer, connection.accountId);
	const results: StepResult[] = [];
	const blocked = new Set<ApplyStepId>();
	let halt: RunDetail | undefined;

	const run = async (step: PlanStep): Promise<Omit<StepResult, 'id' | 'action'>> => {
		if (step.obstacle !== undefined) {
			blocked.add(step.id);
			return {status: 'not-run', detail: step.obstacle};
		}

		if (step.action === 'none') {
			return {status: 'done', detail: {code: 'nothing-to-do', facts: {}}};
		}

		if (halt !== undefined || context.signal?.aborted === true) {
			return {status: 'not-run', detail: halt ?? stopped};
		}

		const missing = stepNeeds[step.id].find((id) => blocked.has(id));
		if (missing !== undefined) {
			blocked.add(step.id);
			return {status: 'not-run', detail: {code: 'needs-blocked', facts: {step: missing}}};
		}

		return step.change === undefined
			? {status: 'done', detail: step.detail}
			: make(writer, context, connection, step.change);
	};

	for (const [index, step] of plan.steps.entries()) {
		const {status, detail, backup} = await run(step);
		if (status === 'failed') {
			halt ??= {code: 'after-failure', facts: {step: step.id}};
		} else if (status === 'not-run' && context.signal?.aborted === true) {
			halt ??= stopped;
		}

		const result: StepResult = {
			id: step.id,
			action: step.action,
			status,
			detail,
			...(backup !== undefined && {backup}),
		};
		results.push(result);
		context.onStep?.(result, index);
	}

	return results;
}
