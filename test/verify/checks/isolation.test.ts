import {describe, expect, test} from 'vitest';
import {type CheckCase, judgeOne, testCases} from '../../support/check-cases.ts';
import {creativeForceUser} from '../../support/connections.ts';
import {
	added,
	asking,
	creative,
	foreign,
	role,
	root,
	trust,
	vendor,
} from '../../support/isolation-accounts.ts';
import {refused, withoutRole, withRole} from '../../support/snapshots.ts';

const idCases = [
	{name: 'exactly the agreed one is asked for', snapshot: role, status: 'pass'},
	{
		name: 'nothing is asked for',
		snapshot: trust({Condition: undefined}),
		status: 'fail',
		says: /without any external ID.*confused deputy/,
		blame: {document: 'trust-policy', index: 0},
		isCorrected: true,
	},
	{
		name: 'it counts only if sent',
		snapshot: asking('2f6b0f0e-acme', 'StringEqualsIfExists'),
		status: 'fail',
		says: /without any/,
		isCorrected: true,
	},
	{
		name: 'any fits',
		snapshot: asking('*', 'StringLike'),
		status: 'fail',
		says: /with another external ID/,
		isCorrected: true,
	},
	{
		name: 'all of one beginning fit',
		snapshot: asking('2f6b0f0e-*', 'StringLike'),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: 'a longer one fits',
		snapshot: asking('2f6b0f0e-acme*', 'StringLike'),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: 'case is ignored',
		snapshot: asking('2f6b0f0e-acme', 'StringEqualsIgnoreCase'),
		status: 'fail',
		says: /for example "2f6b0f0e-acm[E]/,
		isCorrected: true,
	},
	{
		name: 'several are accepted',
		snapshot: asking(['2f6b0f0e-acme', 'older']),
		status: 'fail',
		says: /"older"/,
		isCorrected: true,
	},
	{
		name: 'any that is sent will do',
		snapshot: trust({Condition: {Null: {'sts:ExternalId': 'false'}}}),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: "the vendor's account needs none",
		snapshot: added(
			role,
			{Sid: 'Root', Effect: 'Allow', Principal: root, Action: 'sts:AssumeRole'},
			'trust-policy',
		),
		status: 'fail',
		blame: {sid: 'Root', index: 1},
		isCorrected: true,
	},
	{
		name: 'another user of the vendor needs none',
		snapshot: added(
			role,
			{
				Sid: 'User',
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::092392787187:user/SomebodyElse'},
				Action: 'sts:AssumeRole',
			},
			'trust-policy',
		),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: 'it holds from some addresses',
		snapshot: trust({Condition: {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}}}),
		status: 'unknown',
		says: /aws:SourceIp/,
		isCorrected: true,
	},
	{name: 'there is no role', snapshot: withoutRole(role), status: 'skip'},
	{
		name: 'the role may not be looked at',
		snapshot: withRole(role, {role: refused('iam:GetRole')}),
		status: 'unknown',
	},
	{name: 'the vendor uses its own role', connection: vendor, snapshot: foreign, status: 'skip'},
].map((item) => ({id: 'isolation.external-id', ...item}));

describe('isolation', () => {
	testCases(idCases.map((item) => ({connection: creative, ...item}) as CheckCase));

	test("a corrected trust policy names the vendor's user and the external ID", () => {
		const {correction} = judgeOne('isolation.external-id', trust({Condition: undefined}), creative);
		expect(correction).toMatchObject({
			document: 'trust-policy',
			consolePath:
				'IAM > Roles > CreativeForceAccess > Trust relationships > Edit trust policy. Replace what is there, Update policy.',
		});
		expect(correction?.text).toContain(creativeForceUser);
		expect(correction?.text).toContain('"sts:ExternalId": "2f6b0f0e-acme"');
	});
});
