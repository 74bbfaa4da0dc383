import {randomBytes} from 'node:crypto';
import {readdir, rm, rmdir} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../errors.ts';
import {parseJsonText} from '../json/index.ts';
import {dataFolder} from '../own-folder.ts';
import {isTakenName, makePrivateFolder, writePrivateFile} from '../private-file.ts';
import {visible} from '../problems.ts';
import {readRule, readTextFile} from '../text-file.ts';
import {type Backup, backupFileName, checkBackup} from './backup-format.ts';

/** Folder of the backups, in the place where the system keeps a program's data. Throws `UserError` where there is none. */
export async function defaultBackupFolder(): Promise<string> {
	try {
		return path.join(dataFolder(), 'backups');
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		throw new UserError(`${error.message} Backups would have no place.`, {
			hint: `${error.hint ?? ''} With apply, --backups FOLDER names another one.`,
			cause: error,
		});
	}
}

/**
 * Names of the backups in a folder, the oldest first; none where there is no such folder. What a crash left of a backup
 * that was being written has another ending.
 */
export async function backupNames(folder: string): Promise<readonly string[]> {
	try {
		const names = await readdir(folder);
		return names
			.filter((name) => name.endsWith('.json'))
			.toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
	} catch {
		return [];
	}
}

/**
 * Writes the backup into the folder under a name of its own, as a whole or not at all, readable by its owner only (mode
 * 0600 in a folder of mode 0700), and on the disk when this returns. Gives the file's path. Throws `UserError` with exit
 * code 1.
 */
export async function writeBackup(folder: string, backup: Backup): Promise<string> {
	makePrivateFolder(folder);
	const number = (await backupNames(folder)).length + 1;
	const text = `${JSON.stringify(backup, undefined, 2)}\n`;
	for (;;) {
		const file = path.join(folder, backupFileName(backup, number, randomBytes(2).toString('hex')));
		try {
			writePrivateFile(file, text, {isNew: true, what: `a backup into ${visible(folder)}`});
			return file;
		} catch (error) {
			// No backup ever takes the place of another.
			if (!isTakenName(error)) {
				throw error;
			}
		}
	}
}

/**
 * Takes a backup away after which nothing was changed, and its folder where nothing else is in it. What the disk does not
 * let go of stays: it does no harm.
 */
export async function dropBackup(file: string): Promise<void> {
	await rm(file, {force: true}).catch(() => undefined);
	await rmdir(path.dirname(file)).catch(() => undefined);
}

async function readText(file: string): Promise<string> {
	const read = await readTextFile(file);
	if ('text' in read) {
		return read.text;
	}

	throw new UserError(`Cannot read the backup ${visible(file)}`, {
		problems: [{field: file, rule: readRule(read.code)}],
		cause: read.cause,
	});
}

/** The backup in the file. Throws `UserError` where it cannot be read or is not one that this program wrote. */
export async function readBackup(file: string): Promise<Backup> {
	const checked = checkBackup(parseJsonText(await readText(file), file));
	if ('backup' in checked) {
		return checked.backup;
	}

	throw new UserError(`${visible(file)} is not an s3-handshake backup`, {
		problems: checked.problems,
		hint: 'A backup must not be edited. The output of apply names the backups.',
	});
}
