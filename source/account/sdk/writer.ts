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
	DeleteBucketCorsCommand,
	DeleteBucketPolicyCommand,
	GetBucketCorsCommand,
	GetBucketEncryptionCommand,
	GetBucketNotificationConfigurationCommand,
	GetBucketPolicyCommand,
	type NotificationConfiguration,
	PutBucketCorsCommand,
	PutBucketEncryptionCommand,
	PutBucketNotificationConfigurationCommand,
	PutBucketPolicyCommand,
	type ServerSideEncryption,
	type ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3';
import {SetQueueAttributesCommand} from '@aws-sdk/client-sqs';
import {keyParts} from '../../aws/index.ts';
import {isAccountRegionalName} from '../../connection/index.ts';
import {corsForm, notificationForm} from '../documents/api-forms.ts';
import {facts} from '../facts.ts';
import {foundOr} from '../looked.ts';
import {boundaryArnIn, encodedPolicyIn} from '../shapes.ts';
import type {EncryptionRule} from '../types.ts';
import {type BucketPlace, WriteError, type Writer} from '../writer.ts';
import {type Asking, ask, askWho, type Send, sending} from './ask.ts';
import type {Clients} from './clients.ts';
import {askQueuePolicy, queueAt} from './queue.ts';
import {write} from './write.ts';

/** The one region that S3 does not want to be named. */
const regionWithoutName = 'us-east-1';

const noSuchEntity = 'NoSuchEntity';

/**
 * Changes the account through the SDK: reads as a look does, and writes through clients that send each request once.
 * Remembers what it made itself, or may have made: that AWS does not know a role yet which is that new is no reason to
 * give up.
 */
export function createAwsWriter(asking: Asking, writing: Clients): Writer {
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
	const bucketIn = ({s3}: Clients, {region}: BucketPlace) => s3(region);
	const keyIn = ({kms}: Clients, keyArn: string) => kms(keyParts(keyArn).region);
	const put = async (action: string, send: Send, isNew = false) =>
		write(asking, {action, send, isNew});
	const setQueuePolicy = async (queueArn: string, text: string) => {
		const {client, address} = queueAt(writing, queueArn);
		const input = {QueueUrl: address, Attributes: {Policy: text}};
		// What S3 may send to it, all of SQS knows only after a while.
		// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
		await make(
			`queue ${queueArn}`,
			'sqs:SetQueueAttributes',
			sending(client, new SetQueueAttributesCommand(input)),
		);
	};
	const make = async (name: string, action: string, send: Send) => {
		try {
			await put(action, send);
		} catch (error) {
			if (error instanceof WriteError && error.isUncertain) {
				made.add(name);
			}

			throw error;
		}

		made.add(name);
	};

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
				...(isAccountRegionalName(bucket) && {BucketNamespace: 'account-regional' as const}),
				...(region !== regionWithoutName && {
					CreateBucketConfiguration: {LocationConstraint: region as BucketLocationConstraint},
				}),
			};
			const send = sending(writing.s3(region), new CreateBucketCommand(input));
			await make(`bucket ${bucket}`, 's3:CreateBucket', send);
		},

		putEncryption: (place, rules) =>
			put(
				's3:PutEncryptionConfiguration',
				sending(
					bucketIn(writing, place),
					new PutBucketEncryptionCommand({
						...ofBucket(place),
						ServerSideEncryptionConfiguration: encryptionConfiguration(rules),
					}),
				),
				isNewBucket(place),
			),

		// Both in the call that makes the role: an organization refuses a role that is without them for a moment.
		async createRole({name, path, trustPolicy, description, permissionsBoundary, tags = []}) {
			const input = {
				...ofRole(name),
				Path: path,
				AssumeRolePolicyDocument: trustPolicy,
				Description: description,
				...(permissionsBoundary !== undefined && {PermissionsBoundary: permissionsBoundary}),
				...(tags.length > 0 && {Tags: tags.map(({key, value}) => ({Key: key, Value: value}))}),
			};
			const send = sending(writing.iam(), new CreateRoleCommand(input));
			await make(`role ${name}`, 'iam:CreateRole', send);
		},

		putTrustPolicy: (roleName, text) =>
			put(
				'iam:UpdateAssumeRolePolicy',
				sending(
					writing.iam(),
					new UpdateAssumeRolePolicyCommand({...ofRole(roleName), PolicyDocument: text}),
				),
				isNewRole(roleName),
			),

		putRolePolicy: (roleName, PolicyName, text) =>
			put(
				'iam:PutRolePolicy',
				sending(
					writing.iam(),
					new PutRolePolicyCommand({...ofRole(roleName), PolicyName, PolicyDocument: text}),
				),
				isNewRole(roleName),
			),

		putBucketPolicy: (place, text) =>
			put(
				's3:PutBucketPolicy',
				sending(
					bucketIn(writing, place),
					new PutBucketPolicyCommand({...ofBucket(place), Policy: text}),
				),
				isNewBucket(place),
			),

		// Never with BypassPolicyLockoutSafetyCheck: KMS then takes a policy that nobody can change again.
		// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
		putKeyPolicy: (keyArn, text) =>
			put(
				'kms:PutKeyPolicy',
				sending(keyIn(writing, keyArn), new PutKeyPolicyCommand({...ofKey(keyArn), Policy: text})),
			),

		putCors: (place, rules) =>
			put(
				's3:PutBucketCORS',
				sending(
					bucketIn(writing, place),
					new PutBucketCorsCommand({
						...ofBucket(place),
						CORSConfiguration: corsForm(rules),
					}),
				),
				isNewBucket(place),
			),

		// Never with SkipDestinationValidation: what S3 cannot send to would be found out by nobody.
		// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
		putNotification: (place, notification) =>
			put(
				's3:PutBucketNotification',
				sending(
					bucketIn(writing, place),
					new PutBucketNotificationConfigurationCommand({
						...ofBucket(place),
						// The SDK's list of events may be older than what S3 itself gave.
						NotificationConfiguration: notificationForm(notification) as NotificationConfiguration,
					}),
				),
				isNewBucket(place) || notification.queues.some(({arn}) => made.has(`queue ${arn}`)),
			),

		putQueuePolicy: setQueuePolicy,

		readEncryption: (place) =>
			ask(asking, {
				...facts.bucket.encryption,
				send: sending(bucketIn(clients, place), new GetBucketEncryptionCommand(ofBucket(place))),
			}),

		readTrustPolicy: (roleName) =>
			ask(asking, {
				action: 'iam:GetRole',
				absentCodes: [noSuchEntity],
				send: (options) => clients.iam().send(new GetRoleCommand(ofRole(roleName)), options),
				read: ({Role}) =>
					encodedPolicyIn(Role?.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument'),
			}),

		async readRoleBoundary(roleName) {
			const looked = await ask(asking, {
				action: 'iam:GetRole',
				absentCodes: [noSuchEntity],
				send: (options) => clients.iam().send(new GetRoleCommand(ofRole(roleName)), options),
				read: ({Role}) => boundaryArnIn(Role),
			});
			return looked.status === 'found' ? foundOr(looked.value, noSuchEntity) : looked;
		},

		readRolePolicy: (roleName, PolicyName) =>
			ask(asking, {
				action: 'iam:GetRolePolicy',
				absentCodes: [noSuchEntity],
				send: (options) =>
					clients.iam().send(new GetRolePolicyCommand({...ofRole(roleName), PolicyName}), options),
				read: ({PolicyDocument}) => encodedPolicyIn(PolicyDocument, 'PolicyDocument'),
			}),

		readBucketPolicy: (place) =>
			ask(asking, {
				...facts.bucket.policy,
				send: sending(bucketIn(clients, place), new GetBucketPolicyCommand(ofBucket(place))),
			}),

		readKeyPolicy: (keyArn) =>
			ask(asking, {
				...facts.key.policy,
				send: sending(keyIn(clients, keyArn), new GetKeyPolicyCommand(ofKey(keyArn))),
			}),

		readCors: (place) =>
			ask(asking, {
				...facts.bucket.cors,
				send: sending(bucketIn(clients, place), new GetBucketCorsCommand(ofBucket(place))),
			}),

		readNotification: (place) =>
			ask(asking, {
				...facts.bucket.notification,
				send: sending(
					bucketIn(clients, place),
					new GetBucketNotificationConfigurationCommand(ofBucket(place)),
				),
			}),

		readQueuePolicy: (queueArn) => askQueuePolicy(asking, queueArn),

		deleteBucketPolicy: (place) =>
			put(
				's3:DeleteBucketPolicy',
				sending(bucketIn(writing, place), new DeleteBucketPolicyCommand(ofBucket(place))),
			),

		deleteRolePolicy: (roleName, PolicyName) =>
			put(
				'iam:DeleteRolePolicy',
				sending(writing.iam(), new DeleteRolePolicyCommand({...ofRole(roleName), PolicyName})),
			),

		deleteRole: (roleName) =>
			put('iam:DeleteRole', sending(writing.iam(), new DeleteRoleCommand(ofRole(roleName)))),

		// The same permission as writing: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html
		deleteCors: (place) =>
			put(
				's3:PutBucketCORS',
				sending(bucketIn(writing, place), new DeleteBucketCorsCommand(ofBucket(place))),
			),

		// SQS has no call for it: an empty text takes the attribute away.
		deleteQueuePolicy: (queueArn) => setQueuePolicy(queueArn, ''),
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
