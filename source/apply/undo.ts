import {absent, found, type Looked, notLooked, type Writer} from '../account/index.ts';
import {indentedJson, textDiff} from '../json/index.ts';
import type {FailedLook, NoFacts} from '../verify/index.ts';
import {refuseOtherAccount} from './account-check.ts';
import type {Backup} from './backup-format.ts';
import {isAsWritten} from './compare.ts';
import {stepNeeds} from './step-needs.ts';
import {accessTo, type Target} from './target.ts';
import type {Coded, Outcome, OutcomeDetail} from './types.ts';
import {changeTarget, textOf, type WriteContext} from './write-target.ts';

export type UndoPlan = {
	readonly backup: Backup;
	readonly action: 'restore' | 'delete' | 'nothing';
	/** Lines of a unified diff between what is there and what would be. */
	readonly diff: readonly string[];
	/** What was there when the plan was made; undefined where there was nothing. */
	readonly seen: string | undefined;
	/** Why it is not done. */
	readonly obstacle?: UndoObstacle;
};

/** Why something is not put back, with the facts of each code. */
export type UndoObstacleFacts = {
	/** It cannot be seen what is there now. */
	readonly 'not-seen': {readonly why: FailedLook};
	/** AWS does not let one take it away. */
	readonly 'not-removable': {readonly kind: NotRemovable};
	/** A role that is gone is made by a new plan. */
	readonly 'role-gone': NoFacts;
	/** Somebody changed it after the backup. */
	readonly 'changed-after': {readonly target: Target};
	/** Something else of the same run stays, and may rely on it. */
	readonly 'needed-by': {readonly target: Target};
};
type UndoObstacle = Coded<UndoObstacleFacts>;

/** What came of an undoing. */
export type UndoOutcome = Omit<Outcome, 'detail'> & {
	readonly detail: OutcomeDetail | UndoObstacle;
};

const notRemovable = ['bucket', 'trust-policy', 'key-policy', 'bucket-encryption'] as const;
type NotRemovable = (typeof notRemovable)[number];

function isSame(kind: Target['kind'], current: string | undefined, text: string | null): boolean {
	return current === undefined || text === null
		? current === undefined && text === null
		: isAsWritten(kind, current, text);
}

/**
 * What is there of the things that the backups are of, in their order. Throws `UserError` where the credentials are of
 * another account than a backup's.
 */
export async function readCurrent(
	backups: readonly Backup[],
	writer: Writer,
): Promise<readonly Looked<string>[]> {
	for (const accountId of new Set(backups.map((backup) => backup.accountId))) {
		await refuseOtherAccount(writer, accountId);
	}

	return Promise.all(backups.map(({resource}) => accessTo(writer, resource).read()));
}

/**
 * How to go back to the backup: puts back the text of before, byte for byte, or removes what was not there before.
 * Refuses, by an obstacle, where something else is there than what was written after the backup, since somebody's later
 * change would be lost; with `acceptChanges` that is accepted.
 */
export function planUndo(
	backup: Backup,
	current: Looked<string>,
	{acceptChanges = false}: {readonly acceptChanges?: boolean} = {},
): UndoPlan {
	const {kind, resource, before, after} = backup;
	const nothing = {backup, action: 'nothing', diff: [], seen: undefined} as const;
	const read = textOf(current);
	if ('why' in read) {
		return {...nothing, obstacle: {code: 'not-seen', facts: read}};
	}

	const seen = read.text;
	if (isSame(kind, seen, before)) {
		return {...nothing, seen};
	}

	const plan = {
		backup,
		seen,
		action: before === null ? 'delete' : 'restore',
		diff:
			kind === 'bucket'
				? []
				: textDiff(
						seen === undefined ? '' : indentedJson(seen),
						before === null ? '' : indentedJson(before),
					),
	} as const;
	const lasting = notRemovable.find((one) => one === kind);
	if (before === null && lasting !== undefined) {
		return {...plan, obstacle: {code: 'not-removable', facts: {kind: lasting}}};
	}

	if (before !== null && kind === 'role') {
		return {...plan, obstacle: {code: 'role-gone', facts: {}}};
	}

	return isSame(kind, seen, after) || acceptChanges
		? plan
		: {...plan, obstacle: {code: 'changed-after', facts: {target: resource}}};
}

/**
 * Does what the undo plan says, after a look at whether still the same is there, and after a backup of it, so that the
 * undoing can be undone. Throws `UserError` where the credentials are of another account than the backup's.
 */
export async function executeUndo(
	plan: UndoPlan,
	writer: Writer,
	context: WriteContext,
): Promise<UndoOutcome> {
	const {backup, action, seen, obstacle} = plan;
	const {accountId, resource, before} = backup;
	await refuseOtherAccount(writer, accountId);
	if (obstacle !== undefined) {
		return {status: 'not-run', detail: obstacle};
	}

	if (action === 'nothing') {
		return {status: 'done', detail: {code: 'nothing-to-undo', facts: {target: resource}}};
	}

	if (context.signal?.aborted === true) {
		return {status: 'not-run', detail: {code: 'stopped-before', facts: {}}};
	}

	return changeTarget(writer, context, {
		accountId,
		target: resource,
		before: seen,
		after: before ?? undefined,
	});
}

/** What tells whether two backups are of the same thing. */
function keyOf({resource}: Backup): string {
	return JSON.stringify(resource);
}

/** What stays of a run and needs what going back would take from under it: that goes after it, or not at all. */
function needing(
	staying: readonly Target[],
	{backup: {kind}, action, obstacle}: UndoPlan,
): Target | undefined {
	return obstacle !== undefined || action === 'nothing'
		? undefined
		: staying.find((target) => stepNeeds[target.kind].includes(kind));
}

/** Whether going back to the backup makes no sense without the role, which is gone: it belongs to the role or names it. */
function needsRole({resource, before}: Backup, gone: Backup): boolean {
	if (gone.resource.kind !== 'role' || before === null) {
		return false;
	}

	const {roleName, rolePath} = gone.resource;
	return 'roleName' in resource
		? resource.roleName === roleName
		: before.includes(`"arn:aws:iam::${gone.accountId}:role${rolePath}${roleName}"`);
}

/**
 * How to go back to where a run began, in the order of its backups, the newest first. What was backed up twice goes back
 * step by step. What something newer of the run needs stays where that has to stay: a role that is named, the policy of a queue
 * that the bucket tells. What needs a role that the run deleted cannot go back.
 */
export function planRunUndo(
	backups: readonly Backup[],
	seen: readonly Looked<string>[],
): readonly UndoPlan[] {
	const now = new Map(
		backups.map((backup, index) => [keyOf(backup), seen[index] ?? notLooked('Nobody looked.')]),
	);
	const gone: Backup[] = [];
	const staying: Target[] = [];
	return backups.map((backup): UndoPlan => {
		const planned = planUndo(backup, now.get(keyOf(backup)) ?? notLooked('Nobody looked.'));
		const isWithoutRole =
			planned.action === 'restore' && gone.some((role) => needsRole(backup, role));
		const plan: UndoPlan =
			isWithoutRole && planned.obstacle === undefined
				? {...planned, obstacle: {code: 'role-gone', facts: {}}}
				: planned;
		if (plan.obstacle?.code === 'role-gone') {
			gone.push(backup);
		}

		const target = needing(staying, plan);
		const needed: UndoPlan =
			target === undefined ? plan : {...plan, obstacle: {code: 'needed-by', facts: {target}}};
		if (needed.obstacle !== undefined) {
			staying.push(backup.resource);
		} else if (needed.action !== 'nothing') {
			const {before} = backup;
			now.set(keyOf(backup), before === null ? absent('Undone') : found(before));
		}

		return needed;
	});
}

/**
 * Does what the plans say, one after the other, and gives an outcome for each. What one of them cannot do keeps only that back
 * which it needs; once the signal fires, nothing else is begun. Throws like `executeUndo`.
 */
export async function executeRunUndo(
	plans: readonly UndoPlan[],
	writer: Writer,
	context: WriteContext & {
		/** Called after each, also for those that are not done. */
		readonly onUndone?: (outcome: UndoOutcome, index: number) => void;
	},
): Promise<readonly UndoOutcome[]> {
	const outcomes: UndoOutcome[] = [];
	const staying: Target[] = [];
	for (const [index, plan] of plans.entries()) {
		const target = needing(staying, plan);
		const outcome: UndoOutcome =
			target === undefined
				? await executeUndo(plan, writer, context)
				: {status: 'not-run', detail: {code: 'needed-by', facts: {target}}};
		if (outcome.status !== 'done') {
			staying.push(plan.backup.resource);
		}

		outcomes.push(outcome);
		context.onUndone?.(outcome, index);
	}

	return outcomes;
}
