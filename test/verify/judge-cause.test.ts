import {describe, expect, test} from 'vitest';
import {refused} from '../../source/account/looked.ts';
import {type CheckId, causeOf, judge} from '../../source/verify/index.ts';
import {creativeForce, creativeForceConnection} from '../support/connections.ts';
import {failed, found, healthySnapshot, withBucket, withKey} from '../support/snapshots.ts';

const connection = creativeForceConnection();
const healthy = healthySnapshot(connection);

function causesOf(snapshot: typeof healthy, ...ids: readonly CheckId[]) {
	return judge(snapshot, connection, creativeForce, ids).map(causeOf);
}

describe('the cause of findings', () => {
	test('is one for two settings that could not be seen for the same reason', () => {
		const why = failed('AWS did not answer.');
		const snapshot = withBucket(healthy, {encryption: why, ownership: why});
		const [encryption, ownership] = causesOf(snapshot, 'bucket.encryption', 'bucket.ownership');
		expect(encryption).toBe(ownership);
	});

	test('is another where other permissions are missing', () => {
		const snapshot = withBucket(healthy, {
			encryption: refused('AccessDenied', 's3:GetEncryptionConfiguration'),
			ownership: refused('AccessDenied', 's3:GetBucketOwnershipControls'),
		});
		expect(new Set(causesOf(snapshot, 'bucket.encryption', 'bucket.ownership')).size).toBe(2);
	});

	test('is another for each policy that cannot be read', () => {
		const snapshot = withKey(withBucket(healthy, {policy: found('[]')}), {policy: found('[]')});
		expect(new Set(causesOf(snapshot, 'bucket.policy', 'key.policy')).size).toBe(2);
	});
});
