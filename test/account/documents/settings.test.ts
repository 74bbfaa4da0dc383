import {describe, expect, test} from 'vitest';
import {documentsFromTexts} from '../../../source/account/index.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';

const look = async (texts: Parameters<typeof documentsFromTexts>[0]) =>
	(await documentsFromTexts(texts).look(creativeForceConnection(), creativeForce)).bucket;
const rules = [{AllowedMethods: ['GET'], AllowedOrigins: ['https://a.example']}];
const found = {status: 'found', value: [{methods: ['GET'], origins: ['https://a.example']}]};
const told = {QueueConfigurations: [{QueueArn: 'arn', Events: ['s3:ObjectCreated:*']}]};

describe('CORS rules and event notifications in a document of their own', () => {
	test.each([
		['as the console has them', rules],
		['as the AWS CLI prints them', {CORSRules: rules}],
	])('are read %s', async (_name, given) => {
		expect((await look({'bucket-cors': JSON.stringify(given)})).cors).toEqual(found);
	});

	test('count before the member of bucket.json, which counts where there is none', async () => {
		const bucket = JSON.stringify({cors: rules});
		expect((await look({bucket})).cors).toEqual(found);
		expect((await look({bucket, 'bucket-cors': 'null'})).cors.status).toBe('absent');
	});

	test('are read for notifications too', async () => {
		const {notification} = await look({'bucket-notification': JSON.stringify(told)});
		expect(notification).toMatchObject({
			status: 'found',
			value: {queues: [{arn: 'arn', events: ['s3:ObjectCreated:*']}]},
		});
	});

	test.each(['{', '{"Rules": []}', '[{"AllowedMethods": 1}]'])(
		'are malformed as %s',
		async (text) => {
			const {cors} = await look({'bucket-cors': text});
			expect(cors).toMatchObject({status: 'failed', cause: 'malformed'});
		},
	);
});
