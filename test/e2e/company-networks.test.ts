import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {openAwsAccount} from '../../source/account/index.ts';
import {UserError} from '../../source/errors.ts';
import {runProgram} from '../commands/run-program.ts';
import {expectSameCollected} from '../support/collected.ts';
import {
	createAuthority,
	inHome,
	jsonError,
	type Play,
	page,
	queryError,
	type Case as ReplayCase,
	type ReplayedCall,
	type ReplayHome,
	s3Error,
	useReplay,
} from '../support/replay/index.ts';

const replay = useReplay();

type Case = ReplayCase & {
	readonly code: number;
	/** Hosts that the proxy is asked for, in any order; all of them where absent. */
	readonly proxied?: readonly string[];
};

const keys = 'aws_access_key_id = AKIAWORK\naws_secret_access_key = secret\n';
const credentials = `[default]\n${keys}`;
const all = [
	'111122223333.s3-control.us-east-1.amazonaws.com',
	'acme-assets.s3.eu-central-1.amazonaws.com',
	'iam.amazonaws.com',
	'kms.eu-central-1.amazonaws.com',
	'sts.us-east-1.amazonaws.com',
];
const portal = 'portal.sso.eu-central-1.amazonaws.com';
const oidc = 'oidc.eu-central-1.amazonaws.com';
const work =
	'[profile work]\nsso_session = acme\nsso_account_id = 111122223333\nsso_role_name = Admin\n[sso-session acme]\nsso_region = eu-central-1\nsso_start_url = https://acme.awsapps.com/start\n[profile admin]\nrole_arn = arn:aws:iam::111122223333:role/deploy\nsource_profile = work\n';
const renewable = {acme: {endsIn: -1000, isRenewable: true}};
const direct = {HTTPS_PROXY: '', NODE_OPTIONS: '--require={home}/direct.cjs'};

const proxies: readonly Case[] = [
	{
		what: 'every client of the account goes through the proxy',
		credentials,
		code: 0,
		proxied: all,
	},
	{
		what: 'the sign-in goes through the proxy, with OIDC, the portal and STS',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'admin'],
		code: 0,
		proxied: [...all, oidc, portal],
	},
	{
		what: 'https_proxy in small letters counts more',
		credentials,
		environment: {HTTPS_PROXY: 'http://127.0.0.1:1', https_proxy: '{replay}'},
		code: 0,
		proxied: all,
	},
	{
		what: 'without a proxy all is asked directly',
		credentials,
		environment: direct,
		code: 0,
		proxied: [],
	},
	{
		what: 'NO_PROXY takes a domain with all that is in it past the proxy',
		credentials,
		environment: {
			...direct,
			HTTPS_PROXY: '{replay}',
			NO_PROXY: 'localhost, eu-central-1.amazonaws.com',
		},
		code: 0,
		proxied: [
			'111122223333.s3-control.us-east-1.amazonaws.com',
			'iam.amazonaws.com',
			'sts.us-east-1.amazonaws.com',
		],
	},
	{
		what: 'NO_PROXY takes one host of the sign-in past the proxy',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'admin'],
		environment: {...direct, HTTPS_PROXY: '{replay}', no_proxy: portal},
		code: 0,
		proxied: [...all, oidc],
	},
	{
		what: 'NO_PROXY of * takes all past the proxy',
		credentials,
		environment: {...direct, HTTPS_PROXY: '{replay}', NO_PROXY: '*'},
		code: 0,
		proxied: [],
	},
	{
		what: 'a proxy of another kind is refused, without its password',
		credentials,
		environment: {HTTPS_PROXY: 'socks5://me:Canary@127.0.0.1:1080'},
		code: 2,
		says: ['The address of the proxy is not valid', 'HTTPS_PROXY'],
		never: ['Canary'],
	},
	{
		what: 'a proxy that nobody answers at is named, without its password',
		credentials,
		environment: {HTTPS_PROXY: 'http://me:Canary@127.0.0.1:1'},
		code: 3,
		says: [
			'The proxy http://127.0.0.1:1 does not let a connection to',
			'ECONNREFUSED',
			'Check HTTPS_PROXY',
		],
		never: ['Canary'],
	},
	{
		what: 'a proxy that breaks off is named at the sign-in',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'work'],
		play: {connect: (host) => (host === portal ? 'cut' : undefined)},
		code: 3,
		says: [
			'Nothing could be checked. The sign-in of the profile "work" failed',
			`does not let a connection to ${portal} through`,
		],
	},
];

const certificates: readonly Case[] = [
	{
		what: 'ca_bundle of the profile counts',
		config: `[profile work]\nca_bundle = {home}/ca.pem\n${keys}`,
		environment: {AWS_CA_BUNDLE: ''},
		argv: ['--profile', 'work'],
		code: 0,
	},
	{
		what: 'ca_bundle counts at the sign-in, too',
		config: work.replace('[profile admin]', '[profile admin]\nca_bundle = {home}/ca.pem'),
		tokens: renewable,
		environment: {AWS_CA_BUNDLE: ''},
		argv: ['--profile', 'admin'],
		code: 0,
	},
	{
		what: 'AWS_CA_BUNDLE counts without a proxy',
		credentials,
		environment: direct,
		code: 0,
	},
	{
		what: "Node's own NODE_EXTRA_CA_CERTS counts, too",
		credentials,
		environment: {AWS_CA_BUNDLE: '', NODE_EXTRA_CA_CERTS: '{home}/ca.pem'},
		code: 0,
	},
	{
		what: 'a file that is not there is named',
		credentials,
		environment: {AWS_CA_BUNDLE: '/nowhere/ca.pem'},
		code: 2,
		says: ['AWS_CA_BUNDLE: "/nowhere/ca.pem"', 'This file cannot be read'],
	},
	{
		what: 'a file without certificates is named',
		config: `[profile work]\nca_bundle = {home}/connection.json\n${keys}`,
		environment: {AWS_CA_BUNDLE: ''},
		argv: ['--profile', 'work'],
		code: 2,
		says: ['ca_bundle: ', 'holds no certificate in the PEM format'],
	},
	{
		what: 'an issuer that is not trusted is named, with the variable that helps',
		credentials,
		environment: {AWS_CA_BUNDLE: ''},
		code: 3,
		says: ['issued by "Replay Root CA", is not trusted', 'name its file in AWS_CA_BUNDLE'],
	},
	{
		what: 'an issuer that is not trusted is named without a proxy',
		credentials,
		environment: {...direct, AWS_CA_BUNDLE: ''},
		code: 3,
		says: ['issued by "Replay Root CA", is not trusted', 'name its file in AWS_CA_BUNDLE'],
	},
	{
		what: 'an issuer that is missing in the file is named at the sign-in, with the file',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'work'],
		play: {
			certificate: (host) =>
				host === portal ? createAuthority('Acme Web Gateway').issue(host) : undefined,
		},
		code: 3,
		says: [
			`The certificate of ${portal}, issued by "Acme Web Gateway", is not trusted`,
			'ca.pem" are trusted',
			'Add the certificate of that issuer to it',
		],
	},
	{
		what: 'a certificate that has expired',
		credentials,
		play: {
			certificate: (host) =>
				replay.server.authority.issue(host, {
					from: new Date('2020-01-01T00:00:00Z'),
					until: new Date('2021-01-01T00:00:00Z'),
				}),
		},
		code: 3,
		says: [
			'issued by "Replay Root CA", has expired on 2021-01-01 00:00 UTC',
			"This computer's clock says",
		],
	},
	{
		what: 'a certificate for another host',
		credentials,
		play: {certificate: () => replay.server.authority.issue('login.hotel.example')},
		code: 3,
		says: ['issued by "Replay Root CA", is for "login.hotel.example", not for that name'],
	},
	{
		what: 'a certificate that is not valid yet speaks of the clock',
		credentials,
		play: {
			certificate: (host) =>
				replay.server.authority.issue(host, {
					from: new Date('2090-01-01T00:00:00Z'),
					until: new Date('2091-01-01T00:00:00Z'),
				}),
		},
		code: 3,
		says: [
			'is not valid yet, but from 2090-01-01 00:00 UTC on',
			'which is probably wrong',
			'Set the clock of this computer right',
		],
	},
	{
		what: 'a certificate that is not valid yet speaks of the clock at the sign-in',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'work'],
		play: {
			certificate: (host) =>
				replay.server.authority.issue(host, {
					from: new Date('2090-01-01T00:00:00Z'),
					until: new Date('2091-01-01T00:00:00Z'),
				}),
		},
		code: 3,
		says: ['The sign-in of the profile "work"', 'is not valid yet'],
	},
];

const foreign = 'The answer did not come from AWS: something between here and';

const answers: readonly Case[] = [
	{
		what: 'a proxy that wants a password (407)',
		credentials,
		play: {connect: () => page(407, 'Proxy Authentication Required', {server: 'squid/6.6'})},
		code: 3,
		says: [
			foreign,
			'(HTTP 407, squid/6.6)',
			'wants a user name and a password',
			'http://USER:PASSWORD@proxy.example.com:8080',
		],
	},
	{
		what: 'a proxy that wants a password (407) at the sign-in',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'work'],
		play: {connect: () => page(407, 'Proxy Authentication Required')},
		code: 3,
		says: ['The sign-in of the profile "work" failed', foreign, 'wants a user name and a password'],
	},
	{
		what: 'a proxy that forbids a host (403)',
		credentials,
		play: {connect: (host) => (host.startsWith('kms.') ? page(403, 'Forbidden') : undefined)},
		code: 3,
		says: [
			`${foreign} kms.eu-central-1.amazonaws.com answered in its place (HTTP 403)`,
			'Ask your network administrators to allow kms.eu-central-1.amazonaws.com',
		],
		never: ['You are not allowed to see it'],
	},
	{
		what: 'a proxy that reads the traffic and forbids a host (403)',
		credentials,
		play: {
			answer: ({host}) => (host.startsWith('acme-assets.') ? page(403, 'Blocked') : undefined),
		},
		code: 3,
		says: [`${foreign} acme-assets.s3.eu-central-1.amazonaws.com answered in its place (HTTP 403)`],
		never: ['is refused'],
	},
	{
		what: 'a proxy that forbids AWS in a text without any mark (403)',
		credentials,
		play: {
			answer: () => ({
				status: 403,
				headers: {'content-type': 'text/plain'},
				body: 'Denied by policy',
			}),
		},
		code: 3,
		says: [foreign, '(HTTP 403)'],
		never: ['is refused'],
	},
	{
		what: 'the network of a hotel that leads elsewhere (302)',
		credentials,
		play: {answer: () => page(302, 'Moved', {location: 'https://login.hotel.example/?from=aws'})},
		code: 3,
		says: [
			foreign,
			'(HTTP 302)',
			'It leads to login.hotel.example',
			'open any page in your browser',
		],
	},
	{
		what: 'the network of a hotel that leads elsewhere (302) at the sign-in',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'work'],
		play: {connect: () => page(302, 'Moved', {location: 'https://login.hotel.example/'})},
		code: 3,
		says: [foreign, 'It leads to login.hotel.example'],
	},
	{
		what: 'the network of a hotel that answers with its own page (200)',
		credentials,
		play: {answer: () => page(200, 'Welcome to the hotel')},
		code: 3,
		says: [foreign, '(HTTP 200)', 'sign in there, and try again'],
		never: ['could not be read'],
	},
	{
		what: 'a proxy that does not reach AWS (503)',
		credentials,
		play: {connect: () => page(503, 'Service Unavailable', {via: '1.1 gateway.acme.example'})},
		code: 3,
		says: [foreign, '(HTTP 503, 1.1 gateway.acme.example)', 'Try again in a minute'],
	},
	{
		what: 'a refusal of AWS stays one',
		credentials,
		play: {
			answer: ({operation}) =>
				operation === 'GetBucketPolicy' ? s3Error(403, 'AccessDenied') : undefined,
		},
		code: 3,
		says: ['s3:GetBucketPolicy is refused (AccessDenied)'],
		never: [foreign],
	},
];

const late =
	'Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)';
const early =
	'Signature not yet current: 20260101T002000Z is still later than 20260101T000500Z (20260101T000000Z + 5 min.)';
const isOf = (service: string) => (call: ReplayedCall) => call.host.includes(`${service}.`);
const wrongClock = 'The clock of this computer differs too much from the clock of AWS';

const clocks: readonly Case[] = [
	{
		what: 'RequestTimeTooSkewed of S3',
		credentials,
		play: {
			answer: (call) =>
				isOf('s3')(call) && call.method !== 'HEAD'
					? s3Error(
							403,
							'RequestTimeTooSkewed',
							'The difference between the request time and the current time is too large.',
						)
					: undefined,
		},
		code: 3,
		says: [wrongClock, 'Set the clock of this computer right'],
	},
	...(
		[
			['IAM', 'iam', (text: string) => queryError(403, 'SignatureDoesNotMatch', text)],
			['STS', 'sts', (text: string) => queryError(403, 'SignatureDoesNotMatch', text)],
			['KMS', 'kms', (text: string) => jsonError(400, 'InvalidSignatureException', text)],
		] as const
	).flatMap(([name, service, answer]) =>
		[late, early].map((text) => ({
			what: `"${text.split(':', 1)[0]}" of ${name}`,
			credentials,
			play: {answer: (call: ReplayedCall) => (isOf(service)(call) ? answer(text) : undefined)},
			code: 3,
			says: [wrongClock],
			never: ['secret access key does not belong'],
		})),
	),
	{
		what: '"Signature expired" of STS at the sign-in',
		config: work,
		tokens: renewable,
		argv: ['--profile', 'admin'],
		play: {
			answer: ({operation}) =>
				operation === 'AssumeRole' ? queryError(403, 'SignatureDoesNotMatch', late) : undefined,
		},
		code: 3,
		says: ['The sign-in of the profile "admin" failed', wrongClock],
	},
	{
		what: 'a wrong secret stays one',
		credentials,
		play: {
			answer: (call) =>
				isOf('kms')(call)
					? jsonError(
							400,
							'InvalidSignatureException',
							'The request signature we calculated does not match the signature you provided.',
						)
					: undefined,
		},
		code: 3,
		says: ['the secret access key does not belong to the access key'],
		never: [wrongClock],
	},
];

describe.each([
	['proxies', proxies],
	['certificates', certificates],
	['answers of others', answers],
	['a wrong clock', clocks],
] as const)('company networks: %s', (_group, cases) => {
	test.each(cases.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
		const {code, proxied, ...rest} = one;
		const {code: ended, text, home} = await replay.play(rest);
		expect({code: ended, text}).toEqual({code, text});
		if (proxied !== undefined) {
			expect([...new Set(replay.server.connects.map(({host}) => host))].toSorted()).toEqual(
				[...proxied].toSorted(),
			);
			// What does not go through the proxy is asked all the same.
			expect(replay.server.hosts().toSorted()).toEqual(
				[...all, ...('config' in one ? [oidc, portal] : [])].toSorted(),
			);
		}

		await compareCollected(one, home);
	});
});

/**
 * Where one can sign in, what is collected is judged like the account. In this process, which has no part in what is set for
 * Node itself.
 */
async function compareCollected({argv = [], environment = {}}: Case, home: ReplayHome) {
	if (Object.keys(environment).some((name) => name.startsWith('NODE_'))) {
		return;
	}

	await inHome(home, async () => {
		const profile = argv[argv.indexOf('--profile') + 1];
		const isSignedIn = await openAwsAccount(profile === undefined ? {} : {profile}).then(
			() => true,
			(error: unknown) => !(error instanceof UserError),
		);
		if (isSignedIn) {
			await expectSameCollected(runProgram, path.join(home.directory, 'connection.json'), argv);
		}
	});
}

test.each<[cause: string, play: Play]>([
	['network', {connect: (host) => (host === portal ? 'cut' : undefined)}],
	[
		'clock',
		{
			answer: ({operation}) =>
				operation === 'AssumeRole' ? queryError(403, 'SignatureDoesNotMatch', late) : undefined,
		},
	],
	[
		'aws',
		{
			answer: ({operation}) =>
				operation === 'AssumeRole' ? queryError(503, 'ServiceUnavailable') : undefined,
		},
	],
	[
		'sign-in',
		{
			answer: ({operation}) =>
				operation === 'AssumeRole' ? queryError(403, 'AccessDenied') : undefined,
		},
	],
])('the JSON says that a sign-in failed because of: %s', async (cause, play) => {
	const argv = ['--json', '--profile', 'admin'];
	const {code, stdout} = await replay.play({
		what: cause,
		config: work,
		tokens: renewable,
		argv,
		play,
	});
	expect(code).toBe(3);
	expect(JSON.parse(stdout)).toMatchObject({verdict: 'unknown', results: [{unseen: {cause}}]});
});

test('the proxy is told the user name and the password', async () => {
	const {server} = replay;
	server.play({});
	const home = replay.home({
		credentials,
		environment: {HTTPS_PROXY: server.address.replace('//', '//me:p%40ss@')},
	});
	expect((await home.verify()).code).toBe(0);
	expect(server.connects.map(({authorization}) => authorization)).toContain(
		`Basic ${Buffer.from('me:p@ss').toString('base64')}`,
	);
});
