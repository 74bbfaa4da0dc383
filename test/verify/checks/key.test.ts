import {describe, expect, test} from 'vitest';
import type {KeyFacts} from '../../../source/account/index.ts';
import {accessKms} from '../../../source/verify/checks/access-kms.ts';
import {keyChecks} from '../../../source/verify/checks/key.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {
	documentOf,
	found,
	healthySnapshot,
	notLooked,
	refused,
	withBucket,
	withDocument,
	withKey,
	withoutBucket,
	withoutKey,
} from '../../support/snapshots.ts';

const connection = iconikConnection();
const healthy = healthySnapshot(connection);
const own = creativeForceConnection();

type Metadata = Extract<KeyFacts['metadata'], {status: 'found'}>['value'];

const withMetadata = (changes: Partial<Metadata>, snapshot = healthy) =>
	withKey(snapshot, {
		metadata: found({arn: keyArn, state: 'Enabled', manager: 'CUSTOMER', ...changes}),
	});
const hidden = refused('kms:DescribeKey');
const noFile = notLooked('key.json was not given.');
const documents = withKey({...healthy, source: 'documents'}, {metadata: noFile});

describe('key.exists', () => {
	const check = keyChecks['key.exists'];

	test('fails where the key is gone, and the other checks wait', () => {
		const gone = withoutKey(healthy);
		const finding = findingOf(check, gone, connection);
		expect(finding.status).toBe('fail');
		expect(finding.reason).toContain(keyArn);
		for (const id of ['key.state', 'key.region', 'key.manager', 'key.policy'] as const) {
			expect(findingOf(keyChecks[id], gone, connection).status).toBe('skip');
		}
	});

	test.each([
		['another key of the account', keyArn.replace(/.{4}$/, 'ffff')],
		['a key of another account', keyArn.replace(/:\d{12}:/, ':999988887777:')],
		['a key of the same ID in another region', keyArn.replace(/:kms:[^:]+:/, ':kms:us-east-2:')],
		['an alias', keyArn.replace(/key\/.*$/, 'alias/assets')],
	])('fails where %s answers, names both, and the other checks wait', (_name, arn) => {
		const answered = withMetadata({arn});
		const finding = findingOf(check, answered, connection);
		expect(finding).toMatchObject({status: 'fail', code: 'another-key'});
		expect(finding.reason).toContain(`${keyArn},`);
		expect(finding.reason).toContain(`${arn}.`);
		for (const id of ['key.state', 'key.region', 'key.manager', 'key.policy'] as const) {
			expect(findingOf(keyChecks[id], answered, connection).status).toBe('skip');
		}

		expect(findingOf(accessKms, answered, connection).status).toBe('skip');
	});

	test('is shown by the policy of the key alone', () => {
		expect(findingOf(check, documents, connection).status).toBe('pass');
	});

	test('is unknown where one may look at nothing', () => {
		const nothing = withKey(healthy, {metadata: hidden, policy: refused('kms:GetKeyPolicy')});
		expect(findingOf(check, nothing, connection)).toMatchObject({
			status: 'unknown',
			required: true,
		});
	});

	test('does not apply without a key', () => {
		const plain = iconikConnection({encryption: 'SSE-S3'});
		for (const judge of Object.values(keyChecks)) {
			expect(findingOf(judge, healthySnapshot(plain), plain).status).toBe('skip');
		}
	});
});

describe('key.state', () => {
	const check = keyChecks['key.state'];

	test.each([
		['Disabled', 'Enable the key'],
		['PendingDeletion', 'Cancel its deletion'],
		['PendingReplicaDeletion', 'before the last replica is gone'],
		['Creating', 'Wait'],
	])('fails with a key that is %s, and says how to mend that', (state, fix) => {
		const finding = findingOf(check, withMetadata({state}), connection);
		expect(finding.status).toBe('fail');
		expect(finding.fix).toContain(fix);
	});

	test('passes with a key whose primary region is being changed', () => {
		const finding = findingOf(check, withMetadata({state: 'Updating'}), connection);
		expect(finding).toMatchObject({status: 'pass', code: 'key-updating'});
		expect(finding.reason).toContain('works');
	});

	test.each([
		{spec: 'RSA_4096'},
		{usage: 'SIGN_VERIFY'},
		{spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC'},
	])('fails with a key that S3 cannot use: %o', (kind) => {
		expect(findingOf(check, withMetadata(kind), connection).status).toBe('fail');
	});

	test('is unknown where only the policy was handed in', () => {
		expect(findingOf(check, documents, connection).status).toBe('unknown');
	});
});

describe('key.region', () => {
	const check = keyChecks['key.region'];

	test('fails where the bucket is in another region than the key', () => {
		const snapshot = withBucket(healthy, {existence: found({region: 'us-west-2'})});
		const finding = findingOf(check, snapshot, connection);
		expect(finding.status).toBe('fail');
		expect(finding.reason).toMatch(/eu-central-1.*us-west-2/);
	});

	test('is judged by the region of the connection while there is no bucket', () => {
		expect(findingOf(check, withoutBucket(healthy), connection).status).toBe('pass');
	});

	test('is unknown where the region of the bucket is', () => {
		const snapshot = withBucket(healthy, {existence: found({})});
		expect(findingOf(check, snapshot, connection).status).toBe('unknown');
	});
});

describe('key.manager', () => {
	const check = keyChecks['key.manager'];
	const ofAws = withMetadata({manager: 'AWS'});

	test('fails with a key of AWS for a vendor of another account', () => {
		const finding = findingOf(check, ofAws, connection);
		expect(finding.status).toBe('fail');
		expect(finding.fix).toContain('Create a customer managed key in eu-central-1');
	});

	test('passes with a key of AWS for a role of the own account', () => {
		expect(findingOf(check, ofAws, own).status).toBe('pass');
		const elsewhere = keyArn.replace('111122223333', '999988887777');
		const foreign = creativeForceConnection({kmsKeyArn: elsewhere});
		const ofAwsThere = withMetadata({arn: elsewhere, manager: 'AWS'});
		expect(findingOf(check, ofAwsThere, foreign).status).toBe('fail');
	});

	test('goes by the policy where the key itself was not seen', () => {
		expect(findingOf(check, documents, connection).status).toBe('pass');
		const policy = {...documentOf(healthy, 'key-policy'), Id: 'auto-s3-2'};
		const auto = withDocument(documents, 'key-policy', policy);
		expect(findingOf(check, auto, connection).status).toBe('fail');
		const nothing = withKey(documents, {policy: noFile});
		expect(findingOf(check, nothing, connection).status).toBe('unknown');
	});
});
