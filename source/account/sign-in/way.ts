import type {Section} from './ini.ts';
import {hasKeys, kindOf, kindOfSource, type SharedFile, type SharedFiles} from './profiles.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the first credentials come from, over which roles may be assumed. */
export type Root =
	| {readonly kind: 'environment' | 'container' | 'instance' | 'none'}
	| {readonly kind: 'static' | 'login' | 'process'; readonly profile: string}
	| {
			readonly kind: 'sso';
			readonly profile: string;
			/** Name of its session in the config file; absent in a profile of the older form. */
			readonly session?: string;
			readonly startUrl: string;
			readonly region: string;
			readonly accountId: string;
			readonly roleName: string;
	  }
	| {
			readonly kind: 'web-identity';
			/** Absent where the environment says it. */
			readonly profile?: string;
			readonly roleArn: string;
			readonly tokenFile: string;
			readonly sessionName?: string;
			readonly region?: string;
	  };

/** How one signs in. */
export type Way = {
	/** The profile that counts, `default` where none is named. */
	readonly profile: string;
	/** The profiles whose roles are assumed one over the other, the last one first. */
	readonly roles: readonly string[];
	readonly root: Root;
	/** What the environment names as well, and what does not count beside it. */
	readonly passedOver?: 'keys' | 'profile';
};

/** What makes the settings of a profile useless, for the AWS CLI too. */
export type SettingsProblem =
	| {readonly code: 'source-unknown'; readonly profile: string; readonly source: string}
	| {readonly code: 'source-empty'; readonly profile: string; readonly source: string}
	| {readonly code: 'source-circular'; readonly profiles: readonly string[]}
	| {readonly code: 'source-missing' | 'source-twice'; readonly profile: string}
	| {
			readonly code: 'credential-source-unknown' | 'credential-source-empty';
			readonly profile: string;
			readonly source: string;
	  }
	| {readonly code: 'sso-session-unknown'; readonly profile: string; readonly session: string}
	| {readonly code: 'sso-settings-differ'; readonly profile: string; readonly setting: string}
	| {
			readonly code: 'settings-missing';
			readonly profile: string;
			readonly missing: readonly string[];
	  }
	| {readonly code: 'comment-in-value'; readonly profile: string; readonly setting: string}
	| {readonly code: 'role-missing'; readonly profile?: string}
	| {readonly code: 'secret-missing'};

type Unknown = {
	readonly code: 'unknown-profile';
	readonly profile: string;
	readonly variable?: string;
	readonly stray?: {readonly file: SharedFile; readonly heading: string};
};

/** The profile that the environment names, with the variable; the AWS CLI looks at them in this order. */
export function profileOfEnvironment(
	environment: Environment,
): {readonly name: string; readonly variable: string} | undefined {
	const variable = ['AWS_DEFAULT_PROFILE', 'AWS_PROFILE'].find((name) => environment[name]);
	const name = variable && environment[variable];
	return name ? {name, variable} : undefined;
}

function isContainer(environment: Environment): boolean {
	return Boolean(
		environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI ||
			environment.AWS_CONTAINER_CREDENTIALS_FULL_URI,
	);
}

function hasInstance(environment: Environment): boolean {
	return environment.AWS_EC2_METADATA_DISABLED?.toLowerCase() !== 'true';
}

/** Settings that are sent to AWS or lead to what is; the SDK would cut them at a comment. */
const usedSettings = [
	'role_arn',
	'source_profile',
	'credential_source',
	'external_id',
	'mfa_serial',
	'aws_access_key_id',
	'aws_secret_access_key',
	'aws_session_token',
	'credential_process',
	'web_identity_token_file',
	'sso_session',
	'sso_start_url',
	'sso_region',
	'sso_account_id',
	'sso_role_name',
	'login_session',
];

function commentIn(section: Section): string | undefined {
	return usedSettings.find((name) => /\s[#;]/.test(section[name] ?? ''));
}

/** The sources that a profile may name in place of another profile. */
const credentialSources: Readonly<Record<string, (environment: Environment) => Root | undefined>> =
	{
		Environment: ({AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret}) =>
			key && secret ? {kind: 'environment'} : undefined,
		EcsContainer: (environment) => (isContainer(environment) ? {kind: 'container'} : undefined),
		Ec2InstanceMetadata: (environment) =>
			hasInstance(environment) ? {kind: 'instance'} : undefined,
	};

type Outcome<T> = T | SettingsProblem;

function isProblem<T extends object>(outcome: Outcome<T>): outcome is SettingsProblem {
	return 'code' in outcome;
}

function ssoRoot(profile: string, section: Section, files: SharedFiles): Outcome<Root> {
	const {sso_session: session} = section;
	const ofSession = session === undefined ? {} : files.ssoSessions.get(session);
	if (ofSession === undefined) {
		return {code: 'sso-session-unknown', profile, session: session ?? ''};
	}

	const differing = Object.keys(ofSession).find(
		(name) => section[name] !== undefined && section[name] !== ofSession[name],
	);
	if (differing !== undefined) {
		return {code: 'sso-settings-differ', profile, setting: differing};
	}

	const {
		sso_start_url: startUrl = '',
		sso_region: region = '',
		sso_account_id: accountId = '',
		sso_role_name: roleName = '',
	} = {...section, ...ofSession};
	const needed = {
		sso_account_id: accountId,
		sso_region: region,
		sso_role_name: roleName,
		sso_start_url: startUrl,
	};
	const missing = Object.entries(needed).flatMap(([name, value]) => (value === '' ? [name] : []));
	return missing.length > 0
		? {code: 'settings-missing', profile, missing}
		: {
				kind: 'sso',
				profile,
				startUrl,
				region,
				accountId,
				roleName,
				...(session !== undefined && {session}),
			};
}

/** The first credentials by what a profile says itself; undefined where it says nothing of them. */
function rootIn(profile: string, files: SharedFiles): Outcome<Root> | undefined {
	const section = files.profiles.get(profile) ?? {};
	const setting = commentIn(section);
	if (setting !== undefined) {
		return {code: 'comment-in-value', profile, setting};
	}

	const kind = kindOfSource(section, files.ofCredentials.get(profile));
	switch (kind) {
		case 'web-identity': {
			const {web_identity_token_file: tokenFile = '', role_arn: roleArn} = section;
			return roleArn === undefined
				? {code: 'role-missing', profile}
				: {
						kind,
						profile,
						tokenFile,
						roleArn,
						...(section.role_session_name !== undefined && {
							sessionName: section.role_session_name,
						}),
						...(section.region !== undefined && {region: section.region}),
					};
		}

		case 'sso': {
			return ssoRoot(profile, section, files);
		}

		case 'static': {
			const missing = ['aws_access_key_id', 'aws_secret_access_key'].filter(
				(name) => !section[name],
			);
			return missing.length > 0 ? {code: 'settings-missing', profile, missing} : {kind, profile};
		}

		case 'login':
		case 'process': {
			return {kind, profile};
		}

		default: {
			return undefined;
		}
	}
}

/** What a role is assumed over. `visited` are the profiles on the way to it. */
function roleWay(
	profile: string,
	files: SharedFiles,
	environment: Environment,
	visited: readonly string[],
): Outcome<Pick<Way, 'roles' | 'root'>> {
	const section = files.profiles.get(profile) ?? {};
	const setting = commentIn(section);
	if (setting !== undefined) {
		return {code: 'comment-in-value', profile, setting};
	}

	const {source_profile: source, credential_source: service} = section;
	if (source !== undefined && service !== undefined) {
		return {code: 'source-twice', profile};
	}

	if (service !== undefined) {
		const root = Object.hasOwn(credentialSources, service) ? credentialSources[service] : undefined;
		if (root === undefined) {
			return {code: 'credential-source-unknown', profile, source: service};
		}

		const found = root(environment);
		return found === undefined
			? {code: 'credential-source-empty', profile, source: service}
			: {roles: [profile], root: found};
	}

	if (source === undefined) {
		return {code: 'source-missing', profile};
	}

	const ofSource = files.profiles.get(source);
	if (ofSource === undefined) {
		return {code: 'source-unknown', profile, source};
	}

	// A profile may name itself, and then its own keys count.
	const isOwn = source === profile && hasKeys(ofSource);
	const path = [...visited, profile];
	if (path.includes(source) && !isOwn) {
		return {code: 'source-circular', profiles: [...path, source]};
	}

	const isRole = kindOf(ofSource) === 'role' && !hasKeys(ofSource);
	if (isRole) {
		const over = roleWay(source, files, environment, path);
		return isProblem(over) ? over : {roles: [profile, ...over.roles], root: over.root};
	}

	const root = rootIn(source, files) ?? ({code: 'source-empty', profile, source} as const);
	return isProblem(root) ? root : {roles: [profile], root};
}

/**
 * How one signs in with these files and this environment, in the order in which the AWS CLI looks for credentials, or why
 * one cannot. `named` is the profile that the person chose: with it, the credentials of the environment do not count.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html#cli-chap-authentication-precedence
 */
export function wayOf(
	named: string | undefined,
	environment: Environment,
	files: SharedFiles,
): Way | SettingsProblem | Unknown {
	const ofEnvironment = profileOfEnvironment(environment);
	const wanted = named ?? ofEnvironment?.name;
	const profile = wanted ?? 'default';
	const section = files.profiles.get(profile);
	if (wanted !== undefined && section === undefined) {
		const stray = files.strays.get(wanted);
		return {
			code: 'unknown-profile',
			profile: wanted,
			...(named === undefined && ofEnvironment !== undefined && {variable: ofEnvironment.variable}),
			...(stray !== undefined && {stray}),
		};
	}

	const hasEnvironmentKeys = Boolean(environment.AWS_ACCESS_KEY_ID);
	if (hasEnvironmentKeys && named === undefined) {
		return environment.AWS_SECRET_ACCESS_KEY
			? {
					profile,
					roles: [],
					root: {kind: 'environment'},
					...(wanted !== undefined && {passedOver: 'profile'}),
				}
			: {code: 'secret-missing'};
	}

	const passedOver = hasEnvironmentKeys ? ({passedOver: 'keys'} as const) : {};
	if (section !== undefined && kindOf(section, files.ofCredentials.get(profile)) === 'role') {
		const way = roleWay(profile, files, environment, []);
		return isProblem(way) ? way : {profile, ...way, ...passedOver};
	}

	const ofToken = named === undefined ? webIdentityOf(environment, section) : undefined;
	const root = ofToken ?? rootIn(profile, files) ?? rootOfMachine(environment);
	return isProblem(root) ? root : {profile, roles: [], root, ...passedOver};
}

function webIdentityOf(environment: Environment, section: Section = {}): Outcome<Root> | undefined {
	const tokenFile = environment.AWS_WEB_IDENTITY_TOKEN_FILE;
	if (!tokenFile) {
		return undefined;
	}

	const roleArn = environment.AWS_ROLE_ARN || section.role_arn;
	const sessionName = environment.AWS_ROLE_SESSION_NAME || section.role_session_name;
	return roleArn === undefined
		? {code: 'role-missing'}
		: {
				kind: 'web-identity',
				tokenFile,
				roleArn,
				...(sessionName !== undefined && {sessionName}),
			};
}

function rootOfMachine(environment: Environment): Root {
	return isContainer(environment)
		? {kind: 'container'}
		: {kind: hasInstance(environment) ? 'instance' : 'none'};
}
