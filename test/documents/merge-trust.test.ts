import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {buildDocuments, documentText, mergePolicy} from '../../source/documents/index.ts';
import {creativeForce, creativeForceConnection, creativeForceUser} from '../support/connections.ts';
import {policy, refusal, tls} from '../support/merging.ts';
import {policyTexts, statementTexts} from '../support/policy-texts.ts';

const connection = creativeForceConnection();
const vendor = creativeForceUser;
const vendorRoot = 'arn:aws:iam::092392787187:root';

function mergeTrust(existing: unknown) {
	const [addition] = buildDocuments(connection, creativeForce, {only: 'trust-policy'});
	if (addition === undefined) {
		throw new Error('There is no trust policy.');
	}

	const text = typeof existing === 'string' ? existing : documentText(existing as never);
	const context = {connection, profile: creativeForce, name: 'trust-policy.json'};
	return mergePolicy(text, addition, context);
}

const assume = (principal: unknown, more: object = {}) => ({
	Effect: 'Allow',
	Principal: principal,
	Action: 'sts:AssumeRole',
	...more,
});
const ours = assume(
	{AWS: vendor},
	{Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e-acme'}}},
);
const lambda = assume({Service: 'lambda.amazonaws.com'}, {Sid: 'Lambda'});

describe('merging into a trust policy', () => {
	test.each([
		["the vendor's user without an external ID", assume({AWS: vendor})],
		["the vendor's account", assume({AWS: vendorRoot})],
		["the vendor's account number", assume({AWS: '092392787187'})],
		['both in a list', assume({AWS: [vendor, vendorRoot]})],
		['a user who was deleted', assume({AWS: 'AIDACKCEVSQ6C2EXAMPLE'})],
		['a role that was deleted', assume({AWS: ['AROAIIAAAAAAAAAAAAAAA', vendor]})],
	])('replaces in its place a statement that trusts %s', (_whom, statement) => {
		const result = mergeTrust(policy(lambda, statement, lambda));
		expect(result.document).toEqual(policy(lambda, ours, lambda));
		expect(result.changes).toEqual([{kind: 'replaced', sid: '', index: 1}]);
	});

	test.each([
		['somebody else', assume({AWS: 'arn:aws:iam::222233334444:root'})],
		["an account whose number begins like the vendor's", assume({AWS: '092392787188'})],
		['the vendor and somebody else', assume({AWS: [vendor, '222233334444']})],
		['the vendor and a service', assume({AWS: vendor, Service: 'ec2.amazonaws.com'})],
		['a service', lambda],
		['everybody', assume('*')],
		['the vendor, by SAML', assume({AWS: vendor}, {Action: 'sts:AssumeRoleWithSAML'})],
		['nobody of the vendor', assume({AWS: vendor}, {Effect: 'Deny'})],
		['nobody at all', assume({AWS: []})],
		['everybody but the vendor', {Effect: 'Deny', NotPrincipal: {AWS: vendor}, Action: 'sts:*'}],
	])('leaves a statement about %s alone and adds ours', (_whom, statement) => {
		const result = mergeTrust(policy(statement));
		expect(result.document).toEqual(policy(statement, ours));
		expect(result.changes).toEqual([{kind: 'added', sid: '', index: 1}]);
	});

	test.each(['sts:TagSession', 'STS:SetSourceIdentity'])(
		'keeps %s, which goes along with taking the role',
		(more) => {
			const statement = assume({AWS: vendor}, {Action: ['STS:assumerole', more]});
			const result = mergeTrust(policy(lambda, statement));
			expect(result.document).toEqual(policy(lambda, {...ours, Action: ['sts:AssumeRole', more]}));
			expect(mergeTrust(result.text)).toMatchObject({changed: false});
		},
	);

	test('further statements of the vendor stay and ask for the external ID', () => {
		const root = assume({AWS: vendorRoot}, {Sid: 'Root'});
		const tagging = assume(
			{AWS: vendor},
			{Sid: 'Tag', Action: ['sts:AssumeRole', 'sts:TagSession']},
		);
		const result = mergeTrust(policy(assume({AWS: vendor}), lambda, root, tagging));
		const {Condition} = ours as {Condition?: object};
		expect(result.document).toEqual(
			policy(ours, lambda, {...root, Condition}, {...tagging, Condition}),
		);
		expect(result.changes).toEqual([
			{kind: 'replaced', sid: '', index: 0},
			{kind: 'replaced', sid: 'Root', index: 2},
			{kind: 'replaced', sid: 'Tag', index: 3},
		]);
	});

	test('leaves a policy that says it already as it is written', () => {
		const text = `{"Statement":  ${JSON.stringify(ours)} }\n`;
		expect(mergeTrust(text)).toMatchObject({text, changed: false});
	});

	test('into nothing gives the document alone', () => {
		expect(mergeTrust('').document).toEqual(policy(ours));
	});

	test.each([
		['a bucket policy', tls],
		['a role policy', {Effect: 'Allow', Action: 's3:*', Resource: '*'}],
		['a key policy', {Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*'}],
	])('refuses %s', (kind, statement) => {
		expect(refusal(() => mergeTrust(policy(statement))).message).toContain(`looks like ${kind} (`);
	});

	const others = fc.constantFrom(
		lambda,
		assume({AWS: 'arn:aws:iam::222233334444:role/Deploy'}),
		assume({AWS: [vendor, 'arn:aws:iam::222233334444:root']}),
		assume({AWS: vendor}, {Effect: 'Deny'}),
	);
	const vendors = fc.constantFrom(ours, assume({AWS: vendorRoot}), assume({AWS: 'AIDAEXAMPLE'}));
	const texts = policyTexts(
		fc.array(fc.oneof(others, vendors), {minLength: 1, maxLength: 6}) as fc.Arbitrary<object[]>,
	);
	const isOther = (text: string) => /lambda|222233334444|Deny/.test(text);

	test("keeps what is not the vendor's, holds ours, and changes nothing the second time", () => {
		fc.assert(
			fc.property(texts, (text) => {
				const once = mergeTrust(text);
				const before = statementTexts(text.replace(/^\uFEFF/, ''));
				const after = statementTexts(once.text);
				expect(after.filter(isOther)).toEqual(before.filter(isOther));
				const own = after.filter((item) => !isOther(item)).map((item) => JSON.parse(item));
				expect(own).toContainEqual(ours);
				for (const {Condition} of own) {
					expect(Condition).toEqual((ours as {Condition?: object}).Condition);
				}

				expect(mergeTrust(once.text)).toMatchObject({text: once.text, changed: false});
			}),
		);
	});
});
