import {describe, expect, test} from 'vitest';
import {facts} from '../../source/account/facts.ts';
import {
	answersIn,
	documentsFromTexts,
	openPracticeAccount,
	type Snapshot,
} from '../../source/account/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
} from '../support/connections.ts';
import {connectionOf} from '../support/feature-profiles.ts';
import {found, healthySnapshot, refused, withRole} from '../support/snapshots.ts';
import {ofOwnQueue} from '../verify/features/queue.ts';
import {fakeAws} from './support/fake-aws.ts';

const groups = ['bucket', 'role', 'key', 'queue'] as const;

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';

describe.each([
	['AWS', () => fakeAws().account],
	['documents', () => documentsFromTexts({})],
	['the practice account', () => openPracticeAccount()],
])('a snapshot of %s', (_name, open) => {
	test.each([
		['with a role and a key', creativeForceConnection(), creativeForce],
		['without a role', iconikConnection(), iconik],
		['with a queue', connectionOf(ofOwnQueue, {externalId: '2f6b0f0e', queueArn}), ofOwnQueue],
		['without a key', creativeForceConnection({encryption: 'SSE-S3'}), creativeForce],
	])('has an answer to every fact of a connection %s', async (_title, connection, profile) => {
		const snapshot = await open().look(connection, profile);
		for (const group of groups) {
			expect(Object.keys(snapshot[group]).sort()).toEqual(Object.keys(facts[group]).sort());
		}

		for (const {status} of answersIn(snapshot)) {
			expect(['found', 'absent', 'refused', 'failed', 'not-looked']).toContain(status);
		}
	});
});

test('all answers are those to every fact and the texts of the role’s policies', () => {
	const texts = [found('{}'), refused('iam:GetRolePolicy')];
	const snapshot: Snapshot = withRole(healthySnapshot(creativeForceConnection()), {
		policies: found(texts.map((text, index) => ({kind: 'inline', name: `${index}`, text}))),
	});
	const number = groups.reduce((sum, group) => sum + Object.keys(facts[group]).length, 1);
	expect(answersIn(snapshot)).toHaveLength(number + texts.length);
	expect(answersIn(snapshot)).toEqual(expect.arrayContaining(texts));
});
