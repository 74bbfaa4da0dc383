import {describe, expect, test} from 'vitest';
import {documentsFromTexts} from '../../../source/account/index.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {ofOwnQueue} from '../../verify/features/queue.ts';

const connection = connectionOf(ofOwnQueue, {
	externalId: '2f6b0f0e',
	queueArn: 'arn:aws:sqs:eu-central-1:111122223333:acme-events',
});

const keyIn = async (texts: {readonly queue?: unknown; readonly policy?: unknown}) => {
	const {queue, policy} = texts;
	const given = {
		...(queue !== undefined && {queue: JSON.stringify(queue)}),
		...(policy !== undefined && {'queue-policy': JSON.stringify(policy)}),
	};
	return (await documentsFromTexts(given).look(connection, ofOwnQueue)).queue.encryptionKey;
};

const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const found = {status: 'found', value: key};
const absent = {status: 'absent', code: 'NoSuchQueueKey'};
const policy = {Version: '2012-10-17', Statement: []};
const all = {CreatedTimestamp: '1764000000', SqsManagedSseEnabled: 'false'};

describe('the key of a queue in documents', () => {
	test.each([
		['as the AWS CLI prints it', {queue: {Attributes: {KmsMasterKeyId: key}}}],
		['as collect writes it', {queue: {KmsMasterKeyId: key}}],
		[
			'in place of the policy',
			{policy: {Attributes: {Policy: JSON.stringify(policy), KmsMasterKeyId: key}}},
		],
	])('is found %s', async (_title, texts) => {
		expect(await keyIn(texts)).toEqual(found);
	});

	test.each([
		['is null', {KmsMasterKeyId: null}],
		['is empty', {KmsMasterKeyId: ''}],
		['is not among all attributes', {Attributes: all}],
		['would be beside that of SQS', {Attributes: {SqsManagedSseEnabled: 'true'}}],
	])('is absent where it %s', async (_title, queue) => {
		expect(await keyIn({queue})).toEqual(absent);
	});

	test.each([
		['nothing', {}],
		['the policy alone', {policy}],
		['the output of a call for the policy alone', {policy: {Attributes: {Policy: '{}'}}}],
		['an output without it', {queue: {Attributes: {SqsManagedSseEnabled: 'false'}}}],
		['nothing of the queue', {queue: {}}],
	])('is not known from %s', async (_title, texts) => {
		expect(await keyIn(texts)).toMatchObject({status: 'not-looked'});
	});

	test.each([
		['is no text', {KmsMasterKeyId: 7}, 'KmsMasterKeyId'],
		['is a policy', policy, 'a different document'],
		['is a list', [], 'not a JSON object'],
	])('makes no sense where it %s', async (_title, queue, words) => {
		expect(await keyIn({queue})).toMatchObject({
			status: 'failed',
			cause: 'malformed',
			reason: expect.stringContaining(words),
		});
	});

	test('counts in queue.json before the output in place of the policy', async () => {
		const texts = {queue: {KmsMasterKeyId: null}, policy: {Attributes: {KmsMasterKeyId: key}}};
		expect(await keyIn(texts)).toEqual(absent);
	});
});
