import {CreateRoleCommand, IAMClient} from '@aws-sdk/client-iam';
import {CreateAliasCommand, CreateKeyCommand, KMSClient} from '@aws-sdk/client-kms';
import {CreateBucketCommand, PutBucketEncryptionCommand, S3Client} from '@aws-sdk/client-s3';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type AwsAccount, openAwsAccount} from '../../source/account/index.ts';
import {roleTrust} from '../../source/verify/index.ts';
import {creativeForce, creativeForceUser} from '../support/connections.ts';
import {
	describeWithMoto,
	type Moto,
	motoAccountId,
	motoEnvironment,
	startMoto,
} from '../support/moto.ts';
import {useSharedFiles} from './support/shared-files.ts';

const region = 'eu-central-1';
const found = <T>(value: T) => ({status: 'found', value}) as const;

describeWithMoto('the lists of an account of moto', () => {
	let moto: Moto;
	let restore: () => void;
	let account: AwsAccount;
	let kmsKeyArn = '';

	beforeAll(async () => {
		moto = await startMoto();
		restore = useSharedFiles({}, {...motoEnvironment, AWS_ENDPOINT_URL: moto.endpoint});
		const s3 = new S3Client({region, forcePathStyle: true});
		const kms = new KMSClient({region});
		const iam = new IAMClient({region});
		const created = await kms.send(new CreateKeyCommand({KeyUsage: 'ENCRYPT_DECRYPT'}));
		kmsKeyArn = created.KeyMetadata?.Arn ?? '';
		await kms.send(
			new CreateAliasCommand({
				AliasName: 'alias/acme',
				TargetKeyId: created.KeyMetadata?.KeyId ?? '',
			}),
		);
		await kms.send(new CreateKeyCommand({KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY'}));
		for (const Bucket of ['acme-one', 'acme-two']) {
			await s3.send(
				new CreateBucketCommand({Bucket, CreateBucketConfiguration: {LocationConstraint: region}}),
			);
		}

		await s3.send(
			new PutBucketEncryptionCommand({
				Bucket: 'acme-two',
				ServerSideEncryptionConfiguration: {
					Rules: [
						{
							ApplyServerSideEncryptionByDefault: {
								SSEAlgorithm: 'aws:kms:dsse',
								KMSMasterKeyID: kmsKeyArn,
							},
						},
					],
				},
			}),
		);
		const trust = (Principal: object, Condition?: object) =>
			JSON.stringify({
				Version: '2012-10-17',
				Statement: [{Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition}],
			});
		await iam.send(
			new CreateRoleCommand({
				RoleName: 'ForVendor',
				Path: '/vendors/',
				AssumeRolePolicyDocument: trust(
					{AWS: creativeForceUser},
					{StringEquals: {'sts:ExternalId': 'acme-1'}},
				),
			}),
		);
		await iam.send(
			new CreateRoleCommand({
				RoleName: 'ForLambda',
				AssumeRolePolicyDocument: trust({Service: 'lambda.amazonaws.com'}),
			}),
		);
		account = await openAwsAccount();
	}, 60_000);

	afterAll(async () => {
		restore?.();
		await moto?.stop();
	});

	test('name its buckets, and the encryption of each', async () => {
		const {buckets, bucket} = account.listing;
		const listed = await buckets();
		expect(listed).toMatchObject(found([{name: 'acme-one'}, {name: 'acme-two'}]));
		expect(await bucket({name: 'acme-two'})).toMatchObject({
			region,
			encryption: found([{algorithm: 'aws:kms:dsse', keyId: kmsKeyArn}]),
		});
	});

	test('name the keys of a Region, and what KMS says of each', async () => {
		const listed = await account.listing.keys(region);
		expect(listed).toMatchObject(
			found({
				keys: [
					{arn: kmsKeyArn, aliases: ['alias/acme'], metadata: found({usage: 'ENCRYPT_DECRYPT'})},
					{metadata: found({usage: 'SIGN_VERIFY', spec: 'RSA_2048'})},
				],
				others: 0,
			}),
		);
		expect(await account.listing.keys('eu-west-1')).toEqual(found({keys: [], others: 0}));
	});

	test('name the roles, of which each tells whom it trusts', async () => {
		const listed = await account.listing.roles();
		const roles = listed.status === 'found' ? listed.value : [];
		expect(
			roles
				.map((role) => ({
					name: role.name,
					path: role.path,
					...roleTrust(role, creativeForce, {inputs: {}}),
				}))
				.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
		).toEqual([
			{name: 'ForLambda', path: '/', trustsVendor: false, externalIds: []},
			{name: 'ForVendor', path: '/vendors/', trustsVendor: true, externalIds: ['acme-1']},
		]);
		expect(roles[0]?.arn).toContain(motoAccountId);
	});
});
