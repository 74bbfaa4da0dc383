import {found, withRole} from '../../../support/snapshots.ts';
import {
	accessTo,
	added,
	bucketArn,
	changed,
	type Failure,
	keyArn,
	keyed,
	objectsArn,
	ofBoth,
	ofRole,
	ofVendor,
	reading,
	vendorIn,
	writing,
} from '../failure.ts';

const both = [bucketArn, objectsArn];

const denying = (statement: Readonly<Record<string, unknown>>): Failure['account'] => {
	return (healthy) =>
		added(healthy, 'bucket-policy', {
			Sid: 'Guard',
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:*',
			Resource: both,
			...statement,
		});
};

const denial: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after' | 'besides'> = {
	connections: ofBoth,
	id: 'access.list',
	status: 'fail',
	blame: {document: 'bucket-policy', sid: 'Guard', index: 1},
	after: 'pass',
	besides: (connection) => accessTo(connection, 'fail'),
};

const certain: readonly Failure[] = [
	{
		...denial,
		name: 'the bucket policy denies everything to all but one role',
		account: denying({
			Condition: {
				ArnNotEquals: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin'},
			},
		}),
		says: /"Guard" of the bucket policy denies s3:\* to everybody except role\/Admin/,
	},
	{
		...denial,
		name: 'the bucket policy denies everything to all but those named by NotPrincipal',
		account: (healthy) =>
			added(healthy, 'bucket-policy', {
				Sid: 'Guard',
				Effect: 'Deny',
				NotPrincipal: {AWS: ['arn:aws:iam::111122223333:role/Admin', '111122223333']},
				Action: 's3:*',
				Resource: both,
			}),
		connections: ofVendor,
		says: /denies s3:\* to everybody except/,
	},
	{
		...denial,
		connections: ofVendor,
		name: 'the bucket policy denies everything to all other accounts',
		account: denying({
			Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}},
		}),
		says: /denies s3:\* to everybody except your account|except account 111122223333/,
	},
	{
		...denial,
		name: 'the bucket policy denies everything to the vendor',
		account: (healthy, connection) =>
			added(healthy, 'bucket-policy', {
				Sid: 'Guard',
				Effect: 'Deny',
				Principal: {AWS: vendorIn(connection)},
				Action: 's3:*',
				Resource: both,
			}),
		says: /denies s3:\*/,
	},
	{
		...denial,
		connections: writing(ofBoth),
		id: 'access.write',
		name: 'uploads are denied to all but one role',
		account: denying({
			Action: 's3:Put*',
			Condition: {
				StringNotLike: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin*'},
			},
		}),
		says: /denies s3:Put\*/,
		besides: {},
	},
	{
		...denial,
		connections: writing(ofVendor),
		id: 'access.delete',
		name: 'deleting is denied to everybody',
		account: denying({Action: ['s3:DeleteObject', 's3:DeleteObjectVersion']}),
		says: /denies s3:DeleteObject/,
		besides: {},
	},
	{
		...denial,
		connections: ofRole,
		name: 'a policy of the role denies everything in S3',
		account: (healthy) =>
			withRole(healthy, {
				policies: found([
					...(healthy.role.policies.status === 'found' ? healthy.role.policies.value : []),
					{
						kind: 'inline',
						name: 'Lockdown',
						text: found(
							JSON.stringify({
								Version: '2012-10-17',
								Statement: [
									{Sid: 'Keep', Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*'},
									{Sid: 'Stop', Effect: 'Deny', Action: 's3:*', Resource: '*'},
								],
							}),
						),
					} as const,
				]),
			}),
		says: /"Stop" of the policy "Lockdown" of the role denies s3:\*/,
		blame: {document: 'role-policy', policy: 'Lockdown', sid: 'Stop', index: 1},
	},
];

const open: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after' | 'besides'> = {
	...denial,
	status: 'unknown',
	besides: (connection) => accessTo(connection, 'unknown'),
};

const dependent: readonly Failure[] = (
	[
		['addresses', {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}, /aws:SourceIp/],
		['an organization', {StringNotEquals: {'aws:PrincipalOrgID': 'o-a1b2'}}, /aws:PrincipalOrgID/],
		['an endpoint', {StringNotEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}, /aws:SourceVpce/],
		['a network', {StringNotEquals: {'aws:SourceVpc': 'vpc-111bbb22'}}, /aws:SourceVpc/],
	] as const
).map(
	([what, Condition, says]): Failure => ({
		...open,
		name: `the bucket policy denies everything that does not come from ${what}`,
		account: denying({Condition}),
		says,
	}),
);

const uploads: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	connections: writing(ofBoth),
	id: 'access.write',
	status: 'unknown',
	blame: {document: 'bucket-policy', sid: 'Guard', index: 1},
	after: 'pass',
};

const headers: readonly Failure[] = [
	{
		...uploads,
		name: 'uploads without an encryption header are denied',
		account: denying({
			Action: 's3:PutObject',
			Resource: objectsArn,
			Condition: {Null: {'s3:x-amz-server-side-encryption': 'true'}},
		}),
		says: /s3:x-amz-server-side-encryption/,
	},
	{
		...uploads,
		name: 'uploads with another encryption header are denied',
		account: denying({
			Action: 's3:PutObject',
			Resource: objectsArn,
			Condition: {StringNotEquals: {'s3:x-amz-server-side-encryption': 'aws:kms'}},
		}),
		says: /s3:x-amz-server-side-encryption/,
	},
];

const key: Pick<Failure, 'id' | 'status' | 'after'> = {
	id: 'access.kms',
	status: 'fail',
	after: 'pass',
};

const ofKey: readonly Failure[] = [
	{
		...key,
		connections: keyed(ofBoth),
		name: 'the key policy denies the use of the key to all but one role',
		account: (healthy) =>
			added(healthy, 'key-policy', {
				Sid: 'Guard',
				Effect: 'Deny',
				Principal: '*',
				Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
				Resource: '*',
				Condition: {
					ArnNotEquals: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin'},
				},
			}),
		says: /"Guard" of the key policy denies/,
		blame: {document: 'key-policy', sid: 'Guard'},
		besides: {'key.policy': 'fail'},
	},
	{
		...key,
		connections: keyed(ofRole),
		name: 'a policy of the role denies the use of every key',
		account: (healthy) =>
			added(healthy, 'role-policy', {
				Sid: 'NoKeys',
				Effect: 'Deny',
				Action: 'kms:*',
				Resource: '*',
			}),
		says: /"NoKeys" of the policy "VendorAccess" of the role denies kms:\*/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'NoKeys'},
	},
	{
		...key,
		connections: keyed(ofRole),
		name: 'the role policy has no statement about the key',
		account: (healthy) => changedKey(healthy, 'arn:aws:s3:::acme-assets'),
		says: /is not this key/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'KMS', index: 0},
	},
	{
		...key,
		connections: keyed(ofRole),
		name: 'the role policy names another key',
		account: (healthy) => changedKey(healthy, keyArn.replace('1234abcd', '1234abce')),
		says: /1234abce/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'KMS', index: 0},
	},
	{
		...key,
		connections: keyed(ofRole),
		name: 'the role policy names the key by its alias',
		account: (healthy) => changedKey(healthy, 'arn:aws:kms:eu-central-1:111122223333:alias/acme'),
		says: /alias\/acme/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'KMS', index: 0},
	},
	{
		...key,
		connections: writing(keyed(ofRole)),
		name: 'the role may not decrypt, so that uploads in parts fail',
		account: (healthy) =>
			changed(healthy, 'role-policy', {Action: ['kms:Encrypt', 'kms:GenerateDataKey']}, 'KMS'),
		says: /uploads in several parts/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'KMS', index: 0},
	},
	{
		...key,
		connections: writing(keyed(ofRole)),
		name: 'the role may not make data keys, so that every upload fails',
		account: (healthy) =>
			changed(healthy, 'role-policy', {Action: ['kms:Encrypt', 'kms:Decrypt']}, 'KMS'),
		says: /uploads fail, though reading works/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'KMS', index: 0},
	},
	{
		...key,
		connections: reading(keyed(ofRole)),
		name: 'the role may not decrypt, so that reading fails',
		account: (healthy) => changed(healthy, 'role-policy', {Action: 'kms:DescribeKey'}, 'KMS'),
		says: /reading fails/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'KMS', index: 0},
	},
];

function changedKey(healthy: Parameters<Failure['account']>[0], Resource: string) {
	return changed(healthy, 'role-policy', {Resource}, 'KMS');
}

export const denialFailures: readonly Failure[] = [...certain, ...dependent, ...headers, ...ofKey];
