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
	'GetBucketAcl',
	'GetBucketCors',
	'GetBucketNotificationConfiguration',
	'GetBucketVersioning',
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

describe('the alias by which a bucket names its key', () => {
	const encryptedBy = (keyId: string) => ({
		status: 200,
		body: `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${keyId}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`,
	});
	const aliasArn = 'arn:aws:kms:eu-central-1:111122223333:alias/acme';
	const askedOf = (aws: ReturnType<typeof fakeAws>) =>
		aws.sent
			.filter(({operation}) => operation === 'DescribeKey')
			.map(({body}) => new TextDecoder().decode(body as Uint8Array));

	test.each(['alias/acme', aliasArn])('is resolved: %s', async (keyId) => {
		const aws = fakeAws({GetBucketEncryption: encryptedBy(keyId)});
		const {bucket} = await aws.account.look(connection, creativeForce);
		expect(bucket.defaultKey).toEqual(found(connection.kmsKeyArn));
		expect(askedOf(aws)).toContain(JSON.stringify({KeyId: aliasArn}));
	});

	test('is looked up in the region of the bucket', async () => {
		const aws = fakeAws({
			GetBucketEncryption: encryptedBy('alias/acme'),
			HeadBucket: {status: 200, headers: {'x-amz-bucket-region': 'us-west-2'}},
		});
		await aws.account.look(connection, creativeForce);
		const hosts = aws.sent.filter(
			({operation, body}) =>
				operation === 'DescribeKey' &&
				new TextDecoder().decode(body as Uint8Array).includes('alias/acme'),
		);
		expect(hosts.map(({hostname}) => hostname)).toEqual(['kms.us-west-2.amazonaws.com']);
	});

	test.each(['alias/aws/s3', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3'])(
		'is never asked for where it is one of AWS: %s',
		async (keyId) => {
			const aws = fakeAws({GetBucketEncryption: encryptedBy(keyId)});
			const {bucket} = await aws.account.look(connection, creativeForce);
			expect(bucket.defaultKey.status).toBe('not-looked');
			expect(askedOf(aws).join()).not.toContain('alias');
		},
	);

	test.each([
		['AccessDeniedException', {status: 'refused', action: 'kms:DescribeKey'}],
		['NotFoundException', {status: 'absent', code: 'NotFoundException'}],
	])('says what came of %s', async (code, looked) => {
		const {bucket} = await lookAt({
			GetBucketEncryption: encryptedBy('alias/acme'),
			DescribeKey: errorAnswer('DescribeKey', 400, code),
		});
		expect(bucket.defaultKey).toMatchObject(looked);
	});
});

test('a rule that does nothing but block types encrypts by S3 itself', async () => {
	const {bucket} = await lookAt({
		GetBucketEncryption: {
			status: 200,
			body: '<ServerSideEncryptionConfiguration><Rule><BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>',
		},
	});
	expect(bucket.encryption).toEqual(found([{algorithm: 'AES256', blockedTypes: ['SSE-C']}]));
});

test('the groups that an access control list names are known by their addresses', async () => {
	const group = 'http://acs.amazonaws.com/groups/global/AllUsers';
	const {bucket} = await lookAt({
		GetBucketAcl: {
			status: 200,
			body: `<AccessControlPolicy><Owner><ID>abc</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>${group}</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`,
		},
	});
	expect(bucket.acl).toEqual(found([{group, permission: 'READ'}]));
});
