import {quoted} from '../../problems.ts';
import type {ProfileKind} from './profiles.ts';
import {SignInError} from './sign-in-error.ts';

const cloudShell =
	'Without installing anything: AWS CloudShell, at the top right of the console, is already signed in.';

/** The name as a shell takes it in one piece. */
function shellWord(name: string): string {
	return /^[\w.@+-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

function withProfile(command: string, profile: string | undefined): string {
	return profile === undefined ? command : `${command} --profile ${shellWord(profile)}`;
}

function titleOf(profile: string | undefined): string {
	return profile === undefined ? 'The sign-in' : `The sign-in of the profile ${quoted(profile)}`;
}

/** The command that renews a sign-in of this kind. */
function renewal(
	kind: ProfileKind | undefined,
	message: string,
	profile: string | undefined,
): string {
	const isSso = kind === 'sso' || (kind === undefined && /\bsso\b/i.test(message));
	const isLogin =
		kind === 'login' || (kind === undefined && /aws login|reauthenticate/i.test(message));

	if (isSso) {
		return `Run: ${withProfile('aws sso login', profile)}`;
	}

	return isLogin
		? `Run: ${withProfile('aws login', profile)}`
		: `Run the command that you signed in with again: ${withProfile('aws sso login', profile)}, ${withProfile('aws login', profile)} or ${withProfile('aws configure', profile)}`;
}

type Explanation = (context: {
	readonly profile: string | undefined;
	readonly kind: ProfileKind | undefined;
	readonly name: string;
	readonly message: string;
}) => SignInError | undefined;

const networkCodes =
	/\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError)\b/;

/** Tried one after another; the first that has something to say is right. */
const explanations: readonly Explanation[] = [
	({profile, message}) =>
		/requires multi-factor authentication/i.test(message)
			? new SignInError(
					'mfa',
					`${titleOf(profile)} needs a code from your MFA device, but there is no terminal to type it in.`,
					'Start the wizard in a terminal, which asks for the code, or sign in with a profile without MFA.',
				)
			: undefined,
	({profile, message}) =>
		/MultiFactorAuthentication failed|invalid MFA/i.test(message)
			? new SignInError(
					'mfa',
					`${titleOf(profile)}: AWS did not accept the code from the MFA device.`,
					'Wait for the next code and try again. Each code works only once.',
				)
			: undefined,
	({profile, kind, message, name}) =>
		/expired|re-?authenticate|\bis invalid\b.*sso|not found or is invalid|Failed to load (?:a )?token|Unable to refresh credentials|ExpiredToken/i.test(
			`${name} ${message}`,
		)
			? new SignInError(
					'expired',
					`${titleOf(profile)} has expired, or you have not signed in yet.`,
					renewal(kind, message, profile),
				)
			: undefined,
	({profile, name, message}) =>
		networkCodes.test(`${name} ${message}`)
			? new SignInError(
					'unreachable',
					`${titleOf(profile)} failed, because AWS could not be reached.`,
					'Check your internet connection, and any proxy or firewall.',
				)
			: undefined,
	({profile, name}) =>
		/AccessDenied/.test(name)
			? new SignInError(
					'refused',
					`${titleOf(profile)} assumes a role, and AWS refuses that.`,
					'The trust policy of that role, or the permissions of its source profile, do not allow it. Choose another profile, or ask your administrator.',
				)
			: undefined,
	({profile, name}) =>
		/InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient|InvalidAccessKeyId/.test(name)
			? new SignInError(
					'refused',
					`${titleOf(profile)} failed: AWS does not know its access key, or the secret does not belong to it.`,
					`Create a new access key and run: ${withProfile('aws configure', profile)}`,
				)
			: undefined,
	({profile, kind, message}) =>
		kind === 'process' || /credential_process/.test(message)
			? new SignInError(
					'failed',
					`${titleOf(profile)} failed: the command in its credential_process returned no credentials.`,
					'Run that command yourself to see what it says. You find it in the file ~/.aws/config.',
				)
			: undefined,
	({profile, message}) =>
		profile === undefined && /Could not load credentials from any providers/i.test(message)
			? new SignInError(
					'no-credentials',
					'No AWS credentials were found on this computer.',
					`Run: aws login (or aws configure, if you have an access key). ${cloudShell}`,
				)
			: undefined,
	({profile, message}) =>
		profile !== undefined && /Could not (?:load|resolve) credentials/i.test(message)
			? new SignInError(
					'no-credentials',
					`The profile ${quoted(profile)} has no credentials.`,
					`Run: ${withProfile('aws login', profile)} (or ${withProfile('aws configure', profile)}, if you have an access key). ${cloudShell}`,
				)
			: undefined,
];

/**
 * Why the SDK could not sign in, and the command to run; exit code 3. `kind` makes the command exact where the kind
 * of the profile is known. What the SDK wrote is not shown, since it can hold what a credential command printed.
 */
export function explainSignInError(
	error: unknown,
	profile: string | undefined,
	kind?: ProfileKind,
): SignInError {
	if (error instanceof SignInError) {
		return error;
	}

	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const name = error instanceof Error ? `${error.name} ${code}` : '';
	const message = error instanceof Error ? error.message : String(error);

	for (const explain of explanations) {
		const explained = explain({profile, kind, name, message});

		if (explained !== undefined) {
			return explained;
		}
	}

	return new SignInError(
		'failed',
		`${titleOf(profile)} failed for an unknown reason.`,
		`See what the AWS CLI says: ${withProfile('aws sts get-caller-identity', profile)}. ${cloudShell}`,
	);
}

/** There is no such profile in the files. */
export function unknownProfile(profile: string, names: readonly string[]): SignInError {
	return new SignInError(
		'unknown-profile',
		`There is no AWS profile ${quoted(profile)} on this computer.`,
		names.length === 0
			? `There are no profiles at all. Run: ${withProfile('aws configure', profile)}`
			: `The profiles are: ${names.map((name) => quoted(name)).join(', ')}.`,
	);
}
