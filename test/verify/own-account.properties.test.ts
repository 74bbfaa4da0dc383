import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import type {StatedConnection} from '../../source/connection/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {type CheckId, checkIds, judge} from '../../source/verify/index.ts';
import {verifyConnection} from '../../source/verify/run.ts';
import {iconik, iconikConnection} from '../support/connections.ts';
import {found, healthySnapshot, withAdded} from '../support/snapshots.ts';

const owner = '111122223333';
const stated = iconikConnection({accountId: owner, encryption: 'SSE-S3'});
const {accountId: _, ...unstated} = stated;
const healthy: Snapshot = {...healthySnapshot(stated), source: 'documents'};
const statement = (part: Partial<Statement>): Statement => ({
	Effect: 'Allow',
	Principal: {AWS: `arn:aws:iam::${owner}:root`},
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/*',
	...part,
});
const statuses = (
	snapshot: Snapshot,
	connection: StatedConnection,
	only: readonly CheckId[] = checkIds,
) => new Map(judge(snapshot, connection, iconik, only).map((finding) => [finding.id, finding]));
/** Those whose answer may hang on the account, and that are quick. */
const some: readonly CheckId[] = ['access.read', 'isolation.excess', 'isolation.public'];

describe('a connection that does not state its account', () => {
	test('is judged as with it, but for the checks that ask about the account', () => {
		const seen = statuses(healthy, unstated);
		for (const [id, finding] of statuses(healthy, stated)) {
			expect(seen.get(id)).toEqual(
				id === 'account.identity' || id === 'bucket.owner'
					? expect.objectContaining({status: 'skip', code: 'account-not-stated'})
					: finding,
			);
		}
	});

	const R = ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'];
	const denying = (Condition: NonNullable<Statement['Condition']>): Statement =>
		statement({Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: R, Condition});

	test.each<[string, NonNullable<Statement['Condition']>]>([
		['a number', {StringNotEquals: {'aws:ResourceAccount': owner}}],
		['a pattern', {StringNotLike: {'aws:ResourceAccount': '0*'}}],
		[
			'two patterns',
			{
				StringLike: {'aws:ResourceAccount': '12*'},
				StringLikeIfExists: {'s3:ResourceAccount': '*2'},
			},
		],
		['an order', {NumericGreaterThan: {'aws:ResourceAccount': '500'}}],
		[
			'a variable',
			{StringNotEquals: {'aws:PrincipalTag/team': [['$', '{aws:ResourceAccount}'].join('')]}},
		],
	])('is left open by a Deny that tells accounts apart by %s', (_, condition) => {
		const snapshot = withAdded(healthy, 'bucket-policy', denying(condition));
		expect(statuses(snapshot, unstated).get('access.read')).toMatchObject({
			status: 'unknown',
			code: 'account-not-stated',
		});
	});

	test('is judged also where a policy names many accounts, unless they are too many', () => {
		const sharing = (count: number) =>
			withAdded(
				healthy,
				'bucket-policy',
				statement({
					Principal: {
						AWS: Array.from(
							{length: count},
							(_, index) => `arn:aws:iam::${200000000000 + index}:root`,
						),
					},
				}),
			);
		const codeOf = (count: number) =>
			statuses(sharing(count), unstated, ['access.read']).get('access.read')?.code;
		expect(codeOf(20)).toBe('allowed');
		expect(codeOf(60)).toBe('account-not-stated');
	});

	test('is of the account that one is signed in to', async () => {
		const snapshot: Snapshot = {
			...healthy,
			source: 'aws',
			identity: found({accountId: owner, arn: `arn:aws:iam::${owner}:user/ann`}),
		};
		const look = async () => snapshot;
		const {about, findings} = await verifyConnection({look}, unstated, iconik);
		expect(about?.connection.accountId).toBe(owner);
		expect(findings).toEqual(judge(snapshot, stated, iconik));
	});

	const accounts = ['111122223333', '222233334444', '333344445555', '111199998888'];
	const patterns = [...accounts, '1111*', '0*', '*2', '2222????4444', '*'];
	const principal = fc.oneof(
		fc.constant('*'),
		fc.constantFrom(...accounts).map((account) => `arn:aws:iam::${account}:root`),
		fc.constantFrom(...accounts).map((account) => `arn:aws:iam::${account}:role/Team`),
	);
	const condition = fc.option(
		fc.record({
			operator: fc.constantFrom(
				'StringLike',
				'StringNotLike',
				'StringEquals',
				'NumericGreaterThan',
			),
			key: fc.constantFrom('aws:PrincipalAccount', 'aws:ResourceAccount', 'aws:SourceAccount'),
			value: fc.constantFrom(...patterns),
		}),
		{nil: undefined},
	);
	const added = fc
		.record({
			effect: fc.constantFrom('Allow', 'Deny'),
			principal,
			action: fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:*'),
			condition,
		})
		.map(
			({effect, principal: AWS, action, condition: asked}): Statement =>
				statement({
					Effect: effect as Statement['Effect'],
					Principal: AWS === '*' ? '*' : {AWS},
					Action: action,
					...(asked !== undefined && {Condition: {[asked.operator]: {[asked.key]: asked.value}}}),
				}),
		);

	test('is never judged otherwise than with the account that it really is of', () => {
		// Fewer than elsewhere: each is judged once for every account that may own the bucket.
		const runs = process.env['PROPERTY_RUNS'] === undefined ? 5 : 60;
		let certain = 0;
		let open = 0;
		fc.assert(
			fc.property(
				fc.array(added, {minLength: 1, maxLength: 3}),
				fc.constantFrom(
					...accounts,
					'555566667777',
					'111100000001',
					'000000000000',
					'120000000002',
				),
				(statements, accountId) => {
					const snapshot = statements.reduce(
						(before, one) => withAdded(before, 'bucket-policy', one),
						healthy,
					);
					const real = statuses(snapshot, {...unstated, accountId}, some);
					for (const [id, {status, code}] of statuses(snapshot, unstated, some)) {
						if (code === 'account-not-stated') {
							open += 1;
						} else {
							certain += 1;
							expect([id, real.get(id)?.status, real.get(id)?.code]).toEqual([id, status, code]);
						}
					}
				},
			),
			{numRuns: runs},
		);
		expect(certain).toBeGreaterThan(0);
		expect(open).toBeGreaterThan(0);
	});
});
