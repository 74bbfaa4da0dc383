import {join} from 'node:path';
import {makePrivateFolder, writePrivateFile} from '../private-file.ts';

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

/**
 * Saves `text` for its owner alone (mode 0600), over an earlier file of the same name.
 *
 * @returns The path of the file.
 * @throws UserError where it cannot be written.
 */
export const savePrivateFile = async (
	directory: string,
	name: string,
	text: string,
): Promise<string> => {
	makePrivateFolder(directory);
	const path = join(directory, safeFileName(name));
	writePrivateFile(path, text);
	return path;
};
