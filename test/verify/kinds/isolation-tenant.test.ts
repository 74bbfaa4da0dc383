import {describe, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import {actionsOn} from '../../../source/aws/actions/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {ConditionBlock, Principal, Statement} from '../../../source/policy/index.ts';
import type {CheckStatus} from '../../../source/verify/index.ts';
import {creative, iconikRole, ownId, role, tag} from '../../support/isolation-accounts.ts';
import {healthySnapshot, withAdded, withStatements} from '../../support/snapshots.ts';
import {customer} from './support/facts.ts';
import {expectFinding, expectNoMistakes, mistakeIn} from './support/findings.ts';
import {bucketArn, everything} from './support/places.ts';
import {purposesOf} from './support/purposes.ts';

const objects = `${bucketArn}/*`;
const otherId = '1297c8b6-3563-11e7-adf1-6c4008b85488';
const accounts = purposesOf('iconik').map((purpose): readonly [Connection, Snapshot] => [
	purpose.connection(),
	healthySnapshot(purpose.connection()),
]);

const documents = ['bucket-policy', 'key-policy'] as const;
type Document = (typeof documents)[number];

/** A second statement for the role that all customers of the vendor share. */
const second: Readonly<Record<Document, Statement>> = {
	'bucket-policy': {
		Sid: 'Second',
		Effect: 'Allow',
		Principal: {AWS: iconikRole},
		Action: 's3:GetObject',
		Resource: objects,
	},
	'key-policy': {
		Sid: 'Second',
		Effect: 'Allow',
		Principal: {AWS: iconikRole},
		Action: 'kms:Decrypt',
		Resource: '*',
	},
};

function mistakesIn(
	edit: (snapshot: Snapshot) => Snapshot,
	status: CheckStatus,
	sid?: string,
): (string | undefined)[] {
	return accounts.map(([connection, snapshot]) =>
		mistakeIn(edit(snapshot), connection, 'isolation.tenant', {
			status,
			...(status === 'fail' && sid !== undefined && {sid}),
			...(status === 'fail' && {code: '^open-to-other-customers$'}),
		}),
	);
}

const mistakesBeside = (document: Document, changes: Partial<Statement>, status: CheckStatus) =>
	mistakesIn(
		(snapshot) => withAdded(snapshot, document, {...second[document], ...changes} as Statement),
		status,
		'Second',
	);

const withCondition = (document: Document, condition: ConditionBlock) => (snapshot: Snapshot) =>
	withStatements(snapshot, document, (statement) =>
		statement.Sid?.startsWith('Iconik') ? {...statement, Condition: condition} : statement,
	);

/** What a condition leaves of the vendor's other customers: fail where one of them, or one without an ID, gets in. */
const forms: readonly (readonly [CheckStatus, string, ConditionBlock])[] = [
	['fail', 'nothing', {}],
	['pass', 'the ID', {StringEquals: {[tag]: ownId}}],
	['pass', 'the ID as a pattern', {StringLike: {[tag]: ownId}}],
	['pass', 'the ID, if any', {'ForAnyValue:StringEquals': {[tag]: ownId}}],
	['pass', 'the ID under the key in other letters', {StringEquals: {[tag.toUpperCase()]: ownId}}],
	['pass', 'the ID under the key in small letters', {StringLike: {[tag.toLowerCase()]: ownId}}],
	['pass', 'the ID and TLS', {StringEquals: {[tag]: ownId}, Bool: {'aws:SecureTransport': 'true'}}],
	['pass', 'the ID and the role', {StringEquals: {[tag]: ownId, 'aws:PrincipalArn': iconikRole}}],
	['pass', 'two IDs at once', {StringEquals: {[tag]: ownId}, StringLike: {[tag]: otherId}}],
	['fail', 'any ID', {StringLike: {[tag]: '*'}}],
	['fail', 'all of one beginning', {StringLike: {[tag]: `${ownId.slice(0, 8)}*`}}],
	['fail', 'all of one length', {StringLike: {[tag]: '?'.repeat(ownId.length)}}],
	['fail', 'the ID, if one is sent', {StringEqualsIfExists: {[tag]: ownId}}],
	['fail', 'the ID as a pattern, if one is sent', {StringLikeIfExists: {[tag]: ownId}}],
	['fail', 'the ID of all that are sent', {'ForAllValues:StringEquals': {[tag]: ownId}}],
	['fail', 'the ID or another', {StringEquals: {[tag]: [ownId, otherId]}}],
	['fail', 'the ID or anything', {StringLike: {[tag]: [ownId, '*']}}],
	['fail', 'another ID', {StringEquals: {[tag]: otherId}}],
	['fail', 'all but another ID', {StringNotEquals: {[tag]: otherId}}],
	['fail', 'all but the ID', {StringNotEquals: {[tag]: ownId}}],
	['fail', 'all but one beginning', {StringNotLike: {[tag]: 'test-*'}}],
	['fail', 'that there is an ID', {Null: {[tag]: 'false'}}],
	['fail', 'that there is none', {Null: {[tag]: 'true'}}],
	// A variable compared with itself holds for everybody who has a value.
	['fail', 'its own value', {StringEquals: {[tag]: `\${${tag}}`}}],
	['fail', 'its own value or a default', {StringEquals: {[tag]: `\${${tag}, '${ownId}'}`}}],
	['fail', 'its own value as a pattern', {StringLike: {[tag]: `\${${tag}}*`}}],
	// What says nothing of the customer.
	['fail', 'TLS', {Bool: {'aws:SecureTransport': 'true'}}],
	['fail', 'the role', {ArnEquals: {'aws:PrincipalArn': iconikRole}}],
	['fail', "the vendor's account", {StringEquals: {'aws:PrincipalAccount': '283217727627'}}],
	['fail', 'a session of a role', {StringEquals: {'aws:PrincipalType': 'AssumedRole'}}],
	['fail', 'the region', {StringEquals: {'aws:RequestedRegion': 'eu-central-1'}}],
	['fail', 'a browser', {StringLike: {'aws:UserAgent': 'iconik*'}}],
	// No session of a role has it, so nobody gets in by it.
	['pass', 'a user name', {StringEquals: {'aws:username': 'iconik'}}],
	// What only the vendor could say.
	[
		'unknown',
		'another tag of the role',
		{StringEquals: {'aws:PrincipalTag/SystemDomainId': ownId}},
	],
	[
		'unknown',
		'a key with a colon',
		{StringEquals: {'aws:PrincipalTag:IconikSystemDomainId': ownId}},
	],
	['unknown', 'addresses', {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}}],
	['unknown', 'an endpoint', {StringEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}],
	['unknown', 'an organization', {StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}],
	['unknown', 'a session', {StringLike: {'aws:userid': 'AROAEXAMPLEROLE000001:acme'}}],
	[
		'pass',
		'the ID and addresses',
		{StringEquals: {[tag]: ownId}, IpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
	],
	[
		'unknown',
		'any ID from all addresses, if there is one',
		{StringLike: {[tag]: '*'}, IpAddress: {'aws:SourceIp': ['0.0.0.0/0', '::/0']}},
	],
];

describe.each(documents)('in the %s', (document) => {
	const ofDocument = forms.filter(
		([, , condition]) =>
			document === 'bucket-policy' || !/aws:UserAgent|0\.0\.0\.0/.test(JSON.stringify(condition)),
	);
	test.each(ofDocument)(
		"%s: the vendor's own statement asks for %s",
		(status, _name, condition) => {
			expectNoMistakes(mistakesIn(withCondition(document, condition), status));
		},
	);

	test.each(ofDocument)('%s: a second statement asks for %s', (status, _name, condition) => {
		expectNoMistakes(mistakesBeside(document, {Condition: condition}, status));
	});

	const both =
		document === 'bucket-policy'
			? {Action: 's3:*', Resource: everything}
			: {Action: 'kms:*', Resource: '*'};
	const some =
		document === 'bucket-policy'
			? {Action: 's3:GetObject', Resource: objects}
			: {Action: 'kms:Decrypt'};
	const guard = (changes: Partial<Statement>): Statement =>
		({Sid: 'Guard', Effect: 'Deny', Principal: '*', ...both, ...changes}) as Statement;
	test.each<[CheckStatus, string, Partial<Statement>]>([
		['pass', 'everybody', {}],
		['pass', 'the role', {Principal: {AWS: iconikRole}}],
		['pass', 'all but the ID', {Condition: {StringNotEquals: {[tag]: ownId}}}],
		[
			'pass',
			'all but the ID, if one is sent',
			{Condition: {StringNotEqualsIfExists: {[tag]: ownId}}},
		],
		['pass', 'all but the ID as a pattern', {Condition: {StringNotLike: {[tag]: ownId}}}],
		[
			'pass',
			'all that is sent but the ID',
			{Condition: {'ForAllValues:StringNotEquals': {[tag]: ownId}}},
		],
		[
			'pass',
			'all but the ID for what is allowed',
			{...some, Condition: {StringNotEquals: {[tag]: ownId}}},
		],
		[
			'fail',
			'any that is sent but the ID',
			{Condition: {'ForAnyValue:StringNotEquals': {[tag]: ownId}}},
		],
		['fail', 'who has no ID', {Condition: {Null: {[tag]: 'true'}}}],
		['fail', 'who has an ID', {Condition: {Null: {[tag]: 'false'}}}],
		['fail', 'another ID', {Condition: {StringEquals: {[tag]: otherId}}}],
		['fail', 'all but two IDs', {Condition: {StringNotEquals: {[tag]: [ownId, otherId]}}}],
		[
			'fail',
			'all but one beginning',
			{Condition: {StringNotLike: {[tag]: `${ownId.slice(0, 4)}*`}}},
		],
		['fail', 'who does not use TLS', {Condition: {Bool: {'aws:SecureTransport': 'false'}}}],
		['fail', 'another account', {Principal: {AWS: '444455556666'}}],
		['unknown', 'other addresses', {Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}}],
	])(
		'%s: a second statement without a condition stands beside a Deny for %s',
		(status, _name, changes) => {
			expectNoMistakes(
				mistakesIn(
					(snapshot) => withAdded(snapshot, document, second[document], guard(changes)),
					status,
					'Second',
				),
			);
		},
	);
});

describe('a second statement without a condition', () => {
	const onObjects = new Set(actionsOn('object').map(({name}) => name));
	// Every third action stands for those around it: that none is left out is tested with everybody in place of them.
	const actions = [...actionsOn('bucket'), ...actionsOn('object')]
		.filter(({name}) => name !== 's3:CreateBucket')
		.filter((_action, index) => index % 3 === 0);
	test('lets other customers in by every action of S3 on a bucket or an object', () => {
		expectNoMistakes(
			actions.map(({name}, index) => {
				const [connection, snapshot] = accounts[index % accounts.length] ?? [creative, role];
				const account = withAdded(snapshot, 'bucket-policy', {
					...second['bucket-policy'],
					Action: name,
					Resource: onObjects.has(name) ? objects : bucketArn,
				});
				return mistakeIn(account, connection, 'isolation.tenant', {
					status: 'fail',
					sid: 'Second',
					shows: ({action}) => action === name,
				});
			}),
		);
	});

	// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
	test.each<[CheckStatus, string]>([
		...['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo', 'DescribeKey'].map(
			(name): [CheckStatus, string] => ['fail', name],
		),
		...['CreateGrant', 'RetireGrant', 'ListGrants', 'GetPublicKey', '*', 'ReEncrypt*'].map(
			(name): [CheckStatus, string] => ['fail', name],
		),
		...['PutKeyPolicy', 'ScheduleKeyDeletion', 'GetKeyPolicy', 'DisableKey', 'TagResource'].map(
			(name): [CheckStatus, string] => ['pass', name],
		),
	])('%s: on the key by kms:%s', (status, name) => {
		expectNoMistakes(mistakesBeside('key-policy', {Action: `kms:${name}`}, status));
	});

	test.each<[CheckStatus, string, Partial<Statement>]>([
		['fail', 'a folder', {Resource: `${bucketArn}/media/*`}],
		['fail', 'names with one ending', {Resource: `${bucketArn}/*.mov`}],
		['fail', 'names of four characters', {Resource: `${bucketArn}/????`}],
		['fail', 'one object', {Resource: `${bucketArn}/a`}],
		['fail', 'the bucket', {Action: 's3:ListBucketVersions', Resource: bucketArn}],
		['fail', 'all buckets', {Resource: 'arn:aws:s3:::*'}],
		['fail', 'a pattern of actions', {Action: 's3:Get*'}],
		['pass', 'another bucket', {Resource: 'arn:aws:s3:::other/*'}],
		['pass', 'the bucket, by actions on objects', {Resource: bucketArn}],
		['pass', 'objects, by actions on the bucket', {Action: 's3:ListBucket'}],
	])('%s: on %s', (status, _name, changes) => {
		expectNoMistakes(mistakesBeside('bucket-policy', changes, status));
	});

	test.each<[CheckStatus, string, Principal, ConditionBlock]>([
		['fail', 'the role', {AWS: iconikRole}, {}],
		['fail', 'the account', {AWS: '283217727627'}, {}],
		['fail', 'the account by its ARN', {AWS: 'arn:aws:iam::283217727627:root'}, {}],
		['fail', 'the role among others', {AWS: [`arn:aws:iam::${customer}:role/Own`, iconikRole]}, {}],
		['fail', 'everybody with its ARN', '*', {ArnEquals: {'aws:PrincipalArn': iconikRole}}],
		[
			'fail',
			'everybody with an ARN like it',
			{AWS: '*'},
			{ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::283217727627:role/Iconik*'}},
		],
		[
			'fail',
			'everybody of its account',
			'*',
			{StringEquals: {'aws:PrincipalAccount': '283217727627'}},
		],
		[
			'fail',
			'everybody of two accounts',
			'*',
			{StringEquals: {'aws:PrincipalAccount': [customer, '283217727627']}},
		],
		[
			'pass',
			'everybody with its ARN and the ID',
			'*',
			{ArnEquals: {'aws:PrincipalArn': iconikRole}, StringEquals: {[tag]: ownId}},
		],
		[
			'pass',
			'everybody of the own account',
			'*',
			{StringEquals: {'aws:PrincipalAccount': customer}},
		],
		[
			'unknown',
			'everybody of an organization',
			'*',
			{StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}},
		],
		[
			'unknown',
			'one session of the role',
			{AWS: 'arn:aws:sts::283217727627:assumed-role/IconikS3AccessRole/acme'},
			{},
		],
		['unknown', 'another role of the vendor', {AWS: 'arn:aws:iam::283217727627:role/Support'}, {}],
		['pass', 'another account', {AWS: '444455556666'}, {}],
		['pass', 'the own account', {AWS: customer}, {}],
		['pass', 'a service', {Service: 'cloudfront.amazonaws.com'}, {}],
	])('%s: for %s', (status, _name, principal, condition) => {
		expectNoMistakes(
			documents.flatMap((document) =>
				mistakesBeside(document, {Principal: principal, Condition: condition}, status),
			),
		);
	});

	test('lets other customers in through S3 by the account that calls', () => {
		for (const [accountsAsked, status] of [
			[[customer, '283217727627'], 'fail'],
			[[customer], 'pass'],
		] as const) {
			expectNoMistakes(
				mistakesBeside(
					'key-policy',
					{
						Principal: '*',
						Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
						Condition: {
							StringEquals: {
								'kms:CallerAccount': accountsAsked,
								'kms:ViaService': 's3.eu-central-1.amazonaws.com',
							},
						},
					},
					status,
				),
			);
		}
	});
});

test('a vendor that tells its customers apart by the external ID has no tenants here', () => {
	expectFinding(role, creative, 'isolation.tenant', {status: 'skip'});
});
