import type {CheckId, OwnFinding} from '../../verify/index.ts';
import {accessDelete, accessList, accessRead, accessWrite} from './access.ts';
import {accessKms} from './access-kms.ts';
import {bucketExists, bucketOwner, bucketRegion} from './bucket.ts';
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
	'access.list': accessList,
	'access.read': accessRead,
	'access.write': accessWrite,
	'access.delete': accessDelete,
	'access.kms': accessKms,
};
