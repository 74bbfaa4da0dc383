import {describe, expect, test} from 'vitest';
import {isDeadPrincipal, isRefusedPrincipal} from '../../source/documents/index.ts';
import {merge, policy, tls} from '../support/merging.ts';

describe('whom AWS saves in no policy', () => {
	test.each([
		['a role that was deleted', 'AROACKCEVSQ6C2EXAMPLE', true],
		['a user who was deleted', 'AIDACKCEVSQ6C2EXAMPLE', true],
		['an account number of 11 digits', '11112222333', false],
		['an ARN with an account number of 11 digits', 'arn:aws:iam::11112222333:root', false],
		['an ARN with one of 13 digits', 'arn:aws:iam::1111222233334:role/Backup', false],
		['an ARN without an account', 'arn:aws:iam:::role/Backup', false],
		['a wildcard in an ARN', 'arn:aws:iam::111122223333:role/*', false],
		['a question mark in an ARN', 'arn:aws:iam::111122223333:user/Ann?', false],
	])('%s', (_whom, name, isDead) => {
		expect(isRefusedPrincipal(name)).toBe(true);
		expect(isDeadPrincipal(name)).toBe(isDead);
		const statement = {...tls, Effect: 'Allow', Principal: {AWS: [name]}};
		expect(merge(policy(statement)).notes).toContainEqual(
			expect.stringContaining(`while the statement "OnlyTls" names ${name}: that is`),
		);
	});

	test.each([
		'*',
		'111122223333',
		'arn:aws:iam::111122223333:root',
		'arn:aws:iam::111122223333:role/service-role/Backup',
		'arn:aws-us-gov:iam::111122223333:user/Ann',
		'arn:aws:sts::111122223333:assumed-role/Backup/session',
		'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABCDEF',
	])('not %s', (name) => {
		expect(isRefusedPrincipal(name)).toBe(false);
		expect(merge(policy({...tls, Effect: 'Allow', Principal: {AWS: name}})).notes).toEqual([]);
	});
});
