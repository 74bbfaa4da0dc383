import type {RoleExtras} from '../connection/index.ts';
import type {Denial} from './denial.ts';
import type {BucketNotification, CorsRule, EncryptionRule, Looked} from './types.ts';

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
	putCors(bucket: BucketPlace, rules: readonly CorsRule[]): Promise<void>;
	/** Replaces all of it; one that tells nobody is what S3 has for none. S3 sends each destination a test message first. */
	putNotification(bucket: BucketPlace, notification: BucketNotification): Promise<void>;
	putQueuePolicy(queueArn: string, text: string): Promise<void>;
	/** The next nine read, right before a write. */
	readEncryption(bucket: BucketPlace): Promise<Looked<readonly EncryptionRule[]>>;
	readTrustPolicy(roleName: string): Promise<Current>;
	/** ARN of the role's permissions boundary; absent where it has none. */
	readRoleBoundary(roleName: string): Promise<Current>;
	readRolePolicy(roleName: string, policyName: string): Promise<Current>;
	readBucketPolicy(bucket: BucketPlace): Promise<Current>;
	readKeyPolicy(keyArn: string): Promise<Current>;
	readCors(bucket: BucketPlace): Promise<Looked<readonly CorsRule[]>>;
	readNotification(bucket: BucketPlace): Promise<Looked<BucketNotification>>;
	readQueuePolicy(queueArn: string): Promise<Current>;
	/** Only for going back: these remove what was not there before. */
	deleteBucketPolicy(bucket: BucketPlace): Promise<void>;
	deleteRolePolicy(roleName: string, policyName: string): Promise<void>;
	deleteRole(roleName: string): Promise<void>;
	deleteCors(bucket: BucketPlace): Promise<void>;
	deleteQueuePolicy(queueArn: string): Promise<void>;
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
	/** Why AWS refuses it, where it tells that. */
	readonly denial: Denial | undefined;
	/** Whether the change may have been made all the same, or may yet be: only a look at the account can tell. */
	readonly isUncertain: boolean;
	/**
	 * ARNs of the destinations of events that S3 could not send its test message to, as far as it names them; undefined where
	 * that is not the matter.
	 */
	readonly destinations: readonly string[] | undefined;

	constructor(
		message: string,
		options: {
			readonly code: string;
			readonly action: string;
			readonly isTransient?: boolean;
			readonly isRefused?: boolean;
			readonly denial?: Denial | undefined;
			readonly isUncertain?: boolean;
			readonly destinations?: readonly string[] | undefined;
			readonly cause?: unknown;
		},
	) {
		super(message, options.cause === undefined ? undefined : {cause: options.cause});
		this.name = 'WriteError';
		this.code = options.code;
		this.action = options.action;
		this.isTransient = options.isTransient ?? false;
		this.isRefused = options.isRefused ?? false;
		this.denial = options.denial;
		this.isUncertain = options.isUncertain ?? false;
		this.destinations = options.destinations;
	}
}
