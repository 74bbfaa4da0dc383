import type {Encryption} from '../../aws/index.ts';
import type {StatedConnection} from '../../connection/index.ts';
import {roleArn} from '../../documents/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import type {EncryptionRule} from '../types.ts';
import {
	bucketPolicyOfOtherTenant,
	keyPolicyWithoutVendor,
	rolePolicyWithGap,
	trustPolicyWithBlank,
} from './mistakes.ts';
import {newBucket, type PracticeState} from './state.ts';

/** Name under which the seeded role policy is attached. */
export const practicePolicyName = 'VendorAccess';

/** A day, in milliseconds: what is found in the account was not made this minute, as a new role is. */
const ageOfRole = 24 * 60 * 60 * 1000;

const algorithms: Readonly<Record<Encryption, string>> = {
	'SSE-S3': 'AES256',
	'SSE-KMS': 'aws:kms',
	'DSSE-KMS': 'aws:kms:dsse',
};

/** The default encryption of a bucket as the connection has it. */
export function encryptionRuleOf({
	encryption,
	kmsKeyArn,
}: Pick<StatedConnection, 'encryption' | 'kmsKeyArn'>): EncryptionRule {
	return {
		algorithm: algorithms[encryption],
		...(kmsKeyArn !== undefined && {keyId: kmsKeyArn}),
		...(encryption === 'SSE-KMS' && {bucketKeyEnabled: true}),
	};
}

/**
 * Puts the bucket, role, key and queue of a connection into the state, each once, with the mistakes that people make most.
 * All of them can be repaired with the documents of the connection alone. Once the lists were read, what they do not name
 * is not there, and what is there keeps its settings.
 */
export function seed(
	state: PracticeState,
	connection: StatedConnection,
	profile: VendorProfile,
	now: Date,
): void {
	const {bucket, region, kmsKeyArn, roleName} = connection;
	state.accountId = connection.accountId ?? state.accountId;
	const once = (thing: string, isThere: boolean, put: () => void) => {
		if (!state.seeded.has(thing)) {
			state.seeded.add(thing);
			if (isThere || !state.isListed) {
				put();
			}
		}
	};

	const there = state.buckets.get(bucket);
	once(`bucket ${bucket}`, there !== undefined, () => {
		state.buckets.set(bucket, {
			...(there ?? {...newBucket(region), encryption: [encryptionRuleOf(connection)]}),
			policy: bucketPolicyOfOtherTenant(connection, profile),
		});
	});

	if (kmsKeyArn !== undefined) {
		const key = state.keys.get(kmsKeyArn);
		once(`key ${kmsKeyArn}`, key !== undefined, () => {
			const policy = keyPolicyWithoutVendor(kmsKeyArn);
			state.keys.set(kmsKeyArn, {arn: kmsKeyArn, state: 'Enabled', ...key, policy});
		});
	}

	const {queueArn} = connection;
	if (profile.queue?.of === 'customer' && queueArn !== undefined) {
		// Queues are in no list.
		once(`queue ${queueArn}`, true, () => {
			state.queues.set(queueArn, {});
		});
	}

	if (profile.access === 'customer-role' && roleName !== undefined) {
		const role = state.roles.get(roleName);
		once(`role ${roleName}`, role !== undefined, () => {
			const rolePolicy = rolePolicyWithGap(connection, profile);
			state.roles.set(roleName, {
				arn: role?.arn ?? roleArn(connection),
				trustPolicy: trustPolicyWithBlank(connection, profile) ?? '{}',
				createdAt: new Date(now.getTime() - ageOfRole).toISOString(),
				policies: new Map(rolePolicy === undefined ? [] : [[practicePolicyName, rolePolicy]]),
			});
		});
	}
}
