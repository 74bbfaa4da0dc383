import type {Snapshot} from '../../source/account/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {creativeForceConnection, iconikConnection} from './connections.ts';
import {
	absent,
	found,
	healthySnapshot,
	nothingBlocked,
	withAdded,
	withBucket,
	withStatements,
} from './snapshots.ts';

/** A connection of Creative Force. */
export const creative = creativeForceConnection();
/** The account of Creative Force's customer as it should be. */
export const role = healthySnapshot(creative);
/** A connection of iconik. */
export const vendor = iconikConnection();
/** The account of iconik's customer as it should be. */
export const foreign = healthySnapshot(vendor);
/** The bucket. */
export const bucket = 'arn:aws:s3:::acme-assets';
/** All objects in it. */
export const objects = `${bucket}/*`;
/** The key by which iconik tells its customers apart. */
export const tag = 'aws:PrincipalTag/IconikSystemDomainId';
/** This customer's ID. */
export const ownId = '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02';
/** iconik's role. */
export const iconikRole = 'arn:aws:iam::283217727627:role/IconikS3AccessRole';

/** The account with the vendor's trust statement changed. */
export const trust = (changes: object): Snapshot =>
	withStatements(role, 'trust-policy', (statement) => ({...statement, ...changes}));
/** The account where another external ID is asked for. */
export const asking = (value: unknown, operator = 'StringEquals') =>
	trust({Condition: {[operator]: {'sts:ExternalId': value}}});
/** The vendor's account as a principal. */
export const root = {AWS: 'arn:aws:iam::092392787187:root'};
/** The account with another condition in iconik's statement. */
export const condition = (
	Condition: object | undefined,
	id: 'bucket-policy' | 'key-policy' = 'bucket-policy',
) =>
	withStatements(foreign, id, (statement) =>
		statement.Sid?.startsWith('Iconik') ? ({...statement, Condition} as Statement) : statement,
	);
/** An account with a statement added. */
export const added = (
	snapshot: Snapshot,
	statement: object,
	id: 'bucket-policy' | 'key-policy' | 'role-policy' | 'trust-policy' = 'bucket-policy',
) => withAdded(snapshot, id, statement as Statement);
/** A statement for everybody. */
export const website = {
	Sid: 'Website',
	Effect: 'Allow',
	Principal: '*',
	Action: 's3:GetObject',
	Resource: objects,
};
/** An account without Block Public Access. */
export const open = (snapshot: Snapshot) =>
	withBucket(snapshot, {
		publicAccessBlock: found(nothingBlocked),
		accountPublicAccessBlock: absent('NoSuchPublicAccessBlockConfiguration'),
	});
