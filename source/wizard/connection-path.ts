import {constants} from 'node:fs';
import {access, lstat} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {
	type Connection,
	readConnectionFile,
	toFileFormat,
	writeConnectionFile,
} from '../connection/index.ts';
import {exitCodes, UserError} from '../errors.ts';

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

async function holdsSame(file: string, connection: Connection): Promise<boolean> {
	try {
		const there = await readConnectionFile(file);
		return JSON.stringify(there) === JSON.stringify(toFileFormat(connection));
	} catch {
		return false;
	}
}

/**
 * Saves the connection: into the file that the person named, else into a new one named after vendor and bucket in the
 * working directory, or in the home directory where that one cannot be written. Never overwrites a file that the person
 * did not name. Gives the absolute path. Throws UserError where nothing can be written.
 */
export async function saveConnection(
	connection: Connection,
	namedFile: string | undefined,
): Promise<string> {
	const fittedTo = (folder: string): Connection => ({
		...connection,
		vendor: vendorSeenFrom(folder, connection.vendor),
	});
	if (namedFile !== undefined) {
		const file = path.resolve(namedFile);
		await writeConnectionFile(file, fittedTo(path.dirname(file)));
		return file;
	}

	const vendor = path.basename(connection.vendor, '.json');
	const folders = [process.cwd(), homedir()];
	for (const folder of folders) {
		if (!(await isWritableFolder(folder))) {
			continue;
		}

		for (let count = 1; count < 1000; count++) {
			const suffix = count === 1 ? '' : `-${count}`;
			const file = path.join(folder, `${vendor}-${connection.bucket}${suffix}.json`);
			const isThere = await exists(file);
			if (isThere && (await holdsSame(file, fittedTo(folder)))) {
				return file;
			}

			if (!isThere) {
				await writeConnectionFile(file, fittedTo(folder));
				return file;
			}
		}
	}

	throw new UserError('Could not write the connection file here or in your home directory.', {
		exitCode: exitCodes.failed,
		hint: 'Name a file in a folder that you can write: s3-handshake ./folder/connection.json',
	});
}
