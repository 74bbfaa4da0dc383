import {type BrokenProfile, customerRole} from './broken-profile.ts';

const queue = {
	of: 'customer',
	where: 'SQS.',
	example: 'arn:aws:sqs:eu-central-1:111122223333:acme',
};
const rule = {AllowedMethods: ['GET'], AllowedOrigins: ['https://app.acme.example']};
const info = {summary: 'is for Acme', offered: 'always'};
const cors = (...rules: readonly object[]) => ({
	version: 2,
	'documents.4': {id: 'bucket-cors', ...info, rules: rules.map((one) => ({...rule, ...one}))},
});
const told = (...QueueConfigurations: readonly object[]) => ({
	version: 2,
	queue,
	'documents.4': {
		id: 'bucket-notification',
		...info,
		configuration: {
			QueueConfigurations: QueueConfigurations.map((one) => ({
				QueueArn: '{{queueArn}}',
				Events: ['s3:ObjectCreated:*'],
				...one,
			})),
		},
	},
});
const sender = {
	id: 'queue-policy',
	...info,
	statements: [
		{
			statement: {
				Effect: 'Allow',
				Principal: {Service: 's3.amazonaws.com'},
				Action: 'sqs:SendMessage',
				Resource: '*',
			},
		},
	],
};

/** Mistakes in CORS rules, event notifications and queue policies. */
export const brokenSettings: readonly BrokenProfile[] = [
	customerRole(
		'CORS rules in version 1',
		{...cors({}), version: 1},
		'documents[4].id',
		/version 2/,
		'"bucket-cors"',
	),
	customerRole(
		'a method that S3 does not know',
		cors({AllowedMethods: ['PATCH']}),
		'documents[4].rules[0].AllowedMethods[0]',
		/one of GET, PUT, POST, DELETE, HEAD/,
		'"PATCH"',
	),
	customerRole(
		'two stars in one origin',
		cors({AllowedOrigins: ['https://*.acme.*']}),
		'documents[4].rules[0].AllowedOrigins[0]',
		/one \* at most/,
		'"https://*.acme.*"',
	),
	customerRole(
		'a star among the exposed headers',
		cors({ExposeHeaders: ['*']}),
		'documents[4].rules[0].ExposeHeaders[0]',
		/no \* here/,
		'ExposeHeaders',
		'"*"',
	),
	customerRole(
		'two CORS rules of one ID',
		cors({ID: 'Acme'}, {ID: 'Acme', AllowedMethods: ['PUT']}),
		'documents[4].rules[1]',
		/each ID once/,
		'"rules"',
		'{',
		'{',
	),
	customerRole(
		'a placeholder in a method',
		cors({AllowedOrigins: ['https://{{nobody}}']}),
		'documents[4].rules[0].AllowedOrigins[0]',
		/no placeholder/,
		'"https://{{nobody}}"',
	),
	customerRole(
		'CORS rules for no purpose',
		{
			...cors({}),
			'documents.4': {
				id: 'bucket-cors',
				...info,
				rules: [rule],
				when: {purposes: ['data-source'], encryption: []},
			},
		},
		'documents[4].when.encryption',
		/must not be empty/,
		'"when"',
		'"encryption"',
		'[]',
	),
	customerRole(
		'an event that S3 does not know',
		told({Events: ['s3:ObjectMade:*']}),
		'documents[4].configuration.QueueConfigurations[0].Events[0]',
		/must be one of/,
		'"s3:ObjectMade:*"',
	),
	customerRole(
		'two notifications for one event',
		told({}, {Filter: {Key: {FilterRules: [{Name: 'prefix', Value: 'a/'}]}}}),
		'documents[4].configuration',
		/no two notifications/,
		'"configuration"',
		'{',
	),
	customerRole(
		'nobody who is told',
		{
			version: 2,
			queue,
			'documents.4': {id: 'bucket-notification', ...info, configuration: {}},
		},
		'documents[4].configuration',
		/Somebody has to be told/,
		'"configuration"',
		'{}',
	),
	customerRole(
		'a queue without the queue of the profile',
		{...told({}), queue: undefined},
		'documents[4].configuration.QueueConfigurations[0].QueueArn',
		/has no "queue"/,
		'"{{queueArn}}"',
	),
	customerRole(
		'a policy for a queue of the vendor',
		{
			version: 2,
			queue: {...queue, of: 'vendor'},
			'documents.4': {
				...sender,
				statements: [{statement: {...sender.statements[0]?.statement, Resource: '{{queueArn}}'}}],
			},
		},
		'documents[4].id',
		/belongs to a queue of the customer/,
		'"queue-policy"',
	),
];
