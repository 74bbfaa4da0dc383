import type {ServerSideEncryption, ServerSideEncryptionConfiguration} from '@aws-sdk/client-s3';
import {keyParts} from '../../aws/index.ts';
import {encryptionRules} from '../shapes.ts';
import type {EncryptionRule} from '../types.ts';
import {type BucketPlace, WriteError, type Writer} from '../writer.ts';
import {type Asking, ask} from './ask.ts';
import type {Sdk} from './clients.ts';
import {askWho} from './identity.ts';
import {encodedPolicyIn, textIn} from './read.ts';
import {write} from './write.ts';

type S3Region = NonNullable<
	ConstructorParameters<Sdk['s3']['CreateBucketCommand']>[0]['CreateBucketConfiguration']
>['LocationConstraint'];

/** The one region that S3 does not want to be named. */
const regionWithoutName = 'us-east-1';

/**
 * Changes the account through the SDK. Remembers what it made itself: that AWS does not know a role yet which it has
 * just made is no reason to give up.
 */
export function createAwsWriter(asking: Asking): Writer {
	const {sdk, clients} = asking;
	const made = new Set<string>();
	const ofBucket = ({bucket, ownerId}: BucketPlace) => ({
		Bucket: bucket,
		ExpectedBucketOwner: ownerId,
	});
	const isNewRole = (roleName: string) => made.has(`role ${roleName}`);
	const isNewBucket = ({bucket}: BucketPlace) => made.has(`bucket ${bucket}`);
	const keyClient = (keyArn: string) => clients.kms(keyParts(keyArn).region);

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
					CreateBucketConfiguration: {LocationConstraint: region as S3Region},
				}),
			};
			await write(asking, {
				action: 's3:CreateBucket',
				send: (options) => clients.s3(region).send(new sdk.s3.CreateBucketCommand(input), options),
			});
			made.add(`bucket ${bucket}`);
		},

		async putEncryption(place, rules) {
			await write(asking, {
				action: 's3:PutEncryptionConfiguration',
				isNew: isNewBucket(place),
				send: (options) =>
					clients.s3(place.region).send(
						new sdk.s3.PutBucketEncryptionCommand({
							...ofBucket(place),
							ServerSideEncryptionConfiguration: encryptionConfiguration(rules),
						}),
						options,
					),
			});
		},

		async createRole({name, path, trustPolicy, description}) {
			await write(asking, {
				action: 'iam:CreateRole',
				send: (options) =>
					clients.iam().send(
						new sdk.iam.CreateRoleCommand({
							RoleName: name,
							Path: path,
							AssumeRolePolicyDocument: trustPolicy,
							Description: description,
						}),
						options,
					),
			});
			made.add(`role ${name}`);
		},

		async putTrustPolicy(roleName, text) {
			await write(asking, {
				action: 'iam:UpdateAssumeRolePolicy',
				isNew: isNewRole(roleName),
				send: (options) =>
					clients.iam().send(
						new sdk.iam.UpdateAssumeRolePolicyCommand({
							RoleName: roleName,
							PolicyDocument: text,
						}),
						options,
					),
			});
		},

		async putRolePolicy(roleName, policyName, text) {
			await write(asking, {
				action: 'iam:PutRolePolicy',
				isNew: isNewRole(roleName),
				send: (options) =>
					clients.iam().send(
						new sdk.iam.PutRolePolicyCommand({
							RoleName: roleName,
							PolicyName: policyName,
							PolicyDocument: text,
						}),
						options,
					),
			});
		},

		async putBucketPolicy(place, text) {
			await write(asking, {
				action: 's3:PutBucketPolicy',
				isNew: isNewBucket(place),
				send: (options) =>
					clients
						.s3(place.region)
						.send(new sdk.s3.PutBucketPolicyCommand({...ofBucket(place), Policy: text}), options),
			});
		},

		async putKeyPolicy(keyArn, text) {
			// Never with BypassPolicyLockoutSafetyCheck: KMS then takes a policy that nobody can change again.
			// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
			await write(asking, {
				action: 'kms:PutKeyPolicy',
				send: (options) =>
					keyClient(keyArn).send(
						new sdk.kms.PutKeyPolicyCommand({
							KeyId: keyArn,
							PolicyName: 'default',
							Policy: text,
						}),
						options,
					),
			});
		},

		readEncryption: (place) =>
			ask(asking, {
				action: 's3:GetEncryptionConfiguration',
				absentCodes: ['NoSuchBucket', 'ServerSideEncryptionConfigurationNotFoundError'],
				send: (options) =>
					clients
						.s3(place.region)
						.send(new sdk.s3.GetBucketEncryptionCommand(ofBucket(place)), options),
				read: (answer) => encryptionRules(answer.ServerSideEncryptionConfiguration),
			}),

		readTrustPolicy: (roleName) =>
			ask(asking, {
				action: 'iam:GetRole',
				absentCodes: ['NoSuchEntity'],
				send: (options) =>
					clients.iam().send(new sdk.iam.GetRoleCommand({RoleName: roleName}), options),
				read: ({Role}) =>
					encodedPolicyIn(Role?.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument'),
			}),

		readRolePolicy: (roleName, policyName) =>
			ask(asking, {
				action: 'iam:GetRolePolicy',
				absentCodes: ['NoSuchEntity'],
				send: (options) =>
					clients
						.iam()
						.send(
							new sdk.iam.GetRolePolicyCommand({RoleName: roleName, PolicyName: policyName}),
							options,
						),
				read: ({PolicyDocument}) => encodedPolicyIn(PolicyDocument, 'PolicyDocument'),
			}),

		readBucketPolicy: (place) =>
			ask(asking, {
				action: 's3:GetBucketPolicy',
				absentCodes: ['NoSuchBucket', 'NoSuchBucketPolicy'],
				send: (options) =>
					clients
						.s3(place.region)
						.send(new sdk.s3.GetBucketPolicyCommand(ofBucket(place)), options),
				read: ({Policy}) => textIn(Policy, 'Policy'),
			}),

		readKeyPolicy: (keyArn) =>
			ask(asking, {
				action: 'kms:GetKeyPolicy',
				absentCodes: ['NotFoundException'],
				send: (options) =>
					keyClient(keyArn).send(
						new sdk.kms.GetKeyPolicyCommand({KeyId: keyArn, PolicyName: 'default'}),
						options,
					),
				read: ({Policy}) => textIn(Policy, 'Policy'),
			}),

		async deleteBucketPolicy(place) {
			await write(asking, {
				action: 's3:DeleteBucketPolicy',
				send: (options) =>
					clients
						.s3(place.region)
						.send(new sdk.s3.DeleteBucketPolicyCommand(ofBucket(place)), options),
			});
		},

		async deleteRolePolicy(roleName, policyName) {
			await write(asking, {
				action: 'iam:DeleteRolePolicy',
				send: (options) =>
					clients
						.iam()
						.send(
							new sdk.iam.DeleteRolePolicyCommand({RoleName: roleName, PolicyName: policyName}),
							options,
						),
			});
		},

		async deleteRole(roleName) {
			await write(asking, {
				action: 'iam:DeleteRole',
				send: (options) =>
					clients.iam().send(new sdk.iam.DeleteRoleCommand({RoleName: roleName}), options),
			});
		},
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
