import type {VendorProfile} from '../vendors/index.ts';
import type {EncryptionRule, KeyMetadata, Looked} from './types.ts';

/** A bucket of the account, as its list names it. */
export type ListedBucket = {
	readonly name: string;
	/** Absent where the list does not say it, as with other services than S3 that speak as it does. */
	readonly region?: string;
};

/** What one look at a bucket of the list tells. */
export type BucketLook = {
	/** Absent where it could not be seen. */
	readonly region?: string;
	/** The default encryption. */
	readonly encryption: Looked<readonly EncryptionRule[]>;
};

/** A key of the account in one Region. */
export type ListedKey = {
	readonly arn: string;
	/** Names that people gave it, `alias/…`; none where they could not be listed. */
	readonly aliases: readonly string[];
	readonly metadata: Looked<KeyMetadata>;
};

/** The keys of a Region. */
export type ListedKeys = {
	readonly keys: readonly ListedKey[];
	/** How many more there are, at which nobody looked: each takes a question of its own. */
	readonly others: number;
	/** Why the keys have no names here; absent where they could be listed. */
	readonly unnamed?: Exclude<Looked<unknown>, {status: 'found'}>;
};

/** A role of the account with its trust policy, which tells who may take it. */
export type ListedRole = {
	readonly name: string;
	/** `/` at its start and its end. */
	readonly path: string;
	readonly arn: string;
	/** The trust policy as text. */
	readonly trustPolicy: string;
};

type ListOptions = {readonly signal?: AbortSignal};

/**
 * What an account holds, to choose from. What may not be listed is a value that names the IAM action; the promises reject
 * only when the signal ends the listing.
 */
export type AccountListing = {
	/** All buckets of the account, by name. */
	buckets(options?: ListOptions): Promise<Looked<readonly ListedBucket[]>>;
	/** Where one of them is and how it encrypts. */
	bucket(listed: ListedBucket, options?: ListOptions): Promise<BucketLook>;
	/** The keys of a Region, those of AWS too. */
	keys(region: string, options?: ListOptions): Promise<Looked<ListedKeys>>;
	/** All roles but those that AWS services made for themselves. */
	roles(options?: ListOptions): Promise<Looked<readonly ListedRole[]>>;
};

/** Why S3 cannot use a key for what a vendor does with a bucket. */
export type UnfitKey = 'of-aws' | 'not-enabled' | 'not-symmetric' | 'other-usage';

/**
 * Why a key does not fit; undefined where it does, or where that could not be looked at.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function whyUnfit(
	{metadata}: Pick<ListedKey, 'metadata'>,
	{access}: Pick<VendorProfile, 'access'>,
): UnfitKey | undefined {
	if (metadata.status !== 'found') {
		return undefined;
	}

	const {manager, state, spec = symmetric, usage = encrypting} = metadata.value;
	// A role of this account may use the key of AWS; nobody from elsewhere can be let in, since its policy is AWS's own.
	// https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key
	if (manager === 'AWS' && access !== 'customer-role') {
		return 'of-aws';
	}

	if (state !== 'Enabled') {
		return 'not-enabled';
	}

	if (usage !== encrypting) {
		return 'other-usage';
	}

	return spec === symmetric ? undefined : 'not-symmetric';
}

const symmetric = 'SYMMETRIC_DEFAULT';
const encrypting = 'ENCRYPT_DECRYPT';
