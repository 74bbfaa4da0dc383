import type {CheckId} from '../../verify/index.ts';
import {accessDelete, accessList, accessRead, accessWrite} from './access.ts';
import {accessKms} from './access-kms.ts';
import {accountIdentity, organizationPolicies} from './account.ts';
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
import {roleBoundary, roleExists} from './role.ts';
import type {WordsOf} from './shared.ts';
import {trustExternalId, trustMfa, trustOthers, trustPrincipal} from './trust.ts';

/** The words of every check. */
export const checkWords: {readonly [Id in CheckId]: WordsOf<Id>} = {
	'account.identity': accountIdentity,
	'bucket.exists': bucketExists,
	'bucket.owner': bucketOwner,
	'bucket.region': bucketRegion,
	'bucket.encryption': bucketEncryption,
	'bucket.public-access': bucketPublicAccess,
	'bucket.ownership': bucketOwnership,
	'bucket.policy': bucketPolicy,
	'role.exists': roleExists,
	'role.boundary': roleBoundary,
	'trust.principal': trustPrincipal,
	'trust.external-id': trustExternalId,
	'trust.mfa': trustMfa,
	'trust.others': trustOthers,
	'access.list': accessList,
	'access.read': accessRead,
	'access.write': accessWrite,
	'access.delete': accessDelete,
	'access.kms': accessKms,
	'key.exists': keyExists,
	'key.state': keyState,
	'key.region': keyRegion,
	'key.manager': keyManager,
	'key.policy': keyPolicy,
	'isolation.external-id': isolationExternalId,
	'isolation.tenant': isolationTenant,
	'isolation.public': isolationPublic,
	'isolation.excess': isolationExcess,
	'organization.policies': organizationPolicies,
};
