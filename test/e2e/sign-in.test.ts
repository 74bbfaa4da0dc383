import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {runProgram} from '../commands/run-program.ts';
import {expectSameCollected} from '../support/collected.ts';
import {
	containerCredentials,
	inHome,
	queryError,
	type Case as ReplayCase,
	restJsonError,
	useReplay,
} from '../support/replay/index.ts';
import {runCommand} from './support/run-command.ts';

const replay = useReplay();

type Case = ReplayCase & {
	/** Access key of the credentials that AWS was asked with; absent where nobody could sign in. */
	readonly as?: string;
	/** Hosts that were asked for the sign-in, in their order. */
	readonly asks?: readonly string[];
	/** Where the AWS CLI cannot be compared: what it does not know, or what needs minutes there. */
	readonly isOwn?: boolean;
};

const hour = 60 * 60 * 1000;
const startUrl = 'https://acme.awsapps.com/start';
const portal = 'portal.sso.eu-central-1.amazonaws.com';
const oidc = 'oidc.eu-central-1.amazonaws.com';
const ofPortal = 'sso_account_id = 111122223333\nsso_role_name = Admin\n';
const session = `[sso-session acme]\nsso_region = eu-central-1\nsso_start_url = ${startUrl}\n`;
const work = `[profile work]\nsso_session = acme\n${ofPortal}`;
const keysOf = (name: string) => `aws_access_key_id = ${name}\naws_secret_access_key = secret\n`;
const role = (name: string, more: string) =>
	`[profile ${name}]\nrole_arn = arn:aws:iam::111122223333:role/deploy\n${more}\n`;
const profile = (name: string) => ['--profile', name];
const valid = {acme: {endsIn: 8 * hour}, [startUrl]: {endsIn: 8 * hour}};
const environmentKeys = {AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret'};

/** The hosts of a sign-in: those of the account come after it. */
function signInHosts(): string[] {
	return replay.server.calls
		.filter(({operation}) =>
			['GetRoleCredentials', 'CreateToken', 'AssumeRole', 'AssumeRoleWithWebIdentity'].includes(
				operation,
			),
		)
		.map(({host}) => host);
}

async function check({as, asks, isOwn: _isOwn, ...one}: Case) {
	const {code, text} = await replay.play(one);
	if (as === undefined) {
		expect({code, text}).toMatchObject({code: expect.toSatisfy((one) => one === 3 || one === 2)});
		expect(text).not.toContain('Seen from');
	} else {
		expect({code, text}).toMatchObject({code: 0});
		expect(text).toContain(`account 111122223333 as user/${as}`);
	}

	if (asks !== undefined) {
		expect(signInHosts()).toEqual(asks);
	}
}

const identityCenter: readonly Case[] = [
	{
		what: 'a session of another region than the profile',
		config: `${work}region = us-west-2\n${session}`,
		tokens: valid,
		argv: profile('work'),
		as: 'ASIAPORTAL',
		asks: [portal],
	},
	{
		what: 'a session of another region than AWS_REGION',
		config: `${work}${session}`,
		tokens: valid,
		environment: {AWS_REGION: 'ap-south-1', AWS_PROFILE: 'work'},
		as: 'ASIAPORTAL',
		asks: [portal],
	},
	{
		what: 'a profile of the older form, with another region',
		config: `[profile work]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1\nregion = us-west-2\n${ofPortal}`,
		tokens: valid,
		argv: profile('work'),
		as: 'ASIAPORTAL',
		asks: [portal],
	},
	{
		what: 'a role over a profile with a session',
		config: `${work}${session}${role('admin', 'source_profile = work\nregion = us-east-2')}`,
		tokens: valid,
		argv: profile('admin'),
		as: 'ASIAROLE',
		asks: [portal, 'sts.us-east-2.amazonaws.com'],
	},
	{
		what: 'a session that counts before keys of the same name in the config file',
		config: `${work}${keysOf('AKIASTALE')}${session}`,
		tokens: valid,
		argv: profile('work'),
		as: 'ASIAPORTAL',
		asks: [portal],
	},
	{
		what: 'a session that nobody signed in to yet',
		config: `${work}${session}`,
		argv: profile('work'),
		says: ['has expired, or you have not signed in yet', 'Run: aws sso login --profile work'],
		asks: [],
	},
	{
		what: 'a token that has expired and cannot be renewed',
		config: `${work}${session}`,
		tokens: {acme: {endsIn: -hour}},
		argv: profile('work'),
		says: ['has expired, or you have not signed in yet', 'Run: aws sso login --profile work'],
		asks: [],
	},
	{
		what: 'a token that is renewed in the region of its session',
		config: `${work}region = us-west-2\n${session}`,
		tokens: {acme: {endsIn: -hour, isRenewable: true}},
		argv: profile('work'),
		as: 'ASIAPORTAL',
		asks: [oidc, portal],
	},
	{
		what: 'a token that the portal does not renew',
		config: `${work}${session}`,
		tokens: {acme: {endsIn: -hour, isRenewable: true}},
		argv: profile('work'),
		play: {
			answer: ({operation}) =>
				operation === 'CreateToken'
					? restJsonError(400, 'InvalidGrantException', 'Invalid refresh token provided')
					: undefined,
		},
		says: ['has expired', 'Run: aws sso login --profile work'],
	},
	{
		what: 'a session that was ended elsewhere',
		config: `${work}${session}`,
		tokens: valid,
		argv: profile('work'),
		play: {
			answer: ({operation}) =>
				operation === 'GetRoleCredentials'
					? restJsonError(401, 'UnauthorizedException', 'Session token not found or invalid')
					: undefined,
		},
		says: ['has expired', 'Run: aws sso login --profile work'],
		asks: [portal],
	},
	{
		what: 'a role that is no longer assigned',
		config: `${work}${session}`,
		tokens: valid,
		argv: profile('work'),
		play: {
			answer: ({operation}) =>
				operation === 'GetRoleCredentials'
					? restJsonError(403, 'ForbiddenException', 'No access')
					: undefined,
		},
		says: [
			'you are not, or no longer, assigned the role "Admin" in the account 111122223333',
			'The administrator of IAM Identity Center assigns it',
		],
	},
	{
		what: 'a session that is not in the file',
		config: work,
		argv: profile('work'),
		says: ['signs in by the sso-session "acme", which is not in ~/.aws/config'],
		asks: [],
	},
	{
		what: 'a session whose settings differ from those of the profile',
		config: `${work}sso_region = us-east-1\n${session}`,
		tokens: valid,
		argv: profile('work'),
		says: ['say different things for sso_region'],
		asks: [],
	},
];

const terminal: readonly Case[] = [
	{
		what: 'keys before the profile of AWS_PROFILE',
		credentials: `[work]\n${keysOf('AKIAWORK')}`,
		environment: {...environmentKeys, AWS_PROFILE: 'work'},
		as: 'AKIAENV',
		says: ['The profile "work" in AWS_PROFILE is passed over'],
	},
	{
		what: 'keys that are passed over for the chosen profile',
		credentials: `[work]\n${keysOf('AKIAWORK')}`,
		environment: environmentKeys,
		argv: profile('work'),
		as: 'AKIAWORK',
		says: ['The keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are passed over'],
	},
	{
		what: 'AWS_DEFAULT_PROFILE',
		credentials: `[default]\n${keysOf('AKIADEFAULT')}[work]\n${keysOf('AKIAWORK')}`,
		environment: {AWS_DEFAULT_PROFILE: 'work'},
		as: 'AKIAWORK',
	},
	{
		what: 'AWS_DEFAULT_PROFILE before AWS_PROFILE',
		credentials: `[other]\n${keysOf('AKIAOTHER')}[work]\n${keysOf('AKIAWORK')}`,
		environment: {AWS_DEFAULT_PROFILE: 'work', AWS_PROFILE: 'other'},
		as: 'AKIAWORK',
	},
	{
		what: 'a profile of the environment that is not there',
		credentials: `[work]\n${keysOf('AKIAWORK')}`,
		environment: {...environmentKeys, AWS_PROFILE: 'wrok'},
		says: ['There is no AWS profile "wrok" on this computer, which AWS_PROFILE names', '"work"'],
	},
	{
		what: 'a key without its secret',
		environment: {AWS_ACCESS_KEY_ID: 'AKIAENV'},
		says: ['AWS_ACCESS_KEY_ID is set, but not AWS_SECRET_ACCESS_KEY'],
	},
	{
		what: 'nothing at all',
		says: ['No AWS credentials were found on this computer', 'Run: aws login'],
	},
];

const roles: readonly Case[] = [
	{
		what: 'a source_profile that is absent',
		config: role('admin', 'source_profile = base'),
		argv: profile('admin'),
		says: ['assumes a role over the profile "base", which is not there'],
	},
	{
		what: 'no source_profile at all',
		config: role('admin', ''),
		argv: profile('admin'),
		says: ['does not say with which credentials the role is to be assumed', 'Add source_profile'],
	},
	{
		what: 'profiles in a circle',
		config: `${role('a', 'source_profile = b')}${role('b', 'source_profile = a')}`,
		argv: profile('a'),
		says: ['in a circle: "a" over "b" over "a"'],
	},
	{
		what: 'a profile that names itself and has keys',
		config: role('self', `source_profile = self\n${keysOf('AKIASELF')}`),
		argv: profile('self'),
		as: 'ASIAROLE',
		asks: ['sts.us-east-1.amazonaws.com'],
	},
	{
		what: 'a profile that names itself and has no keys',
		config: role('self', 'source_profile = self'),
		argv: profile('self'),
		says: ['in a circle: "self" over "self"'],
	},
	{
		what: 'a source without credentials',
		config: `${role('admin', 'source_profile = base')}[profile base]\nregion = eu-west-1\n`,
		argv: profile('admin'),
		says: ['over the profile "base", which has no credentials'],
	},
	{
		what: 'three profiles, one over the other',
		config: `${role('a', 'source_profile = b')}${role('b', 'source_profile = c')}[profile c]\n${keysOf('AKIABASE')}`,
		argv: profile('a'),
		as: 'ASIAROLE',
		asks: ['sts.us-east-1.amazonaws.com', 'sts.us-east-1.amazonaws.com'],
	},
	{
		what: 'credential_source = Environment',
		config: role('admin', 'credential_source = Environment'),
		environment: environmentKeys,
		argv: profile('admin'),
		as: 'ASIAROLE',
	},
	{
		what: 'credential_source = Environment without keys',
		config: role('admin', 'credential_source = Environment'),
		argv: profile('admin'),
		says: ['AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set'],
	},
	{
		what: 'credential_source = EcsContainer',
		config: role('admin', 'credential_source = EcsContainer'),
		environment: {AWS_CONTAINER_CREDENTIALS_FULL_URI: '{replay}/container'},
		play: {
			answer: ({path}) => (path === '/container' ? containerCredentials() : undefined),
		},
		argv: profile('admin'),
		as: 'ASIAROLE',
	},
	{
		what: 'a credential_source that there is not',
		config: role('admin', 'credential_source = environment'),
		environment: environmentKeys,
		argv: profile('admin'),
		says: ['has the credential_source "environment", which there is not', 'Ec2InstanceMetadata'],
	},
	{
		what: 'both sources at once',
		config: role('admin', 'credential_source = Environment\nsource_profile = base'),
		credentials: `[base]\n${keysOf('AKIABASE')}`,
		environment: environmentKeys,
		argv: profile('admin'),
		says: ['has both source_profile and credential_source'],
	},
	{
		what: 'a role that AWS refuses',
		config: role('admin', 'source_profile = base'),
		credentials: `[base]\n${keysOf('AKIABASE')}`,
		argv: profile('admin'),
		play: {
			answer: ({operation}) =>
				operation === 'AssumeRole'
					? queryError(403, 'AccessDenied', 'User is not authorized to perform: sts:AssumeRole')
					: undefined,
		},
		says: ['assumes a role, and AWS refuses that', 'trust policy of that role'],
	},
];

const webIdentity: readonly Case[] = [
	{
		what: 'a token in a file, in the region of the environment',
		files: {token: 'a.b.c'},
		environment: {
			AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token',
			AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/deploy',
			AWS_REGION: 'ap-south-1',
		},
		as: 'ASIAROLE',
		asks: ['sts.ap-south-1.amazonaws.com'],
	},
	{
		what: 'a token of a profile, in the region of the profile',
		files: {token: 'a.b.c'},
		config: role('ci', 'web_identity_token_file = {home}/token\nregion = eu-west-3'),
		argv: profile('ci'),
		as: 'ASIAROLE',
		asks: ['sts.eu-west-3.amazonaws.com'],
	},
	{
		what: 'a token of the source of a role, in its own region',
		files: {token: 'a.b.c'},
		config: `${role('ci', 'web_identity_token_file = {home}/token\nregion = eu-west-3')}${role('admin', 'source_profile = ci\nregion = us-east-2')}`,
		argv: profile('admin'),
		as: 'ASIAROLE',
		asks: ['sts.eu-west-3.amazonaws.com', 'sts.us-east-2.amazonaws.com'],
	},
	{
		what: 'a file that does not exist, named by the environment',
		environment: {
			AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token',
			AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/deploy',
		},
		says: ['"/nowhere/token", which does not exist', 'AWS_WEB_IDENTITY_TOKEN_FILE names it'],
		asks: [],
	},
	{
		what: 'a file that does not exist, named by a profile',
		config: role('ci', 'web_identity_token_file = /nowhere/token'),
		argv: profile('ci'),
		says: [
			'"/nowhere/token", which does not exist',
			'web_identity_token_file of the profile "ci" names it',
		],
		asks: [],
	},
	{
		what: 'a token without a role',
		files: {token: 'a.b.c'},
		environment: {AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token'},
		says: ['AWS_WEB_IDENTITY_TOKEN_FILE is set, but not AWS_ROLE_ARN'],
	},
	{
		what: 'a token that has ended',
		files: {token: 'a.b.c'},
		environment: {
			AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token',
			AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/deploy',
		},
		play: {
			answer: ({operation}) =>
				operation === 'AssumeRoleWithWebIdentity'
					? queryError(400, 'ExpiredTokenException', 'Token expired')
					: undefined,
		},
		says: ['has expired', '/token" needs a new token'],
	},
];

const names: readonly Case[] = [
	{
		what: 'a name with a blank, in quotation marks',
		config: `[profile "my work"]\n${keysOf('AKIAWORK')}`,
		argv: profile('my work'),
		as: 'AKIAWORK',
	},
	{
		what: 'a name with a blank as the source of a role',
		config: `[profile 'my base']\n${keysOf('AKIABASE')}${role('admin', 'source_profile = my base')}`,
		argv: profile('admin'),
		as: 'ASIAROLE',
	},
	{
		what: 'a name with an umlaut',
		config: `[profile müller]\n${keysOf('AKIAMUELLER')}`,
		argv: profile('müller'),
		as: 'AKIAMUELLER',
	},
	{
		what: 'a name with an umlaut in AWS_PROFILE, of the credentials file',
		credentials: `[Büro Köln]\n${keysOf('AKIAKOELN')}`,
		environment: {AWS_PROFILE: 'Büro Köln'},
		as: 'AKIAKOELN',
	},
	{
		what: 'a session with a blank in its name',
		config: `[profile work]\nsso_session = my company\n${ofPortal}[sso-session "my company"]\nsso_region = eu-central-1\nsso_start_url = ${startUrl}\n`,
		tokens: {'my company': {endsIn: 8 * hour}},
		argv: profile('work'),
		as: 'ASIAPORTAL',
		asks: [portal],
	},
	{
		what: 'a section without "profile"',
		config: `[work]\n${keysOf('AKIAWORK')}`,
		argv: profile('work'),
		says: [
			'There is no AWS profile "work"',
			'~/.aws/config has a section [work], which AWS does not take for a profile. Write it as [profile work]',
		],
	},
	{
		what: 'a section with a blank and without quotation marks',
		config: `[profile my work]\n${keysOf('AKIAWORK')}`,
		argv: profile('my work'),
		says: ['has a section [profile my work]', 'Write it as [profile "my work"]'],
	},
	{
		what: '"profile" in the credentials file',
		credentials: `[profile work]\n${keysOf('AKIAWORK')}`,
		argv: profile('work'),
		says: ['~/.aws/credentials has a section [profile work]', 'Write it as [work]'],
	},
	{
		what: 'capitals in the credentials file',
		credentials: '[work]\nAWS_ACCESS_KEY_ID = AKIAWORK\nAws_Secret_Access_Key = secret\n',
		argv: profile('work'),
		as: 'AKIAWORK',
	},
	{
		what: 'capitals and colons in the config file',
		config: '[profile work]\nAWS_ACCESS_KEY_ID: AKIAWORK\nAWS_SECRET_ACCESS_KEY: secret\n',
		argv: profile('work'),
		as: 'AKIAWORK',
	},
	{
		what: 'a file with a mistake',
		config: `[profile work]\n${keysOf('AKIAWORK')}this is nothing\n`,
		argv: profile('work'),
		says: ['AWS cannot read ~/.aws/config: line 4 has a mistake'],
	},
	{
		what: 'a section that is there twice',
		credentials: `[work]\n${keysOf('AKIAWORK')}[work]\nregion = eu-west-1\n`,
		argv: profile('work'),
		says: [
			'AWS cannot read ~/.aws/credentials: line 4 has a mistake',
			'This section was there before',
		],
	},
	{
		what: 'a comment behind a value',
		config: `[profile base]\n${keysOf('AKIABASE')}${role('admin', 'source_profile = base # see above')}`,
		argv: profile('admin'),
		says: ['a comment stands behind the value of source_profile'],
	},
	{
		what: 'an AWS_REGION with blanks',
		credentials: `[default]\n${keysOf('AKIADEFAULT')}`,
		// The older AWS CLI heeds this one alone.
		environment: {AWS_REGION: 'eu central 1', AWS_DEFAULT_REGION: 'eu central 1'},
		says: ['The region to sign in with is none', 'AWS_REGION: "eu central 1"', 'eu-central-1'],
	},
	{
		what: 'an AWS_REGION that is an Availability Zone',
		credentials: `[default]\n${keysOf('AKIADEFAULT')}`,
		environment: {AWS_REGION: 'eu-central-1a'},
		says: ['AWS_REGION: "eu-central-1a"'],
		isOwn: true,
	},
	{
		what: 'an empty AWS_REGION',
		credentials: `[default]\n${keysOf('AKIADEFAULT')}region = eu-west-3\n`,
		environment: {AWS_REGION: ''},
		as: 'AKIADEFAULT',
	},
	{
		what: 'AWS_REGION before the region of the profile',
		credentials: `[base]\n${keysOf('AKIABASE')}`,
		config: role('admin', 'source_profile = base'),
		environment: {AWS_REGION: 'ap-south-1', AWS_DEFAULT_REGION: 'us-west-2'},
		argv: profile('admin'),
		as: 'ASIAROLE',
		asks: ['sts.ap-south-1.amazonaws.com'],
	},
];

const command = (seconds: number) =>
	`[profile vault]\ncredential_process = sh -c "sleep ${seconds}; cat '{home}/keys.json'"\n`;
const keyFile = JSON.stringify({
	Version: 1,
	AccessKeyId: 'AKIAVAULT',
	SecretAccessKey: 'secret',
});

const waiting: readonly Case[] = [
	{
		what: 'a command that takes its time is waited for, and named',
		config: command(5),
		files: {'keys.json': keyFile},
		argv: profile('vault'),
		as: 'AKIAVAULT',
		says: ['Waiting for the command in credential_process of the profile "vault"'],
	},
	{
		what: 'a command that gives nothing',
		config: '[profile vault]\ncredential_process = false\n',
		argv: profile('vault'),
		says: ['the command in its credential_process returned no credentials'],
	},
	{
		what: 'a portal that never answers',
		config: `${work}${session}`,
		tokens: valid,
		argv: profile('work'),
		play: {
			answer: ({operation}) => (operation === 'GetRoleCredentials' ? 'silence' : undefined),
		},
		says: [`took too long: no answer came from ${portal}`],
		isOwn: true,
	},
	{
		what: 'a container that never answers, without a word of a library',
		environment: {AWS_CONTAINER_CREDENTIALS_FULL_URI: '{replay}/container'},
		play: {answer: ({path}) => (path === '/container' ? 'silence' : undefined)},
		says: ['no answer came from the credentials service of the container'],
		isOwn: true,
	},
	{
		what: 'a container that has no role',
		environment: {AWS_CONTAINER_CREDENTIALS_FULL_URI: '{replay}/container'},
		play: {
			answer: ({path}) => (path === '/container' ? restJsonError(404, 'NotFound') : undefined),
		},
		says: ['The credentials service of the container gave no credentials'],
	},
	{
		what: 'a container',
		environment: {AWS_CONTAINER_CREDENTIALS_FULL_URI: '{replay}/container'},
		play: {answer: ({path}) => (path === '/container' ? containerCredentials() : undefined)},
		as: 'ASIACONTAINER',
	},
	{
		what: 'two containers named at once, of which a library would speak',
		environment: {
			AWS_CONTAINER_CREDENTIALS_FULL_URI: '{replay}/container',
			AWS_CONTAINER_AUTHORIZATION_TOKEN: 'a',
			AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '{home}/token',
		},
		files: {token: 'b'},
		play: {answer: ({path}) => (path === '/container' ? containerCredentials() : undefined)},
		as: 'ASIACONTAINER',
	},
];

describe.each([
	['IAM Identity Center', identityCenter],
	['the credentials of this terminal', terminal],
	['roles', roles],
	['web identity', webIdentity],
	['names and settings', names],
	['waiting', waiting],
] as const)('signing in: %s', (_group, cases) => {
	test.each(cases.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
		await check(one);
	});
});

// Who waits there is asked for nothing else.
const signedIn = [identityCenter, terminal, roles, webIdentity, names]
	.flat()
	.filter(({as}) => as !== undefined);

describe('what is collected after a sign-in is judged like the account:', () => {
	test.each(signedIn.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
		const {argv = [], play = {}, ...given} = one;
		replay.server.play(play);
		const home = replay.home(given);
		const {stdout} = await inHome(home, () =>
			expectSameCollected(runProgram, path.join(home.directory, 'connection.json'), argv),
		);
		expect(JSON.parse(stdout)).toMatchObject({
			results: [{account: {arn: `arn:aws:iam::111122223333:user/${one.as}`}}],
		});
	});
});

const hasCli = await runCommand('aws', ['--version']).then(
	({code}) => code === 0,
	() => false,
);
const compared = [identityCenter, terminal, roles, webIdentity, names, waiting]
	.flat()
	.filter(({isOwn}) => isOwn !== true);

describe.skipIf(!hasCli)('the AWS CLI, with the same files and the same environment,', () => {
	test.each(compared.map((one) => [one.what, one] as const))(
		'comes to the same: %s',
		async (_what, {argv = [], play = {}, as, ...home}) => {
			replay.server.play(play);
			const {code, stdout, stderr} = await replay
				.home(home)
				.runOther('aws', 'sts', 'get-caller-identity', ...argv);
			expect({isSignedIn: code === 0, stderr}).toEqual({
				isSignedIn: as !== undefined,
				stderr: as === undefined ? expect.any(String) : '',
			});
			if (as !== undefined) {
				expect(JSON.parse(stdout)).toMatchObject({
					Arn: `arn:aws:iam::111122223333:user/${as}`,
				});
			}
		},
	);
});
