import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {type Connection, toFileFormat} from '../../../source/connection/index.ts';
import type {CheckId} from '../../../source/verify/index.ts';
import type {Check} from '../../../source/words/index.ts';
import {useFolder} from '../../commands/files.ts';
import {runProgram} from '../../commands/run-program.ts';
import {creativeForceConnection, iconikConnection} from '../../support/connections.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {writeDocuments} from './documents.ts';

const write = useFolder();

async function verifyWithout(connection: Connection, missing: string, instead?: string) {
	const file = await write('connection.json', toFileFormat(connection));
	const folder = await mkdtemp(path.join(path.dirname(file), 'documents-'));
	await writeDocuments(folder, healthySnapshot(connection));
	await rm(path.join(folder, missing));
	if (instead !== undefined) {
		await writeFile(path.join(folder, missing), instead);
	}

	const {code, stdout} = await runProgram(['verify', file, '--json', '--documents', folder]);
	const {results} = JSON.parse(stdout) as {results: readonly {checks: readonly Check[]}[]};
	const checks = results[0]?.checks ?? [];
	return {
		code,
		failed: checks.filter(({status}) => status === 'fail').map(({id}) => id),
		passed: checks.filter(({status}) => status === 'pass').map(({id}) => id),
		unknown: checks.filter(({status, required}) => status === 'unknown' && required),
	};
}

/** What cannot be told without a document. */
const untold: readonly (readonly [string, Connection, string, readonly CheckId[]])[] = [
	[
		'the trust policy',
		creativeForceConnection(),
		'trust-policy.json',
		[
			'trust.principal',
			'trust.external-id',
			'trust.mfa',
			'isolation.external-id',
			'isolation.public',
		],
	],
	[
		'the role policy',
		creativeForceConnection(),
		'role-policies/VendorAccess.json',
		['access.list', 'access.read', 'access.write', 'access.kms'],
	],
	[
		'the bucket policy',
		creativeForceConnection(),
		'bucket-policy.json',
		['bucket.policy', 'access.list', 'access.read', 'access.write', 'isolation.public'],
	],
	[
		'the bucket policy',
		iconikConnection(),
		'bucket-policy.json',
		[
			'bucket.public-access',
			'bucket.policy',
			'access.list',
			'access.read',
			'access.write',
			'access.delete',
			'isolation.tenant',
			'isolation.public',
		],
	],
	[
		'the key policy',
		creativeForceConnection(),
		'key-policy.json',
		['access.kms', 'key.policy', 'isolation.public'],
	],
	[
		'the key policy',
		iconikConnection(),
		'key-policy.json',
		['access.kms', 'key.policy', 'isolation.tenant', 'isolation.public'],
	],
	[
		'what is told of the bucket',
		iconikConnection(),
		'bucket.json',
		[
			'bucket.region',
			'bucket.encryption',
			'bucket.public-access',
			'key.region',
			'isolation.public',
		],
	],
	['what is told of the key', iconikConnection(), 'key.json', ['key.state']],
];

describe.each(untold)('without %s', (_what, connection, file, ids) => {
	test(`${connection.vendor}: nothing fails, and what hangs on it is unknown`, async () => {
		const {code, failed, unknown} = await verifyWithout(connection, file);
		expect(failed).toEqual([]);
		expect(unknown.map(({id}) => id)).toEqual(ids);
		expect(code).toBe(3);
		for (const {fix} of unknown) {
			expect(fix).toMatch(/\w/);
		}
	});

	test.each([
		['half of one', '{"Version": "2012-10-17", "Statement": [{"Effect": "All'],
		['something else', '<html></html>'],
		['another JSON', '{"hello": 1}'],
		['a blank', ' \n'],
	])(`${connection.vendor}: the same with %s in its place`, async (_name, instead) => {
		const {failed, passed} = await verifyWithout(connection, file, instead);
		expect(failed).toEqual([]);
		expect(passed.filter((id) => ids.includes(id) && file !== 'bucket.json')).toEqual([]);
	});
});
