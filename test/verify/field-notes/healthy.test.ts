import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {keyParts} from '../../../source/aws/index.ts';
import {type Connection, toFileFormat} from '../../../source/connection/index.ts';
import {documentText} from '../../../source/documents/index.ts';
import type {PolicyDocument} from '../../../source/policy/index.ts';
import type {Check} from '../../../source/words/index.ts';
import {useFolder} from '../../commands/files.ts';
import {runProgram} from '../../commands/run-program.ts';
import {defaultKeyPolicy, healthySnapshot} from '../../support/snapshots.ts';
import {writeDocuments} from './documents.ts';
import {creativeForceRoot, ofBoth, ofRole} from './failure.ts';

const write = useFolder();

/**
 * The documents that the program prints, saved as a person would: each in its place, and the key policy merged into the
 * one that a new key has.
 */
async function savedDocuments(
	connection: Connection,
	flags: readonly string[],
): Promise<{readonly file: string; readonly folder: string}> {
	const {vendor, purpose, encryption, roleName = ''} = connection;
	const name = [vendor, purpose, encryption, roleName, ...flags].join('-');
	const file = await write(`${name}.json`, toFileFormat(connection));
	const folder = path.join(path.dirname(file), name);
	await mkdir(folder);
	await writeDocuments(folder, healthySnapshot(connection));
	const {stdout} = await runProgram(['policies', file, '--json', ...flags]);
	const {documents} = JSON.parse(stdout) as {
		documents: readonly {id: string; document: PolicyDocument}[];
	};
	for (const {id, document} of documents) {
		const place = id === 'role-policy' ? path.join('role-policies', 'VendorAccess') : id;
		await writeFile(path.join(folder, `${place}.json`), documentText(document));
	}

	if (connection.kmsKeyArn !== undefined) {
		const {accountId} = keyParts(connection.kmsKeyArn);
		const current = await write(`${name}-key.json`, defaultKeyPolicy(accountId));
		const merged = documents.some(({id}) => id === 'key-policy')
			? (
					await runProgram([
						'policies',
						file,
						...flags,
						'--document',
						'key-policy',
						'--merge',
						current,
					])
				).stdout
			: documentText(defaultKeyPolicy(accountId));
		await writeFile(path.join(folder, 'key-policy.json'), merged);
	}

	return {file, folder};
}

async function verify({file, folder}: {readonly file: string; readonly folder: string}) {
	const {code, stdout} = await runProgram(['verify', file, '--json', '--documents', folder]);
	const {verdict, results} = JSON.parse(stdout) as {
		verdict: string;
		results: readonly {checks: readonly Check[]}[];
	};
	const checks = results[0]?.checks ?? [];
	const ids = (wanted: string) => checks.filter(({status}) => status === wanted).map(({id}) => id);
	return {code, verdict, checks, ids};
}

const each = ofBoth.map(
	(connection) =>
		[connection.vendor, connection.purpose, connection.encryption, connection] as const,
);
// Nothing in the article of this purpose is more than it needs.
const isNarrow = ({purpose}: Connection) => purpose === 'read-only';

describe('what the program prints', () => {
	test.each(each)('is healthy: %s, %s, %s', async (_vendor, _purpose, _encryption, connection) => {
		const {code, verdict, ids, checks} = await verify(await savedDocuments(connection, []));
		expect(ids('fail')).toEqual([]);
		expect(ids('warn')).toEqual(isNarrow(connection) ? [] : ['isolation.excess']);
		expect(checks.filter(({status, required}) => status === 'unknown' && required)).toEqual([]);
		expect([verdict, code]).toEqual(['pass', 0]);
		if (!isNarrow(connection)) {
			const excess = checks.find(({id}) => id === 'isolation.excess');
			expect(excess?.reason).toMatch(/s3:PutBucketPolicy/);
			expect(excess?.reason).toMatch(/s3:DeleteBucket/);
		}
	});

	test.each(each)(
		'is healthy in its narrower form: %s, %s, %s',
		async (_vendor, _purpose, _encryption, connection) => {
			const {code, verdict, ids} = await verify(
				await savedDocuments(connection, ['--least-privilege']),
			);
			expect([...ids('fail'), ...ids('warn')]).toEqual([]);
			expect([verdict, code]).toEqual(['pass', 0]);
		},
	);
});

describe('a role that the console created', () => {
	test.each([
		['by its root', creativeForceRoot],
		['by its number', '092392787187'],
	] as const)(
		'trusts the account of the vendor %s, and that is only a warning',
		async (_how, principal) => {
			for (const [index, connection] of ofRole.entries()) {
				const saved = await savedDocuments(
					{...connection, roleName: `Created${principal.length}${index}`},
					['--least-privilege'],
				);
				await writeFile(
					path.join(saved.folder, 'trust-policy.json'),
					JSON.stringify({
						Version: '2012-10-17',
						Statement: [
							{
								Effect: 'Allow',
								Principal: {AWS: principal},
								Action: 'sts:AssumeRole',
								Condition: {StringEquals: {'sts:ExternalId': connection.externalId}},
							},
						],
					}),
				);
				const {verdict, ids} = await verify(saved);
				expect(ids('fail')).toEqual([]);
				expect(ids('warn')).toEqual(['trust.principal']);
				expect(verdict).toBe('pass');
			}
		},
	);
});
