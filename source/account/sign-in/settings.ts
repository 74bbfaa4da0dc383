import {quoted, visible} from '../../problems.ts';
import {withProfile} from './commands.ts';
import type {Broken} from './ini.ts';
import type {SharedFile, SharedFiles} from './profiles.ts';
import {SignInError} from './sign-in-error.ts';
import type {SettingsProblem} from './way.ts';

const credentialSources = 'Environment, EcsContainer or Ec2InstanceMetadata';

function nameOf({kind, path}: SharedFile): string {
	return path.endsWith(kind === 'config' ? '/.aws/config' : '/.aws/credentials')
		? `~/.aws/${kind}`
		: visible(path);
}

function list(names: readonly string[]): string {
	return names.map((name) => quoted(name)).join(', ');
}

/** What is wrong and what to write, a sentence or two each. */
function wordsOf(
	problem: SettingsProblem,
	files: SharedFiles,
): readonly [what: string, fix: string] {
	const config = nameOf(files.config);
	switch (problem.code) {
		case 'source-unknown': {
			const stray = files.strays.get(problem.source);
			return [
				`The profile ${quoted(problem.profile)} assumes a role over the profile ${quoted(problem.source)}, which is not there.`,
				stray === undefined
					? `Correct source_profile of ${quoted(problem.profile)} in ${config}. The profiles are: ${list([...files.profiles.keys()])}.`
					: strayWords(problem.source, stray),
			];
		}

		case 'source-empty': {
			return [
				`The profile ${quoted(problem.profile)} assumes a role over the profile ${quoted(problem.source)}, which has no credentials.`,
				`Run: ${withProfile('aws login', problem.source)} (or ${withProfile('aws configure', problem.source)}, if you have an access key).`,
			];
		}

		case 'source-circular': {
			const [first = ''] = problem.profiles;
			return [
				`The profile ${quoted(first)} assumes a role over itself, in a circle: ${problem.profiles.map((name) => quoted(name)).join(' over ')}.`,
				`Correct source_profile in ${config}: the last profile must have credentials of its own.`,
			];
		}

		case 'source-missing': {
			return [
				`The profile ${quoted(problem.profile)} has role_arn, but does not say with which credentials the role is to be assumed.`,
				`Add source_profile (another profile) or credential_source (${credentialSources}) to it in ${config}.`,
			];
		}

		case 'source-twice': {
			return [
				`The profile ${quoted(problem.profile)} has both source_profile and credential_source.`,
				`Take one of them out of ${config}.`,
			];
		}

		case 'credential-source-unknown': {
			return [
				`The profile ${quoted(problem.profile)} has the credential_source ${quoted(problem.source)}, which there is not.`,
				`In ${config}, it must be ${credentialSources}, with these capitals.`,
			];
		}

		case 'credential-source-empty': {
			const wanted: Readonly<Record<string, string>> = {
				Environment: 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set',
				EcsContainer:
					'this is no container of Amazon ECS: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set',
				Ec2InstanceMetadata:
					'AWS_EC2_METADATA_DISABLED turns the credentials of an EC2 instance off',
			};
			return [
				`The profile ${quoted(problem.profile)} takes its credentials from credential_source = ${problem.source}, but ${wanted[problem.source] ?? 'there are none'}.`,
				'Set what is missing, or choose another profile.',
			];
		}

		case 'sso-session-unknown': {
			return [
				`The profile ${quoted(problem.profile)} signs in by the sso-session ${quoted(problem.session)}, which is not in ${config}.`,
				`Add [sso-session ${visible(problem.session)}] with sso_start_url and sso_region there, or run: ${withProfile('aws configure sso', problem.profile)}`,
			];
		}

		case 'sso-settings-differ': {
			return [
				`The profile ${quoted(problem.profile)} and its sso-session say different things for ${problem.setting}.`,
				`Take ${problem.setting} out of the profile in ${config}.`,
			];
		}

		case 'settings-missing': {
			return [
				`The profile ${quoted(problem.profile)} lacks ${problem.missing.join(' and ')}.`,
				`Run: ${withProfile(problem.missing.some((name) => name.startsWith('sso_')) ? 'aws configure sso' : 'aws configure', problem.profile)}`,
			];
		}

		case 'comment-in-value': {
			return [
				`In the profile ${quoted(problem.profile)}, a comment stands behind the value of ${problem.setting}. AWS takes it for a part of the value.`,
				`Put the comment on a line of its own.`,
			];
		}

		case 'role-missing': {
			return problem.profile === undefined
				? [
						'AWS_WEB_IDENTITY_TOKEN_FILE is set, but not AWS_ROLE_ARN, which names the role.',
						'Set AWS_ROLE_ARN too.',
					]
				: [
						`The profile ${quoted(problem.profile)} has web_identity_token_file, but no role_arn.`,
						`Add role_arn to it in ${config}.`,
					];
		}

		default: {
			return [
				'AWS_ACCESS_KEY_ID is set, but not AWS_SECRET_ACCESS_KEY.',
				'Set both, or neither of them.',
			];
		}
	}
}

/** Why the settings do not lead to credentials, for the AWS CLI neither. */
export function settingsError(problem: SettingsProblem, files: SharedFiles): SignInError {
	return new SignInError('settings', ...wordsOf(problem, files));
}

type Stray = {readonly file: SharedFile; readonly heading: string};

function strayWords(name: string, {file, heading}: Stray): string {
	const isPlain = /^[\w.@+-]+$/.test(name);
	const right =
		file.kind === 'credentials'
			? `[${name}]`
			: `[profile ${isPlain ? name : JSON.stringify(name)}]`;
	return `${nameOf(file)} has a section [${visible(heading)}], which AWS does not take for a profile. Write it as ${visible(right)}.`;
}

/** There is no such profile in the files. */
export function unknownProfile(
	{
		profile,
		variable,
		stray,
	}: {readonly profile: string; readonly variable?: string; readonly stray?: Stray},
	names: readonly string[],
): SignInError {
	const from = variable === undefined ? '' : `, which ${variable} names`;
	return new SignInError(
		'unknown-profile',
		`There is no AWS profile ${quoted(profile)} on this computer${from}.`,
		stray !== undefined
			? strayWords(profile, stray)
			: names.length === 0
				? `There are no profiles at all. Run: ${withProfile('aws configure', profile)}`
				: `The profiles are: ${list(names)}.`,
	);
}

const mistakes: Readonly<Record<Broken['why'], string>> = {
	'byte-order-mark': 'The file begins with a byte order mark. Save it as UTF-8 without one.',
	'no-section': 'A setting stands before the first section, such as [default].',
	'no-value': 'It is neither a section in brackets nor a setting with "=".',
	'section-twice': 'This section was there before. Put both together, and take one away.',
	'setting-twice': 'This setting was there before in the same section. Take one away.',
};

/** A shared file has a mistake, for which AWS reads nothing of it. */
export function brokenFile({file, line, why}: Broken & {readonly file: SharedFile}): SignInError {
	return new SignInError(
		'settings',
		`AWS cannot read ${nameOf(file)}: line ${line} has a mistake.`,
		mistakes[why],
	);
}
