import {type CheckFunction, type NoFacts, pass, unknown, warn} from '../finding.ts';
import {skipWithoutBucket} from '../presence.ts';
import {unseenLook} from '../situation.ts';

/** The bucket's Object Ownership. */
type Setting = {readonly setting: string};

const required = false;

/**
 * Whether the vendor's uploads would stumble over the bucket's Object Ownership, or end up as the vendor's property.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const bucketOwnership: CheckFunction<{
	readonly 'acl-refused': NoFacts;
	readonly 'owner-enforced': NoFacts;
	readonly 'own-role-uploads': Setting;
	readonly 'handed-over': NoFacts;
	readonly 'owned-by-uploader-unless-handed-over': NoFacts;
	readonly 'owned-by-uploader': Setting;
}> = (situation) => {
	const skipped = skipWithoutBucket(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {profile, needs, isCustomerRole, snapshot} = situation;
	if (!needs.includes('write')) {
		return pass('not-needed', {because: 'nothing-written'}, {required});
	}

	const {ownership} = snapshot.bucket;
	if (ownership.status !== 'found' && ownership.status !== 'absent') {
		return unknown('not-seen', {unseen: [unseenLook(ownership)]}, {required});
	}

	// Buckets from before Object Ownership have no such setting; their ACLs (access lists of single objects) count.
	const setting = ownership.status === 'found' ? ownership.value : 'ObjectWriter';
	if (setting === 'BucketOwnerEnforced') {
		return profile.aclHeader === 'other'
			? warn('acl-refused', {}, {required})
			: pass('owner-enforced', {}, {required});
	}

	if (isCustomerRole) {
		return pass('own-role-uploads', {setting}, {required});
	}

	if (setting !== 'BucketOwnerPreferred') {
		return warn('owned-by-uploader', {setting}, {required});
	}

	return profile.aclHeader === 'bucket-owner-full-control'
		? pass('handed-over', {}, {required})
		: warn('owned-by-uploader-unless-handed-over', {}, {required});
};
