import {WriteError} from '../account/index.ts';
import type {StepStatus} from './types.ts';

/**
 * Seconds between attempts, two minutes in all: IAM needs some time until every service knows a new role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
const retryDelays: readonly number[] = [2, 3, 5, 8, 12, 15, 15, 15, 15, 15, 15];

export type Waiting = {
	/** Resolves after so many milliseconds. */
	readonly wait: (milliseconds: number) => Promise<void>;
	/** Ends a wait, and whatever has not begun; a call that is under way is finished. */
	readonly signal?: AbortSignal;
	/** Called before each wait: what is waited for, and the seconds until the next attempt. */
	readonly onWaiting?: (what: string, seconds: number) => void;
};

/** What came of one change. */
export type Outcome = {
	readonly status: Exclude<StepStatus, 'planned'>;
	readonly detail: string;
	readonly backup?: string;
};

function isStopped(signal: AbortSignal | undefined): boolean {
	return signal?.aborted === true;
}

/** Waits so many seconds; false, at once, where the signal ends the wait. */
export async function pause(
	{wait, signal, onWaiting}: Waiting,
	what: string,
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
				return failure(error, dead);
			}

			const what = isAboutPrincipal(error)
				? 'AWS to know everybody whom the document names'
				: 'AWS to be ready for the change';
			if (!(await pause(waiting, what, seconds))) {
				return {
					status: 'not-run',
					detail: 'Stopped while it waited for AWS; nothing was changed here. Run again to go on.',
				};
			}
		}
	}
}

/** The failure in words, with what to do. */
export function failure(error: WriteError, deadPrincipalInText?: string): Outcome {
	const {message, code, action, isTransient} = error;
	const said = `${message} (${action}: ${code})`;
	if (deadPrincipalInText !== undefined) {
		return {
			status: 'failed',
			detail: `Nothing was changed. ${said} The document names ${deadPrincipalInText}, who was deleted; take that out of the document that is there, then run again.`,
		};
	}

	return {
		status: 'failed',
		detail: isTransient
			? `Nothing was changed, also not after two minutes of trying. ${said} Run again in a few minutes; if that does not help, check that everybody whom the document names still exists.`
			: `${said} Put that right, then run again: what is done already stays and is not done twice.`,
	};
}
