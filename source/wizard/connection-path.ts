import {constants} from 'node:fs';
import {access, lstat} from 'node:fs/promises';
import path from 'node:path';
import {
	readConnectionFile,
	type StatedConnection,
	toFileFormat,
	writeConnectionFile,
} from '../connection/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {ownCommand} from '../own-command.ts';
import {homeFolder} from '../own-folder.ts';
import {isTakenName, removeIfUnchanged} from '../private-file.ts';
import {readOrdinaryFile} from '../text-file.ts';

async function isWritableFolder(folder: string): Promise<boolean> {
	try {
		await access(folder, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

async function exists(file: string): Promise<boolean> {
	try {
		// A link that leads nowhere is there too.
		await lstat(file);
		return true;
	} catch {
		return false;
	}
}

/** A vendor profile named by its path is named relative to the connection file, so that both can move together. */
function vendorSeenFrom(folder: string, vendor: string): string {
	if (!path.isAbsolute(vendor)) {
		return vendor;
	}

	const relative = path.relative(folder, vendor).split(path.sep).join('/');
	return relative.startsWith('.') ? relative : `./${relative}`;
}

async function holdsSame(file: string, connection: StatedConnection): Promise<boolean> {
	try {
		const there = await readConnectionFile(file);
		return JSON.stringify(there) === JSON.stringify(toFileFormat(connection));
	} catch {
		return false;
	}
}

/** A file that this run has written, and what it wrote. */
type Written = {readonly file: string; readonly text: string};

function isStillThere({file, text}: Written): boolean {
	const read = readOrdinaryFile(file);
	return 'text' in read && read.text === text;
}

/** Where a file goes that nobody has named, the best place first; and why the last one is none, if it is none. */
function foldersToTry(): {readonly folders: readonly string[]; readonly why?: string} {
	try {
		return {folders: [process.cwd(), homeFolder()]};
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		return {folders: [process.cwd()], why: error.message};
	}
}

/**
 * Saves the connection into a new file, or over the one that this run has written already and that is as it was left.
 * The name is taken in the moment of writing, so that nothing of somebody else's is written over.
 */
async function saveAsNew(
	connection: StatedConnection,
	folder: string,
	earlier: Written | undefined,
): Promise<Written | {readonly file: string} | undefined> {
	const vendor = path.basename(connection.vendor, '.json');
	for (let count = 1; count < 1000; count++) {
		const suffix = count === 1 ? '' : `-${count}`;
		const file = path.join(folder, `${vendor}-${connection.bucket}${suffix}.json`);
		if (earlier?.file === file && isStillThere(earlier)) {
			return {file, text: await writeConnectionFile(file, connection)};
		}

		if (await exists(file)) {
			if (await holdsSame(file, connection)) {
				return {file};
			}

			continue;
		}

		try {
			return {file, text: await writeConnectionFile(file, connection, {isNew: true})};
		} catch (error) {
			if (!isTakenName(error)) {
				throw error;
			}
		}
	}

	return undefined;
}

/**
 * What saves the connection of a run: into the file that the person named, else into a new one named after vendor and
 * bucket in the working directory, or in the home directory where that one cannot be written. Never overwrites a file
 * that the person did not name, and removes only what it wrote itself, where the answers were changed meanwhile. It
 * gives the absolute path, and throws UserError where nothing can be written.
 */
export function connectionSaver(
	namedFile: string | undefined,
): (connection: StatedConnection) => Promise<string> {
	let written: Written | undefined;
	const fittedTo = (connection: StatedConnection, folder: string): StatedConnection => ({
		...connection,
		vendor: vendorSeenFrom(folder, connection.vendor),
	});

	return async (connection) => {
		if (namedFile !== undefined) {
			const file = path.resolve(namedFile);
			await writeConnectionFile(file, fittedTo(connection, path.dirname(file)));
			return file;
		}

		const {folders, why} = foldersToTry();
		for (const folder of folders) {
			if (!(await isWritableFolder(folder))) {
				continue;
			}

			const saved = await saveAsNew(fittedTo(connection, folder), folder, written);
			if (saved !== undefined) {
				if (written !== undefined && written.file !== saved.file) {
					removeIfUnchanged(written.file, written.text);
				}

				written = 'text' in saved ? saved : written?.file === saved.file ? written : undefined;
				return saved.file;
			}
		}

		throw new UserError(
			`Could not write the connection file here${why === undefined ? ' or in your home directory.' : `. ${why}`}`,
			{
				exitCode: exitCodes.failed,
				hint: `Name a file in a folder that you can write: ${ownCommand('./folder/connection.json')}`,
			},
		);
	};
}
