import {type EncryptionRule, type Looked, WriteError, type Writer} from '../account/index.ts';
import {refusalOf} from '../errors.ts';
import {isSameJson} from '../json/index.ts';
import type {FailedLook} from '../verify/index.ts';
import {writeBackup} from './backup.ts';
import type {Backup} from './backup-format.ts';
import {isAsWritten} from './compare.ts';
import {failure, patiently, pause, type Waiting} from './patience.ts';
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
	readonly after: string;
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
export function isExpected(
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
	isThere: (text: string | undefined) => boolean,
): Promise<OutcomeDetail | undefined> {
	for (let tries = 0; ; tries += 1) {
		const current = textOf(await read());
		if ('why' in current) {
			return {code: 'not-read-back', facts: current};
		}

		if (isThere(current.text)) {
			return undefined;
		}

		const seconds = readBackDelays[tries];
		if (seconds === undefined || !(await pause(waiting, 'change-shown', seconds))) {
			return {code: 'not-shown-yet', facts: {}};
		}
	}
}

/**
 * Replaces the text of a target by another: reads it again, refuses where it is not what it should be, backs it up,
 * writes, and reads it back. Between the two reads AWS offers no lock; the time between reading and writing is that of
 * a backup.
 */
export async function writeTarget(
	writer: Writer,
	context: WriteContext,
	{accountId, target, before, after}: TargetChange,
): Promise<Outcome> {
	const {read, write} = accessTo(writer, target);
	let backup: string | undefined;
	const withBackup = (outcome: Outcome): Outcome =>
		backup === undefined ? outcome : {...outcome, backup};

	const outcome = await patiently(context, after, async () => {
		const current = textOf(await read());
		if ('why' in current) {
			return {
				status: 'failed',
				detail: {code: 'not-read-again', facts: {...current, isRemoval: false}},
			};
		}

		const {text} = current;
		const wanted = before === undefined ? withBlockedTypes(target, after, text) : after;
		const isThere = (seen: string | undefined) =>
			seen !== undefined && isAsWritten(target.kind, seen, wanted);
		if (isThere(text)) {
			return {status: 'done', detail: {code: 'there-already', facts: {target}}};
		}

		if (write === undefined || !isExpected(target, before, text)) {
			return {status: 'failed', detail: {code: 'changed-meanwhile', facts: {isRemoval: false}}};
		}

		if (backup === undefined) {
			const saved = await backUp(context, {
				accountId,
				resource: target,
				before: text ?? null,
				after: wanted,
			});
			if ('outcome' in saved) {
				return saved.outcome;
			}

			backup = saved.path;
		}

		try {
			await write(wanted);
		} catch (error) {
			if (!(error instanceof WriteError) || error.isTransient) {
				throw error;
			}

			// An answer that got lost is an error too, though the change was made.
			const seen = textOf(await read());
			if ('text' in seen && isThere(seen.text)) {
				return {
					status: 'done',
					detail: {code: 'there-after-error', facts: {error: error.code}},
				};
			}

			return failure(error, {isUntouched: 'text' in seen && isExpected(target, text, seen.text)});
		}

		const note = await readBack(context, read, isThere);
		return {status: 'done', detail: note ?? {code: 'written', facts: {target}}};
	});
	return withBackup(outcome);
}
