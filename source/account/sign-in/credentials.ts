import type {STSClientConfig} from '@aws-sdk/client-sts';
import {endpointOf, endpointsInUse, refuseBadEndpoints} from './endpoint.ts';
import {explainSignInError, unknownProfile} from './explain.ts';
import {type ProfileKind, profilesOf, readSharedFiles, type SharedFiles} from './profiles.ts';

/** What the SDK gives for a sign-in. `$source` says by marks which way was taken. */
type Credentials = {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	readonly expiration?: Date;
	readonly $source?: Readonly<Record<string, unknown>>;
};

/** Gives credentials that are still good, and renews them where they are not. */
export type CredentialProvider = () => Promise<Credentials>;

export type SignInOptions = {
	/** Profile of the shared files; without one the environment and the default profile count. */
	readonly profile?: string;
	readonly region?: string;
	/** Asks the person for the code of the MFA device with this serial number. */
	readonly mfaCode?: (serial: string) => Promise<string>;
	readonly signal?: AbortSignal;
	/** In place of requests over the network. */
	readonly requestHandler?: NonNullable<STSClientConfig['requestHandler']>;
};

export type SignIn = {
	readonly credentials: CredentialProvider;
	/** Where the credentials came from, in words, e.g. `environment variables` or `profile work`. */
	readonly source: string;
	/** Profile of the shared files that was used; absent where none was named. */
	readonly profile?: string;
	/** Region for the questions that belong to no region; absent where nothing names one. */
	readonly region?: string;
	/** What stands in the place of AWS; absent for AWS itself. */
	readonly endpoint?: string;
	/** Of that, what concerns S3 and S3 Control. */
	readonly s3Endpoint?: string;
	readonly s3ControlEndpoint?: string;
};

/** How long before their end credentials are renewed, in milliseconds. */
const renewBefore = 5 * 60 * 1000;

/** One sign-in for all clients: each of them would otherwise ask for an MFA code of its own. */
export function shareCredentials(provider: CredentialProvider): CredentialProvider {
	let current: Promise<Credentials> | undefined;
	let end = Number.POSITIVE_INFINITY;

	return async () => {
		if (current === undefined || Date.now() > end - renewBefore) {
			end = Number.POSITIVE_INFINITY;
			const renewed = provider();
			current = renewed;
			try {
				const {expiration} = await renewed;
				end = expiration?.getTime() ?? Number.POSITIVE_INFINITY;
			} catch (error) {
				current = undefined;
				throw error;
			}
		}

		return current;
	};
}

/** The region by the environment, the profile, or what the AWS CLI would take; the SDK leaves out the last. */
function regionOf(
	options: SignInOptions,
	files: SharedFiles,
	profile: string | undefined,
): string | undefined {
	return (
		options.region ||
		process.env.AWS_REGION ||
		files.profiles.get(profile ?? 'default')?.region ||
		process.env.AWS_DEFAULT_REGION ||
		undefined
	);
}

/** The marks of the SDK, in the order in which one says more than another. */
const sourceWords: readonly (readonly [RegExp, string])[] = [
	[/^CREDENTIALS_(?:PROFILE|SSO|LOGIN|PROCESS)/, 'profile'],
	[/^CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN$/, 'web identity token'],
	[/^CREDENTIALS_ENV_VARS$/, 'environment variables'],
	[/^CREDENTIALS_HTTP$/, 'container'],
	[/^CREDENTIALS_IMDS$/, 'EC2 instance'],
];

function sourceOf({$source = {}}: Credentials, profile: string | undefined): string {
	const marks = Object.keys($source);
	const word = sourceWords.find(([form]) => marks.some((mark) => form.test(mark)))?.[1];

	if (word === 'profile') {
		return `profile ${profile ?? 'default'}`;
	}

	if (process.env.AWS_EXECUTION_ENV === 'CloudShell' && word !== 'environment variables') {
		return 'CloudShell';
	}

	return word ?? (profile === undefined ? 'default credentials' : `profile ${profile}`);
}

/** Rejects as soon as the signal fires, since the SDK's providers cannot be stopped. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (signal === undefined) {
		return work;
	}

	signal.throwIfAborted();
	const stop = new AbortController();
	const aborted = new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), {
			once: true,
			signal: stop.signal,
		});
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		stop.abort();
	}
}

/** The SDK would print a warning over the screen where the environment names both keys and a profile. */
const silent = {
	trace: () => undefined,
	debug: () => undefined,
	info: () => undefined,
	warn: () => undefined,
	error: () => undefined,
};

/**
 * Signs in by the SDK's default chain. Throws `SignInError` (a `UserError` with exit code 3) that says what to run,
 * `UserError` where an address in the place of AWS is none, and the signal's reason where it fires.
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
 */
export async function signIn(options: SignInOptions = {}): Promise<SignIn> {
	options.signal?.throwIfAborted();
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
	const [{fromNodeProviderChain}, files] = await Promise.all([
		import('@aws-sdk/credential-providers'),
		readSharedFiles(),
	]);
	const profile = options.profile ?? (process.env.AWS_PROFILE || undefined);
	const profiles = profilesOf(files);
	const kind: ProfileKind | undefined = profiles.find(
		({name}) => name === (profile ?? 'default'),
	)?.kind;

	if (profile !== undefined && kind === undefined) {
		throw unknownProfile(
			profile,
			profiles.map(({name}) => name),
		);
	}

	refuseBadEndpoints(process.env, files, profile);
	const endpoint = endpointsInUse(process.env, files, profile);
	const region = regionOf(options, files, profile);
	const {mfaCode} = options;
	const chain = fromNodeProviderChain({
		ignoreCache: true,
		logger: silent,
		...(profile !== undefined && {profile}),
		...(mfaCode !== undefined && {mfaCodeProvider: mfaCode}),
		clientConfig: {requestHandler: options.requestHandler ?? {connectionTimeout: 3000}},
	});
	// A region in `clientConfig` would count more than `sso_region`, and IAM Identity Center knows a session in its own
	// region alone. As the caller's region it is for those that have no region of their own, such as STS.
	const caller = region === undefined ? {} : {callerClientConfig: {region: async () => region}};
	const credentials = shareCredentials(() => chain(caller));

	let first: Credentials;
	try {
		first = await unlessAborted(credentials(), options.signal);
	} catch (error) {
		options.signal?.throwIfAborted();
		throw explainSignInError(error, profile, kind);
	}

	const s3Endpoint = endpointOf('S3', process.env, files, profile);
	const s3ControlEndpoint = endpointOf('S3_CONTROL', process.env, files, profile);
	return {
		credentials,
		source: sourceOf(first, profile),
		...(profile !== undefined && {profile}),
		...(region !== undefined && {region}),
		...(endpoint !== undefined && {endpoint}),
		...(s3Endpoint !== undefined && {s3Endpoint}),
		...(s3ControlEndpoint !== undefined && {s3ControlEndpoint}),
	};
}
