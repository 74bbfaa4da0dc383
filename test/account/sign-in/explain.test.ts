import {describe, expect, test} from 'vitest';
import {explainSignInError} from '../../../source/account/index.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), {name});

describe('the explanation of a failed sign-in', () => {
	test.each([
		[
			named(
				'CredentialsProviderError',
				'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
			),
			'work',
			undefined,
			'expired',
			'Run: aws sso login --profile work',
		],
		[
			named('CredentialsProviderError', 'Your session has expired. Please reauthenticate.'),
			"my 'own'",
			'login',
			'expired',
			"Run: aws login --profile 'my '\\''own'\\'''",
		],
		[
			named(
				'CredentialsProviderError',
				'Failed to load a token for session x, please re-authenticate using aws login',
			),
			undefined,
			undefined,
			'expired',
			'Run: aws login',
		],
		[
			named('CredentialsProviderError', 'Could not load credentials from any providers'),
			'empty',
			'other',
			'no-credentials',
			'Run: aws login --profile empty (or aws configure --profile empty',
		],
		[
			named(
				'AccessDenied',
				'MultiFactorAuthentication failed with invalid MFA one time pass code.',
			),
			'admin',
			'role',
			'mfa',
			'next code',
		],
		[
			named('AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole'),
			'admin',
			'role',
			'refused',
			'trust policy of that role',
		],
		[
			named('InvalidClientTokenId', 'The security token included in the request is invalid'),
			'old',
			'role',
			'refused',
			'aws configure --profile old',
		],
		[
			Object.assign(new Error('getaddrinfo'), {code: 'ENOTFOUND'}),
			'work',
			'sso',
			'unreachable',
			'internet connection',
		],
	] as const)('of %s for %s', (error, profile, kind, code, hint) => {
		const explained = explainSignInError(error, profile, kind);
		expect(explained).toMatchObject({code, exitCode: 3});
		expect(explained.hint).toContain(hint);
	});

	test('of something unknown shows nothing of it, and leaves an explained one as it is', () => {
		const explained = explainSignInError(named('Odd', 'AKIASECRET'), 'work');
		expect(explained.code).toBe('failed');
		expect(`${explained.message} ${explained.hint}`).not.toContain('AKIASECRET');
		expect(explainSignInError(explained, 'other')).toBe(explained);
		expect(explainSignInError('text', undefined).code).toBe('failed');
	});
});
