import type {EncryptionRule} from '../account/index.ts';
import type {Encryption} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import {textDiff} from '../json/index.ts';
import type {Situation} from '../verify/index.ts';
import {outcomeOf} from './plan-outcome.ts';
import {blocked, findingsOf, notSeen, type Planner, unchanged} from './plan-step.ts';
import type {Change, Obstacle, PlanStep} from './types.ts';

const id = 'bucket-encryption';

const algorithms: Readonly<Record<Encryption, string>> = {
	'SSE-S3': 'AES256',
	'SSE-KMS': 'aws:kms',
	'DSSE-KMS': 'aws:kms:dsse',
};

/** Sets the default encryption of new objects to the connection's. */
export const planEncryption: Planner = (planning) => {
	const {situation, earlier} = planning;
	const {encryption} = situation.snapshot.bucket;
	const isNew = earlier.some(({id: done, action}) => done === 'bucket' && action === 'create');
	if (encryption.status !== 'found' && encryption.status !== 'absent') {
		return blocked(id, notSeen('encryption', encryption));
	}

	const [finding] = findingsOf(situation, 'bucket.encryption');
	if (finding?.status === 'pass') {
		return unchanged(
			id,
			isNew ? {code: 'encrypted-from-start', facts: {}} : {code: 'as-found', facts: {finding}},
		);
	}

	const existing = encryption.status === 'found' ? encryption.value : undefined;
	const after = encryptionRulesFor(existing, situation.connection);
	const change = {kind: 'encryption', before: isNew ? undefined : existing, after} as const;
	const obstacle = keyObstacle(situation, change);
	if (obstacle !== undefined) {
		return blocked(id, obstacle, 'update');
	}

	const turnsOnBucketKey =
		after[0]?.bucketKeyEnabled === true && existing?.[0]?.bucketKeyEnabled !== true;
	return {
		id,
		action: 'update',
		detail: {code: 'sets-encryption', facts: {turnsOnBucketKey}},
		reason: 'article',
		change,
		diff: diffOf(existing, after),
	};
};

/**
 * The rules of a bucket's default encryption with the connection's in the first place. All else of that rule stays, the
 * encryption types that it blocks included, and so do further rules. A bucket key is turned on where KMS is new to the
 * bucket, and never with DSSE, which has none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
function encryptionRulesFor(
	existing: readonly EncryptionRule[] | undefined,
	{encryption, kmsKeyArn}: Pick<Connection, 'encryption' | 'kmsKeyArn'>,
): EncryptionRule[] {
	const [first, ...others] = existing ?? [];
	const {
		keyId: _keyId,
		bucketKeyEnabled: had,
		...rest
	} = first ?? {algorithm: algorithms['SSE-S3']};
	const isNewToKms = first?.algorithm !== algorithms['SSE-KMS'];
	const bucketKeyEnabled =
		encryption === 'SSE-KMS' && isNewToKms ? true : encryption === 'DSSE-KMS' ? undefined : had;
	return [
		{
			...rest,
			algorithm: algorithms[encryption],
			...(kmsKeyArn !== undefined && {keyId: kmsKeyArn}),
			...(bucketKeyEnabled !== undefined && {bucketKeyEnabled}),
		},
		...others,
	];
}

/** Why the connection's key cannot be the bucket's; S3 itself takes any key without a look at it. */
function keyObstacle(situation: Situation, change: Change): Obstacle | undefined {
	const {snapshot, connection} = situation;
	// Judged as the bucket's key, which it is not yet.
	const then = {...situation, snapshot: outcomeOf(snapshot, connection, change)};
	const findings = findingsOf(then, 'key.exists', 'key.state', 'key.region', 'key.manager');
	const finding =
		findings.find(({status}) => status === 'fail') ??
		findings.find(({id: check, status}) => status === 'unknown' && check !== 'key.region');
	return finding && {code: 'key-unusable', facts: {finding}};
}

function diffOf(
	before: readonly EncryptionRule[] | undefined,
	after: readonly EncryptionRule[],
): PlanStep['diff'] {
	const text = (rules: readonly EncryptionRule[]) =>
		`${JSON.stringify({Rules: rules.map((rule) => asOfApi(rule))}, undefined, 2)}\n`;
	return textDiff(before === undefined ? '' : text(before), text(after));
}

/** A rule by the names that S3 gives its parts, as the console and the CLI show them. */
function asOfApi({algorithm, keyId, bucketKeyEnabled, blockedTypes}: EncryptionRule) {
	return {
		ApplyServerSideEncryptionByDefault: {SSEAlgorithm: algorithm, KMSMasterKeyID: keyId},
		BucketKeyEnabled: bucketKeyEnabled,
		BlockedEncryptionTypes: blockedTypes === undefined ? undefined : {EncryptionType: blockedTypes},
	};
}
