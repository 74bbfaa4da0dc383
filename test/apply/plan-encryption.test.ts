import {describe, expect, test} from 'vitest';
import type {EncryptionRule} from '../../source/account/index.ts';
import {creativeForceConnection, iconikConnection, keyArn} from '../support/connections.ts';
import {emptyAccount, planOf, saidOf, stepOf} from '../support/planning.ts';
import {found, healthySnapshot, withBucket} from '../support/snapshots.ts';

function changeFrom(rules: readonly EncryptionRule[], connection = iconikConnection()) {
	const snapshot = withBucket(healthySnapshot(connection), {encryption: found(rules)});
	const plan = planOf(snapshot, connection);
	const step = stepOf(plan, 'bucket-encryption');
	const {change} = step;
	return {
		step,
		said: saidOf(plan, 'bucket-encryption'),
		after: change?.kind === 'encryption' ? change.after : undefined,
		change,
	};
}

describe('setting the encryption', () => {
	test('keeps the types that are blocked and further rules', () => {
		const further = {algorithm: 'aws:fsx'};
		const {after, change} = changeFrom([{algorithm: 'AES256', blockedTypes: ['SSE-C']}, further]);
		expect(after).toEqual([
			{algorithm: 'aws:kms', keyId: keyArn, bucketKeyEnabled: true, blockedTypes: ['SSE-C']},
			further,
		]);
		expect(change).toMatchObject({
			before: [{algorithm: 'AES256', blockedTypes: ['SSE-C']}, further],
		});
	});

	test('turns the bucket key on where KMS is new, and calls that advice', () => {
		const {after, step} = changeFrom([{algorithm: 'AES256', bucketKeyEnabled: false}]);
		expect(after?.[0]?.bucketKeyEnabled).toBe(true);
		expect(step.detail).toEqual({code: 'sets-encryption', facts: {turnsOnBucketKey: true}});
	});

	test.each([true, false, undefined])('leaves a bucket key that is %s as it is', (given) => {
		const {after, step} = changeFrom([
			{
				algorithm: 'aws:kms',
				keyId: `${keyArn}0`,
				...(given !== undefined && {bucketKeyEnabled: given}),
			},
		]);
		expect(after?.[0]?.bucketKeyEnabled).toBe(given);
		expect(step.detail).toEqual({code: 'sets-encryption', facts: {turnsOnBucketKey: false}});
	});

	test('has no bucket key with two layers', () => {
		const {after} = changeFrom(
			[{algorithm: 'aws:kms', keyId: keyArn, bucketKeyEnabled: true}],
			iconikConnection({encryption: 'DSSE-KMS'}),
		);
		expect(after).toEqual([{algorithm: 'aws:kms:dsse', keyId: keyArn}]);
	});

	test('drops the key with SSE-S3', () => {
		const {after} = changeFrom(
			[{algorithm: 'aws:kms', keyId: keyArn, bucketKeyEnabled: true, blockedTypes: ['SSE-C']}],
			creativeForceConnection({encryption: 'SSE-S3'}),
		);
		expect(after).toEqual([{algorithm: 'AES256', bucketKeyEnabled: true, blockedTypes: ['SSE-C']}]);
	});

	test('says that it is about new objects only, and shows what changes', () => {
		const {step, said} = changeFrom([{algorithm: 'AES256'}]);
		expect(said).toContain('Existing objects keep the encryption');
		expect(step.diff).toContain('-        "SSEAlgorithm": "AES256"');
		expect(step.diff).toContain('+        "SSEAlgorithm": "aws:kms",');
	});

	test('knows nothing before in a bucket that is still to be made', () => {
		const connection = iconikConnection();
		const step = stepOf(planOf(emptyAccount(connection), connection), 'bucket-encryption');
		expect(step.change).toMatchObject({kind: 'encryption', before: undefined});
	});

	test('is not needed for SSE-S3 in a new bucket', () => {
		const connection = iconikConnection({encryption: 'SSE-S3'});
		expect(stepOf(planOf(emptyAccount(connection), connection), 'bucket-encryption').action).toBe(
			'none',
		);
	});
});
