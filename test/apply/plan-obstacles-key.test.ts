import {describe, test} from 'vitest';
import {iconikConnection, keyArn} from '../support/connections.ts';
import {
	defaultKeyPolicy,
	healthySnapshot,
	refused,
	withDocument,
	withKey,
	withoutKey,
} from '../support/snapshots.ts';
import {
	type Case,
	delivering,
	delivery,
	encrypting,
	expectObstacles,
	storage,
	storing,
	withMetadata,
} from './support/situations.ts';

const foreignKey = keyArn.replace('111122223333', '444455556666');
const keyInOregon = keyArn.replace('eu-central-1', 'us-west-2');
const keyElsewhere = iconikConnection({kmsKeyArn: foreignKey});

const onKey: readonly Case[] = [
	[
		'gone',
		storage,
		withoutKey(encrypting),
		/There is no key arn/,
		['bucket-encryption', 'key-policy'],
	],
	[
		'disabled',
		storage,
		withMetadata({state: 'Disabled'}),
		/1234abcd.*state "Disabled"/,
		['bucket-encryption'],
	],
	[
		'about to be deleted',
		storage,
		withMetadata({state: 'PendingDeletion'}),
		/PendingDeletion/,
		['bucket-encryption'],
	],
	[
		'for signing',
		storage,
		withMetadata({usage: 'SIGN_VERIFY', spec: 'RSA_2048'}),
		/RSA_2048/,
		['bucket-encryption'],
	],
	[
		'managed by AWS',
		storage,
		withMetadata({manager: 'AWS'}),
		/AWS managed key/,
		['bucket-encryption', 'key-policy'],
	],
	[
		'not to be looked at',
		storage,
		withKey(encrypting, {metadata: refused('kms:DescribeKey')}),
		/kms:DescribeKey is refused/,
		['bucket-encryption'],
	],
	[
		'another one that answers',
		storage,
		withMetadata({arn: foreignKey}),
		/what answers is the key .*444455556666/,
		['bucket-encryption', 'key-policy'],
	],
	[
		'in another region',
		iconikConnection({kmsKeyArn: keyInOregon}),
		withMetadata({arn: keyInOregon}),
		/us-west-2/,
		['bucket-encryption'],
	],
	[
		'with a policy not to be looked at',
		storage,
		withKey(storing, {policy: refused('kms:GetKeyPolicy')}),
		/kms:GetKeyPolicy is refused/,
		['key-policy'],
	],
	[
		'with a policy not to be looked at, for a role',
		delivery,
		withKey(delivering, {policy: refused('kms:GetKeyPolicy')}),
		/kms:GetKeyPolicy is refused/,
		['key-policy'],
	],
	[
		'with a policy that locks its account out',
		storage,
		withDocument(storing, 'key-policy', {
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {AWS: 'arn:aws:iam::444455556666:root'},
					Action: 'kms:*',
					Resource: '*',
				},
			],
		}),
		/could change the key policy again/,
		['key-policy'],
	],
	[
		'of another account',
		keyElsewhere,
		withDocument(healthySnapshot(keyElsewhere), 'key-policy', defaultKeyPolicy('444455556666')),
		/belongs to account 444455556666.*"Sid":"IconikCMKAccess"/,
		['key-policy'],
	],
	[
		'of another account and not to be looked at',
		keyElsewhere,
		withKey(healthySnapshot(keyElsewhere), {policy: refused('kms:GetKeyPolicy')}),
		/"Sid":"IconikCMKAccess"/,
		['key-policy'],
	],
];

describe('an obstacle: the key', () => {
	test.each(onKey)('%s', expectObstacles);
});
