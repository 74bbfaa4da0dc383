import {whyUnseen} from '../../words/unseen.ts';
import {type CheckFunction, pass, unknown, warn} from '../worded.ts';
import {skipWithoutBucket} from '../worded-presence.ts';

const title = 'Ownership of new objects';
const required = false;

/**
 * Whether the vendor's uploads would stumble over the bucket's Object Ownership, or end up as the vendor's property.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const bucketOwnership: CheckFunction = (situation) => {
	const skipped = skipWithoutBucket(situation, title);
	if (skipped !== undefined) {
		return skipped;
	}

	const {profile, connection, needs, isCustomerRole} = situation;
	const {name, aclHeader} = profile;
	if (!needs.includes('write')) {
		return pass(title, `${name} writes nothing into the bucket.`, {required, code: 'not-needed'});
	}

	const {ownership} = situation.snapshot.bucket;
	const place = `S3 > ${connection.bucket} > Permissions > Object Ownership > Edit`;
	if (ownership.status !== 'found' && ownership.status !== 'absent') {
		return unknown(
			title,
			whyUnseen(ownership),
			situation.snapshot.source === 'documents'
				? 'Put objectOwnership into bucket.json.'
				: `Check again with an identity that is allowed s3:GetBucketOwnershipControls, or look at ${place}.`,
			{required, code: 'not-seen'},
		);
	}

	// Buckets from before Object Ownership have no such setting; their ACLs (access lists of single objects) count.
	const setting = ownership.status === 'found' ? ownership.value : 'ObjectWriter';
	if (setting === 'BucketOwnerEnforced') {
		switch (aclHeader) {
			case 'other':
				return warn(
					title,
					`${name} sends an access list (ACL) with each upload, and this bucket refuses such lists (BucketOwnerEnforced): uploads fail with AccessControlListNotSupported.`,
					`Ask ${name} to upload without an ACL. If it cannot, choose "ACLs enabled" and "Bucket owner preferred" under ${place}.`,
					{required, code: 'acl-refused'},
				);
			case undefined:
				return pass(
					title,
					`All objects belong to your account (BucketOwnerEnforced). Only if uploads fail with AccessControlListNotSupported, ${name} sends an access list (ACL), which such a bucket refuses.`,
					{required, code: 'owner-enforced'},
				);
			default:
				return pass(title, 'All objects belong to your account (BucketOwnerEnforced).', {
					required,
					code: 'owner-enforced',
				});
		}
	}

	if (isCustomerRole) {
		return pass(
			title,
			`${name} uploads with a role of your account, so the objects belong to your account (${setting}).`,
			{required, code: 'own-role-uploads'},
		);
	}

	const handsOver = setting === 'BucketOwnerPreferred';
	if (handsOver && aclHeader === 'bucket-owner-full-control') {
		return pass(
			title,
			`${name} hands each object over to your account as it uploads it (BucketOwnerPreferred).`,
			{required, code: 'handed-over'},
		);
	}

	return warn(
		title,
		handsOver
			? `Objects that ${name} uploads belong to your account only if it says so with each upload (BucketOwnerPreferred); otherwise they belong to the account of ${name}, and you might not be able to read them.`
			: `Objects that ${name} uploads belong to the account of ${name} and not to yours (${setting}): you might not be able to read them.`,
		`Choose "ACLs disabled (recommended)" under ${place}.`,
		{required, code: handsOver ? 'owned-by-uploader-unless-handed-over' : 'owned-by-uploader'},
	);
};
