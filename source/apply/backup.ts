import {randomBytes} from 'node:crypto';
import {access, mkdir, open, readdir, rm, rmdir} from 'node:fs/promises';
import path from 'node:path';
import {exitCodes, UserError} from '../errors.ts';
import {parseJsonText} from '../json/index.ts';
import {visible} from '../problems.ts';
import {readRule, readTextFile} from '../text-file.ts';
import {type Backup, backupFileName, checkBackup} from './backup-format.ts';

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

const writeReasons: Readonly<Record<string, string>> = {
	EACCES: 'You have no permission to write here.',
	EPERM: 'You have no permission to write here.',
	EROFS: 'This disk is read-only.',
	ENOSPC: 'The disk is full.',
	EDQUOT: 'Your disk quota is used up.',
	ENOTDIR: 'Part of the path is a file, not a folder.',
	EEXIST: 'Part of the path is a file, not a folder.',
};

/** Folder of the backups, in the place where the system keeps a program's data. */
export async function defaultBackupFolder(): Promise<string> {
	const {default: envPaths} = await import('env-paths');
	return path.join(envPaths('s3-handshake', {suffix: ''}).data, 'backups');
}

async function isTaken(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
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

/** A name of its own, so that no backup ever takes the place of another. */
async function freePath(folder: string, backup: Backup): Promise<string> {
	const number = (await backupNames(folder)).length + 1;
	for (;;) {
		const random = randomBytes(2).toString('hex');
		const file = path.join(folder, backupFileName(backup, number, random));
		if (!(await isTaken(file))) {
			return file;
		}
	}
}

/** The entry of a new file is in its folder, which not every system can be told to put on the disk. */
async function syncFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, 'r');
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch {
		// Windows and some network disks cannot; the file itself is on the disk.
	}
}

/**
 * Writes the backup into the folder, as a whole or not at all, readable by its owner only (mode 0600 in a folder of
 * mode 0700), and on the disk when this returns. Gives the file's path. Throws `UserError` with exit code 1.
 */
export async function writeBackup(folder: string, backup: Backup): Promise<string> {
	try {
		await mkdir(folder, {recursive: true, mode: 0o700});
		const file = await freePath(folder, backup);
		const {default: writeFileAtomic} = await import('write-file-atomic');
		await writeFileAtomic(file, `${JSON.stringify(backup, undefined, 2)}\n`, {mode: 0o600});
		await syncFolder(folder);
		return file;
	} catch (error) {
		const code = codeOf(error);
		throw new UserError(`Cannot write a backup into ${visible(folder)}`, {
			exitCode: exitCodes.failed,
			problems: [
				{
					field: folder,
					rule: writeReasons[code] ?? `The file cannot be written; the system says ${code}.`,
				},
			],
			cause: error,
		});
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

function readText(file: string): string {
	const read = readTextFile(file);
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
	const checked = checkBackup(parseJsonText(readText(file), file));
	if ('backup' in checked) {
		return checked.backup;
	}

	throw new UserError(`${visible(file)} is not an s3-handshake backup`, {
		problems: checked.problems,
		hint: 'A backup must not be edited. The output of apply names the backups.',
	});
}
