import {describe, expect, test} from 'vitest';
import {planChanges} from '../../../../source/apply/index.ts';
import {entriesOf, isWorthALook} from '../../../../source/wizard/steps/apply/plan-entries.ts';
import {creativeForce, creativeForceConnection} from '../../../support/connections.ts';
import {
	found,
	healthySnapshot,
	nothingBlocked,
	withBucket,
	withStatements,
} from '../../../support/snapshots.ts';

const connection = creativeForceConnection();
const healthy = healthySnapshot(connection);
const entries = (snapshot = healthy) => entriesOf(planChanges(snapshot, connection, creativeForce));

describe('the rows of a plan', () => {
	test('show what a change gives', () => {
		const mistyped = withStatements(healthy, 'trust-policy', (statement) => ({
			...statement,
			Condition: {StringEquals: {'sts:ExternalId': `${connection.externalId} `}},
		}));
		const row = entries(mistyped).find(({id}) => id === 'trust-policy');
		expect(row?.words.slice(1)).toContainEqual(
			expect.stringMatching(/^Now allowed: sts:AssumeRole to .* \(the vendor, for you\)/),
		);
	});

	test('show what a change takes from others, and what is wrong that it ends', () => {
		const open = withStatements(healthy, 'trust-policy', (statement) => ({
			...statement,
			Condition: {},
		}));
		const row = entries(open).find(({id}) => id === 'trust-policy');
		const words = row?.words.slice(1) ?? [];
		expect(words).toContainEqual(
			expect.stringMatching(
				/^No longer allowed: sts:AssumeRole to .*the vendor, for others or without your ID/,
			),
		);
		expect(words.join(' ')).toMatch(/This ends what is wrong now: .*external ID/);
	});

	test('show neither where nothing is to be done', () => {
		for (const {words, step} of entries()) {
			expect(step?.action).toBe('none');
			expect(words).toHaveLength(1);
		}
	});

	test('end with what is not touched, which is no step', () => {
		const snapshot = withBucket(healthy, {
			publicAccessBlock: found(nothingBlocked),
			accountPublicAccessBlock: found(nothingBlocked),
		});
		const last = entries(snapshot).at(-1);
		expect(last).toMatchObject({id: 'untouched', title: 'Check yourself (1)', diff: []});
		expect(last && isWorthALook(last)).toBe(false);
	});
});
