import * as v from 'valibot';
import {
	absent,
	type BucketNotification,
	type BucketPlace,
	bucketNotification,
	type CorsRule,
	corsForm,
	corsRules,
	type EncryptionRule,
	found,
	type Looked,
	MalformedAnswerError,
	mapFound,
	notificationForm,
	type Writer,
} from '../account/index.ts';
import {keyParts, queueParts} from '../aws/index.ts';

/** One thing of an account that is written as a whole: what a step changes, and what a backup is of. */
export type Target =
	| {
			readonly kind:
				| 'bucket'
				| 'bucket-policy'
				| 'bucket-encryption'
				| 'bucket-cors'
				| 'bucket-notification';
			readonly place: BucketPlace;
	  }
	| {readonly kind: 'role'; readonly roleName: string; readonly rolePath: string}
	| {readonly kind: 'trust-policy'; readonly roleName: string}
	| {readonly kind: 'role-policy'; readonly roleName: string; readonly policyName: string}
	| {readonly kind: 'key-policy'; readonly keyArn: string}
	| {readonly kind: 'queue-policy'; readonly queueArn: string};

/** Where a target is read, written and removed, as text whatever it is. */
export type TargetAccess = {
	/** What is there now. Of a role it is the trust policy, of a bucket its place. */
	readonly read: () => Promise<Looked<string>>;
	/** Absent for a bucket and a role themselves, which are only made, and a role deleted. */
	readonly write?: (text: string) => Promise<void>;
	/** Absent for what AWS does not let one take away, and for a bucket, which may hold files. */
	readonly remove?: () => Promise<void>;
};

const noSuchBucket = 'NoSuchBucket';

const rulesShape = v.pipe(
	v.array(
		v.strictObject({
			algorithm: v.pipe(v.string(), v.nonEmpty()),
			keyId: v.exactOptional(v.string()),
			bucketKeyEnabled: v.exactOptional(v.boolean()),
			blockedTypes: v.exactOptional(v.array(v.string())),
		}),
	),
	v.minLength(1),
);

/** The rules of a bucket's encryption as text, so that they can be compared, shown and backed up as documents are. */
export function rulesText(rules: readonly EncryptionRule[]): string {
	return `${JSON.stringify(rules, undefined, 2)}\n`;
}

/** The rules in a text that `rulesText` made; undefined where it is not such a text. */
export function rulesIn(text: string): readonly EncryptionRule[] | undefined {
	try {
		const result = v.safeParse(rulesShape, JSON.parse(text));
		return result.success ? result.output : undefined;
	} catch {
		return undefined;
	}
}

/** The CORS rules of a bucket as the JSON of the S3 API: `{"CORSRules": [...]}`. */
export function corsText(rules: readonly CorsRule[]): string {
	return `${JSON.stringify(corsForm(rules), undefined, 2)}\n`;
}

/** The rules in such a text; undefined where it is none. */
export function corsIn(text: string): readonly CorsRule[] | undefined {
	return readOr(() => corsRules(JSON.parse(text)));
}

/** Whom a bucket tells of events as the JSON of the S3 API: `{"QueueConfigurations": [...], ...}`. */
export function notificationText(notification: BucketNotification): string {
	return `${JSON.stringify(notificationForm(notification), undefined, 2)}\n`;
}

/** What such a text says; undefined where it is none. */
export function notificationIn(text: string): BucketNotification | undefined {
	return readOr(() => bucketNotification(JSON.parse(text)));
}

/** What is read; undefined where it is not JSON, or not as the API gives it. */
function readOr<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof MalformedAnswerError) {
			return undefined;
		}

		throw error;
	}
}

/** S3 has a configuration for every bucket; one that tells nobody is as none. */
export const toldNobody: BucketNotification = {
	topics: [],
	queues: [],
	functions: [],
	isToEventBridge: false,
};

/** The code for that, which S3 has none of. */
const noNotification = 'NoSuchConfiguration';

/** Whom a bucket tells of events as text; absent where it tells nobody. */
export function notificationTold(looked: Looked<BucketNotification>): Looked<string> {
	const nobody = notificationText(toldNobody);
	const text = mapFound(looked, notificationText);
	return text.status === 'found' && text.value === nobody ? absent(noNotification) : text;
}

/** A bucket itself as text: where it is. */
export function placeText(place: BucketPlace): string {
	return `${JSON.stringify(place, undefined, 2)}\n`;
}

/**
 * Whether the account has the bucket, by a call that is answered only for a bucket of this account: it names the owner
 * that is expected. Every bucket has an encryption.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 */
export async function readBucket(writer: Writer, place: BucketPlace): Promise<Looked<string>> {
	const seen = await writer.readEncryption(place);
	return seen.status === 'found' || (seen.status === 'absent' && seen.code !== noSuchBucket)
		? found(placeText(place))
		: seen;
}

/** How the writer reaches the target. */
export function accessTo(writer: Writer, target: Target): TargetAccess {
	switch (target.kind) {
		case 'bucket':
			return {read: () => readBucket(writer, target.place)};
		case 'bucket-policy':
			return {
				read: () => writer.readBucketPolicy(target.place),
				write: (text) => writer.putBucketPolicy(target.place, text),
				remove: () => writer.deleteBucketPolicy(target.place),
			};
		case 'bucket-encryption':
			return {
				read: async () => mapFound(await writer.readEncryption(target.place), rulesText),
				write: (text) => writer.putEncryption(target.place, rulesIn(text) ?? []),
			};
		case 'bucket-cors':
			return {
				read: async () => mapFound(await writer.readCors(target.place), corsText),
				write: (text) => writer.putCors(target.place, corsIn(text) ?? []),
				remove: () => writer.deleteCors(target.place),
			};
		case 'bucket-notification':
			return {
				read: async () => notificationTold(await writer.readNotification(target.place)),
				write: (text) => writer.putNotification(target.place, notificationIn(text) ?? toldNobody),
				remove: () => writer.putNotification(target.place, toldNobody),
			};
		case 'queue-policy':
			return {
				read: () => writer.readQueuePolicy(target.queueArn),
				write: (text) => writer.putQueuePolicy(target.queueArn, text),
				remove: () => writer.deleteQueuePolicy(target.queueArn),
			};
		case 'role':
			return {
				read: () => writer.readTrustPolicy(target.roleName),
				remove: () => writer.deleteRole(target.roleName),
			};
		case 'trust-policy':
			return {
				read: () => writer.readTrustPolicy(target.roleName),
				write: (text) => writer.putTrustPolicy(target.roleName, text),
			};
		case 'role-policy':
			return {
				read: () => writer.readRolePolicy(target.roleName, target.policyName),
				write: (text) => writer.putRolePolicy(target.roleName, target.policyName, text),
				remove: () => writer.deleteRolePolicy(target.roleName, target.policyName),
			};
		case 'key-policy':
			return {
				read: () => writer.readKeyPolicy(target.keyArn),
				write: (text) => writer.putKeyPolicy(target.keyArn, text),
			};
	}
}

/** The name of the bucket, role, key or queue alone. */
export function resourceName(target: Target): string {
	if ('place' in target) {
		return target.place.bucket;
	}

	if ('queueArn' in target) {
		return queueParts(target.queueArn).name;
	}

	return 'keyArn' in target ? keyParts(target.keyArn).keyId : target.roleName;
}
