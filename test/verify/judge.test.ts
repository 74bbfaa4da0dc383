import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {checkIds, verdictOf} from '../../source/verify/index.ts';
import {
	connectionsWithProfile,
	creativeForceConnection,
	iconikConnection,
	isKeyInArticle,
	profileOf,
} from '../support/connections.ts';
import {judge} from '../support/findings.ts';
import {
	failed,
	healthySnapshot,
	refused,
	sameOfAll,
	withoutBucket,
	withoutRole,
} from '../support/snapshots.ts';

const connections = [
	...(['SSE-S3', 'SSE-KMS'] as const).flatMap((encryption) =>
		['data-source', 'asset-delivery'].map((purpose) =>
			creativeForceConnection({encryption, purpose}),
		),
	),
	...(['SSE-S3', 'SSE-KMS', 'DSSE-KMS'] as const).flatMap((encryption) =>
		['storage', 'read-only'].map((purpose) => iconikConnection({encryption, purpose})),
	),
].map((connection) => ({
	connection,
	name: [connection.vendor, connection.purpose, connection.encryption].join(', '),
}));

const statusesIn = (checks: ReturnType<typeof judge>, ...wanted: string[]) =>
	checks.filter(({status}) => wanted.includes(status)).map(({id}) => id);

function judged(snapshot: Snapshot, connection = iconikConnection()) {
	return judge(snapshot, connection, profileOf(connection.vendor));
}

describe('a healthy account', () => {
	test.each(connections)('passes: $name', ({connection}) => {
		const checks = judged(healthySnapshot(connection), connection);
		expect(statusesIn(checks, 'fail', 'unknown')).toEqual(['organization.policies']);
		expect(verdictOf(checks)).toBe('pass');
	});

	test.each(connections)('has nothing to warn of with the narrower documents: $name', (given) => {
		const {connection} = given;
		const checks = judged(healthySnapshot(connection, {leastPrivilege: true}), connection);
		expect(statusesIn(checks, 'fail', 'warn')).toEqual([]);
	});

	test('passes for any connection of the built-in vendors', () => {
		fc.assert(
			fc.property(connectionsWithProfile, fc.boolean(), ({connection, profile}, leastPrivilege) => {
				fc.pre(isKeyInArticle(connection, profile));
				const snapshot = healthySnapshot(connection, {leastPrivilege});
				const checks = judge(snapshot, connection, profile);
				// Whether a grant of Datadog's article is for S3 alone cannot be known.
				const hasGrants =
					profile.id === 'datadog' && connection.kmsKeyArn !== undefined && !leastPrivilege;
				expect(statusesIn(checks, 'fail', 'unknown')).toEqual([
					...(hasGrants ? ['isolation.excess'] : []),
					'organization.policies',
				]);
			}),
			{numRuns: 60},
		);
	});
});

describe('judging', () => {
	test('gives every check once, in order, each with words', () => {
		const checks = judged(healthySnapshot(iconikConnection()));
		expect(checks.map(({id}) => id)).toEqual(checkIds);
		for (const {title, reason, fix, status} of checks) {
			expect(title).not.toBe('');
			expect(reason).not.toBe('');
			expect(fix === '').toBe(status === 'pass' || status === 'skip');
		}
	});

	test('never fails where nothing could be seen, and never passes either', () => {
		for (const {connection} of connections) {
			for (const looked of [failed('AWS could not be reached.'), refused('s3:ListBucket')]) {
				const checks = judged(sameOfAll(looked), connection);
				expect(statusesIn(checks, 'fail')).toEqual([]);
				expect(verdictOf(checks)).toBe('unknown');
			}
		}
	});

	test('gives one failure for one cause', () => {
		const own = creativeForceConnection();
		const snapshot = healthySnapshot(own);
		expect(statusesIn(judged(withoutRole(snapshot), own), 'fail')).toEqual(['role.exists']);
		expect(statusesIn(judged(withoutBucket(snapshot), own), 'fail')).toEqual(['bucket.exists']);
	});
});
