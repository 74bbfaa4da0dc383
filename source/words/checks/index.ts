import type {CheckId, OwnFinding} from '../../verify/index.ts';
import {
	bucketEncryption,
	bucketExists,
	bucketOwner,
	bucketOwnership,
	bucketPolicy,
	bucketPublicAccess,
	bucketRegion,
} from './bucket.ts';
import {keyExists, keyManager, keyPolicy, keyRegion, keyState} from './key.ts';
import {roleBoundary, roleExists} from './role.ts';
import type {WordsOf} from './words-of.ts';

/** The words of every check. */
export const checkWords: {
	readonly [Id in CheckId as OwnFinding<Id> extends {readonly facts: unknown}
		? Id
		: never]: WordsOf<Id>;
} = {
	'bucket.exists': bucketExists,
	'bucket.owner': bucketOwner,
	'bucket.region': bucketRegion,
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
