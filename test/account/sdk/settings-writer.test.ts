import {describe, expect, test} from 'vitest';
import type {BucketNotification} from '../../../source/account/index.ts';
import {creativeForceConnection} from '../../support/connections.ts';
import type {Answer} from '../support/fake-aws.ts';
import {awsWriter} from '../support/fake-writing.ts';
import {queueAnswer} from '../support/healthy-answers.ts';

const {bucket, region, accountId} = creativeForceConnection();
const place = {bucket, region, ownerId: accountId};
const queueArn = `arn:aws:sqs:${region}:${accountId}:acme-events`;
const ok: Answer = {status: 200, body: '{}'};

/** Everybody whom a bucket can tell. */
const everybody: BucketNotification = {
	topics: [{id: 'a', arn: `arn:aws:sns:${region}:${accountId}:t`, events: ['s3:X'], filter: []}],
	queues: [
		{
			arn: queueArn,
			events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
			filter: [{name: 'prefix', value: 'in/'}],
		},
	],
	functions: [
		{
			id: 'f',
			arn: `arn:aws:lambda:${region}:${accountId}:function:f`,
			events: ['s3:TestEvent'],
			filter: [],
		},
	],
	isToEventBridge: true,
};

describe('the events of a bucket', () => {
	test('are written with everybody who is told, and S3 tries each destination', async () => {
		const {writer, sent} = await awsWriter(() => ok);
		await writer.putNotification(place, everybody);
		const [request] = sent;
		for (const part of [
			'<Topic>arn:aws:sns:eu-central-1:111122223333:t</Topic><Event>s3:X</Event><Id>a</Id>',
			`<QueueConfiguration><Queue>${queueArn}</Queue><Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>in/</Value></FilterRule></S3Key></Filter></QueueConfiguration>`,
			'<CloudFunction>arn:aws:lambda:eu-central-1:111122223333:function:f</CloudFunction>',
			'<EventBridgeConfiguration',
		]) {
			expect(request?.body).toContain(part);
		}

		expect(request?.query).toEqual({notification: ''});
		expect(Object.keys(request?.headers ?? {})).not.toContain('x-amz-skip-destination-validation');
	});

	const unreached = (...names: readonly string[]): Answer => ({
		status: 400,
		body: `<Error><Code>InvalidArgument</Code><Message>Unable to validate the following destination configurations</Message>${names
			.map(
				(name, index) =>
					`<ArgumentName${index || ''}>${name}, null</ArgumentName${index || ''}><ArgumentValue${index || ''}>Permissions on the destination queue do not allow S3</ArgumentValue${index || ''}>`,
			)
			.join('')}</Error>`,
	});

	test.each([
		['one destination', [queueArn]],
		['two', [queueArn, `arn:aws:lambda:${region}:${accountId}:function:f`]],
		['none by its name', []],
	])('that S3 cannot send are told with %s', async (_title, destinations) => {
		const {writer} = await awsWriter(() => unreached(...destinations));
		await expect(writer.putNotification(place, everybody)).rejects.toMatchObject({
			code: 'InvalidArgument',
			action: 's3:PutBucketNotification',
			destinations,
			isTransient: false,
			isUncertain: false,
		});
	});

	test('are tried again where the policy of their queue was just written', async () => {
		const {writer} = await awsWriter(({hostname}) =>
			hostname.startsWith('sqs.') ? ok : unreached(queueArn),
		);
		await writer.putQueuePolicy(queueArn, '{}');
		await expect(writer.putNotification(place, everybody)).rejects.toMatchObject({
			destinations: [queueArn],
			isTransient: true,
		});
		await expect(writer.putNotification(place, {...everybody, queues: []})).rejects.toMatchObject({
			isTransient: false,
		});
	});

	test('are no matter of destinations in another error', async () => {
		const {writer} = await awsWriter(() => ({
			status: 400,
			body: '<Error><Code>InvalidArgument</Code><Message>A filter overlaps</Message></Error>',
		}));
		await expect(writer.putNotification(place, everybody)).rejects.toMatchObject({
			destinations: undefined,
		});
	});
});

describe('CORS rules', () => {
	test('are written with every part of a rule', async () => {
		const {writer, sent} = await awsWriter(() => ok);
		await writer.putCors(place, [
			{
				id: 'one',
				origins: ['https://a.example'],
				methods: ['GET', 'PUT'],
				headers: ['*'],
				exposedHeaders: ['ETag'],
				maxAgeSeconds: 3000,
			},
			{origins: ['*'], methods: ['HEAD']},
		]);
		for (const part of [
			'<ID>one</ID>',
			'<AllowedHeader>*</AllowedHeader>',
			'<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>',
			'<AllowedOrigin>https://a.example</AllowedOrigin>',
			'<ExposeHeader>ETag</ExposeHeader>',
			'<MaxAgeSeconds>3000</MaxAgeSeconds>',
			'<CORSRule><AllowedMethod>HEAD</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule>',
		]) {
			expect(sent[0]?.body).toContain(part);
		}
	});

	test('are taken away as a whole', async () => {
		const {writer, sent} = await awsWriter(() => ok);
		await writer.deleteCors(place);
		expect(sent[0]).toMatchObject({method: 'DELETE', query: {cors: ''}});
	});
});

describe('the policy of a queue', () => {
	test('is written where the queue is, by its address, and taken away by an empty text', async () => {
		const {writer, sent} = await awsWriter(() => ok);
		await writer.putQueuePolicy(queueArn, '{"Statement":[]}');
		await writer.deleteQueuePolicy(queueArn);
		const QueueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/acme-events`;
		expect(sent.map(({hostname}) => hostname)).toEqual([
			`sqs.${region}.amazonaws.com`,
			`sqs.${region}.amazonaws.com`,
		]);
		expect(sent.map(({body}) => JSON.parse(String(body)) as unknown)).toEqual([
			{QueueUrl, Attributes: {Policy: '{"Statement":[]}'}},
			{QueueUrl, Attributes: {Policy: ''}},
		]);
	});

	test('is read right before it is written', async () => {
		const {writer} = await awsWriter(() => queueAnswer(queueArn, '{"Statement":[]}'));
		expect(await writer.readQueuePolicy(queueArn)).toEqual({
			status: 'found',
			value: '{"Statement":[]}',
		});
	});

	test('that SQS does not take is told in AWS’s words', async () => {
		const {writer} = await awsWriter(() => ({
			status: 400,
			body: JSON.stringify({
				__type: 'com.amazonaws.sqs#InvalidAttributeValue',
				message: 'Invalid value for the parameter Policy.',
			}),
		}));
		await expect(writer.putQueuePolicy(queueArn, '{}')).rejects.toThrow(
			/does not accept the document.*Invalid value for the parameter Policy/,
		);
	});
});
