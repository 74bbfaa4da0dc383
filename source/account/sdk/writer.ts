import {
	CreateRoleCommand,
	DeleteRoleCommand,
	DeleteRolePolicyCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	PutRolePolicyCommand,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {GetKeyPolicyCommand, PutKeyPolicyCommand} from '@aws-sdk/client-kms';
import {
	type BucketLocationConstraint,
	CreateBucketCommand,
	DeleteBucketPolicyCommand,
	GetBucketEncryptionCommand,
	GetBucketPolicyCommand,
	PutBucketEncryptionCommand,
	PutBucketPolicyCommand,
	type ServerSideEncryption,
	type ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3';
import {keyParts} from '../../aws/index.ts';
import {facts} from '../facts.ts';
import {encodedPolicyIn} from '../shapes.ts';
import type {EncryptionRule} from '../types.ts';
import {type BucketPlace, WriteError, type Writer} from '../writer.ts';
import {type Asking, ask, askWho, type Send, sending} from './ask.ts';
import {write} from './write.ts';

/** The one region that S3 does not want to be named. */
const regionWithoutName = 'us-east-1';

/**
 * Changes the account through the SDK. Remembers what it made itself: that AWS does not know a role yet which it has
 * just made is no reason to give up.
 */
export function createAwsWriter(asking: Asking): Writer {
	const {clients} = asking;
	const made = new Set<string>();
	const ofBucket = ({bucket, ownerId}: BucketPlace) => ({
		Bucket: bucket,
		ExpectedBucketOwner: ownerId,
	});
	const ofRole = (roleName: string) => ({RoleName: roleName});
	const ofKey = (keyArn: string) => ({KeyId: keyArn, PolicyName: 'default'});
	const isNewRole = (roleName: string) => made.has(`role ${roleName}`);
	const isNewBucket = ({bucket}: BucketPlace) => made.has(`bucket ${bucket}`);
	const bucketClient = ({region}: BucketPlace) => clients.s3(region);
	const keyClient = (keyArn: string) => clients.kms(keyParts(keyArn).region);
	const put = async (action: string, send: Send, isNew = false) =>
		write(asking, {action, send, isNew});

	return {
		async accountId() {
			const who = await askWho(asking);
			if (who.status === 'found') {
				return who.value.accountId;
			}

			throw new WriteError(
				who.status === 'failed' ? who.reason : 'AWS does not say who you are signed in as.',
				{
					code: who.status === 'not-looked' ? 'Unknown' : who.code,
					action: 'sts:GetCallerIdentity',
				},
			);
		},

		async createBucket(bucket, region) {
			// No ObjectOwnership: the default is the same, and naming it needs one permission more.
			// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
			const input = {
				Bucket: bucket,
				...(region !== regionWithoutName && {
					CreateBucketConfiguration: {LocationConstraint: region as BucketLocationConstraint},
				}),
			};
			await put('s3:CreateBucket', sending(clients.s3(region), new CreateBucketCommand(input)));
			made.add(`bucket ${bucket}`);
		},

		putEncryption: (place, rules) =>
			put(
				's3:PutEncryptionConfiguration',
				sending(
					bucketClient(place),
					new PutBucketEncryptionCommand({
						...ofBucket(place),
						ServerSideEncryptionConfiguration: encryptionConfiguration(rules),
					}),
				),
				isNewBucket(place),
			),

		async createRole({name, path, trustPolicy, description}) {
			const input = {
				...ofRole(name),
				Path: path,
				AssumeRolePolicyDocument: trustPolicy,
				Description: description,
			};
			await put('iam:CreateRole', sending(clients.iam(), new CreateRoleCommand(input)));
			made.add(`role ${name}`);
		},

		putTrustPolicy: (roleName, text) =>
			put(
				'iam:UpdateAssumeRolePolicy',
				sending(
					clients.iam(),
					new UpdateAssumeRolePolicyCommand({...ofRole(roleName), PolicyDocument: text}),
				),
				isNewRole(roleName),
			),

		putRolePolicy: (roleName, PolicyName, text) =>
			put(
				'iam:PutRolePolicy',
				sending(
					clients.iam(),
					new PutRolePolicyCommand({...ofRole(roleName), PolicyName, PolicyDocument: text}),
				),
				isNewRole(roleName),
			),

		putBucketPolicy: (place, text) =>
			put(
				's3:PutBucketPolicy',
				sending(
					bucketClient(place),
					new PutBucketPolicyCommand({...ofBucket(place), Policy: text}),
				),
				isNewBucket(place),
			),

		// Never with BypassPolicyLockoutSafetyCheck: KMS then takes a policy that nobody can change again.
		// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
		putKeyPolicy: (keyArn, text) =>
			put(
				'kms:PutKeyPolicy',
				sending(keyClient(keyArn), new PutKeyPolicyCommand({...ofKey(keyArn), Policy: text})),
			),

		readEncryption: (place) =>
			ask(asking, {
				...facts.bucket.encryption,
				send: sending(bucketClient(place), new GetBucketEncryptionCommand(ofBucket(place))),
			}),

		readTrustPolicy: (roleName) =>
			ask(asking, {
				action: 'iam:GetRole',
				absentCodes: ['NoSuchEntity'],
				send: (options) => clients.iam().send(new GetRoleCommand(ofRole(roleName)), options),
				read: ({Role}) =>
					encodedPolicyIn(Role?.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument'),
			}),

		readRolePolicy: (roleName, PolicyName) =>
			ask(asking, {
				action: 'iam:GetRolePolicy',
				absentCodes: ['NoSuchEntity'],
				send: (options) =>
					clients.iam().send(new GetRolePolicyCommand({...ofRole(roleName), PolicyName}), options),
				read: ({PolicyDocument}) => encodedPolicyIn(PolicyDocument, 'PolicyDocument'),
			}),

		readBucketPolicy: (place) =>
			ask(asking, {
				...facts.bucket.policy,
				send: sending(bucketClient(place), new GetBucketPolicyCommand(ofBucket(place))),
			}),

		readKeyPolicy: (keyArn) =>
			ask(asking, {
				...facts.key.policy,
				send: sending(keyClient(keyArn), new GetKeyPolicyCommand(ofKey(keyArn))),
			}),

		deleteBucketPolicy: (place) =>
			put(
				's3:DeleteBucketPolicy',
				sending(bucketClient(place), new DeleteBucketPolicyCommand(ofBucket(place))),
			),

		deleteRolePolicy: (roleName, PolicyName) =>
			put(
				'iam:DeleteRolePolicy',
				sending(clients.iam(), new DeleteRolePolicyCommand({...ofRole(roleName), PolicyName})),
			),

		deleteRole: (roleName) =>
			put('iam:DeleteRole', sending(clients.iam(), new DeleteRoleCommand(ofRole(roleName)))),
	};
}

/** The rules as S3 takes them; what is not in a rule is left to S3. */
function encryptionConfiguration(
	rules: readonly EncryptionRule[],
): ServerSideEncryptionConfiguration {
	return {
		Rules: rules.map(({algorithm, keyId, bucketKeyEnabled, blockedTypes}) => ({
			ApplyServerSideEncryptionByDefault: {
				// The SDK's list of names may be older than what S3 itself gave.
				SSEAlgorithm: algorithm as ServerSideEncryption,
				...(keyId !== undefined && {KMSMasterKeyID: keyId}),
			},
			...(bucketKeyEnabled !== undefined && {BucketKeyEnabled: bucketKeyEnabled}),
			...(blockedTypes !== undefined && {
				BlockedEncryptionTypes: {
					EncryptionType: blockedTypes as ('NONE' | 'SSE-C')[],
				},
			}),
		})),
	};
}
