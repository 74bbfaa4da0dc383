import {describe, expect, test} from 'vitest';
import {type CheckCase, judgeOne, testCases} from '../../support/check-cases.ts';
import {iconikConnection} from '../../support/connections.ts';
import {documentOf, healthySnapshot, withDocument, withText} from '../../support/snapshots.ts';

import {
	added,
	changed,
	connection,
	external,
	healthy,
	own,
	root,
	trusting,
	under,
	vendor,
} from '../../support/trust-accounts.ts';

const mfaCases: CheckCase[] = [
	{name: 'nothing asks for it', snapshot: healthy, status: 'pass'},
	{
		name: 'the console added it',
		snapshot: under({...external, Bool: {'aws:MultiFactorAuthPresent': 'true'}}),
		status: 'fail',
		says: /MFA|multi-factor/,
		blame: {index: 0},
	},
	{
		name: 'it counts only if present',
		snapshot: under({...external, BoolIfExists: {'aws:MultiFactorAuthPresent': 'true'}}),
		status: 'unknown',
	},
	{
		name: 'its age counts',
		snapshot: under({...external, NumericLessThan: {'aws:multifactorauthage': '3600'}}),
		status: 'fail',
	},
	{
		name: 'it must not be there',
		snapshot: under({...external, BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}),
		status: 'pass',
	},
	{
		name: 'a Deny asks for it',
		snapshot: added({
			Sid: 'Mfa',
			Effect: 'Deny',
			Principal: '*',
			Action: 'sts:*',
			Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}},
		}),
		status: 'fail',
		blame: {sid: 'Mfa', index: 1},
		isCorrected: true,
	},
].map((item) => ({...own, id: 'trust.mfa', ...item}) as CheckCase);

const otherCases: CheckCase[] = [
	{name: 'nobody else is named', snapshot: healthy, status: 'pass'},
	{name: 'the account of the vendor is named', snapshot: trusting(vendor, root), status: 'pass'},
	{
		name: 'another account is named',
		snapshot: trusting(vendor, '222233334444'),
		status: 'warn',
		says: /222233334444/,
	},
	{
		name: 'a service and a provider are named',
		snapshot: added({
			Effect: 'Allow',
			Principal: {Service: 'lambda.amazonaws.com', Federated: 'accounts.google.com'},
			Action: 'sts:AssumeRole',
		}),
		status: 'warn',
		says: /lambda\.amazonaws\.com and accounts\.google\.com/,
		blame: {index: 1},
	},
	{
		name: 'everybody is named',
		snapshot: changed({Principal: '*'}),
		status: 'warn',
		says: /everybody/,
	},
	{
		name: 'somebody is named in a Deny',
		snapshot: added({Effect: 'Deny', Principal: {AWS: '222233334444'}, Action: 'sts:*'}),
		status: 'pass',
	},
].map((item) => ({...own, id: 'trust.others', ...item}) as CheckCase);

describe('trust', () => {
	testCases([...mfaCases, ...otherCases]);

	test('applies to a role of the customer alone', () => {
		const to = iconikConnection();
		for (const id of [
			'trust.principal',
			'trust.external-id',
			'trust.mfa',
			'trust.others',
		] as const) {
			expect(judgeOne(id, healthySnapshot(to), to).status).toBe('skip');
		}
	});

	test('an account that was meant to be the vendor does not stay', () => {
		const snapshot = trusting('092392787188');
		const {correction} = judgeOne('trust.principal', snapshot, connection);
		expect(correction?.text).not.toContain('092392787188');
		expect(correction?.text).toContain(vendor);
	});

	test('what others have in the trust policy stays when it is corrected', () => {
		const lambda = {
			Sid: 'L',
			Effect: 'Allow',
			Principal: {Service: 'lambda.amazonaws.com'},
			Action: 'sts:AssumeRole',
		} as const;
		const snapshot = withDocument(healthy, 'trust-policy', {
			Version: '2012-10-17',
			Statement: [
				lambda,
				{Effect: 'Allow', Principal: {AWS: ['222233334444', root]}, Action: 'sts:AssumeRole'},
			],
		});
		const {correction} = judgeOne('trust.external-id', snapshot, connection);
		const corrected = documentOf(
			withText(snapshot, 'trust-policy', correction?.text ?? ''),
			'trust-policy',
		);
		expect(corrected.Statement).toEqual([
			lambda,
			{Effect: 'Allow', Principal: {AWS: '222233334444'}, Action: 'sts:AssumeRole'},
			{Effect: 'Allow', Principal: {AWS: vendor}, Action: 'sts:AssumeRole', Condition: external},
		]);
	});
});
