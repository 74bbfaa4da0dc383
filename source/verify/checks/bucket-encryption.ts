import type {EncryptionRule} from '../../account/index.ts';
import {type Encryption, encryptions} from '../../aws/index.ts';
import {type CheckFunction, type FindingOf, fail, type NoFacts, pass, unknown} from '../finding.ts';
import {isKeyOfAws, skipWithoutBucket} from '../presence.ts';
import {type FailedLook, type Situation, unseenLook} from '../situation.ts';

/** How new objects are encrypted. */
type Method = {
	/** As S3 calls it, e.g. `aws:kms`. */
	readonly algorithm: string;
	/** As the connection calls it; absent where no connection can name it. */
	readonly method: Encryption | undefined;
};

type Findings = {
	readonly 'as-agreed': Method;
	readonly 'encryption-differs': Method;
	/** The method is the connection's. */
	readonly 'encryption-not-accepted': NoFacts;
	readonly 'key-differs': {
		/** As the bucket names it. */
		readonly key: string;
		/** ARN of the key behind it, where that is an alias. */
		readonly behind?: string;
	};
	readonly 'key-named-by-alias': {
		readonly alias: string;
		/** Why it could not be seen which key that is. */
		readonly why?: FailedLook;
	};
	readonly 'alias-without-key': {readonly alias: string};
	/** S3 looks it up in the account of the vendor, which writes. */
	readonly 'alias-of-requester': {readonly alias: string};
	/** The key is the one that AWS manages, though the connection names another one. */
	readonly 'key-of-aws-in-use': NoFacts;
	/** The key is the connection's, and AWS manages it. */
	readonly 'key-closed-to-vendor': NoFacts;
};

const algorithms: Readonly<Record<Encryption, string>> = {
	'SSE-S3': 'AES256',
	'SSE-KMS': 'aws:kms',
	'DSSE-KMS': 'aws:kms:dsse',
};

/** Every new object is encrypted at least by S3 itself. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html */
const floor: EncryptionRule = {algorithm: algorithms['SSE-S3']};

/** Compares the bucket's default encryption with the connection's, and the connection's with what the vendor takes. */
export const bucketEncryption: CheckFunction<Findings> = (situation) => {
	const skipped = skipWithoutBucket(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {connection, profile, snapshot} = situation;
	const {encryption: seen} = snapshot.bucket;
	if (seen.status !== 'found' && seen.status !== 'absent') {
		return unknown('not-seen', {unseen: [unseenLook(seen)]});
	}

	const rule = (seen.status === 'found' ? seen.value[0] : undefined) ?? floor;
	const {algorithm} = rule;
	const method = encryptions.find((one) => algorithms[one] === algorithm);
	if (method !== connection.encryption) {
		return fail('encryption-differs', {algorithm, method});
	}

	if (!profile.encryption.includes(method)) {
		return fail('encryption-not-accepted', {});
	}

	return connection.kmsKeyArn === undefined
		? pass('as-agreed', {algorithm, method})
		: judgeKey(situation, rule, {algorithm, method});
};

function judgeKey(
	{connection, snapshot, isCustomerRole, needs}: Situation,
	rule: EncryptionRule,
	method: Method,
): FindingOf<Findings> {
	const {keyId: given = ''} = rule;
	const {kmsKeyArn, region, accountId} = connection;
	const {metadata} = snapshot.key;
	const isAgreedOfAws = metadata.status === 'found' && metadata.value.manager === 'AWS';
	if (isKeyOfAws(rule)) {
		// The connection may name the key of AWS by its ARN; a role of the same account may use it.
		return isCustomerRole && isAgreedOfAws
			? pass('as-agreed', method)
			: fail('key-of-aws-in-use', {});
	}

	// S3 looks an alias without an account up in the account of whoever writes.
	// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
	const isAlias = /(?:^|:)alias\//.test(given);
	if (given.startsWith('alias/') && !isCustomerRole && needs.includes('write')) {
		return fail('alias-of-requester', {alias: given});
	}

	const {defaultKey} = snapshot.bucket;
	if (isAlias && defaultKey.status !== 'found') {
		return defaultKey.status === 'absent'
			? fail('alias-without-key', {alias: given})
			: unknown('key-named-by-alias', {
					alias: given,
					...(defaultKey.status !== 'not-looked' && {why: defaultKey}),
				});
	}

	const behind = isAlias && defaultKey.status === 'found' ? defaultKey.value : undefined;
	// S3 looks a bare ID up in the account of whoever set it, in the bucket's region.
	const arn =
		behind ??
		(given.startsWith('arn:') ? given : `arn:aws:kms:${region}:${accountId}:key/${given}`);
	if (arn !== kmsKeyArn) {
		return fail('key-differs', {key: given, ...(behind !== undefined && {behind})});
	}

	// Its ARN says nothing of who manages a key.
	return isAgreedOfAws && !isCustomerRole
		? fail('key-closed-to-vendor', {})
		: pass('as-agreed', method);
}
