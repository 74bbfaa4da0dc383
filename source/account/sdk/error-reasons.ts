import {type KnownError, knownError} from '../error-codes.ts';
import type {FailureCause} from '../types.ts';
import type {ServiceError} from './service-error.ts';

/** Codes that say: signed in, but not allowed. */
const refusals = new Set([
	'AccessDenied',
	'AccessDeniedException',
	'AllAccessDisabled',
	'AuthorizationError',
	'Forbidden',
	// S3 answers GetBucketPolicy so where somebody of another account asks.
	// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
	'MethodNotAllowed',
	'NotAuthorized',
	'UnauthorizedAccess',
	'UnauthorizedOperation',
]);

/** Whether the code says that one is signed in but not allowed. */
export function isRefusal(code: string): boolean {
	return refusals.has(code);
}

const causesOfTheAsker = ['sign-in', 'clock', 'not-enabled'] as const satisfies FailureCause[];
/**
 * Codes of the system, of TLS and of the sign-in with which a request never left this machine. Any other error without
 * an answer may have come after the request had arrived.
 */
const unsentCodes = new Set([
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'CredentialsProviderError',
	'TokenProviderError',
]);

/** The server gave up waiting for a request, of which it may have read enough. */
const requestTimeout = 408;

/**
 * Whether what a request asks for may have been done in spite of its error. An error of the server, and with it every
 * "slow down" that comes as one, can be the answer of something between here and AWS that had passed the request on.
 */
export function mayHaveArrived({code, httpStatus, isUnreadable}: ServiceError): boolean {
	return httpStatus === undefined
		? !unsentCodes.has(code)
		: isUnreadable || httpStatus >= 500 || httpStatus === requestTimeout;
}

/** Whether the cause lies with whoever asks, so that it says nothing about the thing looked at. */
export function isOfTheAsker(cause: FailureCause): boolean {
	return causesOfTheAsker.some((own) => own === cause);
}

/** What an error means by its code or the status of the answer. */
export function failureOf(error: ServiceError): Pick<KnownError, 'cause' | 'reason' | 'help'> {
	const {code, httpStatus, outside, askedRegion, words} = error;
	if (outside !== undefined) {
		return outside;
	}

	const known =
		knownError(code, askedRegion) ??
		(httpStatus === 429 ? knownError('ThrottlingException') : undefined);
	if (known !== undefined) {
		const {isToldByAws = false, reason, ...rest} = known;
		return {...rest, reason: isToldByAws ? `${reason} ${words}`.trim() : reason};
	}

	if (httpStatus === undefined) {
		return {
			cause: 'network',
			reason: `The request could not be made (${code}).`,
			help: 'Check your internet connection, and any proxy or firewall.',
		};
	}

	const answer =
		code === `HTTP${httpStatus}` ? `(HTTP ${httpStatus})` : `(${code}, HTTP ${httpStatus})`;
	return httpStatus >= 500
		? {
				cause: 'aws',
				reason: `AWS had an internal error ${answer}. ${words}`.trim(),
				help: 'Try again in a minute. https://health.aws.amazon.com shows whether AWS knows of a problem.',
			}
		: {
				cause: 'aws',
				reason:
					words === ''
						? `AWS returned an error without details ${answer}.`
						: `AWS returned an error ${answer}. ${words}`,
				help: 'Try again in a minute.',
			};
}
