import {describe, expect, test} from 'vitest';
import {type StrangerCode, strangerIn, type Wanted} from '../../source/policy/index.ts';

const resource = 'arn:aws:s3:::acme/*';
const policy = (...Statement: unknown[]) => ({Version: '2012-10-17', Statement});
const role = policy({Effect: 'Allow', Action: 's3:GetObject', Resource: resource});
const trust = policy({Effect: 'Allow', Principal: {AWS: '*'}, Action: 'sts:AssumeRole'});
const bucket = policy({Effect: 'Allow', Principal: '*', Action: ['s3:*'], Resource: resource});
const key = policy({Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*'});
const template = policy({
	Effect: 'Deny',
	Principal: '*',
	Action: 's3:*',
	Resource: {'Fn::Sub': 'x'},
});

const policies = ['role-policy', 'trust-policy', 'bucket-policy', 'key-policy'] as const;
const wanted: readonly Wanted[] = [...policies, 'policy', 'bucket', 'key', 'role'];

/** Documents with what they are, and the wanted ones that they may be. */
const documents: readonly (readonly [string, unknown, StrangerCode, readonly Wanted[]])[] = [
	['a role policy', role, 'identity-policy', ['role-policy', 'policy']],
	['a trust policy', trust, 'trust-policy', ['trust-policy', 'policy']],
	['a bucket policy', bucket, 'bucket-policy', ['bucket-policy', 'policy']],
	['a key policy', key, 'key-policy', ['key-policy', 'policy']],
	['a policy with a function of CloudFormation', template, 'template-function', []],
	['{"Ref": ...}', {Ref: 'Policy'}, 'template-function', []],
	['a connection', {version: 1, vendor: 'iconik', bucket: 'a', region: 'EU'}, 'connection', []],
	['bucket.json', {region: 'EU', encryption: null}, 'bucket-settings', ['bucket']],
	['key.json', {KeyMetadata: {KeyState: 'Enabled'}}, 'key-description', ['key']],
	['role.json', {Role: {RoleName: 'x'}}, 'role-description', ['role']],
	['the caller', {UserId: 'x', Account: '1', Arn: 'a'}, 'caller-identity', []],
	['get-policy', {Policy: {Arn: 'x', DefaultVersionId: 'v1'}}, 'managed-policy', []],
	['list-role-policies', {PolicyNames: ['x']}, 'policy-names', []],
	['list-attached-role-policies', {AttachedPolicies: []}, 'policy-names', []],
	['a template', {Resources: {A: {Type: 'AWS::IAM::Role'}}}, 'cloudformation', []],
	['Terraform in JSON', {resource: {aws_s3_bucket: {}}}, 'terraform', []],
	['the state of Terraform', {version: 4, terraform_version: '1.9'}, 'terraform', []],
	['a statement', {Effect: 'Allow', Action: 's3:*'}, 'statement', []],
	['a list of statements', [{Effect: 'Allow', NotAction: 's3:*'}], 'statements', []],
	['policies --json', {connection: {}, documents: [], form: []}, 'program-output', []],
	['a vendor profile', {version: 1, id: 'x', purposes: []}, 'vendor-profile', []],
];

describe('another document than the wanted one', () => {
	test.each(
		documents.flatMap(([name, value, code, fits]) =>
			wanted.map(
				(id) =>
					[
						name,
						id,
						value,
						fits.includes(id)
							? undefined
							: policies.some((policyId) => policyId === id) || id === 'policy'
								? code
								: hasStatement(value)
									? 'policy'
									: code,
					] as const,
			),
		),
	)('%s for the %s is named', (_name, id, value, code) => {
		const stranger = strangerIn(value, id);
		expect(stranger?.code).toBe(code);
		expect(stranger?.rule ?? 'As it should be.').toMatch(/^[A-Z].*\.$/s);
	});

	test.each([
		[
			'a bucket policy with a statement without Principal',
			policy(...role.Statement, ...bucket.Statement),
		],
		['no statement', policy()],
		['statements that are none', policy(null, 'x')],
		['a lone Effect', policy({Effect: 'Allow'})],
		['no policy', {a: 1}],
		['nothing', null],
	])('is not guessed of %s', (_name, value) => {
		for (const id of policies) {
			expect(strangerIn(value, id)).toBeUndefined();
		}
	});

	test('is shown at the part that tells', () => {
		expect(strangerIn(trust, 'role-policy')?.path).toEqual(['Statement', 0, 'Principal']);
		expect(strangerIn(template, 'bucket-policy')?.path).toEqual(['Statement', 0, 'Resource']);
		expect(strangerIn({version: 1, vendor: 'a', bucket: 'b'}, 'policy')?.path).toEqual(['vendor']);
	});
});

function hasStatement(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'Statement' in value;
}
