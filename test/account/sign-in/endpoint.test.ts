import {inspect} from 'node:util';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {endpointOverride} from '../../../source/account/index.ts';
import {endpointOf, refuseBadEndpoints} from '../../../source/account/sign-in/endpoint.ts';
import {UserError} from '../../../source/errors.ts';

const all = 'http://127.0.0.1:5000';
const own = 'http://127.0.0.1:6000';

describe('the endpoint', () => {
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	test('of a service is its own variable, then the one for all', () => {
		const environment = {AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_S3: own};
		expect(endpointOf('S3', environment)).toBe(own);
		expect(endpointOf('IAM', environment)).toBe(all);
		expect(endpointOf('IAM', {})).toBeUndefined();
		expect(endpointOf('IAM', {AWS_ENDPOINT_URL: ''})).toBeUndefined();
	});

	test.each([
		'AWS_ENDPOINT_URL',
		'AWS_ENDPOINT_URL_S3',
		'AWS_ENDPOINT_URL_IAM',
		'AWS_ENDPOINT_URL_STS',
		'AWS_ENDPOINT_URL_KMS',
	])('in %s is told to whoever shows a warning, unless it is to be ignored', (name) => {
		vi.stubEnv(name, own);
		expect(endpointOverride()).toBe(own);
		vi.stubEnv('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'true');
		expect(endpointOverride()).toBeUndefined();
	});

	test.each([
		['http://Canary-user:Canary-pass@127.0.0.1:5000/', 'http://127.0.0.1:5000'],
		['https://Canary-token@proxy.acme.example/aws', 'https://proxy.acme.example/aws'],
		['https://proxy.acme.example?Canary=1#Canary', 'https://proxy.acme.example'],
		['https://Canary:%2FCanary%40@proxy.acme.example', 'https://proxy.acme.example'],
	])('never shows a user name or password: %s', (given, shown) => {
		vi.stubEnv('AWS_ENDPOINT_URL', given);
		expect(endpointOverride()).toBe(shown);
		expect(() => refuseBadEndpoints(process.env)).not.toThrow();
	});

	test.each([
		'Canary:Canary@127.0.0.1:5000',
		'https://Canary:Can/ary@127.0.0.1:5000',
		'https://Canary:1/Canary@127.0.0.1',
		'http://Canary@',
		'http://Canary Canary@host',
		'http://host, http://Canary:Canary@host/a@b',
		'ftp://Canary:Canary@host',
	])('is refused where it is no address, without a word of it: %s', (given) => {
		vi.stubEnv('AWS_ENDPOINT_URL', given);
		const error = thrownBy(() => refuseBadEndpoints(process.env));
		expect(error).toBeInstanceOf(UserError);
		expect(inspect(error, {depth: 9})).not.toContain('Canary');
		expect(endpointOverride()).toBe('an address that is not valid');
	});
});

function thrownBy(action: () => void): unknown {
	try {
		action();
	} catch (error) {
		return error;
	}

	return undefined;
}
