import type {Snapshot} from '../../source/account/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {creativeForceConnection, creativeForceUser} from './connections.ts';
import {healthySnapshot, withAdded, withStatements} from './snapshots.ts';

/** A connection of Creative Force, whose customers have a role for it. */
export const connection = creativeForceConnection();
/** Its account as it should be. */
export const healthy = healthySnapshot(connection);
/** The vendor's user. */
export const vendor = creativeForceUser;
/** The vendor's account. */
export const root = 'arn:aws:iam::092392787187:root';
/** The agreed external ID. */
export const externalId = '2f6b0f0e-acme';

/** The account with the vendor's statement changed. */
export const changed = (changes: object): Snapshot =>
	withStatements(healthy, 'trust-policy', (statement) => ({...statement, ...changes}));
/** The account where the role trusts others. */
export const trusting = (...names: string[]) => changed({Principal: {AWS: names}});
/** The account where the role is trusted under another condition. */
export const under = (Condition: object) => changed({Condition});
/** The account where another external ID is asked for. */
export const asking = (value: unknown, operator = 'StringEquals') =>
	under({[operator]: {'sts:ExternalId': value}});
/** The account with statements added to the trust policy. */
export const added = (...statements: object[]) =>
	withAdded(healthy, 'trust-policy', ...(statements as Statement[]));
/** What every case has. */
export const own = {connection};

/** The condition as it should be. */
export const external = {StringEquals: {'sts:ExternalId': externalId}};
