import {describe, expect, test} from 'vitest';
import {listOf, type PolicyDocument, readPolicy} from '../../../source/policy/index.ts';
import {verdictOf} from '../../../source/verify/index.ts';
import {profileOf} from '../../support/connections.ts';
import {judge} from '../../support/findings.ts';
import {hostileAccounts} from './hostile-accounts.ts';
import {largestBucketPolicy, randomAccounts} from './random-accounts.ts';
import {type Account, usualAccounts} from './usual-accounts.ts';

function textIn({snapshot: {bucket}}: Account): string {
	return bucket.policy.status === 'found' ? bucket.policy.value : '';
}

const statementsIn = (account: Account) =>
	listOf((JSON.parse(textIn(account)) as PolicyDocument).Statement);

describe('usual accounts', () => {
	const accounts = usualAccounts();

	test('are of every purpose and encryption of both vendors, and each is another', () => {
		const kinds = accounts.map(({connection: {vendor, purpose, encryption}}) =>
			[vendor, purpose, encryption].join(),
		);
		expect(new Set(kinds).size).toBe(10);
		expect(new Set(accounts.map(({name}) => name)).size).toBe(accounts.length);
		expect(
			new Set(accounts.map(({connection, snapshot}) => JSON.stringify([connection, snapshot])))
				.size,
		).toBe(accounts.length);
	});

	test('are all right', () => {
		const wrong = accounts.filter(({connection, snapshot}) => {
			const checks = judge(snapshot, connection, profileOf(connection.vendor));
			return verdictOf(checks) !== 'pass';
		});
		expect(wrong.map(({name}) => name)).toEqual([]);
	}, 60_000);
});

describe('random accounts', () => {
	const accounts = randomAccounts(20);

	test('hold a bucket policy that S3 just takes', () => {
		const sizes = accounts.map((account) => Buffer.byteLength(textIn(account)));
		expect(Math.max(...sizes)).toBeLessThanOrEqual(largestBucketPolicy);
		expect(Math.min(...sizes)).toBeGreaterThan(largestBucketPolicy - 1000);
		for (const account of accounts) {
			expect(() => readPolicy(textIn(account), 'bucket-policy', account.name)).not.toThrow();
			expect(statementsIn(account).length).toBeGreaterThan(40);
		}
	});

	test('are the same in every run, and each is another', () => {
		expect(randomAccounts(20)).toEqual(accounts);
		expect(new Set(accounts.map(textIn)).size).toBe(accounts.length);
	});

	test('use every element and many operators', () => {
		const statements = accounts.flatMap(statementsIn);
		const elements = new Set(statements.flatMap((statement) => Object.keys(statement)));
		expect([...elements]).toEqual(
			expect.arrayContaining(['Action', 'NotAction', 'Resource', 'NotResource', 'Condition']),
		);
		const operators = statements.flatMap(({Condition}) => Object.keys(Condition ?? {}));
		expect(new Set(operators).size).toBeGreaterThan(15);
	});
});

test('hostile accounts hold bucket policies that S3 takes', () => {
	for (const account of hostileAccounts()) {
		expect(Buffer.byteLength(textIn(account)), account.name).toBeLessThanOrEqual(
			largestBucketPolicy,
		);
		expect(() => readPolicy(textIn(account), 'bucket-policy', account.name)).not.toThrow();
	}
});
