import {keyParts} from '../../aws/index.ts';
import {type CheckFunction, fail, type NoFacts, pass, unknown} from '../finding.ts';
import {isKeyOfAws, keyManager, keyPresence, otherKey, skipWithoutKey} from '../presence.ts';
import {unseenLook} from '../situation.ts';
import {keyPolicy} from './key-policy.ts';

const exists: CheckFunction<{
	readonly exists: NoFacts;
	readonly 'no-such-key': NoFacts;
	readonly 'another-key': {
		/** The ARN of the key that answers. */
		readonly arn: string;
	};
}> = (situation) => {
	const presence = situation.usesKms ? keyPresence(situation) : undefined;
	if (presence === 'none') {
		return fail('no-such-key', {});
	}

	const other = situation.usesKms ? otherKey(situation) : undefined;
	if (other !== undefined) {
		return fail('another-key', {arn: other});
	}

	return (
		skipWithoutKey(situation) ??
		(presence === 'there'
			? pass('exists', {})
			: unknown('not-seen', {unseen: [unseenLook(situation.snapshot.key.metadata)]}))
	);
};

/**
 * The states in which a key encrypts and decrypts.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
const workingStates = new Set(['Enabled', 'Updating']);

const state: CheckFunction<{
	readonly 'key-enabled': NoFacts;
	/** Its primary region is being changed; it works meanwhile. */
	readonly 'key-updating': NoFacts;
	readonly 'key-not-enabled': {readonly arn: string; readonly state: string};
	readonly 'key-of-another-kind': {
		readonly arn: string;
		readonly spec: string;
		readonly usage: string;
	};
}> = (situation) => {
	const skipped = skipWithoutKey(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {metadata} = situation.snapshot.key;
	if (metadata.status !== 'found') {
		return unknown('not-seen', {unseen: [unseenLook(metadata)]});
	}

	const {state: found, spec = 'SYMMETRIC_DEFAULT', usage = 'ENCRYPT_DECRYPT', arn} = metadata.value;
	if (!workingStates.has(found)) {
		return fail('key-not-enabled', {arn, state: found});
	}

	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
	if (spec !== 'SYMMETRIC_DEFAULT' || usage !== 'ENCRYPT_DECRYPT') {
		return fail('key-of-another-kind', {arn, spec, usage});
	}

	return found === 'Enabled' ? pass('key-enabled', {}) : pass('key-updating', {});
};

const region: CheckFunction<{
	readonly 'same-region': {readonly region: string};
	readonly 'key-in-another-region': {
		/** The key's. */
		readonly region: string;
		readonly bucketRegion: string;
	};
}> = (situation) => {
	const skipped = skipWithoutKey(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {connection, snapshot} = situation;
	const {existence} = snapshot.bucket;
	const bucketRegion =
		existence.status === 'absent'
			? connection.region
			: existence.status === 'found'
				? existence.value.region
				: undefined;
	if (bucketRegion === undefined) {
		return unknown('not-seen', {unseen: [unseenLook(existence)]});
	}

	const own = keyParts(connection.kmsKeyArn ?? '').region;
	return own === bucketRegion
		? pass('same-region', {region: own})
		: fail('key-in-another-region', {region: own, bucketRegion});
};

const manager: CheckFunction<{
	readonly 'key-of-aws-in-use': NoFacts;
	readonly 'managed-by-you': NoFacts;
	readonly 'managed-by-aws': NoFacts;
	readonly 'key-closed-to-vendor': NoFacts;
}> = (situation) => {
	const skipped = skipWithoutKey(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {isCustomerRole, keyAccountId, connection, snapshot} = situation;
	const {encryption} = snapshot.bucket;
	if (!isCustomerRole && encryption.status === 'found' && encryption.value.some(isKeyOfAws)) {
		return fail('key-of-aws-in-use', {});
	}

	switch (keyManager(situation)) {
		case undefined:
			return unknown('not-seen', {unseen: [unseenLook(snapshot.key.metadata)]});
		case 'CUSTOMER':
			return pass('managed-by-you', {});
		case 'AWS':
			// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html#bucket-encryption-update-bucket-policy
			return isCustomerRole && keyAccountId === connection.accountId
				? pass('managed-by-aws', {})
				: fail('key-closed-to-vendor', {});
	}
};

export const keyChecks = {
	'key.exists': exists,
	'key.state': state,
	'key.region': region,
	'key.manager': manager,
	'key.policy': keyPolicy,
};
