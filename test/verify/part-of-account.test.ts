import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {listOf, type Statement} from '../../source/policy/index.ts';
import {exampleConnection} from '../../source/rehearsal/index.ts';
import type {CheckId} from '../../source/verify/index.ts';
import {profileOf} from '../support/connections.ts';
import {judge} from '../support/findings.ts';
import {healthySnapshot, withStatements} from '../support/snapshots.ts';

const wandb = profileOf('wandb');
const connection = {
	...exampleConnection(wandb, {purpose: 'storage', encryption: 'SSE-KMS'}),
	inputs: {wandbDeployment: 'dedicated'},
};
const account = 'arn:aws:iam::830241207209:root';
const worker = 'arn:aws:iam::830241207209:role/deploy-worker';
const stranger = 'arn:aws:iam::444455556666:role/somebody';
const ofBucket = [
	'bucket.policy',
	'access.list',
	'access.read',
	'access.write',
	'access.delete',
] as const;
const ofKey = ['key.policy', 'access.kms'] as const;

/** The account with another principal, and more besides, in the statements about the vendor. */
function naming(
	id: 'bucket-policy' | 'key-policy',
	name: string,
	change: (statement: Statement) => Statement = (statement) => statement,
	snapshot: Snapshot = healthySnapshot(connection),
): Snapshot {
	return withStatements(snapshot, id, (statement) =>
		JSON.stringify(statement.Principal).includes(account)
			? change({...statement, Principal: {AWS: name}})
			: statement,
	);
}

const found = (snapshot: Snapshot, checks: readonly CheckId[]) =>
	judge(snapshot, connection, wandb, checks);

describe('where the article names a whole account', () => {
	test('all of it is let in by its root', () => {
		const statuses = found(healthySnapshot(connection), [...ofBucket, ...ofKey]).map(
			({status}) => status,
		);
		expect([...new Set(statuses)]).toEqual(['pass']);
	});

	test.each([
		['bucket-policy', ofBucket, 'The bucket policy lets in only'],
		['key-policy', ofKey, 'The key policy lets in only'],
	] as const)(
		'and the %s one role of it, it is a doubt, and nobody is told to let in the rest',
		(id, checks, words) => {
			const findings = found(naming(id, worker), checks);
			expect(findings).toHaveLength(checks.length);
			for (const finding of findings) {
				expect(finding).toMatchObject({
					status: 'unknown',
					code: 'part-of-account-trusted',
					blame: {document: id},
					reason: expect.stringContaining(`${words} ${worker} of it`),
					fix: expect.stringContaining('Ask Weights & Biases who it is.'),
				});
				expect(finding).not.toHaveProperty('correction');
			}
		},
	);

	test('the other document is judged for itself', () => {
		const statuses = found(naming('bucket-policy', worker), ofKey).map(({status}) => status);
		expect(statuses).toEqual(['pass', 'pass']);
	});

	test('what none of those let in may do is missing, and is given to them alone', () => {
		const snapshot = naming('bucket-policy', worker, (statement) => ({
			...statement,
			Action: listOf(statement.Action).filter((action) => action !== 's3:DeleteObject'),
		}));
		const [policy, listing, , , deleting] = found(snapshot, ofBucket);
		expect([policy?.status, listing?.status]).toEqual(['unknown', 'unknown']);
		expect(deleting).toMatchObject({
			id: 'access.delete',
			status: 'fail',
			// Not among the actions of that statement, which is about more than the folder.
			fix: `Add a statement for ${worker} to the bucket policy, and leave the statement "WAndBAccountAccess" as it is.`,
			correction: {text: expect.stringContaining(worker)},
		});
		expect(deleting?.correction?.text).not.toContain(account);
	});

	test('one of several that may do it is a doubt, and only that one is named', () => {
		const snapshot = withStatements(
			naming('bucket-policy', worker),
			'bucket-policy',
			(statement) => statement,
			{
				Effect: 'Allow',
				Principal: {AWS: `${worker}-2`},
				Action: 's3:ListBucket',
				Resource: `arn:aws:s3:::${connection.bucket}`,
			},
		);
		const [deleting, listing] = found(snapshot, ['access.delete', 'access.list']).toReversed();
		expect(deleting).toMatchObject({
			id: 'access.delete',
			reason: expect.stringContaining(`only ${worker} of it`),
		});
		expect(listing).toMatchObject({
			id: 'access.list',
			reason: expect.stringContaining(`only ${worker} and ${worker}-2 of it`),
		});
	});

	test.each([
		['a role of another account', stranger],
		['the root of another account', 'arn:aws:iam::830241207208:root'],
	])('%s is no part of it', (_what, name) => {
		const snapshot = naming('key-policy', name, undefined, naming('bucket-policy', name));
		const statuses = found(snapshot, [...ofBucket, ...ofKey]).map(({status}) => status);
		expect([...new Set(statuses)]).toEqual(['fail']);
	});

	test('a Deny against everybody is a denial all the same', () => {
		const snapshot = withStatements(
			naming('bucket-policy', worker),
			'bucket-policy',
			(statement) => statement,
			{Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: '*'},
		);
		expect(found(snapshot, ['access.read'])).toMatchObject([{status: 'fail', code: 'denied'}]);
	});
});

test('where the article names one role, another of its account is not let in in its place', () => {
	const shared = {...connection, inputs: {wandbDeployment: 'multi-tenant'}};
	const snapshot = withStatements(healthySnapshot(shared), 'bucket-policy', (statement) => ({
		...statement,
		Principal: {AWS: 'arn:aws:iam::725579432336:role/Another'},
	}));
	expect(judge(snapshot, shared, wandb, ['access.read'])).toMatchObject([{status: 'fail'}]);
});
