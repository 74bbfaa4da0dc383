import {type HostileProfile, marked, refused} from './hostile-profiles.ts';

const cf = 'creative-force';

/** One of the documents that only some vendors have, behind those that are there. */
function withDocument(id: string, more: object): HostileProfile['changes'] {
	return {
		version: 2,
		queue: {of: 'customer', where: 'SQS.', example: 'arn:aws:sqs:eu-central-1:111122223333:acme'},
		'documents.4': {id, summary: 'is for Acme', offered: 'always', ...more},
	};
}

const rule = {AllowedMethods: ['GET'], AllowedOrigins: ['https://app.acme.example']};

function withRules(...rules: readonly object[]): HostileProfile['changes'] {
	return withDocument('bucket-cors', {rules: rules.map((one) => ({...rule, ...one}))});
}

function withTarget(configuration: object): HostileProfile['changes'] {
	return withDocument('bucket-notification', {configuration});
}

function withSender(more: object): HostileProfile['changes'] {
	return withDocument('queue-policy', {
		statements: [
			{
				statement: {
					Sid: 'AcmeEvents',
					Effect: 'Allow',
					Principal: {Service: 's3.amazonaws.com'},
					Action: 'sqs:SendMessage',
					Resource: '{{queueArn}}',
					Condition: {StringEquals: {'aws:SourceAccount': '{{accountId}}'}},
					...more,
				},
			},
		],
	});
}

const Events = ['s3:ObjectCreated:*'];
const topic = 'arn:aws:sns:eu-central-1:444455556666:acme';
const at = 'documents[4].statements[0].statement';
const narrower = {
	summary: 'is narrower',
	statements: [
		{
			statement: {
				Effect: 'Allow',
				Principal: {Service: 's3.amazonaws.com'},
				Action: 'sqs:SendMessage',
				Resource: '{{queueArn}}',
			},
		},
	],
};

/** Profiles with dangerous CORS rules, event notifications and queue policies. */
export const hostileSettings: readonly HostileProfile[] = [
	...refused(
		'any-action',
		['all actions of the queue', cf, withSender({Action: 'sqs:*'}), `${at}.Action`],
		['reading the queue', cf, withSender({Action: ['sqs:ReceiveMessage']}), `${at}.Action[0]`],
		['any action', cf, withSender({Action: '*'}), `${at}.Action`],
	),
	...refused(
		'other-resource',
		['any queue', cf, withSender({Resource: '*'}), `${at}.Resource`],
		['the bucket in a queue policy', cf, withSender({Resource: '{{bucketArn}}'}), `${at}.Resource`],
	),
	...refused(
		'others-let-in',
		['everybody sending', cf, withSender({Principal: '*'}), `${at}.Principal`],
		[
			'another service',
			cf,
			withSender({Principal: {Service: 'sns.amazonaws.com'}}),
			`${at}.Principal`,
		],
		[
			'the vendor itself sending',
			cf,
			withSender({Principal: {AWS: '{{principal}}'}}),
			`${at}.Principal`,
		],
	),
	...refused('deny-beyond-vendor', [
		'a Deny for S3',
		cf,
		withSender({Effect: 'Deny', Principal: '*'}),
		`${at}.Principal`,
	]),
	...refused('inverted-element', [
		'all but one action on a queue',
		cf,
		withSender({Action: undefined, NotAction: 'sqs:DeleteQueue'}),
		`${at}.NotAction`,
	]),
	...refused('not-narrower', [
		'a queue policy without its condition as the narrower one',
		cf,
		{...withSender({}), 'documents.4.narrower': narrower},
		'documents[4].narrower.statements',
	]),
	...marked(
		'any-origin',
		['all origins', cf, withRules({AllowedOrigins: ['*']}), '*'],
		['all that are encrypted', cf, withRules({}, {AllowedOrigins: ['https://*']}), 'https://*'],
		['all of a country', cf, withRules({AllowedOrigins: ['https://*.de']}), 'https://*.de'],
	),
	...marked(
		'methods-beyond-purpose',
		['writing where data is read', cf, withRules({AllowedMethods: ['PUT']}), 'PUT'],
		['a form that writes', cf, withRules({AllowedMethods: ['GET', 'POST']}), 'POST'],
		['deleting', cf, withRules({AllowedMethods: ['DELETE']}), 'DELETE'],
	),
	...marked(
		'events-elsewhere',
		[
			'a topic of somebody',
			cf,
			withTarget({TopicConfigurations: [{TopicArn: topic, Events}]}),
			topic,
		],
		[
			'a function',
			cf,
			withTarget({
				LambdaFunctionConfigurations: [
					{LambdaFunctionArn: 'arn:aws:lambda:eu-central-1:444455556666:function:acme', Events},
				],
			}),
			'arn:aws:lambda:eu-central-1:444455556666:function:acme',
		],
		[
			'another queue beside that of the customer',
			cf,
			withTarget({
				QueueConfigurations: [
					{QueueArn: '{{queueArn}}', Events},
					{
						QueueArn: 'arn:aws:sqs:eu-central-1:444455556666:acme',
						Events: ['s3:ObjectRemoved:*'],
					},
				],
			}),
			'arn:aws:sqs:eu-central-1:444455556666:acme',
		],
	),
	...marked(
		'open-queue',
		['no condition', cf, withSender({Condition: undefined}), 'AcmeEvents'],
		[
			'a condition on something else',
			cf,
			withSender({Condition: {Bool: {'aws:SecureTransport': 'true'}}}),
			'AcmeEvents',
		],
		[
			'a condition that also holds without the account',
			cf,
			withSender({
				Condition: {StringEqualsIfExists: {'aws:SourceAccount': '{{accountId}}'}},
			}),
			'AcmeEvents',
		],
	),
];
