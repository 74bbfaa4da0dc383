/**
 * The work's result; rejects with the signal's reason as soon as that fires. The work itself goes on, so this is only
 * for what changes nothing.
 */
export async function untilInterrupted<T>(
	signal: AbortSignal | undefined,
	work: Promise<T>,
): Promise<T> {
	if (signal === undefined) {
		return work;
	}

	// Nobody waits for the work any more once the signal has fired.
	work.catch(() => undefined);
	signal.throwIfAborted();
	let stop = () => {};
	const interrupted = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, {once: true});
	});
	try {
		return await Promise.race([work, interrupted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
