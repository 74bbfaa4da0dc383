import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import {type Connection, toFileFormat} from '../../../source/connection/index.ts';
import type {PolicyDocument} from '../../../source/policy/index.ts';
import type {Check} from '../../../source/words/index.ts';
import {runProgram} from '../../commands/run-program.ts';
import {failures} from './cases/index.ts';
import {canBeDocuments, writeDocuments} from './documents.ts';
import {accountOf, expectNamed, type Judge, judgeSnapshot} from './expectations.ts';
import {added, bucketArn, eachIn} from './failure.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-failures-'));
});
afterAll(async () => {
	await rm(folder, {recursive: true, force: true});
});

/** Judges documents in a folder by the program itself. */
const judgeDocuments: Judge = async (snapshot, {connection}) => {
	const documents = await mkdtemp(path.join(folder, 'documents-'));
	const file = path.join(documents, 'connection.json');
	await writeDocuments(documents, snapshot);
	await writeFile(file, JSON.stringify(toFileFormat(connection)));
	const {code, stdout, stderr} = await runProgram([
		'verify',
		file,
		'--json',
		'--documents',
		documents,
	]);
	expect(stderr).toBe('');
	const {results, verdict} = JSON.parse(stdout) as {
		verdict: string;
		results: readonly {checks: readonly Check[]}[];
	};
	expect(code).toBe({pass: 0, fail: 1, unknown: 3}[verdict]);
	return results[0]?.checks ?? [];
};

describe.each(Object.entries(failures))('%s', (_about, list) => {
	test.each(
		eachIn(list).map(
			(failure) =>
				[failure.id, failure.status, failure.name, nameOf(failure.connection), failure] as const,
		),
	)('%s: %s where %s (%s)', async (_id, _status, _name, _connection, failure) => {
		// Between the connections of a vendor the files differ in nothing but what stands in them.
		const isByFiles = failure.isFirst && canBeDocuments(accountOf(failure), failure.connection);
		await expectNamed(failure, isByFiles ? judgeDocuments : judgeSnapshot);
	});
});

const bystander = {
	'bucket-policy': {
		Sid: 'Bystander',
		Effect: 'Allow',
		Principal: {AWS: 'arn:aws:iam::444455556666:role/Auditor'},
		Action: 's3:GetBucketPolicy',
		Resource: bucketArn,
		Condition: {NumericEquals: {'s3:max-keys': 10}},
	},
	'key-policy': {
		Sid: 'Bystander',
		Effect: 'Allow',
		Principal: {AWS: 'arn:aws:iam::444455556666:role/Auditor'},
		Action: 'kms:GetKeyPolicy',
		Resource: '*',
	},
	'trust-policy': {
		Sid: 'Bystander',
		Effect: 'Allow',
		Principal: {Service: 'lambda.amazonaws.com'},
		Action: 'sts:AssumeRole',
	},
} as const;

test.each([
	['bucket-policy', 'iconik', 100],
	['bucket-policy', 'creative-force', 10],
	['key-policy', 'iconik', 10],
	['key-policy', 'creative-force', 2],
	['trust-policy', 'creative-force', 20],
] as const)(
	'no correction touches what others have in the same %s (%s)',
	async (id, vendor, least) => {
		const all = eachIn(Object.values(failures).flat()).filter(
			({connection}) => connection.vendor === vendor,
		);
		const other = bystander[id];
		let count = 0;
		for (const failure of all.filter(({isFirst}) => isFirst)) {
			const snapshot = accountOf(failure);
			const crowded = has(snapshot, id) ? added(snapshot, id, other) : undefined;
			const checks = crowded === undefined ? [] : await judgeSnapshot(crowded, failure);
			for (const {id: check, correction} of checks) {
				if (correction?.document === id) {
					const {Statement} = JSON.parse(correction.text) as PolicyDocument;
					expect(Statement, `${check} where ${failure.name}`).toContainEqual(other);
					count += 1;
				}
			}
		}

		expect(count).toBeGreaterThan(least);
	},
	60_000,
);

function has({bucket, key, role}: Snapshot, id: keyof typeof bystander): boolean {
	const looked = {
		'bucket-policy': bucket.policy,
		'key-policy': key.policy,
		'trust-policy': role.role,
	}[id];
	return looked.status === 'found';
}

function nameOf({vendor, purpose, encryption}: Connection): string {
	return [vendor, purpose, encryption].join(', ');
}
