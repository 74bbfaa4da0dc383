import {formHint} from '../form-hint.ts';
import {unseenInWords} from '../unseen.ts';
import type {WordsOf} from './words-of.ts';

export const bucketExists: WordsOf<'bucket.exists'> = {
	title: 'Existence of the bucket',
	exists: (_facts, {connection}) => ({reason: `There is a bucket "${connection.bucket}".`}),
	'no-such-bucket': (_facts, {connection: {bucket, region}, profile}) => ({
		reason: `There is no bucket "${bucket}", in no account of AWS.`,
		fix: `Create the bucket in ${region} (S3 > Create bucket). If it has another name, put that name into the connection${formHint(profile, 'bucket')}.`,
	}),
	'not-seen': ({unseen: [unseen]}, {connection: {bucket}, source}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `Whether there is a bucket "${bucket}" could not be seen.`
				: unseenInWords(unseen),
		fix:
			source === 'documents'
				? 'Add bucket.json or bucket-policy.json to the documents.'
				: `Check again with an identity that is allowed s3:ListBucket on "${bucket}".`,
	}),
};

export const bucketOwner: WordsOf<'bucket.owner'> = {
	title: 'Owner of the bucket',
	'not-in-documents': () => ({reason: 'Documents do not say whose bucket it is.'}),
	owned: (_facts, {connection: {bucket, accountId}}) => ({
		reason: `The bucket "${bucket}" belongs to account ${accountId}.`,
	}),
	'owned-by-another-account': (_facts, {connection: {bucket, accountId}}) => ({
		reason: `The bucket "${bucket}" belongs to another account than ${accountId}. The name of a bucket exists only once in the world, so somebody else has this one.`,
		fix: `Look up the name of your bucket under S3 in account ${accountId} and correct it in the connection. If the bucket lies in another account of yours, put that account into the connection.`,
	}),
	'not-seen': ({unseen: [unseen]}, {connection: {bucket, accountId}}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `AWS did not say whether "${bucket}" belongs to account ${accountId}.`
				: unseenInWords(unseen),
		fix: `Check again with an identity of account ${accountId} that is allowed s3:ListBucket on "${bucket}".`,
	}),
};

export const bucketRegion: WordsOf<'bucket.region'> = {
	title: 'Region of the bucket',
	'as-agreed': (_facts, {connection: {bucket, region}}) => ({
		reason: `The bucket "${bucket}" is in ${region}.`,
	}),
	'region-differs': ({region}, {connection, profile, usesKms}) => ({
		reason: `The bucket "${connection.bucket}" is in ${region}, and the connection says ${connection.region}.`,
		fix: [
			`Put ${region} into the connection${formHint(profile, 'region')}.`,
			...(usesKms
				? [`The KMS key must be in ${region} too: S3 uses only keys of the bucket's own region.`]
				: []),
		].join(' '),
	}),
	'not-seen': ({unseen: [unseen]}, {connection: {bucket, region}, source}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `The region of "${bucket}" could not be seen.`
				: unseenInWords(unseen),
		fix:
			source === 'documents'
				? 'Put the region into bucket.json. It stands in the list under S3 > General purpose buckets.'
				: `Compare the region under S3 > General purpose buckets with ${region}.`,
	}),
};
