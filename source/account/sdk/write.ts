import {WriteError} from '../writer.ts';
import {type Asking, type Send, TimeLimitError, withLimit} from './ask.ts';
import {failureOf, isRefusal, mayHaveArrived} from './error-reasons.ts';
import {readServiceError, type ServiceError} from './service-error.ts';

/** Writes take longer than reads: S3 makes a bucket in some seconds. */
const patience = 3;

/** What the services say of a principal that they do not know (yet): in IAM and S3, and in KMS. */
const malformedCodes = new Set([
	'MalformedPolicyDocument',
	'MalformedPolicy',
	'MalformedPolicyDocumentException',
]);
const conflictCodes = new Set(['OperationAborted', 'ConflictingOperation']);
const unknownCodes = new Set(['NoSuchEntity', 'NoSuchBucket']);
/** How the services refuse a request that was signed by a clock that differs from theirs. */
const clockCodes = new Set([
	'RequestTimeTooSkewed',
	'RequestExpired',
	'RequestInTheFuture',
	'InvalidSignatureException',
	'SignatureDoesNotMatch',
]);

export type Write = {
	/** The IAM action that it needs, e.g. `s3:PutBucketPolicy`. */
	readonly action: string;
	/** Whether what it is about was made by this program a moment ago. */
	readonly isNew?: boolean;
	readonly send: Send;
};

/**
 * Sends one write once: after an error it is not sent again from here, since only a look at the account can tell whether
 * it arrived. Throws `WriteError`, whose message holds nothing of what AWS wrote: that may name the request.
 */
export async function write(asking: Asking, {action, isNew, send}: Write): Promise<void> {
	const limit = asking.limit * patience;
	try {
		await withLimit(limit, undefined, (abortSignal) => send({abortSignal}));
	} catch (error) {
		throw writeError(error, {action, isNew: isNew ?? false, limit});
	}
}

function writeError(
	error: unknown,
	{action, isNew, limit}: {action: string; isNew: boolean; limit: number},
): WriteError {
	if (error instanceof TimeLimitError) {
		return new WriteError(`AWS did not answer within ${limit / 1000} seconds.`, {
			code: 'TimedOut',
			action,
			isUncertain: true,
			cause: error,
		});
	}

	const serviceError = readServiceError(error);
	const {code, isClockCorrected} = serviceError;
	const isUncertain = mayHaveArrived(serviceError);
	const isThrottled = failureOf(serviceError).cause === 'throttled';
	const message = error instanceof Error ? error.message : '';
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
	const isUnknownPrincipal = malformedCodes.has(code) && /principal/i.test(message);
	const destinations = destinationsIn(error, serviceError);
	return new WriteError(reasonOf(serviceError, {action, isUnknownPrincipal, message}), {
		code,
		action: serviceError.denial?.action ?? action,
		isRefused: isRefusal(code) && !isPublicBlock(message),
		denial: isRefusal(code) ? serviceError.denial : undefined,
		isUncertain,
		destinations,
		isTransient:
			!isUncertain &&
			(isUnknownPrincipal ||
				isThrottled ||
				(isClockCorrected && clockCodes.has(code)) ||
				conflictCodes.has(code) ||
				(isNew && (unknownCodes.has(code) || destinations !== undefined))),
	});
}

/**
 * The destinations of events to which S3 could not send its test message, each named by an argument of the error; undefined
 * for another error. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
function destinationsIn(error: unknown, {code}: ServiceError): readonly string[] | undefined {
	if (
		code !== 'InvalidArgument' ||
		!(error instanceof Error) ||
		!/validate the following destination/i.test(error.message)
	) {
		return undefined;
	}

	const named = Object.entries(error).flatMap(([name, value]) =>
		/^ArgumentName\d*$/.test(name) && typeof value === 'string'
			? (/^arn:[a-z-]+:(?:sqs|sns|lambda):[\w:./-]+/.exec(value)?.[0] ?? [])
			: [],
	);
	return [...new Set(named)];
}

/** S3 says no to a public policy with the same code as to somebody without the permission. */
function isPublicBlock(message: string): boolean {
	return /BlockPublicPolicy/.test(message);
}

function reasonWithHelp({reason, help = ''}: {reason: string; help?: string}): string {
	return `${reason} ${help}`.trim();
}

function reasonOf(
	serviceError: ServiceError,
	about: {
		readonly action: string;
		readonly isUnknownPrincipal: boolean;
		readonly message: string;
	},
): string {
	const {code} = serviceError;
	if (isRefusal(code)) {
		return isPublicBlock(about.message)
			? 'Block Public Access of the bucket or the account refuses the policy, because a statement in it is public.'
			: `You are not allowed to do this: you lack ${about.action}, or a policy denies it.`;
	}

	if (about.isUnknownPrincipal) {
		return 'The document names a principal that AWS does not know: it is too new, or it was deleted.';
	}

	// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
	return /will not allow you to update/i.test(about.message)
		? 'KMS refuses the key policy, because you could no longer change the key policy with it.'
		: reasonWithHelp(failureOf(serviceError));
}
