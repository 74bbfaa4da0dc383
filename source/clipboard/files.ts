import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import envPaths from 'env-paths';
import writeFileAtomic from 'write-file-atomic';

const longestName = 100;

/** `name` as a file name that every file system takes, without a folder in it: `acme assets/role policy.json` gives `acme-assets-role-policy.json`. */
export const safeFileName = (name: string): string => {
	const safe = name
		.replace(/[^A-Za-z0-9._-]+/gu, '-')
		.replace(/^[.-]+/u, '')
		.slice(-longestName)
		.replace(/^[.-]+|[.-]+$/gu, '');
	return safe === '' ? 'document.txt' : safe;
};

/** Where copied texts are saved, e.g. `~/.local/share/s3-handshake` on Linux. */
export const saveDirectory = (): string => envPaths('s3-handshake', {suffix: ''}).data;

/**
 * Saves `text` for its owner alone (mode 0600), over an earlier file of the same name.
 *
 * @returns The path of the file.
 */
export const savePrivateFile = async (
	directory: string,
	name: string,
	text: string,
): Promise<string> => {
	await mkdir(directory, {recursive: true, mode: 0o700});
	const path = join(directory, safeFileName(name));
	await writeFileAtomic(path, text, {encoding: 'utf8', mode: 0o600});
	return path;
};
