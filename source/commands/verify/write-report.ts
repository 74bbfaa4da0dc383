import {writePrivateFile} from '../../private-file.ts';
import {visible} from '../../problems.ts';

/**
 * Writes a report that only its owner can read (mode 0600), as a whole or not at all. Throws UserError with exit code 1
 * where it cannot be written.
 */
export async function writeReport(path: string, text: string): Promise<void> {
	writePrivateFile(path, text, {what: `the report ${visible(path)}`});
}
