import {describe, expect, test} from 'vitest';
import {type CheckCase, judgeOne, testCases} from '../../support/check-cases.ts';
import {iconikConnection} from '../../support/connections.ts';
import {
	added,
	bucket,
	creative,
	foreign,
	iconikRole,
	role,
	vendor,
} from '../../support/isolation-accounts.ts';
import {
	found,
	healthySnapshot,
	refused,
	withBucket,
	withRole,
	withStatements,
} from '../../support/snapshots.ts';

const narrow = (connection = creative) => healthySnapshot(connection, {leastPrivilege: true});
const readOnly = iconikConnection({purpose: 'read-only'});
const excessCases = [
	{
		name: "the article's bucket policy is there",
		snapshot: role,
		status: 'warn',
		says: /rewrite the bucket policy \(s3:PutBucketPolicy\).*delete the bucket \(s3:DeleteBucket\)/,
		blame: {document: 'bucket-policy', sid: 'VendorRoleCreativeForceAccess', index: 0},
		isCorrected: true,
	},
	{
		name: "iconik's article is there",
		connection: vendor,
		snapshot: foreign,
		status: 'warn',
		says: /rewrite the bucket policy/,
		isCorrected: true,
	},
	{name: 'the narrower documents are there', snapshot: narrow(), status: 'pass'},
	{
		name: 'the narrower documents are there',
		connection: vendor,
		snapshot: narrow(vendor),
		status: 'pass',
	},
	{
		name: 'a reader may write',
		connection: readOnly,
		snapshot: withStatements(narrow(readOnly), 'bucket-policy', (statement) => ({
			...statement,
			Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
		})),
		status: 'warn',
		says: /write objects \(s3:PutObject\)/,
		isCorrected: true,
	},
	{
		name: 'the role reaches other buckets',
		snapshot: withStatements(narrow(), 'role-policy', (statement) =>
			statement.Sid === 'ReadObjectS3' ? {...statement, Resource: '*'} : statement,
		),
		status: 'warn',
		says: /read objects in other buckets/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'ReadObjectS3'},
		fix: /^If nothing else needs it/,
		isCorrected: false,
	},
	{
		name: 'the role may do everything',
		snapshot: withStatements(narrow(), 'role-policy', () => ({
			Sid: 'Admin',
			Effect: 'Allow',
			Action: '*',
			Resource: '*',
		})),
		status: 'warn',
		says: /do everything in the account/,
		fix: /^If nothing else needs it/,
		isCorrected: false,
	},
	{
		name: 'a managed policy gives rights',
		snapshot: withRole(narrow(), {
			policies: found([
				{
					kind: 'managed',
					name: 'IAMFullAccess',
					arn: 'arn:aws:iam::aws:policy/IAMFullAccess',
					text: found(
						'{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}',
					),
				},
			]),
		}),
		status: 'warn',
		says: /\(IAM\)/,
		fix: /^If nothing else needs it, detach the policy "IAMFullAccess"/,
		after: 'pass',
	},
	{
		name: 'the key may be given away',
		connection: vendor,
		snapshot: withStatements(narrow(vendor), 'key-policy', (statement) =>
			statement.Sid === 'IconikCMKAccess' ? {...statement, Action: 'kms:*'} : statement,
		),
		status: 'warn',
		says: /rewrite the key policy/,
		blame: {document: 'key-policy'},
		isCorrected: true,
	},
	{
		name: 'a foreign statement gives rights',
		connection: vendor,
		snapshot: added(narrow(vendor), {
			Sid: 'Mine',
			Effect: 'Allow',
			Principal: {AWS: iconikRole},
			Action: 's3:DeleteBucket',
			Resource: bucket,
		}),
		status: 'warn',
		says: /delete the bucket/,
		blame: {sid: 'Mine'},
		isCorrected: true,
	},
	{
		name: 'CORS may be set',
		connection: vendor,
		snapshot: added(narrow(vendor), {
			Effect: 'Allow',
			Principal: {AWS: iconikRole},
			Action: 's3:PutBucketCORS',
			Resource: bucket,
		}),
		status: 'pass',
	},
	{
		name: 'the bucket policy may not be looked at',
		snapshot: withBucket(role, {policy: refused('s3:GetBucketPolicy')}),
		status: 'unknown',
	},
].map((item) => ({id: 'isolation.excess', connection: creative, ...item}));

describe('isolation.excess', () => {
	testCases(excessCases.map((item) => item as CheckCase));

	test('excess never makes the verdict unknown', () => {
		const snapshot = withBucket(role, {policy: refused('s3:GetBucketPolicy')});
		expect(judgeOne('isolation.excess', snapshot, creative).required).toBe(false);
	});
});
