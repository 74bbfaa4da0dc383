import {describe, expect, test} from 'vitest';
import {buildDocuments, formValues, policiesIn} from '../../source/documents/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	keyArn,
} from '../support/connections.ts';

const roleArn = 'arn:aws:iam::111122223333:role/CreativeForceAccess';
const iconikRole = 'arn:aws:iam::283217727627:role/IconikS3AccessRole';
const systemDomainId = '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02';
const both = ['arn:aws:s3:::acme-assets/*', 'arn:aws:s3:::acme-assets'];

const readAndList = [
	{
		Sid: 'ReadObjectS3',
		Effect: 'Allow',
		Action: ['s3:GetObject', 's3:GetObjectVersion'],
		Resource: both,
	},
	{
		Sid: 'ReadListS3',
		Effect: 'Allow',
		Action: 's3:ListBucket',
		Resource: 'arn:aws:s3:::acme-assets',
	},
];
const upload = {
	Sid: 'UploadObjectS3',
	Effect: 'Allow',
	Action: ['s3:PutObject', 's3:PutObjectAcl'],
	Resource: both,
};
const kms = (...Action: string[]) => ({
	Sid: 'KMS',
	Effect: 'Allow',
	Action,
	Resource: [keyArn],
});

describe('By default the documents say exactly what the article of the vendor says', () => {
	const rolePolicies = [
		['data-source', 'SSE-S3', readAndList],
		['data-source', 'SSE-KMS', [kms('kms:Decrypt'), ...readAndList]],
		['asset-delivery', 'SSE-S3', [upload, ...readAndList]],
		[
			'asset-delivery',
			'SSE-KMS',
			[kms('kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'), upload, ...readAndList],
		],
	] as const;

	test.each(rolePolicies)(
		'are those of the article for %s with %s',
		(purpose, encryption, role) => {
			const documents = buildDocuments(
				creativeForceConnection({purpose, encryption}),
				creativeForce,
			);
			expect(documents.map(({id, document}) => [id, document])).toEqual([
				['role-policy', {Version: '2012-10-17', Statement: role}],
				[
					'trust-policy',
					{
						Version: '2012-10-17',
						Statement: [
							{
								Effect: 'Allow',
								Principal: {
									AWS: 'arn:aws:iam::092392787187:user/CreativeForceCloudS3',
								},
								Action: 'sts:AssumeRole',
								Condition: {
									StringEquals: {'sts:ExternalId': '2f6b0f0e-acme'},
								},
							},
						],
					},
				],
				[
					'bucket-policy',
					{
						Version: '2012-10-17',
						Id: 'Policy1641802481873',
						Statement: [
							{
								Sid: 'VendorRoleCreativeForceAccess',
								Effect: 'Allow',
								Principal: {AWS: roleArn},
								Action: 's3:*',
								Resource: 'arn:aws:s3:::acme-assets',
							},
						],
					},
				],
			]);
		},
	);

	test('have a key policy when it is asked for', () => {
		const [document, ...more] = buildDocuments(creativeForceConnection(), creativeForce, {
			only: 'key-policy',
		});
		expect(more).toEqual([]);
		expect(document?.document).toEqual({
			Version: '2012-10-17',
			Statement: [
				{
					Sid: 'VendorRoleCreativeForceAccess',
					Effect: 'Allow',
					Principal: {AWS: roleArn},
					Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
					Resource: '*',
				},
			],
		});
	});

	test('list the key policy when the key belongs to another account', () => {
		const kmsKeyArn = keyArn.replace('111122223333', '444455556666');
		const ids = buildDocuments(creativeForceConnection({kmsKeyArn}), creativeForce).map(
			({id}) => id,
		);
		expect(ids).toEqual(['role-policy', 'trust-policy', 'bucket-policy', 'key-policy']);
	});

	test('are narrower on request: objects where objects are meant, the key through S3 only', () => {
		const documents = policiesIn(
			buildDocuments(creativeForceConnection(), creativeForce, {leastPrivilege: true}),
		);
		expect(documents[0]?.document.Statement).toEqual([
			{
				...kms('kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'),
				Condition: {
					StringEquals: {'kms:ViaService': 's3.eu-central-1.amazonaws.com'},
				},
			},
			{...upload, Resource: ['arn:aws:s3:::acme-assets/*']},
			{...readAndList[0], Resource: ['arn:aws:s3:::acme-assets/*']},
			readAndList[1],
		]);
		expect(documents[2]?.document.Statement).toMatchObject([
			{
				Action: ['s3:ListBucket', 's3:GetBucketLocation'],
				Resource: 'arn:aws:s3:::acme-assets',
			},
		]);
	});

	test('come with the values of the form', () => {
		expect(formValues(creativeForceConnection(), creativeForce)).toEqual([
			{label: 'Authentication Type', value: 'IAM Role'},
			{label: 'Server Encryption Type', value: 'AWS KMS Encryption'},
			{label: 'KMS ARN', value: keyArn},
			{label: 'Role ARN', value: roleArn},
			{label: 'External Id', value: '2f6b0f0e-acme'},
			{label: 'Bucket', value: 'acme-assets'},
		]);
		expect(
			formValues(creativeForceConnection({encryption: 'SSE-S3'}), creativeForce).map(
				({value}) => value,
			),
		).toEqual(['IAM Role', 'AWS S3 Encryption', roleArn, '2f6b0f0e-acme', 'acme-assets']);
	});
});

describe('the documents of iconik', () => {
	const Condition = {
		StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': systemDomainId},
	};
	const bucket = (Action: string | string[]) => ({
		Version: '2012-10-17',
		Id: 'IconikStoragePolicy',
		Statement: [
			{
				Sid: 'IconikStorageAccess',
				Effect: 'Allow',
				Principal: {AWS: iconikRole},
				Action,
				Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
				Condition,
			},
		],
	});
	const key = (Action: string[]) => ({
		Version: '2012-10-17',
		Id: 'IconikCMKPolicy',
		Statement: [
			{
				Sid: 'IconikCMKAccess',
				Effect: 'Allow',
				Principal: {AWS: iconikRole},
				Action,
				Resource: '*',
				Condition,
			},
		],
	});
	const full = bucket('s3:*');
	const readOnly = bucket(['s3:ListBucket', 's3:GetBucketLocation', 's3:GetObject']);
	const fullKey = key([
		'kms:Encrypt',
		'kms:Decrypt',
		'kms:ReEncrypt*',
		'kms:GenerateDataKey*',
		'kms:DescribeKey',
	]);
	const readKey = key(['kms:Decrypt', 'kms:DescribeKey']);

	test.each([
		['storage', 'SSE-S3', {'bucket-policy': full}],
		['storage', 'SSE-KMS', {'bucket-policy': full, 'key-policy': fullKey}],
		['storage', 'DSSE-KMS', {'bucket-policy': full, 'key-policy': fullKey}],
		['read-only', 'SSE-S3', {'bucket-policy': readOnly}],
		['read-only', 'SSE-KMS', {'bucket-policy': readOnly, 'key-policy': readKey}],
		['read-only', 'DSSE-KMS', {'bucket-policy': readOnly, 'key-policy': readKey}],
	] as const)('are those of the article for %s with %s', (purpose, encryption, expected) => {
		const documents = policiesIn(buildDocuments(iconikConnection({purpose, encryption}), iconik));
		expect(Object.fromEntries(documents.map(({id, document}) => [id, document]))).toEqual(expected);
	});

	test('are narrower on request and keep the tenant condition on every statement for iconik', () => {
		const [bucketPolicy, keyPolicy] = policiesIn(
			buildDocuments(iconikConnection(), iconik, {leastPrivilege: true}),
		);
		expect(bucketPolicy?.document.Statement).toEqual([
			{
				Sid: 'IconikStorageAccess',
				Effect: 'Allow',
				Principal: {AWS: iconikRole},
				Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject', 's3:RestoreObject'],
				Resource: 'arn:aws:s3:::acme-assets/*',
				Condition,
			},
			{
				Sid: 'IconikBucketAccess',
				Effect: 'Allow',
				Principal: {AWS: iconikRole},
				Action: ['s3:ListBucket', 's3:GetBucketLocation', 's3:GetBucketCORS', 's3:PutBucketCORS'],
				Resource: 'arn:aws:s3:::acme-assets',
				Condition,
			},
		]);
		expect(keyPolicy?.document.Statement).toMatchObject([
			{
				Sid: 'Enable IAM User Permissions',
				Principal: {AWS: 'arn:aws:iam::111122223333:root'},
				Action: 'kms:*',
			},
			{
				Sid: 'IconikCMKAccess',
				Condition: {
					StringEquals: {
						'aws:PrincipalTag/IconikSystemDomainId': systemDomainId,
						'kms:ViaService': 's3.eu-central-1.amazonaws.com',
					},
				},
			},
		]);
	});

	test('come with a form that follows the purpose', () => {
		const form = formValues(iconikConnection({purpose: 'read-only'}), iconik);
		expect(form.filter(({label}) => label === 'Write' || label === 'Delete')).toEqual([
			{label: 'Write', value: 'off'},
			{label: 'Delete', value: 'off'},
		]);
	});
});
