import {describe, expect, test} from 'vitest';
import {explainSignInError} from '../../../source/account/sign-in/explain.ts';
import type {Root, Way} from '../../../source/account/sign-in/way.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), {name});

function wayTo(root: Root, roles: readonly string[] = []): Way {
	const [first] = roles;
	const profile = first ?? ('profile' in root ? (root.profile ?? 'default') : 'default');
	return {profile, roles, root};
}

const sso: Root = {
	kind: 'sso',
	profile: 'work',
	session: 'acme',
	startUrl: 'https://acme.awsapps.com/start',
	region: 'eu-central-1',
	accountId: '111122223333',
	roleName: 'Admin',
};
const portal = 'portal.sso.eu-central-1.amazonaws.com';
const wrapped = named('CredentialsProviderError', 'UnauthorizedException: No.');

describe('the explanation of a failed sign-in', () => {
	test.each([
		[
			'an ended session',
			wrapped,
			{way: wayTo(sso), profile: 'work', last: {host: portal, status: 401}},
			'expired',
			'Run: aws sso login --profile work',
		],
		[
			'an ended session below a role',
			wrapped,
			{way: wayTo(sso, ['admin']), profile: 'admin', last: {host: portal, status: 401}},
			'expired',
			'Run: aws sso login --profile work',
		],
		[
			'a token that cannot be renewed',
			wrapped,
			{
				way: wayTo(sso),
				profile: 'work',
				last: {host: 'oidc.eu-central-1.amazonaws.com', status: 400},
			},
			'expired',
			'Run: aws sso login --profile work',
		],
		[
			'a role that is not assigned',
			wrapped,
			{way: wayTo(sso), profile: 'work', last: {host: portal, status: 403}},
			'refused',
			'administrator of IAM Identity Center',
		],
		[
			'an ended login',
			named('CredentialsProviderError', 'Odd'),
			{way: wayTo({kind: 'login', profile: "my 'own'"}), profile: "my 'own'"},
			'expired',
			"Run: aws login --profile 'my '\\''own'\\'''",
		],
		[
			'an ended login of the default profile',
			named('CredentialsProviderError', 'Odd'),
			{way: wayTo({kind: 'login', profile: 'default'})},
			'expired',
			'Run: aws login',
		],
		[
			'an empty profile',
			named('CredentialsProviderError', 'Odd'),
			{way: {...wayTo({kind: 'none'}), profile: 'empty'}, profile: 'empty'},
			'no-credentials',
			'Run: aws login --profile empty (or aws configure --profile empty',
		],
		[
			'a wrong MFA code',
			named(
				'AccessDenied',
				'MultiFactorAuthentication failed with invalid MFA one time pass code.',
			),
			{way: wayTo({kind: 'static', profile: 'base'}, ['admin']), profile: 'admin'},
			'mfa',
			'next code',
		],
		[
			'a role that may not be assumed',
			named('AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole'),
			{way: wayTo({kind: 'static', profile: 'base'}, ['admin']), profile: 'admin'},
			'refused',
			'trust policy of that role',
		],
		[
			'an unknown key below a role',
			named('InvalidClientTokenId', 'The security token included in the request is invalid'),
			{way: wayTo({kind: 'static', profile: 'old'}, ['admin']), profile: 'admin'},
			'refused',
			'aws configure --profile old',
		],
		[
			'a host that is not found',
			Object.assign(new Error('getaddrinfo'), {code: 'ENOTFOUND'}),
			{way: wayTo(sso), profile: 'work'},
			'unreachable',
			'internet connection',
		],
		[
			'a throttled portal',
			wrapped,
			{way: wayTo(sso), profile: 'work', last: {host: portal, status: 429}},
			'throttled',
			'in a minute',
		],
		[
			'a fault of AWS',
			wrapped,
			{way: wayTo(sso), profile: 'work', last: {host: portal, status: 500}},
			'aws',
			'in a minute',
		],
		[
			'STS that is switched off',
			named('RegionDisabledException', 'No.'),
			{
				way: wayTo({kind: 'static', profile: 'base'}, ['admin']),
				profile: 'admin',
				region: 'me-south-1',
			},
			'refused',
			'STS switched on',
		],
		[
			'a token of a web identity that has ended',
			named('ExpiredTokenException', 'No.'),
			{
				way: wayTo({
					kind: 'web-identity',
					tokenFile: '/run/token',
					roleArn: 'arn:aws:iam::1:role/r',
				}),
			},
			'expired',
			'"/run/token"',
		],
		[
			'an issuer that the account does not know',
			named('InvalidIdentityToken', 'No OpenIDConnect provider found'),
			{
				way: wayTo({
					kind: 'web-identity',
					tokenFile: '/run/token',
					roleArn: 'arn:aws:iam::1:role/r',
				}),
			},
			'refused',
			'identity provider',
		],
	] as const)('of %s', (_what, error, failed, code, hint) => {
		const explained = explainSignInError(error, failed);
		expect(explained).toMatchObject({code, exitCode: 3});
		expect(explained.hint).toContain(hint);
	});

	test("shows AWS's own words where its code is not known, and its reason where a role is refused", () => {
		const last = {host: 'sts.us-east-1.amazonaws.com', status: 400};
		const answered = (name: string, message: string) =>
			Object.assign(named(name, message), {$metadata: {httpStatusCode: 400}});
		const failed = {
			way: wayTo({kind: 'static', profile: 'base'}, ['admin']),
			profile: 'admin',
			last,
		};
		const told = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
		expect(explainSignInError(answered('ValidationError', told), failed).message).toMatch(
			/ValidationError \(HTTP 400\)\. AWS says: "The requested DurationSeconds exceeds/,
		);
		const denied =
			'User: arn:aws:iam::111122223333:user/jane is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy with an explicit deny in a service control policy';
		const {message, hint} = explainSignInError(answered('AccessDenied', denied), failed);
		expect(message).toContain('because a service control policy explicitly denies it.');
		expect(hint).toContain('administrator of your AWS organization');
	});

	test('of something unknown shows nothing of it, and leaves an explained one as it is', () => {
		const failed = {way: wayTo({kind: 'static', profile: 'work'}), profile: 'work'};
		const explained = explainSignInError(named('Odd', 'AKIASECRET'), failed);
		expect(explained.code).toBe('failed');
		expect(`${explained.message} ${explained.hint}`).not.toContain('AKIASECRET');
		expect(explainSignInError(explained, failed)).toBe(explained);
		expect(explainSignInError('text', failed).code).toBe('failed');
	});
});
