import {describe, expect, test} from 'vitest';
import {bucketNotification} from '../../../source/account/index.ts';
import type {NotificationConfiguration} from '../../../source/bucket-settings/index.ts';
import {judge, situationOf} from '../../../source/verify/index.ts';
import {presentFinding} from '../../../source/words/index.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {found, healthySnapshot, withBucket} from '../../support/snapshots.ts';
import {withOwnEvents} from '../features/settings.ts';

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const connection = connectionOf(withOwnEvents, {
	externalId: '2f6b0f0e',
	folder: 'landing',
	queueArn,
});
const healthy = healthySnapshot(connection, {profile: withOwnEvents});
const queue = (QueueArn: string, prefix: string, Id = 'theirs') => ({
	Id,
	QueueArn,
	Events: ['s3:ObjectCreated:*'],
	Filter: {Key: {FilterRules: [{Name: 'Prefix', Value: prefix}]}},
});

function checked(configuration: NotificationConfiguration) {
	const snapshot = withBucket(healthy, {notification: found(bucketNotification(configuration))});
	const [finding] = judge(snapshot, connection, withOwnEvents, ['bucket.notification']);
	if (finding === undefined) {
		throw new Error('Nothing was found.');
	}

	const situation = situationOf(snapshot, connection, withOwnEvents);
	return {finding, words: presentFinding(finding, situation)};
}

describe('bucket.notification', () => {
	test('says of which events and objects the queue does not hear, and gives the whole configuration', () => {
		const {finding, words} = checked({EventBridgeConfiguration: {}});
		expect(finding).toMatchObject({status: 'fail', code: 'events-not-told'});
		expect(JSON.parse(finding.correction?.text ?? '')).toEqual({
			QueueConfigurations: [expect.objectContaining({Id: 'acme-new-objects', QueueArn: queueArn})],
			EventBridgeConfiguration: {},
		});
		expect(words.reason).toContain(`does not tell ${queueArn} of s3:ObjectCreated:*`);
		expect(words.reason).toContain('landing/object');
	});

	test('says of which objects it hears where these are others', () => {
		const {finding, words} = checked({QueueConfigurations: [queue(queueArn, 'other/')]});
		expect(finding).toMatchObject({
			code: 'other-objects',
			blame: {document: 'bucket-notification', sid: 'theirs', index: 0},
		});
		expect(words.reason).toContain('objects whose names begin with other/ alone');
	});

	test('says who is told in its place, gives no correction and says why', () => {
		const other = `${queueArn}-2`;
		const {finding, words} = checked({QueueConfigurations: [queue(other, 'landing/a/')]});
		expect(finding).toMatchObject({code: 'other-target', blame: {sid: 'theirs'}});
		expect(finding.correction).toBeUndefined();
		expect(words.reason).toContain(`The bucket tells ${other}`);
		expect(words.fix).toContain('SNS topic');
	});
});
