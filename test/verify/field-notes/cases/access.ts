import {found, withDocument, withRole} from '../../../support/snapshots.ts';
import {
	accessTo,
	added,
	bucketArn,
	changed,
	type Failure,
	objectsArn,
	ofRole,
	ofVendor,
	reading,
	tenantId,
	tenantKey,
	without,
	writing,
} from '../failure.ts';

/** Somebody else's statement in a bucket policy, which has to stay. */
const partner = {
	Sid: 'Partner',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::444455556666:role/Reader'},
	Action: 's3:GetObject',
	Resource: `${bucketArn}/shared/*`,
} as const;

/** The bucket policy as somebody saved it for another purpose, over the vendor's. */
const overwritten: Failure['account'] = (healthy) =>
	withDocument(healthy, 'bucket-policy', {Version: '2012-10-17', Statement: [partner]});

const alone = (account: Failure['account']): Failure['account'] => {
	return (healthy, connection) => account(overwritten(healthy, connection), connection);
};

const role: Pick<Failure, 'connections' | 'status' | 'after'> = {
	connections: ofRole,
	status: 'fail',
	after: 'pass',
};

const ofRolePolicy: readonly Failure[] = [
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
		says: /by the policy of the role alone/,
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

const vendor: Pick<Failure, 'connections' | 'status' | 'blame' | 'after'> = {
	connections: ofVendor,
	status: 'fail',
	blame: {document: 'bucket-policy', sid: 'IconikStorageAccess', index: 0},
	after: 'pass',
};
const all: Failure['besides'] = (connection) => accessTo(connection, 'fail');

const ofBucketPolicy: readonly Failure[] = [
	{
		...vendor,
		id: 'bucket.policy',
		name: 'the bucket policy was saved over with another one',
		account: overwritten,
		says: /comes from another account/,
		blame: null,
		besides: all,
	},
	{
		...vendor,
		id: 'bucket.policy',
		name: 'the name of the vendor’s role is mistyped',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {
				Principal: {AWS: 'arn:aws:iam::283217727627:role/IconikS3AcessRole'},
			}),
		says: /No statement of the bucket policy allows/,
		blame: null,
		besides: all,
	},
	{
		...vendor,
		id: 'bucket.policy',
		name: 'a session of the vendor is named instead of its role',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {
				Principal: {AWS: 'arn:aws:sts::283217727627:assumed-role/IconikS3AccessRole/session'},
			}),
		says: /No statement of the bucket policy allows/,
		blame: null,
		// The vendor's session could have that very name.
		besides: (connection) => accessTo(connection, 'unknown'),
	},
	{
		...vendor,
		id: 'bucket.policy',
		name: 'the vendor’s role was deleted and created again',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {Principal: {AWS: 'AROACKCEVSQ6C2EXAMPLE'}}),
		says: /AROACKCEVSQ6C2EXAMPLE instead of/,
		besides: all,
	},
	{
		...vendor,
		id: 'bucket.policy',
		status: 'warn',
		name: 'the whole account of the vendor is let in',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {Principal: {AWS: 'arn:aws:iam::283217727627:root'}}),
		says: /whole account of iconik/,
	},
	{
		...vendor,
		id: 'bucket.policy',
		status: 'warn',
		name: 'somebody else in the bucket policy was deleted',
		account: (healthy) =>
			added(healthy, 'bucket-policy', {...partner, Principal: {AWS: 'AIDACKCEVSQ6C2EXAMPLE'}}),
		says: /"Partner" names AIDACKCEVSQ6C2EXAMPLE/,
		blame: {document: 'bucket-policy', sid: 'Partner', index: 1},
	},
	{
		...vendor,
		id: 'access.list',
		name: 'the bucket policy names the objects alone',
		account: (healthy) => changed(healthy, 'bucket-policy', {Resource: objectsArn}),
		says: /s3:ListBucket/,
	},
	{
		...vendor,
		id: 'access.read',
		name: 'the bucket policy names the bucket alone',
		account: (healthy) => changed(healthy, 'bucket-policy', {Resource: bucketArn}),
		says: /names the bucket .* but not the objects in it/,
		besides: (connection) => accessTo(connection, 'fail', ['write', 'delete']),
	},
	{
		...vendor,
		id: 'access.read',
		name: 'the name of the bucket is mistyped in the bucket policy',
		account: (healthy) =>
			added(
				changed(healthy, 'bucket-policy', {
					Resource: ['arn:aws:s3:::acme-asset', 'arn:aws:s3:::acme-asset/*'],
				}),
				'bucket-policy',
				partner,
			),
		says: /acme-asset\b/,
		besides: all,
	},
	{
		...vendor,
		connections: writing(ofVendor),
		id: 'access.delete',
		name: 'deleting was left out of the actions',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {
				Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
			}),
		says: /s3:DeleteObject/,
	},
	{
		...vendor,
		connections: reading(ofVendor),
		id: 'access.list',
		name: 's3:ListObjectsV2 is written for s3:ListBucket',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {Action: ['s3:ListObjectsV2', 's3:GetObject']}),
		says: /s3:ListObjectsV2/,
	},
	{
		...vendor,
		id: 'access.list',
		name: 'the system domain ID in the bucket policy has a wrong digit',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {
				Condition: {StringEquals: {[tenantKey]: tenantId.replace(/2$/, '3')}},
			}),
		says: /asks for the System Domain ID .* \(one digit differs\)/,
		besides: (connection) => ({
			...accessTo(connection, 'fail', ['read', 'write', 'delete']),
			'isolation.tenant': 'fail',
		}),
	},
	{
		...vendor,
		id: 'access.read',
		name: 'a blank stands after the system domain ID',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {
				Condition: {StringEquals: {[tenantKey]: `${tenantId} `}},
			}),
		says: /a blank at the end/,
		besides: (connection) => ({
			...accessTo(connection, 'fail'),
			'isolation.tenant': 'fail',
		}),
	},
];

export const accessFailures: readonly Failure[] = [...ofRolePolicy, ...ofBucketPolicy];
