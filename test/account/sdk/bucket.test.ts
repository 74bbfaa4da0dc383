import {describe, expect, test} from 'vitest';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';
import {errorAnswer, fakeAws, lookAt, type Replies, type SentRequest} from '../support/fake-aws.ts';
import {healthyAnswers, listAnswer, queryAnswer} from '../support/healthy-answers.ts';

const connection = creativeForceConnection();
const healthy = healthyAnswers(connection);
const found = <T>(value: T) => ({status: 'found', value}) as const;

const onBucket = [
	'GetBucketEncryption',
	'GetBucketPolicy',
	'GetPublicAccessBlock',
	'GetBucketOwnershipControls',
] as const;

const allRefused: Replies = Object.fromEntries(
	onBucket.map((operation) => [operation, errorAnswer(operation, 403, 'AccessDenied')]),
);
const forbidden = {status: 403, headers: {'x-amz-bucket-region': 'us-west-2'}};

describe('a bucket in another region', () => {
	const elsewhere = 'us-west-2';
	const inRegion = (operation: keyof typeof healthy, wrong: {status: number; body?: string}) =>
		[
			operation,
			({hostname}: SentRequest) =>
				hostname.includes(elsewhere)
					? {...healthy[operation], headers: {'x-amz-bucket-region': elsewhere}}
					: {...wrong, headers: {'x-amz-bucket-region': elsewhere}},
		] as const;

	test.each([
		['a redirect', 301, 'PermanentRedirect'],
		['a temporary redirect', 307, 'TemporaryRedirect'],
		['a complaint of the signature', 400, 'AuthorizationHeaderMalformed'],
	])('that S3 tells by %s is looked at there', async (_title, status, code) => {
		const aws = fakeAws(
			Object.fromEntries(
				(['HeadBucket', ...onBucket] as const).map((operation) =>
					inRegion(operation, errorAnswer(operation, status, code)),
				),
			),
		);
		const {bucket} = await aws.account.look(connection, creativeForce);
		expect(bucket).toMatchObject({
			existence: found({region: elsewhere}),
			isOwned: found(true),
			encryption: {status: 'found'},
			policy: {status: 'found'},
			publicAccessBlock: {status: 'found'},
			ownership: found('BucketOwnerEnforced'),
		});
	});

	test('that S3 names in the body alone is looked at there', async () => {
		const {bucket} = await lookAt({
			GetBucketPolicy: ({hostname}) =>
				hostname.includes(elsewhere)
					? healthy.GetBucketPolicy
					: {
							status: 400,
							body: `<Error><Code>AuthorizationHeaderMalformed</Code><Region>${elsewhere}</Region></Error>`,
						},
		});
		expect(bucket.policy.status).toBe('found');
	});

	test('is not followed to a region that is none', async () => {
		const aws = fakeAws({
			GetBucketPolicy: {
				...errorAnswer('GetBucketPolicy', 301, 'PermanentRedirect'),
				headers: {'x-amz-bucket-region': 'x.evil.example/'},
			},
		});
		const {bucket} = await aws.account.look(connection, creativeForce);
		expect(bucket.policy).toMatchObject({status: 'failed', code: 'PermanentRedirect'});
		expect(aws.countOf('GetBucketPolicy')).toBe(1);
	});

	test('that sends on and on is asked twice at most', async () => {
		let asked = 0;
		const aws = fakeAws({
			GetBucketPolicy: () => {
				asked += 1;
				return {
					...errorAnswer('GetBucketPolicy', 301, 'PermanentRedirect'),
					headers: {'x-amz-bucket-region': `us-west-${asked}`},
				};
			},
		});
		await aws.account.look(connection, creativeForce);
		expect(asked).toBe(2);
	});
});

describe('the owner of a bucket', () => {
	test('is proven by any answer to a question that names it', async () => {
		for (const proof of [
			healthy.GetBucketPolicy,
			errorAnswer('GetBucketPolicy', 404, 'NoSuchBucketPolicy'),
		]) {
			const aws = fakeAws({...allRefused, HeadBucket: forbidden, GetBucketPolicy: proof});
			const {bucket} = await aws.account.look(connection, creativeForce);
			expect(bucket.isOwned).toEqual(found(true));
			expect(bucket.existence).toEqual(found({region: 'us-west-2'}));
			expect(aws.countOf('ListBuckets')).toBe(0);
		}
	});

	test('is somebody else where the bucket exists and is not in one’s own list', async () => {
		const pages = [listAnswer(['acme-assets-2'], 'next'), listAnswer(['acme-assets-3'])];
		const aws = fakeAws({
			...allRefused,
			HeadBucket: forbidden,
			ListBuckets: ({query}) => pages['continuation-token' in query ? 1 : 0] ?? {status: 500},
		});
		const {bucket} = await aws.account.look(connection, creativeForce);
		expect(bucket.isOwned).toEqual(found(false));
		expect(aws.countOf('ListBuckets')).toBe(2);
		expect(aws.sent.find(({operation}) => operation === 'ListBuckets')?.query).toMatchObject({
			prefix: 'acme-assets',
		});
	});

	test('is oneself where the bucket is in one’s own list', async () => {
		const {bucket} = await lookAt({...allRefused, HeadBucket: forbidden});
		expect(bucket.isOwned).toEqual(found(true));
	});

	test('stays unknown where one may not list buckets either', async () => {
		const {bucket} = await lookAt({
			...allRefused,
			HeadBucket: {status: 403},
			ListBuckets: errorAnswer('ListBuckets', 403, 'AccessDenied'),
		});
		const refused = {status: 'refused', code: 'AccessDenied', action: 's3:ListBucket'};
		expect(bucket.existence).toEqual(refused);
		expect(bucket.isOwned).toEqual(refused);
	});

	test('stays unknown where one is signed in elsewhere and does not have it', async () => {
		const elsewhere = {
			GetCallerIdentity: queryAnswer(
				'GetCallerIdentity',
				'<Arn>arn:aws:iam::444455556666:user/x</Arn><Account>444455556666</Account>',
			),
		};
		const without = await lookAt({
			...allRefused,
			...elsewhere,
			HeadBucket: forbidden,
			ListBuckets: listAnswer([]),
		});
		expect(without.bucket.isOwned.status).toBe('refused');
		const having = await lookAt({...allRefused, ...elsewhere, HeadBucket: forbidden});
		expect(having.bucket.isOwned).toEqual(found(false));
	});
});

describe('a bucket that is not there', () => {
	test('is absent in all its parts', async () => {
		const {bucket} = await lookAt({
			HeadBucket: {status: 404},
			...Object.fromEntries(
				onBucket.map((operation) => [operation, errorAnswer(operation, 404, 'NoSuchBucket')]),
			),
		});
		expect(bucket.accountPublicAccessBlock.status).toBe('found');
		const none = {status: 'absent', code: 'NoSuchBucket'};
		expect(bucket).toMatchObject({
			existence: none,
			isOwned: none,
			encryption: none,
			policy: none,
			publicAccessBlock: none,
			ownership: none,
		});
	});
});

describe('a sign-in that AWS does not accept', () => {
	test.each([
		[400, 'ExpiredToken'],
		[403, 'InvalidAccessKeyId'],
		[403, 'SignatureDoesNotMatch'],
	])('makes the bare %i of HeadBucket a failure %s of its own', async (status, code) => {
		const {bucket} = await lookAt({
			HeadBucket: {status},
			...Object.fromEntries(
				onBucket.map((operation) => [operation, errorAnswer(operation, status, code)]),
			),
		});
		expect(bucket.existence).toMatchObject({status: 'failed', code});
		expect(bucket.isOwned).toMatchObject({status: 'failed', code});
	});
});
