// Named one by one, so that a bundle carries these parts of the SDK and no others.
import {
	CreateRoleCommand,
	DeleteRoleCommand,
	DeleteRolePolicyCommand,
	GetPolicyCommand,
	GetPolicyVersionCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
	PutRolePolicyCommand,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
	DescribeKeyCommand,
	GetKeyPolicyCommand,
	KMSClient,
	PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import {
	CreateBucketCommand,
	DeleteBucketPolicyCommand,
	GetBucketEncryptionCommand,
	GetBucketOwnershipControlsCommand,
	GetBucketPolicyCommand,
	GetPublicAccessBlockCommand,
	HeadBucketCommand,
	ListBucketsCommand,
	PutBucketEncryptionCommand,
	PutBucketPolicyCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import {
	GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand,
	S3ControlClient,
} from '@aws-sdk/client-s3-control';
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';

export const iam = {
	CreateRoleCommand,
	DeleteRoleCommand,
	DeleteRolePolicyCommand,
	GetPolicyCommand,
	GetPolicyVersionCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
	PutRolePolicyCommand,
	UpdateAssumeRolePolicyCommand,
};
export const kms = {DescribeKeyCommand, GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand};
export const s3 = {
	CreateBucketCommand,
	DeleteBucketPolicyCommand,
	GetBucketEncryptionCommand,
	GetBucketOwnershipControlsCommand,
	GetBucketPolicyCommand,
	GetPublicAccessBlockCommand,
	HeadBucketCommand,
	ListBucketsCommand,
	PutBucketEncryptionCommand,
	PutBucketPolicyCommand,
	S3Client,
};
export const s3Control = {
	GetPublicAccessBlockCommand: GetAccountPublicAccessBlockCommand,
	S3ControlClient,
};
export const sts = {GetCallerIdentityCommand, STSClient};
