import {describe, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import {actionsOn} from '../../../source/aws/actions/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {ConditionBlock, Principal, Statement} from '../../../source/policy/index.ts';
import type {CheckStatus} from '../../../source/verify/index.ts';
import {creative, foreign, open, role, trust, vendor} from '../../support/isolation-accounts.ts';
import {allBlocked, found, refused, withAdded, withBucket} from '../../support/snapshots.ts';
import {customer} from './support/facts.ts';
import {expectFinding, expectNoMistakes, mistakeIn} from './support/findings.ts';
import {bucketArn, everything} from './support/places.ts';

const objects = `${bucketArn}/*`;

/** A statement by which everybody reads. */
const website: Statement = {
	Sid: 'Public',
	Effect: 'Allow',
	Principal: '*',
	Action: 's3:GetObject',
	Resource: objects,
};
/** A statement by which everybody decrypts. */
const publicKey: Statement = {...website, Action: 'kms:Decrypt', Resource: '*'};

type Account = readonly [Connection, Snapshot];
const accounts: readonly Account[] = [
	[creative, open(role)],
	[vendor, open(foreign)],
];

/** What isolation.public says otherwise than expected of each vendor's account with these statements. */
function mistakesWith(
	document: 'bucket-policy' | 'key-policy',
	statements: readonly Statement[],
	status: CheckStatus,
	show: (snapshot: Snapshot) => Snapshot = (snapshot) => snapshot,
	sid = 'Public',
): (string | undefined)[] {
	return accounts.map(([connection, snapshot]) =>
		mistakeIn(show(withAdded(snapshot, document, ...statements)), connection, 'isolation.public', {
			status,
			sid: status === 'fail' ? sid : undefined,
			...(status === 'fail' && {code: `^public-${document}$`}),
		}),
	);
}

// A bucket that is yet to be made has no policy to allow it.
const bucketActions = [...actionsOn('bucket'), ...actionsOn('object')].filter(
	({name}) => name !== 's3:CreateBucket',
);
const onObjects = new Set(actionsOn('object').map(({name}) => name));

describe('everybody gets in', () => {
	test('by every single action of S3 on a bucket or an object', () => {
		expectNoMistakes(
			bucketActions.flatMap(({name}, index) => {
				const statement = {
					...website,
					Action: name,
					Resource: onObjects.has(name) ? objects : bucketArn,
				};
				// Both vendors' buckets have the same outsiders, so that one of them is enough for each action.
				const [connection, snapshot] = accounts[index % accounts.length] ?? [creative, role];
				const account = withAdded(snapshot, 'bucket-policy', statement);
				return mistakeIn(account, connection, 'isolation.public', {
					status: 'fail',
					sid: 'Public',
					shows: ({action}) => action === name,
				});
			}),
		);
	});

	// What else works on a key of another account is nothing: neither its policy nor its deletion.
	// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
	test.each<[CheckStatus, string]>([
		...[
			...['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
			...['GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'ReEncryptFrom'],
			...['ReEncryptTo', 'Sign', 'Verify', 'GenerateMac', 'VerifyMac', 'DescribeKey'],
			...['CreateGrant', 'ListGrants', 'RetireGrant', 'RevokeGrant', 'GetPublicKey'],
			...['GetKeyRotationStatus', 'DeriveSharedSecret', '*', 'ReEncrypt*', 'Generate*', '?ecrypt'],
		].map((name): [CheckStatus, string] => ['fail', `kms:${name}`]),
		...[
			...['PutKeyPolicy', 'GetKeyPolicy', 'ScheduleKeyDeletion', 'DisableKey', 'EnableKey'],
			...['EnableKeyRotation', 'TagResource', 'UpdateAlias', 'ListKeyPolicies', 'ListAliases'],
			...['ImportKeyMaterial', 'CancelKeyDeletion', 'Put*', 'Enable*'],
		].map((name): [CheckStatus, string] => ['pass', `kms:${name}`]),
	])('%s by the action %s on the key', (status, action) => {
		expectNoMistakes(mistakesWith('key-policy', [{...publicKey, Action: action}], status));
	});

	test.each<
		[CheckStatus, string, Pick<Statement, 'Action' | 'NotAction' | 'Resource' | 'NotResource'>]
	>([
		['fail', 'all actions', {Action: '*', Resource: everything}],
		['fail', 'all actions of S3', {Action: 's3:*', Resource: everything}],
		['fail', 'a pattern of actions', {Action: 's3:Get*', Resource: everything}],
		['fail', 'a pattern with a question mark', {Action: 's3:?etObject', Resource: objects}],
		['fail', 'an action in other letters', {Action: 'S3:LISTBUCKET', Resource: bucketArn}],
		['fail', 'all actions but some', {NotAction: ['s3:Get*', 's3:List*'], Resource: everything}],
		[
			'fail',
			'one of several actions',
			{Action: ['sqs:SendMessage', 's3:GetObjectTagging'], Resource: objects},
		],
		['fail', 'an action that is yet to come', {Action: 's3:FrobnicateBucket', Resource: bucketArn}],
		['pass', 'no action of S3', {NotAction: 's3:*', Resource: everything}],
		['pass', 'an action of another service', {Action: 'sqs:*', Resource: everything}],
		['pass', 'object actions on the bucket itself', {Action: 's3:GetObject', Resource: bucketArn}],
		['pass', 'bucket actions on its objects', {Action: 's3:ListBucket', Resource: objects}],
		['fail', 'a folder', {Action: 's3:GetObject', Resource: `${bucketArn}/public/*`}],
		['fail', 'names with one ending', {Action: 's3:GetObject', Resource: `${bucketArn}/*.jpg`}],
		['fail', 'names of four characters', {Action: 's3:GetObject', Resource: `${bucketArn}/????`}],
		['fail', 'one object', {Action: 's3:PutObject', Resource: `${bucketArn}/a`}],
		['fail', 'all but a folder', {Action: 's3:GetObject', NotResource: `${bucketArn}/private/*`}],
		[
			'fail',
			'all buckets of a beginning',
			{Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-*'},
		],
		['pass', 'another bucket', {Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-other/*'}],
		['pass', 'nothing but what is spared', {Action: 's3:GetObject', NotResource: objects}],
	])('%s by a statement on %s', (status, _name, covers) => {
		const {Action: _action, Resource: _resource, ...rest} = website;
		expectNoMistakes(mistakesWith('bucket-policy', [{...rest, ...covers} as Statement], status));
	});
});

const office = '203.0.113.0/24';
const organization = 'o-a1b2c3d4e5';

/** What a condition leaves of everybody: fail where somebody gets in all the same. */
const narrowings: readonly (readonly [CheckStatus, string, ConditionBlock])[] = [
	['fail', 'nothing', {}],
	// What the requester chooses.
	['fail', 'a referer', {StringLike: {'aws:Referer': 'https://www.example.com/*'}}],
	['fail', 'a secret referer', {StringEquals: {'aws:Referer': 'a-long-secret'}}],
	['fail', 'a browser', {StringEquals: {'aws:UserAgent': 'a-secret'}}],
	['fail', 'TLS', {Bool: {'aws:SecureTransport': 'true'}}],
	['fail', 'a version of TLS', {NumericGreaterThanEquals: {'s3:TlsVersion': '1.2'}}],
	['fail', 'tags of the requester', {StringEquals: {'aws:PrincipalTag/Team': 'red'}}],
	['fail', 'multi-factor authentication', {Bool: {'aws:MultiFactorAuthPresent': 'true'}}],
	['fail', 'a signature', {StringEquals: {'s3:signatureversion': 'AWS4-HMAC-SHA256'}}],
	['fail', 'a call through a service', {Bool: {'aws:ViaAWSService': 'true'}}],
	[
		'fail',
		'a call through Athena',
		{'ForAnyValue:StringEquals': {'aws:CalledVia': 'athena.amazonaws.com'}},
	],
	['fail', 'tags of the object', {StringEquals: {'s3:ExistingObjectTag/open': 'yes'}}],
	['fail', 'a time to come', {DateGreaterThan: {'aws:CurrentTime': '2031-01-01T00:00:00Z'}}],
	['pass', 'a time that is over', {DateLessThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}}],
	// Who asks.
	['fail', 'users', {StringEquals: {'aws:PrincipalType': 'User'}}],
	['fail', 'roles', {StringEquals: {'aws:PrincipalType': 'AssumedRole'}}],
	['fail', 'root users', {StringEquals: {'aws:PrincipalType': 'Account'}}],
	['fail', 'roles of any account', {ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/*'}}],
	['fail', 'users of a name', {ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:user/admin'}}],
	['fail', 'root users of any account', {ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:root'}}],
	['fail', 'any account', {StringLike: {'aws:PrincipalAccount': '*'}}],
	['fail', 'all accounts but one', {StringNotEquals: {'aws:PrincipalAccount': customer}}],
	['fail', 'no service', {Bool: {'aws:PrincipalIsAWSService': 'false'}}],
	['pass', 'one account', {StringEquals: {'aws:PrincipalAccount': customer}}],
	['pass', 'two accounts', {StringEquals: {'aws:PrincipalAccount': [customer, '444455556666']}}],
	['pass', 'one role', {ArnEquals: {'aws:PrincipalArn': `arn:aws:iam::${customer}:role/Admin`}}],
	[
		'pass',
		'roles of one account',
		{ArnLike: {'aws:PrincipalArn': `arn:aws:iam::${customer}:role/*`}},
	],
	['pass', 'a role by its ID', {StringLike: {'aws:userid': 'AROAEXAMPLEROLE000001:*'}}],
	['pass', 'a service', {Bool: {'aws:PrincipalIsAWSService': 'true'}}],
	['pass', 'a service by name', {StringEquals: {'aws:PrincipalServiceName': 'logs.amazonaws.com'}}],
	['pass', 'a service for an account', {StringEquals: {'aws:SourceAccount': customer}}],
	['pass', 'a service for a resource', {ArnLike: {'aws:SourceArn': 'arn:aws:s3:::acme-logs'}}],
	// Anybody can have a service ask for a resource of their own.
	['fail', 'a service for any resource', {ArnLike: {'aws:SourceArn': 'arn:aws:s3:::*'}}],
	// The organization.
	['pass', 'an organization', {StringEquals: {'aws:PrincipalOrgID': organization}}],
	[
		'pass',
		'part of it',
		{'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': `${organization}/r-ab12/*`}},
	],
	[
		'fail',
		'an organization, if there is one',
		{StringEqualsIfExists: {'aws:PrincipalOrgID': organization}},
	],
	[
		'fail',
		'all of its paths',
		{'ForAllValues:StringLike': {'aws:PrincipalOrgPaths': `${organization}/*`}},
	],
	['fail', 'another organization', {StringNotEquals: {'aws:PrincipalOrgID': organization}}],
	['fail', 'any organization', {StringLike: {'aws:PrincipalOrgID': 'o-*'}}],
	['fail', 'having none', {Null: {'aws:PrincipalOrgID': 'true'}}],
	['fail', 'having one', {Null: {'aws:PrincipalOrgID': 'false'}}],
	// Where the request comes from: ranges wider than /8, or /32 of IPv6, are no narrowing for S3.
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
	['fail', 'all addresses', {IpAddress: {'aws:SourceIp': '0.0.0.0/0'}}],
	['fail', 'all addresses of IPv6', {IpAddress: {'aws:SourceIp': '::/0'}}],
	['fail', 'an office and all addresses', {IpAddress: {'aws:SourceIp': [office, '0.0.0.0/0']}}],
	[
		'fail',
		'both halves of all addresses',
		{IpAddress: {'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1']}},
	],
	['fail', 'all addresses but some', {NotIpAddress: {'aws:SourceIp': office}}],
	['fail', 'an address, if there is one', {IpAddressIfExists: {'aws:SourceIp': office}}],
	['pass', 'an office', {IpAddress: {'aws:SourceIp': office}}],
	['pass', 'one address', {IpAddress: {'aws:SourceIp': '203.0.113.7'}}],
	['pass', 'one address of IPv6', {IpAddress: {'aws:SourceIp': '2001:db8::7/128'}}],
	['pass', 'a network', {StringEquals: {'aws:SourceVpc': 'vpc-1a2b3c4d'}}],
	['pass', 'an endpoint', {StringEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}],
	['fail', 'any endpoint', {StringLike: {'aws:SourceVpce': 'vpce-*'}}],
	['fail', 'all endpoints but one', {StringNotEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}],
	['fail', 'a network, if there is one', {StringEqualsIfExists: {'aws:SourceVpc': 'vpc-1a2b3c4d'}}],
	['fail', 'having no endpoint', {Null: {'aws:SourceVpce': 'true'}}],
	// What is asked for.
	['fail', 'the account of the bucket', {StringEquals: {'s3:ResourceAccount': customer}}],
	[
		'pass',
		'another account than that of the bucket',
		{StringEquals: {'s3:ResourceAccount': '444455556666'}},
	],
	['fail', 'the region', {StringEquals: {'aws:RequestedRegion': 'eu-central-1'}}],
	['fail', 'any access point', {StringLike: {'s3:DataAccessPointArn': '*'}}],
	['pass', 'access points of the account', {StringEquals: {'s3:DataAccessPointAccount': customer}}],
	// Several conditions.
	[
		'pass',
		'an organization and TLS',
		{StringEquals: {'aws:PrincipalOrgID': organization}, Bool: {'aws:SecureTransport': 'true'}},
	],
	[
		'fail',
		'a referer and TLS',
		{StringLike: {'aws:Referer': '*'}, Bool: {'aws:SecureTransport': 'true'}},
	],
	[
		'pass',
		'two types at once',
		{
			StringEquals: {'aws:PrincipalType': 'User'},
			ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/*'},
		},
	],
];

const listings: typeof narrowings = [
	['fail', 'a folder', {StringLike: {'s3:prefix': 'public/*'}}],
	['fail', 'no folder', {StringEquals: {'s3:prefix': ''}}],
	['fail', 'a page', {NumericLessThanEquals: {'s3:max-keys': '10'}}],
	['fail', 'a delimiter', {StringEquals: {'s3:delimiter': '/'}}],
];
const uploads: typeof narrowings = [
	['fail', 'an access control list', {StringEquals: {'s3:x-amz-acl': 'bucket-owner-full-control'}}],
	['fail', 'encryption', {StringEquals: {'s3:x-amz-server-side-encryption': 'aws:kms'}}],
	['fail', 'a storage class', {StringEquals: {'s3:x-amz-storage-class': 'STANDARD'}}],
	['fail', 'a tag', {StringEquals: {'s3:RequestObjectTag/open': 'yes'}}],
];

const all = [
	...narrowings.map((row) => [...row, website] as const),
	...listings.map(
		(row) => [...row, {...website, Action: 's3:ListBucket', Resource: bucketArn}] as const,
	),
	...uploads.map((row) => [...row, {...website, Action: 's3:PutObject'}] as const),
];

describe('of everybody on the bucket a condition', () => {
	test.each(all)('leaves %s: %s', (status, _name, condition, statement) => {
		const narrowed = {...statement, Condition: condition};
		expectNoMistakes([
			...mistakesWith('bucket-policy', [narrowed], status),
			// With another way of writing everybody it is the same.
			...mistakesWith('bucket-policy', [{...narrowed, Principal: {AWS: ['*']}}], status),
		]);
	});
});

describe('of everybody on the key a condition', () => {
	const ofKeys: typeof narrowings = [
		...narrowings.filter(([, , condition]) => !/s3:/.test(JSON.stringify(condition))),
		['fail', 'S3', {StringEquals: {'kms:ViaService': 's3.eu-central-1.amazonaws.com'}}],
		[
			'fail',
			'what is encrypted',
			{StringLike: {'kms:EncryptionContext:aws:s3:arn': `${bucketArn}*`}},
		],
		['fail', 'the kind of key', {StringEquals: {'kms:KeySpec': 'SYMMETRIC_DEFAULT'}}],
		['pass', 'the account', {StringEquals: {'kms:CallerAccount': customer}}],
		[
			'pass',
			'the account through S3',
			{
				StringEquals: {
					'kms:CallerAccount': customer,
					'kms:ViaService': 's3.eu-central-1.amazonaws.com',
				},
			},
		],
		['fail', 'all accounts but one', {StringNotEquals: {'kms:CallerAccount': customer}}],
	];
	test.each(ofKeys)('leaves %s: %s', (status, _name, condition) => {
		expectNoMistakes(mistakesWith('key-policy', [{...publicKey, Condition: condition}], status));
	});

	test('keeps nobody out who asks for a grant for a service', () => {
		const grant = {
			...publicKey,
			Action: 'kms:CreateGrant',
			Condition: {Bool: {'kms:GrantIsForAWSResource': 'true'}},
		};
		expectNoMistakes(mistakesWith('key-policy', [grant], 'fail'));
	});
});

describe('whom a statement names', () => {
	test.each<[CheckStatus, Principal]>([
		['fail', '*'],
		['fail', {AWS: '*'}],
		['fail', {AWS: ['444455556666', '*']}],
		['fail', {Federated: 'graph.facebook.com'}],
		['fail', {Federated: 'accounts.google.com'}],
		['fail', {Federated: 'www.amazon.com'}],
		['fail', {Federated: 'cognito-identity.amazonaws.com'}],
		['pass', {AWS: customer}],
		['pass', {AWS: '444455556666'}],
		['pass', {AWS: 'arn:aws:iam::444455556666:root'}],
		['pass', {AWS: 'arn:aws:iam::444455556666:role/Reader'}],
		['pass', {AWS: 'arn:aws:sts::444455556666:assumed-role/Reader/anna'}],
		[
			'pass',
			{AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE2OAI3'},
		],
		['pass', {Service: 'cloudfront.amazonaws.com'}],
		['pass', {Service: ['logging.s3.amazonaws.com', 'cloudtrail.amazonaws.com']}],
		['pass', {CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'}],
		['pass', {Federated: `arn:aws:iam::${customer}:saml-provider/Office`}],
	])('%s by the principal %j of the bucket policy', (status, principal) => {
		expectNoMistakes(mistakesWith('bucket-policy', [{...website, Principal: principal}], status));
	});
});

describe('Block Public Access', () => {
	const unseen = (snapshot: Snapshot) =>
		withBucket(snapshot, {
			publicAccessBlock: refused('s3:GetBucketPublicAccessBlock'),
			accountPublicAccessBlock: refused('s3:GetAccountPublicAccessBlock'),
		});
	const on = (snapshot: Snapshot) => withBucket(snapshot, {publicAccessBlock: found(allBlocked)});
	const ofAccount = (snapshot: Snapshot) =>
		withBucket(snapshot, {accountPublicAccessBlock: found(allBlocked)});
	const allButOne = (snapshot: Snapshot) =>
		withBucket(snapshot, {
			publicAccessBlock: found({...allBlocked, restrictPublicBuckets: false}),
		});

	test.each<[CheckStatus, string, (snapshot: Snapshot) => Snapshot]>([
		['pass', 'it is on for the bucket', on],
		['pass', 'it is on for the account', ofAccount],
		['fail', 'all is on but what counts', allButOne],
		['unknown', 'it could not be seen', unseen],
		['fail', 'it is off', (snapshot) => snapshot],
	])('leaves %s of what S3 takes for public where %s', (status, _name, show) => {
		expectNoMistakes(
			all
				.filter(([open]) => open === 'fail')
				.flatMap(([, , condition, statement], index) => {
					const [connection, snapshot] = accounts[index % accounts.length] ?? [creative, role];
					const account = withAdded(snapshot, 'bucket-policy', {
						...statement,
						Condition: condition,
					});
					return mistakeIn(show(account), connection, 'isolation.public', {status});
				}),
		);
	});

	test('keeps nobody out of what S3 does not take for public', () => {
		const upload = {
			...website,
			Action: 's3:PutObject',
			Condition: {
				StringEquals: {
					's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:aws:kms:eu-central-1:${customer}:key/1`,
				},
			},
		};
		expectNoMistakes(mistakesWith('bucket-policy', [upload], 'fail', on));
	});

	test('keeps nobody away from the key', () => {
		expectNoMistakes(mistakesWith('key-policy', [publicKey], 'fail', on));
	});

	test.each<[CheckStatus, string, (snapshot: Snapshot) => Snapshot]>([
		['fail', 'is on', on],
		['fail', 'is on for the account', ofAccount],
		['warn', 'is off', (snapshot) => snapshot],
		['unknown', 'could not be seen', unseen],
	])(
		'%s: shuts out a vendor of another account by any public statement where it %s',
		(status, _name, show) => {
			expectNoMistakes(
				[
					website,
					{...website, Principal: {Federated: 'cognito-identity.amazonaws.com'}} as Statement,
					{...website, Condition: {IpAddress: {'aws:SourceIp': '0.0.0.0/0'}}},
					{...website, Condition: {IpAddress: {'aws:SourceIp': '12.0.0.0/7'}}},
					{...website, Condition: {StringLike: {'aws:PrincipalOrgID': 'o-*'}}},
				].map((statement) =>
					mistakeIn(
						show(withAdded(open(foreign), 'bucket-policy', statement)),
						vendor,
						'bucket.public-access',
						{status},
					),
				),
			);
		},
	);

	test.each([
		['an organization', {StringEquals: {'aws:PrincipalOrgID': organization}}],
		['an office', {IpAddress: {'aws:SourceIp': office}}],
		['a wide network', {IpAddress: {'aws:SourceIp': '10.0.0.0/8'}}],
		['an endpoint', {StringEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}],
		['an account', {StringEquals: {'aws:PrincipalAccount': customer}}],
	])('shuts no vendor out by a statement for everybody of %s', (_name, condition) => {
		const account = withAdded(foreign, 'bucket-policy', {...website, Condition: condition});
		expectFinding(account, vendor, 'bucket.public-access', {status: 'pass'});
	});
});

describe('a Deny beside a statement for everybody', () => {
	const deny = (changes: Partial<Statement>): Statement =>
		({
			Sid: 'Guard',
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:*',
			Resource: everything,
			...changes,
		}) as Statement;
	test.each<[CheckStatus, string, Statement]>([
		['pass', 'all of it', deny({})],
		['pass', 'that action', deny({Action: 's3:GetObject', Resource: objects})],
		['pass', 'the actions of that beginning', deny({Action: 's3:Get*'})],
		[
			'pass',
			'whoever is of no organization',
			deny({Condition: {StringNotEquals: {'aws:PrincipalOrgID': organization}}}),
		],
		[
			'pass',
			'whoever is of another organization, if of any',
			deny({Condition: {StringNotEqualsIfExists: {'aws:PrincipalOrgID': organization}}}),
		],
		[
			'pass',
			'other accounts',
			deny({Condition: {StringNotEquals: {'aws:PrincipalAccount': customer}}}),
		],
		[
			'pass',
			'other roles',
			deny({Condition: {ArnNotLike: {'aws:PrincipalArn': `arn:aws:iam::${customer}:role/*`}}}),
		],
		['pass', 'other addresses', deny({Condition: {NotIpAddress: {'aws:SourceIp': office}}})],
		[
			'pass',
			'other endpoints',
			deny({Condition: {StringNotEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}}),
		],
		[
			'pass',
			'whoever is no service',
			deny({Condition: {BoolIfExists: {'aws:PrincipalIsAWSService': 'false'}}}),
		],
		// A request without a signature has no such key, and Bool needs one.
		[
			'fail',
			'whoever is surely no service',
			deny({Condition: {Bool: {'aws:PrincipalIsAWSService': 'false'}}}),
		],
		['fail', 'a folder', deny({Resource: `${bucketArn}/private/*`})],
		[
			'fail',
			'all but a folder',
			(() => {
				const {Resource: _resource, ...rest} = deny({});
				return {...rest, NotResource: `${bucketArn}/public/*`};
			})(),
		],
		['fail', 'writing', deny({Action: 's3:Put*'})],
		[
			'fail',
			'whoever does not use TLS',
			deny({Condition: {Bool: {'aws:SecureTransport': 'false'}}}),
		],
		['fail', 'old versions of TLS', deny({Condition: {NumericLessThan: {'s3:TlsVersion': '1.2'}}})],
		[
			'fail',
			'whoever has not signed in',
			deny({Condition: {StringEquals: {'aws:PrincipalType': 'Anonymous'}}}),
		],
		['fail', 'whoever has no ARN', deny({Condition: {Null: {'aws:PrincipalArn': 'true'}}})],
		['fail', 'users', deny({Condition: {StringEquals: {'aws:PrincipalType': 'User'}}})],
		['fail', 'some addresses', deny({Condition: {IpAddress: {'aws:SourceIp': office}}})],
		['fail', 'whoever sends no referer', deny({Condition: {Null: {'aws:Referer': 'true'}}})],
		[
			'fail',
			'whoever sends another referer',
			deny({Condition: {StringNotLike: {'aws:Referer': 'https://www.example.com/*'}}}),
		],
		['fail', 'one account', deny({Principal: {AWS: '444455556666'}})],
		['fail', 'one role', deny({Principal: {AWS: `arn:aws:iam::${customer}:role/Old`}})],
		[
			'fail',
			'another organization, if of any',
			deny({Condition: {StringEquals: {'aws:PrincipalOrgID': organization}}}),
		],
	])('leaves %s where it takes away %s', (status, _name, statement) => {
		expectNoMistakes(mistakesWith('bucket-policy', [website, statement], status));
	});

	test('leaves nothing where two of them take away a half each', () => {
		expectNoMistakes(
			mistakesWith(
				'bucket-policy',
				[
					website,
					deny({Condition: {Null: {'aws:PrincipalArn': 'true'}}}),
					deny({Condition: {Null: {'aws:PrincipalArn': 'false'}}}),
				],
				'pass',
			),
		);
	});
});

describe('the role', () => {
	const everybody = (changes: object) => trust({Sid: 'Public', ...changes});
	const agreed = {'sts:ExternalId': '2f6b0f0e-acme'};
	test.each<[CheckStatus, string, object]>([
		['fail', 'everybody', {Principal: '*', Condition: undefined}],
		['fail', 'everybody in AWS', {Principal: {AWS: '*'}, Condition: undefined}],
		// The external ID is no secret.
		['fail', 'everybody with the external ID', {Principal: '*'}],
		[
			'fail',
			'everybody with any external ID',
			{Principal: '*', Condition: {Null: {'sts:ExternalId': 'false'}}},
		],
		[
			'fail',
			'a name of any account',
			{
				Principal: '*',
				Condition: {
					ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:user/CreativeForceCloudS3'},
					StringEquals: agreed,
				},
			},
		],
		[
			'fail',
			'everybody with a tag',
			{Principal: '*', Condition: {StringEquals: {...agreed, 'aws:PrincipalTag/a': 'b'}}},
		],
		[
			'fail',
			'everybody with a session name',
			{Principal: '*', Condition: {StringEquals: {...agreed, 'sts:RoleSessionName': 'app'}}},
		],
		[
			'fail',
			'everybody with a second factor',
			{Principal: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': 'true'}}},
		],
		['fail', 'everybody by any action', {Principal: '*', Action: 'sts:*'}],
		['fail', 'everybody by a pattern', {Principal: '*', Action: 'sts:Assume*'}],
		['pass', 'everybody for tags alone', {Principal: '*', Action: 'sts:TagSession'}],
		[
			'pass',
			'everybody for a source identity alone',
			{Principal: '*', Action: 'sts:SetSourceIdentity'},
		],
		[
			'pass',
			"the vendor's user",
			{
				Principal: '*',
				Condition: {
					StringEquals: {
						...agreed,
						'aws:PrincipalArn': 'arn:aws:iam::092392787187:user/CreativeForceCloudS3',
					},
				},
			},
		],
		[
			'pass',
			'an account',
			{Principal: '*', Condition: {StringEquals: {'aws:PrincipalAccount': customer}}},
		],
		[
			'pass',
			'an organization',
			{Principal: '*', Condition: {StringEquals: {'aws:PrincipalOrgID': organization}}},
		],
		[
			'fail',
			'an organization, if of any',
			{Principal: '*', Condition: {StringEqualsIfExists: {'aws:PrincipalOrgID': organization}}},
		],
		['pass', 'an office', {Principal: '*', Condition: {IpAddress: {'aws:SourceIp': office}}}],
		['pass', 'a whole account', {Principal: {AWS: '444455556666'}, Condition: undefined}],
		['pass', 'a service', {Principal: {Service: 'ec2.amazonaws.com'}, Condition: undefined}],
	])('%s: is open to %s', (status, _name, changes) => {
		expectFinding(everybody(changes), creative, 'isolation.public', {
			status,
			...(status === 'fail' && {sid: 'Public', code: '^public-trust-policy$'}),
		});
	});

	const github = 'token.actions.githubusercontent.com';
	const provider = (host: string) => `arn:aws:iam::${customer}:oidc-provider/${host}`;
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
	test.each<[CheckStatus, string, string, ConditionBlock]>([
		['fail', 'anybody', 'graph.facebook.com', {}],
		['fail', 'anybody', 'accounts.google.com', {}],
		['fail', 'anybody', 'www.amazon.com', {}],
		['fail', 'anybody', 'cognito-identity.amazonaws.com', {}],
		['fail', 'anybody', provider(github), {}],
		['fail', 'anybody', provider('gitlab.com'), {}],
		['fail', 'anybody', provider('app.terraform.io'), {}],
		[
			'pass',
			'one app',
			'graph.facebook.com',
			{StringEquals: {'graph.facebook.com:app_id': '1234567890'}},
		],
		[
			'pass',
			'one app',
			'accounts.google.com',
			{StringEquals: {'accounts.google.com:aud': 'acme.apps.googleusercontent.com'}},
		],
		[
			'pass',
			'one app',
			'www.amazon.com',
			{StringEquals: {'www.amazon.com:app_id': 'amzn1.application-oa2-client.acme'}},
		],
		[
			'pass',
			'one pool',
			'cognito-identity.amazonaws.com',
			{
				StringEquals: {
					'cognito-identity.amazonaws.com:aud': 'eu-central-1:11111111-1111-4111-8111-111111111111',
				},
			},
		],
		['fail', 'any app', 'graph.facebook.com', {StringLike: {'graph.facebook.com:app_id': '*'}}],
		['fail', 'any repository', provider(github), {StringLike: {[`${github}:sub`]: 'repo:*'}}],
		[
			'fail',
			'a branch of any repository',
			provider(github),
			{StringLike: {[`${github}:sub`]: 'repo:*:ref:refs/heads/main'}},
		],
		[
			'fail',
			'any repository, if there is one',
			provider(github),
			{StringLikeIfExists: {[`${github}:sub`]: 'repo:*'}},
		],
		[
			'fail',
			'all but one repository',
			provider(github),
			{StringNotLike: {[`${github}:sub`]: 'repo:acme/assets:*'}},
		],
		// What whoever owns an account writes, or what all of them have in common.
		['fail', 'a branch', provider(github), {StringEquals: {[`${github}:ref`]: 'refs/heads/main'}}],
		[
			'fail',
			'an environment',
			provider(github),
			{StringEquals: {[`${github}:environment`]: 'production'}},
		],
		['fail', 'a workflow', provider(github), {StringEquals: {[`${github}:workflow`]: 'deploy'}}],
		[
			'fail',
			'protected branches',
			provider('gitlab.com'),
			{StringEquals: {'gitlab.com:ref_protected': 'true'}},
		],
		[
			'fail',
			'owners',
			provider('gitlab.com'),
			{StringEquals: {'gitlab.com:user_access_level': 'owner'}},
		],
		[
			'fail',
			'a branch',
			provider('agent.buildkite.com'),
			{StringEquals: {'agent.buildkite.com:build_branch': 'main'}},
		],
		[
			'fail',
			'a pipeline',
			provider('agent.buildkite.com'),
			{StringEquals: {'agent.buildkite.com:pipeline_slug': 'deploy'}},
		],
		...['authenticated', 'unauthenticated', '*'].map(
			(value): [CheckStatus, string, string, ConditionBlock] => [
				'fail',
				`whoever is ${value} in any pool`,
				'cognito-identity.amazonaws.com',
				{'ForAnyValue:StringLike': {'cognito-identity.amazonaws.com:amr': value}},
			],
		),
		// The audience is what the workflow writes.
		[
			'fail',
			'an audience',
			provider(github),
			{StringEquals: {[`${github}:aud`]: 'sts.amazonaws.com'}},
		],
		[
			'pass',
			'one repository',
			provider(github),
			{StringLike: {[`${github}:sub`]: 'repo:acme/assets:*'}},
		],
		[
			'pass',
			'one organization',
			provider(github),
			{StringLike: {[`${github}:sub`]: 'repo:acme/*'}},
		],
		[
			'pass',
			'one owner',
			provider(github),
			{StringEquals: {[`${github}:repository_owner`]: 'acme'}},
		],
		[
			'pass',
			'one project',
			provider('gitlab.com'),
			{StringLike: {'gitlab.com:sub': 'project_path:acme/*'}},
		],
		[
			'pass',
			'one organization',
			provider('app.terraform.io'),
			{StringLike: {'app.terraform.io:sub': 'organization:acme:*'}},
		],
		['pass', 'people of its own', provider('login.acme.example'), {}],
	])('%s: is open to %s of %s', (status, _name, federated, condition) => {
		const account = withAdded(role, 'trust-policy', {
			Sid: 'Public',
			Effect: 'Allow',
			Principal: {Federated: federated},
			Action: 'sts:AssumeRoleWithWebIdentity',
			Condition: condition,
		});
		expectFinding(account, creative, 'isolation.public', {
			status,
			sid: status === 'fail' ? 'Public' : undefined,
		});
	});

	test('is open to nobody whom a provider of SAML of its own account vouches for', () => {
		const account = withAdded(role, 'trust-policy', {
			Sid: 'Office',
			Effect: 'Allow',
			Principal: {Federated: `arn:aws:iam::${customer}:saml-provider/Office`},
			Action: 'sts:AssumeRoleWithSAML',
			Condition: {StringEquals: {'SAML:aud': 'https://signin.aws.amazon.com/saml'}},
		});
		expectFinding(account, creative, 'isolation.public', {status: 'pass'});
	});
});
