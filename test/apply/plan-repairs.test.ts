import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import type {ApplyStepId} from '../../source/apply/types.ts';
import type {Connection} from '../../source/connection/index.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../support/connections.ts';
import {
	carriedOut,
	failing,
	isEverythingDone,
	obstructed,
	planOf,
	stepOf,
	textAfter,
	writing,
} from '../support/planning.ts';
import {
	absent,
	defaultKeyPolicy,
	found,
	healthySnapshot,
	withBucket,
	withDocument,
	withoutBucket,
	withoutRole,
	withRole,
	withStatements,
} from '../support/snapshots.ts';

const noPolicy = absent('NoSuchBucketPolicy');
const storage = iconikConnection();
const delivery = creativeForceConnection();
const reading = creativeForceConnection({purpose: 'data-source'});
const dsse = iconikConnection({encryption: 'DSSE-KMS'});

describe('what is broken is mended by one step', () => {
	const storing = healthySnapshot(storage);
	const delivering = healthySnapshot(delivery);
	const editing = (
		id: Parameters<typeof withStatements>[1],
		connection: Connection,
		change: object,
		sid?: string,
	): Snapshot =>
		withStatements(healthySnapshot(connection), id, (statement) =>
			sid === undefined || statement.Sid === sid ? {...statement, ...change} : statement,
		);
	const trusting = (principal: string) =>
		editing('trust-policy', delivery, {Principal: {AWS: principal}});
	const encrypted = (
		...rules: Parameters<typeof found<{algorithm: string; keyId?: string}>>[0][]
	) => found(rules);

	test.each<[string, ApplyStepId, Connection, Snapshot]>([
		[
			'the trust in a user that was deleted',
			'trust-policy',
			delivery,
			trusting('AIDAEXAMPLEEXAMPLE'),
		],
		[
			'a blank behind the external ID',
			'trust-policy',
			delivery,
			editing('trust-policy', delivery, {
				Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e-acme '}},
			}),
		],
		[
			'no external ID',
			'trust-policy',
			delivery,
			editing('trust-policy', delivery, {Condition: {}}),
		],
		[
			'a second factor',
			'trust-policy',
			delivery,
			editing('trust-policy', delivery, {
				Condition: {
					StringEquals: {'sts:ExternalId': '2f6b0f0e-acme'},
					Bool: {'aws:MultiFactorAuthPresent': 'true'},
				},
			}),
		],
		[
			'a missing GenerateDataKey',
			'role-policy',
			delivery,
			editing('role-policy', delivery, {Action: 'kms:Decrypt'}, 'KMS'),
		],
		[
			'listing on the objects',
			'role-policy',
			delivery,
			editing('role-policy', delivery, {Resource: 'arn:aws:s3:::acme-assets/*'}, 'ReadListS3'),
		],
		[
			'uploading on the bucket itself',
			'role-policy',
			delivery,
			editing('role-policy', delivery, {Resource: 'arn:aws:s3:::acme-assets'}, 'UploadObjectS3'),
		],
		['no role policy', 'role-policy', delivery, withRole(delivering, {policies: found([])})],
		['no bucket policy', 'bucket-policy', storage, withBucket(storing, {policy: noPolicy})],
		[
			'no bucket policy that names the role',
			'bucket-policy',
			delivery,
			withBucket(delivering, {policy: noPolicy}),
		],
		[
			'a role in the bucket policy that was deleted',
			'bucket-policy',
			delivery,
			editing('bucket-policy', delivery, {Principal: {AWS: 'AROAEXAMPLEEXAMPLE'}}),
		],
		[
			"another customer's ID on the bucket",
			'bucket-policy',
			storage,
			editing('bucket-policy', storage, {
				Condition: {
					StringEquals: {
						'aws:PrincipalTag/IconikSystemDomainId': '1297c8b6-3563-11e7-adf1-6c4008b85488',
					},
				},
			}),
		],
		[
			'a key that does not know the vendor',
			'key-policy',
			storage,
			withDocument(storing, 'key-policy', defaultKeyPolicy('111122223333')),
		],
		[
			'no customer ID on the key',
			'key-policy',
			storage,
			editing('key-policy', storage, {Condition: {}}, 'IconikCMKAccess'),
		],
		[
			'a bucket that S3 encrypts',
			'bucket-encryption',
			storage,
			withBucket(storing, {encryption: encrypted({algorithm: 'AES256'})}),
		],
		[
			'a bucket with another key',
			'bucket-encryption',
			storage,
			withBucket(storing, {encryption: encrypted({algorithm: 'aws:kms', keyId: `${keyArn}0`})}),
		],
		[
			'a bucket with the key of AWS',
			'bucket-encryption',
			storage,
			withBucket(storing, {encryption: encrypted({algorithm: 'aws:kms'})}),
		],
		[
			'a key named by its alias',
			'bucket-encryption',
			storage,
			withBucket(storing, {encryption: encrypted({algorithm: 'aws:kms', keyId: 'alias/acme'})}),
		],
		[
			'a bucket of one layer',
			'bucket-encryption',
			dsse,
			withBucket(healthySnapshot(dsse), {
				encryption: encrypted({algorithm: 'aws:kms', keyId: keyArn}),
			}),
		],
	])('%s: %s', (_what, id, connection, snapshot) => {
		const plan = planOf(snapshot, connection);
		expect(writing(plan)).toEqual([id]);
		expect(obstructed(plan)).toEqual([]);
		expect(stepOf(plan, id)).toMatchObject({reason: 'article'});
		expect(stepOf(plan, id).diff).not.toEqual([]);
		expect(plan.untouched).toEqual([]);
		const after = carriedOut(snapshot, plan, connection);
		expect(failing(after, connection)).toEqual([]);
		expect(isEverythingDone(planOf(after, connection))).toBe(true);
	});

	test('the trust in another user stays, and the right one is added beside it', () => {
		const other = 'arn:aws:iam::092392787187:user/Other';
		const snapshot = trusting(other);
		const plan = planOf(snapshot, delivery);
		expect(writing(plan)).toEqual(['trust-policy']);
		expect(textAfter(plan, 'trust-policy')).toContain(other);
		expect(plan.untouched.map(({id}) => id)).toEqual(['trust.others']);
		const after = carriedOut(snapshot, plan, delivery);
		expect(failing(after, delivery)).toEqual([]);
		expect(isEverythingDone(planOf(after, delivery))).toBe(true);
	});

	test('a key policy that leaves the key neither to IAM nor to the role, as our advice', () => {
		const snapshot = withDocument(delivering, 'key-policy', {
			Version: '2012-10-17',
			Statement: {
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::111122223333:role/KeyAdmin'},
				Action: 'kms:*',
				Resource: '*',
			},
		});
		const plan = planOf(snapshot, delivery);
		expect(writing(plan)).toEqual(['key-policy']);
		expect(stepOf(plan, 'key-policy').reason).toBe('advice');
		expect(failing(carriedOut(snapshot, plan, delivery), delivery)).toEqual([]);
	});

	test('a role and bucket that are missing, beside the rest', () => {
		expect(writing(planOf(withoutRole(delivering), delivery))).toEqual(['role', 'role-policy']);
		expect(writing(planOf(withoutBucket(storing), storage))).toEqual([
			'bucket',
			'bucket-encryption',
			'bucket-policy',
		]);
	});

	test('not by taking away what another purpose has', () => {
		expect(writing(planOf(delivering, reading))).toEqual([]);
	});
});
