import type {Looked, Writer} from '../account/index.ts';
import {indentedJson, textDiff} from '../json/index.ts';
import type {FailedLook, NoFacts} from '../verify/index.ts';
import {refuseOtherAccount} from './account-check.ts';
import type {Backup} from './backup-format.ts';
import {isAsWritten} from './compare.ts';
import {patiently} from './patience.ts';
import {accessTo, type Target} from './target.ts';
import type {Coded, Outcome, OutcomeDetail} from './types.ts';
import {
	backUp,
	isExpected,
	readBack,
	textOf,
	type WriteContext,
	writeTarget,
} from './write-target.ts';

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
};
type UndoObstacle = Coded<UndoObstacleFacts>;

/** What came of an undoing. */
export type UndoOutcome = Omit<Outcome, 'detail'> & {
	readonly detail: OutcomeDetail | UndoObstacle;
};

const notRemovable = ['trust-policy', 'key-policy', 'bucket-encryption'] as const;
type NotRemovable = (typeof notRemovable)[number];

function isSame(kind: Target['kind'], current: string | undefined, text: string | null): boolean {
	return current === undefined || text === null
		? current === undefined && text === null
		: isAsWritten(kind, current, text);
}

/**
 * What is there of the thing that the backup is of. Throws `UserError` where the credentials are of another account
 * than the backup's.
 */
export async function readCurrent(backup: Backup, writer: Writer): Promise<Looked<string>> {
	await refuseOtherAccount(writer, backup.accountId);
	return accessTo(writer, backup.resource).read();
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
		diff: textDiff(
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

	return before === null
		? removeTarget(writer, context, {accountId, target: resource, before: seen ?? ''})
		: writeTarget(writer, context, {accountId, target: resource, before: seen, after: before});
}

async function removeTarget(
	writer: Writer,
	context: WriteContext,
	{
		accountId,
		target,
		before,
	}: {readonly accountId: string; readonly target: Target; readonly before: string},
): Promise<Outcome> {
	const {read, remove} = accessTo(writer, target);
	let path: string | undefined;
	const outcome = await patiently(context, undefined, async () => {
		const current = textOf(await read());
		if ('why' in current) {
			return {
				status: 'failed',
				detail: {code: 'not-read-again', facts: {...current, isRemoval: true}},
			};
		}

		if (current.text === undefined) {
			return {status: 'done', detail: {code: 'gone-already', facts: {target}}};
		}

		if (remove === undefined || !isExpected(target, before, current.text)) {
			return {status: 'failed', detail: {code: 'changed-meanwhile', facts: {isRemoval: true}}};
		}

		if (path === undefined) {
			const saved = await backUp(context, {
				accountId,
				resource: target,
				before: current.text,
				after: null,
			});
			if ('outcome' in saved) {
				return saved.outcome;
			}

			path = saved.path;
		}

		await remove();
		const note = await readBack(context, read, (text) => text === undefined);
		return {status: 'done', detail: note ?? {code: 'removed', facts: {target}}};
	});
	return path === undefined ? outcome : {...outcome, backup: path};
}
