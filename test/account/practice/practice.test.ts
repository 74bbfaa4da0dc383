import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {openPracticeAccount, type Snapshot} from '../../../source/account/index.ts';
import {buildDocuments, documentText} from '../../../source/documents/index.ts';
import {
	connectionsWithProfile,
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	keyArn,
} from '../../support/connections.ts';

const now = () => new Date('2026-01-15T09:30:00Z');

function textsOf({bucket, role, key}: Snapshot) {
	return {
		trust: role.role.status === 'found' ? role.role.value.trustPolicy : '',
		role:
			role.policies.status === 'found' && role.policies.value[0]?.text.status === 'found'
				? role.policies.value[0].text.value
				: '',
		bucket: bucket.policy.status === 'found' ? bucket.policy.value : '',
		key: key.policy.status === 'found' ? key.policy.value : '',
	};
}

describe('the practice account', () => {
	test('of Creative Force has a blank at the end of the external ID and no right to make data keys', async () => {
		const account = openPracticeAccount(undefined, undefined, now);
		const texts = textsOf(await account.look(creativeForceConnection(), creativeForce));
		expect(texts.trust).toContain('"sts:ExternalId": "2f6b0f0e-acme "');
		expect(texts.role).toContain('kms:Decrypt');
		expect(texts.role).not.toContain('kms:GenerateDataKey');
		expect(texts.bucket).toContain('DenyUnencryptedTransport');
	});

	test('was not made this very minute', async () => {
		const connection = creativeForceConnection();
		const {role} = await openPracticeAccount(undefined, undefined, now).look(
			connection,
			creativeForce,
		);
		const created = role.role.status === 'found' ? (role.role.value.createdAt ?? '') : '';
		expect(now().getTime() - Date.parse(created)).toBeGreaterThan(3_600_000);
	});

	test('without a key to use has object actions on the bucket alone', async () => {
		const connection = creativeForceConnection({encryption: 'SSE-S3'});
		const snapshot = await openPracticeAccount(connection, creativeForce).look(
			connection,
			creativeForce,
		);
		expect(textsOf(snapshot).role).toContain('s3:PutObject');
		expect(textsOf(snapshot).role).not.toContain('acme-assets/*');
		expect(snapshot.key.policy.status).toBe('not-looked');
	});

	test('of iconik names another customer in the bucket policy, and nobody in the key policy', async () => {
		const connection = iconikConnection();
		const snapshot = await openPracticeAccount().look(connection, iconik);
		const texts = textsOf(snapshot);
		expect(texts.bucket).toContain('1297c8b6-3563-11e7-adf1-6c4008b85488');
		expect(texts.bucket).not.toContain(connection.inputs.systemDomainId);
		expect(texts.key).toContain(':root');
		expect(texts.key).not.toContain('IconikS3AccessRole');
		expect(snapshot.role.role.status).toBe('not-looked');
	});

	test('is signed in to the connection’s account and says that it is simulated', async () => {
		const account = openPracticeAccount();
		await account.look(creativeForceConnection({accountId: '012345678901'}), creativeForce);
		expect(await account.identify()).toEqual({
			status: 'found',
			value: {accountId: '012345678901', arn: 'arn:aws:iam::012345678901:user/practice'},
		});
		expect(account.source).toBe('practice');
		expect(account.label).toMatch(/practice.*simulated/);
	});

	test('keeps what was changed in it, and what was deleted stays deleted', async () => {
		const connection = creativeForceConnection();
		const account = openPracticeAccount(connection, creativeForce);
		const role = account.state.roles.get('CreativeForceAccess');
		if (role === undefined) {
			throw new Error('The role is missing.');
		}

		role.trustPolicy = '{"repaired": true}';
		account.state.buckets.delete('acme-assets');
		account.state.keys.delete(keyArn);
		const snapshot = await account.look(connection, creativeForce);
		expect(textsOf(snapshot).trust).toBe('{"repaired": true}');
		expect(snapshot.bucket.existence).toEqual({status: 'absent', code: 'NoSuchBucket'});
		expect(snapshot.key.metadata).toEqual({status: 'absent', code: 'NotFoundException'});
		account.state.roles.clear();
		expect((await account.look(connection, creativeForce)).role.role).toEqual({
			status: 'absent',
			code: 'NoSuchEntity',
		});
	});

	test('has something wrong in every document of every connection', async () => {
		await fc.assert(
			fc.asyncProperty(connectionsWithProfile, async ({profile, connection}) => {
				const texts = textsOf(await openPracticeAccount().look(connection, profile));
				const held: Readonly<Record<string, string>> = {
					'trust-policy': texts.trust,
					'role-policy': texts.role,
					'bucket-policy': texts.bucket,
				};
				for (const {id, document} of buildDocuments(connection, profile)) {
					if (id in held) {
						expect(held[id]).not.toBe(documentText(document));
						expect(() => JSON.parse(held[id] ?? '') as unknown).not.toThrow();
					}
				}
			}),
		);
	});
});
