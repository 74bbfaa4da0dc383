import {describe, expect, test} from 'vitest';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {ofOwnQueue, ofVendorsQueue} from '../../verify/features/queue.ts';
import {errorAnswer, fakeAws, lookAt, type Reply} from '../support/fake-aws.ts';
import {queueAnswer, queuePolicy} from '../support/healthy-answers.ts';

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const connection = connectionOf(ofOwnQueue, {externalId: '2f6b0f0e', queueArn});

async function policyWith(reply: Reply) {
	const {queue} = await lookAt({GetQueueAttributes: reply}, connection, ofOwnQueue);
	return queue.policy;
}

describe('the policy of a queue', () => {
	test('is asked for where the queue is, by its address', async () => {
		const aws = fakeAws({}, {connection});
		const {queue} = await aws.account.look(connection, ofOwnQueue);
		expect(queue.policy).toEqual({status: 'found', value: queuePolicy});
		const [asked] = aws.sent.filter(({operation}) => operation === 'GetQueueAttributes');
		expect(asked?.hostname).toBe('sqs.eu-central-1.amazonaws.com');
		expect(JSON.parse(new TextDecoder().decode(asked?.body as Uint8Array))).toEqual({
			QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/acme-events',
			AttributeNames: ['Policy', 'KmsMasterKeyId', 'QueueArn'],
		});
	});

	test.each([
		['no policy', queueAnswer(queueArn)],
		['an empty one', queueAnswer(queueArn, '')],
	])('is absent where the queue has %s', async (_title, answer) => {
		expect(await policyWith(answer)).toEqual({status: 'absent', code: 'NoSuchQueuePolicy'});
	});

	test.each(['AccessDenied', 'AccessDeniedException'])('is refused with %s', async (code) => {
		expect(await policyWith(errorAnswer('GetQueueAttributes', 403, code))).toEqual({
			status: 'refused',
			code,
			action: 'sqs:GetQueueAttributes',
		});
	});

	test.each([
		['QueueDoesNotExist', {}],
		[
			'AWS.SimpleQueueService.NonExistentQueue',
			{'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender'},
		],
	])('cannot be seen where SQS says %s', async (code, headers) => {
		const answer = errorAnswer('GetQueueAttributes', 400, 'com.amazonaws.sqs#QueueDoesNotExist');
		expect(await policyWith({...answer, headers})).toEqual({
			status: 'failed',
			cause: 'malformed',
			code,
			reason: 'There is no such queue in this region, or you have no access to it.',
			help: 'Check the ARN of the queue in the connection.',
		});
	});

	test('is asked for three times where SQS limits the requests', async () => {
		const GetQueueAttributes = errorAnswer('GetQueueAttributes', 400, 'RequestThrottled');
		const aws = fakeAws({GetQueueAttributes}, {connection, attempts: 3});
		const {queue} = await aws.account.look(connection, ofOwnQueue);
		expect(queue.policy).toMatchObject({status: 'failed', cause: 'throttled'});
		expect(aws.countOf('GetQueueAttributes')).toBe(3);
	});

	test.each([
		['an empty answer', {status: 200, body: '{}'}],
		['another queue', queueAnswer(`${queueArn}-2`, queuePolicy)],
		['a policy that is none', queueAnswer(queueArn, '[]')],
		['a page', {status: 200, body: '<html></html>'}],
	])('makes no sense in %s', async (_title, answer) => {
		expect(await policyWith(answer)).toMatchObject({status: 'failed', code: 'MalformedAnswer'});
	});

	test.each([
		['of the vendor', ofVendorsQueue, connection, 'The queue belongs to Acme'],
		['that nobody asks for', creativeForce, creativeForceConnection(), 'asks for no queue'],
	])('is not asked for: one %s', async (_title, profile, of, reason) => {
		const aws = fakeAws({}, {connection: of});
		const {queue} = await aws.account.look(of, profile);
		expect(queue.policy).toEqual({
			status: 'not-looked',
			reason: expect.stringContaining(reason),
		});
		expect(aws.countOf('GetQueueAttributes')).toBe(0);
	});
});

describe('the key that encrypts a queue', () => {
	const keyWith = async (reply: Reply) =>
		(await lookAt({GetQueueAttributes: reply}, connection, ofOwnQueue)).queue.encryptionKey;

	test.each(['alias/aws/sqs', '1234abcd-12ab-34cd-56ef-1234567890ab'])(
		'is told by the call that tells the policy: %s',
		async (key) => {
			const aws = fakeAws(
				{GetQueueAttributes: queueAnswer(queueArn, queuePolicy, key)},
				{connection},
			);
			const {queue} = await aws.account.look(connection, ofOwnQueue);
			expect(queue).toEqual({
				policy: {status: 'found', value: queuePolicy},
				encryptionKey: {status: 'found', value: key},
			});
			expect(aws.countOf('GetQueueAttributes')).toBe(1);
		},
	);

	test.each([
		['no key', queueAnswer(queueArn, queuePolicy)],
		['an empty one', queueAnswer(queueArn, queuePolicy, '')],
	])('is absent where SQS names %s', async (_title, answer) => {
		expect(await keyWith(answer)).toEqual({status: 'absent', code: 'NoSuchQueueKey'});
	});

	test('is not seen where the queue may not be looked at, or the answer makes no sense', async () => {
		expect(await keyWith(errorAnswer('GetQueueAttributes', 403, 'AccessDenied'))).toMatchObject({
			status: 'refused',
			action: 'sqs:GetQueueAttributes',
		});
		expect(await keyWith(queueAnswer(queueArn, queuePolicy, 7))).toMatchObject({
			status: 'failed',
			code: 'MalformedAnswer',
		});
	});
});
