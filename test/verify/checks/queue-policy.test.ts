import {describe, expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {narrowedQueue} from '../../../source/verify/corrected-queue.ts';
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

	test('says of which buckets S3 may send: of no other', () => {
		expect(checked(ours ?? bare).words.reason).toBe(
			'S3 may send the events of "acme-assets" to the queue, and those of no other bucket.',
		);
	});

	test.each([
		['as they are', 'arn:aws:s3:::'],
		["in the form of AWS's examples", 'arn:aws:s3:*:*:'],
	])('passes beside buckets and accounts that the policy names %s, and says whom', (_name, arn) => {
		const account = {
			...bare,
			Condition: {StringEquals: {'aws:SourceAccount': '999988887777'}},
		};
		const more = {
			...bare,
			Condition: {
				ArnLike: {'aws:SourceArn': ['acme-others', 'acme-more'].map((name) => `${arn}${name}`)},
			},
		};
		const {finding, words} = checked(more, account, ours ?? bare);
		expect(finding).toMatchObject({status: 'pass', code: 'sending-allowed'});
		expect(words.reason).toBe(
			'S3 may send the events of "acme-assets" to the queue, and those of no bucket that its policy does not name. It names the buckets acme-others and acme-more and the account 999988887777 too.',
		);
	});

	test('names nobody whom the policy spells out and does not let in', () => {
		const topic = {
			...bare,
			Principal: {Service: 'sns.amazonaws.com'},
			Condition: {ArnEquals: {'aws:SourceArn': 'arn:aws:s3:::acme-topics'}},
		};
		const denied: Statement = {...others, Sid: 'Not', Effect: 'Deny'};
		expect(checked(ours ?? bare, topic, others, denied).words.reason).toContain(
			'of no other bucket.',
		);
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

	const fromTeams = {ArnLike: {'aws:SourceArn': 'arn:aws:s3:::team-*'}};
	const ofAccount = {StringEquals: {'aws:SourceAccount': '111122223333'}};
	test.each<[string, Statement['Condition'], string]>([
		['the whole account', ofAccount, 'all other buckets of your account'],
		[
			'a pattern in the account',
			{...fromTeams, ...ofAccount},
			'buckets that fit arn:aws:s3:::team-*',
		],
		[
			'a pattern in any account',
			fromTeams,
			'buckets that fit arn:aws:s3:::team-*, in other accounts too',
		],
		[
			'all but some of the account',
			{...ofAccount, ArnNotLike: {'aws:SourceArn': 'arn:aws:s3:::team-*'}},
			'other buckets of your account (for example of arn:aws:s3:::another-bucket)',
		],
		[
			'all but some buckets of some accounts',
			{
				StringLike: {'aws:SourceAccount': '9999*'},
				ArnNotLike: {'aws:SourceArn': 'arn:aws:s3:::team-*'},
			},
			'other buckets, in other accounts too (for example of arn:aws:s3:::another-bucket in the account 999988887777)',
		],
		[
			'some accounts',
			{StringLike: {'aws:SourceAccount': '9999*'}},
			'other buckets, in other accounts too (for example of the account 999988887777)',
		],
	])('says whose buckets may send by a statement for %s', (_name, Condition, whose) => {
		const {words} = checked(ours ?? bare, {...bare, ...(Condition !== undefined && {Condition})});
		expect(words.reason).toBe(
			`The queue policy lets S3 send to the queue the events of ${whose}, by the statement "Send". Acme would take them for yours.`,
		);
	});

	const textOf = (...Statement: readonly Statement[]) => {
		const {finding, words} = checked(...Statement);
		const text = finding.correction?.text;
		const left = text === undefined ? undefined : (JSON.parse(text) as {Statement: Statement[]});
		return {sids: left?.Statement.map(({Sid}) => Sid), words, finding};
	};

	test.each<[string, Partial<Statement>]>([
		['another service', {Principal: {Service: ['s3.amazonaws.com', 'sns.amazonaws.com']}}],
		['everybody', {Principal: '*'}],
		[
			'another bucket, and a pattern',
			{
				Condition: {
					ArnLike: {
						'aws:SourceArn': ['acme-assets', 'acme-others', 'team-*'].map(
							(name) => `arn:aws:s3:::${name}`,
						),
					},
				},
			},
		],
		['a pattern', {Condition: {ArnLike: {'aws:SourceArn': 'arn:aws:s3:::acme-*'}}}],
		[
			'another account',
			{
				Condition: {
					StringLike: {'aws:SourceAccount': ['111122223333', '999988887777']},
				},
			},
		],
		[
			'all but one bucket',
			{Condition: {ArnNotEquals: {'aws:SourceArn': 'arn:aws:s3:::acme-others'}}},
		],
	])('takes nothing from somebody else whom the open statement names too: %s', (_name, named) => {
		const {finding, sids} = textOf({...bare, ...named});
		expect(finding).toMatchObject({status: 'warn', code: 'others-may-send'});
		expect(sids).toBeUndefined();
	});

	test('takes an open statement out where another lets S3 send for the bucket, and adds nothing', () => {
		const {sids, words} = textOf(ours ?? bare, bare, {
			...bare,
			Sid: 'Account',
			Condition: ofAccount,
		});
		expect(sids).toEqual(['AcmeEvents']);
		expect(words.reason).toContain(
			'the events of buckets of anybody, in any account, by the statement "Send"; all other buckets of your account, by the statement "Account".',
		);
		expect(words.fix).toMatch(
			/^Take these statements out \(SQS > .*\): another one lets S3 send the events of "acme-assets"\./,
		);
	});

	test('asks for the bucket in the one that it needs', () => {
		const {words} = textOf(bare);
		expect(words.fix).toMatch(
			/^Ask in that statement for aws:SourceArn arn:aws:s3:::acme-assets and aws:SourceAccount 111122223333 \(SQS > /,
		);
	});

	test('leaves a statement alone of which it cannot be told whether it is open', () => {
		const organization = {
			...bare,
			Sid: 'Org',
			Condition: {...fromTeams, StringEquals: {'aws:SourceOrgID': 'o-a1b2c3d4e5'}},
		};
		const policy = {Version: '2012-10-17', Statement: [ours ?? bare, bare, organization]};
		const snapshot = withDocument(healthy, 'queue-policy', policy);
		const situation = situationOf(snapshot, connection, withOwnEvents);
		const {text = '{}'} = narrowedQueue(situation, policy) ?? {};
		const {Statement} = JSON.parse(text) as {Statement: Statement[]};
		expect(Statement.map(({Sid}) => Sid)).toEqual(['AcmeEvents', 'Org']);
		expect(checked(...policy.Statement).words.reason).toContain('by the statement "Send".');
	});

	test('blames no statement whose buckets a Deny keeps out', () => {
		const foreign = {
			...bare,
			Sid: 'Foreign',
			Condition: {StringLike: {'aws:SourceAccount': '9999*'}},
		};
		const closed: Statement = {
			...bare,
			Sid: 'OnlyAccount',
			Effect: 'Deny',
			Principal: '*',
			Condition: {StringNotEquals: {'aws:SourceAccount': '111122223333'}},
		};
		const {words, sids} = textOf(foreign, bare, closed);
		expect(words.reason).toContain(
			'the events of all other buckets of your account, by the statement "Send".',
		);
		expect(sids).toEqual(['Foreign', 'AcmeEvents', 'OnlyAccount']);
	});

	test('takes none for open that a Deny closes', () => {
		const closed: Statement = {
			...bare,
			Sid: 'OnlyOurs',
			Effect: 'Deny',
			Principal: '*',
			Condition: {
				ArnNotEquals: {'aws:SourceArn': ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-others']},
			},
		};
		const {words} = textOf(bare, closed);
		expect(words.reason).toContain('It names the bucket acme-others too.');
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
