import {
	accessTo,
	added,
	bucketArn,
	changed,
	type Failure,
	objectsArn,
	ofVendor,
	reading,
	tenantId,
	tenantKey,
	writing,
} from '../failure.ts';

import {overwritten, partner} from './overwritten.ts';

const vendor: Pick<Failure, 'connections' | 'status' | 'blame' | 'after'> = {
	connections: ofVendor,
	status: 'fail',
	blame: {document: 'bucket-policy', sid: 'IconikStorageAccess', index: 0},
	after: 'pass',
};
const all: Failure['besides'] = (connection) => accessTo(connection, 'fail');

export const vendorFailures: readonly Failure[] = [
	{
		...vendor,
		id: 'bucket.policy',
		name: 'the bucket policy was saved over with another one',
		account: overwritten,
		says: /is in another account/,
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
		// No customer of the vendor has an ID of that form.
		besides: all,
	},
];
