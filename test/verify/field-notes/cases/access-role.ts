import {found, withRole} from '../../../support/snapshots.ts';
import {
	bucketArn,
	changed,
	type Failure,
	objectsArn,
	ofRole,
	without,
	writing,
} from '../failure.ts';

import {overwritten} from './overwritten.ts';

const alone = (account: Failure['account']): Failure['account'] => {
	return (healthy, connection) => account(overwritten(healthy, connection), connection);
};

const role: Pick<Failure, 'connections' | 'status' | 'after'> = {
	connections: ofRole,
	status: 'fail',
	after: 'pass',
};

export const roleFailures: readonly Failure[] = [
	{
		...role,
		id: 'access.list',
		name: 'nothing allows s3:ListBucket',
		account: alone((healthy) => without(healthy, 'role-policy', 'ReadListS3')),
		says: /neither a policy of the role nor the bucket policy allows s3:ListBucket/,
		blame: null,
		besides: {'bucket.policy': 'warn'},
	},
	{
		...role,
		id: 'access.list',
		name: 's3:ListBucket is allowed on the objects instead of the bucket',
		account: alone((healthy) =>
			changed(healthy, 'role-policy', {Resource: objectsArn}, 'ReadListS3'),
		),
		says: /s3:ListBucket/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'ReadListS3'},
		besides: {'bucket.policy': 'warn'},
	},
	{
		...role,
		id: 'access.list',
		name: 's3:ListObjects is written for s3:ListBucket',
		account: alone((healthy) =>
			changed(healthy, 'role-policy', {Action: 's3:ListObjects'}, 'ReadListS3'),
		),
		says: /s3:ListObjects/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'ReadListS3'},
		besides: {'bucket.policy': 'warn'},
	},
	{
		...role,
		id: 'access.read',
		name: 'reading is allowed on the bucket instead of its objects',
		account: (healthy) => changed(healthy, 'role-policy', {Resource: bucketArn}, 'ReadObjectS3'),
		says: /names the bucket .* but not the objects in it/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'ReadObjectS3'},
	},
	{
		...role,
		connections: writing(ofRole),
		id: 'access.write',
		name: 'writing is allowed on the bucket instead of its objects',
		account: (healthy) => changed(healthy, 'role-policy', {Resource: bucketArn}, 'UploadObjectS3'),
		says: /names the bucket .* but not the objects in it/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'UploadObjectS3'},
	},
	{
		...role,
		id: 'access.read',
		name: 'reading is allowed in one folder alone',
		account: (healthy) =>
			changed(healthy, 'role-policy', {Resource: `${bucketArn}/incoming/*`}, 'ReadObjectS3'),
		says: /incoming/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'ReadObjectS3'},
	},
	{
		...role,
		id: 'access.read',
		name: 'the role policy names another bucket',
		account: (healthy) =>
			changed(healthy, 'role-policy', {Resource: 'arn:aws:s3:::acme-assets-old/*'}, 'ReadObjectS3'),
		says: /acme-assets-old/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'ReadObjectS3'},
	},
	{
		...role,
		connections: writing(ofRole),
		id: 'access.write',
		name: 'the statement for uploads is missing',
		account: (healthy) => without(healthy, 'role-policy', 'UploadObjectS3'),
		says: /s3:PutObject/,
		blame: null,
	},
	{
		...role,
		id: 'access.read',
		name: 'the role has no policy at all',
		account: (healthy) => withRole(healthy, {policies: found([])}),
		says: /neither a policy of the role nor the bucket policy allows s3:GetObject/,
		blame: null,
		besides: ({purpose, encryption}) => ({
			...(purpose === 'asset-delivery' && {'access.write': 'fail'}),
			...(encryption !== 'SSE-S3' && {'access.kms': 'fail'}),
		}),
	},
	{
		...role,
		id: 'bucket.policy',
		status: 'warn',
		name: 'the bucket policy was saved over with another one',
		account: overwritten,
		says: /role policy alone gives/,
		blame: null,
	},
	{
		...role,
		id: 'bucket.policy',
		status: 'warn',
		name: 'the bucket policy names another role of the account',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {
				Principal: {AWS: 'arn:aws:iam::111122223333:role/CreativeForceAcess'},
			}),
		says: /No statement of the bucket policy allows/,
		blame: null,
	},
	{
		...role,
		id: 'bucket.policy',
		name: 'the role was deleted and created again',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {Principal: {AWS: 'AROACKCEVSQ6C2EXAMPLE'}}),
		says: /AROACKCEVSQ6C2EXAMPLE instead of arn:aws:iam::111122223333:role\/CreativeForceAccess/,
		blame: {document: 'bucket-policy', sid: 'VendorRoleCreativeForceAccess', index: 0},
	},
];
