import {ListRolesCommand} from '@aws-sdk/client-iam';
import {
	type AliasListEntry,
	DescribeKeyCommand,
	type KeyListEntry,
	ListAliasesCommand,
	ListKeysCommand,
} from '@aws-sdk/client-kms';
import {
	GetBucketEncryptionCommand,
	HeadBucketCommand,
	ListBucketsCommand,
} from '@aws-sdk/client-s3';
import pMap from 'p-map';
import {facts} from '../facts.ts';
import type {
	AccountListing,
	BucketLook,
	ListedBucket,
	ListedKey,
	ListedKeys,
	ListedRole,
} from '../listing.ts';
import {failed, found, mapFound, notLooked} from '../looked.ts';
import {encodedPolicyIn, MalformedAnswerError, textIn} from '../shapes.ts';
import type {Looked} from '../types.ts';
import {type Asking, ask, type SendOptions, sending} from './ask.ts';

/** More pages than an account has; an answer that always names a next page must not hold us forever. */
const mostPages = 200;
/** The most that one page of IAM and KMS holds. */
const pageSize = 1000;
/** Keys that are looked at one by one; KMS answers so many within a second or two. */
const mostKeys = 200;
/** Questions about keys at once, far below what KMS throttles at. */
const keysAtOnce = 8;

type Paged<Answer, Item> = {
	/** The IAM action that listing takes. */
	readonly action: string;
	readonly send: (token: string | undefined, options: SendOptions) => Promise<Answer>;
	readonly itemsOf: (answer: Answer) => readonly Item[];
	/** What leads to the next page; undefined on the last one. */
	readonly nextOf: (answer: Answer) => string | undefined;
};

/** All items of a list, page by page, with a time limit for each page. What one page lacks, the whole list lacks. */
async function listAll<Answer, Item>(
	asking: Asking,
	{action, send, itemsOf, nextOf}: Paged<Answer, Item>,
): Promise<Looked<readonly Item[]>> {
	const items: Item[] = [];
	let token: string | undefined;
	for (let page = 0; page < mostPages; page += 1) {
		const current = token;
		const answer = await ask(asking, {
			action,
			send: (options) => send(current, options),
			read: (given: Answer) => ({items: itemsOf(given), next: nextOf(given)}),
		});
		if (answer.status !== 'found') {
			return answer;
		}

		items.push(...answer.value.items);
		token = answer.value.next;
		if (token === undefined) {
			return found(items);
		}
	}

	return failed(
		'malformed',
		'EndlessList',
		`The list of ${action} has more than ${mostPages} pages, which no account has.`,
	);
}

function listOf<Item>(value: readonly Item[] | undefined, field: string): readonly Item[] {
	if (!Array.isArray(value)) {
		throw new MalformedAnswerError(field);
	}

	return value as readonly Item[];
}

/**
 * All buckets with their Regions, which S3 names on pages alone: without a page size the answer may lack them.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
async function listBuckets(
	asking: Asking,
	region: string,
): Promise<Looked<readonly ListedBucket[]>> {
	const client = asking.clients.s3(region);
	return listAll(asking, {
		action: 's3:ListAllMyBuckets',
		send: (token, options) =>
			client.send(
				new ListBucketsCommand({
					MaxBuckets: pageSize,
					...(token !== undefined && {ContinuationToken: token}),
				}),
				options,
			),
		// An account without buckets has no list of them.
		itemsOf: ({Buckets = []}) =>
			listOf(Buckets, 'Buckets').map(({Name, BucketRegion}) => ({
				name: textIn(Name, 'Name'),
				...(BucketRegion ? {region: BucketRegion} : {}),
			})),
		nextOf: ({ContinuationToken}) => ContinuationToken || undefined,
	});
}

/** Where a bucket of the list is, and how it encrypts; S3 names the Region with every bucket that is there. */
async function lookAtListed(
	asking: Asking,
	{name, region: listed}: ListedBucket,
	region: string,
): Promise<BucketLook> {
	const own = listed ?? (await regionOf(asking, name, region));
	if (own === undefined) {
		return {encryption: notLooked('S3 did not say in which Region the bucket is.')};
	}

	const {action, absentCodes, read} = facts.bucket.encryption;
	const encryption = await ask(asking, {
		action,
		absentCodes,
		send: sending(asking.clients.s3(own), new GetBucketEncryptionCommand({Bucket: name})),
		read: (answer: unknown) => read(answer),
	});
	return {region: own, encryption};
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
async function regionOf(asking: Asking, name: string, region: string): Promise<string | undefined> {
	const looked = await ask<{BucketRegion?: string | undefined}, string | undefined>(asking, {
		action: 's3:ListBucket',
		send: (options) =>
			asking.clients.s3(region).send(new HeadBucketCommand({Bucket: name}), options),
		read: ({BucketRegion}) => BucketRegion || undefined,
		interpret: ({region: told}) => (told === undefined ? undefined : found(told)),
	});
	return looked.status === 'found' ? looked.value : undefined;
}

/** The names of keys, by the IDs of the keys. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html */
async function listAliases(
	asking: Asking,
	region: string,
): Promise<Looked<readonly AliasListEntry[]>> {
	return listAll(asking, {
		action: 'kms:ListAliases',
		send: (Marker, options) =>
			asking.clients
				.kms(region)
				.send(new ListAliasesCommand({Limit: 100, ...(Marker !== undefined && {Marker})}), options),
		itemsOf: ({Aliases}) => listOf(Aliases, 'Aliases'),
		nextOf: ({Truncated, NextMarker}) =>
			Truncated === true ? textIn(NextMarker, 'NextMarker') : undefined,
	});
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html */
async function listKeys(asking: Asking, region: string): Promise<Looked<ListedKeys>> {
	const client = asking.clients.kms(region);
	const [keys, aliases] = await Promise.all([
		listAll(asking, {
			action: 'kms:ListKeys',
			send: (Marker, options) =>
				client.send(
					new ListKeysCommand({Limit: pageSize, ...(Marker !== undefined && {Marker})}),
					options,
				),
			itemsOf: ({Keys}): readonly KeyListEntry[] => listOf(Keys, 'Keys'),
			nextOf: ({Truncated, NextMarker}) =>
				Truncated === true ? textIn(NextMarker, 'NextMarker') : undefined,
		}),
		listAliases(asking, region),
	]);
	if (keys.status !== 'found') {
		return keys;
	}

	const names = new Map<string, string[]>();
	for (const {AliasName, TargetKeyId} of aliases.status === 'found' ? aliases.value : []) {
		if (AliasName !== undefined && TargetKeyId !== undefined) {
			names.set(TargetKeyId, [...(names.get(TargetKeyId) ?? []), AliasName]);
		}
	}

	const all = keys.value.map(({KeyArn, KeyId = ''}) => ({
		arn: KeyArn ?? '',
		aliases: names.get(KeyId) ?? [],
	}));
	// Those with a name of their own first: they are the ones that somebody means.
	const sorted = all.toSorted(
		(one, other) => Number(other.aliases.length > 0) - Number(one.aliases.length > 0),
	);
	const {action, read} = facts.key.metadata;
	const looked = await pMap(
		sorted.slice(0, mostKeys),
		async (key): Promise<ListedKey> => ({
			...key,
			metadata: await ask(asking, {
				action,
				send: sending(client, new DescribeKeyCommand({KeyId: key.arn})),
				read: (answer: unknown) => read(answer),
			}),
		}),
		{concurrency: keysAtOnce},
	);
	return found({
		keys: looked,
		others: Math.max(0, sorted.length - mostKeys),
		...(aliases.status !== 'found' && {unnamed: aliases}),
	});
}

/** Roles under this path belong to AWS services, and their trust cannot be changed. */
const serviceRoles = /^\/aws-(?:service-role|reserved)\//;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
async function listRoles(asking: Asking): Promise<Looked<readonly ListedRole[]>> {
	const client = asking.clients.iam();
	const roles = await listAll(asking, {
		action: 'iam:ListRoles',
		send: (Marker, options) =>
			client.send(
				new ListRolesCommand({MaxItems: pageSize, ...(Marker !== undefined && {Marker})}),
				options,
			),
		itemsOf: ({Roles}) =>
			listOf(Roles, 'Roles').map(({RoleName, Path, Arn, AssumeRolePolicyDocument}) => ({
				name: textIn(RoleName, 'RoleName'),
				path: textIn(Path, 'Path'),
				arn: textIn(Arn, 'Arn'),
				trustPolicy: encodedPolicyIn(AssumeRolePolicyDocument, 'AssumeRolePolicyDocument'),
			})),
		nextOf: ({IsTruncated, Marker}) =>
			IsTruncated === true ? textIn(Marker, 'Marker') : undefined,
	});
	return mapFound(roles, (all) => all.filter(({path}) => !serviceRoles.test(path)));
}

/** Lists what the signed-in account holds; `region` is asked where no other is meant. */
export function createAwsListing(
	startAsking: (signal: AbortSignal | undefined) => Asking,
	region: string,
): AccountListing {
	return {
		buckets: ({signal} = {}) => listBuckets(startAsking(signal), region),
		bucket: (listed, {signal} = {}) => lookAtListed(startAsking(signal), listed, region),
		keys: (place, {signal} = {}) => listKeys(startAsking(signal), place),
		roles: ({signal} = {}) => listRoles(startAsking(signal)),
	};
}
