import {keyParts} from '../../aws/index.ts';
import {type CheckFunction, fail, pass, unknown} from '../finding.ts';
import {formHint} from '../form-hint.ts';
import {isKeyOfAws, keyManager} from '../key-manager.ts';
import {keyPresence, skipWithoutKey} from '../presence.ts';
import {type Situation, whyUnseen} from '../situation.ts';
import type {CheckId} from '../types.ts';
import {keyPolicy} from './key-policy.ts';

function keyArn({connection}: Situation): string {
	return connection.kmsKeyArn ?? '';
}

/** Why nothing is known of the key itself. */
function whyKeyUnseen({snapshot}: Situation): string {
	const {metadata} = snapshot.key;
	return metadata.status === 'found' || metadata.status === 'absent'
		? 'The key could not be seen.'
		: whyUnseen(metadata);
}

function lookAgain(situation: Situation): string {
	const {accountId, region} = keyParts(keyArn(situation));
	return situation.snapshot.source === 'documents'
		? `Put the answer of "aws kms describe-key" into key.json, or look at KMS (in ${region}) > Customer managed keys.`
		: `Check again with an identity of account ${accountId} that is allowed kms:DescribeKey on the key, or look at KMS (in ${region}) > Customer managed keys.`;
}

const existsTitle = 'Existence of the key';

const exists: CheckFunction = (situation) => {
	const arn = keyArn(situation);
	const presence = situation.usesKms ? keyPresence(situation) : undefined;
	if (presence === 'none') {
		const {accountId, region} = keyParts(arn);
		return fail(
			existsTitle,
			`There is no key ${arn}: none with this ID in ${region} of account ${accountId}. Perhaps it was deleted; what was encrypted with it cannot be read any more.`,
			`Copy the ARN of the right key from KMS (in ${region}) > Customer managed keys into the connection${formHint(situation.profile, 'kmsKeyArn')}, and make it the bucket's default key.`,
			{code: 'no-such-key'},
		);
	}

	return (
		skipWithoutKey(situation, existsTitle) ??
		(presence === 'there'
			? pass(existsTitle, `There is a key ${arn}.`, {code: 'exists'})
			: unknown(existsTitle, whyKeyUnseen(situation), lookAgain(situation), {code: 'not-seen'}))
	);
};

const stateTitle = 'State of the key';

const repairs: Readonly<Record<string, string>> = {
	Disabled: 'Enable the key (KMS > Customer managed keys > the key > Key actions > Enable).',
	PendingDeletion:
		'Cancel its deletion and enable it again (KMS > Customer managed keys > the key > Key actions > Cancel key deletion), before it is gone for good.',
	PendingImport: 'Import the key material, or choose another key.',
	Unavailable: 'Bring the key store that the key lies in back into operation.',
};

const state: CheckFunction = (situation) => {
	const skipped = skipWithoutKey(situation, stateTitle);
	if (skipped !== undefined) {
		return skipped;
	}

	const {metadata} = situation.snapshot.key;
	if (metadata.status !== 'found') {
		return unknown(
			stateTitle,
			`${whyKeyUnseen(situation)} Whether the key is enabled is not known.`,
			lookAgain(situation),
			{code: 'not-seen'},
		);
	}

	const {state: found, spec = 'SYMMETRIC_DEFAULT', usage = 'ENCRYPT_DECRYPT', arn} = metadata.value;
	if (found !== 'Enabled') {
		return fail(
			stateTitle,
			`The key ${arn} is in the state "${found}"; only an enabled key encrypts and decrypts.`,
			repairs[found] ?? 'Wait until the key is enabled, or enable it under KMS.',
			{code: 'key-not-enabled'},
		);
	}

	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
	return spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT'
		? pass(stateTitle, 'The key is enabled.', {code: 'key-enabled'})
		: fail(
				stateTitle,
				`The key ${arn} is one of the kind ${spec} for ${usage}; S3 uses symmetric keys for encryption only (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT). The kind of a key cannot be changed.`,
				`Create a symmetric key for encrypting and decrypting in the bucket's region, and put its ARN into the bucket's default encryption, the connection${formHint(situation.profile, 'kmsKeyArn')}.`,
				{code: 'key-of-another-kind'},
			);
};

const regionTitle = 'Region of the key';

const region: CheckFunction = (situation) => {
	const skipped = skipWithoutKey(situation, regionTitle);
	if (skipped !== undefined) {
		return skipped;
	}

	const {existence} = situation.snapshot.bucket;
	const bucketRegion =
		existence.status === 'absent'
			? situation.connection.region
			: existence.status === 'found'
				? existence.value.region
				: undefined;
	const own = keyParts(keyArn(situation)).region;
	if (bucketRegion === undefined) {
		return unknown(
			regionTitle,
			`The key is in ${own}, and the region of the bucket could not be seen.`,
			`Make sure that the bucket is in ${own} (S3 > General purpose buckets).`,
			{code: 'not-seen'},
		);
	}

	return own === bucketRegion
		? pass(regionTitle, `The key and the bucket are in ${own}.`, {code: 'same-region'})
		: fail(
				regionTitle,
				`The key is in ${own} and the bucket in ${bucketRegion}; S3 uses only keys of the bucket's own region.`,
				`Choose or create a key in ${bucketRegion}, and put its ARN into the bucket's default encryption and the connection${formHint(situation.profile, 'kmsKeyArn')}.`,
				{code: 'key-in-another-region'},
			);
};

const managerTitle = 'Manager of the key';

const manager: CheckFunction = (situation) => {
	const skipped = skipWithoutKey(situation, managerTitle);
	if (skipped !== undefined) {
		return skipped;
	}

	const {profile, isCustomerRole, keyAccountId, connection, snapshot} = situation;
	const {encryption} = snapshot.bucket;
	if (!isCustomerRole && encryption.status === 'found' && encryption.value.some(isKeyOfAws)) {
		return fail(
			managerTitle,
			`The bucket encrypts with the key managed by AWS (aws/s3), and ${profile.name} comes from another account: nobody can edit that key's policy, so it stays closed to other accounts. The key of the connection is not used.`,
			`Make ${connection.kmsKeyArn} the bucket's default key, by its whole ARN (S3 > ${connection.bucket} > Properties > Default encryption > Edit). Objects that are there already keep their old key until they are copied onto themselves.`,
			{code: 'key-of-aws-in-use'},
		);
	}

	switch (keyManager(situation)) {
		case undefined:
			return unknown(
				managerTitle,
				`${whyKeyUnseen(situation)} Whether AWS or you manage the key is not known.`,
				lookAgain(situation),
				{code: 'not-seen'},
			);
		case 'CUSTOMER':
			return pass(managerTitle, 'The key is managed by you, so its policy can name the vendor.', {
				code: 'managed-by-you',
			});
		case 'AWS':
			// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html#bucket-encryption-update-bucket-policy
			return isCustomerRole && keyAccountId === connection.accountId
				? pass(
						managerTitle,
						'The key is managed by AWS. Everybody in your account may use it through S3, the role included.',
						{code: 'managed-by-aws'},
					)
				: fail(
						managerTitle,
						isCustomerRole
							? `The key is managed by AWS for account ${keyAccountId ?? ''}, and the role is in account ${connection.accountId}: nobody can edit such a key's policy, so it stays closed to other accounts.`
							: `The key is managed by AWS, and ${profile.name} comes from another account: nobody can edit such a key's policy, so it stays closed to other accounts.`,
						`Create a customer managed key in ${connection.region} (KMS > Customer managed keys > Create key), make it the bucket's default key and put its ARN into the connection${formHint(profile, 'kmsKeyArn')}. Objects that are there already keep their old key until they are copied onto themselves.`,
						{code: 'key-closed-to-vendor'},
					);
	}
};

export const keyChecks = {
	'key.exists': exists,
	'key.state': state,
	'key.region': region,
	'key.manager': manager,
	'key.policy': keyPolicy,
} satisfies Partial<Record<CheckId, CheckFunction>>;
