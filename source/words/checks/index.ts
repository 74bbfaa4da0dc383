import type {CheckId, OwnFinding} from '../../verify/index.ts';
import {accountIdentity} from './account.ts';
import {bucketExists, bucketOwner, bucketRegion} from './bucket.ts';
import {
	isolationExcess,
	isolationExternalId,
	isolationPublic,
	isolationTenant,
} from './isolation.ts';
import {organizationPolicies} from './organization.ts';
import {trustExternalId, trustMfa, trustOthers, trustPrincipal} from './trust.ts';
import type {WordsOf} from './words-of.ts';

/** The words of every check. */
export const checkWords: {
	readonly [Id in CheckId as OwnFinding<Id> extends {readonly facts: unknown}
		? Id
		: never]: WordsOf<Id>;
} = {
	'account.identity': accountIdentity,
	'bucket.exists': bucketExists,
	'bucket.owner': bucketOwner,
	'bucket.region': bucketRegion,
	'trust.principal': trustPrincipal,
	'trust.external-id': trustExternalId,
	'trust.mfa': trustMfa,
	'trust.others': trustOthers,
	'isolation.external-id': isolationExternalId,
	'isolation.tenant': isolationTenant,
	'isolation.public': isolationPublic,
	'isolation.excess': isolationExcess,
	'organization.policies': organizationPolicies,
};
