import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {untouchedInWords} from '../../source/words/index.ts';
import {planOf, writing} from '../support/planning.ts';
import {
	found,
	nothingBlocked,
	withAdded,
	withBoundary,
	withBucket,
	withKey,
} from '../support/snapshots.ts';
import {
	delivering,
	delivery,
	elsewhere,
	everybody,
	metadata,
	roleAt,
	storage,
	storing,
	withMetadata,
} from './support/situations.ts';

describe('what is wrong but not touched', () => {
	const untouchedIn = (snapshot: Snapshot, connection: Connection) => {
		const plan = planOf(snapshot, connection);
		expect(writing(plan)).toEqual([]);
		return untouchedInWords(plan);
	};
	const deny = (principal: Statement['Principal'], Action: string, Resource?: string) => ({
		Sid: 'Keep',
		Effect: 'Deny' as const,
		...(principal !== undefined && {Principal: principal}),
		Action,
		...(Resource !== undefined && {Resource}),
	});

	test.each<[string, Snapshot, Connection, RegExp]>([
		[
			'a denial in the bucket policy',
			withAdded(
				delivering,
				'bucket-policy',
				deny('*', 's3:PutObject', 'arn:aws:s3:::acme-assets/*'),
			),
			delivery,
			/"Keep".*s3:PutObject/,
		],
		[
			'a denial in the trust policy',
			withAdded(delivering, 'trust-policy', deny('*', 'sts:AssumeRole')),
			delivery,
			/"Keep"/,
		],
		[
			'a denial in the key policy',
			withAdded(storing, 'key-policy', deny('*', 'kms:Decrypt', '*')),
			storage,
			/"Keep"/,
		],
		[
			'a denial in the key policy, for a role',
			withAdded(delivering, 'key-policy', deny('*', 'kms:Decrypt', '*')),
			delivery,
			/"Keep"/,
		],
		[
			'a denial in the role policy',
			withAdded(delivering, 'role-policy', deny(undefined, 's3:GetObject', '*')),
			delivery,
			/"Keep"/,
		],
		[
			'a boundary',
			withBoundary(delivering, {
				Version: '2012-10-17',
				Statement: [{Effect: 'Allow', Action: 'kms:*', Resource: '*'}],
			}),
			delivery,
			/boundary/,
		],
		[
			'a disabled key',
			withKey(storing, {metadata: found({...metadata, state: 'Disabled'})}),
			storage,
			/state "Disabled"/,
		],
		[
			'a public statement together with RestrictPublicBuckets',
			withAdded(storing, 'bucket-policy', everybody),
			storage,
			/RestrictPublicBuckets/,
		],
		[
			'Block Public Access that is off',
			withBucket(storing, {
				publicAccessBlock: found(nothingBlocked),
				accountPublicAccessBlock: found(nothingBlocked),
			}),
			storage,
			/Block Public Access is not fully on/,
		],
		[
			'somebody else whom the role trusts',
			withAdded(delivering, 'trust-policy', {
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::555566667777:root'},
				Action: 'sts:AssumeRole',
			}),
			delivery,
			/555566667777/,
		],
	])('%s', (_what, snapshot, connection, says) => {
		expect(untouchedIn(snapshot, connection).join('\n')).toMatch(says);
	});

	test('is said once for one statement', () => {
		const snapshot = withAdded(
			storing,
			'bucket-policy',
			deny('*', 's3:*', 'arn:aws:s3:::acme-assets*'),
		);
		const about = untouchedIn(snapshot, storage).filter((sentence) => sentence.includes('"Keep"'));
		expect(about).toHaveLength(1);
	});

	test('does not repeat what an obstacle says', () => {
		const plan = planOf(withMetadata({state: 'Disabled'}), storage);
		expect(plan.untouched.map(({id}) => id)).not.toContain('key.state');
		expect(planOf(roleAt('/vendors/'), delivery).untouched).toEqual([]);
	});

	test('is not guessed where one is signed in elsewhere', () => {
		expect(planOf(elsewhere, storage).untouched).toEqual([]);
	});
});
