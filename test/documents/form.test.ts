import {describe, expect, test} from 'vitest';
import {formPlace, formValues, vendorSteps} from '../../source/documents/index.ts';
import {UserError} from '../../source/errors.ts';
import {
	connectionOf,
	customerRoleText,
	givesIdByStatement,
	profileIn,
	takesStatement,
} from '../support/feature-profiles.ts';

const own = {externalId: '2f6b0f0e'};
const key = {
	encryption: 'SSE-KMS',
	kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
const withKey = {encryption: ['SSE-S3', 'SSE-KMS']};

describe('the form of a vendor', () => {
	const profile = profileIn(
		customerRoleText({
			...withKey,
			form: {
				where: [
					{text: 'Acme > Plain', when: {encryption: ['SSE-S3']}},
					{text: 'Acme > With a key', when: {encryption: ['SSE-KMS']}},
				],
				fields: [
					{label: 'Role', value: '{{roleArn}}'},
					{label: 'Bucket', value: '{{bucket}}', isFinal: true},
				],
			},
		}),
	);

	test('is where the profile says for the encryption of the connection', () => {
		expect(formPlace(connectionOf(profile, own), profile)).toBe('Acme > Plain');
		expect(formPlace(connectionOf(profile, {...own, ...key}), profile)).toBe('Acme > With a key');
	});

	test('tells which of its values nobody can change later', () => {
		expect(formValues(connectionOf(profile, own), profile)).toEqual([
			{label: 'Role', value: 'arn:aws:iam::111122223333:role/AcmeAccess'},
			{label: 'Bucket', value: 'acme-assets', isFinal: true},
		]);
	});
});

describe('a statement in place of a form', () => {
	const profile = profileIn(customerRoleText(takesStatement));

	test('has the values of the connection, and the lines of its encryption', () => {
		expect(formValues(connectionOf(profile, own), profile)).toEqual([
			{
				label: 'SQL',
				value: [
					'CREATE INTEGRATION s3',
					"  ROLE_ARN = 'arn:aws:iam::111122223333:role/AcmeAccess'",
					"  LOCATION = 's3://acme-assets/';",
				].join('\n'),
				isStatement: true,
			},
		]);
		const [{value} = {value: ''}] = formValues(connectionOf(profile, {...own, ...key}), profile);
		expect(value).toContain(`\n  KEY = '${key.kmsKeyArn}'\n`);
	});

	test.each(["o'brien", 'a"b', 'a`b', 'a\\b'])(
		'refuses a value that would end its text: %s',
		(value) => {
			const asking = profileIn(
				customerRoleText({
					inputs: [
						{
							field: 'spaceName',
							label: 'Space',
							pattern: '[ -)+->@-\\[\\\\\\]-z]{1,20}',
							rule: 'A name.',
							example: 'acme',
							where: 'Acme',
							ifWrong: 'It is refused.',
						},
					],
					form: {where: 'Acme', statement: {label: 'SQL', lines: ["USE '{{spaceName}}';"]}},
				}),
			);
			const connection = connectionOf(asking, {...own, spaceName: value});
			expect(() => formValues(connection, asking)).toThrow(UserError);
		},
	);
});

describe('what is done in the product of the vendor', () => {
	const profile = profileIn(customerRoleText(givesIdByStatement));

	test('is told in its order, before AWS and after, with the values of the connection', () => {
		expect(vendorSteps(connectionOf(profile, own), profile)).toEqual({
			before: ['Run the SQL as an administrator.', 'Describe the integration.'],
			after: ['Grant the integration to whoever loads from acme-assets.'],
		});
	});

	test('follows the encryption', () => {
		const {before, after} = vendorSteps(connectionOf(profile, {...own, ...key}), profile);
		expect(before.at(-1)).toBe('With a key, note its name too.');
		expect(after.at(-1)).toBe('Name the key.');
	});

	test('is nothing where the profile says nothing', () => {
		const silent = profileIn(customerRoleText({}));
		expect(vendorSteps(connectionOf(silent, own), silent)).toEqual({before: [], after: []});
	});
});
