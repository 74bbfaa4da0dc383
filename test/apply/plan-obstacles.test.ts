import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {creativeForceConnection} from '../support/connections.ts';
import {emptyAccount, obstructed, planOf, saidOf, writing} from '../support/planning.ts';
import {
	absent,
	failed,
	found,
	refused,
	withBucket,
	withDocument,
	withoutBucket,
	withRole,
	withText,
} from '../support/snapshots.ts';
import {
	type Case,
	delivering,
	delivery,
	elsewhere,
	encrypting,
	everybody,
	expectObstacles,
	roleAt,
	storage,
	storing,
} from './support/situations.ts';

const nothingOfRole = withoutBucket(emptyAccount(delivery));
const nobody: Snapshot = {...storing, identity: failed('The session has expired.')};

const onAccount: readonly Case[] = [
	[
		'signed in elsewhere',
		storage,
		elsewhere,
		/account 999988887777, but .* 111122223333/,
		['bucket', 'bucket-encryption', 'bucket-policy', 'key-policy'],
	],
	[
		'not known who one is',
		storage,
		nobody,
		/The session has expired/,
		['bucket', 'bucket-encryption', 'bucket-policy', 'key-policy'],
	],
];

const onBucket: readonly Case[] = [
	[
		'owned by another account',
		storage,
		withBucket(encrypting, {isOwned: found(false), policy: refused('s3:GetBucketPolicy')}),
		/Another account has the name/,
		['bucket', 'bucket-encryption', 'bucket-policy'],
	],
	[
		'forbidden',
		storage,
		withBucket(withoutBucket(storing), {
			existence: refused('s3:ListBucket'),
			isOwned: refused('s3:ListBucket'),
		}),
		/another account has this name, or you lack/,
		['bucket', 'bucket-encryption', 'bucket-policy'],
	],
	[
		'of an owner that cannot be seen',
		storage,
		withBucket(encrypting, {isOwned: refused('s3:ListAllMyBuckets')}),
		/whether it belongs to account \d+ could not be seen/,
		['bucket', 'bucket-encryption'],
	],
	[
		'in another region',
		storage,
		withBucket(encrypting, {
			existence: found({region: 'us-west-2'}),
			policy: absent('NoSuchBucketPolicy'),
		}),
		/second bucket is not created/,
		['bucket', 'bucket-encryption', 'bucket-policy'],
	],
	[
		'unreachable',
		storage,
		withBucket(storing, {existence: failed('AWS did not answer.')}),
		/Could not see whether .* AWS did not answer/,
		['bucket'],
	],
	[
		'absent, though its policy is there',
		storage,
		withBucket(withoutBucket(storing), {policy: storing.bucket.policy}),
		/but also returns data/,
		['bucket', 'bucket-encryption'],
	],
	[
		'absent, with a name of old',
		creativeForceConnection({bucket: 'Acme_Assets', region: 'us-east-1', encryption: 'SSE-S3'}),
		nothingOfRole,
		/a new one cannot have this name/,
		['bucket', 'bucket-encryption', 'bucket-policy'],
	],
	[
		'not to be looked into for its encryption',
		storage,
		withBucket(storing, {encryption: refused('s3:GetEncryptionConfiguration')}),
		/s3:GetEncryptionConfiguration is refused/,
		['bucket-encryption'],
	],
	[
		'not to be looked into for its policy',
		storage,
		withBucket(storing, {policy: refused('s3:GetBucketPolicy')}),
		/s3:GetBucketPolicy is refused/,
		['bucket-policy'],
	],
	[
		'with a policy that is no policy',
		storage,
		withBucket(storing, {policy: found('{"Statement": [')}),
		/cannot be read/,
		['bucket-policy'],
	],
	[
		'with a public statement that BlockPublicPolicy does not let be saved',
		storage,
		withDocument(storing, 'bucket-policy', {Version: '2012-10-17', Statement: [everybody]}),
		/"Website" is public/,
		['bucket-policy'],
	],
];

const onRole: readonly Case[] = [
	[
		'under another path',
		delivery,
		roleAt('/vendors/'),
		/role\/vendors\/CreativeForceAccess, but the connection says/,
		['role', 'trust-policy', 'role-policy'],
	],
	[
		'not to be looked at',
		delivery,
		withRole(delivering, {role: refused('iam:GetRole')}),
		/iam:GetRole is refused/,
		['role', 'trust-policy'],
	],
	[
		'with policies not to be looked at',
		delivery,
		withRole(delivering, {policies: refused('iam:ListRolePolicies')}),
		/iam:ListRolePolicies is refused/,
		['role-policy'],
	],
	[
		'with a policy not to be looked at',
		delivery,
		withRole(delivering, {
			policies: found([{kind: 'managed', name: 'Other', text: refused('iam:GetPolicyVersion')}]),
		}),
		/iam:GetPolicyVersion is refused/,
		['role-policy'],
	],
	[
		'with a trust policy that is none',
		delivery,
		withText(delivering, 'trust-policy', '[]'),
		/cannot be read/,
		['trust-policy'],
	],
];

describe.each([
	['account', onAccount],
	['bucket', onBucket],
	['role', onRole],
] as const)('an obstacle: the %s', (_thing, cases) => {
	test.each(cases)('%s', expectObstacles);
});

describe('a step on which others stand', () => {
	test('passes its obstacle on to those that have something to do', () => {
		const snapshot = withRole(emptyAccount(delivery), {
			role: refused('iam:GetRole'),
			policies: refused('iam:ListRolePolicies'),
		});
		const plan = planOf(snapshot, delivery);
		expect(writing(plan)).toEqual(['bucket', 'bucket-encryption']);
		for (const id of ['trust-policy', 'role-policy', 'bucket-policy'] as const) {
			expect(saidOf(plan, id)).toMatch(/^It needs the role first\..*iam:GetRole/);
		}
	});

	test('does not hold up a vendor that has no need of it', () => {
		expect(obstructed(planOf(withRole(storing, {role: refused('iam:GetRole')}), storage))).toEqual(
			[],
		);
	});
});
