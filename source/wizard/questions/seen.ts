import type {
	EncryptionRule,
	ListedBucket,
	ListedKey,
	Looked,
	UnfitKey,
} from '../../account/index.ts';
import {type Encryption, keyInArn} from '../../aws/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import type {Access, SignedIn} from '../access.ts';
import type {Answers} from '../answers.ts';

/** A key of the account, and why the vendor could not use it. */
export type SeenKey = Pick<ListedKey, 'arn' | 'aliases'> & {
	readonly unfit?: UnfitKey;
	/** Whether it is one that AWS manages. */
	readonly isOfAws: boolean;
};

/** The keys of a Region. */
export type SeenKeys = {
	readonly keys: readonly SeenKey[];
	/** How many more there are. */
	readonly others: number;
	/** The permission that it takes to see their names, where those were refused. */
	readonly unnamedFor?: string;
};

/** A role of the account, and how it stands to the vendor. */
export type SeenRole = {
	readonly name: string;
	readonly path: string;
	readonly trustsVendor: boolean;
	/** The external IDs with which the vendor can take it already. */
	readonly externalIds: readonly string[];
};

/** What was seen in the account that one is signed in to, as far as it was looked at. Plain data, and not kept. */
export type Seen = {
	readonly buckets?: Looked<readonly ListedBucket[]>;
	/** Where buckets are of which the list does not say it, by name. */
	readonly regions: Readonly<Record<string, string>>;
	/** By the bucket's name. */
	readonly encryptions: Readonly<Record<string, Looked<readonly EncryptionRule[]>>>;
	/** By Region. */
	readonly keys: Readonly<Record<string, Looked<SeenKeys>>>;
	/** For whom the roles were judged, see `whomOf`. */
	readonly rolesFor?: string;
	readonly roles?: Looked<readonly SeenRole[]>;
};

export const nothingSeen: Seen = {regions: {}, encryptions: {}, keys: {}};

/** All that a question follows from. */
export type Known = {
	readonly answers: Answers;
	readonly profile: VendorProfile | undefined;
	readonly access: Access;
	readonly signedIn?: SignedIn;
	readonly seen?: Seen;
};

/** Whether one is signed in to the very account that owns the bucket: what that holds can be shown, and nothing else. */
export function isAtHome({access, signedIn, answers}: Known): boolean {
	return (
		access.kind !== 'guided' && signedIn !== undefined && signedIn.accountId === answers.accountId
	);
}

/** Whether the account is asked by typing where a step needs it: the one that one is signed in to says itself. */
export function isAccountTyped({answers, signedIn}: Pick<Known, 'answers' | 'signedIn'>): boolean {
	return (
		signedIn === undefined ||
		(answers.accountId !== undefined && answers.accountId !== signedIn.accountId)
	);
}

/** What was seen in the account of the bucket; undefined where that is not the one that one is signed in to. */
export function seenAtHome(known: Known): Seen | undefined {
	return isAtHome(known) ? (known.seen ?? nothingSeen) : undefined;
}

/** Who at the vendor is meant, as one text; undefined where the answers do not say it yet. */
export function whomOf({answers, profile}: Pick<Known, 'answers' | 'profile'>): string | undefined {
	if (profile === undefined || profile.access !== 'customer-role') {
		return undefined;
	}

	const {principal} = profile;
	const chosen =
		principal.from === 'article'
			? principal.arn
			: principal.from === 'product'
				? answers.principal
				: inputOf(answers, principal.input);
	return chosen ? `${answers.vendor} ${chosen}` : undefined;
}

/** The answer to an input of the profile. */
function inputOf(answers: Answers, field: string): string | undefined {
	return Object.entries(answers).find(([name]) => name === field)?.[1];
}

/** The listed bucket with this name; `none` where the list does not have it, and undefined where there is no list. */
export function listedBucket(
	known: Known,
	name: string | undefined,
): ListedBucket | 'none' | undefined {
	const seen = seenAtHome(known);
	if (seen?.buckets?.status !== 'found') {
		return undefined;
	}

	const bucket = seen.buckets.value.find((one) => one.name === name);
	return bucket === undefined ? 'none' : placed(bucket, seen);
}

/** The bucket with its Region, also where only a look at it told that. */
export function placed(bucket: ListedBucket, {regions}: Seen): ListedBucket {
	const region = bucket.region ?? regions[bucket.name];
	return region === undefined ? bucket : {...bucket, region};
}

/** The role with this name; `none` where there is none, and undefined where there is no list for this vendor. */
export function listedRole(known: Known, name: string | undefined): SeenRole | 'none' | undefined {
	const seen = seenAtHome(known);
	return seen?.roles?.status === 'found' && seen.rolesFor === whomOf(known)
		? (seen.roles.value.find((role) => role.name === name) ?? 'none')
		: undefined;
}

const methods: Readonly<Record<string, Encryption>> = {
	AES256: 'SSE-S3',
	'aws:kms': 'SSE-KMS',
	'aws:kms:dsse': 'DSSE-KMS',
};

/** How a bucket encrypts. */
export type FoundEncryption = {
	/** Undefined for one that this program does not know. */
	readonly method: Encryption | undefined;
	readonly algorithm: string;
	/** ARN of the key, where there is one and it can be told. */
	readonly keyArn?: string;
	/** The key as the bucket names it, where that is no ARN. */
	readonly keyName?: string;
	/** Whether it is the key that AWS manages. */
	readonly isKeyOfAws: boolean;
};

/**
 * What the default encryption of the bucket of the answers is; undefined where it was not seen. A bucket without a setting
 * has SSE-S3. https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
 */
export function foundEncryption(
	known: Known,
	name = known.answers.bucket ?? '',
): FoundEncryption | undefined {
	const seen = seenAtHome(known);
	const looked = seen?.encryptions[name];
	if (looked?.status !== 'found' && looked?.status !== 'absent') {
		return undefined;
	}

	const bucket = listedBucket(known, name);
	const region = (bucket !== 'none' ? bucket?.region : undefined) ?? known.answers.region ?? '';
	return encryptionOfRule(known, looked.status === 'found' ? looked.value[0] : undefined, region);
}

/** What a rule of a bucket's default encryption means, in this Region. */
export function encryptionOfRule(
	known: Known,
	rule: EncryptionRule | undefined,
	region: string,
): FoundEncryption {
	const {algorithm = 'AES256', keyId} = rule ?? {};
	const method = methods[algorithm];
	if (method === 'SSE-S3') {
		return {method, algorithm, isKeyOfAws: false};
	}

	const listed = seenAtHome(known)?.keys[region];
	const keys = listed?.status === 'found' ? listed.value.keys : [];
	const alias = keyId === undefined ? 'alias/aws/s3' : /(?:^|:)(alias\/.+)$/.exec(keyId)?.[1];
	const keyArn =
		alias === undefined
			? arnOfKey(keyId ?? '', region, known.answers.accountId ?? '')
			: keys.find(({aliases}) => aliases.includes(alias))?.arn;
	return {
		method,
		algorithm,
		...(keyArn !== undefined && {keyArn}),
		...(alias !== undefined && {keyName: alias}),
		isKeyOfAws:
			alias?.startsWith('alias/aws/') === true ||
			keys.some(({arn, isOfAws}) => arn === keyArn && isOfAws),
	};
}

/** A bare ID means a key of the bucket's account and Region. */
function arnOfKey(keyId: string, region: string, accountId: string): string | undefined {
	const arn = keyId.startsWith('arn:') ? keyId : `arn:aws:kms:${region}:${accountId}:key/${keyId}`;
	return keyInArn(arn) === undefined ? undefined : arn;
}

/** Why something could not be listed, and what to do then, as a sentence. */
export function whyUnlisted(looked: Looked<unknown>, what: string): string {
	switch (looked.status) {
		case 'refused':
			return `You are not allowed to list ${what}: that takes ${looked.action}. So type it.`;
		case 'failed':
			return `The list of ${what} could not be read: ${looked.reason} So type it.`;
		default:
			return `The list of ${what} could not be read, so type it.`;
	}
}
