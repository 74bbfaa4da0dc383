import {WriteError} from '../account/index.ts';
import type {Answer, Outcome} from './types.ts';

/**
 * Seconds between attempts, two minutes in all: IAM needs some time until every service knows a new role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
const retryDelays: readonly number[] = [2, 3, 5, 8, 12, 15, 15, 15, 15, 15, 15];

/**
 * Seconds before each further look where AWS did not say whether it took a change; after each but the last the change is
 * made again if all is as before. As often, then, as AWS's own SDK would send it.
 */
const doubtDelays: readonly number[] = [1, 2, 4];

/** What AWS may need a while for. */
export type Awaited = 'principals-known' | 'ready' | 'change-shown' | 'doubt-settled';

export type Waiting = {
	/** Resolves after so many milliseconds. */
	readonly wait: (milliseconds: number) => Promise<void>;
	/** Ends a wait, and whatever has not begun; a call that is under way is finished. */
	readonly signal?: AbortSignal;
	/** Called before each wait: what is waited for, and the seconds until the next attempt. */
	readonly onWaiting?: (what: Awaited, seconds: number) => void;
};

function isStopped(signal: AbortSignal | undefined): boolean {
	return signal?.aborted === true;
}

/** Waits so many seconds; false, at once, where the signal ends the wait. */
export async function pause(
	{wait, signal, onWaiting}: Waiting,
	what: Awaited,
	seconds: number,
): Promise<boolean> {
	if (isStopped(signal)) {
		return false;
	}

	onWaiting?.(what, seconds);
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', stop, {once: true});
	});
	await Promise.race([wait(seconds * 1000), stopped]);
	signal?.removeEventListener('abort', stop);
	return !isStopped(signal);
}

const deadPrincipal = /"(A(?:IDA|ROA)[A-Z0-9]+)"/;

function isAboutPrincipal({code}: WriteError): boolean {
	return code.startsWith('Malformed');
}

/** A change that may have to be made more than once. */
export type Attempts = {
	/** What is written: with a principal in it that was deleted, no waiting helps. */
	readonly text?: string | undefined;
	/**
	 * Makes the change, unless a look tells otherwise. Is given the error after which it is not known whether the change
	 * was made already, if there was one: then nothing may be written before a look.
	 */
	readonly attempt: (doubt: WriteError | undefined) => Promise<Outcome>;
	/** What came of the change after an error that left it open, by a last look; writes nothing. */
	readonly settle: (doubt: WriteError) => Promise<Outcome>;
};

/**
 * Makes the change, and makes it again a little later where AWS may take it then, or where AWS did not say whether it
 * took it. Errors other than `WriteError` are passed on.
 */
export async function patiently(
	waiting: Waiting,
	{text, attempt, settle}: Attempts,
): Promise<Outcome> {
	let doubt: WriteError | undefined;
	let doubts = 0;
	for (let tries = 0; ; ) {
		try {
			return await attempt(doubt);
		} catch (error) {
			if (!(error instanceof WriteError)) {
				throw error;
			}

			if (error.isUncertain) {
				doubt = error;
				const seconds = doubtDelays[doubts] ?? 0;
				doubts += 1;
				const hasWaited = await pause(waiting, 'doubt-settled', seconds);
				if (hasWaited && doubts < doubtDelays.length) {
					continue;
				}

				return settle(doubt);
			}

			const dead =
				error.isTransient && isAboutPrincipal(error)
					? deadPrincipal.exec(text ?? '')?.[1]
					: undefined;
			const seconds = error.isTransient && dead === undefined ? retryDelays[tries] : undefined;
			tries += 1;
			if (seconds === undefined) {
				return failure(error, {deadPrincipal: dead});
			}

			const what = isAboutPrincipal(error) ? 'principals-known' : 'ready';
			if (!(await pause(waiting, what, seconds))) {
				return {status: 'not-run', detail: {code: 'stopped-waiting', facts: {}}};
			}
		}
	}
}

/** The outcome where AWS did not take a change. */
export function failure(
	error: WriteError,
	{
		deadPrincipal,
		isUntouched = false,
	}: {
		/** Somebody deleted whom the document names. */
		readonly deadPrincipal?: string | undefined;
		/** Whether what was there before is certainly still there. */
		readonly isUntouched?: boolean;
	} = {},
): Outcome {
	const {isTransient} = error;
	const answer = answerOf(error);
	if (deadPrincipal !== undefined) {
		return {
			status: 'failed',
			detail: {code: 'names-dead', facts: {...answer, principal: deadPrincipal}},
		};
	}

	if (error.destinations !== undefined) {
		const {destinations} = error;
		const {message: _, ...facts} = answer;
		return {
			status: 'failed',
			detail: {code: 'destinations-not-reached', facts: {...facts, destinations}},
		};
	}

	return {
		status: 'failed',
		detail: isTransient
			? {code: 'not-taken-for-long', facts: answer}
			: {code: 'not-taken', facts: {...answer, isUntouched}},
	};
}

/** What AWS said to a change, as data. */
export function answerOf({message, code, action, denial}: WriteError): Answer {
	return {message, error: code, action, ...(denial !== undefined && {denial})};
}

/** The outcome where AWS did not say whether it took a change, and the account is as before. */
export function notConfirmed(doubt: WriteError): Outcome {
	return {status: 'failed', detail: {code: 'not-confirmed', facts: answerOf(doubt)}};
}
