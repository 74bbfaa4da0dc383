import type {Connection} from '../../../source/connection/index.ts';
import {roleArn} from '../../../source/documents/index.ts';
import type {Answer, Operation} from './fake-aws.ts';

export const trustPolicy = '{"Version":"2012-10-17","Statement":[{"Sid":"a+b 100%"}]}';
export const inlinePolicy = '{"Version":"2012-10-17","Statement":[{"Sid":"inline"}]}';
export const managedPolicy = '{"Version":"2012-10-17","Statement":[{"Sid":"managed"}]}';
export const bucketPolicy = '{"Version":"2012-10-17","Statement":[{"Sid":"bucket <&> ü"}]}';
export const keyPolicy = '{"Version":"2012-10-17","Statement":[{"Sid":"key"}]}';
export const queuePolicy = '{"Version":"2012-10-17","Statement":[{"Sid":"queue"}]}';
export const managedArn = 'arn:aws:iam::111122223333:policy/Shared';

/** The answer of IAM or STS to an action. */
export function queryAnswer(action: string, result: string): Answer {
	return {
		status: 200,
		body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
	};
}

/** A role of IAM, with more in it than usual if wanted. */
export function roleAnswer(arn: string, more = ''): Answer {
	return queryAnswer(
		'GetRole',
		`<Role><Path>/</Path><RoleName>r</RoleName><RoleId>AROAEXAMPLE</RoleId><Arn>${arn}</Arn><CreateDate>2025-06-01T12:00:00Z</CreateDate><AssumeRolePolicyDocument>${encodeURIComponent(trustPolicy)}</AssumeRolePolicyDocument><MaxSessionDuration>7200</MaxSessionDuration>${more}</Role>`,
	);
}

/** The attributes of a queue, with its policy and its key where it has them. */
export function queueAnswer(queueArn: string, policy?: string, key?: unknown): Answer {
	return {
		status: 200,
		body: JSON.stringify({
			Attributes: {QueueArn: queueArn, Policy: policy, KmsMasterKeyId: key},
		}),
	};
}

const block =
	'<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>';

/** What an account answers in which all of the connection is there. */
export function healthyAnswers(connection: Connection): Readonly<Record<Operation, Answer>> {
	const {accountId, region, bucket, kmsKeyArn = '', queueArn = ''} = connection;
	return {
		GetCallerIdentity: queryAnswer(
			'GetCallerIdentity',
			`<Arn>arn:aws:iam::${accountId}:user/deploy</Arn><UserId>AIDAEXAMPLE</UserId><Account>${accountId}</Account>`,
		),
		HeadBucket: {status: 200, headers: {'x-amz-bucket-region': region}},
		GetBucketEncryption: {
			status: 200,
			body: `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${kmsKeyArn}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled><BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>`,
		},
		GetBucketPolicy: {status: 200, body: bucketPolicy},
		GetPublicAccessBlock: {status: 200, body: block},
		GetAccountPublicAccessBlock: {status: 200, body: block},
		GetBucketOwnershipControls: {
			status: 200,
			body: '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>',
		},
		GetBucketAcl: {
			status: 200,
			body: '<AccessControlPolicy><Owner><ID>abc</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>abc</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>',
		},
		GetBucketCors: {
			status: 200,
			body: '<CORSConfiguration><CORSRule><AllowedOrigin>https://app.iconik.io</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule></CORSConfiguration>',
		},
		GetBucketNotificationConfiguration: {
			status: 200,
			body: '<NotificationConfiguration><QueueConfiguration><Id>new</Id><Queue>arn:aws:sqs:eu-central-1:111122223333:new</Queue><Event>s3:ObjectCreated:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>in/</Value></FilterRule></S3Key></Filter></QueueConfiguration></NotificationConfiguration>',
		},
		GetBucketVersioning: {
			status: 200,
			body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
		},
		ListBuckets: listAnswer([bucket]),
		GetRole: roleAnswer(
			connection.roleName === undefined ? 'arn:aws:iam::1:role/r' : roleArn(connection),
		),
		ListRolePolicies: queryAnswer(
			'ListRolePolicies',
			'<PolicyNames><member>Vendor</member></PolicyNames><IsTruncated>false</IsTruncated>',
		),
		GetRolePolicy: queryAnswer(
			'GetRolePolicy',
			`<RoleName>r</RoleName><PolicyName>Vendor</PolicyName><PolicyDocument>${encodeURIComponent(inlinePolicy)}</PolicyDocument>`,
		),
		ListAttachedRolePolicies: queryAnswer(
			'ListAttachedRolePolicies',
			`<AttachedPolicies><member><PolicyName>Shared</PolicyName><PolicyArn>${managedArn}</PolicyArn></member></AttachedPolicies><IsTruncated>false</IsTruncated>`,
		),
		GetPolicy: queryAnswer(
			'GetPolicy',
			`<Policy><PolicyName>Shared</PolicyName><Arn>${managedArn}</Arn><DefaultVersionId>v7</DefaultVersionId><UpdateDate>2026-01-10T08:00:00Z</UpdateDate></Policy>`,
		),
		GetPolicyVersion: queryAnswer(
			'GetPolicyVersion',
			`<PolicyVersion><VersionId>v7</VersionId><Document>${encodeURIComponent(managedPolicy)}</Document></PolicyVersion>`,
		),
		DescribeKey: {
			status: 200,
			body: JSON.stringify({
				KeyMetadata: {
					KeyId: 'k',
					Arn: kmsKeyArn,
					KeyState: 'Enabled',
					KeyManager: 'CUSTOMER',
					KeySpec: 'SYMMETRIC_DEFAULT',
					KeyUsage: 'ENCRYPT_DECRYPT',
				},
			}),
		},
		GetKeyPolicy: {status: 200, body: JSON.stringify({Policy: keyPolicy})},
		GetQueueAttributes: queueAnswer(queueArn, queuePolicy),
	};
}

/** One page of the buckets of an account; `token` leads to the next. */
export function listAnswer(names: readonly string[], token?: string): Answer {
	const buckets = names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('');
	const next = token === undefined ? '' : `<ContinuationToken>${token}</ContinuationToken>`;
	return {
		status: 200,
		body: `<ListAllMyBucketsResult><Buckets>${buckets}</Buckets>${next}</ListAllMyBucketsResult>`,
	};
}
