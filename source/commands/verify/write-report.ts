import {exitCodes, UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'the folder does not exist',
	ENOTDIR: 'part of the path is a file, not a folder',
	EISDIR: 'this is a folder, not a file',
	EACCES: 'you have no permission to write here',
	EPERM: 'you have no permission to write here',
	EROFS: 'this disk is read-only',
	ENOSPC: 'the disk is full',
};

/**
 * Writes a report that only its owner can read (mode 0600), as a whole or not at all. Throws UserError with exit code 1
 * where it cannot be written.
 */
export async function writeReport(path: string, text: string): Promise<void> {
	try {
		const {default: writeFileAtomic} = await import('write-file-atomic');
		await writeFileAtomic(path, text, {mode: 0o600});
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		throw new UserError(
			`The report ${visible(path)} cannot be written: ${reasons[code] ?? `the system says ${visible(code)}`}.`,
			{exitCode: exitCodes.failed, cause: error},
		);
	}
}
