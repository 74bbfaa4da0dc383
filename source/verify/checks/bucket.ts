import {type CheckFunction, fail, pass, skip, unknown} from '../finding.ts';
import {formHint} from '../form-hint.ts';
import {bucketPresence} from '../presence.ts';
import {whyUnseen} from '../situation.ts';
import type {CheckId} from '../types.ts';
import {bucketEncryption} from './bucket-encryption.ts';
import {bucketOwnership} from './bucket-ownership.ts';
import {bucketPolicy} from './bucket-policy.ts';
import {bucketPublicAccess} from './bucket-public-access.ts';

const existsTitle = 'Existence of the bucket';

const exists: CheckFunction = (situation) => {
	const {connection, profile} = situation;
	const {bucket, region} = connection;
	const {existence} = situation.snapshot.bucket;
	switch (bucketPresence(situation)) {
		case 'there':
			return pass(existsTitle, `There is a bucket "${bucket}".`, {code: 'exists'});
		case 'none':
			return fail(
				existsTitle,
				`There is no bucket "${bucket}", in no account of AWS.`,
				`Create the bucket in ${region} (S3 > Create bucket). If it has another name, put that name into the connection${formHint(profile, 'bucket')}.`,
				{code: 'no-such-bucket'},
			);
		case 'unknown':
			return unknown(
				existsTitle,
				existence.status === 'found' || existence.status === 'absent'
					? `Whether there is a bucket "${bucket}" could not be seen.`
					: whyUnseen(existence),
				situation.snapshot.source === 'documents'
					? 'Add bucket.json or bucket-policy.json to the documents.'
					: `Check again with an identity that is allowed s3:ListBucket on "${bucket}".`,
				{code: 'not-seen'},
			);
	}
};

const ownerTitle = 'Owner of the bucket';

const owner: CheckFunction = (situation) => {
	const {snapshot, connection} = situation;
	const {bucket, accountId} = connection;
	if (snapshot.source === 'documents') {
		return skip(ownerTitle, 'Documents do not say whose bucket it is.', {code: 'not-in-documents'});
	}

	if (bucketPresence(situation) === 'none') {
		return skip(ownerTitle, 'Looked at once the bucket exists.', {code: 'not-yet'});
	}

	const {isOwned} = snapshot.bucket;
	if (isOwned.status === 'found') {
		return isOwned.value
			? pass(ownerTitle, `The bucket "${bucket}" belongs to account ${accountId}.`, {code: 'owned'})
			: fail(
					ownerTitle,
					`The bucket "${bucket}" belongs to another account than ${accountId}. The name of a bucket exists only once in the world, so somebody else has this one.`,
					`Look up the name of your bucket under S3 in account ${accountId} and correct it in the connection. If the bucket lies in another account of yours, put that account into the connection.`,
					{code: 'owned-by-another-account'},
				);
	}

	return unknown(
		ownerTitle,
		isOwned.status === 'absent'
			? `AWS did not say whether "${bucket}" belongs to account ${accountId}.`
			: whyUnseen(isOwned),
		`Check again with an identity of account ${accountId} that is allowed s3:ListBucket on "${bucket}".`,
		{code: 'not-seen'},
	);
};

const regionTitle = 'Region of the bucket';

const region: CheckFunction = (situation) => {
	const {connection, profile, snapshot} = situation;
	const {bucket} = connection;
	if (bucketPresence(situation) === 'none') {
		return skip(regionTitle, 'Looked at once the bucket exists.', {code: 'not-yet'});
	}

	const {existence} = snapshot.bucket;
	const real = existence.status === 'found' ? existence.value.region : undefined;
	if (real === undefined) {
		return unknown(
			regionTitle,
			existence.status === 'found' || existence.status === 'absent'
				? `The region of "${bucket}" could not be seen.`
				: whyUnseen(existence),
			snapshot.source === 'documents'
				? 'Put the region into bucket.json. It stands in the list under S3 > General purpose buckets.'
				: `Compare the region under S3 > General purpose buckets with ${connection.region}.`,
			{code: 'not-seen'},
		);
	}

	return real === connection.region
		? pass(regionTitle, `The bucket "${bucket}" is in ${real}.`, {code: 'as-agreed'})
		: fail(
				regionTitle,
				`The bucket "${bucket}" is in ${real}, and the connection says ${connection.region}.`,
				[
					`Put ${real} into the connection${formHint(profile, 'region')}.`,
					...(situation.usesKms
						? [`The KMS key must be in ${real} too: S3 uses only keys of the bucket's own region.`]
						: []),
				].join(' '),
				{code: 'region-differs'},
			);
};

export const bucketChecks = {
	'bucket.exists': exists,
	'bucket.owner': owner,
	'bucket.region': region,
	'bucket.encryption': bucketEncryption,
	'bucket.public-access': bucketPublicAccess,
	'bucket.ownership': bucketOwnership,
	'bucket.policy': bucketPolicy,
} satisfies Partial<Record<CheckId, CheckFunction>>;
