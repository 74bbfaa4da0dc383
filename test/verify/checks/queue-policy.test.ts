import {describe, expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {judge, situationOf} from '../../../source/verify/index.ts';
import {presentFinding} from '../../../source/words/index.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {
	absent,
	documentOf,
	found,
	healthySnapshot,
	notLooked,
	withDocument,
	withQueue,
} from '../../support/snapshots.ts';
import {withOwnEvents} from '../features/settings.ts';

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const connection = connectionOf(withOwnEvents, {externalId: '2f6b0f0e', queueArn});
const healthy = healthySnapshot(connection, {profile: withOwnEvents});
const [ours] = documentOf(healthy, 'queue-policy').Statement as readonly Statement[];
const bare: Statement = {
	Sid: 'Send',
	Effect: 'Allow',
	Principal: {Service: 's3.amazonaws.com'},
	Action: 'SQS:SendMessage',
	Resource: queueArn,
};
const others: Statement = {
	...bare,
	Sid: 'Others',
	Condition: {ArnEquals: {'aws:SourceArn': 'arn:aws:s3:::acme-others'}},
};

function checked(...Statement: readonly Statement[]) {
	const snapshot = withDocument(healthy, 'queue-policy', {Version: '2012-10-17', Statement});
	return checkedIn(snapshot);
}

function checkedIn(snapshot: typeof healthy) {
	const [finding] = judge(snapshot, connection, withOwnEvents, ['queue.policy']);
	if (finding === undefined) {
		throw new Error('Nothing was found.');
	}

	const situation = situationOf(snapshot, connection, withOwnEvents);
	return {finding, words: presentFinding(finding, situation)};
}

describe('queue.policy', () => {
	test.each<[string, Statement]>([
		[
			'by the pattern of AWS',
			{...bare, Condition: {ArnLike: {'aws:SourceArn': 'arn:aws:s3:*:*:acme-assets'}}},
		],
		[
			'with all actions of SQS',
			{
				...bare,
				Action: 'sqs:*',
				Condition: {ArnEquals: {'AWS:sourcearn': 'arn:aws:s3:::acme-assets'}},
			},
		],
		[
			'for everybody under that condition',
			{
				...bare,
				Principal: '*',
				Condition: {ArnEquals: {'aws:SourceArn': 'arn:aws:s3:::acme-assets'}},
			},
		],
	])('passes where the bucket is let in %s', (_name, statement) => {
		expect(checked(statement).finding).toMatchObject({status: 'pass', code: 'sending-allowed'});
	});

	test('passes beside a bucket that the policy names', () => {
		expect(checked(others, ours ?? bare).finding.status).toBe('pass');
	});

	test('says that there is none, and gives one', () => {
		const snapshot = withQueue(healthy, {policy: absent('NoSuchQueuePolicy')});
		const {finding, words} = checkedIn(snapshot);
		expect(finding).toMatchObject({status: 'fail', code: 'no-queue-policy'});
		expect(finding.correction?.text).toContain('AcmeEvents');
		expect(words.fix).toContain('SQS > Queues > acme-events > Edit > Access policy');
	});

	test('adds its statement, and keeps those that are there', () => {
		const {finding} = checked({...others, Sid: 'AcmeEvents'});
		expect(finding).toMatchObject({
			code: 'sending-not-allowed',
			witness: {
				principal: 's3.amazonaws.com',
				action: 'sqs:SendMessage',
				resource: queueArn,
				context: {'aws:SourceArn': 'arn:aws:s3:::acme-assets'},
			},
		});
		const {Statement} = JSON.parse(finding.correction?.text ?? '{}') as {Statement: Statement[]};
		expect(Statement.map(({Sid}) => Sid)).toEqual(['AcmeEvents', 'AcmeEvents2']);
	});

	test('blames the Deny that keeps S3 out, and offers no statement beside it', () => {
		const deny: Statement = {...bare, Sid: 'Closed', Effect: 'Deny', Principal: '*'};
		const {finding, words} = checked(ours ?? bare, deny);
		expect(finding).toMatchObject({
			code: 'sending-denied',
			blame: {document: 'queue-policy', sid: 'Closed', index: 1},
		});
		expect(finding.correction).toBeUndefined();
		expect(words.reason).toContain('the statement "Closed" is a Deny');
	});

	test('warns where any bucket of anybody may send, and puts the own statement in its place', () => {
		const {finding, words} = checked(others, bare);
		expect(finding).toMatchObject({
			status: 'warn',
			code: 'others-may-send',
			blame: {sid: 'Send', index: 1},
			witness: {context: {}},
		});
		const {Statement} = JSON.parse(finding.correction?.text ?? '{}') as {Statement: Statement[]};
		expect(Statement.map(({Sid}) => Sid)).toEqual(['Others', 'AcmeEvents']);
		expect(words.reason).toContain('buckets of anybody, in any account');
	});

	test('takes nothing from somebody else whom the open statement names too', () => {
		const both = {...bare, Principal: {Service: ['s3.amazonaws.com', 'sns.amazonaws.com']}};
		const {finding} = checked(both);
		expect(finding.status).toBe('warn');
		expect(finding.correction).toBeUndefined();
	});

	const managed = 'alias/aws/sqs';
	const byArn = `arn:aws:kms:eu-central-1:111122223333:${managed}`;

	test.each([managed, byArn])('fails with a key that AWS manages, by its name: %s', (key) => {
		const snapshot = withQueue(healthy, {encryptionKey: found(key)});
		const {finding, words} = checkedIn(snapshot);
		expect(finding).toMatchObject({status: 'fail', code: 'managed-key', facts: {key}});
		expect(finding.correction).toBeUndefined();
		expect(words.reason).toContain(`encrypted with ${key}, a key that AWS manages`);
		expect(words.fix).toContain('kms:GenerateDataKey and kms:Decrypt');
		expect(words.fix).toContain('SQS > Queues > acme-events > Edit > Encryption');
		// No policy of the queue makes up for it.
		const without = withQueue(snapshot, {policy: absent('NoSuchQueuePolicy')});
		expect(checkedIn(without).finding.code).toBe('managed-key');
	});

	const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

	test.each([keyArn, 'alias/queues', 'alias/aws-sqs'])(
		'is unknown with a key of the customer, and says what its policy needs: %s',
		(key) => {
			const {finding, words} = checkedIn(withQueue(healthy, {encryptionKey: found(key)}));
			expect(finding).toMatchObject({
				status: 'unknown',
				code: 'customer-key',
				required: true,
				facts: {key},
			});
			expect(words.reason).toContain(`encrypted with the key ${key}`);
			expect(words.fix).toContain(
				`the policy of ${key} allows kms:GenerateDataKey and kms:Decrypt to the service s3.amazonaws.com`,
			);
		},
	);

	test('says first what the policy refuses, whatever key the queue has, and gives the statement', () => {
		const {finding} = checkedIn(
			withQueue(healthy, {policy: absent('NoSuchQueuePolicy'), encryptionKey: found(keyArn)}),
		);
		expect(finding).toMatchObject({status: 'fail', code: 'no-queue-policy'});
		expect(finding.correction?.text).toContain('AcmeEvents');
	});

	test('is unknown where the key was not seen, with the file to hand in', () => {
		const snapshot = {
			...withQueue(healthy, {encryptionKey: notLooked('queue.json was not given.')}),
			source: 'documents' as const,
		};
		const {finding, words} = checkedIn(snapshot);
		expect(finding).toMatchObject({status: 'unknown', code: 'not-seen'});
		expect(words.reason).toBe('queue.json was not given.');
		expect(words.fix).toMatch(
			/aws sqs get-queue-attributes --attribute-names All" into queue.json/,
		);
		const noPolicy = withQueue(snapshot, {policy: notLooked('queue-policy.json was not given.')});
		expect(checkedIn(noPolicy).words.fix).toContain('into queue-policy.json');
	});

	test('is unknown, with the keys, where it cannot be told from here', () => {
		const deny: Statement = {
			...bare,
			Effect: 'Deny',
			Principal: '*',
			Condition: {StringNotEquals: {'aws:SourceOrgID': 'o-a1b2c3d4e5'}},
		};
		const {finding, words} = checked(ours ?? bare, deny);
		expect(finding).toMatchObject({status: 'unknown', code: 'depends-on-keys'});
		expect(words.reason).toContain('aws:SourceOrgID');
	});
});
