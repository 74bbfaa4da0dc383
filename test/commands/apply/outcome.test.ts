import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {StepStatus} from '../../../source/apply/index.ts';
import {exitCodeFor, plannedResults} from '../../../source/commands/apply/outcome.ts';
import {metadata} from '../../apply/support/situations.ts';
import {creativeForceConnection, iconikConnection} from '../../support/connections.ts';
import {planOf} from '../../support/planning.ts';
import {
	absent,
	failed,
	found,
	healthySnapshot,
	refused,
	withBucket,
	withKey,
	withRole,
} from '../../support/snapshots.ts';

const byVendor = iconikConnection();
const byRole = creativeForceConnection();
const healthy = healthySnapshot(byVendor);
const unseenPolicy = {policy: refused('s3:GetBucketPolicy')};

/** The exit code of a plan that is carried out where nothing is in its way, save the steps that `statuses` names. */
function codeOf(
	snapshot: Snapshot,
	connection = byVendor,
	{
		statuses = {},
		isInterrupted = false,
	}: {
		readonly statuses?: Readonly<Record<string, StepStatus>>;
		readonly isInterrupted?: boolean;
	} = {},
) {
	const plan = planOf(snapshot, connection);
	const steps = plannedResults(plan).map((result) => ({
		...result,
		status: statuses[result.id] ?? (result.status === 'planned' ? 'done' : result.status),
	}));
	return exitCodeFor(plan, steps, isInterrupted);
}

describe('the exit code of apply', () => {
	test('is 0 where all is done', () => {
		expect(codeOf(healthy)).toBe(0);
	});

	test.each<[string, Snapshot, typeof byVendor?]>([
		['the bucket policy may not be looked at', withBucket(healthy, unseenPolicy)],
		['the key did not answer', withKey(healthy, {policy: failed('No answer came in time.')})],
		[
			'two documents may not be looked at',
			withKey(withBucket(healthy, unseenPolicy), {policy: refused('kms:GetKeyPolicy')}),
		],
		[
			'the role may not be looked at, and the bucket policy waits for it',
			withBucket(
				withRole(healthySnapshot(byRole), {
					role: refused('iam:GetRole'),
					policies: refused('iam:ListRolePolicies'),
				}),
				{policy: absent('NoSuchBucketPolicy')},
			),
			byRole,
		],
		[
			'the bucket may not be looked at, and its encryption and policy wait for it',
			withBucket(healthy, {
				existence: refused('s3:ListBucket'),
				isOwned: refused('s3:ListBucket'),
				encryption: found([{algorithm: 'AES256'}]),
				policy: absent('NoSuchBucketPolicy'),
			}),
		],
		[
			'the key may not be looked at, so that it cannot be set',
			withKey(withBucket(healthy, {encryption: found([{algorithm: 'AES256'}])}), {
				metadata: refused('kms:DescribeKey'),
			}),
		],
		['it is not known which account it is', {...healthy, identity: failed('No answer came.')}],
	])('is 3 where only this is in the way: %s', (_what, snapshot, connection) => {
		expect(codeOf(snapshot, connection)).toBe(3);
	});

	const taken = {existence: found({region: 'us-east-1'}), isOwned: found(false)};
	test.each<[string, Snapshot]>([
		['the bucket is of another account', withBucket(healthy, taken)],
		[
			'the bucket is of another account, and the policy of the key may not be looked at',
			withKey(withBucket(healthy, taken), {policy: refused('kms:GetKeyPolicy')}),
		],
		['the bucket policy cannot be read', withBucket(healthy, {policy: found('[]')})],
		[
			'the key is disabled, so that it cannot be set',
			withKey(withBucket(healthy, {encryption: found([{algorithm: 'AES256'}])}), {
				metadata: found({...metadata, state: 'Disabled'}),
			}),
		],
	])('is 1 where something else is in the way: %s', (_what, snapshot) => {
		expect(codeOf(snapshot)).toBe(1);
	});

	test('is 1 where a change failed, whatever could not be seen and whoever stopped it', () => {
		const snapshot = withBucket(healthy, unseenPolicy);
		const statuses = {'key-policy': 'failed'} as const;
		expect(codeOf(snapshot, byVendor, {statuses})).toBe(1);
		expect(codeOf(snapshot, byVendor, {statuses, isInterrupted: true})).toBe(1);
	});

	test('is 130 where it was stopped before a step that nothing was in the way of', () => {
		const statuses = {'key-policy': 'not-run'} as const;
		expect(codeOf(healthy, byVendor, {statuses, isInterrupted: true})).toBe(130);
		expect(codeOf(withBucket(healthy, unseenPolicy), byVendor, {isInterrupted: true})).toBe(3);
	});
});
