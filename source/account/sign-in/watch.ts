import type {HttpRequest, HttpResponse} from '@smithy/core/protocols';
import type {NodeHttpHandler} from '@smithy/node-http-handler';

/** What sends a request of the SDK and gives the answer. */
export type Sender = {
	readonly handle: (
		request: HttpRequest,
		options?: Parameters<NodeHttpHandler['handle']>[1],
	) => Promise<{readonly response: HttpResponse}>;
	readonly metadata: {readonly handlerProtocol: string};
};

/** One request of a sign-in. The SDK turns what came of some of them into a sentence. */
export type Exchange = {
	readonly host: string;
	/** The status of the answer; absent while there is none. */
	readonly status?: number;
	/** AWS's code of the error, where it stands in the head of the answer. */
	readonly errorType?: string;
	/** The date of the answer. */
	readonly date?: string;
	/** What went wrong where there was no answer. */
	readonly error?: unknown;
};

/** Keeps what is asked and answered at a sign-in, and tells when the first request goes out. */
export class Watch {
	#last: Exchange | undefined;
	readonly #onRequest: () => void;

	constructor(onRequest: () => void) {
		this.#onRequest = onRequest;
	}

	/** The request that was sent last. */
	get last(): Exchange | undefined {
		return this.#last;
	}

	/** The same sender, watched. */
	over(sender: Sender): Sender {
		return {
			metadata: sender.metadata,
			handle: async (request, options) => {
				const {hostname: host} = request;
				this.#last = {host};
				this.#onRequest();
				try {
					const {response} = await sender.handle(request, options);
					const {statusCode: status, headers} = response;
					const errorType = headers['x-amzn-errortype']?.split(/[:#]/)[0];
					const {date} = headers;
					this.#last = {
						host,
						status,
						...(errorType !== undefined && {errorType}),
						...(date !== undefined && {date}),
					};
					return {response};
				} catch (error) {
					this.#last = {host, error};
					throw error;
				}
			},
		};
	}
}

/** Time that runs only while it is not stopped, and ends the work where it is up. */
export class Patience {
	readonly #ended: Promise<never>;
	#end: (error: PatienceError) => void = () => undefined;
	#left: number;
	#since: number | undefined;
	#timer: NodeJS.Timeout | undefined;

	/** In milliseconds. */
	constructor(limit: number) {
		this.#left = limit;
		this.#ended = new Promise((_resolve, reject) => {
			this.#end = reject;
		});
		// Where the work ends in time nobody waits for this.
		this.#ended.catch(() => undefined);
	}

	run(): void {
		if (this.#since === undefined) {
			this.#since = Date.now();
			this.#timer = setTimeout(() => {
				this.#end(new PatienceError());
			}, this.#left);
		}
	}

	stop(): void {
		if (this.#since !== undefined) {
			this.#left -= Date.now() - this.#since;
			this.#since = undefined;
			clearTimeout(this.#timer);
		}
	}

	/** The outcome of the work; rejects with `PatienceError` where the time was up before. */
	async over<T>(work: Promise<T>): Promise<T> {
		try {
			return await Promise.race([work, this.#ended]);
		} finally {
			this.stop();
		}
	}
}

/** The time for a sign-in was up. */
export class PatienceError extends Error {
	constructor() {
		super('The sign-in took too long.');
		this.name = 'PatienceError';
	}
}
