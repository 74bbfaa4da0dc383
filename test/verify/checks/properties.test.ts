import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {accessChecks} from '../../../source/verify/checks/access.ts';
import {isolationChecks} from '../../../source/verify/checks/isolation.ts';
import {trustChecks} from '../../../source/verify/checks/trust.ts';
import {type JudgedId, judgeOne} from '../../support/check-cases.ts';
import {
	connectionsWithProfile,
	creativeForceConnection,
	iconikConnection,
	isKeyInArticle,
	profileOf,
} from '../../support/connections.ts';
import {
	healthySnapshot,
	refused,
	withAdded,
	withBucket,
	withKey,
	withRole,
	withStatements,
} from '../../support/snapshots.ts';

const ids = Object.keys({...trustChecks, ...accessChecks, ...isolationChecks}) as JudgedId[];
const connections = [creativeForceConnection(), iconikConnection()].flatMap((connection) =>
	profileOf(connection.vendor).purposes.flatMap(({id: purpose}) =>
		profileOf(connection.vendor).encryption.map((encryption) =>
			connection.vendor === 'iconik'
				? iconikConnection({purpose, encryption})
				: creativeForceConnection({purpose, encryption}),
		),
	),
);

describe('a healthy account', () => {
	test.each(connections.map((item) => [item.vendor, item.purpose, item.encryption, item] as const))(
		'of %s, %s, %s gives no failure',
		(_vendor, _purpose, _encryption, connection) => {
			for (const leastPrivilege of [false, true]) {
				const snapshot = healthySnapshot(connection, {leastPrivilege});
				for (const id of ids) {
					const {status, reason} = judgeOne(id, snapshot, connection);
					const isArticle = id === 'isolation.excess' && !leastPrivilege;
					const isWide = isArticle && connection.purpose !== 'read-only';
					expect([id, status, reason]).toEqual([
						id,
						expect.stringMatching(isWide ? /^warn$/ : /^(pass|skip)$/),
						reason,
					]);
				}
			}
		},
	);

	test('gives none whatever the values are', () => {
		fc.assert(
			fc.property(connectionsWithProfile, ({connection, profile}) => {
				fc.pre(isKeyInArticle(connection, profile));
				const snapshot = healthySnapshot(connection, {leastPrivilege: true});
				for (const id of ids) {
					const {status, reason} = judgeOne(id, snapshot, connection);
					// Where nothing tells the customers of a vendor apart, no policy can.
					const isOpen =
						id === 'isolation.tenant' &&
						profile.access === 'vendor-role' &&
						profile.tenant === undefined;
					expect([id, status, reason]).toEqual([
						id,
						expect.stringMatching(isOpen ? /^warn$/ : /^(pass|skip)$/),
						reason,
					]);
				}
			}),
			{numRuns: 40},
		);
	});
});

const principals = fc.constantFrom<Statement['Principal']>(
	'*',
	{AWS: 'arn:aws:iam::092392787187:user/CreativeForceCloudS3'},
	{AWS: 'arn:aws:iam::111122223333:role/CreativeForceAccess'},
	{AWS: ['arn:aws:iam::283217727627:role/IconikS3AccessRole', '222233334444']},
	{Service: 'ec2.amazonaws.com'},
);
const conditions = fc.constantFrom(
	{},
	{Condition: {Bool: {'aws:SecureTransport': 'false'}}},
	{Condition: {ArnNotEquals: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin'}}},
	{Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}},
	{Condition: {StringNotEquals: {'sts:ExternalId': 'other'}}},
	{Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}},
);
const denials = fc.tuple(principals, conditions).chain(([Principal, condition]) =>
	fc
		.constantFrom(
			{id: 'trust-policy', actions: ['sts:*'], more: {}},
			{id: 'bucket-policy', actions: ['s3:*', 's3:Put*', 's3:ListBucket'], more: {Resource: '*'}},
			{id: 'key-policy', actions: ['kms:*', 'kms:Decrypt'], more: {Resource: '*'}},
		)
		.chain(({id, actions, more}) =>
			fc.constantFrom(...actions).map((Action) => ({
				id: id as 'trust-policy' | 'bucket-policy' | 'key-policy',
				statement: {Effect: 'Deny', Principal, Action, ...more, ...condition} as Statement,
			})),
		),
);
/** Ways in which an account can be broken already. */
const breakages = fc.constantFrom<(snapshot: Snapshot) => Snapshot>(
	(snapshot) => snapshot,
	(snapshot) =>
		withStatements(snapshot, 'bucket-policy', (item) => ({...item, Resource: 'arn:aws:s3:::x/*'})),
	(snapshot) =>
		withStatements(snapshot, 'key-policy', (item) => ({...item, Principal: {AWS: '222233334444'}})),
	(snapshot) => withBucket(snapshot, {policy: refused('s3:GetBucketPolicy')}),
	(snapshot) => withKey(snapshot, {policy: refused('kms:GetKeyPolicy')}),
	(snapshot) => withRole(snapshot, {policies: refused('iam:ListRolePolicies')}),
);
const lettingIn = ids.filter((id) => /^(access|trust\.(principal|mfa))/.test(id));

/** The snapshot with a Deny added, where it has that document and it could be seen. */
function withDenial(
	snapshot: Snapshot,
	{id, statement}: {id: 'trust-policy' | 'bucket-policy' | 'key-policy'; statement: Statement},
) {
	const {bucket, role, key} = snapshot;
	const status = {
		'trust-policy': role.role,
		'bucket-policy': bucket.policy,
		'key-policy': key.policy,
	}[id].status;
	return status === 'found' ? withAdded(snapshot, id, statement) : snapshot;
}

const severity = {pass: 0, skip: 0, warn: 0, unknown: 1, fail: 2};

test('one more Deny never lets the vendor in', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...connections.filter(({encryption}) => encryption === 'SSE-KMS')),
			breakages,
			denials,
			(connection, breakage, denial) => {
				const before = breakage(healthySnapshot(connection));
				const after = withDenial(before, denial);
				for (const id of lettingIn) {
					const [was, is] = [before, after].map(
						(snapshot) => judgeOne(id, snapshot, connection).status,
					);
					expect(severity[is ?? 'pass'], `${id} from ${was} to ${is}`).toBeGreaterThanOrEqual(
						severity[was ?? 'pass'],
					);
				}
			},
		),
	);
});
