import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../../source/policy/index.ts';
import type {CheckId} from '../../../source/verify/index.ts';
import {iconikRole, ownId, tag} from '../../support/isolation-accounts.ts';
import {
	defaultKeyPolicy,
	healthySnapshot,
	withAdded,
	withDocument,
	withStatements,
} from '../../support/snapshots.ts';
import {externalId, vendor} from '../../support/trust-accounts.ts';
import {customer} from './support/facts.ts';
import {checkIn, expectFinding} from './support/findings.ts';
import {bucketArn, byRoleAlone, everything, keyPolicyWith, roleArn} from './support/places.ts';
import {type Purpose, purposesOf} from './support/purposes.ts';

/** The statements of what a failing check gives to paste; its own test that this helps comes first. */
function correctedBy(snapshot: Snapshot, {connection}: Purpose, id: CheckId): readonly Statement[] {
	expectFinding(snapshot, connection(), id, {status: 'fail'});
	const {correction} = checkIn(snapshot, connection(), id);
	expect(correction, 'what to paste').toBeDefined();
	return listOf((JSON.parse(correction?.text ?? '') as PolicyDocument).Statement);
}

const names = (statement: Statement) => JSON.stringify(statement.Principal ?? '');
const about = (statements: readonly Statement[], name: string) =>
	statements.filter((statement) => names(statement).includes(name));

const partner = 'arn:aws:iam::444455556666:role/PartnerReader';
const backup = `arn:aws:iam::${customer}:role/OwnBackup`;

describe.each(purposesOf('iconik').map((purpose) => [purpose.id, purpose] as const))(
	'for iconik, %s',
	(_id, purpose) => {
		test.each([
			['bucket-policy', ['s3:GetObject', 's3:ListBucket'], everything],
			['key-policy', ['kms:Decrypt'], ['*']],
		] as const)(
			'a statement of the %s that others share keeps them as they were',
			(document, actions, resources) => {
				const account = withAdded(healthySnapshot(purpose.connection()), document, {
					Sid: 'Sharing',
					Effect: 'Allow',
					Principal: {AWS: [iconikRole, partner, backup]},
					Action: actions,
					Resource: resources,
				});
				const statements = correctedBy(account, purpose, 'isolation.tenant');
				for (const other of [partner, backup]) {
					const [own, ...more] = about(statements, other);
					expect(more).toEqual([]);
					expect(own).toMatchObject({Effect: 'Allow', Action: actions, Resource: resources});
					expect(own?.Condition).toBeUndefined();
				}

				for (const statement of about(statements, iconikRole)) {
					expect(JSON.stringify(statement.Condition)).toContain(ownId);
				}
			},
		);

		test('a statement for accounts through S3 keeps the own account', () => {
			const account = withStatements(
				healthySnapshot(purpose.connection()),
				'key-policy',
				(statement) =>
					statement.Sid?.startsWith('Iconik')
						? {
								...statement,
								Principal: '*',
								Condition: {
									StringEquals: {
										'kms:CallerAccount': [customer, '283217727627'],
										'kms:ViaService': 's3.eu-central-1.amazonaws.com',
									},
								},
							}
						: statement,
			);
			const text = JSON.stringify(correctedBy(account, purpose, 'isolation.tenant'));
			expect(text).toContain(customer);
			expect(text).toContain(ownId);
			expect(text).toContain(tag);
		});

		test.each([
			['bucket-policy', 'access.read', 's3:*', everything],
			['key-policy', 'access.kms', 'kms:*', '*'],
		] as const)(
			'a %s that names a partner alone gets a statement more and keeps its own',
			(document, id, action, resource) => {
				const own: Statement = {
					Sid: 'Partner',
					Effect: 'Allow',
					Principal: {AWS: partner},
					Action: action,
					Resource: resource,
				};
				const account = withDocument(
					healthySnapshot(purpose.connection()),
					document,
					document === 'key-policy'
						? keyPolicyWith(own)
						: {Version: '2012-10-17', Statement: [own]},
				);
				const statements = correctedBy(account, purpose, id);
				expect(statements).toContainEqual(own);
				expect(about(statements, iconikRole)).toHaveLength(1);
			},
		);

		test('the account of the key stays in charge of it', () => {
			const account = withDocument(
				healthySnapshot(purpose.connection()),
				'key-policy',
				defaultKeyPolicy(customer),
			);
			expect(correctedBy(account, purpose, 'access.kms')).toContainEqual(
				listOf(defaultKeyPolicy(customer).Statement)[0],
			);
			const {fix} = checkIn(account, purpose.connection(), 'access.kms');
			expect(fix).not.toMatch(/there as the Principal/);
		});
	},
);

describe.each(purposesOf('creative-force').map((purpose) => [purpose.id, purpose] as const))(
	'for Creative Force, %s',
	(_id, purpose) => {
		const healthy = healthySnapshot(purpose.connection());

		test.each<[CheckId]>([['trust.external-id'], ['isolation.external-id']])(
			'another account in the statement of the vendor is not asked for its external ID by %s',
			(id) => {
				const other = 'arn:aws:iam::444455556666:role/Deployer';
				const account = withDocument(healthy, 'trust-policy', {
					Version: '2012-10-17',
					Statement: [
						{
							Sid: 'Both',
							Effect: 'Allow',
							Principal: {AWS: [vendor, other]},
							Action: 'sts:AssumeRole',
						},
					],
				});
				const statements = correctedBy(account, purpose, id);
				const [deployer] = about(statements, other);
				expect(JSON.stringify(deployer?.Condition ?? {})).not.toContain('ExternalId');
				for (const statement of about(statements, vendor)) {
					expect(JSON.stringify(statement.Condition)).toContain(externalId);
				}
			},
		);

		test('a role that serves another bucket keeps it', () => {
			const other: Statement = {
				Sid: 'Other',
				Effect: 'Allow',
				Action: ['s3:GetObject', 's3:GetObjectVersion'],
				Resource: 'arn:aws:s3:::other-bucket/*',
			};
			const account = withStatements(
				byRoleAlone(purpose.connection()),
				'role-policy',
				(statement) => (statement.Sid === 'ReadObjectS3' ? other : statement),
			);
			const {fix} = checkIn(account, purpose.connection(), 'access.read');
			expect(fix).not.toMatch(/there as the Resource/);
			expectFinding(account, purpose.connection(), 'access.read', {status: 'fail'});
		});

		test('two Denies with lists of their own both spare the role and keep their lists', () => {
			const account = withAdded(
				healthy,
				'bucket-policy',
				{
					Sid: 'Apps',
					Effect: 'Deny',
					Principal: '*',
					Action: 's3:*',
					Resource: everything,
					Condition: {StringNotLike: {'aws:PrincipalArn': [`arn:aws:iam::${customer}:role/app-*`]}},
				},
				{
					Sid: 'Loader',
					Effect: 'Deny',
					Principal: {AWS: '*'},
					Action: ['s3:GetObject*', 's3:PutObject*'],
					Resource: `${bucketArn}/*`,
					Condition: {
						ArnNotEquals: {'aws:PrincipalArn': [`arn:aws:iam::${customer}:role/loader`]},
						Bool: {'aws:SecureTransport': 'true'},
					},
				},
			);
			const denials = correctedBy(account, purpose, 'access.read').filter(
				({Effect}) => Effect === 'Deny',
			);
			expect(denials.map(({Sid}) => Sid)).toEqual(['Apps', 'Loader']);
			const text = JSON.stringify(denials);
			expect(text).toContain('role/app-*');
			expect(text).toContain('role/loader');
			expect(text).toContain('aws:SecureTransport');
		});

		test('administrators of the key keep their condition', () => {
			const admin: Statement = {
				Sid: 'Administration',
				Effect: 'Allow',
				Principal: {AWS: '*'},
				Action: 'kms:*',
				Resource: '*',
				Condition: {
					StringLike: {
						'aws:PrincipalArn': [
							`arn:aws:iam::${customer}:role/KeyAdmin`,
							`arn:aws:iam::${customer}:root`,
						],
					},
				},
			};
			const account = withDocument(healthy, 'key-policy', {
				Version: '2012-10-17',
				Statement: [admin],
			});
			expect(correctedBy(account, purpose, 'access.kms')).toContainEqual(admin);
			const {fix} = checkIn(account, purpose.connection(), 'access.kms');
			expect(fix).not.toMatch(/(?<!not )(?<!never )take th(?:is|at) condition out/i);
		});

		test('grants of the role keep their condition', () => {
			const grants: Statement = {
				Sid: 'Grants',
				Effect: 'Allow',
				Principal: {AWS: roleArn},
				Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
				Resource: '*',
				Condition: {Bool: {'kms:GrantIsForAWSResource': 'true'}},
			};
			const account = withDocument(healthy, 'key-policy', keyPolicyWith(grants));
			const statements = correctedBy(account, purpose, 'access.kms');
			expect(JSON.stringify(statements)).toContain('kms:GrantIsForAWSResource');
			expect(statements).toContainEqual(listOf(keyPolicyWith().Statement)[0]);
		});
	},
);
