import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import type {DocumentId} from '../../source/aws/index.ts';
import {documentText} from '../../source/documents/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../source/policy/index.ts';
import {checks} from '../../source/verify/checks/index.ts';
import {
	type CheckId,
	type Correction,
	judge,
	type Situation,
	situationOf,
} from '../../source/verify/index.ts';
import {provenCorrection} from '../../source/verify/proven-correction.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {
	bucket,
	creative,
	foreign,
	iconikRole,
	objects,
	ownId,
	role,
	tag,
	open as unblocked,
	vendor,
} from '../support/isolation-accounts.ts';
import {
	defaultKeyPolicy,
	documentOf,
	found,
	withDocument,
	withRole,
	withText,
} from '../support/snapshots.ts';

const own = 'arn:aws:iam::111122223333:role/Backup';
const partner = 'arn:aws:iam::444455556666:role/Partner';
const otherId = '99999999-3563-11e7-adf1-6c4008b85488';
const ownTest = {StringEquals: {[tag]: ownId}};
const never = {StringEquals: {'aws:SourceAccount': '092392787187'}};
const document = (...Statement: readonly Statement[]): PolicyDocument => ({
	Version: '2012-10-17',
	Statement,
});
const allow = (changes: Partial<Statement> = {}): Statement => ({
	Sid: 'There',
	Effect: 'Allow',
	Principal: {AWS: iconikRole},
	Action: 's3:*',
	Resource: [bucket, objects],
	Condition: ownTest,
	...changes,
});
const open = (changes: Partial<Statement> = {}): Statement => {
	const {Condition: _condition, ...rest} = allow(changes);
	return rest;
};

/** What becomes of a proposal for an account of iconik's customer, or of Creative Force's. */
function tried(
	id: CheckId,
	snapshot: Snapshot,
	proposal: Pick<Correction, 'document' | 'text' | 'policy'>,
	isRole = false,
): Correction | undefined {
	const situation = isRole
		? situationOf(snapshot, creative, creativeForce)
		: situationOf(snapshot, vendor, iconik);
	const judging = (check: CheckId, one: Situation) => checks[check](one);
	return provenCorrection(
		situation,
		id,
		judging(id, situation),
		{consolePath: '', consoleUrl: '', ...proposal},
		judging,
	);
}

function proposed(
	id: CheckId,
	where: DocumentId & ('bucket-policy' | 'key-policy'),
	before: PolicyDocument,
	after: PolicyDocument,
) {
	return tried(id, withDocument(foreign, where, before), {
		document: where,
		text: documentText(after),
	});
}

const bucketChange = (id: CheckId, before: readonly Statement[], after: readonly Statement[]) =>
	proposed(id, 'bucket-policy', document(...before), document(...after));

describe('a correction is shown where it was tried and', () => {
	const mine = open({Sid: 'Mine', Principal: {AWS: own}});

	test('gives the vendor what it needs', () => {
		expect(bucketChange('access.read', [mine], [mine, allow()])).toBeDefined();
	});

	test('takes what the finding is about from those of whom it speaks', () => {
		expect(bucketChange('isolation.tenant', [mine, open()], [mine, allow()])).toBeDefined();
		const everybody = open({Sid: 'All', Principal: '*'});
		const snapshot = unblocked(
			withDocument(foreign, 'bucket-policy', document(allow(), everybody)),
		);
		const text = documentText(document(allow()));
		expect(tried('isolation.public', snapshot, {document: 'bucket-policy', text})).toBeDefined();
	});

	test("takes from the vendor's other customers on the way, where another finding names them", () => {
		expect(bucketChange('access.write', [open({Action: 's3:GetObject'})], [allow()])).toBeDefined();
	});
});

describe('a correction is never shown', () => {
	test("that puts the vendor in the account's place in the default key policy", () => {
		const before = defaultKeyPolicy('111122223333');
		const [statement] = listOf(before.Statement);
		const handedOver = {...(statement as Statement), Principal: {AWS: iconikRole}};
		const rest = open({Action: 'kms:*', Resource: '*', Principal: {AWS: own}});
		for (const condition of [{}, {Condition: ownTest}]) {
			const text = document({...handedOver, ...condition}, rest);
			expect(proposed('access.kms', 'key-policy', before, text)).toBeUndefined();
		}

		const beside = document(
			statement as Statement,
			allow({Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*'}),
		);
		expect(proposed('access.kms', 'key-policy', before, beside)).toBeDefined();
	});

	test.each<[string, Statement['Principal'] & unknown]>([
		['everybody', '*'],
		["the vendor's account", {AWS: 'arn:aws:iam::283217727627:root'}],
		['another account', {AWS: '444455556666'}],
		["the vendor's role, which works for all its customers", {AWS: iconikRole}],
	])('that drops a condition from a statement for %s', (_whom, principal) => {
		const Principal = principal as NonNullable<Statement['Principal']>;
		expect(
			bucketChange('access.read', [allow({Principal, Condition: never})], [open({Principal})]),
		).toBeUndefined();
		expect(
			bucketChange(
				'access.read',
				[
					allow({
						Principal,
						Condition: {StringEquals: {...ownTest.StringEquals, ...never.StringEquals}},
					}),
				],
				[open({Principal})],
			),
		).toBeUndefined();
	});

	test('that rewrites a statement of the role for another bucket', () => {
		const reading = (bucketName: string): Statement => ({
			Effect: 'Allow',
			Action: 's3:GetObject',
			Resource: `arn:aws:s3:::${bucketName}/*`,
		});
		const rest = listOf(documentOf(role, 'role-policy').Statement).filter(
			({Sid}) => Sid !== 'ReadObjectS3',
		);
		const policies = (statement: Statement) => [
			{
				kind: 'inline',
				name: 'VendorAccess',
				text: found(documentText(document(...rest, statement))),
			} as const,
		];
		const snapshot = withText(
			withRole(role, {policies: found(policies(reading('videos')))}),
			'bucket-policy',
			documentText(document(open({Principal: {AWS: own}}))),
		);
		const change = (...statements: readonly Statement[]) =>
			tried(
				'access.read',
				snapshot,
				{
					document: 'role-policy',
					policy: 'VendorAccess',
					text: documentText(document(...rest, ...statements)),
				},
				true,
			);
		expect(change(reading('acme-assets'))).toBeUndefined();
		expect(change(reading('videos'), reading('acme-assets'))).toBeDefined();
	});

	test('that says what is there already', () => {
		const before = allow({Action: 's3:GetObject'});
		const {Sid, ...rest} = before;
		const written = {
			...rest,
			Action: ['s3:GetObject'],
			Principal: {AWS: [iconikRole]},
			Sid,
		} as Statement;
		expect(bucketChange('access.write', [before], [before])).toBeUndefined();
		expect(bucketChange('access.write', [before], [written])).toBeUndefined();
	});

	test.each([
		['an account number of 11 digits', 'arn:aws:iam::11112222333:role/Backup'],
		['a wildcard in an ARN', 'arn:aws:iam::111122223333:role/*'],
		['no principal at all', 'Backup'],
	])('that AWS would refuse for %s', (_what, name) => {
		const mine = open({Sid: 'Mine', Principal: {AWS: name}});
		expect(bucketChange('access.read', [mine], [mine, allow()])).toBeUndefined();
		const before = open({Sid: 'Mine', Principal: {AWS: own}});
		expect(bucketChange('access.read', [before], [mine, allow()])).toBeUndefined();
	});

	test('that is no policy', () => {
		expect(
			tried('access.read', foreign, {document: 'bucket-policy', text: '{"Statement": "none"}'}),
		).toBeUndefined();
	});

	test('with which the check does not pass', () => {
		const office = {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}};
		const mine = open({Sid: 'Mine', Principal: {AWS: own}});
		const [reading, depending] = [
			allow({Action: 's3:ListBucket'}),
			allow({Condition: {...ownTest, ...office}}),
		];
		expect(bucketChange('access.read', [mine], [mine, reading])).toBeUndefined();
		expect(bucketChange('access.read', [mine], [mine, depending])).toBeUndefined();
	});

	test('that makes a check worse that keeps others out', () => {
		const mine = open({Sid: 'Mine', Principal: {AWS: own}});
		expect(bucketChange('access.read', [mine], [mine, open()])).toBeUndefined();
		expect(bucketChange('access.read', [mine], [mine, open({Principal: '*'})])).toBeUndefined();
	});

	test.each<[string, Statement]>([
		["the customer's own role", open({Sid: 'Mine', Principal: {AWS: own}, Action: 's3:GetObject'})],
		['a partner', open({Sid: 'Mine', Principal: {AWS: partner}, Action: 's3:GetObject'})],
		[
			'a service',
			open({Sid: 'Mine', Principal: {Service: 'logging.s3.amazonaws.com'}, Action: 's3:PutObject'}),
		],
	])('that takes something from %s, or gives it more', (_whom, mine) => {
		const more = {...mine, Action: ['s3:GetObject', 's3:PutObject']};
		const less = {...mine, Resource: `${bucket}/reports/*`};
		for (const changed of [[], [less], [more]]) {
			expect(bucketChange('access.read', [mine], [...changed, allow()])).toBeUndefined();
		}
	});

	test('that gives the vendor more than its article', () => {
		const before = defaultKeyPolicy('111122223333');
		const all = allow({Action: 'kms:*', Resource: '*'});
		const after = document(...listOf(before.Statement), all);
		expect(proposed('access.kms', 'key-policy', before, after)).toBeUndefined();
	});

	test('that takes and gives the vendor something on the way', () => {
		const another = allow({Condition: {StringEquals: {[tag]: otherId}}});
		expect(bucketChange('isolation.tenant', [another], [allow()])).toBeUndefined();
	});

	test('that takes from the vendor what it needs', () => {
		const [whole, part] = [allow(), allow({Action: ['s3:GetObject', 's3:ListBucket']})];
		expect(bucketChange('isolation.excess', [whole], [part])).toBeUndefined();
		expect(bucketChange('isolation.tenant', [open()], [part])).toBeUndefined();
		const needs = ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'];
		expect(bucketChange('isolation.excess', [whole], [allow({Action: needs})])).toBeDefined();
	});
});

describe('what a finding proposes', () => {
	const corrections = (id: 'bucket-policy' | 'key-policy', ...statements: readonly Statement[]) =>
		judge(withDocument(foreign, id, document(...statements)), vendor, iconik).flatMap(
			({correction, id: check}) =>
				correction?.document === id
					? [{check, statements: listOf((JSON.parse(correction.text) as PolicyDocument).Statement)}]
					: [],
		);

	test('keeps the account in the default key policy', () => {
		const before = listOf(defaultKeyPolicy('111122223333').Statement);
		const found = corrections('key-policy', ...before);
		expect(found.map(({check}) => check)).toContain('access.kms');
		for (const {statements} of found) {
			expect(statements).toContainEqual(before[0]);
		}
	});

	test('spares the vendor by its ARN where a Deny spares others by NotPrincipal', () => {
		const {Principal: _principal, ...deny} = open({Sid: 'OnlyUs', Effect: 'Deny'});
		const NotPrincipal = {AWS: [own, 'arn:aws:iam::111122223333:root']};
		const found = corrections('bucket-policy', allow({Sid: 'Ours'}), {...deny, NotPrincipal});
		expect(found.map(({check}) => check)).toContain('access.read');
		for (const {statements} of found) {
			expect(statements[1]).toEqual({
				...deny,
				Principal: '*',
				Condition: {ArnNotEquals: {'aws:PrincipalArn': [own, iconikRole]}},
			});
		}
	});

	test.each<[string, Statement]>([
		[
			'a list of ARNs',
			allow({Principal: '*', Condition: {ArnLike: {'aws:PrincipalArn': [iconikRole, own]}}}),
		],
		[
			'a list of accounts',
			allow({
				Principal: '*',
				Condition: {StringEquals: {'aws:PrincipalAccount': ['283217727627', '444455556666']}},
			}),
		],
		['a list of principals', open({Principal: {AWS: [iconikRole, own]}})],
	])('leaves those in whom %s lets in beside the vendor', (_what, shared) => {
		const found = corrections('bucket-policy', shared);
		expect(found.map(({check}) => check)).toContain('isolation.tenant');
		for (const {statements} of found) {
			expect(JSON.stringify(statements)).toMatch(/role\/Backup|444455556666/);
		}
	});

	test('takes no second domain out that stands in a statement of its own', () => {
		const second = allow({Sid: 'Second', Condition: {StringEquals: {[tag]: otherId}}});
		for (const {check, statements} of corrections(
			'bucket-policy',
			second,
			allow({Action: 's3:GetObject'}),
		)) {
			if (check !== 'isolation.tenant') {
				expect(statements).toContainEqual(second);
			}
		}
	});
});
