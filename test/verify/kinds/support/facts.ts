import type {World} from './evaluate.ts';

/** One kind of request that the vendor makes, or that S3 makes of KMS in its name. */
export type Ask = {
	readonly vendor: 'creative-force' | 'iconik';
	readonly service: 's3' | 'kms' | 'sts';
	readonly action: string;
};

type Values = {readonly hit: string; readonly other: string};
type Supply = (values: Values, ask: Ask) => readonly World[];

/** Which operators a key takes. */
export type Kind = 'text' | 'texts' | 'arn' | 'flag' | 'number' | 'date' | 'address';

/** What AWS supplies for a condition key. */
export type KeyFact = {
	readonly key: string;
	/** Where AWS says so. */
	readonly page: string;
	readonly kind: Kind;
	/** Two values that a policy may ask for; where the key is known `hit` is what it holds. */
	readonly values: (ask: Ask) => Values;
	/** Actions of S3 that carry the key, where not all do. */
	readonly of?: readonly string[];
	/** What it holds in requests to each service; absent where the documentation says nothing of it. */
	readonly s3?: Supply;
	readonly kms?: Supply;
	readonly sts?: Supply;
	/** The vendor whose requests alone are known. */
	readonly vendor?: Ask['vendor'];
};

const global =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';
const table =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable';
const sts =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html';
const s3 = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html';
const kms = 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html';
const forwarded =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html';

/** The account of the customer, of the bucket and of the key. */
export const customer = '111122223333';
const vendorAccounts = {'creative-force': '092392787187', iconik: '283217727627'};
const roles = {
	'creative-force': `arn:aws:iam::${customer}:role/CreativeForceAccess`,
	iconik: `arn:aws:iam::${vendorAccounts.iconik}:role/IconikS3AccessRole`,
};
const creativeUser = `arn:aws:iam::${vendorAccounts['creative-force']}:user/CreativeForceCloudS3`;
/** Who asks: the vendor's user takes the role, and a role uses the bucket and the key. */
const asking = ({vendor, service}: Ask) => (service === 'sts' ? creativeUser : roles[vendor]);

// The ways in which a key can be supplied.
const known: Supply = ({hit}) => [[hit]];
const never: Supply = () => [undefined];
const open: Supply = ({hit, other}) => [[hit], [other], ['something-else'], undefined];
const there: Supply = ({hit, other}) => [[hit], [other], ['something-else']];
const either =
	(...worlds: readonly World[]): Supply =>
	() =>
		worlds;
const openNumber = either(['1'], ['100'], ['10000'], ['100000'], undefined);
const only =
	(actions: readonly string[], supply: Supply): Supply =>
	(values, ask) =>
		actions.includes(ask.action) ? supply(values, ask) : [undefined];
const same = (supply: Supply) => ({s3: supply, kms: supply, sts: supply});

const asked = (hit: string, other: string) => () => ({hit, other});
const flag = asked('true', 'false');

const absentEverywhere = (
	kind: Kind,
	values: readonly [string, string],
	names: readonly string[],
): KeyFact[] =>
	names.map((name) => ({
		key: name,
		page: `${global}#condition-keys-${name.slice(4).toLowerCase()}`,
		kind,
		values: asked(...values),
		...same(never),
	}));

// What stands in the requests of one action alone, most of it in headers of an upload.
const uploads = ['s3:PutObject'];
const uploadsAndAcls = ['s3:PutObject', 's3:PutObjectAcl'];
const ofSomeActions: readonly KeyFact[] = (
	[
		['s3:prefix', ['s3:ListBucket'], 'incoming/', 'outgoing/'],
		['s3:delimiter', ['s3:ListBucket'], '/', '-'],
		['s3:x-amz-acl', uploadsAndAcls, 'bucket-owner-full-control', 'public-read'],
		['s3:x-amz-grant-full-control', uploadsAndAcls, 'id=1', 'id=2'],
		['s3:x-amz-grant-read', uploadsAndAcls, 'id=1', 'id=2'],
		['s3:x-amz-grant-read-acp', uploadsAndAcls, 'id=1', 'id=2'],
		['s3:x-amz-grant-write', uploadsAndAcls, 'id=1', 'id=2'],
		['s3:x-amz-grant-write-acp', uploadsAndAcls, 'id=1', 'id=2'],
		['s3:x-amz-server-side-encryption', uploads, 'aws:kms', 'AES256'],
		[
			's3:x-amz-server-side-encryption-aws-kms-key-id',
			uploads,
			`arn:aws:kms:eu-central-1:${customer}:key/1`,
			`arn:aws:kms:eu-central-1:${customer}:key/2`,
		],
		['s3:x-amz-storage-class', uploads, 'STANDARD', 'GLACIER'],
		['s3:x-amz-copy-source', uploads, 'one/key', 'two/key'],
		['s3:x-amz-metadata-directive', uploads, 'COPY', 'REPLACE'],
		['s3:x-amz-website-redirect-location', uploads, '/one', '/two'],
		['s3:object-lock-mode', uploads, 'GOVERNANCE', 'COMPLIANCE'],
		['s3:object-lock-legal-hold', uploads, 'ON', 'OFF'],
		['s3:if-none-match', uploads, '*', 'etag'],
		['s3:if-match', ['s3:PutObject', 's3:DeleteObject'], 'one', 'two'],
		['s3:RequestObjectTag/Kind', uploads, 'raw', 'done'],
		[
			's3:ExistingObjectTag/Kind',
			['s3:GetObject', 's3:GetObjectVersion', 's3:PutObjectAcl'],
			'raw',
			'done',
		],
	] as const
).map(([key, of, hit, other]) => ({
	key,
	page: s3,
	kind: 'text',
	values: asked(hit, other),
	of,
	s3: only(of, open),
}));

/** What AWS supplies for each condition key with the requests of the two vendors, as its documentation says. */
export const keyFacts: readonly KeyFact[] = [
	{
		key: 'aws:SecureTransport',
		page: `${global}#condition-keys-securetransport`,
		kind: 'flag',
		values: flag,
		...same(known),
	},
	{
		key: 's3:TlsVersion',
		page: 'https://repost.aws/knowledge-center/s3-enforce-modern-tls',
		kind: 'number',
		values: asked('1.2', '1.3'),
		s3: either(['1.2'], ['1.3']),
	},
	{
		key: 'aws:PrincipalArn',
		page: `${global}#condition-keys-principalarn`,
		kind: 'arn',
		values: (ask) => ({
			hit: asking(ask),
			// The ARN of a session is what people take it for.
			other: `arn:aws:sts::${customer}:assumed-role/CreativeForceAccess/session`,
		}),
		...same(known),
	},
	{
		key: 'aws:PrincipalAccount',
		page: `${global}#condition-keys-principalaccount`,
		kind: 'text',
		values: (ask) => ({hit: asking(ask).split(':')[4] ?? '', other: '444455556666'}),
		...same(known),
	},
	{
		key: 'aws:PrincipalType',
		page: table,
		kind: 'text',
		values: ({service}) =>
			service === 'sts' ? {hit: 'User', other: 'AssumedRole'} : {hit: 'AssumedRole', other: 'User'},
		...same(known),
	},
	{
		key: 'aws:username',
		page: `${global}#condition-keys-username`,
		kind: 'text',
		values: asked('CreativeForceCloudS3', 'anna'),
		s3: never,
		kms: never,
		sts: known,
	},
	{
		key: 'aws:userid',
		page: `${global}#condition-keys-userid`,
		kind: 'text',
		values: ({service}) =>
			service === 'sts'
				? {hit: 'AIDAEXAMPLEUSER000001', other: 'AIDAEXAMPLEUSER000002'}
				: {hit: 'AROAEXAMPLEROLE000001:one', other: 'AROAEXAMPLEROLE000002:two'},
		...same(({hit, other}, {service}) =>
			service === 'sts'
				? [[hit], [other], ['AIDA0000000000000003']]
				: [[hit], [other], ['AROA00000000000000003:three']],
		),
	},
	...(['aws:PrincipalOrgID', 'aws:ResourceOrgID'] as const).map(
		(key): KeyFact => ({
			key,
			page: `${global}#condition-keys-${key.slice(4).toLowerCase()}`,
			kind: 'text',
			values: asked('o-a1b2c3d4e5', 'o-f6g7h8i9j0'),
			...same(({hit, other}) => [[hit], [other], ['o-k1l2m3n4o5'], undefined]),
		}),
	),
	...(['aws:PrincipalOrgPaths', 'aws:ResourceOrgPaths'] as const).map(
		(key): KeyFact => ({
			key,
			page: `${global}#condition-keys-${key.slice(4).toLowerCase()}`,
			kind: 'texts',
			values: asked('o-a1b2c3d4e5/r-ab12/ou-ab12-1/', 'o-f6g7h8i9j0/r-cd34/ou-cd34-2/'),
			...same(({hit, other}) => [[hit], [other], ['o-k1l2m3n4o5/r-ef56/'], undefined]),
		}),
	),
	{
		key: 'aws:PrincipalIsAWSService',
		page: `${global}#condition-keys-principalisawsservice`,
		kind: 'flag',
		values: asked('false', 'true'),
		...same(known),
	},
	{
		key: 'aws:PrincipalTag/IconikSystemDomainId',
		page: `${global}#condition-keys-principaltag`,
		kind: 'text',
		values: asked('7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02', '00000000-4b7a-11ee-9c54-0a58a9feac02'),
		s3: known,
		kms: known,
		vendor: 'iconik',
	},
	{
		key: 'aws:PrincipalTag/Team',
		page: `${global}#condition-keys-principaltag`,
		kind: 'text',
		values: asked('blue', 'green'),
		...same(open),
	},
	...absentEverywhere(
		'text',
		['s3.amazonaws.com', 'ec2.amazonaws.com'],
		['aws:PrincipalServiceName'],
	),
	...absentEverywhere(
		'texts',
		['s3.amazonaws.com', 'ec2.amazonaws.com'],
		['aws:PrincipalServiceNamesList'],
	),
	...absentEverywhere('arn', ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::other'], ['aws:SourceArn']),
	...absentEverywhere('text', [customer, '444455556666'], ['aws:SourceAccount']),
	...absentEverywhere('text', ['o-a1b2c3d4e5', 'o-f6g7h8i9j0'], ['aws:SourceOrgID']),
	...absentEverywhere('texts', ['o-a1b2c3d4e5/r-1/', 'o-f6g7h8i9j0/r-2/'], ['aws:SourceOrgPaths']),
	...absentEverywhere(
		'arn',
		['arn:aws:chatbot::1:chat-configuration/a', 'arn:aws:chatbot::1:chat-configuration/b'],
		['aws:ChatbotSourceArn'],
	),
	...absentEverywhere('text', ['true', 'false'], ['aws:AssumedRoot']),
	...absentEverywhere('number', ['100', '1000'], ['aws:MultiFactorAuthAge']),
	{
		key: 'aws:ViaAWSService',
		page: `${global}#condition-keys-viaawsservice`,
		kind: 'flag',
		values: ({service}) =>
			service === 'kms' ? {hit: 'true', other: 'false'} : {hit: 'false', other: 'true'},
		...same(known),
	},
	{
		key: 'aws:CalledVia',
		page: forwarded,
		kind: 'texts',
		values: asked('s3.amazonaws.com', 'athena.amazonaws.com'),
		s3: never,
		// The page on forwarded sessions has it filled, the list at the key does not know S3.
		kms: either(['s3.amazonaws.com'], undefined),
		sts: never,
	},
	...(['aws:CalledViaFirst', 'aws:CalledViaLast'] as const).map(
		(key): KeyFact => ({
			key,
			page: `${global}#condition-keys-${key.slice(4).toLowerCase()}`,
			kind: 'text',
			values: asked('s3.amazonaws.com', 'athena.amazonaws.com'),
			s3: never,
			kms: either(['s3.amazonaws.com'], undefined),
			sts: never,
		}),
	),
	...(['aws:ResourceAccount', 's3:ResourceAccount'] as const).map(
		(key): KeyFact => ({
			key,
			page: `${global}#condition-keys-resourceaccount`,
			kind: 'text',
			values: asked(customer, '444455556666'),
			...(key === 'aws:ResourceAccount' ? same(known) : {s3: known}),
		}),
	),
	{
		key: 'aws:RequestedRegion',
		page: `${global}#condition-keys-requestedregion`,
		kind: 'text',
		values: asked('eu-central-1', 'us-east-1'),
		s3: known,
		kms: known,
		// Every region has an endpoint of STS, and which one the vendor calls is its own choice.
		sts: ({hit, other}) => [[hit], [other], ['eu-west-1']],
	},
	{
		key: 'aws:SourceIp',
		page: `${global}#condition-keys-sourceip`,
		kind: 'address',
		values: asked('203.0.113.0/24', '198.51.100.0/24'),
		...same(either(['203.0.113.7'], ['198.51.100.9'], ['192.0.2.1'], ['2001:db8::1'], undefined)),
	},
	{
		key: 'aws:VpcSourceIp',
		page: `${global}#condition-keys-vpcsourceip`,
		kind: 'address',
		values: asked('10.0.0.0/16', '10.1.0.0/16'),
		...same(either(['10.0.0.7'], ['10.1.0.7'], ['10.2.0.7'], undefined)),
	},
	...(
		[
			['aws:SourceVpc', 'vpc-1a2b3c4d', 'vpc-5e6f7a8b'],
			['aws:SourceVpce', 'vpce-1a2b3c4d', 'vpce-5e6f7a8b'],
			['aws:VpceAccount', '444455556666', '777788889999'],
			['aws:VpceOrgID', 'o-a1b2c3d4e5', 'o-f6g7h8i9j0'],
		] as const
	).map(
		([key, hit, other]): KeyFact => ({
			key,
			page: `${global}#condition-keys-${key.slice(4).toLowerCase()}`,
			kind: 'text',
			values: asked(hit, other),
			...same(open),
		}),
	),
	{
		key: 'aws:SourceVpcArn',
		page: `${global}#condition-keys-sourcevpcarn`,
		kind: 'arn',
		values: asked(
			'arn:aws:ec2:eu-central-1:444455556666:vpc/vpc-1a2b3c4d',
			'arn:aws:ec2:eu-central-1:444455556666:vpc/vpc-5e6f7a8b',
		),
		...same(({hit, other}) => [
			[hit],
			[other],
			['arn:aws:ec2:us-east-1:777788889999:vpc/vpc-9c8d7e6f'],
			undefined,
		]),
	},
	{
		key: 'aws:MultiFactorAuthPresent',
		page: `${global}#condition-keys-multifactorauthpresent`,
		kind: 'flag',
		values: asked('false', 'true'),
		s3: known,
		// Services in between, and access keys, leave it out.
		kms: either(['false'], undefined),
		sts: either(['false'], undefined),
	},
	{
		key: 'aws:TokenIssueTime',
		page: `${global}#condition-keys-tokenissuetime`,
		kind: 'date',
		values: asked('2020-01-01T00:00:00Z', '2031-01-01T00:00:00Z'),
		s3: either(['2026-01-15T09:30:00Z']),
		kms: either(['2026-01-15T09:30:00Z']),
		sts: never,
	},
	{
		key: 'aws:CurrentTime',
		page: `${global}#condition-keys-currenttime`,
		kind: 'date',
		values: asked('2020-01-01T00:00:00Z', '2031-01-01T00:00:00Z'),
		...same(either(['2026-01-15T09:30:00Z'])),
	},
	{
		key: 'aws:EpochTime',
		page: `${global}#condition-keys-epochtime`,
		kind: 'date',
		values: asked('1577836800', '1925000000'),
		...same(either(['2026-01-15T09:30:00Z'])),
	},
	{
		key: 'aws:SourceIdentity',
		page: `${global}#condition-keys-sourceidentity`,
		kind: 'text',
		values: asked('anna', 'ben'),
		...same(open),
	},
	{
		key: 'sts:SourceIdentity',
		page: sts,
		kind: 'text',
		values: asked('anna', 'ben'),
		sts: open,
	},
	{
		key: 'aws:FederatedProvider',
		page: `${global}#condition-keys-federatedprovider`,
		kind: 'text',
		values: asked('cognito-identity.amazonaws.com', 'www.amazon.com'),
		// The customer's role is taken by a user of IAM; how iconik takes its own is not known.
		s3: (values, ask) => (ask.vendor === 'iconik' ? open : never)(values, ask),
		kms: (values, ask) => (ask.vendor === 'iconik' ? open : never)(values, ask),
		sts: never,
	},
	{
		key: 'aws:RequestTag/Team',
		page: `${global}#condition-keys-requesttag`,
		kind: 'text',
		values: asked('blue', 'green'),
		s3: never,
		kms: never,
		sts: open,
	},
	{
		key: 'aws:TagKeys',
		page: `${global}#condition-keys-tagkeys`,
		kind: 'texts',
		values: asked('Team', 'Cost'),
		s3: never,
		kms: never,
		sts: ({hit, other}) => [[hit], [other], [hit, other], ['something-else'], undefined],
	},
	{
		key: 'aws:UserAgent',
		page: `${global}#condition-keys-useragent`,
		kind: 'text',
		values: asked('aws-sdk-java', 'curl'),
		s3: open,
		sts: open,
	},
	{
		key: 'aws:Referer',
		page: `${global}#condition-keys-referer`,
		kind: 'text',
		values: asked('https://one.example', 'https://two.example'),
		s3: open,
		sts: open,
	},
	...ofSomeActions,
	{
		key: 's3:max-keys',
		page: s3,
		kind: 'number',
		values: asked('100', '10000'),
		of: ['s3:ListBucket'],
		s3: only(['s3:ListBucket'], openNumber),
	},
	{
		key: 's3:RequestObjectTagKeys',
		page: s3,
		kind: 'texts',
		values: asked('Kind', 'Cost'),
		of: uploads,
		s3: only(uploads, ({hit, other}) => [
			[hit],
			[other],
			[hit, other],
			['something-else'],
			undefined,
		]),
	},
	{
		key: 's3:object-lock-remaining-retention-days',
		page: s3,
		kind: 'number',
		values: asked('100', '10000'),
		of: uploads,
		s3: only(uploads, openNumber),
	},
	{
		key: 's3:x-amz-server-side-encryption-customer-algorithm',
		page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html',
		kind: 'text',
		values: asked('AES256', 'other'),
		// Keys of the customer's own are none of the agreed methods.
		s3: never,
	},
	{
		key: 's3:signatureversion',
		page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html',
		kind: 'text',
		values: asked('AWS4-HMAC-SHA256', 'AWS'),
		s3: known,
	},
	{
		key: 's3:authType',
		page: s3,
		kind: 'text',
		values: asked('REST-HEADER', 'REST-QUERY-STRING'),
		s3: either(['REST-HEADER'], ['REST-QUERY-STRING'], ['POST']),
	},
	{key: 's3:signatureAge', page: s3, kind: 'number', values: asked('100', '10000'), s3: openNumber},
	{
		key: 's3:x-amz-content-sha256',
		page: s3,
		kind: 'text',
		values: asked('UNSIGNED-PAYLOAD', 'abc'),
		s3: open,
	},
	...(
		[
			['s3:DataAccessPointAccount', 'text', customer, '444455556666'],
			[
				's3:DataAccessPointArn',
				'arn',
				`arn:aws:s3:eu-central-1:${customer}:accesspoint/one`,
				`arn:aws:s3:eu-central-1:${customer}:accesspoint/two`,
			],
			['s3:AccessPointNetworkOrigin', 'text', 'VPC', 'Internet'],
			[
				's3:AccessGrantsInstanceArn',
				'arn',
				`arn:aws:s3:eu-central-1:${customer}:access-grants/default`,
				`arn:aws:s3:eu-west-1:${customer}:access-grants/default`,
			],
		] as const
	).map(
		([key, kind, hit, other]): KeyFact => ({
			key,
			page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
			kind,
			values: asked(hit, other),
			// The vendor calls the bucket by its name.
			s3: never,
		}),
	),
	{
		key: 'kms:ViaService',
		page: `${kms}#conditions-kms-via-service`,
		kind: 'text',
		values: asked('s3.eu-central-1.amazonaws.com', 'ec2.eu-central-1.amazonaws.com'),
		kms: known,
	},
	{
		key: 'kms:CallerAccount',
		page: `${kms}#conditions-kms-caller-account`,
		kind: 'text',
		values: (ask) => ({hit: asking(ask).split(':')[4] ?? '', other: '444455556666'}),
		kms: known,
	},
	{
		key: 'kms:EncryptionContext:aws:s3:arn',
		page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
		kind: 'text',
		values: asked('arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/folder/key'),
		kms: known,
	},
	{
		key: 'kms:EncryptionContext:team',
		page: `${kms}#conditions-kms-encryption-context`,
		kind: 'text',
		values: asked('blue', 'green'),
		kms: never,
	},
	{
		key: 'kms:EncryptionContextKeys',
		page: `${kms}#conditions-kms-encryption-context-keys`,
		kind: 'texts',
		values: asked('aws:s3:arn', 'team'),
		kms: known,
	},
	...(
		[
			['kms:EncryptionAlgorithm', 'SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_256'],
			['kms:KeySpec', 'SYMMETRIC_DEFAULT', 'RSA_2048'],
			['kms:KeyUsage', 'ENCRYPT_DECRYPT', 'SIGN_VERIFY'],
		] as const
	).map(
		([key, hit, other]): KeyFact => ({
			key,
			page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
			kind: 'text',
			values: asked(hit, other),
			kms: known,
		}),
	),
	{
		key: 'kms:GrantIsForAWSResource',
		page: `${kms}#conditions-kms-grant-is-for-aws-resource`,
		kind: 'flag',
		values: flag,
		kms: never,
	},
	{
		key: 'kms:RecipientAttestation:ImageSha384',
		page: 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclaves.html',
		kind: 'text',
		values: asked('one', 'two'),
		kms: never,
	},
	{
		key: 'kms:RequestAlias',
		page: `${kms}#conditions-kms-request-alias`,
		kind: 'text',
		values: asked('alias/one', 'alias/two'),
		kms: open,
	},
	{
		key: 'kms:ResourceAliases',
		page: `${kms}#conditions-kms-resource-aliases`,
		kind: 'texts',
		values: asked('alias/one', 'alias/two'),
		kms: ({hit, other}) => [[hit], [other], [hit, other], ['something-else'], undefined],
	},
	{
		key: 'sts:RoleSessionName',
		page: `${sts}#ck_rolesessionname`,
		kind: 'text',
		values: asked('one', 'two'),
		sts: there,
	},
	{
		key: 'sts:DurationSeconds',
		// Requests for the bearer token of a service alone carry it.
		page: sts,
		kind: 'number',
		values: asked('100', '10000'),
		sts: never,
	},
	{
		key: 'sts:TransitiveTagKeys',
		page: sts,
		kind: 'texts',
		values: asked('Team', 'Cost'),
		sts: ({hit, other}) => [[hit], [other], [hit, other], ['something-else'], undefined],
	},
];

/** One test of a condition: an operator and what is asked. */
export type Test = {readonly operator: string; readonly asked: readonly string[]};

const nulls: readonly Test[] = [
	{operator: 'Null', asked: ['true']},
	{operator: 'Null', asked: ['false']},
];

/** Every kind of test that a key of this kind can stand in: positive, negated, IfExists, Null and the set operators. */
export function testsFor(kind: Kind, {hit, other}: Values): readonly Test[] {
	const wild = `${hit.slice(0, -1)}*`;
	switch (kind) {
		case 'text':
		case 'arn':
			return [
				...one('StringEquals', [hit], [other], [other, hit]),
				...one('StringNotEquals', [hit], [other], [hit, other]),
				...one('StringLike', [wild]),
				...one('StringNotLike', [wild], [other]),
				...one('StringEqualsIgnoreCase', [hit.toUpperCase()]),
				...one('StringNotEqualsIgnoreCase', [hit.toUpperCase()]),
				...one('StringEqualsIfExists', [hit], [other]),
				...one('StringNotEqualsIfExists', [hit], [other]),
				...one('StringLikeIfExists', [wild]),
				...one('StringNotLikeIfExists', [wild]),
				...one('ForAllValues:StringEquals', [other]),
				...one('ForAnyValue:StringEquals', [hit]),
				...one('ForAllValues:StringNotEquals', [hit]),
				...one('ForAnyValue:StringNotEquals', [other]),
				...(kind === 'arn'
					? [
							...one('ArnEquals', [hit], [other]),
							...one('ArnNotEquals', [hit], [other]),
							...one('ArnLike', [wild]),
							...one('ArnNotLike', [wild]),
							...one('ArnLikeIfExists', [other]),
							...one('ArnNotLikeIfExists', [hit]),
						]
					: []),
				...nulls,
			];
		// Without a set operator a key of several values is not documented.
		case 'texts':
			return [
				...one('ForAllValues:StringEquals', [hit], [other], [hit, other]),
				...one('ForAllValues:StringNotEquals', [hit], [other]),
				...one('ForAllValues:StringLike', [wild]),
				...one('ForAllValues:StringNotLike', [wild]),
				...one('ForAnyValue:StringEquals', [hit], [other]),
				...one('ForAnyValue:StringNotEquals', [hit], [other]),
				...one('ForAnyValue:StringLike', [wild]),
				...one('ForAnyValue:StringNotLike', [wild]),
				...nulls,
			];
		case 'flag':
			return [
				...one('Bool', [hit], [other]),
				...one('BoolIfExists', [hit], [other]),
				...one('ForAllValues:Bool', [other]),
				...one('ForAnyValue:Bool', [hit]),
				...nulls,
			];
		case 'number':
		case 'date':
			return [
				...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals']
					.map((name) => `${kind === 'date' ? 'Date' : 'Numeric'}${name}`)
					.flatMap((name) => [...one(name, [hit], [other]), ...one(`${name}IfExists`, [hit])]),
				...nulls,
			];
		case 'address':
			return [
				...one('IpAddress', [hit], [other, hit]),
				...one('NotIpAddress', [hit], [other, hit]),
				...one('IpAddressIfExists', [hit]),
				...one('NotIpAddressIfExists', [hit]),
				...one('ForAnyValue:IpAddress', [hit]),
				...nulls,
			];
	}
}

function one(operator: string, ...lists: readonly (readonly string[])[]): Test[] {
	return lists.map((asked) => ({operator, asked}));
}
