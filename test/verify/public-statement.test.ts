import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {ConditionBlock, Principal, Statement} from '../../source/policy/index.ts';
import {isPublicStatement} from '../../source/verify/public-statement.ts';

const everybody: Statement = {
	Effect: 'Allow',
	Principal: '*',
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/*',
};

const under = (Condition: ConditionBlock) => isPublicStatement({...everybody, Condition});

describe('a statement is public', () => {
	test.each<[string, Principal]>([
		['"*"', '*'],
		['{"AWS": "*"}', {AWS: '*'}],
		['"*" among others', {AWS: ['arn:aws:iam::111122223333:root', '*']}],
	])('with the principal %s', (_name, principal) => {
		expect(isPublicStatement({...everybody, Principal: principal})).toBe(true);
	});

	test('when it allows everybody except some', () => {
		const {Principal: _principal, ...rest} = everybody;
		expect(
			isPublicStatement({...rest, NotPrincipal: {AWS: 'arn:aws:iam::111122223333:root'}}),
		).toBe(true);
	});

	test.each<[string, ConditionBlock]>([
		['any address', {IpAddress: {'aws:SourceIp': '0.0.0.0/0'}}],
		['half of all addresses', {IpAddress: {'aws:SourceIp': '128.0.0.0/1'}}],
		['any IPv6 address', {IpAddress: {'aws:SourceIp': '::/0'}}],
		[
			'one narrow range and one wide',
			{IpAddress: {'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0']}},
		],
		['all addresses but one', {NotIpAddress: {'aws:SourceIp': '203.0.113.7/32'}}],
		['any endpoint', {StringLike: {'aws:SourceVpce': 'vpce-*'}}],
		[
			'an organization, if the key is there',
			{StringEqualsIfExists: {'aws:PrincipalOrgID': 'o-abc'}},
		],
		['all values, if there are any', {'ForAllValues:StringEquals': {'aws:SourceVpc': 'vpc-1'}}],
		['a policy variable', {StringEquals: {'aws:PrincipalArn': `\${aws:username}`}}],
		['a key that S3 does not count', {StringEquals: {'aws:PrincipalTag/Team': 'red'}}],
		['TLS', {Bool: {'aws:SecureTransport': 'true'}}],
	])('when its condition is only %s', (_name, condition) => {
		expect(under(condition)).toBe(true);
	});
});

describe('a statement is not public', () => {
	test('when it denies', () => {
		expect(isPublicStatement({...everybody, Effect: 'Deny'})).toBe(false);
	});

	test.each([
		['a role', {AWS: 'arn:aws:iam::283217727627:role/IconikS3AccessRole'}],
		['an account', {AWS: '111122223333'}],
		['a service', {Service: 'cloudfront.amazonaws.com'}],
	])('when it names %s', (_name, Principal) => {
		expect(isPublicStatement({...everybody, Principal})).toBe(false);
	});

	test.each<[string, ConditionBlock]>([
		['a range of addresses', {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}}],
		['one address', {IpAddress: {'aws:SourceIp': '203.0.113.7'}}],
		['an IPv6 range', {IpAddress: {'aws:SourceIp': '2001:db8::/32'}}],
		['one endpoint', {StringEquals: {'aws:SourceVpce': 'vpce-1'}}],
		['several networks', {'ForAnyValue:StringEquals': {'aws:SourceVpc': ['vpc-1', 'vpc-2']}}],
		['an organization', {StringEquals: {'AWS:PrincipalOrgId': 'o-abc'}}],
		['the sessions of one role', {StringLike: {'aws:userid': 'AROAEXAMPLEID:*'}}],
		[
			'the access points of one account',
			{ArnLike: {'s3:DataAccessPointArn': 'arn:aws:s3:eu-central-1:111122223333:accesspoint/*'}},
		],
	])('when a condition limits it to %s', (_name, condition) => {
		expect(under(condition)).toBe(false);
	});
});

test('a further condition never makes a statement public that was not', () => {
	const operators = fc.constantFrom('StringEquals', 'StringLike', 'IpAddress', 'Bool', 'Null');
	const keys = fc.constantFrom('aws:SourceVpc', 'aws:SecureTransport', 'aws:PrincipalTag/Team');
	fc.assert(
		fc.property(operators, keys, fc.string(), (operator, key, value) => {
			const limited = {StringEquals: {'aws:SourceVpce': 'vpce-1'}};
			const condition: ConditionBlock =
				operator === 'StringEquals'
					? {StringEquals: {...limited.StringEquals, [key]: value}}
					: {...limited, [operator]: {[key]: value}};
			expect(under(condition)).toBe(false);
		}),
	);
});
