import * as v from 'valibot';
import {accessWays, plainBucketRules, principalKinds, queueOwners} from '../connection/index.ts';
import {checkNames} from './check-names.ts';
import {
	address,
	camel,
	closed,
	day,
	described,
	doubt,
	encryption,
	filled,
	kebab,
	list,
	monthOrDay,
	oneOf,
	rules,
	shortText,
	text,
	textWhenSchema,
	whenSchema,
} from './schema-basics.ts';
import {documentTemplateSchema} from './schema-documents.ts';
import {
	aclHeaders,
	earlierParts,
	guidePlaces,
	needs,
	needTargets,
	type ProfileFile,
} from './types.ts';

export {keyIssueOf, mostItems, textWhenSchema, whenSchema} from './schema-basics.ts';
export {corsRuleSchema, notificationSchema, statementTemplateSchema} from './schema-documents.ts';

const actionRule = 'An action is SERVICE:NAME without wildcards, such as s3:GetObject.';
const need = v.union(
	[
		oneOf(needs),
		closed({
			...doubt,
			action: described(
				v.pipe(v.string(rules.text), v.regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/, actionRule)),
				'The action, as AWS writes it.',
				's3:GetObject',
			),
			on: described(oneOf(needTargets), 'What it is asked of.', 'object'),
			for: described(oneOf(needs), 'What the vendor does by it.', 'read'),
			required: described(
				v.boolean(rules.flag),
				'False where the article gives the action and the vendor works without it: its absence is then only told.',
			),
		}),
	],
	`This must be one of ${needs.join(', ')}, or an object with action, on, for and required.`,
);

/** One purpose. */
export const purposeSchema = closed({
	...doubt,
	id: described(kebab, 'Id of the purpose, as it stands in the connection file.', 'asset-delivery'),
	title: described(shortText, 'Name of the purpose.', 'Asset delivery'),
	summary: described(text, 'One sentence: what the vendor does with the bucket.'),
	needs: described(
		filled(need),
		'What the vendor has to be able to do: an action each, or a word for the usual actions behind it.',
		['list', 'read'],
		[{action: 's3:PutObjectAcl', on: 'object', for: 'write', required: false}],
	),
});

/** One extra input. */
export const inputSchema = closed({
	...doubt,
	field: described(camel, 'Name in the connection file, camel case.', 'systemDomainId'),
	label: described(shortText, 'Name as people read it.', 'System Domain ID'),
	pattern: described(text, 'ECMAScript regular expression for the whole value.', '[0-9a-f]{32}'),
	rule: described(text, 'The rule in words, shown when the value breaks it.'),
	example: described(text, 'A value that the pattern accepts.'),
	where: described(text, 'Where a person finds the value.'),
	ifWrong: described(text, 'What happens if the value is wrong.'),
	articleExample: v.exactOptional(
		described(text, "The value that stands in the vendor's article, which people copy by mistake."),
	),
});

/** One field of the vendor's form. */
export const formFieldSchema = closed({
	...doubt,
	label: described(shortText, "The vendor's own label.", 'Role ARN'),
	value: described(text, 'What to enter; may hold {{placeholders}}.', '{{roleArn}}'),
	isFinal: v.exactOptional(
		described(
			v.boolean(rules.flag),
			"True where the vendor's product does not let anybody change it later. Version 2.",
			true,
		),
	),
	when: v.exactOptional(whenSchema),
});

/** What is done in the vendor's product before anything is done in AWS. */
export const stepBeforeSchema = closed({
	...doubt,
	text: described(text, 'What to do, a sentence.', 'Create the integration.'),
	gives: v.exactOptional(
		described(
			filled(camel),
			'What it shows: principal, externalId or fields of inputs of this profile.',
			['principal', 'externalId'],
		),
	),
	usesStatement: v.exactOptional(
		described(v.boolean(rules.flag), 'True where the statement of the form is run in it.', true),
	),
	when: v.exactOptional(whenSchema),
});

/** What the vendor's pages say about something that is asked for or shown. */
export const guidanceSchema = closed({
	...doubt,
	at: described(
		oneOf(guidePlaces),
		'What it is about: something that is asked for, or a document.',
		'encryption',
	),
	text: described(text, 'What to know, in short sentences.', 'Acme reads no archived objects.'),
	helpOnly: v.exactOptional(
		described(
			v.boolean(rules.flag),
			'True where it is told in the help alone, since it is more than the screen has room for.',
			true,
		),
	),
	when: v.exactOptional(whenSchema),
});

const formStatement = closed({
	label: described(shortText, 'What it is.', 'SQL'),
	lines: described(
		filled(v.union([text, textWhenSchema], rules.line)),
		'Its lines, each a text or an object with text and when; they may hold {{placeholders}}.',
		["CREATE STORAGE INTEGRATION acme STORAGE_AWS_ROLE_ARN = '{{roleArn}}';"],
	),
});

/** The tenant condition. */
export const tenantSchema = closed({
	conditionKey: described(
		v.pipe(v.string(rules.text), v.regex(/^[A-Za-z0-9-]+:[\w+=,.@:/-]+$/, rules.conditionKey)),
		"Condition key that tells the vendor's customers apart.",
		'aws:PrincipalTag/TenantId',
	),
	input: described(camel, "Name of the input that holds this customer's value.", 'tenantId'),
});

/** The part of the bucket that the vendor works in. */
export const folderSchema = closed({
	fixed: v.exactOptional(
		described(text, "What the vendor always works in, under the customer's own.", 'acme-logs'),
	),
	asked: v.exactOptional(
		described(
			oneOf(['required', 'optional'] as const),
			'Whether the customer is asked for a folder of its own: it has to give one, or may.',
			'optional',
		),
	),
	label: v.exactOptional(described(shortText, 'As the vendor calls it.', 'Path')),
	where: v.exactOptional(described(text, 'Where it is set in the product of the vendor.')),
	example: v.exactOptional(described(text, 'One that could be given.', 'landing/2026')),
});

/** The queue that gets the events of the bucket. */
export const queueSchema = closed({
	...doubt,
	of: described(
		oneOf(queueOwners),
		"Whose it is: the customer's, in the account and Region of the bucket, or the vendor's, as its product shows it.",
		'customer',
	),
	where: described(text, 'Where a person finds its ARN.'),
	example: described(
		text,
		'The ARN of one.',
		'arn:aws:sqs:eu-central-1:111122223333:acme-assets-events',
	),
});

/** Who at the vendor gets access. */
export const principalSchema = v.union(
	[
		text,
		closed({
			from: v.literal('article'),
			arn: described(text, "ARN of the root of the vendor's account."),
			narrower: v.exactOptional(
				described(text, 'ARN of the user or role of that account that does the work.'),
			),
		}),
		closed({
			from: v.literal('choice'),
			field: described(camel, 'Name in the connection file of what chooses.', 'dataCenter'),
			label: described(shortText, 'Name as people read it.', 'Data center'),
			where: described(text, 'Where a person finds which one it is.'),
			ifWrong: described(text, 'What happens if it is the wrong one.'),
			choices: described(
				filled(
					closed({
						value: described(kebab, 'What stands in the connection file.', 'eu'),
						title: described(shortText, 'What it means.', 'Europe'),
						arn: described(text, 'ARN of who gets access then.'),
					}),
				),
				'Each with who gets access.',
			),
		}),
		closed({
			from: v.literal('product'),
			kind: described(oneOf(principalKinds), 'What the product of the vendor shows.', 'user'),
			several: v.exactOptional(
				described(v.boolean(rules.flag), 'Whether it can show several, which all get access.'),
			),
			label: described(shortText, 'As the product calls it.', 'IAM user'),
			where: described(text, 'Where the product shows it.'),
			example: described(text, 'One that it could show.'),
		}),
	],
	rules.shownPrincipal,
);

/** Addresses of the vendor. */
export const addressesSchema = closed({
	...doubt,
	ranges: described(filled(text), 'IPv4 or IPv6 addresses, or ranges of them as CIDR blocks.', [
		'203.0.113.7',
		'2001:db8:7::/48',
	]),
	choices: v.exactOptional(
		described(
			filled(kebab),
			'Values of the choice of the principal for which they are; left out, for all of them.',
			['eu'],
		),
	),
	when: v.exactOptional(whenSchema),
	source: v.exactOptional(
		described(address, 'The page that lists them.', 'https://help.example.com/ips'),
	),
	internetOnly: v.exactOptional(
		described(
			v.boolean(rules.flag),
			'True where the requests come over the internet alone, and through no VPC endpoint.',
			true,
		),
	),
});

/** Who makes up the external ID. */
export const externalIdSchema = v.variant(
	'from',
	[
		closed({from: v.literal('customer')}),
		closed({
			from: v.literal('vendor'),
			where: described(text, 'Where the product of the vendor shows it.'),
			example: described(text, 'One that the vendor could make up.', 'acme-2f6b0f0e'),
			pattern: v.exactOptional(
				described(
					text,
					'ECMAScript regular expression for the whole of it; absent where not known.',
				),
			),
			rule: v.exactOptional(described(text, 'The pattern in words; goes with the pattern.')),
			fixed: v.exactOptional(
				described(
					text,
					"What each of them begins with, before what is the customer's own.",
					'acme-',
				),
			),
		}),
		closed({from: v.literal('none')}),
	],
	rules.externalId,
);

/**
 * The form of a vendor profile, without the rules that tie its parts together (those are in `rules.ts`).
 * The source of `profile.schema.json`.
 */
export const profileSchema = closed({
	$schema: v.exactOptional(described(text, 'Address of this schema, for editors.')),
	version: described(
		v.picklist([1, 2], 'The version of the format is 1 or 2.'),
		'Version of the format.',
		2,
	),
	id: described(kebab, 'Id of the vendor, as it stands in the connection file.', 'creative-force'),
	name: described(shortText, 'Name of the vendor.', 'Creative Force'),
	article: described(
		address,
		"Address of the vendor's help article.",
		'https://help.example.com/s3',
	),
	access: described(
		oneOf(accessWays),
		"How the vendor gets access: with a role in the customer's account, or with its own role.",
		'customer-role',
	),
	principal: described(
		principalSchema,
		"Who at the vendor gets access: the ARN of its user or role; in version 2 also of its account's root, one of several, or what its product shows.",
		'arn:aws:iam::111122223333:user/VendorS3',
	),
	externalId: v.exactOptional(
		described(
			externalIdSchema,
			'Who makes up the external ID: the customer (also where this is absent), the vendor, or nobody, since the vendor sends none. Version 2.',
			{from: 'customer'},
		),
	),
	folder: v.exactOptional(
		described(
			folderSchema,
			'The part of the bucket that the vendor works in; absent where it works on all of it. Version 2.',
			{asked: 'optional', where: 'Acme > Storage > Path.', example: 'landing/2026'},
		),
	),
	queue: v.exactOptional(
		described(
			queueSchema,
			'The SQS queue that gets the events of the bucket; absent where there is none. Version 2.',
			{
				of: 'customer',
				where: 'AWS console > SQS > the queue.',
				example: 'arn:aws:sqs:eu-central-1:111122223333:acme-assets-events',
			},
		),
	),
	trustsItself: v.exactOptional(
		described(
			v.boolean(rules.flag),
			"True where the vendor has the customer's role take itself. Version 2.",
			true,
		),
	),
	existingRole: v.exactOptional(
		described(
			closed({
				name: described(shortText, 'As the vendor names it by default.', 'AcmeIntegrationRole'),
				of: described(
					text,
					"What it was made for, to follow the word of: Acme's AWS integration.",
					"Acme's AWS integration",
				),
			}),
			'The role that the vendor has in many accounts already, made for something else, and which is used here too. Version 2.',
			{name: 'AcmeIntegrationRole', of: "Acme's AWS integration"},
		),
	),
	purposes: described(filled(purposeSchema), 'What a customer can use the connection for.'),
	encryption: described(filled(encryption), 'The encryptions that the vendor accepts.', ['SSE-S3']),
	aclHeader: v.exactOptional(
		described(
			oneOf(aclHeaders),
			'The access control list (header x-amz-acl) that the vendor sends with uploads; absent where not known.',
			'none',
		),
	),
	refusedEncryption: v.exactOptional(
		described(
			list(closed({title: text, reason: text})),
			'What the vendor does not accept, with the reason.',
		),
	),
	tenant: v.exactOptional(
		described(tenantSchema, "The condition that keeps the vendor's other customers out."),
	),
	inputs: described(list(inputSchema), 'Values that only this vendor asks for; may be empty.', []),
	form: described(
		closed({
			where: described(
				v.union([text, filled(textWhenSchema)], rules.places),
				'Where the form is, in words; in version 2 also a list by purpose or encryption.',
				'Settings > Storage',
			),
			fields: v.exactOptional(
				described(
					filled(formFieldSchema),
					"The form's fields, in the vendor's order; absent where there is a statement.",
				),
			),
			statement: v.exactOptional(
				described(formStatement, 'Text to paste in place of a form. Version 2.'),
			),
			roles: v.exactOptional(
				described(
					filled(shortText),
					"Roles in the vendor's product that whoever fills it in has to have. Version 2.",
					['Admin'],
				),
			),
			note: v.exactOptional(described(text, 'What to do with the form.')),
		}),
		"The vendor's form.",
	),
	before: v.exactOptional(
		described(
			filled(v.union([text, stepBeforeSchema], rules.step)),
			"What is done in the vendor's product before anything is done in AWS, each a text or an object. Version 2.",
			['Create the integration.'],
		),
	),
	after: v.exactOptional(
		described(
			filled(v.union([text, textWhenSchema], rules.line)),
			"What is done in the vendor's product once AWS and the form are done, each a text or an object with text and when; may hold {{placeholders}}. Version 2.",
			['Switch the connector on.'],
		),
	),
	guide: v.exactOptional(
		described(
			filled(guidanceSchema),
			"What the vendor's pages say about what is asked for and about the documents; the wizard tells it there. Version 2.",
			[{at: 'encryption', text: 'Acme reads no archived objects.'}],
		),
	),
	documents: described(filled(documentTemplateSchema), "The article's documents as templates."),
	bucketRules: v.exactOptional(
		described(
			filled(
				v.variant(
					'rule',
					[
						closed({...doubt, rule: v.picklist(plainBucketRules)}),
						closed({
							...doubt,
							rule: v.literal('regions'),
							regions: described(filled(text), 'Codes of the Regions.', ['us-east-1']),
						}),
						closed({
							...doubt,
							rule: v.literal('same-region'),
							as: described(
								text,
								'What of the customer at the vendor has that Region.',
								'your account in Acme',
							),
						}),
					],
					rules.demand,
				),
			),
			'What the vendor asks of the bucket. Version 2.',
			[{rule: 'no-dots'}],
		),
	),
	addresses: v.exactOptional(
		described(
			filled(addressesSchema),
			"Addresses from which the vendor's requests over the internet come, and from no others; groups that fit a connection count together. Version 2.",
			[{ranges: ['203.0.113.7', '198.51.100.0/28'], source: 'https://help.example.com/ips'}],
		),
	),
	sources: v.exactOptional(
		described(
			filled(
				closed({
					...doubt,
					address: described(address, 'Address of the page.', 'https://help.example.com/s3'),
					readAt: described(day, 'The day on which it was read.', '2026-11-27'),
				}),
			),
			'The pages of which the facts of this profile were read. Version 2.',
		),
	),
	leftOut: v.exactOptional(
		described(
			filled(text),
			'What the vendor can do and this profile cannot, since no page confirms how; a sentence each. Version 2.',
			['Encryption with a KMS key.'],
		),
	),
	earlier: v.exactOptional(
		described(
			filled(
				closed({
					...doubt,
					of: described(oneOf(earlierParts), 'What changed.', 'externalId'),
					text: described(text, 'What it was before, a sentence.'),
					until: described(monthOrDay, 'The month or the day of the change.', '2026-07'),
				}),
			),
			'What facts were before they changed. Version 2.',
		),
	),
	errors: v.exactOptional(
		described(
			filled(
				closed({
					...doubt,
					text: described(text, 'What the vendor shows, word for word.', 'Access Denied.'),
					checks: described(
						filled(oneOf(checkNames)),
						'Ids of the checks of which any can be behind it.',
						['trust.external-id'],
					),
				}),
			),
			'What the vendor shows where something is wrong, and the checks that it can mean. Version 2.',
		),
	),
	test: described(text, 'Where the vendor itself shows whether the connection works.'),
}) satisfies v.GenericSchema<unknown, ProfileFile>;
