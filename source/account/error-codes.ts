import {isOffByDefault, regionName} from '../aws/index.ts';
import {quoted} from '../problems.ts';
import type {FailureCause} from './types.ts';

/** What an error code of AWS means to whoever asked. */
export type KnownError = {
	readonly cause: FailureCause;
	/** A sentence or two. */
	readonly reason: string;
	/** What to do, a sentence or two; absent where the reason leaves nothing to be said. */
	readonly help?: string;
	/** Whether AWS's own words belong to it: they say what is wrong with what was sent. */
	readonly isToldByAws?: boolean;
};

const expired: KnownError = {
	cause: 'sign-in',
	reason: 'The sign-in has expired or was revoked.',
	help: 'Sign in again with the command that you used before.',
};
const unknownKey: KnownError = {
	cause: 'sign-in',
	reason:
		'AWS does not know these credentials: the access key was deleted, deactivated or mistyped, or it belongs to another endpoint or to a region that is not enabled.',
	help: 'Sign in again, or create a new access key.',
};
const wrongSignature: KnownError = {
	cause: 'sign-in',
	reason:
		'AWS does not accept the signature: the secret access key does not belong to the access key.',
	help: 'Enter the secret access key again, or create a new access key.',
};
const noCredentials: KnownError = {
	cause: 'sign-in',
	reason: 'There are no longer any usable AWS credentials.',
	help: 'Sign in again.',
};
const throttled: KnownError = {
	cause: 'throttled',
	reason: 'AWS limits the request rate, even after several attempts.',
	help: 'Try again in a minute.',
};
const internal: KnownError = {
	cause: 'aws',
	reason: 'AWS had an internal error.',
	help: 'Try again in a minute. https://health.aws.amazon.com shows whether AWS knows of a problem.',
};
const notSignedUp: KnownError = {
	cause: 'not-enabled',
	reason: 'This account has not signed up for the service, or the region is not enabled.',
	help: 'Enable the region (account menu > Account > AWS Regions), or have an administrator of the account do it.',
};
const unusable: KnownError = {
	cause: 'not-enabled',
	reason: 'There is a problem with this AWS account that keeps the service from being used.',
	help: 'Ask an administrator of the account to contact AWS Support.',
};
const roleGone: KnownError = {
	cause: 'malformed',
	reason: 'This role no longer exists, or IAM does not know it yet.',
};
const refusedDocument: KnownError = {
	cause: 'malformed',
	reason:
		'AWS does not accept the document: something in it is not valid, or it names a principal that does not exist.',
	isToldByAws: true,
};
const inUse: KnownError = {
	cause: 'aws',
	reason: 'Somebody else is changing the same thing right now. Run it again when that is done.',
};
const notAccepted: KnownError = {
	cause: 'malformed',
	reason: 'AWS does not accept a value that was sent to it.',
	isToldByAws: true,
};
const keyState: KnownError = {
	cause: 'malformed',
	reason: 'The key cannot be changed in its current state. It may be pending deletion.',
};

/** By which SQS says that there is no such queue, or that one may not know of it. */
export const noQueue = 'QueueDoesNotExist';

const queueGone: KnownError = {
	cause: 'malformed',
	reason: 'There is no such queue in this region, or you have no access to it.',
	help: 'Check the ARN of the queue in the connection.',
};

/**
 * What is known of the error codes of S3, S3 Control, IAM, KMS, SQS and STS: those that the models of the SDK list for the calls
 * in use, and those that every call can give. What a call takes for "there is none" or for a refusal is not here.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
const known: Readonly<Record<string, KnownError>> = {
	ExpiredToken: expired,
	ExpiredTokenException: expired,
	TokenRefreshRequired: expired,
	InvalidClientTokenId: unknownKey,
	UnrecognizedClientException: unknownKey,
	InvalidAccessKeyId: unknownKey,
	AuthFailure: unknownKey,
	InvalidToken: {
		cause: 'sign-in',
		reason:
			'AWS does not accept the session token: it is damaged, or it belongs to other credentials.',
		help: 'Sign in again.',
	},
	SignatureDoesNotMatch: wrongSignature,
	InvalidSignatureException: wrongSignature,
	IncompleteSignature: wrongSignature,
	IncompleteSignatureException: wrongSignature,
	MissingAuthenticationToken: noCredentials,
	MissingAuthenticationTokenException: noCredentials,
	CredentialsProviderError: noCredentials,
	TokenProviderError: noCredentials,

	OptInRequired: notSignedUp,
	NotSignedUp: notSignedUp,
	SubscriptionRequiredException: notSignedUp,
	AccountProblem: unusable,
	InvalidPayer: unusable,
	InvalidSecurity: noCredentials,
	RegionDisabledException: {
		cause: 'not-enabled',
		reason: 'The region is not enabled for this account.',
		help: 'Enable it (account menu > Account > AWS Regions), or have an administrator of the account do it.',
	},
	IllegalLocationConstraintException: {
		cause: 'not-enabled',
		reason:
			'The bucket cannot be reached or created in this region from here: it is in another region, or the region is not enabled for this account.',
		help: 'Check the region of the bucket. If it is right, enable that region (account menu > Account > AWS Regions), or have an administrator of the account do it.',
	},

	BandwidthLimitExceeded: throttled,
	RequestLimitExceeded: throttled,
	RequestThrottled: throttled,
	RequestThrottledException: throttled,
	SlowDown: throttled,
	Throttling: throttled,
	ThrottledException: throttled,
	ThrottlingException: throttled,
	TooManyRequestsException: throttled,

	InternalError: internal,
	InternalFailure: internal,
	InternalServerError: internal,
	KMSInternalException: internal,
	DependencyTimeoutException: {
		...internal,
		reason: 'A part of AWS that KMS relies on did not answer in time.',
	},
	RequestTimeout: {
		cause: 'network',
		reason: 'The request did not reach AWS in time.',
		help: 'Check your internet connection, and any proxy or firewall.',
	},
	ServiceFailure: internal,
	ServiceUnavailable: internal,
	ServiceUnavailableException: internal,

	// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
	LimitExceededException: {
		cause: 'aws',
		reason:
			'KMS refuses it because something is longer than KMS allows (32,768 bytes for a key policy), or a quota of the account is used up.',
		isToldByAws: true,
	},
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
	LimitExceeded: {
		cause: 'aws',
		reason: 'The account or the role has reached an IAM limit, in number or in size.',
		isToldByAws: true,
	},
	TooManyBuckets: {cause: 'aws', reason: 'The account has reached its bucket limit.'},

	BucketAlreadyExists: {
		cause: 'malformed',
		reason:
			'Another AWS account has a bucket with this name. Bucket names are unique across all AWS accounts. Choose another name.',
	},
	BucketAlreadyOwnedByYou: {
		cause: 'malformed',
		reason: 'Your account already has a bucket with this name.',
	},
	ConcurrentModification: inUse,
	ConcurrentModificationException: inUse,
	ConflictingOperation: inUse,
	OperationAborted: inUse,
	DeleteConflict: {
		cause: 'malformed',
		reason: 'The role still has policies, so AWS does not delete it. Remove its policies first.',
	},
	DisabledException: {
		cause: 'malformed',
		reason: 'The key is disabled. Enable it and run again.',
	},
	EntityAlreadyExists: {
		cause: 'malformed',
		reason: 'The account already has a role with this name.',
	},
	InvalidBucketName: {cause: 'malformed', reason: 'S3 does not accept this bucket name.'},
	InvalidLocationConstraint: {
		cause: 'malformed',
		reason: 'S3 does not accept this region for a bucket.',
		isToldByAws: true,
	},
	InvalidArnException: {
		cause: 'malformed',
		reason:
			'KMS does not accept the ARN of the key: there is no such key in this region, or it is not an ARN of a key.',
	},
	InvalidMarkerException: notAccepted,
	InvalidArgument: notAccepted,
	InvalidInput: notAccepted,
	InvalidRequest: notAccepted,
	ValidationError: notAccepted,
	ValidationException: notAccepted,
	KMSInvalidStateException: keyState,
	MalformedPolicy: refusedDocument,
	MalformedPolicyDocument: refusedDocument,
	MalformedPolicyDocumentException: refusedDocument,
	MalformedXML: notAccepted,
	NoSuchBucket: {
		cause: 'malformed',
		reason: 'There is no such bucket, or S3 does not know it yet.',
	},
	// By the one name in JSON, and by the other in what came before it.
	// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html
	[noQueue]: queueGone,
	'AWS.SimpleQueueService.NonExistentQueue': queueGone,
	InvalidAddress: queueGone,
	InvalidAttributeName: notAccepted,
	// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-api-errors.html
	InvalidAttributeValue: refusedDocument,
	OverLimit: {
		cause: 'aws',
		reason: 'The queue or the account has reached a limit of SQS.',
		isToldByAws: true,
	},
	UnsupportedOperation: notAccepted,
	'AWS.SimpleQueueService.UnsupportedOperation': notAccepted,
	NoSuchEntity: roleGone,
	NotFoundException: {cause: 'malformed', reason: 'There is no such key.'},
	AuthorizationHeaderMalformed: {
		cause: 'malformed',
		reason: 'The bucket is in a different region than the one given.',
		help: 'Check the region in the connection.',
	},
	PermanentRedirect: {
		cause: 'malformed',
		reason: 'The bucket is in a different region than the one given.',
		help: 'Check the region in the connection.',
	},
	TemporaryRedirect: {
		cause: 'aws',
		reason: 'S3 does not know the bucket in its region yet. Try again in a few minutes.',
	},
	UnmodifiableEntity: {
		cause: 'malformed',
		reason: 'Only the AWS service that created the role may change it.',
	},
	UnsupportedOperationException: {
		cause: 'malformed',
		reason: 'This kind of key cannot be changed in this way.',
	},
};

/** By these, a region refuses credentials that it has not been told of. */
const unknownThere = new Set([
	'AuthFailure',
	'InvalidAccessKeyId',
	'InvalidClientTokenId',
	'InvalidToken',
	'UnrecognizedClientException',
]);
const switchedOff = new Set(['RegionDisabledException', 'IllegalLocationConstraintException']);

/**
 * In a region that an account has to enable, nobody knows the credentials of one that did not. The session tokens of the
 * global endpoint of STS are not known there either.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 */
function regionOff(region: string): KnownError {
	const name = regionName(region);
	return {
		cause: 'not-enabled',
		reason: `AWS does not let this account use the region ${region}${name === undefined ? '' : ` (${name})`}: an account has to enable that region first.`,
		help: 'Enable it (account menu > Account > AWS Regions), or have an administrator of the account do it. Where it is enabled already, sign in again: older session tokens are not valid in such regions.',
	};
}

/** What is known of an error code, asked in that region; undefined where nothing is. */
export function knownError(code: string, region?: string): KnownError | undefined {
	if (
		region !== undefined &&
		isOffByDefault(region) &&
		(unknownThere.has(code) || switchedOff.has(code))
	) {
		return regionOff(region);
	}

	return Object.hasOwn(known, code) ? known[code] : undefined;
}

/** What could be a key, a token or a signature: long, and of letters of both cases and digits. */
const secretForm = /[A-Za-z0-9+/=_-]{32,}/g;
const accessKeyForm = /\bA[A-Z]{3}[A-Z0-9]{12,}\b/g;

/**
 * AWS's own words about an error as a sentence, without what could belong to the request's signature; empty where it said
 * nothing.
 */
export function awsWords(message: string): string {
	const words = message
		.replace(/\s+/g, ' ')
		.trim()
		.replace(accessKeyForm, '...')
		.replace(secretForm, (text) =>
			/[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) ? '...' : text,
		);
	return words === '' || /^UnknownError$/.test(words)
		? ''
		: `AWS says: ${quoted(words.replace(/\.$/, ''))}.`;
}
