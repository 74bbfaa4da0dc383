import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import {
	bucket,
	creative,
	denying,
	foreign,
	inRole,
	noBucketPolicy,
	objects,
	ofIconik,
	onlyAdmins,
	role,
	vendor,
} from '../../support/access-accounts.ts';
import {type JudgedId, judgeOne} from '../../support/check-cases.ts';
import {found, withRole} from '../../support/snapshots.ts';

const reasonOf = (id: JudgedId, snapshot: Snapshot, connection: Connection) =>
	judgeOne(id, snapshot, connection).reason;
const fixOf = (id: JudgedId, snapshot: Snapshot, connection: Connection) =>
	judgeOne(id, snapshot, connection).fix;

describe('what is said of a Deny', () => {
	test('names the vendor where others are excepted', () => {
		expect(reasonOf('access.write', denying(role, onlyAdmins), creative)).toBe(
			'The statement "Guard" of the bucket policy denies s3:* to everybody except role/Admin; Creative Force is not an exception. So Creative Force cannot write objects to acme-assets: an explicit deny overrides any allow.',
		);
		expect(reasonOf('access.read', denying(foreign, {}), vendor)).not.toContain('excepted');
	});

	test('does not say so where it is not certain', () => {
		const Condition = {...onlyAdmins.Condition, NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}};
		expect(reasonOf('access.read', denying(role, {Condition}), creative)).toMatch(
			/except role\/Admin from addresses other than 203\.0\.113\.0\/24\. Whether it applies/,
		);
	});

	test('tells how many more there are', () => {
		const twice = denying(denying(foreign, onlyAdmins), {Sid: 'Second'});
		const thrice = denying(twice, {Sid: 'Third'});
		expect(reasonOf('access.read', twice, vendor)).toContain(
			'. One more statement does this too. So',
		);
		expect(reasonOf('access.read', thrice, vendor)).toContain(
			'. 2 more statements do this too. So',
		);
	});

	test('names the part of the bucket that it is about, and no object', () => {
		const Resource = [`${bucket}/private/*`, objects.replace('*', 'a.jpg')];
		const reason = reasonOf('access.read', denying(foreign, {Resource}), vendor);
		expect(reason).toBe(
			`The statement "Guard" of the bucket policy denies s3:* on ${Resource[0]} and ${Resource[1]} to everybody. So iconik cannot read objects in part of acme-assets: an explicit deny overrides any allow.`,
		);
	});

	test('names what it spares by NotResource', () => {
		const changes = {Resource: undefined, NotResource: `${bucket}/incoming/*`};
		expect(reasonOf('access.read', denying(foreign, changes), vendor)).toContain(
			'denies s3:* on everything except arn:aws:s3:::acme-assets/incoming/* to everybody.',
		);
	});

	test.each([
		[{StringNotEquals: {'s3:x-amz-acl': 'private'}}, 'where s3:x-amz-acl is not "private"'],
		[{Null: {'s3:x-amz-acl': 'true'}}, 'where s3:x-amz-acl is not sent'],
		[{Null: {'s3:x-amz-acl': 'false'}}, 'where s3:x-amz-acl is sent'],
		[{NumericLessThan: {'s3:TlsVersion': '1.3'}}, 'where s3:TlsVersion is less than "1.3"'],
	])('says by its meaning what %j asks for', (Condition, words) => {
		expect(reasonOf('access.write', denying(foreign, {Condition}), vendor)).toContain(words);
	});
});

describe('what is said of a statement that comes near', () => {
	test('names what it spares', () => {
		const other = {AWS: 'arn:aws:iam::111122223333:role/Admin'};
		expect(
			reasonOf(
				'access.write',
				ofIconik({Action: undefined, NotAction: ['s3:Put*', 's3:DeleteObject']}),
				vendor,
			),
		).toContain('allows everything except s3:Put* and s3:DeleteObject, but not s3:PutObject.');
		expect(
			reasonOf('access.read', ofIconik({Resource: undefined, NotResource: objects}), vendor),
		).toContain('is about everything except arn:aws:s3:::acme-assets/*, not about');
		expect(reasonOf('access.read', ofIconik({Principal: other}), vendor)).toContain(
			'allows it to arn:aws:iam::111122223333:role/Admin, but not to',
		);
	});

	test('is no advice to add an action to those that it spares', () => {
		const snapshot = ofIconik({Action: undefined, NotAction: 's3:Put*'});
		expect(fixOf('access.write', snapshot, vendor)).toMatch(/^Add a statement for/);
	});

	test('calls no folder what is none', () => {
		expect(
			reasonOf('access.read', ofIconik({Resource: [bucket, `${bucket}/a*`]}), vendor),
		).toContain('allows it only in arn:aws:s3:::acme-assets/a*, not in the whole bucket.');
	});

	test('says by its meaning how the ID is compared', () => {
		const own = vendor.inputs['systemDomainId'] ?? '';
		const Condition = {
			StringNotEquals: {'aws:PrincipalTag/IconikSystemDomainId': ['another', own]},
		};
		expect(reasonOf('access.read', ofIconik({Condition}), vendor)).toContain(
			`allows it only where aws:PrincipalTag/IconikSystemDomainId is not "another" or "${own}", but your System Domain ID is "${own}".`,
		);
	});

	test('is found by its own name where two policies of a role have the same one', () => {
		const policy = (kind: 'inline' | 'managed', statement: object) => ({
			kind,
			name: 'Access',
			text: found(JSON.stringify({Version: '2012-10-17', Statement: [statement]})),
		});
		const snapshot = withRole(role, {
			policies: found([
				policy('inline', {Sid: 'A', Effect: 'Allow', Action: 's3:*', Resource: '*'}),
				policy('managed', {Sid: 'B', Effect: 'Deny', Action: 's3:Get*', Resource: '*'}),
			]),
		});
		expect(reasonOf('access.read', snapshot, creative)).toContain(
			'The statement "B" of the policy "Access" of the role denies s3:Get*.',
		);
	});
});

describe('the advice about what cannot be known', () => {
	test('names what it depends on where that is no condition key', () => {
		const session = 'arn:aws:sts::283217727627:assumed-role/IconikS3AccessRole/session';
		expect(reasonOf('access.read', ofIconik({Principal: {AWS: session}}), vendor)).toBe(
			'Whether the statement "IconikStorageAccess" of the bucket policy allows it to iconik depends on the name of the role session, which cannot be checked from here.',
		);
		expect(
			reasonOf('access.read', ofIconik({Principal: {CanonicalUser: 'a'.repeat(64)}}), vendor),
		).toContain('depends on which account the canonical user ID stands for, which');
	});

	test('is to try what nobody can answer', () => {
		const Condition = {StringEquals: {'aws:CalledViaFirst': 's3.amazonaws.com'}};
		expect(
			fixOf(
				'access.kms',
				denying(foreign, {Action: 'kms:*', Resource: '*', Condition}, 'key-policy'),
				vendor,
			),
		).toMatch(
			/^Test it with iconik, since only AWS knows which value aws:CalledViaFirst has\. If it applies/,
		);
	});

	test('is to ask whoever can answer', () => {
		const Condition = {StringNotEquals: {'s3:ExistingObjectTag/a': 'b'}};
		expect(fixOf('access.read', denying(foreign, {Condition}), vendor)).toMatch(
			/^Ask the administrators of your account which value s3:ExistingObjectTag\/a has here/,
		);
		const agent = {StringNotEquals: {'aws:Referer': 'a'}};
		expect(fixOf('access.read', denying(foreign, {Condition: agent}), vendor)).toMatch(
			/^Ask iconik which value aws:Referer has in its requests/,
		);
	});
});

test('the words of an action that the vendor works without say so', () => {
	const snapshot = inRole('UploadObjectS3', {Action: 's3:PutObject'}, noBucketPolicy);
	const finding = judgeOne('access.write', snapshot, creative);
	expect(finding).toMatchObject({status: 'warn', required: true});
	expect(finding.reason).toMatch(
		/^The article of Creative Force also allows s3:\w+\. Creative Force may not use .* The rest works without it\.$/,
	);
});
