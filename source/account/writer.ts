import type {RoleExtras} from '../connection/index.ts';
import type {EncryptionRule, Looked} from './types.ts';

/** A text of the account as it is right now, with what AWS needs to know to write it back. */
type Current = Looked<string>;

/**
 * What may be changed in an account. Every method makes exactly one call that writes, or one that reads where it says
 * so. A refused or failed write throws `WriteError`, and is never sent a second time here: whoever called has to look
 * first whether the change was made.
 */
export type Writer = {
	/** Twelve digits: whose account it is; asked before anything is written. */
	accountId(): Promise<string>;
	/** Makes the bucket with AWS's defaults: ACLs disabled, all public access blocked. */
	createBucket(bucket: string, region: string): Promise<void>;
	putEncryption(bucket: BucketPlace, rules: readonly EncryptionRule[]): Promise<void>;
	createRole(
		role: Partial<RoleExtras> & {
			readonly name: string;
			readonly path: string;
			readonly trustPolicy: string;
			readonly description: string;
		},
	): Promise<void>;
	putTrustPolicy(roleName: string, text: string): Promise<void>;
	putRolePolicy(roleName: string, policyName: string, text: string): Promise<void>;
	putBucketPolicy(bucket: BucketPlace, text: string): Promise<void>;
	putKeyPolicy(keyArn: string, text: string): Promise<void>;
	/** The next six read, right before a write. */
	readEncryption(bucket: BucketPlace): Promise<Looked<readonly EncryptionRule[]>>;
	readTrustPolicy(roleName: string): Promise<Current>;
	/** ARN of the role's permissions boundary; absent where it has none. */
	readRoleBoundary(roleName: string): Promise<Current>;
	readRolePolicy(roleName: string, policyName: string): Promise<Current>;
	readBucketPolicy(bucket: BucketPlace): Promise<Current>;
	readKeyPolicy(keyArn: string): Promise<Current>;
	/** Only for going back: these remove what was not there before. */
	deleteBucketPolicy(bucket: BucketPlace): Promise<void>;
	deleteRolePolicy(roleName: string, policyName: string): Promise<void>;
	deleteRole(roleName: string): Promise<void>;
};

/** A bucket and who must own it. */
export type BucketPlace = {
	readonly bucket: string;
	readonly region: string;
	/** The account that the bucket has to belong to; S3 refuses otherwise. */
	readonly ownerId: string;
};

/** A write that AWS did not take. */
export class WriteError extends Error {
	/** AWS's error code, e.g. `AccessDenied` or `MalformedPolicyDocument`. */
	readonly code: string;
	/** The IAM action that the call needs, e.g. `s3:PutBucketPolicy`. */
	readonly action: string;
	/**
	 * Whether the same call may succeed a little later: IAM has not spread a new role yet, somebody else is changing the
	 * same thing, or there were too many calls. The change was certainly not made.
	 */
	readonly isTransient: boolean;
	/** Whether the action is not allowed to whoever is signed in. */
	readonly isRefused: boolean;
	/** Whether the change may have been made all the same, or may yet be: only a look at the account can tell. */
	readonly isUncertain: boolean;

	constructor(
		message: string,
		options: {
			readonly code: string;
			readonly action: string;
			readonly isTransient?: boolean;
			readonly isRefused?: boolean;
			readonly isUncertain?: boolean;
			readonly cause?: unknown;
		},
	) {
		super(message, options.cause === undefined ? undefined : {cause: options.cause});
		this.name = 'WriteError';
		this.code = options.code;
		this.action = options.action;
		this.isTransient = options.isTransient ?? false;
		this.isRefused = options.isRefused ?? false;
		this.isUncertain = options.isUncertain ?? false;
	}
}

const notThere = 'This role no longer exists, or IAM does not know it yet.';
const malformed =
	'AWS does not accept the document: something in it is not valid, or it names a principal that does not exist.';
const inUse = 'Somebody else is changing the same thing right now. Run it again when that is done.';

/** What the codes mean that only writes have. */
const reasons: Readonly<Record<string, string>> = {
	BucketAlreadyExists:
		'Another AWS account has a bucket with this name. Bucket names are unique across all AWS accounts. Choose another name.',
	BucketAlreadyOwnedByYou: 'Your account already has a bucket with this name.',
	ConcurrentModification: inUse,
	ConcurrentModificationException: inUse,
	ConflictingOperation: inUse,
	OperationAborted: inUse,
	DeleteConflict:
		'The role still has policies, so AWS does not delete it. Remove its policies first.',
	DisabledException: 'The key is disabled. Enable it and run again.',
	EntityAlreadyExists: 'The account already has a role with this name.',
	IllegalLocationConstraintException:
		'The bucket cannot be created in this region from here, or the region is not enabled for the account.',
	InvalidBucketName: 'S3 does not accept this bucket name.',
	KMSInvalidStateException:
		'The key cannot be changed in its current state. It may be pending deletion.',
	LimitExceeded: 'The account or the role has reached an IAM limit, in number or in size.',
	LimitExceededException:
		'KMS refuses it because the document is longer than KMS allows (32,768 bytes for a key policy), or a quota of the account is used up.',
	MalformedPolicy: malformed,
	MalformedPolicyDocument: malformed,
	MalformedPolicyDocumentException: malformed,
	NoSuchBucket: 'There is no such bucket, or S3 does not know it yet.',
	NoSuchEntity: notThere,
	NotFoundException: 'There is no such key.',
	PermanentRedirect: 'The bucket is in a different region than the one given.',
	TemporaryRedirect: 'S3 does not know the bucket in its region yet. Try again in a few minutes.',
	TooManyBuckets: 'The account has reached its bucket limit.',
	UnmodifiableEntity: 'Only the AWS service that created the role may change it.',
	UnsupportedOperationException: 'This kind of key cannot be changed in this way.',
};

/** A sentence for an error code that a write may give; undefined where nothing special is known of it. */
export function writeFailureReason(code: string): string | undefined {
	return Object.hasOwn(reasons, code) ? reasons[code] : undefined;
}
