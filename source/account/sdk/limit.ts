/** Nothing came within the time limit. */
export class TimeLimitError extends Error {
	constructor(milliseconds: number) {
		super(`No answer within ${milliseconds} ms.`);
		this.name = 'TimeLimitError';
	}
}

/**
 * Runs `work` no longer than the limit in milliseconds. The signal that it is given fires at the limit or with the
 * outer signal; the promise then rejects at once, whether `work` heeds the signal or not, with `TimeLimitError` or
 * the outer signal's reason.
 */
export async function withLimit<T>(
	milliseconds: number,
	outer: AbortSignal | undefined,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const limit = new AbortController();
	// `any` rather than a listener of our own on the outer signal: hundreds of calls share it, and Node warns of
	// more than ten listeners.
	const signal = outer === undefined ? limit.signal : AbortSignal.any([limit.signal, outer]);
	signal.throwIfAborted();
	const timer = setTimeout(() => {
		limit.abort(new TimeLimitError(milliseconds));
	}, milliseconds);
	const aborted = new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), {once: true});
	});

	try {
		return await Promise.race([work(signal), aborted]);
	} finally {
		clearTimeout(timer);
	}
}
