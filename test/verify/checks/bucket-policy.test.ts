import {describe, expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {bucketPolicy} from '../../../source/verify/checks/bucket-policy.ts';
import {creativeForceConnection, iconikConnection, iconikRole} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {tls} from '../../support/merging.ts';
import {
	absent,
	documentOf,
	healthySnapshot,
	refused,
	withAdded,
	withBucket,
	withoutRole,
	withStatements,
	withText,
} from '../../support/snapshots.ts';

const connection = iconikConnection();
const healthy = healthySnapshot(connection);
const own = creativeForceConnection();
const ownHealthy = healthySnapshot(own);
const judge = (snapshot = healthy) => findingOf(bucketPolicy, snapshot, connection);

const deny = tls as Statement;
const colleague: Statement = {
	Sid: 'Colleague',
	Effect: 'Allow',
	Principal: {AWS: 'AROADELETEDROLEID'},
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/*',
};

/** What the check finds once the correction was pasted. */
function afterCorrection(snapshot: typeof healthy, to = connection) {
	const {correction} = findingOf(bucketPolicy, snapshot, to);
	return findingOf(bucketPolicy, withText(snapshot, 'bucket-policy', correction?.text ?? ''), to);
}

const named = (principal: string) => (statement: Statement) => ({
	...statement,
	Principal: {AWS: principal},
});

describe('bucket.policy', () => {
	test.each([false, true])('passes with the documents of the vendor (narrower: %s)', (narrow) => {
		const options = {leastPrivilege: narrow};
		expect(judge(healthySnapshot(connection, options)).status).toBe('pass');
		expect(findingOf(bucketPolicy, healthySnapshot(own, options), own).status).toBe('pass');
	});

	test('fails without a policy where the vendor comes from another account', () => {
		const snapshot = withBucket(healthy, {policy: absent('NoSuchBucketPolicy')});
		expect(judge(snapshot)).toMatchObject({status: 'fail', required: true});
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('only warns without a policy where the role is of the own account', () => {
		const snapshot = withBucket(ownHealthy, {policy: absent('NoSuchBucketPolicy')});
		expect(findingOf(bucketPolicy, snapshot, own).status).toBe('warn');
		expect(afterCorrection(snapshot, own).status).toBe('pass');
	});

	test('fails where only others are named, and the correction keeps what they have', () => {
		const snapshot = withStatements(healthy, 'bucket-policy', () => deny);
		expect(judge(snapshot).status).toBe('fail');
		const text = judge(snapshot).correction?.text ?? '';
		const corrected = documentOf(withText(healthy, 'bucket-policy', text), 'bucket-policy');
		expect(corrected.Statement).toMatchObject([deny, {Sid: 'IconikStorageAccess'}]);
	});

	test('does not take a denial for being named', () => {
		const snapshot = withStatements(healthy, 'bucket-policy', (statement) => ({
			...statement,
			Effect: 'Deny',
		}));
		expect(judge(snapshot).status).toBe('fail');
	});

	test.each(['283217727627', 'arn:aws:iam::283217727627:root'])(
		'warns where the whole account of the vendor is named (%s)',
		(account) => {
			const snapshot = withStatements(healthy, 'bucket-policy', named(account));
			expect(judge(snapshot)).toMatchObject({
				status: 'warn',
				blame: {sid: 'IconikStorageAccess', index: 0},
			});
			expect(afterCorrection(snapshot).status).toBe('pass');
		},
	);

	test.each(['AROAEXAMPLEID', 'AIDAEXAMPLEID'])(
		'fails where %s stands in the statement of the vendor, and corrects it where it is',
		(id) => {
			const broken = withStatements(healthy, 'bucket-policy', named(id));
			const snapshot = withAdded(broken, 'bucket-policy', deny);
			const finding = judge(snapshot);
			expect(finding).toMatchObject({status: 'fail', blame: {index: 0}});
			expect(finding.reason).toContain(id);
			expect(JSON.parse(finding.correction?.text ?? '')).toMatchObject({
				Statement: [{Principal: {AWS: iconikRole}}, {Sid: 'OnlyTls'}],
			});
		},
	);

	test('corrects the article pasted under its own Sid in place, with no second statement', () => {
		const snapshot = withStatements(ownHealthy, 'bucket-policy', (statement) => ({
			...statement,
			Sid: 'Stmt1641802481873',
			Principal: {AWS: 'AROAEXAMPLEID'},
		}));
		expect(findingOf(bucketPolicy, snapshot, own).status).toBe('fail');
		const {correction} = findingOf(bucketPolicy, snapshot, own);
		expect(JSON.parse(correction?.text ?? '').Statement).toHaveLength(1);
		expect(afterCorrection(snapshot, own).status).toBe('pass');
	});

	test('waits where the role of the own account is gone: AWS takes no policy that names it', () => {
		const snapshot = withStatements(ownHealthy, 'bucket-policy', named('AROAEXAMPLEID'));
		expect(findingOf(bucketPolicy, withoutRole(snapshot), own).status).toBe('skip');
	});

	test('keeps the narrower documents where the account uses them', () => {
		const narrow = healthySnapshot(own, {leastPrivilege: true});
		const snapshot = withStatements(narrow, 'bucket-policy', named('AROAEXAMPLEID'));
		const {correction} = findingOf(bucketPolicy, snapshot, own);
		expect(correction?.text).not.toContain('s3:*');
	});

	test('recognises the statement of the vendor by its tenant condition', () => {
		const snapshot = withStatements(healthy, 'bucket-policy', (statement) => ({
			...named('AROAEXAMPLEID')(statement),
			Sid: 'Renamed',
		}));
		expect(judge(snapshot)).toMatchObject({status: 'fail', blame: {sid: 'Renamed'}});
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('warns of a deleted principal in the statement of somebody else, and takes it out', () => {
		const snapshot = withAdded(healthy, 'bucket-policy', colleague);
		expect(judge(snapshot)).toMatchObject({status: 'warn', blame: {sid: 'Colleague', index: 1}});
		expect(judge(snapshot).correction?.text).not.toContain('AROADELETEDROLEID');
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('suspects a deleted principal where the vendor is named nowhere', () => {
		const snapshot = withStatements(healthy, 'bucket-policy', () => colleague);
		const finding = judge(snapshot);
		expect(finding).toMatchObject({status: 'fail', blame: {sid: 'Colleague', index: 0}});
		expect(finding.reason).toContain('AROADELETEDROLEID');
		expect(afterCorrection(snapshot).status).toBe('pass');
	});

	test('is unknown where one may not look, and where the policy cannot be read', () => {
		const hidden = withBucket(healthy, {policy: refused('s3:GetBucketPolicy')});
		expect(judge(hidden)).toMatchObject({status: 'unknown', required: true});
		expect(judge(withText(healthy, 'bucket-policy', '{"Statement": 7}')).status).toBe('unknown');
	});
});
