import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {bucketArn} from '../../source/aws/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {connectionsWithProfile} from '../support/connections.ts';
import {
	carriedOut,
	emptyAccount,
	failing,
	isEverythingDone,
	planOf,
	writing,
} from '../support/planning.ts';
import {foreignStatements, policyTexts, statementTexts} from '../support/policy-texts.ts';
import {documentOf, found, healthySnapshot, withBucket, withText} from '../support/snapshots.ts';

const logs: Statement = {Sid: 'Logs', Effect: 'Allow', Action: 'logs:*', Resource: '*'};

/** Accounts in any state in between, with statements of others in every document. */
const accounts = connectionsWithProfile
	.filter(
		({connection}) =>
			(connection.kmsKeyArn?.split(':')[4] ?? connection.accountId) === connection.accountId,
	)
	.chain(({connection}) => {
		const account = connection.accountId;
		const admin = {
			Sid: 'Own',
			Effect: 'Allow',
			Principal: {AWS: `arn:aws:iam::${account}:root`},
			Action: 'kms:*',
			Resource: '*',
		};
		const mine = (
			start: Snapshot,
			id: 'bucket-policy' | 'key-policy' | 'trust-policy' | 'role-policy',
		) => {
			try {
				return documentOf(start, id).Statement as readonly Statement[];
			} catch {
				return [];
			}
		};
		const done = healthySnapshot(connection);
		const others = (service: 's3' | 'kms') =>
			fc.array(
				foreignStatements(service === 's3' ? `${bucketArn(connection)}/*` : '*', service).map(
					// What denies is about somebody else alone, so that the result can be right.
					({Sid: _sid, ...statement}) => statement,
				),
				// A policy without any statement is none that AWS keeps.
				{minLength: 1, maxLength: 3},
			);
		const part = (id: 'bucket-policy' | 'key-policy' | 'trust-policy' | 'role-policy') =>
			fc.subarray([...mine(done, id)].filter((item) => item.Sid !== 'Enable IAM User Permissions'));
		const trusted = fc.constantFrom('555566667777', '222233334444').map((id) => ({
			Effect: 'Allow',
			Principal: {AWS: `arn:aws:iam::${id}:role/Other`},
			Action: 'sts:AssumeRole',
		}));
		const written = (list: fc.Arbitrary<readonly object[]>) => policyTexts(list);
		return fc
			.record({
				isEmpty: fc.boolean(),
				bucket: written(fc.tuple(others('s3'), part('bucket-policy')).map((lists) => lists.flat())),
				key: written(
					fc.tuple(others('kms'), part('key-policy')).map((lists) => [admin, ...lists.flat()]),
				),
				trust: written(fc.tuple(trusted, part('trust-policy')).map((lists) => lists.flat())),
				role: written(part('role-policy').map((list) => [logs, ...list])),
				hasDefaultEncryption: fc.boolean(),
				leastPrivilege: fc.boolean(),
			})
			.map(({isEmpty, bucket, key, trust, role, hasDefaultEncryption, leastPrivilege}) => {
				let snapshot = isEmpty ? emptyAccount(connection) : done;
				if (!isEmpty) {
					snapshot = withText(withText(snapshot, 'bucket-policy', bucket), 'trust-policy', trust);
					snapshot = withText(snapshot, 'role-policy', role);
				}

				if (connection.kmsKeyArn !== undefined) {
					snapshot = withText(snapshot, 'key-policy', key);
				}

				if (!isEmpty && hasDefaultEncryption) {
					snapshot = withBucket(snapshot, {encryption: found([{algorithm: 'AES256'}])});
				}

				return {connection, snapshot, leastPrivilege};
			});
	});

/** Foreign statements of a text: those that name neither the vendor nor one of its Sids. */
function foreignIn(text: string): string[] {
	return statementTexts(text.replace(/^\uFEFF/, '')).filter((statement) =>
		/"(?:555566667777|222233334444|Own|Logs)"|:(?:555566667777|222233334444):/.test(statement),
	);
}

describe('a plan, whatever is there', () => {
	test('leads to an account that works and for which nothing is left to do', () => {
		fc.assert(
			fc.property(accounts, ({connection, snapshot, leastPrivilege}) => {
				const plan = planOf(snapshot, connection, {leastPrivilege});
				const after = carriedOut(snapshot, plan, connection);
				expect(failing(after, connection)).toEqual([]);
				const again = planOf(after, connection, {leastPrivilege});
				expect(writing(again)).toEqual([]);
				expect(isEverythingDone(again)).toBe(true);
			}),
			{numRuns: 60},
		);
	}, 60_000);

	test('keeps every statement of others as it is written', () => {
		fc.assert(
			fc.property(accounts, ({connection, snapshot, leastPrivilege}) => {
				for (const {change} of planOf(snapshot, connection, {leastPrivilege}).steps) {
					if (change?.kind === 'document' && change.before !== undefined) {
						expect(foreignIn(change.after)).toEqual(foreignIn(change.before));
					}
				}
			}),
			{numRuns: 60},
		);
	}, 60_000);

	test('names what is there byte for byte, and has a change for every difference alone', () => {
		fc.assert(
			fc.property(accounts, ({connection, snapshot, leastPrivilege}) => {
				const {steps} = planOf(snapshot, connection, {leastPrivilege});
				const there = [snapshot.bucket.policy, snapshot.key.policy]
					.flatMap((looked) => (looked.status === 'found' ? [looked.value] : []))
					.concat(
						snapshot.role.role.status === 'found' ? [snapshot.role.role.value.trustPolicy] : [],
						snapshot.role.policies.status === 'found'
							? snapshot.role.policies.value.flatMap(({text}) =>
									text.status === 'found' ? [text.value] : [],
								)
							: [],
					);
				for (const {change, action, diff} of steps) {
					if (change?.kind === 'document') {
						expect(change.before === undefined).toBe(action === 'create');
						expect([undefined, ...there]).toContain(change.before);
						expect(change.after).not.toBe(change.before);
						expect(diff).not.toEqual([]);
					}
				}
			}),
			{numRuns: 60},
		);
	}, 60_000);
});
