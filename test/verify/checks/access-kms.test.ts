import {describe, expect, test} from 'vitest';
import {accessChecks} from '../../../source/verify/checks/access.ts';
import {
	creative,
	denying,
	foreign,
	inRole,
	ofIconik,
	onlyAdmins,
	other,
	role,
	vendor,
} from '../../support/access-accounts.ts';
import {type CheckCase, testCases} from '../../support/check-cases.ts';
import {creativeForce, creativeForceConnection, keyArn} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {
	found,
	healthySnapshot,
	notLooked,
	refused,
	withKey,
	withoutKey,
	withStatements,
} from '../../support/snapshots.ts';

const keyless = {connection: creativeForceConnection({encryption: 'SSE-S3'})};
const keyCases = [
	{
		name: 'S3 encrypts by itself',
		snapshot: healthySnapshot(keyless.connection),
		...keyless,
		status: 'skip',
	},
	{
		name: 'GenerateDataKey is missing',
		snapshot: inRole('KMS', {Action: 'kms:Decrypt'}),
		status: 'fail',
		says: /The policies of the role do not allow kms:GenerateDataKey.*uploads fail, though reading works/,
		blame: {document: 'role-policy', sid: 'KMS'},
		isCorrected: true,
	},
	{
		name: 'Decrypt is missing',
		snapshot: inRole('KMS', {Action: ['kms:Encrypt', 'kms:GenerateDataKey']}),
		status: 'fail',
		says: /several parts/,
		isCorrected: true,
	},
	{
		name: 'the statement is missing',
		snapshot: inRole('KMS', undefined),
		status: 'fail',
		says: /neither reads nor uploads/,
		isCorrected: true,
	},
	{
		name: 'an alias is named',
		snapshot: inRole('KMS', {Resource: 'arn:aws:kms:eu-central-1:111122223333:alias/acme'}),
		status: 'fail',
		fix: /alias/,
		isCorrected: true,
	},
	{
		name: 'the key does not leave it to IAM',
		snapshot: withStatements(role, 'key-policy', (statement) => ({
			...statement,
			Principal: {AWS: 'arn:aws:iam::111122223333:role/Admin'},
		})),
		status: 'fail',
		says: /does not leave it to the policies of the role/,
		isCorrected: true,
	},
	{
		name: 'a Deny of the key policy hits',
		snapshot: denying(role, {Action: 'kms:*', Resource: '*', ...onlyAdmins}, 'key-policy'),
		status: 'fail',
		says: /key policy denies kms:\*/,
		blame: {document: 'key-policy', sid: 'Guard', index: 1},
		isCorrected: true,
	},
	{
		name: 'the key policy may not be looked at',
		snapshot: withKey(role, {policy: refused('kms:GetKeyPolicy')}),
		status: 'unknown',
		says: /kms:GetKeyPolicy/,
	},
	{name: 'there is no key', snapshot: withoutKey(role), status: 'skip'},
	{
		name: 'AWS manages the key',
		snapshot: withKey(role, {
			metadata: found({arn: keyArn, state: 'Enabled', manager: 'AWS'}),
			policy: notLooked('AWS manages it.'),
		}),
		status: 'pass',
	},
	{
		name: 'AWS manages the key',
		...other,
		snapshot: withKey(foreign, {metadata: found({arn: keyArn, state: 'Enabled', manager: 'AWS'})}),
		status: 'skip',
	},
	{
		name: 'the key policy does not name iconik',
		...other,
		snapshot: withStatements(foreign, 'key-policy', (statement) =>
			statement.Sid === 'IconikCMKAccess' ? undefined : statement,
		),
		status: 'fail',
		says: /key policy does not allow kms:Decrypt and kms:GenerateDataKey to iconik/,
		isCorrected: true,
	},
	{
		name: "the key policy asks for another customer's ID",
		...other,
		snapshot: ofIconik(
			{Condition: {StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': 'another'}}},
			'key-policy',
		),
		status: 'fail',
		says: /"another"/,
		blame: {document: 'key-policy', sid: 'IconikCMKAccess'},
		isCorrected: true,
	},
	{
		name: 'the key is for S3 alone',
		...other,
		snapshot: healthySnapshot(vendor, {leastPrivilege: true}),
		status: 'pass',
	},
].map((item) => ({id: 'access.kms', ...item}));

describe('access.kms', () => {
	testCases(keyCases.map((item) => ({connection: creative, ...item}) as CheckCase));

	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
	test.each([
		['fail', 'kms:GenerateDataKey'],
		['fail', 'kms:Decrypt'],
		['pass', ['kms:Decrypt', 'kms:GenerateDataKey']],
	])('%s for a vendor that only writes, also in parts, and may %j', (status, Action) => {
		const {purpose} = creative;
		const profile = {
			...creativeForce,
			purposes: [{id: purpose, title: 'Drop', summary: 'It writes.', needs: ['write' as const]}],
		};
		const finding = findingOf(
			accessChecks['access.kms'],
			inRole('KMS', {Action}),
			creative,
			profile,
		);
		expect(finding.status, finding.reason).toBe(status);
	});
});
