import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {answersIn} from '../../../source/account/index.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';
import {errorAnswer, fakeAws, lookAt, operations, secretAccessKey} from '../support/fake-aws.ts';
import {healthyAnswers} from '../support/healthy-answers.ts';
import {parts} from '../support/parts.ts';

const connection = creativeForceConnection();
const healthy = healthyAnswers(connection);

const named = parts.map((part) => [part.operation, part] as const);

describe.each(named)('%s', (operation, {action, pick}) => {
	test('refused says which action is missing', async () => {
		const code = action.startsWith('kms:') ? 'AccessDeniedException' : 'AccessDenied';
		const snapshot = await lookAt({[operation]: errorAnswer(operation, 403, code)});
		expect(pick(snapshot)).toEqual({status: 'refused', code, action});
	});

	test('throttled is tried three times and then failed', async () => {
		const aws = fakeAws({[operation]: errorAnswer(operation, 503, 'SlowDown')}, {attempts: 3});
		const snapshot = await aws.account.look(connection, creativeForce);
		expect(pick(snapshot)).toMatchObject({
			status: 'failed',
			cause: 'throttled',
			code: 'SlowDown',
			reason: expect.stringMatching(/request rate/),
		});
		expect(aws.countOf(operation)).toBe(3);
	});

	test('with a broken connection fails', async () => {
		const reset = Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'});
		const snapshot = await lookAt({[operation]: reset});
		expect(pick(snapshot)).toMatchObject({
			status: 'failed',
			cause: 'network',
			code: 'ECONNRESET',
		});
	});

	test('without a way to AWS fails', async () => {
		const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND x'), {code: 'ENOTFOUND'});
		const snapshot = await lookAt({[operation]: unknown});
		expect(pick(snapshot)).toMatchObject({
			status: 'failed',
			cause: 'network',
			code: 'ENOTFOUND',
			reason: expect.stringContaining('could not be found'),
		});
	});

	test('with an expired sign-in fails and says so', async () => {
		const snapshot = await lookAt({[operation]: errorAnswer(operation, 403, 'ExpiredToken')});
		expect(pick(snapshot)).toMatchObject({
			status: 'failed',
			cause: 'sign-in',
			code: 'ExpiredToken',
			reason: expect.stringContaining('expired'),
		});
	});

	test('with nothing in it makes no sense', async () => {
		const snapshot = await lookAt({[operation]: {status: 200, body: ''}});
		expect(pick(snapshot)).toMatchObject({
			status: 'failed',
			cause: 'malformed',
			code: 'MalformedAnswer',
		});
	});

	test('with the page of a proxy is failed, not refused', async () => {
		const page = {status: 403, body: '<html><body><h1>Forbidden</h1></body></html>'};
		const snapshot = await lookAt({[operation]: page});
		expect(pick(snapshot)).toMatchObject({status: 'failed'});
	});
});

test('every call that is not answered fails at the time limit', async () => {
	await Promise.all(
		parts.map(async ({operation, pick}) => {
			const aws = fakeAws({[operation]: 'silence'}, {limit: 500});
			const snapshot = await aws.account.look(connection, creativeForce);
			expect(pick(snapshot), operation).toEqual({
				status: 'failed',
				cause: 'network',
				code: 'TimedOut',
				reason: 'AWS did not answer within 0.5 seconds.',
				help: expect.stringContaining('proxy or firewall'),
			});
		}),
	);
});

test.each(named)('%s cut off makes no sense', async (operation, {pick}) => {
	const body = healthy[operation].body ?? '';
	const cut = {status: 200, body: body.slice(0, Math.floor(body.length / 2))};
	const snapshot = await lookAt({[operation]: cut});
	expect(pick(snapshot)).toMatchObject({status: 'failed', code: 'MalformedAnswer'});
});

test.each([
	[400, 'InvalidAccessKeyId', 'sign-in'],
	[403, 'RequestTimeTooSkewed', 'clock'],
	[403, 'OptInRequired', 'not-enabled'],
	[400, 'SomethingNew', 'aws'],
	[500, 'InternalError', 'aws'],
	[429, 'SomethingElse', 'throttled'],
])('HTTP %i with %s has the cause %s', async (status, code, cause) => {
	const {bucket} = await lookAt({
		GetBucketPolicy: errorAnswer('GetBucketPolicy', status, code),
	});
	expect(bucket.policy).toMatchObject({status: 'failed', cause, code});
});

describe('what AWS says there is none of', () => {
	test.each([
		['GetBucketEncryption', 'ServerSideEncryptionConfigurationNotFoundError'],
		['GetBucketPolicy', 'NoSuchBucketPolicy'],
		['GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration'],
		['GetAccountPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration'],
		['GetBucketOwnershipControls', 'OwnershipControlsNotFoundError'],
		['GetBucketPolicy', 'NoSuchBucket'],
		['GetRole', 'NoSuchEntity'],
		['GetRolePolicy', 'NoSuchEntity'],
		['GetPolicy', 'NoSuchEntity'],
		['DescribeKey', 'NotFoundException'],
		['GetKeyPolicy', 'NotFoundException'],
	] as const)('%s with %s is absent', async (operation, code) => {
		const snapshot = await lookAt({[operation]: errorAnswer(operation, 404, code)});
		const part = parts.find((candidate) => candidate.operation === operation);
		expect(part?.pick(snapshot)).toEqual({status: 'absent', code});
	});

	test('a role is not said to be absent where the account is unknown', async () => {
		const snapshot = await lookAt({
			GetCallerIdentity: {status: 500},
			GetRole: errorAnswer('GetRole', 404, 'NoSuchEntity'),
		});
		expect(snapshot.role.role).toMatchObject({
			status: 'failed',
			cause: 'aws',
			code: 'UnknownAccount',
		});
	});
});

describe('wrong fields', () => {
	test.each([
		['DescribeKey', {status: 200, body: '{"KeyMetadata":{"Arn":5,"KeyState":true}}'}],
		['GetKeyPolicy', {status: 200, body: '{"Policy":{"Statement":[]}}'}],
		['DescribeKey', {status: 200, body: '[]'}],
		[
			'GetRole',
			{
				status: 200,
				body: (healthy.GetRole.body ?? '').replace(
					/<AssumeRolePolicyDocument>.*<\/Assume/,
					'<AssumeRolePolicyDocument>%E0%A4%A</Assume',
				),
			},
		],
		[
			'GetPublicAccessBlock',
			{
				status: 200,
				body: (healthy.GetPublicAccessBlock.body ?? '').replace(
					/<BlockPublicPolicy>.*<\/BlockPublicPolicy>/,
					'',
				),
			},
		],
		[
			'GetCallerIdentity',
			{
				status: 200,
				body: (healthy.GetCallerIdentity.body ?? '').replace('<Account>111122223333', '<Account>'),
			},
		],
	] as const)('of %s are a failure: %j', async (operation, answer) => {
		const snapshot = await lookAt({[operation]: answer});
		const part = parts.find((candidate) => candidate.operation === operation);
		expect(part?.pick(snapshot)).toMatchObject({status: 'failed', code: 'MalformedAnswer'});
	});
});

describe('whatever AWS answers', () => {
	test('a look gives a snapshot in which every part has a status, and no secret', async () => {
		const answer = fc.record({
			status: fc.constantFrom(200, 204, 301, 307, 400, 403, 404, 405, 429, 500, 503),
			headers: fc.constantFrom<Readonly<Record<string, string>>>(
				{},
				{'x-amz-bucket-region': 'us-west-2'},
				{'x-amz-bucket-region': 'evil.example/'},
			),
			body: fc.oneof(
				fc.string(),
				fc.json(),
				fc.constantFrom('<', '<a/>', '{', '<Error><Code>AccessDenied</Code></Error>', '<Error/>'),
				fc.constantFrom(...operations).map((operation) => healthy[operation].body ?? ''),
			),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.record(Object.fromEntries(operations.map((operation) => [operation, answer])), {
					requiredKeys: [],
				}),
				async (replies) => {
					const aws = fakeAws(replies);
					const snapshot = await aws.account.look(connection, creativeForce);
					for (const looked of answersIn(snapshot)) {
						expect(['found', 'absent', 'refused', 'failed', 'not-looked']).toContain(looked.status);
						if (looked.status === 'failed') {
							expect(looked.reason).toMatch(/^[A-Z].*\.$/);
						}
					}

					expect(JSON.stringify(snapshot)).not.toContain(secretAccessKey);
					for (const {hostname} of aws.sent) {
						expect(hostname).toMatch(/\.amazonaws\.com$/);
					}
				},
			),
			{numRuns: 60},
		);
	});

	test('the signal ends a look at once, with its reason', async () => {
		const aws = fakeAws({GetRole: 'silence'});
		const controller = new AbortController();
		const looking = aws.account.look(connection, creativeForce, {
			signal: controller.signal,
			onProgress: () => controller.abort(new Error('left')),
		});
		await expect(looking).rejects.toThrow('left');
		await expect(
			aws.account.look(connection, creativeForce, {signal: controller.signal}),
		).rejects.toThrow('left');
	});
});
