import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {decide, type PolicyDocument} from '../../source/policy/index.ts';

type Vector = {
	readonly id: string;
	readonly principal: string;
	readonly action: string;
	readonly resource: string;
	readonly resourceAccount: string;
	readonly context: Readonly<Record<string, string>>;
	readonly identityPolicies: readonly PolicyDocument[];
	readonly resourcePolicy?: PolicyDocument;
	readonly expected: string;
};

const vectors = readFileSync(new URL('vectors/policy-decisions.jsonl', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.map((line) => JSON.parse(line) as Vector);

const kinds: Readonly<Record<string, 'bucket' | 'key' | 'trust'>> = {
	s3: 'bucket',
	kms: 'key',
	sts: 'trust',
};

/**
 * Here a Deny with NotPrincipal lists either the principal or its account, but not both, and the simulator behind the
 * vectors lets the principal through. AWS asks for both: "Otherwise, the policy might deny access to the entire account
 * containing the principal." So nothing certain can be said.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
const halfExempt = new Set(['7-511', '7-532', '7-777', '7-931', '7-1377', '7-1699', '7-1807']);

function outcome(vector: Vector) {
	return decide(
		{
			principal: vector.principal,
			action: vector.action,
			resource: vector.resource,
			resourceAccount: vector.resourceAccount,
			context: {values: vector.context, others: 'absent'},
		},
		{
			identity: vector.identityPolicies.map((document, index) => ({
				name: `identity ${index}`,
				document,
			})),
			...(vector.resourcePolicy && {
				resource: {name: 'resource', document: vector.resourcePolicy},
			}),
			resourceKind: kinds[vector.action.split(':')[0] ?? ''] ?? 'bucket',
		},
	).outcome;
}

test('agrees with an independent simulator on every vector that the documentation of AWS decides', () => {
	expect(vectors).toHaveLength(2000);
	const disagreements = vectors
		.filter(({id}) => !halfExempt.has(id))
		.filter((vector) => outcome(vector) !== vector.expected)
		.map(({id}) => id);
	expect(disagreements).toEqual([]);
});

test('does not know where AWS says that a NotPrincipal without the account, or with it alone, might deny', () => {
	const contradicting = vectors.filter(({id}) => halfExempt.has(id));
	expect(contradicting.map(({expected}) => expected)).toEqual(Array(7).fill('Allowed'));
	expect(contradicting.map(outcome)).toEqual(Array(7).fill('Unknown'));
});
