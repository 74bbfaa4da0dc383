import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {denialIn, denyingPolicies} from '../../source/account/denial.ts';

const who = 'arn:aws:sts::111122223333:assumed-role/dev/jane@example.com';
const start = `User: ${who} is not authorized to perform: s3:GetBucketPolicy on resource: "arn:aws:s3:::acme-assets"`;
const action = 's3:GetBucketPolicy';

describe("what AWS's answer says of a denial", () => {
	test.each([...denyingPolicies])('names a %s that does not allow it', (policyKind) => {
		expect(denialIn(`${start} because no ${policyKind} allows the ${action} action`)).toEqual({
			action,
			by: 'missing-allow',
			policyKind,
		});
	});

	test.each([...denyingPolicies])(
		'names the Deny in a %s, with its ARN where that is told',
		(policyKind) => {
			const article = policyKind === 'identity-based policy' ? 'an' : 'a';
			const policyArn =
				'arn:aws:organizations::987654321098:policy/o-qv5af4abcd/service_control_policy/p-2kgnabcd';
			const message = `${start} with an explicit deny in ${article} ${policyKind}`;
			expect(denialIn(message)).toEqual({action, by: 'deny', policyKind});
			expect(denialIn(`${message}: ${policyArn}`)).toEqual({
				action,
				by: 'deny',
				policyKind,
				policyArn,
			});
		},
	);

	test('of an older answer is the action alone, or that there is a Deny', () => {
		expect(denialIn(start)).toEqual({action});
		expect(denialIn(`${start} with an explicit deny`)).toEqual({action, by: 'deny'});
	});

	test('takes the action that AWS names', () => {
		expect(
			denialIn(
				`User: ${who} is not authorized to perform: iam:TagRole on resource: arn:aws:iam::111122223333:role/r because no identity-based policy allows the iam:TagRole action`,
			)?.action,
		).toBe('iam:TagRole');
	});

	test.each([
		'Access Denied',
		'',
		'You are not authorized to perform this operation.',
		'User: x is not authorized to perform: something else',
		'with an explicit deny in a service control policy',
	])('is nothing in %j', (message) => {
		expect(denialIn(message)).toBeUndefined();
	});

	test('never holds a text that could be anything but an ARN', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 60}), (text) => {
				const denial = denialIn(`${start} with an explicit deny in a session policy: arn:${text}`);
				expect(denial?.policyArn ?? 'arn').toMatch(/^[\w+=,.@:/-]+$/);
			}),
		);
	});
});
