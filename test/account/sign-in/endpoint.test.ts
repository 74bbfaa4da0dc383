import {afterEach, describe, expect, test, vi} from 'vitest';
import {endpointOverride} from '../../../source/account/index.ts';
import {endpointOf} from '../../../source/account/sign-in/endpoint.ts';

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
});
