import type {Snapshot} from '../../source/account/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {creativeForceConnection, iconikConnection} from './connections.ts';
import {absent, healthySnapshot, withAdded, withBucket, withStatements} from './snapshots.ts';

/** A connection of Creative Force. */
export const creative = creativeForceConnection();
/** The account of Creative Force's customer as it should be. */
export const role = healthySnapshot(creative);
/** The customer's role. */
export const roleArn = 'arn:aws:iam::111122223333:role/CreativeForceAccess';
/** A connection of iconik. */
export const vendor = iconikConnection();
/** The account of iconik's customer as it should be. */
export const foreign = healthySnapshot(vendor);
/** iconik's role. */
export const iconikRole = 'arn:aws:iam::283217727627:role/IconikS3AccessRole';
/** The bucket. */
export const bucket = 'arn:aws:s3:::acme-assets';
/** All objects in it. */
export const objects = `${bucket}/*`;

/** The account of Creative Force's customer with one statement of the role policy changed. */
export const inRole = (sid: string, changes: object | undefined, snapshot = role): Snapshot =>
	withStatements(snapshot, 'role-policy', (statement) =>
		statement.Sid === sid ? changes && {...statement, ...changes} : statement,
	);
/** The account of iconik's customer with iconik's statement changed. */
export const ofIconik = (changes: object, id: 'bucket-policy' | 'key-policy' = 'bucket-policy') =>
	withStatements(foreign, id, (statement) =>
		statement.Sid?.startsWith('Iconik') ? {...statement, ...changes} : statement,
	);
/** An account with a Deny added. */
export const denying = (
	snapshot: Snapshot,
	changes: object,
	id: 'bucket-policy' | 'key-policy' = 'bucket-policy',
) =>
	withAdded(snapshot, id, {
		Sid: 'Guard',
		Effect: 'Deny',
		Principal: '*',
		Action: 's3:*',
		Resource: [bucket, objects],
		...changes,
	} as Statement);
/** A condition that spares administrators. */
export const onlyAdmins = {
	Condition: {ArnNotEquals: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin'}},
};
/** What a Deny for uploads without the encryption header has. */
export const sendsHeader = {
	Action: 's3:PutObject',
	Resource: objects,
	Condition: {Null: {'s3:x-amz-server-side-encryption': 'true'}},
};
/** The account of the customer without a bucket policy. */
export const noBucketPolicy = withBucket(role, {policy: absent('NoSuchBucketPolicy')});
/** What every case of iconik has. */
export const other = {connection: vendor};
