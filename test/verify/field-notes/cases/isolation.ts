import type {Statement} from '../../../../source/policy/index.ts';
import {found, withRole, withStatements} from '../../../support/snapshots.ts';
import {
	added,
	changed,
	type Failure,
	iconikRole,
	keyed,
	objectsArn,
	ofBoth,
	ofRole,
	ofVendor,
	type PolicyId,
	tenantId,
	tenantKey,
	writing,
} from '../failure.ts';

const tenant: Pick<Failure, 'id' | 'status' | 'after'> = {
	id: 'isolation.tenant',
	status: 'fail',
	after: 'pass',
};

/** Conditions by which other tenants get in, with what is said of them. */
const loose: readonly (readonly [string, unknown, RegExp])[] = [
	['does not ask for the system domain', undefined, /has no condition on aws:PrincipalTag/],
	[
		'asks for the system domain only if one is sent',
		{StringEqualsIfExists: {[tenantKey]: tenantId}},
		/is also met when no ID is sent/,
	],
	['takes every system domain', {StringLike: {[tenantKey]: '*'}}, /is also met by other IDs/],
	[
		'takes the example of the article besides',
		{StringEquals: {[tenantKey]: [tenantId, '1297c8b6-3563-11e7-adf1-6c4008b85488']}},
		/names the ID "1297c8b6-3563-11e7-adf1-6c4008b85488" too/,
	],
	[
		'compares the system domain with ForAllValues',
		{'ForAllValues:StringEquals': {[tenantKey]: tenantId}},
		/is also met when no ID is sent/,
	],
];

const openTo = (id: PolicyId, sid: string, index: number, what: string): Failure[] =>
	loose.map(([name, Condition, says]) => ({
		...tenant,
		connections: id === 'key-policy' ? keyed(ofVendor) : ofVendor,
		name: `the ${what} ${name}`,
		account: (healthy) => changed(healthy, id, {Condition}),
		says,
		blame: {document: id === 'key-policy' ? 'key-policy' : 'bucket-policy', sid, index},
	}));

const everybody: readonly Failure[] = [
	{
		id: 'isolation.public',
		status: 'fail',
		after: 'pass',
		connections: keyed(ofRole),
		name: 'everybody may use the key',
		account: (healthy) =>
			withStatements(healthy, 'key-policy', (statement) => ({...statement, Principal: '*'})),
		says: /lets anybody with an AWS account use the key/,
		blame: {document: 'key-policy', sid: 'Enable IAM User Permissions', index: 0},
	},
	{
		id: 'isolation.tenant',
		status: 'fail',
		after: 'pass',
		connections: ofVendor,
		name: 'an older statement of the bucket policy asks for no system domain',
		account: (healthy) =>
			added(healthy, 'bucket-policy', {
				Sid: 'FirstTry',
				Effect: 'Allow',
				Principal: {AWS: iconikRole},
				Action: 's3:GetObject',
				Resource: objectsArn,
			}),
		says: /"FirstTry" of the bucket policy also allows iconik access for other customers/,
		blame: {document: 'bucket-policy', sid: 'FirstTry', index: 1},
	},
];

const fullAccess = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*'},
	] satisfies Statement[],
});

const excess: readonly Failure[] = [
	{
		id: 'isolation.excess',
		status: 'warn',
		connections: ofBoth.filter(({purpose}) => purpose !== 'read-only'),
		name: 'the article allows s3:*',
		account: (healthy) => healthy,
		says: /rewrite|PutBucketPolicy/,
		blame: {document: 'bucket-policy', index: 0},
		after: 'pass',
	},
	{
		id: 'isolation.excess',
		status: 'warn',
		connections: ofRole,
		name: 'the role has the policy AmazonS3FullAccess',
		account: (healthy) =>
			withRole(changed(healthy, 'bucket-policy', {Action: 's3:ListBucket'}), {
				policies: found([
					{
						kind: 'managed',
						name: 'AmazonS3FullAccess',
						arn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess',
						text: found(fullAccess),
					},
					...(healthy.role.policies.status === 'found' ? healthy.role.policies.value : []),
				]),
			}),
		says: /could .*\(s3:/,
		blame: {document: 'role-policy', policy: 'AmazonS3FullAccess', sid: '', index: 0},
		// It is a managed policy, which is to be detached: no document helps while it is there.
	},
	{
		id: 'isolation.excess',
		status: 'warn',
		connections: writing(ofVendor),
		name: 'the bucket policy lets the vendor delete the bucket',
		account: (healthy) =>
			changed(healthy, 'bucket-policy', {
				Action: ['s3:*Object', 's3:ListBucket', 's3:DeleteBucket'],
			}),
		says: /s3:DeleteBucket/,
		blame: {document: 'bucket-policy', sid: 'IconikStorageAccess', index: 0},
		after: 'pass',
	},
];

export const isolationFailures: readonly Failure[] = [
	...openTo('bucket-policy', 'IconikStorageAccess', 0, 'bucket policy'),
	...openTo('key-policy', 'IconikCMKAccess', 1, 'key policy'),
	...everybody,
	...excess,
];
