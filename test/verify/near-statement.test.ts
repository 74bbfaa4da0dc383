import {describe, expect, test} from 'vitest';
import type {PolicyDocument, Principal, Statement} from '../../source/policy/index.ts';
import {
	bucket,
	creative,
	foreign,
	iconikRole,
	inRole,
	noBucketPolicy,
	objects,
	role,
	roleArn,
	vendor,
} from '../support/access-accounts.ts';
import {type JudgedId, judgeOne} from '../support/check-cases.ts';
import {defaultKeyPolicy, documentOf, found, withDocument, withRole} from '../support/snapshots.ts';
import {added, connection as trusted, under, vendor as user} from '../support/trust-accounts.ts';

const keyArn = vendor.kmsKeyArn ?? '';
const partner = 'arn:aws:iam::444455556666:role/Partner';
const tenant = {
	StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': vendor.inputs['systemDomainId'] ?? ''},
};
const never = {StringEquals: {'aws:SourceAccount': '092392787187'}};
const handsOver =
	/there as the (?:Principal|Resource)|condition out|to its (?:actions|Resource)|^Move|^Put|^Write/;

const alone = (statement: object): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: [{Sid: 'There', Effect: 'Allow', ...statement} as Statement],
});

/** Whom a statement that lets the vendor in may be about besides. */
const shared: readonly (readonly [string, Principal])[] = [
	['the vendor and a partner', {AWS: [iconikRole, partner]}],
	['everybody', '*'],
	['everybody in a list', {AWS: '*'}],
	['the whole account of the vendor', {AWS: 'arn:aws:iam::283217727627:root'}],
	['the account of the vendor by its number', {AWS: '283217727627'}],
	['the vendor and a service', {AWS: iconikRole, Service: 'delivery.logs.amazonaws.com'}],
];

/** Whom a statement may be about that does not let the vendor in. */
const strangers: readonly (readonly [string, Principal])[] = [
	['a partner', {AWS: partner}],
	['the account of the customer', {AWS: 'arn:aws:iam::111122223333:root'}],
	['another account', {AWS: '444455556666'}],
	['a service', {Service: 'logging.s3.amazonaws.com'}],
	['a role of the vendor under another name', {AWS: `${iconikRole}2`}],
];

const addition = (principal: string, policy: string, name = '"There"') =>
	`Add a statement for ${principal} to the ${policy}, and leave the statement ${name} as it is.`;

type Fault = readonly [name: string, id: JudgedId, changes: object, own: string];

const bucketFaults: readonly Fault[] = [
	[
		'an action is missing',
		'access.write',
		{Action: ['s3:GetObject']},
		'Add s3:PutObject to its actions.',
	],
	[
		'the objects are missing',
		'access.read',
		{Resource: bucket},
		`Add "${objects}" to its Resource.`,
	],
	[
		'the bucket is missing',
		'access.list',
		{Resource: objects},
		`Move s3:ListBucket to a statement with the Resource "${bucket}".`,
	],
	[
		'a folder is named',
		'access.read',
		{Resource: `${bucket}/in/*`},
		`Put "${objects}" there as the Resource.`,
	],
	[
		'the bucket has a slip',
		'access.read',
		{Resource: 'arn:aws:s3:::acme-asset/*'},
		`Put ${objects} there as the Resource.`,
	],
	[
		'a condition never holds',
		'access.read',
		{Condition: {...never}},
		// Without it the statement would be for any customer of the vendor.
		addition(iconikRole, 'bucket policy'),
	],
	[
		'another condition never holds',
		'access.read',
		{Condition: {StringEquals: {...tenant.StringEquals, ...never.StringEquals}}},
		'Take this condition out of the statement, but keep the one on aws:PrincipalTag/IconikSystemDomainId.',
	],
	[
		'another ID is asked for',
		'access.read',
		{Condition: {StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': 'another'}}},
		`Put "${vendor.inputs['systemDomainId']}" into the condition on aws:PrincipalTag/IconikSystemDomainId.`,
	],
];

const keyFaults: readonly Fault[] = [
	[
		'an action is missing',
		'access.kms',
		{Action: 'kms:Decrypt'},
		'Add kms:GenerateDataKey to its actions.',
	],
	[
		'another key is named',
		'access.kms',
		{
			Resource: 'arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000',
			Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
		},
		`Put ${keyArn} there as the Resource. An alias does not work: AWS needs the ARN of the key itself.`,
	],
	[
		'a condition never holds',
		'access.kms',
		{Condition: {...never}},
		addition(iconikRole, 'key policy'),
	],
];

const policies = [
	[
		'bucket policy',
		'bucket-policy',
		{Action: 's3:*', Resource: [bucket, objects], Condition: tenant},
		bucketFaults,
	],
	['key policy', 'key-policy', {Action: 'kms:*', Resource: '*', Condition: tenant}, keyFaults],
] as const;

describe.each(policies)('the advice about a %s', (policy, id, whole, faults) => {
	const adviceAbout = (check: JudgedId, statement: object) =>
		judgeOne(check, withDocument(foreign, id, alone({...whole, ...statement})), vendor);

	describe.each(faults)('in which %s', (_name, check, changes, own) => {
		test('is to change the statement where it is for the vendor alone', () => {
			for (const Principal of [{AWS: iconikRole}, {AWS: [iconikRole]}]) {
				expect(adviceAbout(check, {Principal, ...changes})).toMatchObject({
					status: 'fail',
					fix: own,
				});
			}
		});

		test.each(shared)('is to add a statement where it is for %s', (_whom, Principal) => {
			expect(adviceAbout(check, {Principal, ...changes})).toMatchObject({
				status: 'fail',
				fix: addition(iconikRole, policy),
			});
		});
	});

	test.each(strangers)('is to add a statement where there is one for %s', (_whom, Principal) => {
		const check = id === 'key-policy' ? 'access.kms' : 'access.read';
		expect(adviceAbout(check, {Principal})).toMatchObject({
			status: 'fail',
			fix: addition(iconikRole, policy),
		});
	});

	test('is to take out whom AWS does not save any more', () => {
		const check = id === 'key-policy' ? 'access.kms' : 'access.read';
		expect(adviceAbout(check, {Principal: {AWS: 'AROAEXAMPLEID1234567890'}}).fix).toBe(
			`Add a statement for ${iconikRole} to the ${policy}, and take AROAEXAMPLEID1234567890 out of the statement "There": AWS does not save a policy that names a deleted user or role.`,
		);
	});

	test('is to ask, and never to drop the condition, where it cannot be known', () => {
		const check = id === 'key-policy' ? 'access.kms' : 'access.read';
		const Condition = {...tenant, IpAddress: {'aws:SourceIp': '203.0.113.0/24'}};
		const ask = 'Ask iconik which IP addresses it uses';
		expect(adviceAbout(check, {Principal: {AWS: iconikRole}, Condition}).fix).toBe(`${ask}.`);
		expect(adviceAbout(check, {Principal: {AWS: [iconikRole, partner]}, Condition}).fix).toBe(
			`${ask}, or add a statement for ${iconikRole} to the ${policy}, and leave the statement "There" as it is.`,
		);
	});

	test("is not to rename a condition in others' statements", () => {
		const check = id === 'key-policy' ? 'access.kms' : 'access.read';
		const Condition = {StringEquals: {'aws:PrincipalTag/Team': 'video'}};
		expect(adviceAbout(check, {Principal: {AWS: iconikRole}, Condition}).fix).toMatch(
			/^Write aws:PrincipalTag\/IconikSystemDomainId instead of aws:PrincipalTag\/Team/,
		);
		expect(adviceAbout(check, {Principal: '*', Condition}).fix).not.toMatch(handsOver);
	});
});

test('the default policy of a key is never given to a vendor of another account', () => {
	const snapshot = withDocument(foreign, 'key-policy', defaultKeyPolicy('111122223333'));
	expect(judgeOne('access.kms', snapshot, vendor)).toMatchObject({
		status: 'fail',
		fix: addition(iconikRole, 'key policy', '"Enable IAM User Permissions"'),
	});
});

test('a bucket of another name, and several, are left where they are', () => {
	for (const Resource of [
		'arn:aws:s3:::other-bucket/*',
		'arn:aws:s3:::acme-assets-backup/*',
		'arn:aws:s3:::acme-videos-*/*',
		['arn:aws:s3:::acme-asset/*', 'arn:aws:s3:::other-bucket/*'],
	]) {
		const statement = {Principal: {AWS: iconikRole}, Action: 's3:*', Condition: tenant, Resource};
		const snapshot = withDocument(foreign, 'bucket-policy', alone(statement));
		expect(judgeOne('access.read', snapshot, vendor).fix).toBe(
			addition(iconikRole, 'bucket policy'),
		);
	}
});

describe("the advice about the customer's role", () => {
	const other = 'arn:aws:s3:::other-bucket/*';
	const leave = (sid: string, target: string) =>
		`Add a statement for ${target} to the policies of the role (IAM > Roles > CreativeForceAccess > Permissions), and leave the statement "${sid}" of the policy "VendorAccess" of the role as it is.`;
	const fix = (id: JudgedId, sid: string, changes: object) =>
		judgeOne(id, inRole(sid, changes, noBucketPolicy), creative).fix;

	test.each([
		['of this bucket alone', {Resource: bucket}, `Add "${objects}" to its Resource.`],
		['of a folder', {Resource: `${bucket}/in/*`}, `Put "${objects}" there as the Resource.`],
		[
			'with a slip',
			{Resource: 'arn:aws:s3:::acme-asset/*'},
			`Put ${objects} there as the Resource.`,
		],
		[
			'with a condition',
			{Resource: objects, Condition: never},
			'Take this condition out of the statement.',
		],
	])('is to change its statement %s', (_name, changes, advice) => {
		expect(fix('access.read', 'ReadObjectS3', changes)).toBe(advice);
	});

	test.each([
		['another bucket', {Resource: other}],
		['other buckets', {Resource: ['arn:aws:s3:::other-bucket', other, 'arn:aws:s3:::logs/*']}],
		['a bucket whose name goes on', {Resource: 'arn:aws:s3:::acme-assets-backup/*'}],
		['a bucket that is counted on', {Resource: 'arn:aws:s3:::acme-assets2/*'}],
		['buckets by a wildcard', {Resource: 'arn:aws:s3:::acme-video*/*'}],
		['another service', {Resource: 'arn:aws:dynamodb:eu-central-1:111122223333:table/acme-assets'}],
		['a folder of it and another bucket', {Resource: [`${bucket}/in/*`, other]}],
		['the bucket and another one', {Resource: [bucket, other]}],
		['every bucket, under a condition', {Resource: '*', Condition: never}],
		['all but one, under a condition', {Resource: undefined, NotResource: other, Condition: never}],
	])('is to add a statement beside the one about %s', (_name, changes) => {
		expect(fix('access.read', 'ReadObjectS3', changes)).toBe(leave('ReadObjectS3', 'acme-assets'));
	});

	test('is not to let it do more in every bucket', () => {
		expect(fix('access.list', 'ReadListS3', {Action: 's3:ListObjects', Resource: '*'})).toBe(
			leave('ReadListS3', 'acme-assets'),
		);
		expect(fix('access.list', 'ReadListS3', {Action: 's3:ListObjects'})).toBe(
			'Add s3:ListBucket to its actions.',
		);
	});

	test('is not to change a managed policy, which others may have too', () => {
		const text = JSON.stringify(alone({Action: 's3:GetObject', Resource: bucket}));
		const snapshot = withRole(noBucketPolicy, {
			policies: found([{kind: 'managed', name: 'Readers', text: found(text)}]),
		});
		expect(judgeOne('access.read', snapshot, creative).fix).toMatch(
			/^Add a statement for acme-assets .* leave the statement "There" of the policy "Readers"/,
		);
	});

	test.each([
		['an alias', 'arn:aws:kms:eu-central-1:111122223333:alias/acme', true],
		['the key in another account', keyArn.replace('111122223333', '111122223334'), true],
		['a slip in the ID', `${keyArn.slice(0, -1)}x`, true],
		['another key', keyArn.replace(/key\/.*/, 'key/00000000-0000-0000-0000-000000000000'), false],
		['keys by a wildcard', 'arn:aws:kms:eu-west-1:111122223333:key/*', false],
		['a bucket', objects, false],
	])('where it names %s for the key keeps what is about another one', (_name, Resource, isOwn) => {
		const advice = fix('access.kms', 'KMS', {Resource});
		expect(advice).toBe(
			isOwn
				? `Put ${creative.kmsKeyArn} there as the Resource. An alias does not work: AWS needs the ARN of the key itself.`
				: leave('KMS', creative.kmsKeyArn ?? ''),
		);
	});

	test.each([
		['the role alone', {AWS: roleArn}, 'Add kms:GenerateDataKey to its actions.'],
		['the whole account', {AWS: 'arn:aws:iam::111122223333:root'}, undefined],
		['everybody', '*', undefined],
		['the role and another', {AWS: [roleArn, partner]}, undefined],
		['another role', {AWS: 'arn:aws:iam::111122223333:role/Admin'}, undefined],
	])('where the key policy is about %s gives the key to nobody else', (_name, Principal, own) => {
		const isOther = _name === 'another role';
		const statement = {Principal, Action: isOther ? 'kms:*' : 'kms:Decrypt', Resource: '*'};
		const snapshot = withDocument(role, 'key-policy', alone(statement));
		expect(judgeOne('access.kms', snapshot, creative)).toMatchObject({
			status: 'fail',
			fix: own ?? addition(roleArn, 'key policy'),
		});
	});

	test('where the bucket policy has a mistaken action for everybody gives it to nobody else', () => {
		const statement = {Principal: '*', Action: 's3:ListObjects', Resource: bucket};
		const snapshot = withDocument(
			inRole('ReadListS3', undefined),
			'bucket-policy',
			alone(statement),
		);
		expect(judgeOne('access.list', snapshot, creative).fix).toBe(
			addition(roleArn, 'bucket policy'),
		);
	});
});

describe('the advice about a trust policy', () => {
	const externalId = {'sts:ExternalId': trusted.externalId};
	const beside = `Add a statement for ${user} to the trust policy, with the condition on sts:ExternalId, and leave statement number 1 (it has no Sid) as it is.`;
	const sharing = {Principal: {AWS: [user, 'arn:aws:iam::111122223333:role/Admin']}};
	const fix = (id: JudgedId, Condition: object, changes: object = {}) => {
		const snapshot = under(Condition);
		const [statement] = [documentOf(snapshot, 'trust-policy').Statement].flat();
		return judgeOne(
			id,
			withDocument(snapshot, 'trust-policy', {
				Version: '2012-10-17',
				Statement: [{...statement, ...changes} as Statement],
			}),
			trusted,
		).fix;
	};

	test.each([
		[
			'never holds',
			'trust.principal',
			{StringEquals: {...externalId, ...never.StringEquals}},
			/^Take this condition out of the statement, but keep/,
		],
		[
			'cannot be known',
			'trust.principal',
			{StringEquals: externalId, IpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
			/^Ask Creative Force which IP addresses it uses\.$/,
		],
		[
			'asks for MFA',
			'trust.mfa',
			{StringEquals: externalId, Bool: {'aws:MultiFactorAuthPresent': 'true'}},
			/^Take the condition on aws:MultiFactorAuthPresent out/,
		],
	] as const)(
		'whose condition %s is to drop it for the vendor alone',
		(_name, id, Condition, own) => {
			expect(fix(id, Condition)).toMatch(own);
			const advice = fix(id, Condition, sharing);
			expect(advice.toLowerCase()).toContain(beside.toLowerCase());
			expect(advice).not.toMatch(handsOver);
		},
	);

	test('is to make an exception in a Deny, which without its condition would hit everybody', () => {
		const deny = (Condition: object) =>
			added({Sid: 'Guard', Effect: 'Deny', Principal: '*', Action: 'sts:*', Condition});
		expect(
			judgeOne('trust.mfa', deny({BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}), trusted)
				.fix,
		).toBe(
			`Make an exception for ${user} in the statement "Guard". The external ID protects the role instead.`,
		);
		expect(
			judgeOne('trust.principal', deny({NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}), trusted)
				.fix,
		).toBe('Ask Creative Force which IP addresses it uses.');
	});

	test.each([
		['a service', {Service: 'ec2.amazonaws.com'}],
		['another account', {AWS: 'arn:aws:iam::222233334444:root'}],
	])('that trusts %s is to add the vendor beside it', (_name, Principal) => {
		expect(fix('trust.principal', {StringEquals: externalId}, {Principal})).toMatch(
			new RegExp(`^${beside.replaceAll(/[()*.]/g, '\\$&')} You find it under IAM > Roles`),
		);
	});

	test.each([
		['a mistyped account', {AWS: '092392787188'}],
		['a user who was deleted', {AWS: 'AIDACKCEVSQ6C2EXAMPLE'}],
	])('that trusts %s is to put the vendor in its place', (_name, Principal) => {
		expect(fix('trust.principal', {StringEquals: externalId}, {Principal})).toContain(
			`Save the trust policy with ${user} as the Principal`,
		);
	});
});
