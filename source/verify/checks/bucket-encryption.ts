import type {EncryptionRule} from '../../account/index.ts';
import type {Encryption} from '../../aws/index.ts';
import {formHint} from '../../words/form-hint.ts';
import {inWords} from '../../words/lists.ts';
import {whyUnseen} from '../../words/unseen.ts';
import {isKeyOfAws} from '../key-manager.ts';
import type {Situation} from '../situation.ts';
import {type CheckFunction, type Finding, fail, pass, unknown} from '../worded.ts';
import {skipWithoutBucket} from '../worded-presence.ts';

const title = 'Default encryption of the bucket';

const algorithms: Readonly<Record<Encryption, string>> = {
	'SSE-S3': 'AES256',
	'SSE-KMS': 'aws:kms',
	'DSSE-KMS': 'aws:kms:dsse',
};

const oldObjects =
	'Objects that are there already keep the encryption and the key that they were written with.';

/** Every new object is encrypted at least by S3 itself. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html */
const floor: EncryptionRule = {algorithm: algorithms['SSE-S3']};

/** Compares the bucket's default encryption with the connection's, and the connection's with what the vendor takes. */
export const bucketEncryption: CheckFunction = (situation) => {
	const skipped = skipWithoutBucket(situation, title);
	if (skipped !== undefined) {
		return skipped;
	}

	const {encryption} = situation.snapshot.bucket;
	if (encryption.status !== 'found' && encryption.status !== 'absent') {
		return unknown(
			title,
			whyUnseen(encryption),
			situation.snapshot.source === 'documents'
				? 'Put the answer of "aws s3api get-bucket-encryption" into bucket.json as encryption.'
				: `Check again with an identity that is allowed s3:GetEncryptionConfiguration, or look at ${place(situation)}.`,
			{code: 'not-seen'},
		);
	}

	const rule = (encryption.status === 'found' ? encryption.value[0] : undefined) ?? floor;
	return judgeMethod(situation, rule) ?? judgeKey(situation, rule);
};

function place({connection}: Situation): string {
	return `S3 > ${connection.bucket} > Properties > Default encryption`;
}

function nameOf(algorithm: string): string {
	const known = Object.entries(algorithms).find(([, value]) => value === algorithm);
	return known === undefined ? algorithm : `${known[0]} (${algorithm})`;
}

function judgeMethod(situation: Situation, rule: EncryptionRule): Finding | undefined {
	const {connection, profile} = situation;
	const agreed = connection.encryption;
	const accepted = inWords(profile.encryption);
	const isAccepted = profile.encryption.some((method) => algorithms[method] === rule.algorithm);
	if (rule.algorithm !== algorithms[agreed]) {
		return fail(
			title,
			[
				`New objects are encrypted with ${nameOf(rule.algorithm)}, and the connection says ${agreed}.`,
				isAccepted
					? 'Perhaps the encryption was changed since the connection was agreed on.'
					: `${profile.name} accepts ${accepted} only.`,
				oldObjects,
			].join(' '),
			[
				`Set the default encryption back to ${agreed} (${place(situation)} > Edit).`,
				...(isAccepted
					? [
							`Or put the bucket's encryption into the connection and into the form of ${profile.name}, and paste the policies anew.`,
						]
					: []),
			].join(' '),
			{code: 'encryption-differs'},
		);
	}

	return profile.encryption.includes(agreed)
		? undefined
		: fail(
				title,
				`The bucket is encrypted with ${agreed}, which ${profile.name} does not accept: it accepts ${accepted}.`,
				`Choose ${accepted} in the connection and as default encryption of the bucket (${place(situation)} > Edit). ${oldObjects}`,
				{code: 'encryption-not-accepted'},
			);
}

/** What the bucket's key is, compared with the connection's. */
type KeyMatch = 'same' | 'other' | 'alias' | 'aws-managed';

function judgeKey(situation: Situation, rule: EncryptionRule): Finding {
	const {connection, profile, isCustomerRole} = situation;
	const agreed = connection.kmsKeyArn;
	if (agreed === undefined) {
		return pass(title, `New objects are encrypted with ${nameOf(rule.algorithm)}, as agreed.`, {
			code: 'as-agreed',
		});
	}

	const given = rule.keyId ?? '';
	const setKey = `Set the connection's key by its whole ARN, ${agreed} (${place(situation)} > Edit).`;
	switch (keyMatch(situation, rule)) {
		case 'same':
			return pass(
				title,
				`New objects are encrypted with ${nameOf(rule.algorithm)} and the key ${agreed}, as agreed.`,
				{code: 'as-agreed'},
			);
		case 'other':
			return fail(
				title,
				`New objects are encrypted with the key ${given}, and the connection names ${agreed}. Perhaps the key was changed since the connection was agreed on. ${oldObjects}`,
				`${setKey} Or put the bucket's key into the connection${formHint(profile, 'kmsKeyArn')}, and paste the policies anew.`,
				{code: 'key-differs'},
			);
		case 'alias':
			return unknown(
				title,
				`The bucket names its key by the alias "${given}", and from here it cannot be told which key that is. The connection names ${agreed}.`,
				`${setKey} S3 looks an alias up in the account of whoever asks, so a vendor from another account would not find the key.`,
				{code: 'key-named-by-alias'},
			);
		case 'aws-managed':
			return fail(
				title,
				[
					isKeyOfAws(rule)
						? `New objects are encrypted with the key that AWS manages (aws/s3), and the connection names ${agreed}.`
						: `New objects are encrypted with ${agreed}, which is the key that AWS manages (aws/s3).`,
					isCustomerRole
						? 'Perhaps the key was changed since the connection was agreed on.'
						: `${profile.name} comes from another account and can never use the key of AWS: nobody can edit that key's policy.`,
					oldObjects,
				].join(' '),
				isKeyOfAws(rule)
					? setKey
					: `Create a customer managed key in ${connection.region} (KMS > Customer managed keys > Create key), make it the bucket's default key (${place(situation)} > Edit) and put its ARN into the connection.`,
				{code: isKeyOfAws(rule) ? 'key-of-aws-in-use' : 'key-closed-to-vendor'},
			);
	}
}

function keyMatch(
	{connection, snapshot, isCustomerRole}: Situation,
	rule: EncryptionRule,
): KeyMatch {
	const {keyId: given = ''} = rule;
	const {kmsKeyArn, region, accountId} = connection;
	const {metadata} = snapshot.key;
	if (isKeyOfAws(rule)) {
		// The connection may name the key of AWS by its ARN; a role of the same account may use it.
		const isAgreed =
			isCustomerRole && metadata.status === 'found' && metadata.value.manager === 'AWS';
		return isAgreed ? 'same' : 'aws-managed';
	}

	if (/(?:^|:)alias\//.test(given)) {
		return 'alias';
	}

	// S3 looks a bare ID up in the account of whoever set it, in the bucket's region.
	const arn = given.startsWith('arn:') ? given : `arn:aws:kms:${region}:${accountId}:key/${given}`;
	if (arn !== kmsKeyArn) {
		return 'other';
	}

	// Its ARN says nothing of who manages a key.
	const isOfAws = metadata.status === 'found' && metadata.value.manager === 'AWS';
	return isOfAws && !isCustomerRole ? 'aws-managed' : 'same';
}
