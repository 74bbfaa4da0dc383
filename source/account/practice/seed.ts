import type {Encryption} from '../../aws/index.ts';
import type {Connection} from '../../connection/index.ts';
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
}: Pick<Connection, 'encryption' | 'kmsKeyArn'>): EncryptionRule {
	return {
		algorithm: algorithms[encryption],
		...(kmsKeyArn !== undefined && {keyId: kmsKeyArn}),
		...(encryption === 'SSE-KMS' && {bucketKeyEnabled: true}),
	};
}

/**
 * Puts the bucket, role, key and queue of a connection into the state, each once, with the mistakes that people make most.
 * All of them can be repaired with the documents of the connection alone.
 */
export function seed(
	state: PracticeState,
	connection: Connection,
	profile: VendorProfile,
	now: Date,
): void {
	const {bucket, region, kmsKeyArn, roleName} = connection;
	state.accountId = connection.accountId;
	const once = (thing: string, put: () => void) => {
		if (!state.seeded.has(thing)) {
			state.seeded.add(thing);
			put();
		}
	};

	once(`bucket ${bucket}`, () => {
		state.buckets.set(bucket, {
			...newBucket(region),
			encryption: [encryptionRuleOf(connection)],
			policy: bucketPolicyOfOtherTenant(connection, profile),
		});
	});

	if (kmsKeyArn !== undefined) {
		once(`key ${kmsKeyArn}`, () => {
			const policy = keyPolicyWithoutVendor(kmsKeyArn);
			state.keys.set(kmsKeyArn, {arn: kmsKeyArn, state: 'Enabled', policy});
		});
	}

	const {queueArn} = connection;
	if (profile.queue?.of === 'customer' && queueArn !== undefined) {
		once(`queue ${queueArn}`, () => {
			state.queues.set(queueArn, {});
		});
	}

	if (profile.access === 'customer-role' && roleName !== undefined) {
		once(`role ${roleName}`, () => {
			const rolePolicy = rolePolicyWithGap(connection, profile);
			state.roles.set(roleName, {
				arn: roleArn(connection),
				trustPolicy: trustPolicyWithBlank(connection, profile) ?? '{}',
				createdAt: new Date(now.getTime() - ageOfRole).toISOString(),
				policies: new Map(rolePolicy === undefined ? [] : [[practicePolicyName, rolePolicy]]),
			});
		});
	}
}
