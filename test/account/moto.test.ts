import {
	AttachRolePolicyCommand,
	CreatePolicyCommand,
	CreateRoleCommand,
	IAMClient,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
	CreateKeyCommand,
	DisableKeyCommand,
	KMSClient,
	PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import {
	CreateBucketCommand,
	PutBucketEncryptionCommand,
	PutBucketOwnershipControlsCommand,
	PutBucketPolicyCommand,
	PutPublicAccessBlockCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {type AwsAccount, openAwsAccount} from '../../source/account/index.ts';
import type {DocumentId} from '../../source/aws/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {buildDocuments, documentText} from '../../source/documents/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
} from '../support/connections.ts';
import {
	describeWithMoto,
	type Moto,
	motoAccountId,
	motoEnvironment,
	startMoto,
} from '../support/moto.ts';
import {useSharedFiles} from './support/shared-files.ts';

describeWithMoto('an account of moto', () => {
	let moto: Moto;
	let restore: () => void;
	let account: AwsAccount;
	let connection: Connection;
	let managedArn = '';

	const textOf = (id: DocumentId) => {
		const document = buildDocuments(connection, creativeForce, {only: id})[0]?.document;
		return document === undefined ? '' : documentText(document);
	};
	const keyPolicy = JSON.stringify({
		Version: '2012-10-17',
		Statement: [
			{
				Sid: 'Account',
				Effect: 'Allow',
				Principal: {AWS: `arn:aws:iam::${motoAccountId}:root`},
				Action: 'kms:*',
				Resource: '*',
			},
		],
	});
	const managedPolicy = JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Sid: 'Ünïcode', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*'}],
	});

	beforeAll(async () => {
		moto = await startMoto();
		restore = useSharedFiles({}, {...motoEnvironment, AWS_ENDPOINT_URL: moto.endpoint});
		const region = 'eu-central-1';
		const kms = new KMSClient({region});
		const created = await kms.send(new CreateKeyCommand({KeyUsage: 'ENCRYPT_DECRYPT'}));
		const kmsKeyArn = created.KeyMetadata?.Arn ?? '';
		connection = creativeForceConnection({accountId: motoAccountId, kmsKeyArn});
		const {bucket: Bucket, roleName: RoleName = ''} = connection;

		const s3 = new S3Client({region, forcePathStyle: true});
		await s3.send(
			new CreateBucketCommand({Bucket, CreateBucketConfiguration: {LocationConstraint: region}}),
		);
		const iam = new IAMClient({region});
		await iam.send(
			new CreateRoleCommand({RoleName, AssumeRolePolicyDocument: textOf('trust-policy')}),
		);
		const managed = await iam.send(
			new CreatePolicyCommand({PolicyName: 'Guard', PolicyDocument: managedPolicy}),
		);
		managedArn = managed.Policy?.Arn ?? '';
		await Promise.all([
			s3.send(
				new PutBucketEncryptionCommand({
					Bucket,
					ServerSideEncryptionConfiguration: {
						Rules: [
							{
								ApplyServerSideEncryptionByDefault: {
									SSEAlgorithm: 'aws:kms',
									KMSMasterKeyID: kmsKeyArn,
								},
								BucketKeyEnabled: true,
							},
						],
					},
				}),
			),
			s3.send(new PutBucketPolicyCommand({Bucket, Policy: textOf('bucket-policy')})),
			s3.send(
				new PutPublicAccessBlockCommand({
					Bucket,
					PublicAccessBlockConfiguration: {
						BlockPublicAcls: true,
						IgnorePublicAcls: true,
						BlockPublicPolicy: true,
						RestrictPublicBuckets: false,
					},
				}),
			),
			s3.send(
				new PutBucketOwnershipControlsCommand({
					Bucket,
					OwnershipControls: {Rules: [{ObjectOwnership: 'BucketOwnerEnforced'}]},
				}),
			),
			iam.send(
				new PutRolePolicyCommand({
					RoleName,
					PolicyName: 'VendorAccess',
					PolicyDocument: textOf('role-policy'),
				}),
			),
			iam.send(new AttachRolePolicyCommand({RoleName, PolicyArn: managedArn})),
			kms.send(
				new PutKeyPolicyCommand({KeyId: kmsKeyArn, PolicyName: 'default', Policy: keyPolicy}),
			),
		]);
		account = await openAwsAccount();
	}, 60_000);

	afterAll(async () => {
		restore?.();
		await moto?.stop();
	});

	test('is opened with the environment, and tells that it is not AWS', () => {
		expect(account).toMatchObject({
			source: 'aws',
			label: 'AWS, environment variables',
			endpoint: moto.endpoint,
		});
	});

	test('says who one is', async () => {
		expect(await account.identify()).toMatchObject({
			status: 'found',
			value: {accountId: motoAccountId},
		});
	});

	test('shows bucket, role, policies and key as they were made', async () => {
		const found = <T>(value: T) => ({status: 'found', value}) as const;
		const snapshot = await account.look(connection, creativeForce);
		const {kmsKeyArn} = connection;
		expect(snapshot).toMatchObject({
			identity: {status: 'found'},
			bucket: {
				existence: found({region: 'eu-central-1'}),
				isOwned: found(true),
				encryption: found([{algorithm: 'aws:kms', keyId: kmsKeyArn, bucketKeyEnabled: true}]),
				policy: found(textOf('bucket-policy')),
				publicAccessBlock: found({
					blockPublicAcls: true,
					ignorePublicAcls: true,
					blockPublicPolicy: true,
					restrictPublicBuckets: false,
				}),
				accountPublicAccessBlock: {
					status: 'absent',
					code: 'NoSuchPublicAccessBlockConfiguration',
				},
				ownership: found('BucketOwnerEnforced'),
			},
			role: {
				role: {
					status: 'found',
					value: {arn: `arn:aws:iam::${motoAccountId}:role/CreativeForceAccess`},
				},
				policies: {
					status: 'found',
					value: [
						{kind: 'inline', name: 'VendorAccess'},
						{kind: 'managed', name: 'Guard', arn: managedArn, text: found(managedPolicy)},
					],
				},
				boundary: {status: 'not-looked'},
			},
			key: {
				metadata: found({
					arn: kmsKeyArn,
					state: 'Enabled',
					manager: 'CUSTOMER',
					spec: 'SYMMETRIC_DEFAULT',
					usage: 'ENCRYPT_DECRYPT',
				}),
				policy: found(keyPolicy),
			},
		});
		const {role, policies} = snapshot.role;
		const documents = [
			role.status === 'found' ? role.value.trustPolicy : '',
			policies.status === 'found' && policies.value[0]?.text.status === 'found'
				? policies.value[0].text.value
				: '',
		];
		expect(documents.map((text): unknown => JSON.parse(text))).toEqual(
			[textOf('trust-policy'), textOf('role-policy')].map((text): unknown => JSON.parse(text)),
		);
	});

	test('says what is not there', async () => {
		const snapshot = await account.look(
			{
				...connection,
				bucket: 'not-there-at-all',
				roleName: 'Nobody',
				kmsKeyArn: `arn:aws:kms:eu-central-1:${motoAccountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
			},
			creativeForce,
		);
		const noBucket = {status: 'absent', code: 'NoSuchBucket'};
		expect(snapshot.bucket).toMatchObject({
			existence: noBucket,
			isOwned: noBucket,
			encryption: noBucket,
			policy: noBucket,
		});
		expect(snapshot.role.role).toEqual({status: 'absent', code: 'NoSuchEntity'});
		expect(snapshot.role.policies).toEqual({status: 'absent', code: 'NoSuchEntity'});
		expect(snapshot.key.metadata).toEqual({status: 'absent', code: 'NotFoundException'});
	});

	test('says that a bare bucket has no policy, and that a key is switched off', async () => {
		const region = 'us-east-1';
		const kms = new KMSClient({region});
		const {KeyMetadata} = await kms.send(new CreateKeyCommand({}));
		await kms.send(new DisableKeyCommand({KeyId: KeyMetadata?.KeyId}));
		await new S3Client({region, forcePathStyle: true}).send(
			new CreateBucketCommand({Bucket: 'bare-bucket'}),
		);
		const snapshot = await account.look(
			iconikConnection({
				accountId: motoAccountId,
				bucket: 'bare-bucket',
				region,
				kmsKeyArn: KeyMetadata?.Arn ?? '',
			}),
			iconik,
		);
		expect(snapshot.bucket.existence).toEqual({status: 'found', value: {region}});
		expect(snapshot.bucket.policy).toEqual({status: 'absent', code: 'NoSuchBucketPolicy'});
		expect(snapshot.key.metadata).toMatchObject({value: {state: 'Disabled'}});
		expect(snapshot.role.role.status).toBe('not-looked');
	});

	test('fails in words where nobody answers any more', async () => {
		const other = await startMoto();
		vi.stubEnv('AWS_ENDPOINT_URL', other.endpoint);
		const gone = await openAwsAccount();
		await gone.identify();
		await other.stop();
		expect(await gone.identify()).toMatchObject({status: 'failed'});
		vi.stubEnv('AWS_ENDPOINT_URL', moto.endpoint);
	});
});
