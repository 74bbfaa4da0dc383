import {describe, expect, test} from 'vitest';
import type {PublicAccessBlock} from '../../../source/account/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import type {VendorProfile} from '../../../source/vendors/index.ts';
import {bucketOwnership} from '../../../source/verify/checks/bucket-ownership.ts';
import {bucketPublicAccess} from '../../../source/verify/checks/bucket-public-access.ts';
import {creativeForceConnection, iconik, iconikConnection} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {
	absent,
	allBlocked,
	found,
	healthySnapshot,
	nothingBlocked,
	refused,
	withAdded,
	withBucket,
} from '../../support/snapshots.ts';

const connection = iconikConnection();
const healthy = healthySnapshot(connection);
const website: Statement = {
	Sid: 'Website',
	Effect: 'Allow',
	Principal: '*',
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/public/*',
};
const noAccountSetting = absent('NoSuchPublicAccessBlockConfiguration');

describe('bucket.public-access', () => {
	const judge = (snapshot = healthy) => findingOf(bucketPublicAccess, snapshot, connection);

	test('passes with everything blocked, in the bucket or in the account', () => {
		expect(judge().status).toBe('pass');
		const inAccount = withBucket(healthy, {publicAccessBlock: noAccountSetting});
		expect(judge(inAccount).status).toBe('pass');
	});

	test('fails where one public statement shuts the vendor out, and blames that statement', () => {
		const snapshot = withAdded(healthy, 'bucket-policy', website);
		const finding = judge(snapshot);
		expect(finding).toMatchObject({
			status: 'fail',
			required: true,
			blame: {document: 'bucket-policy', sid: 'Website', index: 1},
		});
	});

	test('gives a bucket policy without the public statement that has the rest as it was', () => {
		const {correction} = judge(withAdded(healthy, 'bucket-policy', website));
		expect(JSON.parse(correction?.text ?? '')).toEqual(
			JSON.parse(healthy.bucket.policy.status === 'found' ? healthy.bucket.policy.value : ''),
		);
	});

	test('makes the statement of the vendor as it should be where that one is public', () => {
		const open = withBucket(healthy, {
			policy: found(
				JSON.stringify({
					Version: '2012-10-17',
					Statement: {...website, Sid: 'IconikStorageAccess'},
				}),
			),
		});
		const finding = judge(open);
		expect(finding.status).toBe('fail');
		const corrected = withBucket(healthy, {policy: found(finding.correction?.text ?? '')});
		expect(judge(corrected).status).toBe('pass');
	});

	test('warns of a public statement that nothing blocks: the vendor is not shut out', () => {
		const open = withBucket(withAdded(healthy, 'bucket-policy', website), {
			publicAccessBlock: found(nothingBlocked),
			accountPublicAccessBlock: noAccountSetting,
		});
		expect(judge(open).status).toBe('warn');
	});

	test.each(Object.keys(allBlocked) as (keyof PublicAccessBlock)[])(
		'warns where %s is off in both places, and names it',
		(setting) => {
			const partly = found({...allBlocked, [setting]: false});
			const snapshot = withBucket(healthy, {
				publicAccessBlock: partly,
				accountPublicAccessBlock: partly,
			});
			const finding = judge(snapshot);
			expect(finding.status).toBe('warn');
			expect(finding.reason.toLowerCase()).toContain(setting.toLowerCase());
		},
	);

	test('passes where only the setting of the account is closed to view', () => {
		const accountPublicAccessBlock = refused('s3:GetAccountPublicAccessBlock');
		expect(judge(withBucket(healthy, {accountPublicAccessBlock})).status).toBe('pass');
	});

	test('is unknown where the setting of the bucket is closed to view', () => {
		const hidden = withBucket(healthy, {
			publicAccessBlock: refused('s3:GetBucketPublicAccessBlock'),
			accountPublicAccessBlock: noAccountSetting,
		});
		expect(judge(hidden)).toMatchObject({status: 'unknown', required: true});
		expect(judge(withAdded(hidden, 'bucket-policy', website))).toMatchObject({
			status: 'unknown',
			blame: {sid: 'Website'},
		});
	});

	test('is unknown where the bucket policy is closed to view and could be public', () => {
		expect(judge(withBucket(healthy, {policy: refused('s3:GetBucketPolicy')})).status).toBe(
			'unknown',
		);
	});

	test('never fails for a role of the own account, and is not required there', () => {
		const own = creativeForceConnection();
		const snapshot = withAdded(healthySnapshot(own), 'bucket-policy', website);
		expect(findingOf(bucketPublicAccess, snapshot, own)).toMatchObject({
			status: 'pass',
			required: false,
		});
	});
});

describe('bucket.ownership', () => {
	const judge = (ownership: string, profile: VendorProfile = iconik, to = connection) =>
		findingOf(bucketOwnership, withBucket(healthy, {ownership: found(ownership)}), to, profile);

	test('warns where the vendor sends an access list that the bucket refuses', () => {
		const finding = judge('BucketOwnerEnforced', {...iconik, aclHeader: 'other'});
		expect(finding).toMatchObject({status: 'warn', required: false});
		expect(finding.reason).toContain('AccessControlListNotSupported');
	});

	test('passes where it is not known what the vendor sends, and says when it would matter', () => {
		const finding = judge('BucketOwnerEnforced');
		expect(finding.status).toBe('pass');
		expect(finding.reason).toContain('AccessControlListNotSupported');
	});

	test.each(['none', 'bucket-owner-full-control'] as const)(
		'passes where the vendor sends %s',
		(aclHeader) => {
			expect(judge('BucketOwnerEnforced', {...iconik, aclHeader}).status).toBe('pass');
		},
	);

	test('warns where uploads would belong to the account of the vendor', () => {
		expect(judge('ObjectWriter').status).toBe('warn');
		expect(judge('BucketOwnerPreferred').status).toBe('warn');
		const handsOver = {...iconik, aclHeader: 'bucket-owner-full-control'} as const;
		expect(judge('BucketOwnerPreferred', handsOver).status).toBe('pass');
		const old = withBucket(healthy, {ownership: absent('OwnershipControlsNotFoundError')});
		expect(findingOf(bucketOwnership, old, connection).status).toBe('warn');
	});

	test('passes where the vendor writes nothing', () => {
		expect(judge('ObjectWriter', iconik, iconikConnection({purpose: 'read-only'})).status).toBe(
			'pass',
		);
	});

	test('passes for a role of the own account: the objects belong to it', () => {
		const own = creativeForceConnection();
		const snapshot = withBucket(healthySnapshot(own), {ownership: found('ObjectWriter')});
		expect(findingOf(bucketOwnership, snapshot, own).status).toBe('pass');
	});

	test('is unknown, and not required, where one may not look', () => {
		const hidden = withBucket(healthy, {ownership: refused('s3:GetBucketOwnershipControls')});
		expect(findingOf(bucketOwnership, hidden, connection)).toMatchObject({
			status: 'unknown',
			required: false,
		});
	});
});
