import type {SharedConfigInit} from '@smithy/core/config';

/** How a profile signs in. */
export type ProfileKind = 'static' | 'sso' | 'role' | 'login' | 'process' | 'other';

export type AwsProfile = {
	readonly name: string;
	readonly kind: ProfileKind;
	readonly region?: string;
};

type Section = Readonly<Record<string, string | undefined>>;

/** The two shared files of AWS, as far as this program reads them. */
export type SharedFiles = {
	/** Settings of each profile, of both files together; a setting of the credentials file wins. */
	readonly profiles: ReadonlyMap<string, Section>;
	/** Settings of the `services` sections, e.g. `s3.endpoint_url`. */
	readonly services: ReadonlyMap<string, Section>;
};

/** Sections of the files that are no profiles. */
const otherSections = /^(?:sso-session|services|plugins?)(?:\.|$)/;

/**
 * Reads the shared files, `~/.aws/config` and `~/.aws/credentials` unless the environment names others. Files that
 * are missing or broken count as empty, as for the SDK itself.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export async function readSharedFiles(): Promise<SharedFiles> {
	const {loadSharedConfigFiles} = await import('@smithy/core/config');
	// Read anew, or a sign-in in another window would not be seen.
	const init: SharedConfigInit = {ignoreCache: true};
	const {configFile, credentialsFile} = await loadSharedConfigFiles(init);
	const profiles = new Map<string, Section>();
	const services = new Map<string, Section>();

	for (const [key, section] of [
		...Object.entries(configFile),
		...Object.entries(credentialsFile),
	]) {
		if (key.startsWith('services.')) {
			services.set(key.slice('services.'.length), section);
		} else if (!otherSections.test(key)) {
			profiles.set(key, {...profiles.get(key), ...section});
		}
	}

	return {profiles, services};
}

/** In the order in which the SDK tries them. */
function kindOf(section: Section): ProfileKind {
	if (section.role_arn !== undefined && section.web_identity_token_file === undefined) {
		return 'role';
	}

	if (section.aws_access_key_id !== undefined) {
		return 'static';
	}

	if (section.credential_process !== undefined) {
		return 'process';
	}

	if (section.sso_session !== undefined || section.sso_start_url !== undefined) {
		return 'sso';
	}

	return section.login_session === undefined ? 'other' : 'login';
}

/** The profiles of files that were read, in the order of the files. */
export function profilesOf({profiles}: SharedFiles): readonly AwsProfile[] {
	return [...profiles].map(([name, section]) => ({
		name,
		kind: kindOf(section),
		...(section.region !== undefined && {region: section.region}),
	}));
}

/** The profiles of the shared files of AWS, in the order of the files; none where there are no files. */
export async function listProfiles(): Promise<readonly AwsProfile[]> {
	return profilesOf(await readSharedFiles());
}
