import {quoted, visible} from '../../problems.ts';
import {denialIn} from '../denial.ts';
import {becauseOf, whoCanChange} from '../denial-words.ts';
import {awsWords} from '../error-codes.ts';
import {clockFailure, networkFailure} from '../network/failure-words.ts';
import {cloudShell, titleOf, withProfile} from './commands.ts';
import {SignInError} from './sign-in-error.ts';
import type {Exchange} from './watch.ts';
import {PatienceError} from './watch.ts';
import type {Root, Way} from './way.ts';

/** What is known of a sign-in that failed. */
export type FailedSignIn = {
	readonly way: Way;
	/** The profile that was named, by the person or the environment. */
	readonly profile?: string | undefined;
	/** The request that was sent last, if one was. */
	readonly last?: Exchange | undefined;
	/** The region of the questions that belong to none, which STS is asked in. */
	readonly region?: string | undefined;
};

type Told = FailedSignIn & {
	readonly error: unknown;
	/** AWS's code of the error. */
	readonly code: string;
	readonly status: number | undefined;
	readonly message: string;
};

function profileOf({root, profile}: Way): string {
	return 'profile' in root && root.profile !== undefined ? root.profile : profile;
}

/** The command with the profile whose credentials come first; the default one needs no name where nobody named another. */
function commandFor(command: string, {way, profile}: FailedSignIn): string {
	const first = profileOf(way);
	return withProfile(command, first === 'default' && profile === undefined ? undefined : first);
}

/** How one gets credentials of this kind again. */
function renewal(told: FailedSignIn): string {
	const {root} = told.way;
	switch (root.kind) {
		case 'sso': {
			return `Run: ${commandFor('aws sso login', told)}`;
		}

		case 'login': {
			return `Run: ${commandFor('aws login', told)}`;
		}

		case 'static': {
			return `Get new credentials, and put them into the profile ${quoted(root.profile)}: ${commandFor('aws configure', told)}`;
		}

		case 'environment': {
			return 'Get new credentials, and set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN anew.';
		}

		case 'web-identity': {
			return `The file ${quoted(root.tokenFile)} needs a new token: whatever writes it, such as the CI system or the cluster, must do so again.`;
		}

		default: {
			return 'Get new credentials the way you got these.';
		}
	}
}

function expired(told: FailedSignIn): SignInError {
	return new SignInError(
		'expired',
		`${titleOf(told.profile)} has expired, or you have not signed in yet.`,
		renewal(told),
	);
}

/** The session of IAM Identity Center is over, or was never begun. */
export function signedOut(told: FailedSignIn): SignInError {
	return expired(told);
}

/** Somebody has to type a code, and there is nobody. */
export function mfaNeeded(profile: string | undefined): SignInError {
	return new SignInError(
		'mfa',
		`${titleOf(profile)} needs a code from your MFA device, but there is no terminal to type it in.`,
		'Start the wizard in a terminal, which asks for the code, or sign in with a profile without MFA.',
	);
}

/** The file that holds the token of a web identity cannot be read. */
export function noTokenFile(
	{tokenFile, profile}: Extract<Root, {kind: 'web-identity'}>,
	code: string,
): SignInError {
	const from =
		profile === undefined
			? 'AWS_WEB_IDENTITY_TOKEN_FILE'
			: `web_identity_token_file of the profile ${quoted(profile)}`;
	return new SignInError(
		'settings',
		`The sign-in takes its token from the file ${quoted(tokenFile)}, which ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}.`,
		`${from} names it. Whatever writes that file, such as the CI system or the cluster, must do so first.`,
	);
}

/** By what the first credentials are given, in words. */
const givers: Readonly<Record<Root['kind'], string>> = {
	environment: 'the environment variables',
	static: 'the access key',
	sso: 'IAM Identity Center',
	login: 'aws login',
	process: 'the command in credential_process',
	'web-identity': 'the web identity token',
	container: 'the credentials service of the container',
	instance: 'the credentials service of the EC2 instance',
	none: 'nothing',
};

type Explanation = (told: Told) => SignInError | undefined;

const tooLong: Explanation = ({error, profile, last, way}) =>
	error instanceof PatienceError
		? new SignInError(
				'unreachable',
				`${titleOf(profile)} took too long: no answer came from ${last === undefined ? givers[way.root.kind] : visible(last.host)}.`,
				'Check your internet connection, and any proxy or firewall.',
			)
		: undefined;

const network: Explanation = ({error, last, profile}) => {
	const failure = networkFailure(last?.error ?? error);
	return (
		failure &&
		new SignInError(
			failure.cause === 'clock' ? 'clock' : 'unreachable',
			`${titleOf(profile)} failed. ${failure.what}`,
			failure.help,
		)
	);
};

const clock: Explanation = ({code, message, last, profile}) => {
	const failure = clockFailure(code, message, last?.date);
	return (
		failure && new SignInError('clock', `${titleOf(profile)} failed. ${failure.what}`, failure.help)
	);
};

const throttleCodes =
	/^(?:Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded|SlowDown|SlowDownException)$/;

const faultOfAws: Explanation = ({code, status, last, profile}) => {
	const host = last === undefined ? 'AWS' : visible(last.host);
	if (throttleCodes.test(code) || status === 429) {
		return new SignInError(
			'throttled',
			`${titleOf(profile)} failed: AWS limits the request rate, even after several attempts.`,
			'Try again in a minute.',
		);
	}

	return status !== undefined && status >= 500
		? new SignInError(
				'aws',
				`${titleOf(profile)} failed: ${host} has an internal error (HTTP ${status}).`,
				'Try again in a minute. https://health.aws.amazon.com shows whether AWS knows of a problem.',
			)
		: undefined;
};

/** The answers of the portal of IAM Identity Center; the SDK makes sentences of them. */
const identityCenter: Explanation = (told) => {
	const {way, last, profile} = told;
	const {root} = way;
	if (root.kind !== 'sso' || (last !== undefined && !/^(?:portal\.sso|oidc)\./.test(last.host))) {
		return undefined;
	}

	// https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
	const type = last?.errorType;
	if (
		type === 'ForbiddenException' ||
		type === 'ResourceNotFoundException' ||
		last?.status === 403 ||
		last?.status === 404
	) {
		return new SignInError(
			'refused',
			`${titleOf(profile)} failed: you are not, or no longer, assigned the role ${quoted(root.roleName)} in the account ${visible(root.accountId)}.`,
			`The administrator of IAM Identity Center assigns it. What you may use stands at ${visible(root.startUrl)}; sso_account_id and sso_role_name of the profile must name one of these.`,
		);
	}

	return last === undefined || last.status === 401 || last.host.startsWith('oidc.')
		? expired(told)
		: undefined;
};

const login: Explanation = (told) => {
	const {last} = told;
	return told.way.root.kind === 'login' &&
		(last === undefined || /(?:^|\.)signin\./.test(last.host))
		? expired(told)
		: undefined;
};

const mfa: Explanation = ({code, message, profile}) =>
	code === 'AccessDenied' && /^MultiFactorAuthentication failed/.test(message)
		? new SignInError(
				'mfa',
				`${titleOf(profile)}: AWS did not accept the code from the MFA device.`,
				'Wait for the next code and try again. Each code works only once.',
			)
		: undefined;

const invalidToken: Explanation = (told) => {
	const {code, way, profile} = told;
	if (/^ExpiredToken/.test(code)) {
		return expired(told);
	}

	return way.root.kind === 'web-identity' &&
		/^(?:InvalidIdentityToken|IDPRejectedClaim|IDPCommunicationError)/.test(code)
		? new SignInError(
				'refused',
				`${titleOf(profile)} failed: AWS does not accept the token in the file ${quoted(way.root.tokenFile)} (${visible(code)}).`,
				`The account must know the issuer of the token as an identity provider, with the audience that the token has. Role: ${visible(way.root.roleArn)}`,
			)
		: undefined;
};

const deniedRole: Explanation = ({code, message, way, profile}) => {
	if (code !== 'AccessDenied' && code !== 'AccessDeniedException') {
		return undefined;
	}

	const denial = denialIn(message);
	const because = becauseOf(denial);
	const advice =
		way.root.kind === 'web-identity'
			? `The trust policy of the role ${visible(way.root.roleArn)} must allow sts:AssumeRoleWithWebIdentity for this token. Ask your administrator.`
			: 'The trust policy of that role, or the permissions of its source profile, do not allow it. Choose another profile, or ask your administrator.';
	return new SignInError(
		'refused',
		because === ''
			? `${titleOf(profile)} assumes a role, and AWS refuses that.`
			: `${titleOf(profile)} assumes a role, and AWS refuses that, because ${because}`,
		whoCanChange(denial) ?? advice,
	);
};

const disabledRegion: Explanation = ({code, profile, region}) =>
	code === 'RegionDisabledException'
		? new SignInError(
				'refused',
				`${titleOf(profile)} failed: STS is switched off in the region ${visible(region ?? '')} for the account that is asked.`,
				'Use another region in AWS_REGION or in the profile, or have STS switched on there (IAM console, Account settings).',
			)
		: undefined;

const unknownKey: Explanation = (told) =>
	/^(?:InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient(?:Exception)?|InvalidAccessKeyId|IncompleteSignature)$/.test(
		told.code,
	)
		? new SignInError(
				'refused',
				`${titleOf(told.profile)} failed: AWS does not know its access key, or the secret does not belong to it.`,
				told.way.root.kind === 'environment'
					? 'Create a new access key, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY anew.'
					: `Create a new access key and run: ${commandFor('aws configure', told)}`,
			)
		: undefined;

const failedCommand: Explanation = ({way, profile, last}) =>
	way.root.kind === 'process' && last === undefined
		? new SignInError(
				'failed',
				`${titleOf(profile)} failed: the command in its credential_process returned no credentials.`,
				'Run that command yourself to see what it says. You find it in the file ~/.aws/config.',
			)
		: undefined;

const noCredentials: Explanation = ({way, profile}) => {
	const {kind} = way.root;
	if (kind === 'container') {
		return new SignInError(
			'no-credentials',
			'The credentials service of the container gave no credentials.',
			'AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI names it. The task or the pod needs a role.',
		);
	}

	if (way.roles.length > 0 || (kind !== 'instance' && kind !== 'none')) {
		return undefined;
	}

	return profile === undefined
		? new SignInError(
				'no-credentials',
				'No AWS credentials were found on this computer.',
				`Run: aws login (or aws configure, if you have an access key). ${cloudShell}`,
			)
		: new SignInError(
				'no-credentials',
				`The profile ${quoted(profile)} has no credentials.`,
				`Run: ${withProfile('aws login', profile)} (or ${withProfile('aws configure', profile)}, if you have an access key). ${cloudShell}`,
			);
};

/** Tried one after another; the first that has something to say is right. */
const explanations: readonly Explanation[] = [
	tooLong,
	network,
	clock,
	faultOfAws,
	identityCenter,
	login,
	mfa,
	invalidToken,
	deniedRole,
	disabledRegion,
	unknownKey,
	failedCommand,
	noCredentials,
];

/**
 * Why the SDK could not sign in, and the command to run; exit code 3. What the SDK itself wrote is not shown, since it can hold
 * what a credential command printed.
 */
export function explainSignInError(error: unknown, failed: FailedSignIn): SignInError {
	if (error instanceof SignInError) {
		return error;
	}

	const {
		name = '',
		message = '',
		code: ownCode,
	} = error instanceof Error ? {...textsOf(error)} : {};
	const {last, way, profile} = failed;
	const status = last?.status;
	const code = last?.errorType ?? ownCode ?? name;
	const told: Told = {...failed, error, code, status, message};
	for (const explain of explanations) {
		const explained = explain(told);
		if (explained !== undefined) {
			return explained;
		}
	}

	// Only an error that is AWS's own answer has these.
	const words = error instanceof Error && '$metadata' in error ? ` ${awsWords(message)}` : '';
	const answer =
		status === undefined
			? ''
			: ` AWS answered ${visible(code)} (HTTP ${status}).${words}`.trimEnd();
	return new SignInError(
		'failed',
		answer === ''
			? `${titleOf(profile)} failed: ${givers[way.root.kind]} gave no credentials.`
			: `${titleOf(profile)} failed.${answer}`,
		`See what the AWS CLI says: ${withProfile('aws sts get-caller-identity', profile)}. ${cloudShell}`,
	);
}

function textsOf(error: Error): {name: string; message: string; code?: string} {
	const code: unknown = Reflect.get(error, 'Code') ?? Reflect.get(error, 'code');
	return {
		name: error.name,
		message: error.message,
		...(typeof code === 'string' && {code}),
	};
}
