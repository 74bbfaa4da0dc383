import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {needsOf} from '../../../source/vendors/index.ts';
import type {Blame, CheckId, CheckStatus} from '../../../source/verify/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	iconikRole,
	keyArn,
} from '../../support/connections.ts';

export {creativeForceUser, iconikRole} from '../../support/connections.ts';

import {withAdded, withStatements} from '../../support/snapshots.ts';

/** What checks are expected to say; those that are not named say what they say of a healthy account. */
export type Statuses = Readonly<Partial<Record<CheckId, CheckStatus>>>;

/** One way in which people get it wrong, in every connection in which it can happen. */
export type Failure = {
	/** What is wrong, to follow "where". */
	readonly name: string;
	readonly connections: readonly Connection[];
	/** The account with this, and only this, wrong in it. */
	readonly account: (healthy: Snapshot, connection: Connection) => Snapshot;
	/** The check that has to name it. */
	readonly id: CheckId;
	readonly status: 'fail' | 'warn' | 'unknown';
	/** What the reason has to say. */
	readonly says: RegExp;
	/** The statement that is to blame; null where there is none. */
	readonly blame: Partial<Blame> | null;
	/** What follows from the same cause elsewhere. Nothing else may be found wrong. */
	readonly besides?: Statuses | ((connection: Connection) => Statuses);
	/** What the check says once the correction was pasted; undefined where no document can repair it. */
	readonly after?: 'pass' | 'warn' | undefined;
};

/** A failure in one connection. */
export type FailureIn = Omit<Failure, 'connections'> & {
	readonly connection: Connection;
	/** Whether it is the first of its vendor among the failure's connections. */
	readonly isFirst: boolean;
};

function withEach(
	purposes: readonly string[],
	encryptions: readonly Connection['encryption'][],
	make: (changes: Partial<Connection>) => Connection,
): Connection[] {
	return purposes.flatMap((purpose) =>
		encryptions.map((encryption) => make({purpose, encryption})),
	);
}

/** Connections by the customer's role, one for each purpose and encryption. */
export const ofRole = withEach(
	creativeForce.purposes.map(({id}) => id),
	creativeForce.encryption,
	creativeForceConnection,
);
/** Connections by the vendor's own role, one for each purpose and encryption. */
export const ofVendor = withEach(
	iconik.purposes.map(({id}) => id),
	iconik.encryption,
	iconikConnection,
);
export const ofBoth = [...ofRole, ...ofVendor];

/** Those of the connections that use a key. */
export function keyed(connections: readonly Connection[]): Connection[] {
	return connections.filter(({encryption}) => encryption !== 'SSE-S3');
}

/** Those of the connections by which the vendor writes. */
export function writing(connections: readonly Connection[]): Connection[] {
	return connections.filter(({purpose}) => isWriting(purpose));
}

/** Those of the connections by which the vendor only reads. */
export function reading(connections: readonly Connection[]): Connection[] {
	return connections.filter(({purpose}) => !isWriting(purpose));
}

function isWriting(purpose: string): boolean {
	return purpose === 'asset-delivery' || purpose === 'storage';
}

/** The given status for every kind of access that the connection's purpose needs. */
export function accessTo(
	{vendor, purpose}: Connection,
	status: CheckStatus,
	kinds: readonly ('list' | 'read' | 'write' | 'delete')[] = ['list', 'read', 'write', 'delete'],
): Statuses {
	const profile = vendor === 'iconik' ? iconik : creativeForce;
	const needs = profile.purposes
		.filter(({id}) => id === purpose)
		.flatMap((found) => needsOf(found));
	return Object.fromEntries(
		kinds.filter((kind) => needs.includes(kind)).map((kind) => [`access.${kind}`, status]),
	);
}

/** Each failure in each of its connections. */
export function eachIn(failures: readonly Failure[]): FailureIn[] {
	return failures.flatMap(({connections, ...failure}) =>
		connections.map((connection) => ({
			...failure,
			connection,
			isFirst: connections.find(({vendor}) => vendor === connection.vendor) === connection,
		})),
	);
}

const roleArn = 'arn:aws:iam::111122223333:role/CreativeForceAccess';
export const creativeForceRoot = 'arn:aws:iam::092392787187:root';
export const externalId = '2f6b0f0e-acme';
export const tenantKey = 'aws:PrincipalTag/IconikSystemDomainId';
export const tenantId = '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02';
export const bucketArn = 'arn:aws:s3:::acme-assets';
export const objectsArn = `${bucketArn}/*`;
export {keyArn};

/** The vendor's principal in bucket and key policies. */
export function vendorIn({vendor}: Connection): string {
	return vendor === 'iconik' ? iconikRole : roleArn;
}

export type PolicyId = 'bucket-policy' | 'key-policy' | 'trust-policy' | 'role-policy';

/** The account with the vendor's statements of a document changed: all of them, or those with a Sid. */
export function changed(
	healthy: Snapshot,
	id: PolicyId,
	changes: Readonly<Record<string, unknown>>,
	sid?: string,
): Snapshot {
	return withStatements(healthy, id, (statement) =>
		isAccounts(statement) || (sid !== undefined && statement.Sid !== sid)
			? statement
			: ({...statement, ...changes} as Statement),
	);
}

/** The account without the vendor's statements in a document: all of them, or those with a Sid. */
export function without(healthy: Snapshot, id: PolicyId, sid?: string): Snapshot {
	return withStatements(healthy, id, (statement) =>
		isAccounts(statement) || (sid !== undefined && statement.Sid !== sid) ? statement : undefined,
	);
}

/** The account with more statements at the end of a document. */
export function added(
	healthy: Snapshot,
	id: PolicyId,
	...statements: readonly Readonly<Record<string, unknown>>[]
): Snapshot {
	return withAdded(healthy, id, ...(statements as unknown as Statement[]));
}

/** The statement by which a key is left to its account. */
function isAccounts({Sid}: Statement): boolean {
	return Sid === 'Enable IAM User Permissions';
}
