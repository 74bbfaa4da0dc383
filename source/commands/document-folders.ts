import path from 'node:path';
import {type Problem, UserError} from '../errors.ts';

/**
 * The folder of documents for each of these connections: of one the folder itself, of several one in it each, named as
 * the connection's file without its ending. Throws UserError where two would have the same.
 */
export function documentFolders(
	files: readonly (string | undefined)[],
	directory: string,
): readonly string[] {
	if (files.length === 1) {
		return [directory];
	}

	const names = files.map((file) => path.parse(file ?? '').name);
	const problems = names.flatMap((name, index): Problem[] => {
		const first = names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
		return first === index
			? []
			: [
					{
						field: files[index] ?? '',
						rule: `Its documents would be in the folder ${name}, like those of ${files[first]}. Rename one of the two files.`,
					},
				];
	});
	if (problems.length > 0) {
		throw new UserError('The folders of the connections would have the same names.', {problems});
	}

	return names.map((name) => path.join(directory, name));
}
