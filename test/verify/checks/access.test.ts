import {describe, expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {
	bucket,
	creative,
	denying,
	foreign,
	iconikRole,
	inRole,
	noBucketPolicy,
	objects,
	onlyAdmins,
	role,
	roleArn,
	sendsHeader,
	vendor,
} from '../../support/access-accounts.ts';
import {type CheckCase, judgeOne, testCases} from '../../support/check-cases.ts';
import {tls} from '../../support/merging.ts';
import {
	found,
	notLooked,
	refused,
	withAdded,
	withBoundary,
	withBucket,
	withDocument,
	withoutBucket,
	withoutRole,
	withRole,
} from '../../support/snapshots.ts';

const roleCases = [
	{
		name: 'nothing allows it',
		id: 'access.list',
		snapshot: inRole('ReadListS3', undefined, noBucketPolicy),
		status: 'fail',
		says: /neither a policy of the role nor the bucket policy allows s3:ListBucket/,
		isCorrected: true,
	},
	{
		name: 'the bucket policy alone allows it',
		id: 'access.list',
		snapshot: inRole('ReadListS3', undefined),
		status: 'pass',
	},
	{
		name: 'it is allowed on the objects only',
		id: 'access.list',
		snapshot: inRole('ReadListS3', {Resource: objects}, noBucketPolicy),
		status: 'fail',
		says: /names the objects.*not the bucket itself/,
		fix: /Move s3:ListBucket/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'ReadListS3'},
		isCorrected: true,
	},
	{
		name: 'the action is called ListObjects',
		id: 'access.list',
		snapshot: inRole('ReadListS3', {Action: 's3:ListObjects'}, noBucketPolicy),
		status: 'fail',
		says: /s3:ListObjects, but not s3:ListBucket/,
		blame: {sid: 'ReadListS3'},
	},
	{
		name: 'only the bucket is named',
		id: 'access.read',
		snapshot: inRole('ReadObjectS3', {Resource: bucket}),
		status: 'fail',
		says: /not the objects in it/,
		fix: /acme-assets\/\*/,
		blame: {sid: 'ReadObjectS3'},
		isCorrected: true,
	},
	{
		name: 'another bucket is named',
		id: 'access.read',
		snapshot: inRole('ReadObjectS3', {Resource: 'arn:aws:s3:::acme-asset/*'}),
		status: 'fail',
		says: /names the bucket "acme-asset".*ends too early/,
		blame: {sid: 'ReadObjectS3'},
	},
	{
		name: 'only a folder is named',
		id: 'access.write',
		snapshot: inRole('UploadObjectS3', {Resource: `${bucket}/incoming/*`}),
		status: 'fail',
		says: /the folder "incoming"/,
	},
	{
		name: 'the statement is missing',
		id: 'access.write',
		snapshot: inRole('UploadObjectS3', undefined),
		status: 'fail',
		says: /neither/,
		isCorrected: true,
	},
	{
		name: 'a condition never holds',
		id: 'access.write',
		snapshot: inRole('UploadObjectS3', {
			Condition: {StringEquals: {'aws:SourceAccount': '092392787187'}},
		}),
		status: 'fail',
		says: /aws:SourceAccount/,
	},
	{
		name: 'the role has no policy',
		id: 'access.read',
		snapshot: withRole(role, {policies: found([])}),
		status: 'fail',
		isCorrected: true,
	},
	{name: 'the purpose needs none', id: 'access.delete', snapshot: role, status: 'skip'},
	{name: 'there is no role', id: 'access.read', snapshot: withoutRole(role), status: 'skip'},
	{name: 'there is no bucket', id: 'access.read', snapshot: withoutBucket(role), status: 'skip'},
	{
		name: 'only admins may',
		id: 'access.write',
		snapshot: denying(role, {Sid: 'OnlyAdmins', ...onlyAdmins}),
		status: 'fail',
		says: /The statement "OnlyAdmins" of the bucket policy denies s3:\* to everybody except role\/Admin/,
		blame: {document: 'bucket-policy', sid: 'OnlyAdmins', index: 1},
		isCorrected: true,
	},
	{
		name: 'NotPrincipal spares others',
		id: 'access.read',
		snapshot: denying(role, {
			Principal: undefined,
			NotPrincipal: {AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:user/Ann']},
		}),
		status: 'unknown',
		says: /no list can name/,
		isCorrected: true,
	},
	{
		name: 'the role itself is denied',
		id: 'access.read',
		snapshot: denying(role, {Principal: {AWS: roleArn}}),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: 'a Deny of a role policy hits',
		id: 'access.read',
		snapshot: withAdded(role, 'role-policy', {
			Sid: 'No',
			Effect: 'Deny',
			Action: 's3:Get*',
			Resource: '*',
		}),
		status: 'fail',
		says: /"No" of the policy "VendorAccess" of the role denies s3:Get\*/,
		blame: {document: 'role-policy', sid: 'No'},
	},
	{
		name: 'a boundary does not allow it',
		id: 'access.write',
		snapshot: withBoundary(role, {
			Version: '2012-10-17',
			Statement: {Effect: 'Allow', Action: 's3:Get*', Resource: '*'},
		}),
		status: 'fail',
		says: /permissions boundary/,
		blame: {document: 'boundary'},
	},
	{
		name: 'only TLS is allowed',
		id: 'access.write',
		snapshot: withAdded(role, 'bucket-policy', tls as Statement),
		status: 'pass',
	},
	{
		name: 'only some addresses are allowed',
		id: 'access.read',
		snapshot: denying(role, {Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}}),
		status: 'unknown',
		says: /addresses other than 203\.0\.113\.0\/24.*aws:SourceIp/,
		fix: /which IP addresses/,
		blame: {sid: 'Guard', index: 1},
		isCorrected: true,
	},
	{
		name: 'the encryption header is asked for',
		id: 'access.write',
		snapshot: denying(role, sendsHeader),
		status: 'unknown',
		says: /where s3:x-amz-server-side-encryption is not sent/,
		fix: /whether it sends the header.*S3 encrypts every upload/,
		blame: {sid: 'Guard'},
		isCorrected: true,
	},
	{
		name: 'the encryption header is asked for',
		id: 'access.read',
		snapshot: denying(role, sendsHeader),
		status: 'pass',
	},
	{
		name: 'the bucket policy may not be looked at',
		id: 'access.read',
		snapshot: withBucket(role, {policy: refused('s3:GetBucketPolicy')}),
		status: 'unknown',
		says: /s3:GetBucketPolicy/,
	},
	{
		name: "the role's policies may not be looked at",
		id: 'access.read',
		snapshot: withRole(role, {policies: refused('iam:ListRolePolicies')}),
		status: 'unknown',
		says: /iam:ListRolePolicies/,
	},
	{
		name: 'a Deny is certain though the role may not be looked at',
		id: 'access.read',
		snapshot: denying(withRole(role, {policies: refused('iam:ListRolePolicies')}), onlyAdmins),
		after: 'unknown',
		status: 'fail',
	},
];

describe('access', () => {
	testCases(roleCases.map((item) => ({connection: creative, ...item}) as CheckCase));

	test('an exception leaves the rest of the policy as it is written', () => {
		const text = `{"Version":"2012-10-17","Statement":[{"Sid":"A",  "Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["${bucket}"],"Condition":{"StringNotLike":{"aws:principalarn":"arn:aws:iam::111122223333:role/Admin*"}}}, {"Effect":"Allow","Principal":{"AWS":"${iconikRole}"},"Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/IconikSystemDomainId":"${vendor.inputs['systemDomainId']}"}}}]}`;
		const snapshot = withBucket(foreign, {policy: found(text)});
		const {correction} = judgeOne('access.list', snapshot, vendor);
		expect(correction?.text).toBe(
			text.replace(
				'"arn:aws:iam::111122223333:role/Admin*"',
				`["arn:aws:iam::111122223333:role/Admin*","${iconikRole}"]`,
			),
		);
	});

	test('documents without a boundary can be judged', () => {
		const snapshot = withDocument(
			{
				...withRole(role, {
					boundary: notLooked('Not handed in.'),
					role: notLooked('Not handed in.'),
				}),
				source: 'documents',
			},
			'bucket-policy',
			{Version: '2012-10-17', Statement: [tls as Statement]},
		);
		expect(judgeOne('access.read', snapshot, creative).status).toBe('pass');
	});
});
