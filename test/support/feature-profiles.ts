import {type Connection, checkConnection} from '../../source/connection/index.ts';
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
	return connection;
}
