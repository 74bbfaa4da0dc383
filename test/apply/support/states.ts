import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import {creativeForceConnection, iconikConnection} from '../../support/connections.ts';
import {
	absent,
	defaultKeyPolicy,
	found,
	healthySnapshot,
	withAdded,
	withBucket,
	withDocument,
	withKey,
	withoutBucket,
	withoutRole,
	withRole,
} from '../../support/snapshots.ts';

/** A connection by the customer's role. */
export const role = creativeForceConnection();
/** A connection by the vendor's own role. */
export const vendor = iconikConnection();
/** What somebody else has in the bucket policy. */
export const foreign = {
	Sid: 'Partner',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::444455556666:role/Reader'},
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/shared/*',
} as const;

/** The account before anything was done; the key is there, since apply makes none. */
export function untouched(connection: Connection): Snapshot {
	const bare = withoutRole(withoutBucket(healthySnapshot(connection)));
	return connection.kmsKeyArn === undefined
		? bare
		: withKey(bare, {policy: found(JSON.stringify(defaultKeyPolicy(connection.accountId)))});
}

/** The account with the bucket alone, as the console makes it. */
export function withBareBucket(connection: Connection): Snapshot {
	const {bucket} = healthySnapshot(connection);
	return {
		...untouched(connection),
		bucket: {
			...bucket,
			encryption: found([{algorithm: 'AES256'}]),
			policy: absent('NoSuchBucketPolicy'),
		},
	};
}

/** The account with a bare bucket and a role that trusts the vendor, and may do nothing. */
const withRoleAlone = (connection: Connection): Snapshot => ({
	...withBareBucket(connection),
	role: {...healthySnapshot(connection).role, policies: found([])},
});

/** The bucket policy of somebody else, without the vendor. */
export const ofOthers = (connection: Connection): Snapshot =>
	withDocument(healthySnapshot(connection), 'bucket-policy', {
		Version: '2012-10-17',
		Statement: [foreign],
	});

/** Everything is there, and every document is wrong in a way that apply repairs; others have statements in each. */
export function wrongEverywhere(connection: Connection): Snapshot {
	const healthy = healthySnapshot(connection);
	const withPartner = withDocument(healthy, 'bucket-policy', {
		Version: '2012-10-17',
		Statement: [foreign],
	});
	const closed = withDocument(withPartner, 'key-policy', {
		Version: '2012-10-17',
		Statement: [
			{
				Sid: 'Admins',
				Effect: 'Allow',
				Principal: {AWS: `arn:aws:iam::${connection.accountId}:role/Admin`},
				Action: 'kms:*',
				Resource: '*',
			},
		],
	});
	const noneThere = withBucket(closed, {encryption: found([{algorithm: 'AES256'}])});
	return connection.vendor === 'iconik'
		? noneThere
		: withAdded(withRole(noneThere, {policies: found([])}), 'trust-policy', {
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::092392787187:user/CreativeForceCloudS3'},
				Action: 'sts:AssumeRole',
			});
}

/** Accounts in which apply sets everything up, each with its connection. */
export const startingStates: readonly (readonly [
	name: string,
	connection: Connection,
	state: (connection: Connection) => Snapshot,
])[] = [
	['an empty account, with a key', role, untouched],
	['an empty account, without a key', creativeForceConnection({encryption: 'SSE-S3'}), untouched],
	['an empty account of a vendor with its own role', vendor, untouched],
	['the same without a key', iconikConnection({encryption: 'SSE-S3'}), untouched],
	['the same with double encryption', iconikConnection({encryption: 'DSSE-KMS'}), untouched],
	['an empty account in us-east-1', inVirginia(), untouched],
	['a bare bucket', role, withBareBucket],
	['a bare bucket of a vendor with its own role', vendor, withBareBucket],
	['a role without rights', role, withRoleAlone],
	['everything but the role', role, (connection) => withoutRole(healthySnapshot(connection))],
	['everything but the bucket', role, (connection) => withoutBucket(healthySnapshot(connection))],
	[
		'everything but the policies of the role',
		role,
		(connection) => withRole(healthySnapshot(connection), {policies: found([])}),
	],
	['a bucket policy of others', role, ofOthers],
	['a bucket policy of others and a vendor with its own role', vendor, ofOthers],
	[
		'everything but the bucket policy',
		vendor,
		(connection) => withBucket(healthySnapshot(connection), {policy: absent('NoSuchBucketPolicy')}),
	],
	[
		'everything but the key policy',
		vendor,
		(connection) =>
			withKey(healthySnapshot(connection), {
				policy: found(JSON.stringify(defaultKeyPolicy(connection.accountId))),
			}),
	],
	[
		'a data source instead of a delivery',
		creativeForceConnection({purpose: 'data-source'}),
		untouched,
	],
	['a read-only storage', iconikConnection({purpose: 'read-only'}), untouched],
];

function inVirginia(): Connection {
	return creativeForceConnection({
		region: 'us-east-1',
		bucket: 'acme-virginia',
		encryption: 'SSE-S3',
	});
}
