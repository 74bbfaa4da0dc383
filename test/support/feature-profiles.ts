import {type Connection, checkConnection, inSomeAccount} from '../../source/connection/index.ts';
import {checkProfile, type VendorProfile} from '../../source/vendors/index.ts';

const form = {where: 'Acme > Storage', fields: [{label: 'Bucket', value: '{{bucket}}'}]};

/** What the role may do with the bucket, for a vendor that takes a role of the customer. */
export const rolePolicy = {
	id: 'role-policy',
	summary: 'lets the role use the bucket',
	offered: 'always',
	statements: [
		{
			statement: {
				Sid: 'AcmeObjects',
				Effect: 'Allow',
				Action: ['s3:GetObject', 's3:PutObject'],
				Resource: '{{bucketArn}}/*',
			},
		},
		{
			statement: {
				Sid: 'AcmeBucket',
				Effect: 'Allow',
				Action: 's3:ListBucket',
				Resource: '{{bucketArn}}',
			},
		},
	],
};

/** Who may take the role, and with which external ID; none where it is left out. */
export function trustPolicy(condition?: object, ...more: readonly object[]) {
	const statement = {Effect: 'Allow', Principal: {AWS: '{{principal}}'}, Action: 'sts:AssumeRole'};
	return {
		id: 'trust-policy',
		summary: 'lets Acme take the role',
		offered: 'always',
		statements: [
			{statement: {...statement, ...(condition !== undefined && {Condition: condition})}},
			...more.map((other) => ({statement: other})),
		],
	};
}

export const asksForId = {StringEquals: {'sts:ExternalId': '{{externalId}}'}};

/** Rules for the pages of the vendor. */
export const corsRules = {
	id: 'bucket-cors',
	summary: 'lets pages of Acme use {{bucket}} in a browser',
	offered: 'always',
	rules: [
		{
			ID: 'AcmePages',
			AllowedHeaders: ['*'],
			AllowedMethods: ['GET', 'HEAD', 'PUT'],
			AllowedOrigins: ['https://*.acme.example'],
			ExposeHeaders: ['ETag'],
			MaxAgeSeconds: 3000,
		},
	],
};

/** Events of new objects in the folder, to the queue of the connection. */
export const eventsToQueue = {
	id: 'bucket-notification',
	summary: 'tells the queue of new objects',
	offered: 'always',
	configuration: {
		QueueConfigurations: [
			{
				Id: 'acme-new-objects',
				QueueArn: '{{queueArn}}',
				Events: ['s3:ObjectCreated:*'],
				Filter: {Key: {FilterRules: [{Name: 'prefix', Value: '{{folder}}/'}]}},
			},
		],
	},
};

/** Whom the policy of the customer's queue lets send. */
export const letsS3Send = {
	id: 'queue-policy',
	summary: 'lets S3 send the events of {{bucket}} to the queue',
	offered: 'always',
	statements: [
		{
			statement: {
				Sid: 'AcmeEvents',
				Effect: 'Allow',
				Principal: {Service: 's3.amazonaws.com'},
				Action: 'sqs:SendMessage',
				Resource: '{{queueArn}}',
				Condition: {
					ArnLike: {'aws:SourceArn': '{{bucketArn}}'},
					StringEquals: {'aws:SourceAccount': '{{accountId}}'},
				},
			},
		},
	],
};

const base = {
	version: 2,
	id: 'acme',
	name: 'Acme',
	article: 'https://help.acme.example/s3',
	access: 'customer-role',
	principal: 'arn:aws:iam::444455556666:user/AcmeStorage',
	purposes: [
		{
			id: 'sync',
			title: 'Sync',
			summary: 'Acme lists, reads and writes.',
			needs: ['list', 'read', 'write'],
		},
	],
	encryption: ['SSE-S3'],
	inputs: [],
	form,
	documents: [rolePolicy, trustPolicy(asksForId)],
	test: 'Acme > Storage > Test',
};

/** The text of a whole profile of the second version of the format that takes a role of the customer, with changes. */
export function customerRoleText(changes: Readonly<Record<string, unknown>>): string {
	return JSON.stringify({...base, ...changes}, undefined, '\t');
}

const vendorsStatement = {
	Sid: 'AcmeAccess',
	Effect: 'Allow',
	Principal: {AWS: '{{principal}}'},
};

/** The same of a vendor with its own role, of which nothing tells for which customer it works. */
export function vendorRoleText(changes: Readonly<Record<string, unknown>>): string {
	return JSON.stringify(
		{
			...base,
			access: 'vendor-role',
			principal: 'arn:aws:iam::444455556666:role/AcmeStorage',
			encryption: ['SSE-S3', 'SSE-KMS'],
			documents: [
				{
					id: 'bucket-policy',
					summary: 'lets Acme into the bucket',
					offered: 'always',
					statements: [
						{
							statement: {
								...vendorsStatement,
								Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
								Resource: ['{{bucketArn}}', '{{bucketArn}}/*'],
							},
						},
					],
				},
				{
					id: 'key-policy',
					summary: 'lets Acme use the key',
					offered: 'always',
					when: {encryption: ['SSE-KMS']},
					statements: [
						{
							statement: {
								...vendorsStatement,
								Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
								Resource: '*',
							},
						},
					],
				},
			],
			...changes,
		},
		undefined,
		'\t',
	);
}

/** The profile that such a text holds. Throws where it is refused. */
export function profileIn(text: string): VendorProfile {
	const {profile, problems} = checkProfile(text, 'acme.json');
	if (profile === undefined) {
		throw new Error(JSON.stringify(problems, undefined, 1));
	}

	return profile;
}

/** A connection of a profile whose file holds this, beside what every connection has. */
export function connectionOf(
	profile: VendorProfile,
	fields: Readonly<Record<string, unknown>>,
): Connection {
	const {connection} = checkConnection(
		{
			version: 1,
			vendor: 'acme.json',
			purpose: profile.purposes[0]?.id,
			bucket: 'acme-assets',
			region: 'eu-central-1',
			accountId: '111122223333',
			encryption: 'SSE-S3',
			...(profile.access === 'customer-role' && {roleName: 'AcmeAccess'}),
			...fields,
		},
		profile,
	);
	return inSomeAccount(connection);
}

/** What a vendor says whose product takes SQL in place of a form. */
export const takesStatement = {
	encryption: ['SSE-S3', 'SSE-KMS'],
	form: {
		where: 'Acme > Worksheets',
		statement: {
			label: 'SQL',
			lines: [
				'CREATE INTEGRATION s3',
				"  ROLE_ARN = '{{roleArn}}'",
				{text: "  KEY = '{{kmsKeyArn}}'", when: {encryption: ['SSE-KMS']}},
				"  LOCATION = 's3://{{bucket}}/';",
			],
		},
	},
};

/** The same of one whose product makes the external ID up when the statement is run, with what is done before and after. */
export const givesIdByStatement = {
	...takesStatement,
	externalId: {from: 'vendor', where: 'Acme > the output, EXTERNAL_ID.', example: 'acme-2f6b0f0e'},
	before: [
		{text: 'Run the SQL as an administrator.', usesStatement: true},
		{text: 'Describe the integration.', gives: ['externalId']},
		{text: 'With a key, note its name too.', when: {encryption: ['SSE-KMS']}},
	],
	after: [
		'Grant the integration to whoever loads from {{bucket}}.',
		{text: 'Name the key.', when: {encryption: ['SSE-KMS']}},
	],
};

/** A queue of the customer that gets the events of the bucket. */
export const ownQueue = {
	of: 'customer',
	where: 'AWS console > SQS > the queue > ARN.',
	example: 'arn:aws:sqs:us-east-1:999988887777:acme-events',
};

/** One of the vendor, as its product shows it. */
export const vendorsQueue = {...ownQueue, of: 'vendor', where: 'Acme > Storage > Channel.'};

/** Something to doubt of each kind, with what was otherwise before and what the vendor shows. */
export const doubtful = {
	purposes: [
		{
			id: 'sync',
			title: 'Sync',
			summary: 'Acme lists, reads and writes.',
			needs: [
				...['list', 'read', 'write'],
				{action: 's3:PutObjectAcl', on: 'object', for: 'write', required: false, confirmed: false},
			],
			inferred: true,
		},
	],
	inputs: [
		{
			...{field: 'spaceName', label: 'Space', pattern: '[a-z]{6,20}', example: 'acmespace'},
			...{rule: 'Small letters.', where: 'Acme > Spaces', ifWrong: 'Acme is refused.'},
			confirmed: false,
		},
	],
	form: {
		where: [{text: 'Acme > Storage', confirmed: false}],
		fields: [
			{label: 'Role', value: '{{roleArn}}'},
			{label: 'Bucket', value: '{{bucket}}', inferred: true},
		],
	},
	before: [{text: 'Open the storage.', confirmed: false}],
	after: [{text: 'Switch it on.', inferred: true}],
	guide: [{at: 'form', text: 'Leave the rest.', inferred: true}],
	sources: [
		{address: 'https://help.acme.example/s3', readAt: '2026-11-27', confirmed: false},
		{address: 'https://help.acme.example/keys', readAt: '2026-11-20'},
	],
	leftOut: ['Encryption with a KMS key.'],
	queue: {...ownQueue, confirmed: false},
	earlier: [{of: 'externalId', text: 'It was the ID alone.', until: '2026-07', confirmed: false}],
	errors: [
		{text: 'Access Denied', checks: ['trust.external-id', 'trust.principal'], inferred: true},
		{text: 'Please configure External ID', checks: ['trust.external-id']},
	],
};
