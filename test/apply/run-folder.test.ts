import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {dropBackup, writeBackup} from '../../source/apply/backup.ts';
import type {Backup} from '../../source/apply/backup-format.ts';
import {beginRun, isRunId, readRun} from '../../source/apply/index.ts';
import {accountId, backupFolder, filesIn, place, policy, roleName} from './support/plans.ts';

const now = new Date('2026-01-31T10:15:00.789Z');
const bucketPolicy: Backup = {
	version: 1,
	takenAt: '2026-01-31T10:15:00.789Z',
	accountId,
	kind: 'bucket-policy',
	resource: {kind: 'bucket-policy', place},
	before: null,
	after: policy('After'),
};
const role: Backup = {
	...bucketPolicy,
	kind: 'role',
	resource: {kind: 'role', roleName, rolePath: '/'},
};

test('a run is called by its time and four digits, and so is its folder', async () => {
	const backups = backupFolder();
	const {id, folder} = await beginRun(backups, now);
	expect(id).toMatch(/^20260131T101500-[0-9a-f]{4}$/);
	expect(isRunId(id)).toBe(true);
	expect(folder).toBe(path.join(backups, id));
	expect(filesIn(backups), 'nothing is made before the first backup').toEqual([]);
});

test.each([
	'20260131T101500-4F2A',
	'20260131T101500-4f2a.json',
	'a/20260131T101500-4f2a',
	'20260131T101500',
	'../20260131T101500-4f2a',
])('%s is no run', (text) => {
	expect(isRunId(text)).toBe(false);
});

test('a run is read with its newest backup first, whatever the clock said', async () => {
	const backups = backupFolder();
	const {id, folder} = await beginRun(backups, now);
	const later = {...bucketPolicy, takenAt: '2026-01-31T10:15:01.000Z', after: policy('Later')};
	const encryption: Backup = {
		...bucketPolicy,
		takenAt: '2026-01-31T10:14:59.999Z',
		kind: 'bucket-encryption',
		resource: {kind: 'bucket-encryption', place},
		after: '[{"algorithm":"AES256"}]',
	};
	const written = [
		later,
		role,
		...Array.from({length: 8}, () => bucketPolicy),
		encryption,
		{...bucketPolicy, after: policy('Last')},
	];
	for (const backup of written) {
		await writeBackup(folder, backup);
	}

	writeFileSync(path.join(folder, 'left-by-a-crash.json.123'), '{');
	expect(await readRun(backups, id)).toEqual(written.toReversed());
});

test('a run that is not there is an error that says where it was looked for', async () => {
	const backups = backupFolder();
	const run = readRun(backups, '20260131T101500-4f2a');
	await expect(run).rejects.toMatchObject({
		name: 'UserError',
		exitCode: 2,
		message: expect.stringContaining('20260131T101500-4f2a'),
		problems: [{rule: expect.stringContaining(path.join(backups, '20260131T101500-4f2a'))}],
		hint: expect.stringContaining('--backups'),
	});
});

test('a run with a file that is no backup is not undone in parts', async () => {
	const backups = backupFolder();
	const {id, folder} = await beginRun(backups, now);
	await writeBackup(folder, bucketPolicy);
	writeFileSync(path.join(folder, 'other.json'), '{}');
	await expect(readRun(backups, id)).rejects.toMatchObject({
		name: 'UserError',
		message: expect.stringContaining('other.json'),
	});
});

test('a backup that is taken away takes its folder along, unless something else is in it', async () => {
	const backups = backupFolder();
	const {folder} = await beginRun(backups, now);
	const [first, second] = [
		await writeBackup(folder, bucketPolicy),
		await writeBackup(folder, role),
	];
	await dropBackup(first);
	expect(filesIn(folder)).toEqual([second]);
	await dropBackup(second);
	expect(filesIn(backups)).toEqual([]);
	mkdirSync(folder, {recursive: true});
	await expect(dropBackup(second)).resolves.toBeUndefined();
});
