import {HttpResponse} from '@smithy/core/protocols';
import {describe, expect, test} from 'vitest';
import {SignInError} from '../../../source/account/index.ts';
import {attachRoute, ForeignAnswerError} from '../../../source/account/network/failure.ts';
import {failureOf, mayHaveArrived} from '../../../source/account/sdk/error-reasons.ts';
import {readServiceError} from '../../../source/account/sdk/service-error.ts';

function foreign(statusCode: number): ForeignAnswerError {
	return new ForeignAnswerError(
		's3.eu-central-1.amazonaws.com',
		new HttpResponse({statusCode, headers: {}}),
	);
}

describe('a write that somebody else answers', () => {
	test.each([
		[302, false],
		[403, false],
		[407, false],
		[502, true],
		[503, true],
		[200, true],
	])('with the status %i may have arrived: %s', (status, mayHave) => {
		const error = readServiceError(foreign(status));
		expect(mayHaveArrived(error)).toBe(mayHave);
		expect(failureOf(error)).toMatchObject({
			cause: 'network',
			reason: expect.stringContaining('The answer did not come from AWS'),
		});
	});
});

test('a sign-in that ends in the middle of a look says what to run', () => {
	const error = new SignInError('expired', 'The sign-in has expired.', 'Run: aws sso login');
	expect(failureOf(readServiceError(error))).toMatchObject({
		cause: 'sign-in',
		reason: 'The sign-in has expired.',
		help: 'Run: aws sso login',
	});
	expect(mayHaveArrived(readServiceError(error))).toBe(false);
});

test('a lost connection names the proxy that it went through', () => {
	const error = Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'});
	attachRoute(error, {
		host: 'iam.amazonaws.com',
		proxy: {variable: 'HTTPS_PROXY', shown: 'http://proxy.acme.example:8080'},
	});
	const {reason, help} = failureOf(readServiceError(error));
	expect(reason).toMatch(
		/^The proxy http:\/\/proxy\.acme\.example:8080 .* iam\.amazonaws\.com .*ECONNRESET/,
	);
	expect(help).toContain('HTTPS_PROXY');
	expect(mayHaveArrived(readServiceError(error))).toBe(true);
});

test('the two clocks are told where the answer has a date', () => {
	const error = Object.assign(new Error('Signature expired: a is now earlier than b'), {
		name: 'SignatureDoesNotMatch',
		$metadata: {httpStatusCode: 403},
		$response: {headers: {date: 'Thu, 01 Jan 2026 00:00:00 GMT'}},
	});
	expect(failureOf(readServiceError(error))).toMatchObject({
		cause: 'clock',
		reason: expect.stringContaining("AWS's clock says 2026-01-01 00:00 UTC, this one"),
	});
});
