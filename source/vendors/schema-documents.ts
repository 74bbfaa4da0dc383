import * as v from 'valibot';
import {documentIds, policyIds} from '../aws/index.ts';
import {corsMethods, knownEvents} from '../bucket-settings/index.ts';
import {
	closed,
	described,
	doubt,
	filled,
	isPlain,
	key,
	oneOf,
	oneOrMany,
	rules,
	shortText,
	text,
	textWhenSchema,
	whenSchema,
} from './schema-basics.ts';

const principal = v.union(
	[
		v.literal('*'),
		closed({
			AWS: v.exactOptional(oneOrMany),
			Service: v.exactOptional(oneOrMany),
			Federated: v.exactOptional(oneOrMany),
			CanonicalUser: v.exactOptional(oneOrMany),
		}),
	],
	rules.principal,
);
const conditionValue = v.union([text, v.number(), v.boolean()], rules.conditionValue);
const statement = described(
	closed({
		Sid: v.exactOptional(text),
		Effect: described(oneOf(['Allow', 'Deny'] as const), rules.effect, 'Allow'),
		Principal: v.exactOptional(principal),
		NotPrincipal: v.exactOptional(principal),
		Action: v.exactOptional(oneOrMany),
		NotAction: v.exactOptional(oneOrMany),
		Resource: v.exactOptional(oneOrMany),
		NotResource: v.exactOptional(oneOrMany),
		Condition: v.exactOptional(
			v.record(
				key,
				v.record(key, v.union([conditionValue, filled(conditionValue)], rules.conditionValue)),
				rules.object,
			),
		),
	}),
	'A policy statement; its strings may hold {{placeholders}}.',
);

/** One statement of a document, with the condition under which it belongs there. */
export const statementTemplateSchema = closed({
	...doubt,
	when: v.exactOptional(whenSchema),
	standalone: v.exactOptional(
		described(
			v.boolean(rules.flag),
			'True for a statement that only a document standing alone needs; a merge leaves it out.',
		),
	),
	statement,
});

/** What every document of the article has. */
const documentInfo = {
	...doubt,
	summary: described(text, 'What the document is for, one sentence; may hold {{placeholders}}.'),
	when: v.exactOptional(whenSchema),
	offered: described(
		oneOf(['always', 'on-request'] as const),
		'always: listed. on-request: given when asked for by name, and where the key is in another account.',
		'always',
	),
	caution: v.exactOptional(
		described(
			v.union([text, textWhenSchema], rules.line),
			"One sentence: why the article's document is unwise as it stands, for some purposes or always.",
		),
	),
};

const policyTemplateSchema = closed({
	...documentInfo,
	id: described(oneOf(policyIds), 'Which document of statements this is.', 'bucket-policy'),
	policyId: v.exactOptional(described(text, 'Id of the policy, as in the article.')),
	statements: described(filled(statementTemplateSchema), "The article's statements."),
	articleSids: v.exactOptional(
		described(filled(text), 'Sids of the statements in the article, to recognise a pasted one.'),
	),
	narrower: v.exactOptional(
		described(
			closed({
				summary: described(text, 'One sentence: what is different.'),
				statements: filled(statementTemplateSchema),
			}),
			'The document for --least-privilege.',
		),
	),
});

/** One regular expression each: JSON schema takes no two. */
const withStar = v.pipe(
	v.string(rules.text),
	v.regex(/^(?=.*\S)[^*]*\*?[^*]*$/, rules.oneStar),
	v.maxLength(2000, rules.long),
	v.check(isPlain, rules.control),
);
const withoutStar = v.pipe(
	v.string(rules.text),
	v.regex(/^[^*\s]+$/, rules.noStar),
	v.maxLength(2000, rules.long),
	v.check(isPlain, rules.control),
);

/**
 * One rule for browsers: an origin or a header has one `*` at most, and a header that is exposed none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
 */
export const corsRuleSchema = closed({
	ID: v.exactOptional(described(shortText, 'Name of the rule.', 'AcmeBrowser')),
	AllowedHeaders: v.exactOptional(
		described(filled(withStar), 'Headers that a page may send; each may have one *.', ['*']),
	),
	AllowedMethods: described(filled(oneOf(corsMethods)), 'What a page may do.', ['GET', 'PUT']),
	AllowedOrigins: described(
		filled(withStar),
		'The pages, by scheme and host; each may have one *.',
		['https://app.example.com'],
	),
	ExposeHeaders: v.exactOptional(
		described(filled(withoutStar), 'Headers of the answer that a page may read.', ['ETag']),
	),
	MaxAgeSeconds: v.exactOptional(
		described(
			v.pipe(v.number(rules.number), v.integer(rules.number), v.minValue(0, rules.number)),
			'For how long a browser keeps the answer.',
			3000,
		),
	),
});

const corsTemplateSchema = closed({
	...documentInfo,
	id: v.literal('bucket-cors'),
	rules: described(
		filled(corsRuleSchema),
		"The article's rules, as the S3 API writes them; may hold {{placeholders}}.",
	),
});

const told = {
	Id: v.exactOptional(described(shortText, 'Name of the notification.', 'acme-new-objects')),
	Events: described(
		filled(oneOf(knownEvents)),
		'Of what it is told; s3:ObjectCreated:* stands for the whole family.',
		['s3:ObjectCreated:*'],
	),
	Filter: v.exactOptional(
		described(
			closed({
				Key: closed({
					FilterRules: filled(closed({Name: oneOf(['prefix', 'suffix'] as const), Value: text})),
				}),
			}),
			'Of which objects: what their names begin and end with.',
			{Key: {FilterRules: [{Name: 'prefix', Value: '{{folder}}/'}]}},
		),
	),
};

/** Whom the bucket tells of what happens in it. */
export const notificationSchema = closed({
	TopicConfigurations: v.exactOptional(
		filled(closed({...told, TopicArn: described(text, 'ARN of an SNS topic.')})),
	),
	QueueConfigurations: v.exactOptional(
		filled(closed({...told, QueueArn: described(text, 'ARN of an SQS queue.', '{{queueArn}}')})),
	),
	LambdaFunctionConfigurations: v.exactOptional(
		filled(closed({...told, LambdaFunctionArn: described(text, 'ARN of a Lambda function.')})),
	),
});

const notificationTemplateSchema = closed({
	...documentInfo,
	id: v.literal('bucket-notification'),
	configuration: described(
		notificationSchema,
		"The article's notifications, as the S3 API writes them; may hold {{placeholders}}.",
	),
});

/** One document of the article. */
export const documentTemplateSchema = v.variant(
	'id',
	[policyTemplateSchema, corsTemplateSchema, notificationTemplateSchema],
	(issue) =>
		issue.expected === 'Object' ? rules.object : `This must be one of ${documentIds.join(', ')}.`,
);
