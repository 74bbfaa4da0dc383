import {DescribeKeyCommand} from '@aws-sdk/client-kms';
import {
	GetBucketAclCommand,
	GetBucketCorsCommand,
	GetBucketEncryptionCommand,
	GetBucketNotificationConfigurationCommand,
	GetBucketOwnershipControlsCommand,
	GetBucketPolicyCommand,
	GetBucketVersioningCommand,
	GetPublicAccessBlockCommand,
	HeadBucketCommand,
	ListBucketsCommand,
	type ListBucketsCommandOutput,
	type S3Client,
} from '@aws-sdk/client-s3';
import {GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand} from '@aws-sdk/client-s3-control';
import type {Connection} from '../../connection/index.ts';
import {facts, noAlias} from '../facts.ts';
import {absent, found, mapFound, notLooked, refused} from '../looked.ts';
import type {BucketFacts} from '../snapshot.ts';
import type {Identity, Looked} from '../types.ts';
import {type Asking, ask, askFacts, type Send, type SendOptions, sending} from './ask.ts';
import type {Clients} from './clients.ts';
import {failureOf, isOfTheAsker} from './error-reasons.ts';
import {attachRegion, readServiceError} from './service-error.ts';

type Existence = BucketFacts['existence'];

const noBucket = 'NoSuchBucket';

/** Asks in the region given, and once more in the bucket's own where S3 says that it is another. */
async function sendWhereBucketIs<Answer>(
	clients: Clients,
	region: string,
	send: (client: S3Client) => Promise<Answer>,
): Promise<Answer> {
	try {
		return await send(clients.s3(region));
	} catch (error) {
		const {region: actual, httpStatus} = readServiceError(error);
		const isElsewhere =
			actual !== undefined &&
			actual !== region &&
			httpStatus !== undefined &&
			(httpStatus === 400 || (httpStatus >= 300 && httpStatus < 400));

		if (!isElsewhere) {
			attachRegion(error, region);
			throw error;
		}

		return send(clients.s3(actual));
	}
}

/** The bucket by HeadBucket, whose refusals have no body: the status alone tells what they mean. */
async function lookAtExistence(
	asking: Asking,
	{bucket, region, accountId}: Connection,
): Promise<{readonly existence: Existence; readonly isForbidden: boolean}> {
	const {clients} = asking;
	let isForbidden = false;
	const action = 's3:ListBucket';
	const existence = await ask<{BucketRegion?: string | undefined}, {readonly region?: string}>(
		asking,
		{
			action,
			send: (options) =>
				sendWhereBucketIs(clients, region, (client) =>
					client.send(
						new HeadBucketCommand({Bucket: bucket, ExpectedBucketOwner: accountId}),
						options,
					),
				),
			read: ({BucketRegion}) => (BucketRegion ? {region: BucketRegion} : {}),
			interpret(error) {
				if (error.httpStatus === 404) {
					return absent(noBucket);
				}

				if (error.httpStatus !== 403 || isOfTheAsker(failureOf(error).cause)) {
					return undefined;
				}

				isForbidden = true;
				// S3 names the region of a bucket that is there, also to those who may not use it.
				// https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
				return error.region === undefined
					? refused('AccessDenied', action)
					: found({region: error.region});
			},
		},
	);
	return {existence, isForbidden};
}

/** Every bucket of the signed-in account whose name begins as the bucket's does; usually one, so one page. */
async function isListed(asking: Asking, {bucket, region}: Connection): Promise<Looked<boolean>> {
	const {clients} = asking;
	const nextPage = (token: string | undefined, options: SendOptions) =>
		clients.s3(region).send(
			new ListBucketsCommand({
				Prefix: bucket,
				...(token !== undefined && {ContinuationToken: token}),
			}),
			options,
		);
	return ask(asking, {
		action: 's3:ListAllMyBuckets',
		async send(options) {
			let token: string | undefined;
			do {
				const page: ListBucketsCommandOutput = await nextPage(token, options);
				if (page.Buckets?.some(({Name}) => Name === bucket) === true) {
					return true;
				}

				token = page.ContinuationToken;
			} while (token);
			return false;
		},
		read: (listed) => listed,
	});
}

/** The owner of a bucket that nobody lets one look at, by the list of one's own buckets. */
function ownedByList(
	listed: Looked<boolean>,
	identity: Looked<Identity>,
	accountId: string,
): Looked<boolean> {
	const unknown = refused('AccessDenied', 's3:ListBucket');
	if (listed.status !== 'found' || identity.status !== 'found') {
		return unknown;
	}

	const isOwnAccount = identity.value.accountId === accountId;
	// In another account's list it cannot be the connection's; missing from that list it says nothing.
	return listed.value || isOwnAccount ? found(listed.value && isOwnAccount) : unknown;
}

/**
 * Everything about the connection's bucket. Each question carries the account that has to own it, so that an answer
 * is at the same time a proof of the owner.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 */
export async function lookAtBucket(
	asking: Asking,
	connection: Connection,
	identity: Promise<Looked<Identity>>,
): Promise<BucketFacts> {
	const {clients} = asking;
	const {bucket, region, accountId} = connection;
	const input = {Bucket: bucket, ExpectedBucketOwner: accountId};
	const inBucket =
		(send: (client: S3Client) => Send): Send =>
		(options) =>
			sendWhereBucketIs(clients, region, (client) => send(client)(options));

	const [who, head, answers] = await Promise.all([
		identity,
		lookAtExistence(asking, connection),
		askFacts(asking, facts.bucket, {
			encryption: inBucket((client) => sending(client, new GetBucketEncryptionCommand(input))),
			policy: inBucket((client) => sending(client, new GetBucketPolicyCommand(input))),
			publicAccessBlock: inBucket((client) =>
				sending(client, new GetPublicAccessBlockCommand(input)),
			),
			accountPublicAccessBlock: sending(
				clients.s3Control(),
				new GetAccountPublicAccessBlockCommand({AccountId: accountId}),
			),
			ownership: inBucket((client) =>
				sending(client, new GetBucketOwnershipControlsCommand(input)),
			),
			acl: inBucket((client) => sending(client, new GetBucketAclCommand(input))),
			cors: inBucket((client) => sending(client, new GetBucketCorsCommand(input))),
			notification: inBucket((client) =>
				sending(client, new GetBucketNotificationConfigurationCommand(input)),
			),
			versioning: inBucket((client) => sending(client, new GetBucketVersioningCommand(input))),
		}),
	]);

	const {accountPublicAccessBlock: _, ...ofBucket} = answers;
	const others = Object.values(ofBucket);
	const settings = {
		...answers,
		defaultKey: await lookAtDefaultKey(asking, connection, {...head, ...answers}),
	};
	const isProven = others.some(
		(answer) =>
			answer.status === 'found' || (answer.status === 'absent' && answer.code !== noBucket),
	);
	const failure = failureOfAll(others);
	// S3 names the region with a bucket that is there; whoever else answers does not.
	const isNamed = head.existence.status === 'found' && head.existence.value.region !== undefined;
	if (failure !== undefined && !isNamed) {
		// Where nothing else came from S3, the bare status of an answer is anybody's word, also a proxy's.
		const unseen = withPlainerReason(
			head.existence.status === 'failed' ? head.existence : failure,
			[who, ...others],
		);
		return {existence: unseen, isOwned: mapFound(unseen, () => true), ...settings};
	}

	if (isProven || (head.existence.status === 'found' && !head.isForbidden)) {
		const existence = head.existence.status === 'found' ? head.existence : found({});
		return {existence, isOwned: found(true), ...settings};
	}

	if (!head.isForbidden) {
		const existence = withPlainerReason(head.existence, [who, ...others]);
		return {existence, isOwned: mapFound(existence, () => true), ...settings};
	}

	const fault = faultOfAsker([who, ...others]);
	if (fault !== undefined) {
		// A bad sign-in is a bare 403 too, so this one says nothing of the bucket.
		const {existence} = head;
		return {
			existence: existence.status === 'found' ? existence : fault,
			isOwned: fault,
			...settings,
		};
	}

	const isOwned = ownedByList(await isListed(asking, connection), who, accountId);
	return {existence: head.existence, isOwned, ...settings};
}

/**
 * The key behind the alias of a customer by which the bucket's default encryption names it, as S3 finds it for whoever is
 * in the bucket's account. Never one of AWS's own aliases: asking for such a one can create its key.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
async function lookAtDefaultKey(
	asking: Asking,
	{region, accountId}: Connection,
	{existence, encryption}: Pick<BucketFacts, 'existence' | 'encryption'>,
): Promise<BucketFacts['defaultKey']> {
	const keyId = encryption.status === 'found' ? encryption.value[0]?.keyId : undefined;
	const alias = keyId === undefined ? undefined : /(?:^|:)(alias\/.+)$/.exec(keyId)?.[1];
	if (keyId === undefined || alias === undefined) {
		return noAlias;
	}

	if (alias.startsWith('alias/aws/')) {
		return notLooked('The bucket names an alias of AWS.');
	}

	const place = (existence.status === 'found' ? existence.value.region : undefined) ?? region;
	const KeyId = keyId.startsWith('arn:') ? keyId : `arn:aws:kms:${place}:${accountId}:${alias}`;
	const {action, absentCodes, read} = facts.key.metadata;
	return ask(asking, {
		action,
		absentCodes,
		send: sending(asking.clients.kms(keyRegion(KeyId) ?? place), new DescribeKeyCommand({KeyId})),
		read: (answer: unknown) => read(answer).arn,
	});
}

/** The region in the ARN of a key or an alias. */
function keyRegion(keyId: string): string | undefined {
	return /^arn:[^:]+:kms:([a-z0-9-]+):/.exec(keyId)?.[1];
}

/** What is wrong with whoever asks, where an answer says so. */
function faultOfAsker(answers: readonly Looked<unknown>[]) {
	return failuresIn(answers).find(({cause}) => isOfTheAsker(cause));
}

/** The first failure, where nothing but failures came. */
function failureOfAll(answers: readonly Looked<unknown>[]) {
	const failures = failuresIn(answers);
	return failures.length === answers.length ? failures[0] : undefined;
}

function failuresIn(answers: readonly Looked<unknown>[]) {
	return answers.filter((answer) => answer.status === 'failed');
}

/** HeadBucket has no body to tell why it failed; the other questions may have been told. */
function withPlainerReason(existence: Existence, answers: readonly Looked<unknown>[]): Existence {
	return existence.status === 'failed' ? (faultOfAsker(answers) ?? existence) : existence;
}
