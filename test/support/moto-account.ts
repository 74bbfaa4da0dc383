import {
	AttachRolePolicyCommand,
	CreatePolicyCommand,
	CreateRoleCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	ListRolePoliciesCommand,
	PutRolePermissionsBoundaryCommand,
	PutRolePolicyCommand,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
	CreateKeyCommand,
	DisableKeyCommand,
	GetKeyPolicyCommand,
	KMSClient,
	PutKeyPolicyCommand,
	ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
	CreateBucketCommand,
	GetBucketEncryptionCommand,
	GetBucketPolicyCommand,
	type NotificationConfiguration,
	PutBucketCorsCommand,
	PutBucketEncryptionCommand,
	PutBucketNotificationConfigurationCommand,
	PutBucketOwnershipControlsCommand,
	PutBucketPolicyCommand,
	PutPublicAccessBlockCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import {CreateQueueCommand, SQSClient} from '@aws-sdk/client-sqs';
import {
	corsForm,
	type Looked,
	notificationForm,
	type PublicAccessBlock,
	type Snapshot,
} from '../../source/account/index.ts';
import {keyParts, queueParts} from '../../source/aws/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import type {PolicyDocument, Statement} from '../../source/policy/index.ts';

/** The account of the connections in the tests, so that moto's ARNs are theirs. */
export const emulatedAccountId = '111122223333';

/** Everything of a connection that an emulated account holds, as text; undefined where there is none. */
export type Contents = {
	readonly encryption: string | undefined;
	readonly bucketPolicy: string | undefined;
	readonly trustPolicy: string | undefined;
	/** Inline policies by their names. */
	readonly rolePolicies: Readonly<Record<string, string>>;
	readonly keyPolicy: string | undefined;
};

/** Fills and reads the account that a moto server simulates, around the program. */
export type MotoAccount = {
	/** Empties the account. */
	readonly reset: () => Promise<void>;
	/**
	 * Puts into the account what a snapshot holds of a connection, and gives the connection with the key that moto made
	 * for it. Rejects where moto does not take it.
	 */
	readonly fill: (snapshot: Snapshot, connection: Connection) => Promise<Connection>;
	readonly contents: (connection: Connection) => Promise<Contents>;
	readonly putBucketPolicy: (connection: Connection, text: string) => Promise<void>;
	/** Somebody else sets the default encryption of the bucket. */
	readonly putEncryption: (connection: Connection, algorithm: string) => Promise<void>;
	/** Somebody else adds a statement with this Sid to every document of the connection that is there. */
	readonly addEverywhere: (connection: Connection, sid: string) => Promise<void>;
};

function valueIn<T>(looked: Looked<T>): T | undefined {
	return looked.status === 'found' ? looked.value : undefined;
}

/** The text, or undefined where the service says that there is none. */
async function textOrNone(ask: () => Promise<string | undefined>): Promise<string | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof Error && /NoSuch|NotFound/.test(error.name)) {
			return undefined;
		}

		throw error;
	}
}

/** The policy with one statement more; one of its own where there is none. */
function withStatement(text: string | undefined, statement: Statement): string {
	const policy =
		text === undefined
			? {Version: '2012-10-17', Statement: []}
			: (JSON.parse(text) as PolicyDocument);
	return JSON.stringify({...policy, Statement: [policy.Statement, statement].flat()});
}

function apiBlock(block: PublicAccessBlock) {
	return {
		BlockPublicAcls: block.blockPublicAcls,
		IgnorePublicAcls: block.ignorePublicAcls,
		BlockPublicPolicy: block.blockPublicPolicy,
		RestrictPublicBuckets: block.restrictPublicBuckets,
	};
}

type Pair = {readonly snapshot: Snapshot; readonly connection: Connection};

/** The same about another key: nobody but KMS chooses the ID of a key. */
function withKeyId(pair: Pair, keyId: string | undefined): Pair {
	const {kmsKeyArn} = pair.connection;
	return keyId === undefined || kmsKeyArn === undefined
		? pair
		: (JSON.parse(JSON.stringify(pair).replaceAll(keyParts(kmsKeyArn).keyId, keyId)) as Pair);
}

/** The account behind a moto server that was started for `emulatedAccountId`. */
export function createMotoAccount(endpoint: string): MotoAccount {
	const common = {
		endpoint,
		credentials: {accessKeyId: 'testing', secretAccessKey: 'testing'},
	};
	const iam = new IAMClient({...common, region: 'us-east-1'});
	const s3In = (region: string) => new S3Client({...common, region, forcePathStyle: true});
	const kmsIn = (region: string) => new KMSClient({...common, region});

	const fillBucket = async ({bucket}: Snapshot, {bucket: Bucket, region}: Connection) => {
		const existence = valueIn(bucket.existence);
		if (existence === undefined) {
			return;
		}

		const actual = existence.region ?? region;
		const s3 = s3In(actual);
		await s3.send(
			new CreateBucketCommand({
				Bucket,
				...(actual !== 'us-east-1' && {
					CreateBucketConfiguration: {LocationConstraint: actual as 'eu-central-1'},
				}),
			}),
		);
		const rules = valueIn(bucket.encryption);
		if (rules !== undefined) {
			await s3.send(
				new PutBucketEncryptionCommand({
					Bucket,
					ServerSideEncryptionConfiguration: {
						Rules: rules.map(({algorithm, keyId, bucketKeyEnabled}) => ({
							ApplyServerSideEncryptionByDefault: {
								SSEAlgorithm: algorithm as 'aws:kms',
								...(keyId !== undefined && {KMSMasterKeyID: keyId}),
							},
							...(bucketKeyEnabled !== undefined && {BucketKeyEnabled: bucketKeyEnabled}),
						})),
					},
				}),
			);
		}

		const policy = valueIn(bucket.policy);
		if (policy !== undefined) {
			await s3.send(new PutBucketPolicyCommand({Bucket, Policy: policy}));
		}

		const block = valueIn(bucket.publicAccessBlock);
		if (block !== undefined) {
			await s3.send(
				new PutPublicAccessBlockCommand({Bucket, PublicAccessBlockConfiguration: apiBlock(block)}),
			);
		}

		const ownership = valueIn(bucket.ownership);
		if (ownership !== undefined) {
			await s3.send(
				new PutBucketOwnershipControlsCommand({
					Bucket,
					OwnershipControls: {Rules: [{ObjectOwnership: ownership as 'ObjectWriter'}]},
				}),
			);
		}
	};

	const fillSettings = async ({bucket}: Snapshot, {bucket: Bucket, region}: Connection) => {
		const existence = valueIn(bucket.existence);
		if (existence === undefined) {
			return;
		}

		const s3 = s3In(existence.region ?? region);
		const cors = valueIn(bucket.cors);
		if (cors !== undefined) {
			await s3.send(new PutBucketCorsCommand({Bucket, CORSConfiguration: corsForm(cors)}));
		}

		const notification = valueIn(bucket.notification);
		if (notification !== undefined) {
			await s3.send(
				new PutBucketNotificationConfigurationCommand({
					Bucket,
					NotificationConfiguration: notificationForm(notification) as NotificationConfiguration,
				}),
			);
		}
	};

	const fillQueue = async ({queue: {policy, encryptionKey}}: Snapshot, {queueArn}: Connection) => {
		if (queueArn === undefined || (policy.status !== 'found' && policy.status !== 'absent')) {
			return;
		}

		const {region, name} = queueParts(queueArn);
		const text = valueIn(policy);
		await new SQSClient({...common, region}).send(
			new CreateQueueCommand({
				QueueName: name,
				Attributes: {
					...(text !== undefined && {Policy: text}),
					...(encryptionKey.status === 'found' && {KmsMasterKeyId: encryptionKey.value}),
				},
			}),
		);
	};

	const fillRole = async ({role}: Snapshot, {roleName = '', rolePath = '/'}: Connection) => {
		const facts = valueIn(role.role);
		if (facts === undefined) {
			return;
		}

		await iam.send(
			new CreateRoleCommand({
				RoleName: roleName,
				Path: rolePath,
				AssumeRolePolicyDocument: facts.trustPolicy,
			}),
		);
		for (const policy of valueIn(role.policies) ?? []) {
			const PolicyDocument = valueIn(policy.text) ?? '';
			if (policy.kind === 'inline') {
				await iam.send(
					new PutRolePolicyCommand({RoleName: roleName, PolicyName: policy.name, PolicyDocument}),
				);
			} else {
				const made = await iam.send(
					new CreatePolicyCommand({PolicyName: policy.name, PolicyDocument}),
				);
				await iam.send(
					new AttachRolePolicyCommand({RoleName: roleName, PolicyArn: made.Policy?.Arn ?? ''}),
				);
			}
		}

		const boundary = valueIn(role.boundary);
		if (boundary !== undefined) {
			const made = await iam.send(
				new CreatePolicyCommand({PolicyName: 'Boundary', PolicyDocument: boundary}),
			);
			await iam.send(
				new PutRolePermissionsBoundaryCommand({
					RoleName: roleName,
					PermissionsBoundary: made.Policy?.Arn ?? '',
				}),
			);
		}
	};

	const fillKey = async ({key}: Snapshot, {kmsKeyArn}: Connection): Promise<string | undefined> => {
		const facts = valueIn(key.metadata);
		if (facts === undefined || kmsKeyArn === undefined) {
			return undefined;
		}

		const kms = kmsIn(keyParts(kmsKeyArn).region);
		const made = await kms.send(
			new CreateKeyCommand({
				...(facts.spec !== undefined && {KeySpec: facts.spec as 'SYMMETRIC_DEFAULT'}),
				...(facts.usage !== undefined && {KeyUsage: facts.usage as 'ENCRYPT_DECRYPT'}),
			}),
		);
		const keyId = made.KeyMetadata?.KeyId ?? '';
		const policy = valueIn(key.policy);
		if (policy !== undefined) {
			await kms.send(
				new PutKeyPolicyCommand({KeyId: keyId, PolicyName: 'default', Policy: policy}),
			);
		}

		if (facts.state === 'Disabled') {
			await kms.send(new DisableKeyCommand({KeyId: keyId}));
		} else if (facts.state === 'PendingDeletion') {
			await kms.send(new ScheduleKeyDeletionCommand({KeyId: keyId, PendingWindowInDays: 7}));
		}

		return keyId;
	};

	const contents: MotoAccount['contents'] = async ({
		bucket: Bucket,
		region,
		roleName,
		kmsKeyArn,
	}) => {
		const s3 = s3In(region);
		const RoleName = roleName ?? 'None';
		const names = await textOrNone(async () => {
			const {PolicyNames = []} = await iam.send(new ListRolePoliciesCommand({RoleName}));
			return PolicyNames.join('\n');
		});
		const rolePolicies: Record<string, string> = {};
		for (const PolicyName of (names ?? '').split('\n').filter((name) => name !== '')) {
			const {PolicyDocument} = await iam.send(new GetRolePolicyCommand({RoleName, PolicyName}));
			rolePolicies[PolicyName] = decodeURIComponent(PolicyDocument ?? '');
		}

		return {
			encryption: await textOrNone(async () => {
				const answer = await s3.send(new GetBucketEncryptionCommand({Bucket}));
				return JSON.stringify(answer.ServerSideEncryptionConfiguration);
			}),
			bucketPolicy: await textOrNone(
				async () => (await s3.send(new GetBucketPolicyCommand({Bucket}))).Policy,
			),
			trustPolicy: await textOrNone(async () => {
				const {Role} = await iam.send(new GetRoleCommand({RoleName}));
				return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
			}),
			rolePolicies,
			keyPolicy:
				kmsKeyArn === undefined
					? undefined
					: await textOrNone(async () => {
							const {region: keyRegion, keyId} = keyParts(kmsKeyArn);
							const answer = await kmsIn(keyRegion).send(
								new GetKeyPolicyCommand({KeyId: keyId, PolicyName: 'default'}),
							);
							return answer.Policy;
						}),
		};
	};

	return {
		async reset() {
			const {ok} = await fetch(`${endpoint}/moto-api/reset`, {method: 'POST'});
			if (!ok) {
				throw new Error('moto did not empty its account.');
			}
		},

		async fill(snapshot, connection) {
			const keyId = await fillKey(snapshot, connection);
			const actual = withKeyId({snapshot, connection}, keyId);
			await fillRole(actual.snapshot, actual.connection);
			await fillBucket(actual.snapshot, actual.connection);
			await fillQueue(actual.snapshot, actual.connection);
			await fillSettings(actual.snapshot, actual.connection);
			return actual.connection;
		},

		contents,

		async putBucketPolicy({bucket: Bucket, region}, text) {
			await s3In(region).send(new PutBucketPolicyCommand({Bucket, Policy: text}));
		},

		async putEncryption({bucket: Bucket, region}, algorithm) {
			await s3In(region).send(
				new PutBucketEncryptionCommand({
					Bucket,
					ServerSideEncryptionConfiguration: {
						Rules: [{ApplyServerSideEncryptionByDefault: {SSEAlgorithm: algorithm as 'AES256'}}],
					},
				}),
			);
		},

		async addEverywhere(connection, sid) {
			const {bucket: Bucket, region, roleName: RoleName = '', kmsKeyArn, accountId} = connection;
			const {bucketPolicy, trustPolicy, rolePolicies, keyPolicy} = await contents(connection);
			const Principal = {AWS: `arn:aws:iam::${accountId}:root`};
			const theirs = {Sid: sid, Effect: 'Allow'} as const;
			const objects = `arn:aws:s3:::${Bucket}/theirs/*`;
			await s3In(region)
				.send(
					new PutBucketPolicyCommand({
						Bucket,
						Policy: withStatement(bucketPolicy, {
							...theirs,
							Principal,
							Action: 's3:GetObject',
							Resource: objects,
						}),
					}),
				)
				.catch((error: unknown) => {
					// The bucket may be yet to be made.
					if (!(error instanceof Error) || error.name !== 'NoSuchBucket') {
						throw error;
					}
				});
			if (trustPolicy !== undefined) {
				const statement = {...theirs, Principal, Action: 'sts:AssumeRole'};
				await iam.send(
					new UpdateAssumeRolePolicyCommand({
						RoleName,
						PolicyDocument: withStatement(trustPolicy, statement),
					}),
				);
			}

			for (const [PolicyName, text] of Object.entries(rolePolicies)) {
				const statement = {...theirs, Action: 's3:GetObject', Resource: objects};
				await iam.send(
					new PutRolePolicyCommand({
						RoleName,
						PolicyName,
						PolicyDocument: withStatement(text, statement),
					}),
				);
			}

			if (kmsKeyArn !== undefined && keyPolicy !== undefined) {
				const {region: keyRegion, keyId} = keyParts(kmsKeyArn);
				const statement = {...theirs, Principal, Action: 'kms:DescribeKey', Resource: '*'};
				await kmsIn(keyRegion).send(
					new PutKeyPolicyCommand({
						KeyId: keyId,
						PolicyName: 'default',
						Policy: withStatement(keyPolicy, statement),
					}),
				);
			}
		},
	};
}
