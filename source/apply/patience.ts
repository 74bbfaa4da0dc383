import {WriteError} from '../account/index.ts';
import type {Outcome} from './types.ts';

/**
 * Seconds between attempts, two minutes in all: IAM needs some time until every service knows a new role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
const retryDelays: readonly number[] = [2, 3, 5, 8, 12, 15, 15, 15, 15, 15, 15];

/** What AWS may need a while for. */
export type Awaited = 'principals-known' | 'ready' | 'change-shown';

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

/**
 * Makes the change, and makes it again a little later where AWS may take it then. `text` is what is written: with a
 * principal in it that was deleted, no waiting helps. Errors other than `WriteError` are passed on.
 */
export async function patiently(
	waiting: Waiting,
	text: string | undefined,
	attempt: () => Promise<Outcome>,
): Promise<Outcome> {
	for (let tries = 0; ; tries += 1) {
		try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof WriteError)) {
				throw error;
			}

			const dead =
				error.isTransient && isAboutPrincipal(error)
					? deadPrincipal.exec(text ?? '')?.[1]
					: undefined;
			const seconds = error.isTransient && dead === undefined ? retryDelays[tries] : undefined;
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
	const {message, code, action, isTransient} = error;
	const answer = {message, error: code, action};
	if (deadPrincipal !== undefined) {
		return {
			status: 'failed',
			detail: {code: 'names-dead', facts: {...answer, principal: deadPrincipal}},
		};
	}

	return {
		status: 'failed',
		detail: isTransient
			? {code: 'not-taken-for-long', facts: answer}
			: {code: 'not-taken', facts: {...answer, isUntouched}},
	};
}
