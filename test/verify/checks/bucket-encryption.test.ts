import {describe, expect, test} from 'vitest';
import type {EncryptionRule, Looked} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import {bucketEncryption} from '../../../source/verify/checks/bucket-encryption.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {
	absent,
	found,
	healthySnapshot,
	refused,
	withBucket,
	withKey,
} from '../../support/snapshots.ts';

function withRule(connection: Connection, rule: EncryptionRule) {
	const snapshot = withBucket(healthySnapshot(connection), {encryption: found([rule])});
	return findingOf(bucketEncryption, snapshot, connection);
}

const kms = (keyId?: string): EncryptionRule => ({
	algorithm: 'aws:kms',
	...(keyId !== undefined && {keyId}),
});

describe('bucket.encryption', () => {
	test.each(['SSE-S3', 'SSE-KMS', 'DSSE-KMS'] as const)(
		'passes with %s as agreed',
		(encryption) => {
			const connection = iconikConnection({encryption});
			const finding = findingOf(bucketEncryption, healthySnapshot(connection), connection);
			expect(finding.status).toBe('pass');
		},
	);

	test('takes a bucket without a setting for one that S3 encrypts', () => {
		const encryption = absent('ServerSideEncryptionConfigurationNotFoundError');
		const connection = iconikConnection({encryption: 'SSE-S3'});
		const snapshot = withBucket(healthySnapshot(connection), {encryption});
		expect(findingOf(bucketEncryption, snapshot, connection).status).toBe('pass');
		const withKms = iconikConnection();
		expect(findingOf(bucketEncryption, snapshot, withKms).status).toBe('fail');
	});

	test('fails where the method was changed, and says that old objects keep theirs', () => {
		const finding = withRule(creativeForceConnection({encryption: 'SSE-S3'}), kms(keyArn));
		expect(finding.status).toBe('fail');
		expect(finding.reason).toMatch(/SSE-KMS \(aws:kms\).*SSE-S3.*changed.*keep the encryption/);
	});

	test('names what the vendor accepts where it does not accept the method', () => {
		const finding = withRule(creativeForceConnection(), {
			algorithm: 'aws:kms:dsse',
			keyId: keyArn,
		});
		expect(finding.reason).toContain('Creative Force accepts SSE-S3 and SSE-KMS only');
		expect(finding.fix).not.toContain('Or put');
	});

	test('fails for a method that the vendor does not accept although both agree on it', () => {
		const connection = creativeForceConnection({encryption: 'DSSE-KMS'});
		const snapshot = withBucket(healthySnapshot(creativeForceConnection()), {
			encryption: found([{algorithm: 'aws:kms:dsse', keyId: keyArn}]),
		});
		expect(findingOf(bucketEncryption, snapshot, connection).reason).toContain('does not accept');
	});

	test('names an algorithm that it does not know as it is', () => {
		const finding = withRule(iconikConnection(), {algorithm: 'aws:fsx'});
		expect(finding.status).toBe('fail');
		expect(finding.reason).toContain('aws:fsx');
	});

	test("takes a key ID for the key of the connection's account and region", () => {
		const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
		expect(withRule(iconikConnection(), kms(id)).status).toBe('pass');
		const elsewhere = keyArn.replace('111122223333', '999988887777');
		expect(withRule(iconikConnection({kmsKeyArn: elsewhere}), kms(id)).status).toBe('fail');
	});

	test('fails for another key and names both', () => {
		const other = keyArn.replace('1234abcd', 'ffffffff');
		const finding = withRule(iconikConnection(), kms(other));
		expect(finding.status).toBe('fail');
		expect(finding.reason).toContain(other);
		expect(finding.reason).toContain(keyArn);
	});

	const aliases = ['alias/acme', 'arn:aws:kms:eu-central-1:111122223333:alias/acme'];
	const behind = (connection: Connection, alias: string, defaultKey: Looked<string>) =>
		findingOf(
			bucketEncryption,
			withBucket(healthySnapshot(connection), {encryption: found([kms(alias)]), defaultKey}),
			connection,
		);

	test.each(aliases)('takes the key behind the alias %s for the one of the bucket', (alias) => {
		const connection = creativeForceConnection();
		expect(behind(connection, alias, found(keyArn))).toMatchObject({
			status: 'pass',
			code: 'as-agreed',
		});
		const other = keyArn.replace('1234abcd', 'ffffffff');
		const finding = behind(connection, alias, found(other));
		expect(finding).toMatchObject({status: 'fail', code: 'key-differs'});
		expect(finding.reason).toContain(alias);
		expect(finding.reason).toContain(other);
	});

	test('fails with an alias that does not exist', () => {
		const finding = behind(creativeForceConnection(), 'alias/acme', absent('NotFoundException'));
		expect(finding).toMatchObject({status: 'fail', code: 'alias-without-key'});
		expect(finding.reason).toContain('there is no such alias');
	});

	test('says why it cannot tell which key an alias is', () => {
		const finding = behind(creativeForceConnection(), 'alias/acme', refused('kms:DescribeKey'));
		expect(finding).toMatchObject({status: 'unknown', required: true, code: 'key-named-by-alias'});
		expect(finding.reason).toContain('"alias/acme"');
		expect(finding.reason).toContain('kms:DescribeKey');
	});

	test('cannot tell which key an alias is that was not asked for', () => {
		const finding = withRule(creativeForceConnection(), kms('alias/acme'));
		expect(finding).toMatchObject({status: 'unknown', required: true, code: 'key-named-by-alias'});
		expect(finding.reason).toContain('cannot be checked from here');
	});

	test('fails with an alias that S3 would look up in the account of a vendor that writes', () => {
		const finding = behind(iconikConnection(), 'alias/acme', found(keyArn));
		expect(finding).toMatchObject({status: 'fail', code: 'alias-of-requester'});
		expect(
			behind(iconikConnection({purpose: 'read-only'}), 'alias/acme', found(keyArn)),
		).toMatchObject({
			status: 'pass',
		});
		expect(behind(iconikConnection(), aliases[1] ?? '', found(keyArn))).toMatchObject({
			status: 'pass',
		});
	});

	test.each([undefined, '', 'alias/aws/s3', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3'])(
		'fails with the key of AWS (%s), which no vendor from another account can use',
		(keyId) => {
			const finding = withRule(iconikConnection(), kms(keyId));
			expect(finding.status).toBe('fail');
			expect(finding.reason).toContain('nobody can edit');
		},
	);

	test('fails with the key of AWS where the connection names a key of your own', () => {
		expect(withRule(creativeForceConnection(), kms()).status).toBe('fail');
	});

	test('passes with the key of AWS where the connection of a role in your account names that one', () => {
		const connection = creativeForceConnection();
		const snapshot = withKey(
			withBucket(healthySnapshot(connection), {encryption: found([kms()])}),
			{metadata: found({arn: keyArn, state: 'Enabled', manager: 'AWS'})},
		);
		expect(findingOf(bucketEncryption, snapshot, connection).status).toBe('pass');
	});

	test('is unknown where one may not look', () => {
		const encryption = refused('s3:GetEncryptionConfiguration');
		const connection = iconikConnection();
		const snapshot = withBucket(healthySnapshot(connection), {encryption});
		const finding = findingOf(bucketEncryption, snapshot, connection);
		expect(finding.status).toBe('unknown');
		expect(finding.reason).toContain('s3:GetEncryptionConfiguration');
	});
});
