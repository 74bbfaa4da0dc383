import type {Denial} from './denial.ts';

/** What looking at one thing gave. A call that was refused or failed is a value here, never an exception. */
export type Looked<T> =
	| {readonly status: 'found'; readonly value: T}
	/** AWS says that there is none; `code` is its error code, e.g. `NoSuchBucketPolicy`. */
	| {readonly status: 'absent'; readonly code: string}
	/**
	 * Not allowed to look; `action` is the IAM action that would be needed, e.g. `s3:GetBucketPolicy`, and `denial` why it is
	 * refused, where AWS tells that.
	 */
	| {
			readonly status: 'refused';
			readonly code: string;
			readonly action: string;
			readonly denial?: Denial;
	  }
	/**
	 * No usable answer; `reason` is a sentence for people and `help` what to do, `cause` and `code` say the same to programs.
	 */
	| {
			readonly status: 'failed';
			readonly cause: FailureCause;
			readonly code: string;
			readonly reason: string;
			readonly help?: string;
	  }
	/**
	 * Not looked at, since it does not apply or was not given; `reason` is a sentence, `missing` the document that was
	 * not handed in, e.g. `bucket-policy`.
	 */
	| {readonly status: 'not-looked'; readonly reason: string; readonly missing?: string};

/** What stood in the way of an answer. */
export type FailureCause =
	/** Nobody is signed in, or AWS does not accept the sign-in. */
	| 'sign-in'
	/** The clock of this computer is wrong. */
	| 'clock'
	/** The account has not signed up for the service, or the region is not enabled. */
	| 'not-enabled'
	/** AWS was not reached, or did not answer in time. */
	| 'network'
	| 'throttled'
	/** AWS has a fault of its own, or says nothing more. */
	| 'aws'
	/** What was answered or handed in makes no sense. */
	| 'malformed'
	/** A file or a folder cannot be read. */
	| 'file';

/** Who one is signed in as. */
export type Identity = {readonly accountId: string; readonly arn: string};

/** One rule of the bucket's default encryption. */
export type EncryptionRule = {
	/** `AES256`, `aws:kms`, `aws:kms:dsse`, or something newer. */
	readonly algorithm: string;
	/** Key ID, ARN or alias, as set; absent means the AWS managed key `aws/s3` where the algorithm is a KMS one. */
	readonly keyId?: string;
	readonly bucketKeyEnabled?: boolean;
	/** Encryption types that are refused, e.g. `SSE-C`; kept when the rule is written again. */
	readonly blockedTypes?: readonly string[];
};

export type PublicAccessBlock = {
	readonly blockPublicAcls: boolean;
	readonly ignorePublicAcls: boolean;
	readonly blockPublicPolicy: boolean;
	readonly restrictPublicBuckets: boolean;
};

/** Whom an access control list (ACL) gives what. */
export type AclGrant = {
	/** Address of a group, such as everybody; absent for one account. */
	readonly group?: string;
	/** Canonical ID of one account. */
	readonly account?: string;
	/** `READ`, `WRITE`, `READ_ACP`, `WRITE_ACP` or `FULL_CONTROL`. */
	readonly permission: string;
};

/** One rule by which browsers may use the bucket from other sites (CORS). */
export type CorsRule = {
	readonly id?: string;
	readonly origins: readonly string[];
	readonly methods: readonly string[];
	readonly headers?: readonly string[];
	readonly exposedHeaders?: readonly string[];
	readonly maxAgeSeconds?: number;
};

/** Somebody whom the bucket tells of events. */
export type NotificationTarget = {
	readonly id?: string;
	readonly arn: string;
	/** E.g. `s3:ObjectCreated:*`. */
	readonly events: readonly string[];
	/** What the names of the objects have to begin or end with. */
	readonly filter: readonly {readonly name: string; readonly value: string}[];
};

/** Whom the bucket tells of what happens in it. */
export type BucketNotification = {
	readonly topics: readonly NotificationTarget[];
	readonly queues: readonly NotificationTarget[];
	readonly functions: readonly NotificationTarget[];
	readonly isToEventBridge: boolean;
};

/** Whether the bucket keeps old versions; without a status it never did. */
export type BucketVersioning = {
	/** `Enabled` or `Suspended`. */
	readonly status?: string;
	/** `Enabled` or `Disabled`. */
	readonly mfaDelete?: string;
};

/** A policy that gives the role its rights. */
export type RolePolicy = {
	readonly kind: 'inline' | 'managed';
	readonly name: string;
	/** ARN of a managed policy. */
	readonly arn?: string;
	readonly text: Looked<string>;
	/** ISO 8601; when a managed policy was last changed. */
	readonly updatedAt?: string;
};

/** A role of IAM itself. */
export type Role = {
	readonly arn: string;
	/** The trust policy as text, decoded. */
	readonly trustPolicy: string;
	/** ISO 8601. */
	readonly createdAt?: string;
	readonly boundaryArn?: string;
	/** `AROA...`, which sessions of the role begin their user ID with. */
	readonly uniqueId?: string;
	/** All tags of the role; absent where they were not seen. */
	readonly tags?: Readonly<Record<string, string>>;
	/** Seconds. */
	readonly maxSessionDuration?: number;
};

/** What KMS says of a key. */
export type KeyMetadata = {
	readonly arn: string;
	/** `Enabled`, `Disabled`, `PendingDeletion`, ... */
	readonly state: string;
	/** `CUSTOMER` or `AWS`. */
	readonly manager: string;
	/** `SYMMETRIC_DEFAULT`, ... */
	readonly spec?: string;
	/** `ENCRYPT_DECRYPT`, ... */
	readonly usage?: string;
	/** `AWS_KMS`, `EXTERNAL`, ... */
	readonly origin?: string;
	readonly isMultiRegion?: boolean;
};
