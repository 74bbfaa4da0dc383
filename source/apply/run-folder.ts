import {randomBytes} from 'node:crypto';
import {access} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../errors.ts';
import {visible} from '../problems.ts';
import {backupNames, readBackup} from './backup.ts';
import type {Backup} from './backup-format.ts';

/** One run that changes something: its backups lie together, so that it can be undone as a whole. */
export type RunFolder = {
	/** E.g. `20260131T101500-4f2a`: the time in UTC, and four hexadecimal digits. */
	readonly id: string;
	/** Folder of the run's backups, named as the run; made with the first of them. */
	readonly folder: string;
};

const idForm = /^\d{8}T\d{6}-[0-9a-f]{4}$/;

/** Whether the text has the form of a run's ID; no file that holds a backup is called so. */
export function isRunId(text: string): boolean {
	return idForm.test(text);
}

async function isThere(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
	}
}

/** A run that begins now, under an ID that no other run in the folder of backups has. */
export async function beginRun(backups: string, now: Date): Promise<RunFolder> {
	const time = now
		.toISOString()
		.replace(/\.\d+Z$/, '')
		.replace(/[-:]/g, '');
	for (;;) {
		const id = `${time}-${randomBytes(2).toString('hex')}`;
		const folder = path.join(backups, id);
		if (!(await isThere(folder))) {
			return {id, folder};
		}
	}
}

/**
 * The backups of a run, the newest first. Throws `UserError` where the folder of backups holds no such run, or one of
 * its files is no backup.
 */
export async function readRun(backups: string, id: string): Promise<readonly Backup[]> {
	const folder = path.join(backups, id);
	const names = await backupNames(folder);
	if (names.length === 0) {
		throw new UserError(`There is no run ${visible(id)}`, {
			problems: [{field: 'undo', value: id, rule: `There are no backups in ${visible(folder)}.`}],
			hint: 'apply names the run at its end. If it saved its backups elsewhere, give the same --backups.',
		});
	}

	return Promise.all(names.toReversed().map((name) => readBackup(path.join(folder, name))));
}
