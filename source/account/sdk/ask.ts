import {absent, failed, found, malformedAnswer, refused} from '../looked.ts';
import {MalformedAnswerError} from '../shapes.ts';
import type {Looked} from '../types.ts';
import type {Clients, Sdk} from './clients.ts';
import {failureReason, isRefusal} from './error-reasons.ts';
import {TimeLimitError, withLimit} from './limit.ts';
import type {Progress} from './progress.ts';
import {readServiceError, type ServiceError} from './service-error.ts';

/** One look at an account: what its questions have in common. */
export type Asking = {
	readonly sdk: Sdk;
	readonly clients: Clients;
	/** Milliseconds for one question, attempts included. */
	readonly limit: number;
	readonly signal: AbortSignal | undefined;
	readonly progress: Progress;
};

export type Question<Answer, T> = {
	/** The IAM action that it needs, e.g. `s3:GetBucketPolicy`. */
	readonly action: string;
	/** Codes by which AWS says that there is none. */
	readonly absentCodes?: readonly string[];
	readonly send: (options: {readonly abortSignal: AbortSignal}) => Promise<Answer>;
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

function meaningOf<Answer, T>(
	error: unknown,
	question: Question<Answer, T>,
	limit: number,
): Looked<T> {
	if (error instanceof TimeLimitError) {
		return failed('TimedOut', `AWS did not answer within ${limit / 1000} seconds.`);
	}

	if (error instanceof MalformedAnswerError) {
		return failed(
			malformedAnswer,
			`The answer to ${question.action} makes no sense: ${error.field || 'what was asked for'} is missing or of another kind than expected.`,
		);
	}

	const serviceError = readServiceError(error);
	const {code, httpStatus, isUnreadable} = serviceError;
	const interpreted = question.interpret?.(serviceError);

	if (interpreted !== undefined) {
		return interpreted;
	}

	if (isUnreadable) {
		return failed(
			malformedAnswer,
			`The answer to ${question.action} could not be read: it is cut off, or it did not come from AWS.`,
		);
	}

	if (question.absentCodes?.includes(code)) {
		return absent(code);
	}

	return isRefusal(code)
		? refused(code, question.action)
		: failed(code, failureReason(code, httpStatus));
}
