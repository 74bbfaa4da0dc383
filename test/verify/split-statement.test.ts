import {describe, expect, test} from 'vitest';
import type {Statement} from '../../source/policy/index.ts';
import {situationOf} from '../../source/verify/situation.ts';
import {splitStatement} from '../../source/verify/split-statement.ts';
import {creativeForce, creativeForceUser, iconik} from '../support/connections.ts';
import {
	creative,
	foreign,
	iconikRole,
	objects,
	ownId,
	role,
	tag,
	vendor,
} from '../support/isolation-accounts.ts';

const situation = situationOf(foreign, vendor, iconik);
const own = 'arn:aws:iam::111122223333:role/Backup';
const partner = 'arn:aws:iam::444455556666:role/Partner';
const account = '283217727627';
const ownTest = {StringEquals: {[tag]: ownId}};
const statement = (changes: Partial<Statement>): Statement => ({
	Sid: 'Shared',
	Effect: 'Allow',
	Principal: {AWS: [iconikRole, own]},
	Action: 's3:GetObject',
	Resource: objects,
	...changes,
});
const split = (changes: Partial<Statement>, options = {}) =>
	splitStatement(situation, 'bucket-policy', statement(changes), options);
const vendors = (changes: Partial<Statement> = {}) =>
	statement({Principal: {AWS: iconikRole}, Condition: ownTest, ...changes});

describe('taking the vendor out of a statement', () => {
	test('leaves those who are named beside it', () => {
		expect(split({})).toEqual({others: statement({Principal: {AWS: own}}), vendors: vendors()});
		expect(split({Principal: {AWS: [own, iconikRole, partner]}})?.others?.Principal).toEqual({
			AWS: [own, partner],
		});
	});

	test('leaves services and identity providers that are named beside it', () => {
		const Service = 'cloudtrail.amazonaws.com';
		expect(split({Principal: {AWS: iconikRole, Service}})?.others?.Principal).toEqual({Service});
	});

	test('leaves nothing where it names nobody else', () => {
		expect(split({Principal: {AWS: iconikRole}})).toEqual({others: undefined, vendors: vendors()});
	});

	test.each([
		['the account of the vendor', `arn:aws:iam::${account}:root`],
		['the number of its account', account],
		['another role of the vendor', `arn:aws:iam::${account}:role/Support`],
		['somebody who was deleted', 'AROAIIAAAAAAAAAAAAAAA'],
	])('takes out %s, and gives the vendor alone what it gave', (_whom, name) => {
		expect(split({Principal: {AWS: [own, name]}})).toEqual({
			others: statement({Principal: {AWS: own}}),
			vendors: vendors(),
		});
	});

	test('takes out what was meant to be the vendor', () => {
		const mistyped = 'arn:aws:iam::283217727628:role/IconikS3AccessRole';
		const alsoRemoved = (name: string) => name === mistyped;
		expect(split({Principal: {AWS: [own, mistyped]}})).toBeUndefined();
		expect(split({Principal: {AWS: [own, mistyped]}}, {alsoRemoved})?.others?.Principal).toEqual({
			AWS: own,
		});
	});

	test.each([
		['aws:PrincipalArn', 'ArnLike', [iconikRole, own], own],
		['aws:PrincipalArn', 'StringEquals', [iconikRole, own, partner], [own, partner]],
		['aws:PrincipalArn', 'ForAnyValue:ArnEquals', [own, iconikRole], own],
		['aws:principalaccount', 'StringEquals', [account, '111122223333'], '111122223333'],
		['kms:CallerAccount', 'StringEquals', ['111122223333', account], '111122223333'],
	])('leaves those whom %s names under Principal *', (key, operator, names, left) => {
		const Condition = {[operator]: {[key]: names, 'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}};
		const result = split({Principal: '*', Condition});
		expect(result?.others).toEqual(
			statement({
				Principal: '*',
				Condition: {[operator]: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5', [key]: left}},
			}),
		);
		expect(result?.vendors.Principal).toEqual({AWS: iconikRole});
		expect(JSON.stringify(result?.vendors.Condition)).toContain('o-a1b2c3d4e5');
		expect(JSON.stringify(result?.vendors.Condition)).toContain(ownId);
		expect(JSON.stringify(result?.vendors.Condition)).not.toContain(key);
	});

	test('leaves nothing where the condition names nobody else', () => {
		const Condition = {ArnEquals: {'aws:PrincipalArn': iconikRole}};
		expect(split({Principal: '*', Condition})).toEqual({others: undefined, vendors: vendors()});
	});

	test('keeps what the statement asks besides, in both', () => {
		const tls = {Bool: {'aws:SecureTransport': 'true'}};
		const result = split({Condition: tls});
		expect(result?.others?.Condition).toEqual(tls);
		expect(result?.vendors.Condition).toEqual({...tls, ...ownTest});
	});

	test("puts the customer's ID in the place of whatever the statement asks of it", () => {
		const Condition = {StringLike: {[tag]: '*', 'aws:PrincipalOrgID': 'o-*'}};
		expect(split({Condition})?.vendors.Condition).toEqual({
			StringLike: {'aws:PrincipalOrgID': 'o-*'},
			...ownTest,
		});
	});

	test.each<[string, Partial<Statement>]>([
		['is about others alone', {Principal: {AWS: [own, partner]}}],
		['is about everybody', {Principal: '*'}],
		[
			'is about everybody but some',
			{Principal: '*', Condition: {ArnNotLike: {'aws:PrincipalArn': [iconikRole, own]}}},
		],
		['denies', {Effect: 'Deny'}],
	])('does not touch a statement that %s', (_what, changes) => {
		expect(split(changes)).toBeUndefined();
	});

	test('does not touch a statement with NotPrincipal', () => {
		const {Principal: _principal, ...rest} = statement({});
		const other: Statement = {...rest, NotPrincipal: {AWS: own}};
		expect(
			splitStatement(situation, 'bucket-policy', other, {endsEverybody: true}),
		).toBeUndefined();
	});

	test('ends a statement about everybody only where that is asked for', () => {
		expect(split({Principal: '*'}, {endsEverybody: true})).toEqual({
			others: undefined,
			vendors: vendors(),
		});
	});
});

test('what the vendor gets in a trust policy asks for the agreed external ID', () => {
	const trusting: Statement = {
		Effect: 'Allow',
		Principal: {AWS: [own, 'arn:aws:iam::092392787187:root']},
		Action: ['sts:AssumeRole', 'sts:TagSession'],
		Condition: {StringEquals: {'aws:ExternalId': 'any'}},
	};
	const result = splitStatement(
		situationOf(role, creative, creativeForce),
		'trust-policy',
		trusting,
	);
	expect(result).toEqual({
		others: {...trusting, Principal: {AWS: own}},
		vendors: {
			...trusting,
			Principal: {AWS: creativeForceUser},
			Condition: {StringEquals: {'sts:ExternalId': creative.externalId}},
		},
	});
});
