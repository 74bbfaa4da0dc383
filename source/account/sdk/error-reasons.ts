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

const expired =
	'The sign-in has expired or was revoked. Sign in again with the command that you used before.';
const unknownKey =
	'AWS does not know these credentials: the access key was deleted, deactivated or mistyped, or it belongs to another endpoint or to a region that is not enabled.';
const wrongSignature =
	'AWS does not accept the signature: the secret access key does not belong to the access key.';
const noCredentials = 'There are no longer any usable AWS credentials. Sign in again.';

const throttled =
	'AWS limits the request rate, even after several attempts. Try again in a minute.';

const causesOfTheAsker = ['sign-in', 'clock', 'not-enabled'] as const satisfies FailureCause[];
/** Those that a code of AWS alone tells; the network and the clock are looked for before. */
const causes = ['sign-in', 'not-enabled', 'throttled', 'aws'] as const satisfies FailureCause[];

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

/** What is known of codes, by the cause that they speak of. */
const known: Readonly<Record<(typeof causes)[number], Readonly<Record<string, string>>>> = {
	'sign-in': {
		ExpiredToken: expired,
		ExpiredTokenException: expired,
		TokenRefreshRequired: expired,
		InvalidClientTokenId: unknownKey,
		UnrecognizedClientException: unknownKey,
		InvalidAccessKeyId: unknownKey,
		InvalidToken:
			'AWS does not accept the session token: it is damaged, or it belongs to other credentials.',
		SignatureDoesNotMatch: wrongSignature,
		InvalidSignatureException: wrongSignature,
		IncompleteSignature: wrongSignature,
		MissingAuthenticationToken: noCredentials,
		MissingAuthenticationTokenException: noCredentials,
		CredentialsProviderError: noCredentials,
		TokenProviderError: noCredentials,
	},
	'not-enabled': {
		OptInRequired: 'This account has not signed up for the service, or the region is not enabled.',
		NotSignedUp: 'This account has not signed up for the service.',
	},
	throttled: {
		BandwidthLimitExceeded: throttled,
		RequestLimitExceeded: throttled,
		RequestThrottled: throttled,
		SlowDown: throttled,
		Throttling: throttled,
		ThrottlingException: throttled,
		TooManyRequestsException: throttled,
	},
	aws: {
		// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
		LimitExceededException:
			'KMS refuses it because something is longer than KMS allows, or a quota of the account is used up.',
	},
};

/** Whether the cause lies with whoever asks, so that it says nothing about the thing looked at. */
export function isOfTheAsker(cause: FailureCause): boolean {
	return causesOfTheAsker.some((own) => own === cause);
}

/**
 * What an error means by its code or the status of the answer. What AWS itself wrote is left out on purpose: it can hold
 * parts of the signed request.
 */
export function failureOf({code, httpStatus, outside}: ServiceError): {
	readonly cause: FailureCause;
	readonly reason: string;
} {
	if (outside !== undefined) {
		return outside;
	}

	const cause = causes.find((candidate) => Object.hasOwn(known[candidate], code));
	const reason = cause && known[cause][code];
	if (cause !== undefined && reason !== undefined) {
		return {cause, reason};
	}

	if (httpStatus === undefined) {
		return {cause: 'network', reason: `The request could not be made (${code}).`};
	}

	if (httpStatus === 429) {
		return {cause: 'throttled', reason: throttled};
	}

	const answer = `(${code}, HTTP ${httpStatus})`;
	return {
		cause: 'aws',
		reason:
			httpStatus >= 500
				? `AWS had an internal error ${answer}. Try again in a minute.`
				: `AWS returned an error without details ${answer}.`,
	};
}
