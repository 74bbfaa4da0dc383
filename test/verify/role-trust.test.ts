import {describe, expect, test} from 'vitest';
import {roleTrust} from '../../source/verify/index.ts';
import {creativeForce, creativeForceUser, profileOf} from '../support/connections.ts';

const arn = 'arn:aws:iam::111122223333:role/CreativeForceAccess';

const policy = (...statements: object[]) =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: statements.map((statement) => ({
			Effect: 'Allow',
			Principal: {AWS: creativeForceUser},
			Action: 'sts:AssumeRole',
			...statement,
		})),
	});
const asking = (value: unknown, operator = 'StringEquals') => ({
	Condition: {[operator]: {'sts:ExternalId': value}},
});
const trustOf = (trustPolicy: string) => roleTrust({arn, trustPolicy}, creativeForce, {inputs: {}});

describe('a role', () => {
	test('that trusts the vendor tells the external ID that it asks for', () => {
		expect(trustOf(policy(asking('acme-1')))).toEqual({
			trustsVendor: true,
			externalIds: ['acme-1'],
		});
	});

	test('that trusts the whole account of the vendor trusts it too', () => {
		const root = {Principal: {AWS: 'arn:aws:iam::092392787187:root'}};
		expect(trustOf(policy({...root, ...asking(['one', 'two'])}))).toEqual({
			trustsVendor: true,
			externalIds: ['one', 'two'],
		});
	});

	test('that asks for no external ID, or for any but one, has none to go on with', () => {
		expect(trustOf(policy({}))).toEqual({trustsVendor: true, externalIds: []});
		expect(trustOf(policy(asking('acme-1', 'StringNotEquals'))).externalIds).toEqual([]);
	});

	test('that asks for what nobody can send as an external ID has none to go on with', () => {
		expect(trustOf(policy(asking(['acme-1 ', 'acme-2'])))).toEqual({
			trustsVendor: true,
			externalIds: ['acme-2'],
		});
		expect(trustOf(policy(asking('acme-*', 'StringLike'))).externalIds).toEqual([]);
	});

	test('that names the vendor in a text or a Deny alone does not trust it', () => {
		const other = {Principal: {AWS: 'arn:aws:iam::111122223333:root'}};
		for (const text of [
			policy({...other, Sid: '092392787187'}),
			policy({Effect: 'Deny'}),
			policy({Action: 'sts:TagSession'}),
			policy({NotAction: 'sts:*', Action: undefined}),
			policy({Principal: '*'}),
			'no JSON',
		]) {
			expect(trustOf(text).trustsVendor, text).toBe(false);
		}
	});

	test('is judged by whom the connection names, where the profile does not', () => {
		const snowflake = profileOf('snowflake');
		const principal = 'arn:aws:iam::444455556666:user/a1b2-s-acme';
		const trustPolicy = policy({Principal: {AWS: principal}, ...asking('ACME_SFCRole=1_a')});
		expect(roleTrust({arn, trustPolicy}, snowflake, {principal, inputs: {}}).trustsVendor).toBe(
			true,
		);
		const another = 'arn:aws:iam::444455556666:user/b1b2-s-acme';
		expect(
			roleTrust({arn, trustPolicy}, snowflake, {principal: another, inputs: {}}).trustsVendor,
		).toBe(false);
	});
});
