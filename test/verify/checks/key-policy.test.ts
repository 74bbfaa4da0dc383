import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {exampleConnection} from '../../../source/rehearsal/index.ts';
import {accessKms} from '../../../source/verify/checks/access-kms.ts';
import {keyPolicy} from '../../../source/verify/checks/key-policy.ts';
import {
	creativeForceConnection,
	iconikConnection,
	keyArn,
	profileOf,
} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {
	defaultKeyPolicy,
	found,
	healthySnapshot,
	refused,
	withAdded,
	withDocument,
	withKey,
	withRole,
	withStatements,
	withText,
} from '../../support/snapshots.ts';

const connection = iconikConnection();
const healthy = healthySnapshot(connection);
const own = creativeForceConnection();
const ownHealthy = healthySnapshot(own);
const judge = (snapshot = healthy, to: Connection = connection) =>
	findingOf(keyPolicy, snapshot, to);

/** What the check finds once the correction was pasted. */
function afterCorrection(snapshot: Snapshot, to: Connection = connection) {
	const text = judge(snapshot, to).correction?.text ?? '';
	return judge(withText(snapshot, 'key-policy', text), to);
}

/** Lets one role administer the key, and leaves nothing to IAM. */
const adminOnly: Statement = {
	Sid: 'Admin',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:role/Admin'},
	Action: 'kms:*',
	Resource: '*',
};
const closed = withDocument(ownHealthy, 'key-policy', {
	Version: '2012-10-17',
	Statement: [adminOnly],
});

describe('key.policy of a vendor with a role of its own', () => {
	test.each([false, true])('passes with the documents of the vendor (narrower: %s)', (narrow) => {
		expect(judge(healthySnapshot(connection, {leastPrivilege: narrow})).status).toBe('pass');
	});

	test('fails with the policy that a key has from the start, and keeps that in the correction', () => {
		const snapshot = withDocument(healthy, 'key-policy', defaultKeyPolicy('111122223333'));
		expect(judge(snapshot)).toMatchObject({status: 'fail', required: true});
		expect(judge(snapshot).correction?.text).toContain('Enable IAM User Permissions');
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('names the action that is missing, and what comes closest', () => {
		const snapshot = withStatements(healthy, 'key-policy', (statement) =>
			statement.Sid === 'IconikCMKAccess' ? {...statement, Action: 'kms:Decrypt'} : statement,
		);
		const finding = judge(snapshot);
		expect(finding.reason).toContain('kms:GenerateDataKey');
		expect(finding.reason).not.toContain('kms:Decrypt');
		expect(finding).toMatchObject({status: 'fail', blame: {sid: 'IconikCMKAccess', index: 1}});
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('asks for nothing but reading where the vendor only reads', () => {
		const reading = iconikConnection({purpose: 'read-only'});
		expect(judge(healthySnapshot(reading), reading).status).toBe('pass');
	});

	test('fails where the statement is for another tenant', () => {
		const snapshot = withStatements(healthy, 'key-policy', (statement) =>
			statement.Sid === 'IconikCMKAccess'
				? {
						...statement,
						Condition: {StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': 'other'}},
					}
				: statement,
		);
		expect(judge(snapshot).status).toBe('fail');
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('fails where the role of the vendor was deleted, and corrects it where it is', () => {
		const snapshot = withStatements(healthy, 'key-policy', (statement) =>
			statement.Sid === 'IconikCMKAccess'
				? {...statement, Principal: {AWS: 'AROAEXAMPLEID'}}
				: statement,
		);
		expect(judge(snapshot)).toMatchObject({status: 'fail', blame: {sid: 'IconikCMKAccess'}});
		expect(judge(snapshot).reason).toContain('AROAEXAMPLEID');
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('only warns where somebody else was deleted', () => {
		const principal = {AWS: ['AIDAEXAMPLEID', 'arn:aws:iam::111122223333:role/Admin']};
		const snapshot = withAdded(healthy, 'key-policy', {...adminOnly, Principal: principal});
		expect(judge(snapshot)).toMatchObject({status: 'warn', blame: {sid: 'Admin', index: 2}});
		expect(judge(snapshot).correction?.text).toContain('role/Admin');
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('blames the statement that denies, and gives a policy with an exception in it', () => {
		const snapshot = withAdded(healthy, 'key-policy', {
			Sid: 'Perimeter',
			Effect: 'Deny',
			Principal: '*',
			Action: 'kms:*',
			Resource: '*',
			Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}},
		});
		expect(judge(snapshot)).toMatchObject({status: 'fail', blame: {sid: 'Perimeter', index: 2}});
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('is unknown where a condition cannot be judged from here', () => {
		const snapshot = withAdded(healthy, 'key-policy', {
			Sid: 'Office',
			Effect: 'Deny',
			Principal: '*',
			Action: 'kms:Decrypt',
			Resource: '*',
			Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
		});
		const finding = judge(snapshot);
		expect(finding).toMatchObject({status: 'unknown', blame: {sid: 'Office'}});
		expect(finding.reason).toContain('aws:SourceIp');
		expect(finding.fix).toBe(
			'Ask iconik which IP addresses it uses. Make sure that the condition does not hold when S3 uses the key for iconik.',
		);
	});
});

describe('key.policy of a role of the own account', () => {
	test('passes where the key is left to IAM, also while the policies of the role are not seen', () => {
		expect(judge(ownHealthy, own).status).toBe('pass');
		const hidden = withRole(ownHealthy, {policies: refused('iam:ListRolePolicies')});
		expect(judge(hidden, own).status).toBe('pass');
	});

	test('fails where the key is not left to IAM, and the correction names the role', () => {
		const finding = judge(closed, own);
		expect(finding.status).toBe('fail');
		expect(finding.reason).toContain('leave it to IAM');
		expect(finding.correction?.text).toContain('role/CreativeForceAccess');
		expect(afterCorrection(closed, own).status).toBe('pass');
	});

	test('says why there is no correction where it would lock the account out of the key', () => {
		const orphan = withDocument(ownHealthy, 'key-policy', {
			Version: '2012-10-17',
			Statement: [{...adminOnly, Action: 'kms:Decrypt'}],
		});
		const finding = judge(orphan, own);
		expect(finding.status).toBe('fail');
		expect(finding.correction).toBeUndefined();
		expect(finding.fix).toContain('nobody in account 111122223333 could change');
	});

	test('needs the role named where the key is of another account', () => {
		const elsewhere = keyArn.replace('111122223333', '999988887777');
		const foreign = creativeForceConnection({kmsKeyArn: elsewhere});
		const snapshot = healthySnapshot(foreign);
		expect(judge(snapshot, foreign).status).toBe('pass');
		const alone = withDocument(snapshot, 'key-policy', defaultKeyPolicy('999988887777'));
		expect(judge(alone, foreign).status).toBe('fail');
		expect(afterCorrection(alone, foreign).status).toBe('pass');
	});
});

describe('key.policy', () => {
	test('does not apply to a key of AWS', () => {
		const metadata = found({arn: keyArn, state: 'Enabled', manager: 'AWS'});
		expect(judge(withKey(healthy, {metadata})).status).toBe('skip');
	});

	test('is unknown where one may not look', () => {
		const policy = refused('kms:GetKeyPolicy');
		expect(judge(withKey(healthy, {policy}))).toMatchObject({status: 'unknown', required: true});
	});
});

describe('key.policy of a vendor whose article lets the role use the key by the key policy alone', () => {
	const datadog = profileOf('datadog');
	const to = exampleConnection(datadog, {purpose: 'archive-rehydrate', encryption: 'SSE-KMS'});
	const right = healthySnapshot(to);
	const leftToIam = withDocument(right, 'key-policy', defaultKeyPolicy(to.accountId));

	test('passes with what the article has', () => {
		expect(judge(right, to).status).toBe('pass');
	});

	test('fails where the key is left to IAM, since no policy of the role gives it', () => {
		expect(judge(leftToIam, to)).toMatchObject({
			status: 'fail',
			actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
			correction: {document: 'key-policy'},
		});
		expect(afterCorrection(leftToIam, to).status).toBe('pass');
		expect(findingOf(accessKms, leftToIam, to)).toMatchObject({
			status: 'fail',
			reason: expect.stringContaining('key policy'),
			correction: {document: 'key-policy'},
		});
	});

	test('is not enough for a key of another account, where the role needs it too', () => {
		const elsewhere = {
			...to,
			kmsKeyArn: (to.kmsKeyArn ?? '').replace(`:${to.accountId}:`, ':999988887777:'),
		};
		const snapshot = healthySnapshot(elsewhere);
		expect(judge(snapshot, elsewhere).status).toBe('pass');
		expect(findingOf(accessKms, snapshot, elsewhere)).toMatchObject({
			status: 'fail',
			fix: expect.stringContaining('in the role policy'),
		});
	});

	test('passes where the customer gives it to the role instead', () => {
		const given = withAdded(leftToIam, 'role-policy', {
			Effect: 'Allow',
			Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
			Resource: to.kmsKeyArn ?? '',
		});
		expect(judge(given, to)).toMatchObject({status: 'pass', code: 'left-to-iam'});
	});
});
