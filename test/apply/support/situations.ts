import {expect} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {ApplyStepId} from '../../../source/apply/types.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../../support/connections.ts';
import {obstructed, planOf, saidOf, writing} from '../../support/planning.ts';
import {found, healthySnapshot, withBucket, withKey, withRole} from '../../support/snapshots.ts';

/** A connection by the customer's role. */
export const delivery = creativeForceConnection();

/** A connection by the vendor's own role. */
export const storage = iconikConnection();

/** The account of `delivery`, with everything right. */
export const delivering = healthySnapshot(delivery);

/** The account of `storage`, with everything right. */
export const storing = healthySnapshot(storage);

/** The account of `storage`, with the bucket's encryption still to be set to the key. */
export const encrypting = withBucket(storing, {encryption: found([{algorithm: 'AES256'}])});

/** What AWS tells about a key that is fit for use. */
export const metadata = {arn: keyArn, state: 'Enabled', manager: 'CUSTOMER'};

/** The account of `encrypting`, with a key about which AWS tells something else. */
export function withMetadata(
	changes: Partial<typeof metadata & {usage: string; spec: string}>,
): Snapshot {
	return withKey(encrypting, {metadata: found({...metadata, ...changes})});
}

/** The account of `delivery`, with an empty role of the right name at a path such as `/vendors/`. */
export function roleAt(path: string): Snapshot {
	return withRole(delivering, {
		role: found({
			arn: `arn:aws:iam::111122223333:role${path}CreativeForceAccess`,
			trustPolicy: '{"Version":"2012-10-17","Statement":[]}',
		}),
		policies: found([]),
	});
}

/** The account of `storage`, seen by somebody who is signed in to another account. */
export const elsewhere: Snapshot = {
	...storing,
	identity: found({accountId: '999988887777', arn: 'arn:aws:iam::999988887777:user/x'}),
};

/** A public statement of a bucket policy. */
export const everybody: Statement = {
	Sid: 'Website',
	Effect: 'Allow',
	Principal: '*',
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/public/*',
};

/** A situation with an obstacle: what the obstacles say, and the ids of exactly the steps that have one. */
export type Case = readonly [
	what: string,
	connection: Connection,
	snapshot: Snapshot,
	says: RegExp,
	obstructed: readonly ApplyStepId[],
];

/** Expects a plan in which exactly the steps of the case are obstructed, write nothing, and say why. */
export function expectObstacles(...[, connection, snapshot, says, ids]: Case): void {
	const plan = planOf(snapshot, connection);
	expect(obstructed(plan)).toEqual(ids);
	expect(writing(plan).filter((id) => ids.includes(id))).toEqual([]);
	expect(ids.map((id) => saidOf(plan, id)).join('\n')).toMatch(says);
}
