import {describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.ts';
import {admins, merge, policy, refusal, tls} from '../support/merging.ts';

describe('what is refused', () => {
	test.each([
		['broken', '{"Statement": [}'],
		['with a comment', '{"Statement": [] // mine\n}'],
		['with a comma too many', '{"Statement": [],}'],
	])('JSON that is %s, with its place', (_how, text) => {
		expect(refusal(() => merge(text)).problems[0]?.place).toMatchObject({
			line: 1,
		});
	});

	test.each([
		'{"Statement": [], "Statement": []}',
		'{"Statement": [{"Sid": "a", "Sid": "b", "Effect": "Deny"}]}',
	])('a key given twice: %s', (text) => {
		expect(() => merge(text)).toThrow(UserError);
	});

	test.each(['[]', '"text"', '7', 'null', '{"Statement": 5}', '{"Statement": ["x"]}', '{"a": 1}'])(
		'%s, which is no policy',
		(text) => {
			expect(refusal(() => merge(text)).message).toContain('is not a policy');
		},
	);

	test.each([
		['a connection file', {version: 1, vendor: 'iconik', bucket: 'acme-assets'}, 'connection'],
		['a list of statements', [tls], 'statements'],
		['a template of CloudFormation', {Resources: {}}, 'cloudformation'],
		['a function of CloudFormation', policy({...tls, Resource: {Ref: 'A'}}), 'template-function'],
	])('%s, by its name and with its place', (_what, value, code) => {
		const {message, problems} = refusal(() => merge(value));
		expect(message).toContain('is not a policy');
		expect(problems).toMatchObject([{code, place: {column: expect.any(Number)}}]);
	});

	const roleStatement = {Effect: 'Allow', Action: 's3:*', Resource: '*'};
	const trustStatement = {
		Effect: 'Allow',
		Principal: '*',
		Action: 'sts:AssumeRole',
	};
	test.each([
		['bucket-policy', trustStatement, 'a trust policy'],
		['bucket-policy', roleStatement, 'a role policy'],
		['bucket-policy', admins, 'a key policy'],
		['key-policy', tls, 'a bucket policy'],
		['key-policy', trustStatement, 'a trust policy'],
	] as const)('for a %s a pasted %j', (id, statement, kind) => {
		expect(refusal(() => merge(policy(statement), id)).message).toContain(kind);
	});

	test("another bucket's policy", () => {
		const other = {...tls, Resource: ['arn:aws:s3:::acme-assets-old/*']};
		expect(refusal(() => merge(policy(other))).message).toBe(
			'policy.json is the policy of the bucket acme-assets-old, but this connection is for acme-assets.',
		);
		expect(() => merge(policy({...tls, Resource: 'arn:aws:s3:::acme-*/*'}))).not.toThrow();
	});
});
