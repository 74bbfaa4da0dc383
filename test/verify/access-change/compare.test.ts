import {describe, expect, test} from 'vitest';
import type {PolicyDocument, Statement} from '../../../source/policy/index.ts';
import {
	type AccessChange,
	accessChange,
	type ResourceDocument,
	situationOf,
} from '../../../source/verify/index.ts';
import {creativeForce, creativeForceUser, iconik} from '../../support/connections.ts';
import {
	bucket,
	creative,
	foreign,
	iconikRole,
	objects,
	ownId,
	role,
	tag,
	vendor,
} from '../../support/isolation-accounts.ts';

const ofIconik = situationOf(foreign, vendor, iconik);
const ofCreativeForce = situationOf(role, creative, creativeForce);
const own = 'arn:aws:iam::111122223333:role/Backup';
const partner = 'arn:aws:iam::444455556666:role/Partner';
const ownTest = {StringEquals: {[tag]: ownId}};
const document = (...Statement: readonly Statement[]): PolicyDocument => ({
	Version: '2012-10-17',
	Statement,
});
const allow = (changes: Partial<Statement> = {}): Statement => ({
	Effect: 'Allow',
	Principal: {AWS: iconikRole},
	Action: 's3:GetObject',
	Resource: objects,
	Condition: ownTest,
	...changes,
});
const toAll = (
	Principal: (Statement['Principal'] & object) | '*',
	changes: Partial<Statement> = {},
) => {
	const {Condition: _condition, ...rest} = allow(changes);
	return {...rest, Principal};
};

function change(
	before: readonly Statement[] | undefined,
	after: readonly Statement[],
	options: Parameters<typeof accessChange>[4] = {},
): AccessChange {
	return accessChange(
		ofIconik,
		'bucket-policy',
		before && document(...before),
		document(...after),
		options,
	);
}

/** Who gains and loses what, as `party action`, each once. */
function summary({gains, losses, beyond}: AccessChange) {
	const told = (list: AccessChange['gains']) => [
		...new Set(list.map(({party, witness}) => `${party} ${witness.action}`)),
	];
	return {gains: told(gains), losses: told(losses), beyond: told(beyond)};
}

const nothing = {gains: [], losses: [], beyond: []};

describe('what a change of a policy gives and takes', () => {
	test('is nothing where statements are only written, named or ordered otherwise', () => {
		const one = allow({Sid: 'One', Action: ['s3:GetObject', 's3:PutObject']});
		const others = toAll({AWS: own}, {Sid: 'Own'});
		const {isCertain, ...same} = change(
			[one, others],
			[
				{...others, Sid: 'Other'},
				allow({Sid: 'Two', Action: 's3:PutObject'}),
				allow({Action: 's3:GetObject', Principal: {AWS: [iconikRole]}}),
			],
		);
		expect(summary({isCertain, ...same})).toEqual(nothing);
		expect(isCertain).toBe(true);
	});

	test('is what the vendor gains for this customer, with a request of it', () => {
		const result = change([toAll({AWS: own})], [toAll({AWS: own}), allow()]);
		expect(summary(result)).toEqual({...nothing, gains: ['vendor s3:GetObject']});
		expect(result.gains[0]?.witness).toMatchObject({
			principal: iconikRole,
			action: 's3:GetObject',
			context: {[tag]: ownId},
		});
	});

	test.each<[string, string, Statement]>([
		["the vendor's other customers", 'other-customers', toAll({AWS: iconikRole})],
		[
			"others of the vendor's account",
			'vendor-account',
			toAll({AWS: 'arn:aws:iam::283217727627:role/Support'}),
		],
		['the account of the bucket', 'own-account', toAll({AWS: own})],
		['somebody whom the policy names', 'named', toAll({AWS: partner})],
		['an account that the policy names', 'named', toAll({AWS: '444455556666'})],
		['everybody', 'anybody', toAll('*')],
		[
			'everybody of an organization',
			'anybody',
			{...toAll('*'), Condition: {StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}},
		],
		[
			'accounts by a wildcard',
			'anybody',
			{...toAll('*'), Condition: {StringLike: {'aws:PrincipalAccount': '4444*'}}},
		],
	])('is seen where it concerns %s', (_whom, party, statement) => {
		expect(summary(change([], [statement])).gains).toContain(`${party} s3:GetObject`);
		expect(summary(change([statement], [])).losses).toContain(`${party} s3:GetObject`);
	});

	test('is a loss of those who are left out of a list', () => {
		const before = toAll({AWS: [iconikRole, own, partner]});
		expect(summary(change([before], [toAll({AWS: [iconikRole, own]})]))).toEqual({
			...nothing,
			losses: ['named s3:GetObject'],
		});
	});

	test('is a gain of those whom a Deny hits no longer', () => {
		const deny: Statement = {
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:*',
			Resource: [bucket, objects],
			Condition: {ArnNotEquals: {'aws:PrincipalArn': iconikRole}},
		};
		const others = toAll({AWS: partner});
		const [freed, hit] = [change([others, deny], [others]), change([others], [others, deny])];
		expect(summary(freed)).toMatchObject({losses: [], beyond: []});
		expect(summary(freed).gains).toContain('named s3:GetObject');
		// What their own policies allow is not known here.
		expect(summary(freed).gains).toContain('own-account s3:GetObject');
		expect(summary(hit).losses).toEqual(summary(freed).gains);
	});

	test('is beyond the needs where the article does not give it', () => {
		const narrow = {leastPrivilege: true};
		expect(summary(change([], [allow()])).beyond).toEqual([]);
		expect(
			summary(change([], [allow({Action: 's3:PutBucketPolicy', Resource: bucket})])).beyond,
		).toEqual([]);
		expect(
			summary(change([], [allow({Action: 's3:PutBucketPolicy', Resource: bucket})], narrow)).beyond,
		).toEqual(['vendor s3:PutBucketPolicy']);
	});

	test('is not looked for in what is no request: an action of objects on the bucket', () => {
		const both = allow({Resource: [bucket, objects]});
		expect(summary(change([both], [allow()]))).toEqual(nothing);
	});

	test('names what the vendor is there for first, and as many examples as are wanted', () => {
		const all = allow({Action: 's3:*', Resource: [bucket, objects]});
		const {gains} = change([], [all]);
		expect(
			gains
				.map(({witness}) => witness.action)
				.slice(0, 4)
				.toSorted(),
		).toEqual(['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject']);
		expect(gains).toHaveLength(12);
		expect(change([], [all], {mostExamples: 1}).gains).toHaveLength(1);
	});

	test('is told of the parties alone that are asked about', () => {
		const result = change([], [allow(), toAll({AWS: own})], {only: ['vendor']});
		expect(summary(result).gains).toEqual(['vendor s3:GetObject']);
	});

	test.each<[string, Statement['Principal'] & object]>([
		['a service', {Service: 'logging.s3.amazonaws.com'}],
		['an identity provider', {Federated: 'accounts.google.com'}],
		[
			'a canonical user',
			{CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'},
		],
	])('is not certain where what is said to %s differs', (_whom, Principal) => {
		const statement = toAll(Principal);
		expect(change([statement], [statement]).isCertain).toBe(true);
		expect(change([statement], []).isCertain).toBe(false);
		expect(change([], [statement]).isCertain).toBe(false);
	});

	test('takes whom a Deny spares by NotPrincipal for spared by his ARN', () => {
		const {Principal: _principal, ...rest} = toAll('*', {Effect: 'Deny'});
		const byName: Statement = {
			...rest,
			NotPrincipal: {AWS: [own, 'arn:aws:iam::111122223333:root']},
		};
		const byArn: Statement = {
			...rest,
			Principal: '*',
			Condition: {ArnNotEquals: {'aws:PrincipalArn': own}},
		};
		const others = toAll({AWS: [partner, own]});
		expect(summary(change([others, byName], [others, byArn]))).toEqual(nothing);
	});

	test("is not hidden behind what a colleague's own policies may allow", () => {
		expect(summary(change([toAll({AWS: own})], [])).losses).toEqual(['own-account s3:GetObject']);
	});
});

describe('what a change of a trust policy gives and takes', () => {
	const trusting = (changes: Partial<Statement> = {}): Statement => ({
		Effect: 'Allow',
		Principal: {AWS: creativeForceUser},
		Action: 'sts:AssumeRole',
		Condition: {StringEquals: {'sts:ExternalId': creative.externalId ?? ''}},
		...changes,
	});
	const trust = (before: Statement, after: Statement) =>
		summary(
			accessChange(
				ofCreativeForce,
				'trust-policy' satisfies ResourceDocument,
				document(before),
				document(after),
			),
		);

	test('is the loss of other external IDs where one is asked for', () => {
		const {Condition: _condition, ...open} = trusting();
		expect(trust(open, trusting())).toEqual({
			...nothing,
			losses: ['other-customers sts:AssumeRole'],
		});
	});

	test("is the loss of others of the vendor's account where its user is trusted instead", () => {
		const account = trusting({Principal: {AWS: 'arn:aws:iam::092392787187:root'}});
		expect(trust(account, trusting())).toEqual({
			...nothing,
			losses: ['vendor-account sts:AssumeRole'],
		});
	});
});
