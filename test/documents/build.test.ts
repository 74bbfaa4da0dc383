import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {keyParts} from '../../source/aws/index.ts';
import {
	buildDocuments,
	documentText,
	formValues,
	policiesIn,
	roleArn,
} from '../../source/documents/index.ts';
import {UserError} from '../../source/errors.ts';
import {policyProblems} from '../../source/policy/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {
	connectionsWithProfile,
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
} from '../support/connections.ts';
import {refusal} from '../support/merging.ts';

const withDocument = (text: string): VendorProfile => ({
	...creativeForce,
	documents: [
		{
			id: 'role-policy',
			summary: text,
			offered: 'always',
			statements: [{statement: {Effect: 'Allow', Action: 's3:*', Resource: '*'}}],
		},
	],
});

describe('buildDocuments', () => {
	test('says where each document goes, in words and as an address', () => {
		const documents = [
			...buildDocuments(creativeForceConnection(), creativeForce),
			...buildDocuments(creativeForceConnection(), creativeForce, {
				only: 'key-policy',
			}),
		];
		expect(
			documents.map(({title, attachTo, consolePath, consoleUrl}) => [
				title,
				attachTo,
				consolePath,
				consoleUrl,
			]),
		).toEqual([
			[
				'Role policy',
				'role CreativeForceAccess',
				'IAM > Roles > CreativeForceAccess > Permissions > Add permissions > Create inline policy > JSON. Replace what is there, Next. Policy name: creative-force-access, Create policy.',
				'https://console.aws.amazon.com/iam/home#/roles/details/CreativeForceAccess?section=permissions',
			],
			[
				'Trust policy',
				'role CreativeForceAccess',
				'IAM > Roles > CreativeForceAccess > Trust relationships > Edit trust policy. Replace what is there, Update policy.',
				'https://console.aws.amazon.com/iam/home#/roles/details/CreativeForceAccess?section=trust_relationships',
			],
			[
				'Bucket policy',
				'bucket acme-assets',
				'S3 > General purpose buckets > acme-assets > Permissions > Bucket policy > Edit. Paste, Save changes.',
				'https://eu-central-1.console.aws.amazon.com/s3/bucket/acme-assets/property/policy/edit?region=eu-central-1',
			],
			[
				'Key policy',
				'key 1234abcd-12ab-34cd-56ef-1234567890ab',
				'KMS (in eu-central-1) > Customer managed keys > 1234abcd-12ab-34cd-56ef-1234567890ab > Key policy > Switch to policy view > Edit. Paste, Save changes.',
				'https://eu-central-1.console.aws.amazon.com/kms/home?region=eu-central-1#/kms/keys/1234abcd-12ab-34cd-56ef-1234567890ab',
			],
		]);
	});

	test('adds to the trust policy of a role that may be there for something else, and says what it is of', () => {
		const existingRole = {name: 'CreativeForceAccess', of: "Acme's AWS integration"};
		const trust = {only: 'trust-policy'} as const;
		const [own] = buildDocuments(creativeForceConnection(), creativeForce, trust);
		const [shared] = buildDocuments(
			creativeForceConnection(),
			{...creativeForce, existingRole},
			trust,
		);
		expect(own?.caution).toBeUndefined();
		expect(shared).toMatchObject({
			consolePath:
				'IAM > Roles > CreativeForceAccess > Trust relationships > Edit trust policy. Add the statement to those that are there, Update policy.',
			caution: expect.stringContaining(
				"Is the role that of Acme's AWS integration? Then keep the statements that are there",
			),
		});
	});

	test('offers the narrower document until it is the one given', () => {
		const [usual] = buildDocuments(iconikConnection(), iconik);
		const [narrow] = buildDocuments(iconikConnection(), iconik, {
			leastPrivilege: true,
		});
		expect(usual?.narrower).toContain('names the files where iconik uses files');
		expect(usual?.caution).toContain('s3:*');
		expect(narrow).not.toHaveProperty('narrower');
		expect(narrow).not.toHaveProperty('caution');
	});

	test('refuses a key policy where S3 holds the key, says why and what there is', () => {
		const error = refusal(() =>
			buildDocuments(creativeForceConnection({encryption: 'SSE-S3'}), creativeForce, {
				only: 'key-policy',
			}),
		);
		expect(error.message).toBe(
			'This connection has no key policy: it exists only with SSE-KMS encryption, but this bucket uses SSE-S3.',
		);
		expect(error.hint).toBe('It has: role-policy, trust-policy, bucket-policy.');
	});

	test('refuses a role policy for a vendor with a role of its own', () => {
		const error = refusal(() => buildDocuments(iconikConnection(), iconik, {only: 'role-policy'}));
		expect(error.message).toContain('iconik uses its own role');
	});

	test('refuses a trust policy over 2,048 characters, with both numbers', () => {
		const connection = creativeForceConnection({
			externalId: 'x'.repeat(1224),
		});
		expect(() => buildDocuments(connection, creativeForce)).not.toThrow();
		const error = refusal(() =>
			buildDocuments({...connection, externalId: 'x'.repeat(2048)}, creativeForce),
		);
		expect(error.message).toMatch(/trust policy is too large .* 2,\d{3} characters, .* 2,048/);
		expect(error.hint).toContain('shorter external ID');
	});

	test('gives documents that AWS takes, for every valid connection', () => {
		fc.assert(
			fc.property(connectionsWithProfile, fc.boolean(), ({connection, profile}, leastPrivilege) => {
				const listed = buildDocuments(connection, profile, {
					leastPrivilege,
				});
				const ids = profile.documents
					.filter(({when}) => when?.encryption?.includes(connection.encryption) ?? true)
					.map(({id}) => id);
				const asked = ids.flatMap((only) =>
					buildDocuments(connection, profile, {leastPrivilege, only}),
				);
				expect(asked).toEqual(expect.arrayContaining(listed));
				for (const {id, document, size} of policiesIn(asked)) {
					const text = documentText(document);
					expect(JSON.parse(text)).toEqual(document);
					expect(policyProblems(document, id)).toEqual([]);
					expect(size.used).toBeLessThanOrEqual(size.limit);
					expect(text).not.toMatch(/\{\{|undefined/);
				}
			}),
		);
	});
});

describe('the caution of a document', () => {
	test.each(['storage', 'read-only'])('is about the statements that it has, for %s', (purpose) => {
		const documents = buildDocuments(iconikConnection({purpose}), iconik);
		const [bucketPolicy] = documents;
		const allowsAll = JSON.stringify(bucketPolicy?.document).includes('"s3:*"');
		expect(allowsAll).toBe(purpose === 'storage');
		expect(bucketPolicy?.caution?.includes('s3:*') ?? false).toBe(allowsAll);
	});
});

describe('placeholders', () => {
	test.each([
		['the bucket {{bucket}}', 'the bucket acme-assets'],
		['{{bucketArn}}/*', 'arn:aws:s3:::acme-assets/*'],
		['{{region}} {{accountId}}', 'eu-central-1 111122223333'],
		['{{keyAccountId}} {{keyId}}', '111122223333 1234abcd-12ab-34cd-56ef-1234567890ab'],
		['{{roleName}} {{roleNameAlphanumeric}}', 'A-b_c Abc'],
		['{{rolePath}} {{roleArn}}', '/team/ arn:aws:iam::111122223333:role/team/A-b_c'],
		['{{externalId}}', '2f6b0f0e-acme'],
		[
			'{{principal}} {{principalAccount}}',
			'arn:aws:iam::092392787187:user/CreativeForceCloudS3 092392787187',
		],
	])('%s becomes %s', (template, text) => {
		const connection = creativeForceConnection({
			roleName: 'A-b_c',
			rolePath: '/team/',
		});
		expect(buildDocuments(connection, withDocument(template))[0]?.summary).toBe(text);
	});

	test.each(['{{nonsense}}', '{{ bucket }}', '{{toString}}', '{{__proto__}}'])(
		'%s is unknown and refused',
		(template) => {
			expect(
				refusal(() => buildDocuments(creativeForceConnection(), withDocument(template))).message,
			).toBe(`The vendor profile uses an unknown placeholder ${template}.`);
		},
	);

	test('one without a value in this connection is refused', () => {
		const connection = creativeForceConnection({encryption: 'SSE-S3'});
		expect(() => buildDocuments(connection, withDocument('{{kmsKeyArn}}'))).toThrow(
			'which this connection does not have',
		);
	});

	test.each(['"}],"x":"', '{{bucket}}', `\${aws:username}`, "$& $1 $' $$", '\\'])(
		'the value %j stays what it is',
		(value) => {
			const connection = iconikConnection({inputs: {systemDomainId: value}});
			const [document] = buildDocuments(connection, iconik);
			expect(JSON.parse(documentText(document?.document ?? {Statement: []}))).toMatchObject({
				Statement: [
					{
						Condition: {
							StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': value},
						},
					},
				],
			});
		},
	);

	test('stand in the form too', () => {
		const profile = {
			...creativeForce,
			form: {where: [{text: ''}], fields: [{label: 'Key', value: '{{kmsKeyArn}}'}]},
		};
		expect(() => formValues(creativeForceConnection({encryption: 'SSE-S3'}), profile)).toThrow(
			UserError,
		);
	});
});

describe('ARNs', () => {
	test('a role without a path has the path /', () => {
		const {rolePath: _, ...connection} = creativeForceConnection();
		expect(roleArn(connection)).toBe('arn:aws:iam::111122223333:role/CreativeForceAccess');
	});

	test('a connection without a role has no role ARN', () => {
		expect(() => roleArn(iconikConnection())).toThrow(UserError);
	});

	test('a key ARN has a region, an account and an id', () => {
		expect(
			keyParts('arn:aws:kms:us-east-1:012345678901:key/mrk-1234abcd12ab34cd56ef1234567890ab'),
		).toEqual({
			region: 'us-east-1',
			accountId: '012345678901',
			keyId: 'mrk-1234abcd12ab34cd56ef1234567890ab',
		});
	});

	test('an alias is no key', () => {
		expect(() => keyParts('arn:aws:kms:us-east-1:012345678901:alias/acme')).toThrow(UserError);
	});
});
