import type {CheckId, OwnFinding} from '../../verify/index.ts';
import {accountIdentity} from './account.ts';
import {
	bucketEncryption,
	bucketExists,
	bucketOwner,
	bucketOwnership,
	bucketPolicy,
	bucketPublicAccess,
	bucketRegion,
} from './bucket.ts';
import {
	isolationExcess,
	isolationExternalId,
	isolationPublic,
	isolationTenant,
} from './isolation.ts';
import {keyExists, keyManager, keyPolicy, keyRegion, keyState} from './key.ts';
import {organizationPolicies} from './organization.ts';
import {roleBoundary, roleExists} from './role.ts';
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
	'bucket.encryption': bucketEncryption,
	'bucket.public-access': bucketPublicAccess,
	'bucket.ownership': bucketOwnership,
	'bucket.policy': bucketPolicy,
	'role.exists': roleExists,
	'role.boundary': roleBoundary,
	'key.exists': keyExists,
	'key.state': keyState,
	'key.region': keyRegion,
	'key.manager': keyManager,
	'key.policy': keyPolicy,
};
