import {describe, expect, test} from 'vitest';
import {
	existingTests,
	isIdTest,
	ownerOf,
	type StatementOwner,
	vendorTerms,
} from '../../source/documents/whose-statement.ts';
import {
	creativeForce,
	creativeForceConnection,
	creativeForceUser,
	iconik,
	iconikConnection,
	iconikRole,
} from '../support/connections.ts';

const connection = iconikConnection();
const tag = 'aws:PrincipalTag/IconikSystemDomainId';
const ownId = connection.inputs.systemDomainId ?? '';
const otherId = '99999999-3563-11e7-adf1-6c4008b85488';
const articleExample = '1297c8b6-3563-11e7-adf1-6c4008b85488';
const ownRole = 'arn:aws:iam::111122223333:role/Backup';
const terms = vendorTerms('bucket-policy', connection, iconik);
const asking = (value: unknown, operator = 'StringEquals', key = tag) => ({
	Condition: {[operator]: {[key]: value}},
});
const statement = (changes: object = {}) => ({
	Sid: 'Anything',
	Effect: 'Allow',
	Principal: {AWS: iconikRole},
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/*',
	...asking(ownId),
	...changes,
});

describe('whose a statement of a bucket or key policy is', () => {
	test.each<[string, StatementOwner, object]>([
		['that asks for the ID, under any Sid', 'vendor', {}],
		['of another Sid', 'vendor', {Sid: 'IconikStorageAccess'}],
		['without a Sid', 'vendor', {Sid: undefined}],
		['that asks for the ID once in a list', 'vendor', asking([ownId])],
		['that asks for the ID by StringLike', 'vendor', asking(ownId, 'StringLike')],
		[
			'that asks for it in another spelling',
			'vendor',
			asking(ownId, 'StringEquals', tag.toUpperCase()),
		],
		[
			'that is narrowed besides',
			'vendor',
			{Condition: {...asking(ownId).Condition, Bool: {'aws:SecureTransport': 'true'}}},
		],
		['for any action on anything', 'vendor', {Action: '*', Resource: '*'}],
		['without a condition', 'vendor-open', {Condition: undefined}],
		[
			'with a condition about something else',
			'vendor-open',
			asking('true', 'Bool', 'aws:SecureTransport'),
		],
		['that asks for any ID', 'vendor-open', asking('*', 'StringLike')],
		[
			'that asks for the ID only where there is one',
			'vendor-open',
			asking(ownId, 'StringEqualsIfExists'),
		],
		['that asks for all but the ID', 'vendor-open', asking(ownId, 'StringNotEquals')],
		['that asks for the presence of an ID', 'vendor-open', asking('false', 'Null')],
		['that asks for the ID with a blank behind it', 'vendor-open', asking(`${ownId} `)],
		['that asks for the ID in capitals', 'vendor-open', asking(ownId.toUpperCase())],
		["that asks for the article's example", 'vendor-open', asking(articleExample)],
		['that asks for what cannot be an ID', 'vendor-open', asking('YOUR-ID')],
		[
			'that asks for the ID under a wrong key',
			'vendor-open',
			asking(ownId, 'StringEquals', 'aws:PrincipalTag/Domain'),
		],
		["that asks for another customer's ID", 'others', asking(otherId)],
		['that asks for two IDs', 'others', asking([ownId, otherId])],
		[
			'that lets in the vendor and a role of the customer',
			'others',
			{Principal: {AWS: [iconikRole, ownRole]}},
		],
		[
			'that lets in the vendor and a service',
			'others',
			{Principal: {AWS: iconikRole, Service: 's3.amazonaws.com'}},
		],
		['that lets in a role of the customer', 'others', {Principal: {AWS: ownRole}}],
		[
			"that lets in the vendor's account",
			'others',
			{Principal: {AWS: 'arn:aws:iam::283217727627:root'}},
		],
		[
			'that lets in another role of the vendor',
			'others',
			{Principal: {AWS: 'arn:aws:iam::283217727627:role/Support'}},
		],
		['for everybody', 'others', {Principal: '*'}],
		['for all but the vendor', 'others', {Principal: undefined, NotPrincipal: {AWS: iconikRole}}],
		['that names nobody', 'others', {Principal: {AWS: []}}],
		['that denies', 'others', {Effect: 'Deny'}],
		['without an effect', 'others', {Effect: undefined}],
	])('a statement %s: %s', (_what, owner, changes) => {
		expect(ownerOf(JSON.parse(JSON.stringify(statement(changes))), terms)).toBe(owner);
	});

	test("a statement for the customer's own role is the vendor's where the vendor uses that role", () => {
		const creative = creativeForceConnection();
		const own = vendorTerms('bucket-policy', creative, creativeForce);
		const role = {Principal: {AWS: 'arn:aws:iam::111122223333:role/CreativeForceAccess'}};
		expect(ownerOf(statement({...role, Condition: undefined}), own)).toBe('vendor');
		expect(ownerOf(statement({Principal: {AWS: ownRole}}), own)).toBe('others');
	});
});

describe('whose a statement of a trust policy is', () => {
	const creative = creativeForceConnection();
	const trust = vendorTerms('trust-policy', creative, creativeForce);
	const vendor = {AWS: creativeForceUser};
	const agreed = '2f6b0f0e-acme';
	const key = 'sts:ExternalId';

	test.each<[string, StatementOwner, object]>([
		['with the external ID', 'vendor', {}],
		['that allows sts:TagSession too', 'vendor', {Action: ['sts:AssumeRole', 'sts:TagSession']}],
		['of all sts actions', 'vendor', {Action: 'sts:*'}],
		["for the vendor's account", 'vendor', {Principal: {AWS: '092392787187'}}],
		['for a user who was deleted', 'vendor', {Principal: {AWS: 'AIDACKCEVSQ6C2EXAMPLE'}}],
		['without an external ID', 'vendor-open', {Condition: undefined}],
		['with any external ID', 'vendor-open', asking('*', 'StringLike', key)],
		['with a slip in the external ID', 'vendor-open', asking(` ${agreed}`, 'StringEquals', key)],
		[
			'with the external ID under a wrong key',
			'vendor-open',
			asking(agreed, 'StringEquals', 'aws:ExternalId'),
		],
		['with an external ID of another connection', 'others', asking('another', 'StringEquals', key)],
		['with two external IDs', 'others', asking([agreed, 'another'], 'StringEquals', key)],
		[
			'for another user of the vendor',
			'others',
			{Principal: {AWS: 'arn:aws:iam::092392787187:user/Other'}},
		],
		[
			'for the vendor and a role of the customer',
			'others',
			{Principal: {AWS: [vendor.AWS, ownRole]}},
		],
		['that does not let it take the role', 'others', {Action: 'sts:TagSession'}],
		['that is about more than taking the role', 'others', {Action: ['sts:AssumeRole', 's3:*']}],
		['that denies', 'others', {Effect: 'Deny'}],
	])('a statement %s: %s', (_what, owner, changes) => {
		const whole = {
			Effect: 'Allow',
			Principal: vendor,
			Action: 'sts:AssumeRole',
			...asking(agreed, 'StringEquals', key),
			...changes,
		};
		expect(ownerOf(JSON.parse(JSON.stringify(whole)), trust)).toBe(owner);
	});

	test('a key that was meant to be the external ID is about it', () => {
		const [test = undefined] = existingTests(asking('x', 'StringEquals', 'aws:External-Id'));
		expect(test && isIdTest(test, trust)).toBe(true);
		expect(test && isIdTest(test, terms)).toBe(false);
	});
});

test('the tests of a condition carry their values as texts, and as they are written', () => {
	expect(existingTests({Condition: {Bool: {a: true}, StringEquals: {b: ['1', '2']}}})).toEqual([
		{operator: 'Bool', key: 'a', values: ['true'], written: true},
		{operator: 'StringEquals', key: 'b', values: ['1', '2'], written: ['1', '2']},
	]);
	expect(existingTests({Condition: 'nothing'})).toEqual([]);
});
