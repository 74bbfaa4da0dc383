import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Connection, toFileFormat} from '../../../source/connection/index.ts';
import type {Check} from '../../../source/verify/index.ts';
import {runProgram} from '../../commands/run-program.ts';
import {failures} from './cases/index.ts';
import {canBeDocuments, writeDocuments} from './documents.ts';
import {accountOf, expectNamed, type Judge, judgeSnapshot} from './expectations.ts';
import {eachIn} from './failure.ts';

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
		const judgeIn = canBeDocuments(accountOf(failure), failure.connection)
			? judgeDocuments
			: judgeSnapshot;
		await expectNamed(failure, judgeIn);
	});
});

function nameOf({vendor, purpose, encryption}: Connection): string {
	return [vendor, purpose, encryption].join(', ');
}
