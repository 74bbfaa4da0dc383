import {mkdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {writeBackup} from '../../source/apply/backup.ts';
import type {Backup} from '../../source/apply/backup-format.ts';
import {defaultBackupFolder, readBackup} from '../../source/apply/index.ts';
import {accountId, backupFolder, filesIn, keyArn, place, policy} from './support/plans.ts';

const queueArn = `arn:aws:sqs:eu-central-1:${accountId}:acme-events`;
const backup: Backup = {
	version: 1,
	takenAt: '2026-11-21T20:15:30.123Z',
	accountId,
	kind: 'bucket-policy',
	resource: {kind: 'bucket-policy', place},
	before: policy('Before'),
	after: policy('After'),
};

describe('a backup', () => {
	test('is named after the time and the thing, and is for its owner alone', async () => {
		const folder = backupFolder();
		const file = await writeBackup(folder, backup);
		expect(path.basename(file)).toMatch(
			/^01-2026-11-21T20-15-30Z-bucket-policy-acme-assets-[0-9a-f]{4}\.json$/,
		);
		expect(path.dirname(file)).toBe(folder);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(filesIn(folder)).toEqual([file]);
	});

	test('of a key or a role has a name that every file system takes', async () => {
		const folder = backupFolder();
		const files = [
			await writeBackup(folder, {
				...backup,
				kind: 'key-policy',
				resource: {kind: 'key-policy', keyArn},
			}),
			await writeBackup(folder, {
				...backup,
				kind: 'role-policy',
				resource: {kind: 'role-policy', roleName: 'A+b=c,d.e@f', policyName: 'P'},
			}),
		];
		files.push(
			await writeBackup(folder, {
				...backup,
				kind: 'queue-policy',
				resource: {kind: 'queue-policy', queueArn},
			}),
		);
		expect(files.map((file) => path.basename(file).slice(24, -10))).toEqual([
			'key-policy-1234abcd-12ab-34cd-56ef-1234567890ab',
			'role-policy-A+b=c,d.e@f',
			'queue-policy-acme-events',
		]);
		expect((await Promise.all(files.map(readBackup))).map(({kind}) => kind)).toEqual([
			'key-policy',
			'role-policy',
			'queue-policy',
		]);
	});

	test('never takes the place of another', async () => {
		const folder = backupFolder();
		await Promise.all(Array.from({length: 20}, () => writeBackup(folder, backup)));
		expect(filesIn(folder)).toHaveLength(20);
	});

	test('gives every text back byte for byte', async () => {
		const folder = backupFolder();
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					fc.string({unit: 'grapheme', minLength: 1}),
					fc.constantFrom('\ufeff{}', '\u0000', '\r\n', '"\\'),
				),
				async (before) => {
					const file = await writeBackup(folder, {...backup, before});
					expect(await readBackup(file)).toEqual({...backup, before});
				},
			),
			{numRuns: 30},
		);
	});

	test('that cannot be written is an error that says why', async () => {
		const folder = backupFolder();
		const file = path.join(path.dirname(path.dirname(folder)), 'file');
		writeFileSync(file, '');
		await expect(writeBackup(path.join(file, 'backups'), backup)).rejects.toMatchObject({
			name: 'UserError',
			exitCode: 1,
		});
	});

	test('goes where programs keep their data', async () => {
		expect(await defaultBackupFolder()).toMatch(/s3-handshake.*backups$/);
	});
});

describe('a file is no backup', () => {
	const write = (text: string | Uint8Array): string => {
		const folder = backupFolder();
		mkdirSync(folder, {recursive: true});
		const file = path.join(folder, 'backup.json');
		writeFileSync(file, text);
		return file;
	};

	const fieldsOf = async (text: string | Uint8Array): Promise<string[]> => {
		try {
			await readBackup(write(text));
		} catch (error) {
			expect(error).toMatchObject({name: 'UserError', exitCode: 2});
			return (error as {problems: {field: string}[]}).problems.map(({field}) => field);
		}

		return [];
	};

	test.each<[string, Readonly<Record<string, unknown>>, string[]]>([
		['of a later version', {version: 2}, ['version']],
		['without an account', {accountId: undefined}, ['accountId']],
		['with a short account', {accountId: '1'}, ['accountId']],
		['without the text of before', {before: undefined}, ['before']],
		['with more in it', {secretAccessKey: 'x'}, ['secretAccessKey']],
		[
			'of CORS rules that are none',
			{kind: 'bucket-cors', resource: {kind: 'bucket-cors', place}},
			['before'],
		],
		[
			'of events without their form',
			{
				kind: 'bucket-notification',
				resource: {kind: 'bucket-notification', place},
				before: '{"QueueConfigurations": {}}',
			},
			['before'],
		],
		[
			'of the queue of another account',
			{
				kind: 'queue-policy',
				resource: {kind: 'queue-policy', queueArn: queueArn.replace('1111', '9999')},
			},
			['accountId'],
		],
		[
			'of what is no queue',
			{kind: 'queue-policy', resource: {kind: 'queue-policy', queueArn: 'arn:aws:sqs:::x'}},
			['resource.queueArn'],
		],
		['of another kind than its resource', {kind: 'key-policy'}, ['kind']],
		['whose bucket is of another account', {accountId: '999999999999'}, ['accountId']],
		['with no text at all', {before: null, after: null}, ['after']],
		[
			'with a region that could lead to another host',
			{resource: {kind: 'bucket-policy', place: {...place, region: 'x.example.com/'}}},
			['resource.place.region'],
		],
		[
			'with a bucket that is a path',
			{resource: {kind: 'bucket-policy', place: {...place, bucket: '../other'}}},
			['resource.place.bucket'],
		],
		[
			'of encryption that is none',
			{kind: 'bucket-encryption', resource: {kind: 'bucket-encryption', place}},
			['before'],
		],
	])('%s', async (_name, change, fields) => {
		expect(await fieldsOf(JSON.stringify({...backup, ...change}))).toEqual(fields);
	});

	test.each<[string, string | Uint8Array]>([
		['that is empty', ''],
		['that is cut off', JSON.stringify(backup).slice(0, 80)],
		['that is a list', '[]'],
		['that is not UTF-8', Uint8Array.of(0xff, 0xfe, 0x00)],
		['that is too large', 'x'.repeat(1024 * 1024 + 1)],
	])('%s', async (_name, text) => {
		expect(await fieldsOf(text)).not.toEqual([]);
	});

	test('that is not there', async () => {
		await expect(readBackup(path.join(backupFolder(), 'none.json'))).rejects.toMatchObject({
			name: 'UserError',
			problems: [expect.objectContaining({rule: 'The file does not exist.'})],
		});
	});
});
