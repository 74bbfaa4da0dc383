import type {Looked, Writer} from '../account/index.ts';
import {indentedJson, textDiff} from '../json/index.ts';
import {refuseOtherAccount} from './account-check.ts';
import type {Backup} from './backup-format.ts';
import {isAsWritten} from './compare.ts';
import {type Outcome, patiently} from './patience.ts';
import {accessTo, nameOf, type Target} from './target.ts';
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
	/** What it is about, e.g. `the bucket policy of acme-assets`. */
	readonly title: string;
	readonly action: 'restore' | 'delete' | 'nothing';
	/** What would happen and why, in a sentence. */
	readonly detail: string;
	/** Lines of a unified diff between what is there and what would be. */
	readonly diff: readonly string[];
	/** What was there when the plan was made; undefined where there was nothing. */
	readonly seen: string | undefined;
	/** Why it is not done. */
	readonly obstacle?: string;
};

const cannotRemove: Readonly<Partial<Record<Target['kind'], string>>> = {
	'trust-policy': 'A role always has a trust policy, so it cannot be removed, only replaced.',
	'key-policy': 'A key always has a key policy, so it cannot be removed, only replaced.',
	'bucket-encryption':
		'S3 encrypts every bucket, so the encryption cannot be removed, only set to something else.',
};

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
	const title = nameOf(resource);
	const nothing = {backup, title, action: 'nothing', diff: [], seen: undefined} as const;
	const read = textOf(current);
	if ('reason' in read) {
		const obstacle = `It cannot be seen what is there now. ${read.reason}`;
		return {...nothing, detail: `Nothing would be done to ${title}.`, obstacle};
	}

	const seen = read.text;
	if (isSame(kind, seen, before)) {
		return {...nothing, seen, detail: `There is nothing to undo: ${title} is as it was before.`};
	}

	const plan = {
		backup,
		title,
		seen,
		action: before === null ? 'delete' : 'restore',
		detail:
			before === null
				? `Removes ${title}, which was not there before.`
				: `Puts ${title} back to what it was at ${backup.takenAt}.`,
		diff: textDiff(
			seen === undefined ? '' : indentedJson(seen),
			before === null ? '' : indentedJson(before),
		),
	} as const;
	const impossible = before === null ? cannotRemove[kind] : roleIsGone(kind);
	if (impossible !== undefined) {
		return {...plan, obstacle: impossible};
	}

	return isSame(kind, seen, after) || acceptChanges
		? plan
		: {
				...plan,
				obstacle: `Somebody changed it after the backup: ${title} is neither as it was before nor as it was written then. To go back would lose that change.`,
			};
}

function roleIsGone(kind: Target['kind']): string | undefined {
	return kind === 'role' ? 'A deleted role is made again by apply, not by undo.' : undefined;
}

/**
 * Does what the undo plan says, after a look at whether still the same is there, and after a backup of it, so that the
 * undoing can be undone. Throws `UserError` where the credentials are of another account than the backup's.
 */
export async function executeUndo(
	plan: UndoPlan,
	writer: Writer,
	context: WriteContext,
): Promise<Outcome> {
	const {backup, action, seen, obstacle, detail} = plan;
	const {accountId, resource, before} = backup;
	await refuseOtherAccount(writer, accountId);
	if (obstacle !== undefined) {
		return {status: 'not-run', detail: obstacle};
	}

	if (action === 'nothing') {
		return {status: 'done', detail};
	}

	if (context.signal?.aborted === true) {
		return {status: 'not-run', detail: 'Stopped before anything was changed.'};
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
		if ('reason' in current) {
			return {
				status: 'failed',
				detail: `It could not be read again, so nothing was removed. ${current.reason}`,
			};
		}

		if (current.text === undefined) {
			return {status: 'done', detail: `It is gone already: ${nameOf(target)}.`};
		}

		if (remove === undefined || !isExpected(target, before, current.text)) {
			return {
				status: 'failed',
				detail: 'It was changed since the plan was made, so nothing was removed. Run again.',
			};
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
		return {status: 'done', detail: note ?? `Removed: ${nameOf(target)}.`};
	});
	return path === undefined ? outcome : {...outcome, backup: path};
}
