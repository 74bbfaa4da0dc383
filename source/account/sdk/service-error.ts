import {type Denial, denialIn} from '../denial.ts';
import {awsWords} from '../error-codes.ts';
import {clockFailure, networkFailure, type OutsideFailure} from '../network/failure-words.ts';
import {SignInError} from '../sign-in/sign-in-error.ts';

/** What is used of an error that the SDK threw. */
export type ServiceError = {
	/** AWS's code, else the system's (`ENOTFOUND`), else the name of the error; harmless characters only. */
	readonly code: string;
	readonly httpStatus: number | undefined;
	/** The region that S3 names as the bucket's. */
	readonly region: string | undefined;
	/** True where an answer came with a good status, but could not be read. */
	readonly isUnreadable: boolean;
	/** True where AWS's clock differs from this machine's; the next request of the same client makes up for it. */
	readonly isClockCorrected: boolean;
	/** What is known where it is no answer of AWS to the question itself: the network, the clock, the sign-in. */
	readonly outside: Outside | undefined;
	/** The region in which was asked. */
	readonly askedRegion: string | undefined;
	/** Why AWS refuses it, where it tells that. */
	readonly denial: Denial | undefined;
	/** AWS's own words as a sentence; empty where there are none. */
	readonly words: string;
};

/** What came between the question and its answer. */
type Outside = {
	readonly cause: OutsideFailure['cause'] | 'sign-in';
	readonly code: string;
	/** A sentence or more. */
	readonly reason: string;
	/** What to do, a sentence or more. */
	readonly help: string;
};

const region = Symbol('region');

/** Keeps at an error in which region was asked. */
export function attachRegion(error: unknown, asked: string): void {
	if (error instanceof Error) {
		Object.defineProperty(error, region, {value: asked, configurable: true});
	}
}

function askedRegionOf(error: unknown): string | undefined {
	return text(property(error, region));
}

/** Letters alone that cannot change the host that a region becomes a part of. */
const regionForm = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

function property(value: unknown, name: string | symbol): unknown {
	return typeof value === 'object' && value !== null
		? (Reflect.get(value, name) as unknown)
		: undefined;
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Generic names of the SDK for answers without a body, and of the language; neither says anything. */
const emptyNames = new Set(['Unknown', 'UnknownError', 'Error', 'TypeError', 'SyntaxError']);

function codeOf(error: unknown, httpStatus: number | undefined): string {
	const name = text(property(error, 'name'));
	const cause = property(error, 'cause');
	const candidates = [
		text(property(error, 'Code')),
		text(property(error, 'code')),
		text(property(cause, 'code')),
		name !== undefined && emptyNames.has(name) ? undefined : name,
	];
	const code = candidates.find((candidate) => candidate !== undefined);

	return (
		code?.replace(/[^\w.:-]/g, '').slice(0, 80) ||
		(httpStatus === undefined ? 'Unknown' : `HTTP${httpStatus}`)
	);
}

/** How the SDK calls what it could not sign in with; this program's own sign-in says why. */
const noCredentials = 'CredentialsProviderError';

function outsideOf(error: unknown, code: string): Outside | undefined {
	if (error instanceof SignInError) {
		const {message, hint = 'Sign in again.'} = error;
		return {cause: 'sign-in', code: noCredentials, reason: message, help: hint};
	}

	const date = text(property(property(property(error, '$response'), 'headers'), 'date'));
	const failure =
		networkFailure(error) ?? clockFailure(code, text(property(error, 'message')) ?? '', date);
	return (
		failure && {
			cause: failure.cause,
			code: failure.code.replace(/[^\w.:-]/g, ''),
			reason: failure.what,
			help: failure.help,
		}
	);
}

/** Reads an error of the SDK, or anything else that was thrown. */
export function readServiceError(error: unknown): ServiceError {
	const status = property(property(error, '$metadata'), 'httpStatusCode');
	const httpStatus = typeof status === 'number' ? status : undefined;
	const headers = property(property(error, '$response'), 'headers');
	const named = text(property(headers, 'x-amz-bucket-region')) ?? text(property(error, 'Region'));

	const code = error instanceof SignInError ? noCredentials : codeOf(error, httpStatus);
	const message = text(property(error, 'message')) ?? '';

	return {
		code,
		httpStatus,
		region: named !== undefined && regionForm.test(named) ? named : undefined,
		isUnreadable: httpStatus !== undefined && httpStatus < 300,
		isClockCorrected: property(property(error, '$metadata'), 'clockSkewCorrected') === true,
		outside: outsideOf(error, code),
		askedRegion: askedRegionOf(error),
		denial: denialIn(message),
		words: httpStatus === undefined || message === code ? '' : awsWords(message),
	};
}
