import {
	AttachRolePolicyCommand,
	CreatePolicyCommand,
	CreateRoleCommand,
	IAMClient,
	PutRolePermissionsBoundaryCommand,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
	CreateKeyCommand,
	DisableKeyCommand,
	type KeySpec,
	type KeyUsageType,
	KMSClient,
	PutKeyPolicyCommand,
	ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
	type BucketLocationConstraint,
	CreateBucketCommand,
	type ObjectOwnership,
	PutBucketEncryptionCommand,
	PutBucketOwnershipControlsCommand,
	PutBucketPolicyCommand,
	PutPublicAccessBlockCommand,
	S3Client,
	type ServerSideEncryption,
} from '@aws-sdk/client-s3';
import type {Looked, Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';

/** Makes a key as the snapshot has it, before anything can name it; gives its ARN. */
export async function makeKey(
	{key}: Snapshot,
	{kmsKeyArn, region}: Connection,
): Promise<string | undefined> {
	if (kmsKeyArn === undefined || key.metadata.status === 'absent') {
		return kmsKeyArn;
	}

	const facts = key.metadata.status === 'found' ? key.metadata.value : undefined;
	const kms = new KMSClient({region});
	const {KeyMetadata} = await kms.send(
		new CreateKeyCommand({
			KeySpec: facts?.spec as KeySpec,
			KeyUsage: (facts?.spec?.startsWith('RSA') === true
				? 'ENCRYPT_DECRYPT'
				: facts?.usage) as KeyUsageType,
		}),
	);
	const KeyId = KeyMetadata?.KeyId;
	if (facts?.state === 'Disabled') {
		await kms.send(new DisableKeyCommand({KeyId}));
	}

	if (facts?.state === 'PendingDeletion') {
		await kms.send(new ScheduleKeyDeletionCommand({KeyId}));
	}

	return KeyMetadata?.Arn;
}

/** Makes everything else that a snapshot holds, by the calls with which people make it. */
export async function makeAccount(snapshot: Snapshot, connection: Connection): Promise<void> {
	await Promise.all([
		makeBucket(snapshot, connection),
		makeRole(snapshot, connection),
		whereFound(snapshot.key.policy, async (Policy) => {
			const kms = new KMSClient({region: connection.region});
			await kms.send(
				new PutKeyPolicyCommand({KeyId: connection.kmsKeyArn, PolicyName: 'default', Policy}),
			);
		}),
	]);
}

async function makeBucket({bucket}: Snapshot, connection: Connection): Promise<void> {
	if (bucket.existence.status !== 'found') {
		return;
	}

	const {region = connection.region} = bucket.existence.value;
	const Bucket = connection.bucket;
	const s3 = new S3Client({region, forcePathStyle: true});
	await s3.send(
		new CreateBucketCommand({
			Bucket,
			CreateBucketConfiguration: {LocationConstraint: region as BucketLocationConstraint},
		}),
	);
	await Promise.all([
		whereFound(bucket.encryption, async (rules) => {
			await s3.send(
				new PutBucketEncryptionCommand({
					Bucket,
					ServerSideEncryptionConfiguration: {
						Rules: rules.map(({algorithm, keyId}) => ({
							ApplyServerSideEncryptionByDefault: {
								SSEAlgorithm: algorithm as ServerSideEncryption,
								KMSMasterKeyID: keyId,
							},
						})),
					},
				}),
			);
		}),
		whereFound(bucket.policy, async (Policy) => {
			await s3.send(new PutBucketPolicyCommand({Bucket, Policy}));
		}),
		whereFound(bucket.publicAccessBlock, async (block) => {
			await s3.send(
				new PutPublicAccessBlockCommand({
					Bucket,
					PublicAccessBlockConfiguration: {
						BlockPublicAcls: block.blockPublicAcls,
						IgnorePublicAcls: block.ignorePublicAcls,
						BlockPublicPolicy: block.blockPublicPolicy,
						RestrictPublicBuckets: block.restrictPublicBuckets,
					},
				}),
			);
		}),
		whereFound(bucket.ownership, async (ownership) => {
			await s3.send(
				new PutBucketOwnershipControlsCommand({
					Bucket,
					OwnershipControls: {Rules: [{ObjectOwnership: ownership as ObjectOwnership}]},
				}),
			);
		}),
	]);
}

async function makeRole({role}: Snapshot, {region, roleName}: Connection): Promise<void> {
	if (role.role.status !== 'found') {
		return;
	}

	const RoleName = roleName ?? '';
	const iam = new IAMClient({region});
	await iam.send(
		new CreateRoleCommand({RoleName, AssumeRolePolicyDocument: role.role.value.trustPolicy}),
	);
	const makePolicy = async (PolicyName: string, PolicyDocument: string) => {
		const {Policy} = await iam.send(new CreatePolicyCommand({PolicyName, PolicyDocument}));
		return Policy?.Arn ?? '';
	};

	await whereFound(role.boundary, async (text) => {
		const PermissionsBoundary = await makePolicy('Boundary', text);
		await iam.send(new PutRolePermissionsBoundaryCommand({RoleName, PermissionsBoundary}));
	});
	await whereFound(role.policies, async (policies) => {
		for (const {name, kind, text} of policies) {
			await whereFound(text, async (PolicyDocument) => {
				await (kind === 'inline'
					? iam.send(new PutRolePolicyCommand({RoleName, PolicyName: name, PolicyDocument}))
					: iam.send(
							new AttachRolePolicyCommand({
								RoleName,
								PolicyArn: await makePolicy(name, PolicyDocument),
							}),
						));
			});
		}
	});
}

async function whereFound<T>(looked: Looked<T>, make: (value: T) => Promise<void>): Promise<void> {
	if (looked.status === 'found') {
		await make(looked.value);
	}
}
