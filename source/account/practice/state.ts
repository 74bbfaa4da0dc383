import type {BucketNotification, CorsRule, EncryptionRule, PublicAccessBlock} from '../types.ts';

export type PracticeBucket = {
	readonly region: string;
	encryption: readonly EncryptionRule[];
	/** The policy as text; absent where there is none. */
	policy?: string;
	publicAccessBlock?: PublicAccessBlock;
	ownership?: string;
	cors?: readonly CorsRule[];
	notification?: BucketNotification;
};

/** A bucket as AWS makes it today. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html */
export function newBucket(region: string): PracticeBucket {
	return {
		region,
		encryption: [{algorithm: 'AES256', bucketKeyEnabled: false, blockedTypes: ['SSE-C']}],
		publicAccessBlock: {
			blockPublicAcls: true,
			ignorePublicAcls: true,
			blockPublicPolicy: true,
			restrictPublicBuckets: true,
		},
		ownership: 'BucketOwnerEnforced',
	};
}

export type PracticeRole = {
	readonly arn: string;
	trustPolicy: string;
	/** ISO 8601. */
	readonly createdAt: string;
	/** ARN of its permissions boundary. */
	readonly boundaryArn?: string;
	readonly tags?: Readonly<Record<string, string>>;
	/** Inline policies as text, by their names. */
	readonly policies: Map<string, string>;
};

export type PracticeKey = {
	readonly arn: string;
	readonly aliases?: readonly string[];
	/** Who manages it; the customer where it is left out. */
	readonly manager?: 'AWS';
	state: string;
	policy: string;
};

export type PracticeQueue = {
	/** The policy as text; absent where there is none. */
	policy?: string;
	/** The KMS key that encrypts it; absent where none does. */
	readonly encryptionKey?: string;
};

/** What the practice account holds of one connection. */
export type PracticeHolding = {
	readonly accountId: string;
	readonly bucket?: PracticeBucket | undefined;
	readonly role?: PracticeRole | undefined;
	readonly key?: PracticeKey | undefined;
	readonly queue?: PracticeQueue | undefined;
};

/** What the practice account holds: plain memory, open to whoever changes it. */
export type PracticeState = {
	/** Twelve digits; the account of the connection that was looked at last. */
	accountId: string;
	/** By name. */
	readonly buckets: Map<string, PracticeBucket>;
	/** By name. */
	readonly roles: Map<string, PracticeRole>;
	/** By ARN. */
	readonly keys: Map<string, PracticeKey>;
	/** By ARN. */
	readonly queues: Map<string, PracticeQueue>;
	/** What was put in already, so that nothing comes back after it was changed or deleted. */
	readonly seeded: Set<string>;
	/** Whether its lists were read: then nothing is put in any more that they did not name. */
	isListed: boolean;
};

/** An account with nothing in it. */
export function emptyState(accountId: string): PracticeState {
	return {
		accountId,
		buckets: new Map(),
		roles: new Map(),
		keys: new Map(),
		queues: new Map(),
		seeded: new Set(),
		isListed: false,
	};
}
