import {readFile} from 'node:fs/promises';
import {UserError} from '../../errors.ts';
import type {Network} from '../network/network.ts';
import {endpointOf, endpointsInUse, refuseBadEndpoints} from './endpoint.ts';
import {explainSignInError, mfaNeeded, noTokenFile, signedOut} from './explain.ts';
import {filesForSdk, ssoTokenOf} from './for-sdk.ts';
import {readSharedFiles, type SharedFiles} from './profiles.ts';
import {brokenFile, settingsError, unknownProfile} from './settings.ts';
import {Patience, type Sender, Watch} from './watch.ts';
import {profileOfEnvironment, type Root, type Way, wayOf} from './way.ts';

/** What the SDK gives for a sign-in. */
type Credentials = {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	readonly expiration?: Date;
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
	/** Told what a person should know of the sign-in, once each. */
	readonly onNotice?: (notice: SignInNotice) => void;
	/** In place of requests over the network. */
	readonly requestHandler?: Sender;
	/**
	 * In milliseconds: for all that is asked over the network, for the credentials of a container or an EC2 instance, and
	 * until a slow command is told of.
	 */
	readonly limits?: {readonly network: number; readonly near: number; readonly command: number};
};

/** What a person should know of a sign-in that goes on all the same. */
export type SignInNotice =
	/** The keys of the environment do not count beside the profile that was chosen. */
	| {readonly code: 'keys-passed-over'; readonly profile: string}
	/** The profile that a variable names does not count beside the keys of the environment. */
	| {readonly code: 'profile-passed-over'; readonly profile: string; readonly variable: string}
	/** The command in the profile's `credential_process` has not ended yet. */
	| {readonly code: 'command-runs'; readonly profile: string};

export type SignIn = {
	readonly credentials: CredentialProvider;
	/** Where the credentials came from, in words, e.g. `environment variables` or `profile work`. */
	readonly source: string;
	/** The profile whose settings count, under the name that the SDK's clients know it by. */
	readonly profile: string;
	/** How requests leave this machine. */
	readonly network: Network;
	/** Region for the questions that belong to no region; absent where nothing names one. */
	readonly region?: string;
	/** What stands in the place of AWS; absent for AWS itself. */
	readonly endpoint?: string;
	/** Of that, what concerns S3 and S3 Control. */
	readonly s3Endpoint?: string;
	readonly s3ControlEndpoint?: string;
};

/** Milliseconds for opening a connection. */
const connectionTimeout = 3000;

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

const defaultLimits = {network: 30_000, near: 8000, command: 4000} as const;

/** What the name of every region looks like. */
const regionForm = /^[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/**
 * The region by the environment or the profile, in the order of the AWS CLI. Throws `UserError` where what is named can be
 * no region: a host that there is not would be asked.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
function regionOf(options: SignInOptions, files: SharedFiles, profile: string): string | undefined {
	const named: readonly (readonly [string, string | undefined])[] = [
		['region', options.region],
		['AWS_REGION', process.env.AWS_REGION],
		['AWS_DEFAULT_REGION', process.env.AWS_DEFAULT_REGION],
		['region', files.profiles.get(profile)?.region],
	];
	const [field, value] = named.find(([, region]) => region) ?? [];
	// The CLI takes this for STS without a region of its own.
	if (value === undefined || value === 'aws-global') {
		return undefined;
	}

	if (field !== undefined && !regionForm.test(value)) {
		const isOfProfile = field === 'region' && value !== options.region;
		throw new UserError('The region to sign in with is none', {
			problems: [
				{
					field: isOfProfile ? `region of the profile ${profile}` : field,
					value,
					rule: 'A region is written as in AWS calls: small letters, hyphens and a number at the end.',
					example: 'eu-central-1',
				},
			],
		});
	}

	return value;
}

/** Where the credentials came from, in words. */
function sourceOf({root, roles, profile}: Way): string {
	if (root.kind === 'environment' && roles.length === 0) {
		return 'environment variables';
	}

	if (process.env.AWS_EXECUTION_ENV === 'CloudShell' && root.kind === 'container') {
		return 'CloudShell';
	}

	if (roles.length > 0 || ('profile' in root && root.profile !== undefined)) {
		return `profile ${profile}`;
	}

	const words: Readonly<Partial<Record<Root['kind'], string>>> = {
		'web-identity': 'web identity token',
		container: 'container',
		instance: 'EC2 instance',
	};
	return words[root.kind] ?? 'default credentials';
}

/** Rejects as soon as the signal fires, since the SDK's providers cannot be stopped. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (signal === undefined) {
		return work;
	}

	// Nobody waits for it any more once the signal has fired.
	work.catch(() => undefined);
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

/** How one signs in. Throws `SignInError` where the settings lead to no credentials. */
function chosenWay(named: string | undefined, files: SharedFiles): Way {
	if (files.broken !== undefined) {
		throw brokenFile(files.broken);
	}

	const way = wayOf(named, process.env, files);
	if (!('code' in way)) {
		return way;
	}

	throw way.code === 'unknown-profile'
		? unknownProfile(way, [...files.profiles.keys()])
		: settingsError(way, files);
}

/** Throws `SignInError` where something is missing that the SDK would not name. */
async function checkWay(
	way: Way,
	{
		profile,
		files,
		hasMfa,
	}: {
		readonly profile: string | undefined;
		readonly files: SharedFiles;
		readonly hasMfa: boolean;
	},
): Promise<void> {
	const {root} = way;
	const wantsMfa = way.roles.some((role) => files.profiles.get(role)?.mfa_serial !== undefined);
	if (wantsMfa && !hasMfa) {
		throw mfaNeeded(profile);
	}

	if (root.kind === 'web-identity') {
		await readFile(root.tokenFile).catch((error: unknown) => {
			const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
			throw noTokenFile(root, typeof code === 'string' ? code : 'unknown');
		});
	}

	if (root.kind === 'sso') {
		const token = await ssoTokenOf(root.session ?? root.startUrl);
		const isOver = token === undefined || Date.parse(token.expiresAt) <= Date.now();
		if (isOver && !(token?.isRenewable && root.session !== undefined)) {
			throw signedOut({way, profile});
		}
	}
}

/** Has the SDK read the files as the AWS CLI reads them. Gives the name under which it finds the profile. */
async function handToSdk(way: Way, files: SharedFiles): Promise<string> {
	const {externalDataInterceptor} = await import('@smithy/core/config');
	const {config, profile, session} = filesForSdk(way, files);
	// Both as they are named and as they are found: the SDK looks for sessions under the former.
	const configPaths = [files.config.path, process.env.AWS_CONFIG_FILE];
	const credentialsPaths = [files.credentials.path, process.env.AWS_SHARED_CREDENTIALS_FILE];
	for (const [paths, text] of [
		[configPaths, config],
		[credentialsPaths, ''],
	] as const) {
		for (const path of paths) {
			if (path) {
				externalDataInterceptor.interceptFile(path, text);
			}
		}
	}

	const token = session === undefined ? undefined : await ssoTokenOf(session.token);
	if (session !== undefined && token !== undefined) {
		const {accessToken, expiresAt} = token;
		externalDataInterceptor.interceptToken(session.name, {accessToken, expiresAt});
	}

	return profile;
}

type Chain = () => Promise<Credentials>;

/** The SDK's provider for this way. */
async function providerOf(
	{root, roles}: Way,
	{
		sender,
		sdkProfile,
		region,
		mfaCode,
	}: {
		readonly sender: Sender;
		readonly sdkProfile: string;
		readonly region: string | undefined;
		readonly mfaCode: SignInOptions['mfaCode'];
	},
): Promise<Chain> {
	const providers = await import('@aws-sdk/credential-providers');
	const {silent} = await import('../network/network.ts');
	const common = {
		logger: silent,
		clientConfig: {requestHandler: sender},
		// What a web identity of a profile asks with comes from here.
		parentClientConfig: {requestHandler: sender, profile: sdkProfile},
	};
	// A region in `clientConfig` would count more than `sso_region`, and IAM Identity Center knows a session in its own
	// region alone. As the caller's region it is for those that have no region of their own, such as STS.
	const own = (root.kind === 'web-identity' ? root.region : undefined) ?? region;
	const caller = own === undefined ? {} : {callerClientConfig: {region: async () => own}};
	if (roles.length > 0 || ('profile' in root && root.profile !== undefined)) {
		const provider = providers.fromIni({
			...common,
			profile: sdkProfile,
			ignoreCache: true,
			...(mfaCode !== undefined && {mfaCodeProvider: mfaCode}),
		});
		return () => provider(caller);
	}

	switch (root.kind) {
		case 'environment': {
			return providers.fromEnv(common);
		}

		case 'web-identity': {
			const provider = providers.fromTokenFile({
				...common,
				webIdentityTokenFile: root.tokenFile,
				roleArn: root.roleArn,
				...(root.sessionName !== undefined && {roleSessionName: root.sessionName}),
			});
			return () => provider(caller);
		}

		case 'container': {
			return providers.fromHttp(common);
		}

		case 'instance': {
			return providers.fromInstanceMetadata({logger: silent});
		}

		default: {
			return async () => {
				throw new Error('There are no credentials.');
			};
		}
	}
}

function noticeOf({passedOver, profile}: Way): SignInNotice | undefined {
	const variable = profileOfEnvironment(process.env)?.variable ?? '';
	switch (passedOver) {
		case 'keys': {
			return {code: 'keys-passed-over', profile};
		}

		case 'profile': {
			return {code: 'profile-passed-over', profile, variable};
		}

		default: {
			return undefined;
		}
	}
}

/**
 * Signs in with the files and the environment as the AWS CLI does, by the SDK's providers. Throws `SignInError` (a
 * `UserError` with exit code 3) that says what to run, `UserError` where an address, a region or a file of certificates is
 * none, and the signal's reason where it fires.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html#cli-chap-authentication-precedence
 */
export async function signIn(options: SignInOptions = {}): Promise<SignIn> {
	options.signal?.throwIfAborted();
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
	const loading = import('../network/network.ts');
	// Beside the files; where the way is none, that counts.
	loading.catch(() => undefined);
	const files = await readSharedFiles();
	const named = options.profile ?? profileOfEnvironment(process.env)?.name;
	const way = chosenWay(options.profile, files);
	refuseBadEndpoints(process.env, files, way.profile);
	const region = regionOf(options, files, way.profile);
	const {openNetwork} = await loading;
	const network = await openNetwork(process.env, files.profiles.get(way.profile));
	const notice = noticeOf(way);
	if (notice !== undefined) {
		options.onNotice?.(notice);
	}

	await checkWay(way, {profile: named, files, hasMfa: options.mfaCode !== undefined});
	const sdkProfile = await handToSdk(way, files);
	const limits = options.limits ?? defaultLimits;
	const {root} = way;
	const newChain = async (patience: Patience, watch: Watch): Promise<Chain> => {
		const {mfaCode} = options;
		return providerOf(way, {
			sender: watch.over(options.requestHandler ?? network.handler(connectionTimeout)),
			sdkProfile,
			region,
			mfaCode:
				mfaCode &&
				(async (serial) => {
					// A person takes the time it takes.
					patience.stop();
					try {
						return await mfaCode(serial);
					} finally {
						patience.run();
					}
				}),
		});
	};
	const credentials = shareCredentials(async () => {
		// What is on this machine or beside it answers at once, or not at all.
		const isNear =
			way.roles.length === 0 && (root.kind === 'container' || root.kind === 'instance');
		const patience = new Patience(isNear ? limits.near : limits.network);
		const watch = new Watch(() => patience.run());
		const chain = await newChain(patience, watch);
		// A command may do anything, and ask a person too.
		if (root.kind !== 'process') {
			patience.run();
		}

		const slow =
			root.kind === 'process'
				? setTimeout(
						() => options.onNotice?.({code: 'command-runs', profile: root.profile}),
						limits.command,
					)
				: undefined;
		try {
			return await patience.over(chain());
		} catch (error) {
			throw explainSignInError(error, {way, profile: named, last: watch.last, region});
		} finally {
			clearTimeout(slow);
		}
	});

	await unlessAborted(credentials(), options.signal);
	const endpoint = endpointsInUse(process.env, files, way.profile);
	const s3Endpoint = endpointOf('S3', process.env, files, way.profile);
	const s3ControlEndpoint = endpointOf('S3_CONTROL', process.env, files, way.profile);
	return {
		credentials,
		source: sourceOf(way),
		profile: sdkProfile,
		network,
		...(region !== undefined && {region}),
		...(endpoint !== undefined && {endpoint}),
		...(s3Endpoint !== undefined && {s3Endpoint}),
		...(s3ControlEndpoint !== undefined && {s3ControlEndpoint}),
	};
}
