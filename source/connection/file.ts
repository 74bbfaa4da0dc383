import {UserError} from '../errors.ts';
import {parseJsonText} from '../json/index.ts';
import {visible} from '../problems.ts';
import {ownCodes, readRule, readTextFile} from '../text-file.ts';
import {baseFields, type StatedConnection} from './fields.ts';

function unreadable(path: string, rule: string, cause?: unknown): UserError {
	return new UserError(`Cannot read ${visible(path)}`, {
		problems: [{field: path, rule}],
		cause,
	});
}

/**
 * What a connection file holds, not yet checked. Throws `UserError` where there is no such file, it cannot be read, is
 * larger than 1 MB, is no text in UTF-8 or UTF-16, or does not hold one JSON object; JSON mistakes come with line and column.
 */
export async function readConnectionFile(path: string): Promise<Record<string, unknown>> {
	const read = await readTextFile(path);

	if (!('text' in read)) {
		throw unreadable(
			path,
			read.code === ownCodes.tooLarge
				? 'The file is larger than 1 MB, which is too large for a connection file.'
				: readRule(read.code),
			read.cause,
		);
	}

	const value = parseJsonText(read.text, path);

	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw unreadable(path, 'A connection file holds one JSON object: { "version": 1, ... }.');
	}

	return Object.fromEntries(Object.entries(value));
}

/**
 * The connection as its file holds it: fields in the documented order, the vendor's inputs behind them at the top level,
 * and no field that holds what counts where it is left out.
 */
export function toFileFormat(connection: StatedConnection): Record<string, unknown> {
	const fields = baseFields.flatMap(({name, default: usual, isList}) => {
		const value = connection[name];
		const parts = isList ? (value ?? '').split(' ') : [];

		return value === undefined || value === usual
			? []
			: [[name, parts.length > 1 ? parts : value] as const];
	});

	return {version: connection.version, ...Object.fromEntries(fields), ...connection.inputs};
}

/**
 * Writes a connection file that only its owner can read (mode 0600), as a whole or not at all; with `isNew` never over
 * something that is there. Gives the text that it wrote. Throws `UserError` with exit code 1 where it cannot be written.
 */
export async function writeConnectionFile(
	path: string,
	connection: StatedConnection,
	{isNew = false}: {readonly isNew?: boolean} = {},
): Promise<string> {
	const text = `${JSON.stringify(toFileFormat(connection), undefined, 2)}\n`;
	// Only a few calls write, and all calls load this folder.
	const {writePrivateFile} = await import('../private-file.ts');
	writePrivateFile(path, text, {isNew});
	return text;
}
