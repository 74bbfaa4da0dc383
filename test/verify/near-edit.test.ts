import {describe, expect, test} from 'vitest';
import {isObject} from '../../source/json/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../source/policy/index.ts';
import {type CheckId, judge, situationOf} from '../../source/verify/index.ts';
import {nearEdit} from '../../source/verify/near-edit.ts';
import type {NearStatement} from '../../source/verify/near-statement.ts';
import {
	bucket,
	creative,
	foreign,
	iconikRole,
	inRole,
	noBucketPolicy,
	objects,
	vendor,
} from '../support/access-accounts.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {withDocument} from '../support/snapshots.ts';

const tag = 'aws:PrincipalTag/IconikSystemDomainId';
const ownId = vendor.inputs['systemDomainId'] ?? '';
const ownTest = {StringEquals: {[tag]: ownId}};
const needs = ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const kms = ['kms:Decrypt', 'kms:GenerateDataKey'];
const never = {StringEquals: {'aws:SourceAccount': '092392787187'}};

/** What a finding says of the statement that comes near. */
function nearOf(facts: unknown): NearStatement {
	const {near, lack} = facts as {near?: unknown; lack?: {near?: unknown}};
	const found = lack?.near ?? near;
	if (!isObject(found)) {
		throw new Error('No statement comes near.');
	}

	return found as unknown as NearStatement;
}

const statements: Readonly<Record<'bucket-policy' | 'key-policy', Statement>> = {
	'bucket-policy': {
		Sid: 'There',
		Effect: 'Allow',
		Principal: {AWS: iconikRole},
		Action: needs,
		Resource: [bucket, objects],
		Condition: ownTest,
	},
	'key-policy': {
		Sid: 'There',
		Effect: 'Allow',
		Principal: {AWS: iconikRole},
		Action: kms,
		Resource: '*',
		Condition: ownTest,
	},
};

/** The statements that the advice about a changed statement of iconik's leads to. */
function edited(
	id: 'bucket-policy' | 'key-policy',
	check: CheckId,
	changes: Partial<Statement>,
): readonly Statement[] | undefined {
	const document = {Version: '2012-10-17', Statement: [{...statements[id], ...changes}]};
	const snapshot = withDocument(foreign, id, document);
	const [finding] = judge(snapshot, vendor, iconik, [check]);
	const edit = nearEdit(situationOf(snapshot, vendor, iconik), nearOf(finding?.facts));
	return edit && listOf((JSON.parse(edit.text) as PolicyDocument).Statement);
}

describe('the change of a statement that a sentence of advice describes', () => {
	test.each<
		[string, 'bucket-policy' | 'key-policy', CheckId, Partial<Statement>, Partial<Statement>]
	>([
		[
			'adds the action that is missing',
			'bucket-policy',
			'access.write',
			{Action: ['s3:GetObject', 's3:ListBucket']},
			{Action: ['s3:GetObject', 's3:ListBucket', 's3:PutObject']},
		],
		[
			'adds the objects',
			'bucket-policy',
			'access.read',
			{Resource: bucket},
			{Resource: [bucket, objects]},
		],
		[
			'puts all objects in the place of a folder',
			'bucket-policy',
			'access.read',
			{Resource: `${bucket}/in/*`},
			{Resource: objects},
		],
		[
			'puts the objects in the place of those of a mistyped bucket',
			'bucket-policy',
			'access.read',
			{Resource: 'arn:aws:s3:::acme-asset/*'},
			{Resource: objects},
		],
		[
			'puts the ID in the place of a wrong one',
			'bucket-policy',
			'access.read',
			{Condition: {StringEquals: {[tag]: 'another'}}},
			{Condition: ownTest},
		],
		[
			'asks for the ID where all but it was asked for',
			'bucket-policy',
			'access.read',
			{Condition: {StringNotEquals: {[tag]: ownId}}},
			{Condition: ownTest},
		],
		[
			'drops the condition that is never met, and keeps the others',
			'bucket-policy',
			'access.read',
			{Condition: {StringEquals: {...ownTest.StringEquals, ...never.StringEquals}}},
			{Condition: ownTest},
		],
		[
			'puts the key in the place of another',
			'key-policy',
			'access.kms',
			{Resource: 'arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000'},
			{Resource: vendor.kmsKeyArn ?? ''},
		],
	])('%s', (_what, id, check, changes, expected) => {
		const there = {...statements[id], ...changes};
		expect(edited(id, check, changes)).toEqual([{...there, ...expected}]);
	});

	test('moves what concerns the bucket to a statement of its own, without the Sid', () => {
		const {Sid: _sid, ...rest} = statements['bucket-policy'];
		expect(edited('bucket-policy', 'access.list', {Resource: objects})).toEqual([
			{...statements['bucket-policy'], Action: needs.slice(1), Resource: objects},
			{...rest, Action: 's3:ListBucket', Resource: bucket},
		]);
	});

	test('is none where somebody else is named', () => {
		expect(
			edited('bucket-policy', 'access.read', {
				Principal: {AWS: 'arn:aws:iam::444455556666:role/A'},
			}),
		).toBeUndefined();
	});

	test('is none where all actions but some are named', () => {
		const {Action: _action, ...rest} = statements['bucket-policy'];
		const document = {Version: '2012-10-17', Statement: [{...rest, NotAction: 's3:GetObject'}]};
		const snapshot = withDocument(foreign, 'bucket-policy', document as PolicyDocument);
		const [finding] = judge(snapshot, vendor, iconik, ['access.read']);
		const near = nearOf(finding?.facts);
		expect(nearEdit(situationOf(snapshot, vendor, iconik), near)).toBeUndefined();
	});

	test("is made in the role's inline policy that holds the statement, of which all else stays", () => {
		const snapshot = inRole('ReadObjectS3', {Resource: bucket}, noBucketPolicy);
		const [finding] = judge(snapshot, creative, creativeForce, ['access.read']);
		const edit = nearEdit(situationOf(snapshot, creative, creativeForce), nearOf(finding?.facts));
		expect(edit).toMatchObject({document: 'role-policy', policy: 'VendorAccess'});
		const after = listOf((JSON.parse(edit?.text ?? '{}') as PolicyDocument).Statement);
		expect(after.find(({Sid}) => Sid === 'ReadObjectS3')?.Resource).toEqual([bucket, objects]);
		expect(after.map(({Sid}) => Sid)).toContain('KMS');
	});
});
