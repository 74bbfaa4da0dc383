import {describe, test} from 'vitest';
import type {EncryptionRule, Snapshot} from '../../../source/account/index.ts';
import type {Encryption} from '../../../source/aws/index.ts';
import type {ConditionBlock, Statement} from '../../../source/policy/index.ts';
import type {CheckStatus} from '../../../source/verify/index.ts';
import {creativeForceConnection, keyArn} from '../../support/connections.ts';
import {
	algorithms,
	defaultKeyPolicy,
	found,
	healthySnapshot,
	refused,
	withAdded,
	withBucket,
	withDocument,
	withKey,
	withStatements,
} from '../../support/snapshots.ts';
import {customer} from './support/facts.ts';
import {expectNoMistakes, mistakeIn} from './support/findings.ts';
import {bucketArn, keyPolicyWith, narrowed, roleArn} from './support/places.ts';
import {type Purpose, purposes, purposesOf} from './support/purposes.ts';

const context = 'kms:EncryptionContext:aws:s3:arn';

/** What the encryption context holds: the bucket's ARN with a bucket key, otherwise that of the object. */
type Holds = 'bucket' | 'object' | 'either';

function encrypted(
	snapshot: Snapshot,
	encryption: Encryption,
	bucketKeyEnabled: boolean,
): Snapshot {
	const rule: EncryptionRule = {algorithm: algorithms[encryption], keyId: keyArn, bucketKeyEnabled};
	return withBucket(snapshot, {encryption: found([rule])});
}

const buckets: readonly (readonly [string, Holds, Encryption, (snapshot: Snapshot) => Snapshot])[] =
	[
		['with a bucket key', 'bucket', 'SSE-KMS', (snapshot) => encrypted(snapshot, 'SSE-KMS', true)],
		[
			'without a bucket key',
			'object',
			'SSE-KMS',
			(snapshot) => encrypted(snapshot, 'SSE-KMS', false),
		],
		// Two layers of encryption know no bucket keys.
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingDSSEncryption.html
		['with two layers', 'object', 'DSSE-KMS', (snapshot) => encrypted(snapshot, 'DSSE-KMS', false)],
		[
			'with two layers and a bucket key that does not count',
			'object',
			'DSSE-KMS',
			(snapshot) => encrypted(snapshot, 'DSSE-KMS', true),
		],
		[
			'whose encryption could not be seen',
			'either',
			'SSE-KMS',
			(snapshot) => withBucket(snapshot, {encryption: refused('s3:GetEncryptionConfiguration')}),
		],
	];

/** Patterns of the context, and whether the bucket and its objects fit; objects may fit in part. */
const contexts: readonly (readonly [
	string,
	string,
	{bucket: boolean; object: boolean | 'part'},
])[] = [
	['StringEquals', bucketArn, {bucket: true, object: false}],
	['StringLike', bucketArn, {bucket: true, object: false}],
	['StringLike', `${bucketArn}*`, {bucket: true, object: true}],
	['StringLike', 'arn:aws:s3:::*', {bucket: true, object: true}],
	['StringLike', `${bucketArn}/*`, {bucket: false, object: true}],
	// An object may be called so, and no other one fits.
	['StringEquals', `${bucketArn}/*`, {bucket: false, object: 'part'}],
	['StringLike', `${bucketArn}/deliveries/*`, {bucket: false, object: 'part'}],
	['StringLike', `${bucketArn}/*.jpg`, {bucket: false, object: 'part'}],
	['StringEquals', 'arn:aws:s3:::other', {bucket: false, object: false}],
	['StringLike', 'arn:aws:s3:::other/*', {bucket: false, object: false}],
];

/** What follows where a condition on the context narrows what is allowed, or a Deny that holds otherwise. */
function outcomeOf(holds: Holds, fits: (typeof contexts)[number][2]): CheckStatus {
	switch (holds) {
		case 'bucket':
			return fits.bucket ? 'pass' : 'fail';
		case 'object':
			return fits.object === true ? 'pass' : 'fail';
		case 'either':
			return fits.bucket && fits.object === true
				? 'pass'
				: fits.bucket || fits.object !== false
					? 'unknown'
					: 'fail';
	}
}

function narrowing(snapshot: Snapshot, purpose: Purpose, condition: ConditionBlock): Snapshot {
	return purpose.vendor === 'iconik'
		? withStatements(snapshot, 'key-policy', (statement) =>
				statement.Sid?.startsWith('Iconik') ? narrowed(statement, condition) : statement,
			)
		: withStatements(snapshot, 'role-policy', (statement) =>
				statement.Sid === 'KMS' ? narrowed(statement, condition) : statement,
			);
}

describe.each(buckets)(
	'the encryption context of a bucket %s',
	(_name, holds, encryption, show) => {
		const concerned = purposes.filter(
			({vendor}) => encryption !== 'DSSE-KMS' || vendor === 'iconik',
		);
		test.each(contexts)('is compared by %s with %s', (operator, pattern, fits) => {
			const status = outcomeOf(holds, fits);
			expectNoMistakes(
				concerned.flatMap((purpose) => {
					const connection = purpose.connection(encryption);
					const healthy = show(healthySnapshot(connection));
					const allowed = narrowing(healthy, purpose, {[operator]: {[context]: pattern}});
					const denied = withAdded(healthy, 'key-policy', {
						Sid: 'Guard',
						Effect: 'Deny',
						Principal: '*',
						Action: 'kms:*',
						Resource: '*',
						Condition: {[operator.replace('String', 'StringNot')]: {[context]: pattern}},
					});
					const isPart = holds === 'object' && fits.object === 'part';
					return [
						mistakeIn(allowed, connection, 'access.kms', {
							status,
							...(status === 'fail' && {code: isPart ? '^not-allowed-in-part$' : '^not-allowed$'}),
						}),
						mistakeIn(denied, connection, 'access.kms', {
							status,
							...(status === 'fail' && {
								code: isPart ? '^denied-in-part$' : '^denied$',
								sid: 'Guard',
							}),
						}),
						mistakeIn(denied, connection, 'key.policy', {status}),
					];
				}),
			);
		});
	},
);

describe('a key of another account', () => {
	const other = '444455556666';
	const arn = keyArn.replace(customer, other);
	const foreign = {kmsKeyArn: arn};
	const use = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];
	const statementFor = (principal: string, changes: object = {}): Statement => ({
		Sid: 'Customer',
		Effect: 'Allow',
		Principal: {AWS: principal},
		Action: use,
		Resource: '*',
		...changes,
	});
	const root = (account: string) => `arn:aws:iam::${account}:root`;

	// Both accounts have to allow it.
	// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
	test.each<[CheckStatus, CheckStatus, string, readonly Statement[]]>([
		['pass', 'pass', "the customer's account", [statementFor(root(customer))]],
		['pass', 'pass', "the number of the customer's account", [statementFor(customer)]],
		['pass', 'pass', 'the role', [statementFor(roleArn)]],
		[
			'pass',
			'pass',
			'the account through S3',
			[
				statementFor(customer, {
					Condition: {StringEquals: {'kms:ViaService': 's3.eu-central-1.amazonaws.com'}},
				}),
			],
		],
		[
			'pass',
			'pass',
			'everybody of the account',
			[statementFor('*', {Condition: {StringEquals: {'kms:CallerAccount': customer}}})],
		],
		['fail', 'fail', 'its own account alone', []],
		['fail', 'fail', 'a third account', [statementFor(root('777788889999'))]],
		['fail', 'fail', 'another role', [statementFor(`arn:aws:iam::${customer}:role/Other`)]],
		[
			'fail',
			'fail',
			'the account through another service',
			[
				statementFor(customer, {
					Condition: {StringEquals: {'kms:ViaService': 'ec2.eu-central-1.amazonaws.com'}},
				}),
			],
		],
		[
			'fail',
			'fail',
			'the account to encrypt alone',
			[statementFor(customer, {Action: 'kms:Encrypt'})],
		],
		[
			'fail',
			'fail',
			'the account for its grants',
			[statementFor(customer, {Action: ['kms:CreateGrant', 'kms:ListGrants']})],
		],
	])('%s: names %s', (kms, policy, _name, statements) => {
		expectNoMistakes(
			purposesOf('creative-force').flatMap(({id}) => {
				const connection = creativeForceConnection({purpose: id, ...foreign});
				const own = defaultKeyPolicy(other).Statement as readonly Statement[];
				const account = withDocument(healthySnapshot(connection), 'key-policy', {
					Version: '2012-10-17',
					Statement: [...own, ...statements],
				});
				return [
					mistakeIn(account, connection, 'access.kms', {status: kms}),
					mistakeIn(account, connection, 'key.policy', {status: policy}),
				];
			}),
		);
	});

	test('is not open to a role whose own policy says nothing of it', () => {
		expectNoMistakes(
			purposesOf('creative-force').map(({id}) => {
				const connection = creativeForceConnection({purpose: id, ...foreign});
				const account = withStatements(
					withDocument(healthySnapshot(connection), 'key-policy', {
						Version: '2012-10-17',
						Statement: [statementFor(roleArn)],
					}),
					'role-policy',
					(statement) => (statement.Sid === 'KMS' ? undefined : statement),
				);
				return mistakeIn(account, connection, 'access.kms', {
					status: 'fail',
					code: '^not-allowed$',
				});
			}),
		);
	});
});

describe('a key whose statement for the role', () => {
	const grants = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];
	const grantCondition = {Condition: {Bool: {'kms:GrantIsForAWSResource': 'true'}}};
	test.each<[CheckStatus, string, Partial<Statement>]>([
		['fail', 'is about grants alone', {Action: grants, ...grantCondition}],
		['fail', 'is about grants alone, without a condition', {Action: grants}],
		// No use of a key carries what grants carry.
		['fail', 'asks of every use that it be a grant', {Action: 'kms:*', ...grantCondition}],
		[
			'pass',
			'asks it where the key has to be there',
			{Action: 'kms:*', Condition: {BoolIfExists: {'kms:GrantIsForAWSResource': 'true'}}},
		],
		['fail', 'names another key', {Action: 'kms:*', Resource: `${keyArn}0`}],
		['pass', 'names the key', {Action: 'kms:*', Resource: keyArn}],
		['pass', 'names all keys', {Action: 'kms:*', Resource: 'arn:aws:kms:eu-central-1:*:key/*'}],
		[
			'fail',
			'names an alias',
			{Action: 'kms:*', Resource: `arn:aws:kms:eu-central-1:${customer}:alias/acme`},
		],
		['fail', 'is about metadata alone', {Action: ['kms:Describe*', 'kms:Get*', 'kms:List*']}],
		[
			'unknown',
			'asks for an alias in the request',
			{Action: 'kms:*', Condition: {StringEquals: {'kms:RequestAlias': 'alias/acme'}}},
		],
		[
			'unknown',
			'asks for an alias of the key',
			{
				Action: 'kms:*',
				Condition: {'ForAnyValue:StringEquals': {'kms:ResourceAliases': 'alias/acme'}},
			},
		],
	])('%s: %s', (status, _name, changes) => {
		expectNoMistakes(
			purposesOf('creative-force').map((purpose) => {
				const connection = purpose.connection();
				const account = withDocument(
					healthySnapshot(connection),
					'key-policy',
					keyPolicyWith({
						Sid: 'Role',
						Effect: 'Allow',
						Principal: {AWS: roleArn},
						Resource: '*',
						...changes,
					}),
				);
				return mistakeIn(account, connection, 'access.kms', {status});
			}),
		);
	});
});

test('a key without its policy in sight is unknown, not allowed', () => {
	expectNoMistakes(
		purposes.map((purpose) => {
			const connection = purpose.connection();
			const account = withKey(healthySnapshot(connection), {policy: refused('kms:GetKeyPolicy')});
			return mistakeIn(account, connection, 'access.kms', {status: 'unknown', code: '^not-seen$'});
		}),
	);
});

test.each([
	['an organization', {StringEquals: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}],
	[
		'some roles of the account',
		{ArnLike: {'aws:PrincipalArn': `arn:aws:iam::${customer}:role/KeyAdmin`}},
	],
	[
		'the account through S3',
		{
			StringEquals: {
				'kms:CallerAccount': customer,
				'kms:ViaService': 's3.eu-central-1.amazonaws.com',
			},
		},
	],
])('a key that is open to %s is open to nobody else', (_name, condition) => {
	expectNoMistakes(
		purposes.map((purpose) => {
			const connection = purpose.connection();
			const account = withAdded(healthySnapshot(connection), 'key-policy', {
				Sid: 'Open',
				Effect: 'Allow',
				Principal: {AWS: '*'},
				Action: 'kms:*',
				Resource: '*',
				Condition: condition,
			});
			return mistakeIn(account, connection, 'isolation.public', {status: 'pass'});
		}),
	);
});
