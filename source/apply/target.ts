import * as v from 'valibot';
import {
	type BucketPlace,
	type EncryptionRule,
	found,
	type Looked,
	mapFound,
	type Writer,
} from '../account/index.ts';
import {keyParts} from '../aws/index.ts';

/** One thing of an account that is written as a whole: what a step changes, and what a backup is of. */
export type Target =
	| {readonly kind: 'bucket' | 'bucket-policy' | 'bucket-encryption'; readonly place: BucketPlace}
	| {readonly kind: 'role'; readonly roleName: string; readonly rolePath: string}
	| {readonly kind: 'trust-policy'; readonly roleName: string}
	| {readonly kind: 'role-policy'; readonly roleName: string; readonly policyName: string}
	| {readonly kind: 'key-policy'; readonly keyArn: string};

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

/** The name of the bucket, role or key alone. */
export function resourceName(target: Target): string {
	if ('place' in target) {
		return target.place.bucket;
	}

	return 'keyArn' in target ? keyParts(target.keyArn).keyId : target.roleName;
}
