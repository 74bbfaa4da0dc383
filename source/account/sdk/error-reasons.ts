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
	'The sign-in has expired or was withdrawn. Sign in again with the command that you used before.';
const unknownKey =
	'AWS does not know these credentials: the access key was deleted, deactivated or mistyped, or it belongs to another endpoint or to a region that is not switched on.';
const wrongSignature =
	'AWS does not accept the signature: the secret access key does not belong to the access key.';
const noCredentials = 'There are no usable AWS credentials any more. Sign in again.';

/** Faults of the sign-in, which say nothing about the thing looked at. */
const signInReasons: Readonly<Record<string, string>> = {
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
	RequestExpired: 'The request came too late for AWS. Check the clock of this computer.',
	RequestTimeTooSkewed:
		'The clock of this computer differs too much from the clock of AWS. Set it right.',
	OptInRequired:
		'This account has not signed up for the service, or the region is not switched on.',
	NotSignedUp: 'This account has not signed up for the service.',
};

/** Whether the code is a fault of the sign-in rather than of the thing looked at. */
export function isSignInFault(code: string): boolean {
	return Object.hasOwn(signInReasons, code);
}

const nameUnknown =
	'The address of AWS could not be found. Check the connection to the internet, and the region.';
const unreachable =
	'AWS could not be reached. Check the connection to the internet, and a proxy or firewall in between.';
const brokenOff = 'The connection broke off before the answer was complete.';
const untrusted =
	'The certificate of the other side is not trusted; perhaps a proxy reads the traffic. NODE_EXTRA_CA_CERTS names a file with its certificate.';
const throttled = 'AWS asks to slow down, also after several attempts. Try again in a minute.';

const reasons: Readonly<Record<string, string>> = {
	...signInReasons,
	ENOTFOUND: nameUnknown,
	EAI_AGAIN: nameUnknown,
	ECONNREFUSED: unreachable,
	EHOSTUNREACH: unreachable,
	ENETUNREACH: unreachable,
	ETIMEDOUT: unreachable,
	TimeoutError: unreachable,
	ECONNRESET: brokenOff,
	EPIPE: brokenOff,
	ERR_STREAM_PREMATURE_CLOSE: brokenOff,
	CERT_HAS_EXPIRED: untrusted,
	DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
	ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
	SELF_SIGNED_CERT_IN_CHAIN: untrusted,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
	BandwidthLimitExceeded: throttled,
	LimitExceededException: throttled,
	RequestLimitExceeded: throttled,
	RequestThrottled: throttled,
	SlowDown: throttled,
	Throttling: throttled,
	ThrottlingException: throttled,
	TooManyRequestsException: throttled,
};

/**
 * A sentence for an error code or the status of an answer. What AWS itself wrote is left out on purpose: it can
 * hold parts of the signed request.
 */
export function failureReason(code: string, httpStatus: number | undefined): string {
	const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;

	if (known !== undefined) {
		return known;
	}

	if (httpStatus === 429) {
		return throttled;
	}

	if (httpStatus !== undefined && httpStatus >= 500) {
		return `AWS has a fault of its own (${code}, HTTP ${httpStatus}). Try again in a minute.`;
	}

	return httpStatus === undefined
		? `The request could not be made (${code}).`
		: `AWS answered with an error that says nothing more (${code}, HTTP ${httpStatus}).`;
}
