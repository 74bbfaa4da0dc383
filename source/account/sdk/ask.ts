import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {isObject} from '../../json/index.ts';
import {type AskedFact, facts} from '../facts.ts';
import {absent, failed, found, malformed, refused} from '../looked.ts';
import {MalformedAnswerError} from '../shapes.ts';
import type {Answers} from '../snapshot.ts';
import type {Identity, Looked} from '../types.ts';
import type {Clients} from './clients.ts';
import {failureOf, isRefusal} from './error-reasons.ts';
import {attachRegion, readServiceError, type ServiceError} from './service-error.ts';

/** One look at an account: what its questions have in common. */
export type Asking = {
	readonly clients: Clients;
	/** Milliseconds for one question, attempts included. */
	readonly limit: number;
	readonly signal: AbortSignal | undefined;
	readonly progress: Progress;
};

export type SendOptions = {readonly abortSignal: AbortSignal};
/** Makes the call that answers a question. */
export type Send<Answer = unknown> = (options: SendOptions) => Promise<Answer>;

/** Sends a command of the SDK by one of its clients; its error keeps in which region was asked. */
export function sending<Command>(
	client: {
		readonly config: {readonly region: () => Promise<string>};
		send: (command: NoInfer<Command>, options: SendOptions) => Promise<unknown>;
	},
	command: Command,
): Send {
	return async (options) => {
		try {
			return await client.send(command, options);
		} catch (error) {
			attachRegion(error, await client.config.region());
			throw error;
		}
	};
}

export type Question<Answer, T> = {
	/** The IAM action that it needs, e.g. `s3:GetBucketPolicy`. */
	readonly action: string;
	/** Codes by which AWS says that there is none. */
	readonly absentCodes?: readonly string[];
	readonly send: Send<Answer>;
	/** Takes out of the answer what is wanted; may throw `MalformedAnswerError`. */
	readonly read: (answer: Answer) => T;
	/** A say before the usual meaning of an error; `undefined` leaves it at the usual. */
	readonly interpret?: (error: ServiceError) => Looked<T> | undefined;
};

/** Asks once and gives what came of it. Rejects only with the reason of the look's own signal. */
export async function ask<Answer, T>(
	asking: Asking,
	question: Question<Answer, T>,
): Promise<Looked<T>> {
	return asking.progress.count(async () => {
		try {
			const answer = await withLimit(asking.limit, asking.signal, (abortSignal) =>
				question.send({abortSignal}),
			);
			return found(question.read(answer));
		} catch (error) {
			asking.signal?.throwIfAborted();
			return meaningOf(error, question, asking.limit);
		}
	});
}

/** The facts of a group that one call answers each. */
type AskedIn<Group> = {
	[Name in keyof Group as Group[Name] extends AskedFact<unknown> ? Name : never]: Group[Name];
};

/** Asks for all of these facts at once, each by its call. */
export async function askFacts<Group>(
	asking: Asking,
	group: Group,
	calls: Readonly<Record<keyof AskedIn<Group>, Send>>,
): Promise<Answers<AskedIn<Group>>>;
export async function askFacts(
	asking: Asking,
	group: Readonly<Record<string, AskedFact<unknown>>>,
	calls: Readonly<Record<string, Send>>,
): Promise<Answers<typeof group>> {
	const answers = Object.entries(calls).map(
		async ([name, send]): Promise<[string, Looked<unknown>][]> => {
			const fact = group[name];
			if (fact === undefined) {
				return [];
			}

			const read = (answer: unknown) => fact.read(fromAws(answer));
			return [[name, await ask(asking, {...fact, send, read})]];
		},
	);
	return Object.fromEntries((await Promise.all(answers)).flat());
}

/**
 * The answer. One in which nothing stands may be right, where nothing is set; but a proxy can send that too, and AWS alone
 * names the request with it. Throws `MalformedAnswerError`.
 */
function fromAws(answer: unknown): unknown {
	const {$metadata, ...said} = isObject(answer) ? answer : {};
	const isNamed = isObject($metadata) && typeof $metadata.requestId === 'string';
	if (!isNamed && Object.values(said).every((value) => value === undefined)) {
		throw new MalformedAnswerError('');
	}

	return answer;
}

/**
 * Who one is signed in as. Needs no permission: AWS answers even where a policy denies it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function askWho(asking: Asking): Promise<Looked<Identity>> {
	return ask(asking, {
		...facts.identity,
		send: sending(asking.clients.sts(), new GetCallerIdentityCommand({})),
	});
}

function meaningOf<Answer, T>(
	error: unknown,
	question: Question<Answer, T>,
	limit: number,
): Looked<T> {
	if (error instanceof TimeLimitError) {
		return failed(
			'network',
			'TimedOut',
			`AWS did not answer within ${limit / 1000} seconds.`,
			'Check your internet connection, and any proxy or firewall.',
		);
	}

	if (error instanceof MalformedAnswerError) {
		return malformed(
			`The answer to ${question.action} is not valid: ${error.field || 'the data'} is missing or not of the expected kind.`,
		);
	}

	const serviceError = readServiceError(error);
	const {code, isUnreadable, outside, denial} = serviceError;
	if (outside !== undefined) {
		return failed(outside.cause, outside.code, outside.reason, outside.help);
	}

	const interpreted = question.interpret?.(serviceError);

	if (interpreted !== undefined) {
		return interpreted;
	}

	if (isUnreadable) {
		return malformed(
			`The answer to ${question.action} could not be read: it is cut off, or it did not come from AWS.`,
		);
	}

	if (question.absentCodes?.includes(code)) {
		return absent(code);
	}

	if (isRefusal(code)) {
		return refused(code, denial?.action ?? question.action, denial);
	}

	const {cause, reason, help} = failureOf(serviceError);
	return failed(cause, code, reason, help);
}

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

/** Counts the questions of one look. */
export class Progress {
	readonly #onProgress: ((done: number, of: number) => void) | undefined;
	#done = 0;
	#of = 0;

	constructor(onProgress: ((done: number, of: number) => void) | undefined) {
		this.#onProgress = onProgress;
	}

	/** Counts the question from its start, and reports when it has its answer. */
	async count<T>(question: () => Promise<T>): Promise<T> {
		this.#of += 1;
		const answer = await question();
		this.#done += 1;
		this.#onProgress?.(this.#done, this.#of);
		return answer;
	}
}
