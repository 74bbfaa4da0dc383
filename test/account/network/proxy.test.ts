import {inspect} from 'node:util';
import {describe, expect, test} from 'vitest';
import {isDirect, proxyIn} from '../../../source/account/network/proxy.ts';
import {UserError} from '../../../source/errors.ts';

describe('the proxy', () => {
	test.each([
		[
			{HTTPS_PROXY: 'http://proxy.acme.example:8080'},
			'http://proxy.acme.example:8080',
			'HTTPS_PROXY',
		],
		[{HTTPS_PROXY: 'proxy.acme.example:8080'}, 'http://proxy.acme.example:8080', 'HTTPS_PROXY'],
		[{HTTPS_PROXY: '//proxy.acme.example:8080'}, 'http://proxy.acme.example:8080', 'HTTPS_PROXY'],
		[{HTTPS_PROXY: 'http://a', https_proxy: 'https://b:1'}, 'https://b:1', 'https_proxy'],
		[{HTTPS_PROXY: 'http://me:p%40ss@a:1/'}, 'http://a:1', 'HTTPS_PROXY'],
	])('of %o is shown without a password', (environment, shown, variable) => {
		expect(proxyIn(environment)).toMatchObject({shown, variable});
	});

	test.each([{}, {HTTPS_PROXY: ' '}, {HTTP_PROXY: 'http://a', ALL_PROXY: 'http://a'}])(
		'is none for %o, as for the AWS CLI',
		(environment) => {
			expect(proxyIn(environment)).toBeUndefined();
		},
	);

	test.each(['socks5://me:Canary@a:1', 'http://', 'http://me:%Canary@a:1', 'http://a b'])(
		'%s is refused, without a word of its password',
		(address) => {
			let thrown: unknown;
			try {
				proxyIn({HTTPS_PROXY: address});
			} catch (error) {
				thrown = error;
			}

			expect(thrown).toBeInstanceOf(UserError);
			expect(inspect(thrown, {depth: 9})).not.toContain('Canary');
		},
	);
});

describe('NO_PROXY', () => {
	const host = 'sts.eu-central-1.amazonaws.com';
	test.each([
		['*', true],
		[host, true],
		['amazonaws.com', true],
		['.amazonaws.com', true],
		['localhost, .eu-central-1.amazonaws.com', true],
		['AMAZONAWS.COM', true],
		[`${host}:443`, true],
		[`${host}:8443`, false],
		['zonaws.com', false],
		['s3.eu-central-1.amazonaws.com', false],
		// https://docs.python.org/3/library/urllib.request.html#urllib.request.ProxyHandler knows no such form.
		['*.amazonaws.com', false],
		['', false],
		[' , ', false],
	])('of "%s" takes %s as it is past the proxy: %s', (list, isPast) => {
		expect(isDirect(host, 443, {NO_PROXY: list})).toBe(isPast);
	});

	test('in small letters counts more', () => {
		expect(isDirect(host, 443, {no_proxy: 'localhost', NO_PROXY: '*'})).toBe(false);
	});
});
