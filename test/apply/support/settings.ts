import {corsText, notificationText, type Target} from '../../../source/apply/target.ts';
import type {Change, Plan} from '../../../source/apply/types.ts';
import type {Connection} from '../../../source/connection/index.ts';
import {documentText} from '../../../source/documents/index.ts';
import {aboutOf} from '../../../source/verify/index.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {ofOwnQueue} from '../../verify/features/queue.ts';
import {step} from './plans.ts';

/** What a vendor asks for beside policies of role, bucket and key. */
export type SettingId = Extract<
	Target['kind'],
	'bucket-cors' | 'bucket-notification' | 'queue-policy'
>;

/** A connection with a queue of the account. */
export function queueConnection(accountId = '111122223333'): Connection & {queueArn: string} {
	const queueArn = `arn:aws:sqs:eu-central-1:${accountId}:acme-events`;
	return {
		...connectionOf(ofOwnQueue, {externalId: '2f6b0f0e', queueArn, accountId}),
		queueArn,
	};
}

/** What is there of somebody else's, and what shall be there with it. */
export function textsOf(
	id: SettingId,
	{queueArn, bucket}: Connection & {queueArn: string},
	{isToEventBridge = true} = {},
) {
	const other = queueArn.replace('acme-events', 'other-events');
	switch (id) {
		case 'bucket-cors': {
			const theirs = {id: 'theirs', origins: ['https://theirs.example'], methods: ['GET']};
			const vendors = {origins: ['https://acme.example'], methods: ['PUT', 'GET'], headers: ['*']};
			return {theirs: corsText([theirs]), both: corsText([theirs, vendors])};
		}

		case 'bucket-notification': {
			const theirs = {
				topics: [],
				queues: [
					{
						id: 'theirs',
						arn: other,
						events: ['s3:ObjectRemoved:*'],
						filter: [{name: 'suffix', value: '.jpg'}],
					},
				],
				functions: [],
				isToEventBridge,
			};
			const vendors = {
				arn: queueArn,
				events: ['s3:ObjectCreated:*'],
				filter: [{name: 'prefix', value: 'landing/'}],
			};
			return {
				theirs: notificationText(theirs),
				both: notificationText({...theirs, queues: [...theirs.queues, vendors]}),
			};
		}

		case 'queue-policy': {
			const sending = (Sid: string, of: string) =>
				({
					Sid,
					Effect: 'Allow',
					Principal: {Service: 's3.amazonaws.com'},
					Action: 'SQS:SendMessage',
					Resource: queueArn,
					Condition: {ArnLike: {'aws:SourceArn': `arn:aws:s3:::${of}`}},
				}) as const;
			const theirs = sending('Theirs', 'their-bucket');
			return {
				theirs: documentText({Version: '2012-10-17', Statement: [theirs]}),
				both: documentText({
					Version: '2012-10-17',
					Statement: [theirs, sending('Acme', bucket)],
				}),
			};
		}
	}
}

/** The target of a setting. */
export function targetOf(
	id: SettingId,
	{bucket, region, accountId, queueArn}: Connection & {queueArn: string},
): Target {
	return id === 'queue-policy'
		? {kind: id, queueArn}
		: {kind: id, place: {bucket, region, ownerId: accountId}};
}

/** A plan that writes one setting. */
export function planOf(
	document: SettingId,
	connection: Connection,
	{before, after}: Pick<Extract<Change, {kind: 'document'}>, 'before' | 'after'>,
): Plan {
	return {
		about: aboutOf(connection, ofOwnQueue, 'aws'),
		steps: [step({id: 'bucket-policy', change: {kind: 'document', document, before, after}})],
		untouched: [],
	};
}
