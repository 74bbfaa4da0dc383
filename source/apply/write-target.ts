import {type EncryptionRule, type Looked, WriteError, type Writer} from '../account/index.ts';
import {refusalOf} from '../errors.ts';
import {isSameJson} from '../json/index.ts';
import type {FailedLook} from '../verify/index.ts';
import {dropBackup, writeBackup} from './backup.ts';
import type {Backup} from './backup-format.ts';
import {isAsWritten} from './compare.ts';
import {answerOf, failure, notConfirmed, patiently, pause, type Waiting} from './patience.ts';
import {accessTo, rulesIn, rulesText, type Target} from './target.ts';
import type {Outcome, OutcomeDetail} from './types.ts';

export type WriteContext = Waiting & {
	/** Where backups go; made where it is not there. */
	readonly backupFolder: string;
	readonly now: () => Date;
};

export type TargetChange = {
	readonly accountId: string;
	readonly target: Target;
	/** What has to be there, or nothing is written. */
	readonly before: string | undefined;
	/** What shall be there; undefined to remove what is there. */
	readonly after: string | undefined;
};

/** Seconds between looks at what was written. */
const readBackDelays = [1, 2, 4];

/** The text, undefined where there is none; or, where that cannot be told, why not. */
export function textOf(
	current: Looked<string>,
): {readonly text: string | undefined} | {readonly why: FailedLook} {
	switch (current.status) {
		case 'found':
			return {text: current.value};
		case 'absent':
			return {text: undefined};
		default:
			return {why: current};
	}
}

/** What S3 gives every bucket by itself, so that a plan for a bucket that was not there yet could not know it. */
function isDefaultEncryption(text: string): boolean {
	const rules = rulesIn(text);
	return rules?.length === 1 && rules[0]?.algorithm === 'AES256' && rules[0].keyId === undefined;
}

/** Whether what is there is what the change was made for. */
function isExpected(
	{kind}: Target,
	before: string | undefined,
	current: string | undefined,
): boolean {
	if (before === undefined) {
		return current === undefined || (kind === 'bucket-encryption' && isDefaultEncryption(current));
	}

	return current !== undefined && isSameJson(before, current);
}

/**
 * Encryption types that S3 refuses in the bucket stay refused where the plan could not know of them, since the bucket
 * was not there yet: they are part of the rule that is replaced.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
function withBlockedTypes({kind}: Target, after: string, current: string | undefined): string {
	const rules = kind === 'bucket-encryption' ? rulesIn(after) : undefined;
	const blockedTypes = rulesIn(current ?? '')?.[0]?.blockedTypes;
	if (rules === undefined || blockedTypes === undefined) {
		return after;
	}

	const kept = rules.map((rule): EncryptionRule => ({blockedTypes, ...rule}));
	return isSameJson(rulesText(kept), after) ? after : rulesText(kept);
}

/** A backup's path, or the outcome where none could be written: then nothing may be changed. */
export async function backUp(
	{backupFolder, now}: WriteContext,
	backup: Omit<Backup, 'version' | 'takenAt' | 'kind'>,
): Promise<{readonly path: string} | {readonly outcome: Outcome}> {
	try {
		const path = await writeBackup(backupFolder, {
			version: 1,
			takenAt: now().toISOString(),
			accountId: backup.accountId,
			kind: backup.resource.kind,
			resource: backup.resource,
			before: backup.before,
			after: backup.after,
		});
		return {path};
	} catch (error) {
		const refusal = refusalOf(error);
		return {outcome: {status: 'failed', detail: {code: 'no-backup', facts: refusal}}};
	}
}

/** Looks at what was written until AWS shows it; what to say where it does not, undefined where it does. */
export async function readBack(
	waiting: Waiting,
	read: () => Promise<Looked<string>>,
	{
		isThere,
		isBefore,
	}: {
		readonly isThere: (text: string | undefined) => boolean;
		/** Whether it is still what was there before. */
		readonly isBefore: (text: string | undefined) => boolean;
	},
): Promise<OutcomeDetail | undefined> {
	for (let tries = 0; ; tries += 1) {
		const current = textOf(await read());
		if ('why' in current) {
			return {code: 'not-read-back', facts: current};
		}

		if (isThere(current.text)) {
			return undefined;
		}

		if (!isBefore(current.text)) {
			return {code: 'changed-since', facts: {}};
		}

		const seconds = readBackDelays[tries];
		if (seconds === undefined || !(await pause(waiting, 'change-shown', seconds))) {
			return {code: 'not-shown-yet', facts: {}};
		}
	}
}

/** What is there, and what should be there in its place; undefined where there is nothing. */
type Texts = {readonly text: string | undefined; readonly wanted: string | undefined};

/** A backup that was made on the way to a change. */
type Saved = Texts & {readonly path: string};

/**
 * Replaces the text of a target by another, or removes the target: reads it again, refuses where it is not what it
 * should be, backs it up, writes, and reads it back. Between reading and writing AWS offers no lock; the time between the
 * two is that of a backup.
 *
 * Where AWS does not say whether it took a change, nothing is written before another look: what was wanted is done, what
 * was there before is tried again, and with anything else in its place the change fails. A backup that no change came
 * after is taken away again, so that nobody goes back to it.
 */
export async function changeTarget(
	writer: Writer,
	context: WriteContext,
	{accountId, target, before, after}: TargetChange,
): Promise<Outcome> {
	const {read, write, remove} = accessTo(writer, target);
	const isRemoval = after === undefined;
	let saved: Saved | undefined;
	/** Whether the account is certainly as it was, as far as this change goes. */
	let isUntouched = true;

	const wantedOver = (text: string | undefined) =>
		after !== undefined && before === undefined ? withBlockedTypes(target, after, text) : after;
	const isSame = (seen: string | undefined, wanted: string | undefined) =>
		seen === undefined || wanted === undefined
			? seen === wanted
			: isAsWritten(target.kind, seen, wanted);

	const look = async (doubt: WriteError | undefined): Promise<Texts | {outcome: Outcome}> => {
		const current = textOf(await read());
		if ('why' in current) {
			return {
				outcome: {
					status: 'failed',
					detail:
						doubt === undefined
							? {code: 'not-read-again', facts: {...current, isRemoval}}
							: {code: 'not-known', facts: {...answerOf(doubt), ...current}},
				},
			};
		}

		const {text} = current;
		const wanted = wantedOver(text);
		if (isSame(text, wanted)) {
			return {outcome: {status: 'done', detail: thereAlready(doubt, target, isRemoval)}};
		}

		return isExpected(target, before, text)
			? {text, wanted}
			: {
					outcome: {
						status: 'failed',
						detail:
							doubt === undefined
								? {code: 'changed-meanwhile', facts: {isRemoval}}
								: {code: 'changed-in-doubt', facts: answerOf(doubt)},
					},
				};
	};

	/** Backs up what is there, once more where that or what shall be there differs from what was backed up. */
	const save = async ({text, wanted}: Texts): Promise<Outcome | undefined> => {
		if (saved !== undefined && saved.text === text && saved.wanted === wanted) {
			return undefined;
		}

		if (saved !== undefined && isUntouched) {
			await dropBackup(saved.path);
		}

		const made = await backUp(context, {
			accountId,
			resource: target,
			before: text ?? null,
			after: wanted ?? null,
		});
		if ('outcome' in made) {
			return made.outcome;
		}

		saved = {text, wanted, path: made.path};
		return undefined;
	};

	const change = async (wanted: string | undefined): Promise<void> => {
		if (wanted === undefined) {
			await remove?.();
		} else {
			await write?.(wanted);
		}
	};

	const outcome = await patiently(context, {
		text: after,
		async attempt(doubt) {
			const seen = await look(doubt);
			if ('outcome' in seen) {
				return seen.outcome;
			}

			if ((isRemoval ? remove : write) === undefined) {
				return {status: 'failed', detail: {code: 'changed-meanwhile', facts: {isRemoval}}};
			}

			const refusal = await save(seen);
			if (refusal !== undefined) {
				return refusal;
			}

			const {text, wanted} = seen;
			try {
				await change(wanted);
			} catch (error) {
				isUntouched &&= error instanceof WriteError && !error.isUncertain;
				if (!(error instanceof WriteError) || error.isUncertain || error.isTransient) {
					throw error;
				}

				// An answer that got lost on its way through a proxy is an error too, though the change was made.
				const now = textOf(await read());
				if ('text' in now && isSame(now.text, wanted)) {
					isUntouched = false;
					return {status: 'done', detail: thereAlready(error, target, isRemoval)};
				}

				const isAsBefore = 'text' in now && isExpected(target, text, now.text);
				isUntouched &&= isAsBefore;
				return failure(error, {isUntouched: isAsBefore});
			}

			isUntouched = false;
			const note = await readBack(context, read, {
				isThere: (now) => isSame(now, wanted),
				isBefore: (now) => isExpected(target, text, now),
			});
			const made = {code: isRemoval ? 'removed' : 'written', facts: {target}} as const;
			return {status: 'done', detail: note ?? made};
		},
		async settle(doubt) {
			const seen = await look(doubt);
			return 'outcome' in seen ? seen.outcome : notConfirmed(doubt);
		},
	});
	return withBackup(outcome, saved?.path, isUntouched);
}

/** What to say where nothing is left to do: after an error that left it open, the change was made. */
function thereAlready(
	doubt: WriteError | undefined,
	target: Target,
	isRemoval: boolean,
): OutcomeDetail {
	if (doubt !== undefined) {
		return {code: 'there-after-error', facts: {error: doubt.code}};
	}

	return {code: isRemoval ? 'gone-already' : 'there-already', facts: {target}};
}

/**
 * The outcome with the path of its backup. A backup that certainly no change came after is taken away: to go back to it
 * would undo what somebody else does later.
 */
export async function withBackup(
	outcome: Outcome,
	path: string | undefined,
	isUntouched: boolean,
): Promise<Outcome> {
	if (path === undefined) {
		return outcome;
	}

	if (isUntouched) {
		await dropBackup(path);
		return outcome;
	}

	return {...outcome, backup: path};
}
