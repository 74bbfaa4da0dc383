import {describe, expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {type JudgedId, judgeOne} from '../../support/check-cases.ts';
import {withDocument} from '../../support/snapshots.ts';
import {connection, external, healthy, vendor} from '../../support/trust-accounts.ts';

const agreed: Statement = {
	Sid: 'Vendor',
	Effect: 'Allow',
	Principal: {AWS: vendor},
	Action: 'sts:AssumeRole',
	Condition: external,
};

function wordsOf(id: JudgedId, ...statements: Statement[]) {
	const {reason, fix} = judgeOne(
		id,
		withDocument(healthy, 'trust-policy', {Version: '2012-10-17', Statement: statements}),
		connection,
	);
	return {reason, fix};
}

describe('the words about a trust policy', () => {
	const deny: Statement = {Sid: 'OnlyUs', Effect: 'Deny', Principal: '*', Action: 'sts:*'};

	test('say of a Deny with exceptions that the vendor is none of them', () => {
		const admin = {ArnNotEquals: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin'}};
		expect(wordsOf('trust.principal', agreed, {...deny, Condition: admin})).toEqual({
			reason:
				'The statement "OnlyUs" of the trust policy denies sts:* to everybody except role/Admin; Creative Force is not an exception. So Creative Force cannot assume the role: an explicit deny overrides any allow.',
			fix: `Make an exception for ${vendor} in the statement "OnlyUs".`,
		});
	});

	test('say of a Deny without exceptions that it keeps the vendor out', () => {
		expect(wordsOf('trust.principal', agreed, deny).reason).toBe(
			'The statement "OnlyUs" of the trust policy denies sts:* to everybody. So Creative Force cannot assume the role: an explicit deny overrides any allow.',
		);
	});

	test('name those whom a NotPrincipal leaves out', () => {
		expect(
			wordsOf('trust.others', agreed, {
				Effect: 'Allow',
				NotPrincipal: {AWS: ['111122223333', '222233334444']},
				Action: 'sts:AssumeRole',
			}).reason,
		).toMatch(/: everybody except 111122223333, 222233334444 \(by NotPrincipal, which/);
	});

	test('name everybody once who is trusted twice', () => {
		const other: Statement = {...agreed, Principal: {AWS: '222233334444'}};
		expect(wordsOf('trust.others', agreed, other, other).reason).toMatch(
			/assume the role: 222233334444\. Whoever/,
		);
	});

	test('begin with a large letter where the external ID stands under a wrong key', () => {
		const misspelt = {StringEquals: {'aws:ExternalId': 'any'}};
		expect(wordsOf('trust.external-id', {...agreed, Condition: misspelt})).toEqual({
			reason:
				'The statement "Vendor" of the trust policy asks for aws:ExternalId, which AWS does not know: the key for the external ID is sts:ExternalId. So the condition is never met.',
			fix: 'Write sts:ExternalId instead.',
		});
	});

	test('leave a statement as it is that lets in others too', () => {
		const {fix} = wordsOf('trust.mfa', {
			...agreed,
			Principal: {AWS: [vendor, '222233334444']},
			Condition: {...external, Bool: {'aws:MultiFactorAuthPresent': 'true'}},
		});
		expect(fix).toBe(
			`Add a statement for ${vendor} to the trust policy, with the condition on sts:ExternalId, and leave the statement "Vendor" as it is. The external ID protects the role instead.`,
		);
	});
});
