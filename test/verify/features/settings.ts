import {
	bucketNotification,
	corsRules as readCors,
	type Snapshot,
} from '../../../source/account/index.ts';
import type {CorsRule, NotificationConfiguration} from '../../../source/bucket-settings/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {
	asksForId,
	corsRules,
	customerRoleText,
	eventsToQueue,
	letsS3Send,
	ownQueue,
	profileIn,
	rolePolicy,
	trustPolicy,
	vendorsQueue,
} from '../../support/feature-profiles.ts';
import {
	absent,
	found,
	refused,
	withBucket,
	withQueue,
	withStatements,
} from '../../support/snapshots.ts';
import type {Broken, Feature} from './feature.ts';

const asked = {asked: 'optional', where: 'Acme > Storage > Path.', example: 'landing/2026'};

/** A vendor whose pages use the bucket in a browser. */
export const withPages = profileIn(
	customerRoleText({documents: [rolePolicy, trustPolicy(asksForId), corsRules]}),
);

/** One that reads of new objects from a queue of the customer. */
export const withOwnEvents = profileIn(
	customerRoleText({
		folder: asked,
		queue: ownQueue,
		documents: [rolePolicy, trustPolicy(asksForId), eventsToQueue, letsS3Send],
	}),
);

/** One that has them sent to a queue of its own. */
const withVendorsEvents = profileIn(
	customerRoleText({
		folder: asked,
		queue: vendorsQueue,
		documents: [rolePolicy, trustPolicy(asksForId), eventsToQueue],
	}),
);

const cors =
	(...rules: readonly (Partial<CorsRule> & Pick<CorsRule, 'AllowedMethods'>)[]) =>
	(snapshot: Snapshot) =>
		withBucket(snapshot, {
			cors: found(readCors(rules.map((rule) => ({...corsRules.rules[0], ...rule, ID: 'theirs'})))),
		});
const all = ['GET', 'HEAD', 'PUT'];

const corsBroken: readonly Broken[] = [
	{
		what: 'there are no rules',
		edit: (snapshot) => withBucket(snapshot, {cors: absent('NoSuchCORSConfiguration')}),
		found: {'bucket.cors': 'fail'},
		isCorrected: true,
	},
	{
		what: 'a method is missing',
		edit: cors({AllowedMethods: ['GET', 'HEAD']}),
		found: {'bucket.cors': 'fail'},
		isCorrected: true,
	},
	{
		what: 'the rules are for other pages',
		edit: cors({AllowedMethods: all, AllowedOrigins: ['https://other.example']}),
		found: {'bucket.cors': 'fail'},
		isCorrected: true,
	},
	{
		what: 'the rules are for one of the pages',
		edit: cors({AllowedMethods: all, AllowedOrigins: ['https://app.acme.example']}),
		found: {'bucket.cors': 'fail'},
		isCorrected: true,
	},
	{
		what: 'a header may not be sent',
		edit: cors({AllowedMethods: all, AllowedHeaders: ['content-type', 'x-amz-*']}),
		found: {'bucket.cors': 'fail'},
		isCorrected: true,
	},
	{
		what: 'a rule before it hides a header of the answer',
		edit: cors(
			{AllowedMethods: ['GET'], AllowedOrigins: ['*'], ExposeHeaders: []},
			{AllowedMethods: all},
		),
		found: {'bucket.cors': 'fail'},
		isCorrected: true,
	},
	{
		what: 'the rules may not be seen',
		edit: (snapshot) => withBucket(snapshot, {cors: refused('s3:GetBucketCORS')}),
		found: {'bucket.cors': 'unknown'},
	},
	{
		what: 'an answer counts for another time',
		edit: cors({AllowedMethods: all, MaxAgeSeconds: 5}),
		found: {'bucket.cors': 'pass'},
	},
];

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const vendorsArn = 'arn:aws:sqs:eu-central-1:444455556666:acme-events';
const told = (configuration: NotificationConfiguration) => (snapshot: Snapshot) =>
	withBucket(snapshot, {notification: found(bucketNotification(configuration))});
const queue = (arn: string, prefix: string, ...Events: readonly string[]) => ({
	QueueArn: arn,
	Events,
	...(prefix !== '' && {Filter: {Key: {FilterRules: [{Name: 'Prefix', Value: prefix}]}}}),
});

function eventsBroken(arn: string): readonly Broken[] {
	const missing = {'bucket.notification': 'fail'} as const;
	return [
		{what: 'nobody is told', edit: told({}), found: missing, isCorrected: true},
		{
			what: 'one event is not told',
			edit: told({
				QueueConfigurations: [
					queue(
						arn,
						'landing/',
						's3:ObjectCreated:Put',
						's3:ObjectCreated:Post',
						's3:ObjectCreated:Copy',
					),
				],
			}),
			found: missing,
			isCorrected: true,
		},
		{
			what: 'it is told of another folder',
			edit: told({QueueConfigurations: [queue(arn, 'other/', 's3:ObjectCreated:*')]}),
			found: missing,
			isCorrected: true,
		},
		{
			what: 'it is told of a part of the folder',
			edit: told({QueueConfigurations: [queue(arn, 'landing/a/', 's3:ObjectCreated:*')]}),
			found: missing,
			isCorrected: true,
		},
		{
			what: 'somebody else is told',
			edit: told({QueueConfigurations: [queue(`${arn}-other`, '', 's3:ObjectCreated:*')]}),
			found: missing,
		},
		{
			what: 'it is told of the whole bucket',
			edit: told({QueueConfigurations: [queue(arn, '', 's3:ObjectCreated:*')]}),
			found: {'bucket.notification': 'pass'},
		},
		{
			what: 'whom the bucket tells may not be seen',
			edit: (snapshot) => withBucket(snapshot, {notification: refused('s3:GetBucketNotification')}),
			found: {'bucket.notification': 'unknown'},
		},
	];
}

const statements =
	(edit: (statement: Statement) => Statement | undefined, ...more: readonly Statement[]) =>
	(snapshot: Snapshot) =>
		withStatements(snapshot, 'queue-policy', edit, ...more);
const tls: Statement = {
	Sid: 'OnlyTls',
	Effect: 'Deny',
	Principal: '*',
	Action: 'sqs:*',
	Resource: queueArn,
	Condition: {Bool: {'aws:SecureTransport': 'false'}},
};

const queueBroken: readonly Broken[] = [
	{
		what: 'the queue has no policy',
		edit: (snapshot) => withQueue(snapshot, {policy: absent('NoSuchQueuePolicy')}),
		found: {'queue.policy': 'fail'},
		isCorrected: true,
	},
	{
		what: 'the queue policy is for another bucket',
		edit: statements(
			(statement) => ({
				...statement,
				Condition: {ArnLike: {'aws:SourceArn': 'arn:aws:s3:::acme-others'}},
			}),
			tls,
		),
		found: {'queue.policy': 'fail'},
		isCorrected: true,
	},
	{
		what: 'the queue policy is for another account',
		edit: statements((statement) => ({
			...statement,
			Condition: {StringEquals: {'aws:SourceAccount': '999988887777'}},
		})),
		found: {'queue.policy': 'fail'},
		isCorrected: true,
	},
	{
		what: 'the queue policy is for another queue',
		edit: statements((statement) => ({...statement, Resource: `${queueArn}-other`})),
		found: {'queue.policy': 'fail'},
		isCorrected: true,
	},
	{
		what: 'a Deny keeps S3 out',
		edit: statements((statement) => statement, {
			...tls,
			Condition: {StringNotEquals: {'aws:SourceAccount': '999988887777'}},
		}),
		found: {'queue.policy': 'fail'},
	},
	{
		what: 'any bucket of anybody may send',
		edit: statements(({Condition: _condition, ...statement}) => statement, tls),
		found: {'queue.policy': 'warn'},
		isCorrected: true,
	},
	{
		what: 'any bucket of the account may send',
		edit: statements((statement) => ({
			...statement,
			Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}},
		})),
		found: {'queue.policy': 'warn'},
		isCorrected: true,
	},
	{
		what: 'it is asked for the bucket alone',
		edit: statements((statement) => ({
			...statement,
			Condition: {ArnLike: {'aws:SourceArn': 'arn:aws:s3:*:*:acme-assets'}},
		})),
		found: {'queue.policy': 'pass'},
	},
	{
		what: 'what may be sent depends on an address',
		edit: statements((statement) => statement, {
			...tls,
			Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
		}),
		found: {'queue.policy': 'unknown'},
	},
	{
		what: 'the queue policy may not be seen',
		edit: (snapshot) => withQueue(snapshot, {policy: refused('sqs:GetQueueAttributes')}),
		found: {'queue.policy': 'unknown'},
	},
	{
		what: 'a key that AWS manages encrypts the queue',
		edit: (snapshot) => withQueue(snapshot, {encryptionKey: found('alias/aws/sqs')}),
		found: {'queue.policy': 'fail'},
	},
	{
		what: 'a key of the customer encrypts the queue',
		edit: (snapshot) => withQueue(snapshot, {encryptionKey: found('alias/queues')}),
		found: {'queue.policy': 'unknown'},
	},
];

const externalId = '2f6b0f0e';

/** What some vendors ask beside access. */
export const settingFeatures: readonly Feature[] = [
	{
		feature: 'rules for browsers',
		profile: withPages,
		fields: {externalId},
		right: {},
		broken: corsBroken,
	},
	{
		feature: "events to the customer's queue",
		profile: withOwnEvents,
		fields: {externalId, folder: 'landing', queueArn},
		right: {},
		broken: [...eventsBroken(queueArn), ...queueBroken],
	},
	{
		feature: 'events of the whole bucket',
		profile: withOwnEvents,
		fields: {externalId, queueArn},
		right: {},
		broken: eventsBroken(queueArn).filter(({what}) => what === 'nobody is told'),
	},
	{
		feature: "events to the vendor's queue",
		profile: withVendorsEvents,
		fields: {externalId, folder: 'landing', queueArn: vendorsArn},
		right: {},
		broken: eventsBroken(vendorsArn),
	},
];
