import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {type Broken, parseIni, type Section, shellWords} from './ini.ts';

/** How a profile signs in. */
export type ProfileKind =
	| 'static'
	| 'sso'
	| 'role'
	| 'web-identity'
	| 'login'
	| 'process'
	| 'other';

export type AwsProfile = {
	readonly name: string;
	readonly kind: ProfileKind;
	readonly region?: string;
};

type Sections = ReadonlyMap<string, Section>;

/** Which of the two shared files, with the address at which it is. */
export type SharedFile = {readonly kind: 'config' | 'credentials'; readonly path: string};

/** The two shared files of AWS, as far as this program reads them. */
export type SharedFiles = {
	/** Settings of each profile, of both files together; a setting of the credentials file wins. */
	readonly profiles: Sections;
	/** What the credentials file alone says of each profile: some of that counts more than the rest. */
	readonly ofCredentials: Sections;
	/** Settings of the `services` sections, e.g. `s3.endpoint_url`. */
	readonly services: Sections;
	/** Settings of the sessions of IAM Identity Center. */
	readonly ssoSessions: Sections;
	/** Sections that AWS takes for nothing, though somebody means a profile, by the name that is meant. */
	readonly strays: ReadonlyMap<string, {readonly file: SharedFile; readonly heading: string}>;
	readonly config: SharedFile;
	readonly credentials: SharedFile;
	/** A file of which AWS reads nothing, since it has a mistake. */
	readonly broken?: Broken & {readonly file: SharedFile};
};

type Environment = Readonly<Record<string, string | undefined>>;

function pathOf(named: string | undefined, name: string): string {
	const given = named || path.join('~', '.aws', name);
	return given.startsWith(`~${path.sep}`) || given.startsWith('~/')
		? path.join(process.env.HOME || homedir(), given.slice(2))
		: given;
}

async function textOf(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch {
		return '';
	}
}

/** What a section of the config file is, and its name; the AWS CLI takes quotation marks as a shell does. */
function meaningOf(heading: string): readonly [kind: string, name: string] {
	const [kind = '', name, ...more] = shellWords(heading) ?? [];
	return name === undefined || more.length > 0 ? ['', heading] : [kind, name];
}

/** The name of the profile that somebody means by a section of the config file that is none. */
function meantBy(heading: string): string | undefined {
	const [, spaced] = /^profile\s+(.+)$/.exec(heading) ?? [];
	return (
		spaced ?? (/^(?:sso-session|services|plugins?|preview)\b/.test(heading) ? undefined : heading)
	);
}

/**
 * Reads the shared files, `~/.aws/config` and `~/.aws/credentials` unless the environment names others, and takes from
 * them what the AWS CLI takes. Files that are missing count as empty.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export async function readSharedFiles(
	environment: Environment = process.env,
): Promise<SharedFiles> {
	const config: SharedFile = {
		kind: 'config',
		path: pathOf(environment.AWS_CONFIG_FILE, 'config'),
	};
	const credentials: SharedFile = {
		kind: 'credentials',
		path: pathOf(environment.AWS_SHARED_CREDENTIALS_FILE, 'credentials'),
	};
	const [ofConfig, {sections: ofCredentials, broken: brokenCredentials}] = (await Promise.all(
		[config, credentials].map(async (file) => parseIni(await textOf(file.path))),
	)) as [ReturnType<typeof parseIni>, ReturnType<typeof parseIni>];
	const profiles = new Map<string, Section>();
	const services = new Map<string, Section>();
	const ssoSessions = new Map<string, Section>();
	const strays = new Map<string, {file: SharedFile; heading: string}>();

	for (const [heading, section] of ofConfig.sections) {
		const [kind, name] = heading === 'default' ? ['profile', heading] : meaningOf(heading);
		const places: Readonly<Record<string, Map<string, Section>>> = {
			profile: profiles,
			services,
			'sso-session': ssoSessions,
		};
		const place = Object.hasOwn(places, kind) ? places[kind] : undefined;
		const meant = meantBy(heading);
		if (place !== undefined) {
			place.set(name, section);
		} else if (meant !== undefined) {
			strays.set(meant, {file: config, heading});
		}
	}

	for (const [name, section] of ofCredentials) {
		profiles.set(name, {...profiles.get(name), ...section});
		const [, meant] = /^profile\s+(.+)$/.exec(name) ?? [];
		if (meant !== undefined) {
			strays.set(meant, {file: credentials, heading: name});
		}
	}

	const broken =
		ofConfig.broken === undefined
			? brokenCredentials && {...brokenCredentials, file: credentials}
			: {...ofConfig.broken, file: config};
	return {
		profiles,
		ofCredentials,
		services,
		ssoSessions,
		strays,
		config,
		credentials,
		...(broken !== undefined && {broken}),
	};
}

/** The settings of keys that do not expire. */
export function hasKeys(section: Section): boolean {
	return section.aws_access_key_id !== undefined || section.aws_secret_access_key !== undefined;
}

/**
 * In the order in which the AWS CLI tries them: keys count more in the credentials file than in the config file.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html#cli-chap-authentication-precedence
 */
export function kindOf(section: Section, ofCredentials: Section = {}): ProfileKind {
	if (section.role_arn !== undefined && section.web_identity_token_file === undefined) {
		return 'role';
	}

	return kindOfSource(section, ofCredentials);
}

/** How a profile signs in that is the source of a role: what it says of a role itself does not count. */
export function kindOfSource(section: Section, ofCredentials: Section = {}): ProfileKind {
	const kinds: readonly (readonly [boolean, ProfileKind])[] = [
		[section.web_identity_token_file !== undefined, 'web-identity'],
		[section.sso_account_id !== undefined || section.sso_role_name !== undefined, 'sso'],
		[hasKeys(ofCredentials), 'static'],
		[section.login_session !== undefined, 'login'],
		[section.credential_process !== undefined, 'process'],
		[hasKeys(section), 'static'],
		// Nobody can sign in with these alone, but it is what was meant.
		[section.sso_session !== undefined || section.sso_start_url !== undefined, 'sso'],
	];
	return kinds.find(([isSo]) => isSo)?.[1] ?? 'other';
}

/** The profiles of files that were read, in the order of the files. */
function profilesOf({profiles, ofCredentials}: SharedFiles): readonly AwsProfile[] {
	return [...profiles].map(([name, section]) => ({
		name,
		kind: kindOf(section, ofCredentials.get(name)),
		...(section.region !== undefined && {region: section.region}),
	}));
}

/** The profiles of the shared files of AWS, in the order of the files; none where there are no files. */
export async function listProfiles(): Promise<readonly AwsProfile[]> {
	return profilesOf(await readSharedFiles());
}
