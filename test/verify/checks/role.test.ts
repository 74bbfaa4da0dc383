import {describe, expect, test} from 'vitest';
import type {PolicyDocument, Statement} from '../../../source/policy/index.ts';
import {roleChecks} from '../../../source/verify/checks/role.ts';
import {creativeForceConnection, iconikConnection} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {
	absent,
	found,
	healthySnapshot,
	notLooked,
	refused,
	withBoundary,
	withoutRole,
	withRole,
} from '../../support/snapshots.ts';

const connection = creativeForceConnection();
const healthy = healthySnapshot(connection);

describe('role.exists', () => {
	const judge = (snapshot = healthy, to = connection) =>
		findingOf(roleChecks['role.exists'], snapshot, to);

	test('passes where the role is there under its path', () => {
		expect(judge().status).toBe('pass');
		const inPath = creativeForceConnection({rolePath: '/vendors/'});
		expect(judge(healthySnapshot(inPath), inPath).status).toBe('pass');
	});

	test('fails where there is no role, and gives the trust policy to create it with', () => {
		const finding = judge(withoutRole(healthy));
		expect(finding).toMatchObject({status: 'fail', correction: {document: 'trust-policy'}});
		expect(finding.correction?.text).toContain('2f6b0f0e-acme');
		expect(finding.correction?.consoleUrl).toContain('roles/create');
	});

	test('fails where the role has another path, and names both', () => {
		const inPath = creativeForceConnection({rolePath: '/vendors/'});
		const finding = judge(healthy, inPath);
		expect(finding.status).toBe('fail');
		expect(finding.reason).toContain('role/CreativeForceAccess,');
		expect(finding.reason).toContain('role/vendors/CreativeForceAccess');
		expect(finding.fix).toContain('"Role ARN"');
	});

	test('is unknown where one may not look', () => {
		const role = refused('iam:GetRole');
		const hidden = withRole(healthy, {role, policies: role, boundary: role});
		expect(judge(hidden)).toMatchObject({status: 'unknown', required: true});
	});

	test('waits where one is signed in to another account, whose roles say nothing', () => {
		const identity = found({accountId: '999988887777', arn: 'arn:aws:iam::999988887777:user/me'});
		expect(judge({...withoutRole(healthy), identity}).status).toBe('skip');
	});

	test('of documents is shown by any file of the role, and else unknown', () => {
		const none = notLooked('trust-policy.json was not given.');
		const documents = withRole({...healthy, source: 'documents'}, {role: none});
		expect(judge(documents).status).toBe('pass');
		expect(judge(withRole(documents, {policies: none})).status).toBe('unknown');
	});

	test('does not apply to a vendor with a role of its own', () => {
		const other = iconikConnection();
		expect(judge(healthySnapshot(other), other).status).toBe('skip');
	});
});

describe('role.boundary', () => {
	const judge = (snapshot = healthy, to = connection) =>
		findingOf(roleChecks['role.boundary'], snapshot, to);
	const boundary = (...Statement: Statement[]): PolicyDocument => ({
		Version: '2012-10-17',
		Statement,
	});
	const allow = (...Action: string[]): Statement => ({Effect: 'Allow', Action, Resource: '*'});

	test('passes without a boundary and with one that allows what is needed', () => {
		expect(judge().status).toBe('pass');
		expect(judge(withBoundary(healthy, boundary(allow('s3:*', 'kms:*')))).status).toBe('pass');
	});

	test('fails where the boundary allows no writing, and names that alone', () => {
		const finding = judge(withBoundary(healthy, boundary(allow('s3:Get*', 's3:List*', 'kms:*'))));
		expect(finding.status).toBe('fail');
		expect(finding.reason).toContain('needs: s3:PutObject.');
	});

	test('fails where the boundary allows nothing on the key, though the key policy leaves it to IAM', () => {
		const finding = judge(withBoundary(healthy, boundary(allow('s3:*'))));
		expect(finding.status).toBe('fail');
		expect(finding.reason).toContain('kms:Decrypt and kms:GenerateDataKey');
	});

	test('does not ask for the key where there is none', () => {
		const plain = creativeForceConnection({encryption: 'SSE-S3'});
		const snapshot = withBoundary(healthySnapshot(plain), boundary(allow('s3:*')));
		expect(judge(snapshot, plain).status).toBe('pass');
	});

	test('blames the statement of the boundary that denies', () => {
		const denial: Statement = {
			Sid: 'NoUploads',
			Effect: 'Deny',
			Action: 's3:PutObject',
			Resource: '*',
		};
		expect(judge(withBoundary(healthy, boundary(allow('*'), denial)))).toMatchObject({
			status: 'fail',
			blame: {document: 'boundary', sid: 'NoUploads', index: 1},
		});
	});

	test('is unknown where the boundary depends on what cannot be seen', () => {
		const limited: Statement = {
			...allow('*'),
			Condition: {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
		};
		const finding = judge(withBoundary(healthy, boundary(limited)));
		expect(finding.status).toBe('unknown');
		expect(finding.reason).toContain('aws:SourceIp');
		expect(finding.fix).toBe(
			'Ask Creative Force which IP addresses it uses. Make sure that the condition holds when Creative Force uses the bucket.',
		);
	});

	test('is unknown where one may not look at it', () => {
		const snapshot = withRole(withBoundary(healthy, boundary(allow('*'))), {
			boundary: refused('iam:GetPolicyVersion'),
		});
		expect(judge(snapshot)).toMatchObject({status: 'unknown', required: true});
	});

	test('of documents is unknown, and not required: no document says that there is none', () => {
		expect(judge({...healthy, source: 'documents'})).toMatchObject({
			status: 'unknown',
			required: false,
		});
	});

	test('waits for the role', () => {
		expect(judge(withRole(healthy, {role: absent('NoSuchEntity')})).status).toBe('skip');
	});
});
