/** What looking at one thing gave. A call that was refused or failed is a value here, never an exception. */
export type Looked<T> =
	| {readonly status: 'found'; readonly value: T}
	/** AWS says that there is none; `code` is its error code, e.g. `NoSuchBucketPolicy`. */
	| {readonly status: 'absent'; readonly code: string}
	/** Not allowed to look; `action` is the IAM action that would be needed, e.g. `s3:GetBucketPolicy`. */
	| {readonly status: 'refused'; readonly code: string; readonly action: string}
	/** Unreachable, throttled, timed out, or answered with something that makes no sense; `reason` is a sentence. */
	| {readonly status: 'failed'; readonly code: string; readonly reason: string}
	/**
	 * Not looked at, since it does not apply or was not handed in; `reason` is a sentence, `missing` the document that was
	 * not handed in, e.g. `bucket-policy`.
	 */
	| {readonly status: 'not-looked'; readonly reason: string; readonly missing?: string};

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
	/** `READ`, `WRITE`, `READ_ACP`, `WRITE_ACP` or `FULL_CONTROL`. */
	readonly permission: string;
};

export type BucketFacts = {
	/** Found: the bucket is there; its region where AWS told it. */
	readonly existence: Looked<{readonly region?: string}>;
	/** Whether it belongs to the connection's account. */
	readonly isOwned: Looked<boolean>;
	readonly encryption: Looked<readonly EncryptionRule[]>;
	/** The policy as text, as AWS gave it. */
	readonly policy: Looked<string>;
	readonly publicAccessBlock: Looked<PublicAccessBlock>;
	readonly accountPublicAccessBlock: Looked<PublicAccessBlock>;
	/** `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`. */
	readonly ownership: Looked<string>;
	/** The grants of the bucket's ACL, as far as they were handed in. */
	readonly acl?: Looked<readonly AclGrant[]>;
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

export type RoleFacts = {
	readonly role: Looked<{
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
	}>;
	readonly policies: Looked<readonly RolePolicy[]>;
	/** Text of the permissions boundary; not looked where the role has none. */
	readonly boundary: Looked<string>;
};

export type KeyFacts = {
	readonly metadata: Looked<{
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
	}>;
	/** The key policy as text. */
	readonly policy: Looked<string>;
};

/** What an account holds of one connection, as far as one may look. Plain data: whoever judges it needs nothing else. */
export type Snapshot = {
	readonly source: 'aws' | 'documents' | 'practice';
	/** ISO 8601. */
	readonly takenAt: string;
	readonly identity: Looked<Identity>;
	readonly bucket: BucketFacts;
	readonly role: RoleFacts;
	readonly key: KeyFacts;
};
