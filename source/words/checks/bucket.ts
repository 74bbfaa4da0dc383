import type {Encryption} from '../../aws/index.ts';
import type {About, CorrectionRefusal} from '../../verify/index.ts';
import {refusalInWords} from '../refusal.ts';
import {
	capitalised,
	deadWords,
	inWords,
	lowered,
	perhapsVendors,
	statementName,
} from '../statements.ts';
import {allUnseenInWords, formHint, unseenInWords, whyUnseenWithHelp} from '../unseen.ts';
import {partOfAccountWords} from './part-of-account.ts';
import type {WordsOf} from './shared.ts';

const bucketExists: WordsOf<'bucket.exists'> = {
	title: 'Existence of the bucket',
	exists: (_facts, {connection}) => ({reason: `There is a bucket "${connection.bucket}".`}),
	'no-such-bucket': (_facts, {connection: {bucket, region}, profile}) => ({
		reason: `There is no bucket "${bucket}" in any AWS account.`,
		fix: `Create the bucket in ${region} (S3 > Create bucket). If it has another name, put that name into the connection${formHint(profile, 'bucket')}.`,
	}),
	'not-seen': ({unseen: [unseen]}, {connection: {bucket}, source}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `Could not see whether there is a bucket "${bucket}".`
				: unseenInWords(unseen),
		fix:
			source === 'documents'
				? 'Add bucket.json or bucket-policy.json to the documents.'
				: `Check again with an identity that is allowed s3:ListBucket on "${bucket}".`,
	}),
};

const bucketOwner: WordsOf<'bucket.owner'> = {
	title: 'Owner of the bucket',
	'not-in-documents': () => ({reason: 'Documents do not say who owns the bucket.'}),
	owned: (_facts, {connection: {bucket, accountId}}) => ({
		reason: `The bucket "${bucket}" belongs to account ${accountId}.`,
	}),
	'owned-by-another-account': (_facts, {connection: {bucket, accountId}}) => ({
		reason: `The bucket "${bucket}" belongs to another account, not to ${accountId}. Bucket names are unique across all AWS accounts, so somebody else has this one.`,
		fix: `Look up the name of your bucket under S3 in account ${accountId} and correct it in the connection. If the bucket is in another of your accounts, put that account into the connection.`,
	}),
	'not-seen': ({unseen: [unseen]}, {connection: {bucket, accountId}}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `AWS did not say whether "${bucket}" belongs to account ${accountId}.`
				: unseenInWords(unseen),
		fix: `Check again with an identity of account ${accountId} that is allowed s3:ListBucket on "${bucket}".`,
	}),
};

const bucketRegion: WordsOf<'bucket.region'> = {
	title: 'Region of the bucket',
	'as-agreed': (_facts, {connection: {bucket, region}}) => ({
		reason: `The bucket "${bucket}" is in ${region}.`,
	}),
	'region-differs': ({region}, {connection, profile, usesKms}) => ({
		reason: `The bucket "${connection.bucket}" is in ${region}, but the connection says ${connection.region}.`,
		fix: [
			`Put ${region} into the connection${formHint(profile, 'region')}.`,
			...(usesKms
				? [`The KMS key must be in ${region} too: S3 uses only keys in the bucket's own region.`]
				: []),
		].join(' '),
	}),
	'not-seen': ({unseen: [unseen]}, {connection: {bucket, region}, source}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `Could not see the region of "${bucket}".`
				: unseenInWords(unseen),
		fix:
			source === 'documents'
				? 'Put the region into bucket.json. The list under S3 > General purpose buckets shows it.'
				: `Check that the region under S3 > General purpose buckets is ${region}.`,
	}),
};

const oldObjects = 'Existing objects keep the encryption and the key that they were written with.';

function encryptionPlace({connection}: About): string {
	return `S3 > ${connection.bucket} > Properties > Default encryption`;
}

function methodName(algorithm: string, method: Encryption | undefined): string {
	return method === undefined ? algorithm : `${method} (${algorithm})`;
}

function setKey(about: About): string {
	return `Set the connection's key by its full ARN, ${about.connection.kmsKeyArn} (${encryptionPlace(about)} > Edit).`;
}

const bucketEncryption: WordsOf<'bucket.encryption'> = {
	title: 'Default encryption of the bucket',
	'as-agreed': ({algorithm, method}, {connection: {kmsKeyArn}}) => ({
		reason: `New objects are encrypted with ${methodName(algorithm, method)}${kmsKeyArn === undefined ? '' : ` and the key ${kmsKeyArn}`}, as agreed.`,
	}),
	'encryption-differs': ({algorithm, method}, about) => {
		const {profile, connection} = about;
		const agreed = connection.encryption;
		const isAccepted = method !== undefined && profile.encryption.includes(method);
		const why = isAccepted
			? 'The encryption may have changed since the connection was agreed.'
			: `${profile.name} accepts ${inWords(profile.encryption)} only.`;
		const otherwise = isAccepted
			? ` Or put the bucket's encryption into the connection and into the form of ${profile.name}, and paste the policies again.`
			: '';
		return {
			reason: `New objects are encrypted with ${methodName(algorithm, method)}, but the connection says ${agreed}. ${why} ${oldObjects}`,
			fix: `Set the default encryption back to ${agreed} (${encryptionPlace(about)} > Edit).${otherwise}`,
		};
	},
	'encryption-not-accepted': (_facts, about) => {
		const {profile, connection} = about;
		const accepted = inWords(profile.encryption);
		return {
			reason: `The bucket is encrypted with ${connection.encryption}, which ${profile.name} does not accept: it accepts ${accepted}.`,
			fix: `Choose ${accepted} in the connection and as the default encryption of the bucket (${encryptionPlace(about)} > Edit). ${oldObjects}`,
		};
	},
	'key-differs': ({key, behind}, about) => ({
		reason: `New objects are encrypted with the key ${key}${behind === undefined ? '' : `, which stands for ${behind}`}, but the connection names ${about.connection.kmsKeyArn}. The key may have changed since the connection was agreed. ${oldObjects}`,
		fix: `${setKey(about)} Or put the bucket's key into the connection${formHint(about.profile, 'kmsKeyArn')}, and paste the policies again.`,
	}),
	'key-named-by-alias': ({alias, why}, about) => ({
		reason: `The bucket names its key by the alias "${alias}", and which key that is ${why === undefined ? 'cannot be checked from here' : 'could not be seen'}.${why === undefined ? '' : ` ${whyUnseenWithHelp(why)}`} The connection names ${about.connection.kmsKeyArn}.`,
		fix: `${setKey(about)} S3 looks up an alias in the account of the requester, so a vendor in another account would not find the key.`,
	}),
	'alias-without-key': ({alias}, about) => ({
		reason: `The bucket names its key by the alias "${alias}", but there is no such alias. New objects cannot be encrypted.`,
		fix: setKey(about),
	}),
	'alias-of-requester': ({alias}, about) => ({
		reason: `The bucket names its key by the alias "${alias}". S3 looks up an alias in the account of whoever writes, and ${about.profile.name} writes from another account: it would not find your key, or would encrypt with a key of its own.`,
		fix: setKey(about),
	}),
	'key-of-aws-in-use': (_facts, about) => {
		const why = about.isCustomerRole
			? 'The key may have changed since the connection was agreed.'
			: neverUsable(about);
		return {
			reason: `New objects are encrypted with the AWS managed key (aws/s3), but the connection names ${about.connection.kmsKeyArn}. ${why} ${oldObjects}`,
			fix: setKey(about),
		};
	},
	'key-closed-to-vendor': (_facts, about) => ({
		reason: `New objects are encrypted with ${about.connection.kmsKeyArn}, which is the AWS managed key (aws/s3). ${neverUsable(about)} ${oldObjects}`,
		fix: `Create a customer managed key in ${about.connection.region} (KMS > Customer managed keys > Create key), make it the bucket's default key (${encryptionPlace(about)} > Edit) and put its ARN into the connection.`,
	}),
	'not-seen': ({unseen}, about) => ({
		reason: allUnseenInWords(unseen),
		fix:
			about.source === 'documents'
				? 'Put the output of "aws s3api get-bucket-encryption" into bucket.json as encryption.'
				: `Check again with an identity that is allowed s3:GetEncryptionConfiguration, or look at ${encryptionPlace(about)}.`,
	}),
};

function neverUsable({profile}: About): string {
	return `${profile.name} is in another account and can never use the AWS managed key: nobody can edit its key policy.`;
}

const narrowIt =
	'Name in that statement who it is for, or take it out of the bucket policy. Keep Block Public Access on.';

function blockPlace({connection}: About): string {
	return `S3 > ${connection.bucket} > Permissions > Block public access > Edit`;
}

const bucketPublicAccess: WordsOf<'bucket.public-access'> = {
	title: 'Block Public Access',
	'block-public-access-on': () => ({reason: 'All four settings of Block Public Access are on.'}),
	'block-public-access-off': ({off}, about) => ({
		reason: `Block Public Access is not fully on: ${inWords(off.map((one) => capitalised(one)))} ${off.length === 1 ? 'is' : 'are'} off for the bucket and for the account. One mistake in a policy could open the bucket to everybody.`,
		fix: `Turn on all four settings under ${blockPlace(about)}. ${about.profile.name} does not need them off.`,
	}),
	'vendor-shut-out': ({statement}, {profile}) => ({
		reason: `In the bucket policy, ${statementName(statement)} is public: it allows everybody. RestrictPublicBuckets is on, so all other accounts, including ${profile.name}, lose access to this bucket.`,
		fix: narrowIt,
	}),
	'vendor-shut-out-if-blocked': ({statement, unseen}, {profile}) => ({
		reason: `In the bucket policy, ${statementName(statement)} is public: it allows everybody. If RestrictPublicBuckets is on, all other accounts, including ${profile.name}, lose access to this bucket; ${lowered(unseenInWords(unseen))}`,
		fix: narrowIt,
	}),
	'not-seen': ({unseen}, about) => {
		const reason = allUnseenInWords(unseen);
		return unseen.some(({document}) => document === 'bucket-policy')
			? {
					reason: `${reason} If one of its statements is public, RestrictPublicBuckets keeps ${about.profile.name} out.`,
					fix: 'Check again with an identity that is allowed s3:GetBucketPolicy, or look for a statement with the Principal "*".',
				}
			: {
					reason: `Could not see whether Block Public Access is fully on: ${lowered(reason)}`,
					fix:
						about.source === 'documents'
							? 'Put publicAccessBlock into bucket.json.'
							: `Check again with an identity that is allowed s3:GetBucketPublicAccessBlock and s3:GetAccountPublicAccessBlock, or look at ${blockPlace(about)}.`,
				};
	},
};

function ownershipPlace({connection}: About): string {
	return `S3 > ${connection.bucket} > Permissions > Object Ownership > Edit`;
}

function withoutAcls(about: About): string {
	return `Choose "ACLs disabled (recommended)" under ${ownershipPlace(about)}.`;
}

const bucketOwnership: WordsOf<'bucket.ownership'> = {
	title: 'Ownership of new objects',
	'owner-enforced': (_facts, {profile: {name, aclHeader}}) => ({
		reason: `All objects belong to your account (BucketOwnerEnforced).${
			aclHeader === undefined
				? ` If uploads fail with AccessControlListNotSupported, ${name} sends an access control list (ACL), which this bucket refuses.`
				: ''
		}`,
	}),
	'acl-refused': (_facts, about) => ({
		reason: `${about.profile.name} sends an access control list (ACL) with each upload, and this bucket refuses ACLs (BucketOwnerEnforced): uploads fail with AccessControlListNotSupported.`,
		fix: `Ask ${about.profile.name} to upload without an ACL. If it cannot, choose "ACLs enabled" and "Bucket owner preferred" under ${ownershipPlace(about)}.`,
	}),
	'own-role-uploads': ({setting}, {profile}) => ({
		reason: `${profile.name} uploads with a role in your account, so the objects belong to your account (${setting}).`,
	}),
	'handed-over': (_facts, {profile}) => ({
		reason: `${profile.name} makes your account the owner of each object that it uploads (BucketOwnerPreferred).`,
	}),
	'owned-by-uploader-unless-handed-over': (_facts, about) => ({
		reason: `Objects that ${about.profile.name} uploads belong to your account only if each upload says so (BucketOwnerPreferred). Otherwise they belong to the account of ${about.profile.name}, and you may not be able to read them.`,
		fix: withoutAcls(about),
	}),
	'owned-by-uploader': ({setting}, about) => ({
		reason: `Objects that ${about.profile.name} uploads belong to the account of ${about.profile.name} and not to yours (${setting}): you may not be able to read them.`,
		fix: withoutAcls(about),
	}),
	'not-seen': ({unseen}, about) => ({
		reason: allUnseenInWords(unseen),
		fix:
			about.source === 'documents'
				? 'Put objectOwnership into bucket.json.'
				: `Check again with an identity that is allowed s3:GetBucketOwnershipControls, or look at ${ownershipPlace(about)}.`,
	}),
};

function whyStatement({profile, principal, isCustomerRole}: About): string {
	return isCustomerRole
		? `The role policy alone gives ${profile.name} access, but its article asks for this statement too.`
		: `${profile.name} is in another account (${principal}) and has access only if the bucket policy allows it.`;
}

function addStatement(
	{principal, connection}: About,
	refusal: CorrectionRefusal | undefined,
): string {
	return `Add the statement for ${principal} to the bucket policy (S3 > ${connection.bucket} > Permissions > Bucket policy > Edit). ${refusalInWords(refusal)}`.trim();
}

const bucketPolicy: WordsOf<'bucket.policy'> = {
	title: 'Vendor in the bucket policy',
	...deadWords,
	'vendor-named': ({statement}, {principal}) => ({
		reason: `In the bucket policy, ${statementName(statement)} names ${principal}.`,
	}),
	'by-condition': ({statement}, {principal}) => ({
		reason: `In the bucket policy, ${statementName(statement)} names ${principal} by its condition.`,
	}),
	'account-trusted': ({statement}, {profile, principal}) => ({
		reason: `In the bucket policy, ${statementName(statement)} allows the whole account of ${profile.name} instead of ${principal} alone.`,
		fix: `Name ${principal} in it instead of the account.`,
	}),
	'part-of-account-trusted': partOfAccountWords('bucket-policy'),
	'no-bucket-policy': ({refusal}, about) => ({
		reason: `The bucket has no policy. ${whyStatement(about)}`,
		fix: addStatement(about, refusal),
	}),
	'vendor-not-named': ({perhaps, refusal}, about) => ({
		reason: `No statement of the bucket policy allows ${about.principal} anything. ${whyStatement(about)}${perhapsVendors(perhaps)}`,
		fix: addStatement(about, refusal),
	}),
	'not-seen': ({unseen}, {source}) => ({
		reason: allUnseenInWords(unseen),
		fix:
			source === 'documents'
				? 'Put the bucket policy into bucket-policy.json, as the S3 console shows it.'
				: 'Check again with an identity that is allowed s3:GetBucketPolicy, or compare the bucket policy yourself.',
	}),
};

export const bucketWords = {
	'bucket.exists': bucketExists,
	'bucket.owner': bucketOwner,
	'bucket.region': bucketRegion,
	'bucket.encryption': bucketEncryption,
	'bucket.public-access': bucketPublicAccess,
	'bucket.ownership': bucketOwnership,
	'bucket.policy': bucketPolicy,
};
