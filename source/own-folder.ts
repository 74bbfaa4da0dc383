import {accessSync, constants, statSync} from 'node:fs';
import path from 'node:path';
import {UserError} from './errors.ts';
import {quoted} from './problems.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Why there is no home folder to be used, a sentence; undefined where there is one. */
function homeProblem(home: string | undefined): string | undefined {
	if (home === undefined || !path.isAbsolute(home)) {
		return 'HOME is not set to a full path.';
	}

	try {
		if (!statSync(home).isDirectory()) {
			return `HOME is ${quoted(home)}, which is not a folder.`;
		}

		accessSync(home, constants.W_OK | constants.X_OK);
		return undefined;
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		return code === 'ENOENT'
			? `HOME is ${quoted(home)}, which does not exist.`
			: `HOME is ${quoted(home)}, where you cannot write.`;
	}
}

/**
 * The person's home folder. Throws `UserError` where it cannot be used: not named by a full path, not there, or not
 * writable. Nothing takes its place, least of all the working folder, which may belong to somebody else.
 */
export function homeFolder(env: Environment = process.env): string {
	const home = process.platform === 'win32' ? env['USERPROFILE'] : env['HOME'];
	const problem = homeProblem(home);
	if (home === undefined || problem !== undefined) {
		throw new UserError(`There is no home folder that can be used. ${problem ?? ''}`.trim(), {
			hint: 'Set HOME to the full path of a folder of your own.',
		});
	}

	return home;
}

/** The folder of a variable that counts only with a full path, or undefined. */
function named(folder: string | undefined): string | undefined {
	return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
}

/**
 * Where this program keeps its data: the place that the system has for that. The folder itself may not be there yet.
 * Throws `UserError` where there is no such place.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function dataFolder(env: Environment = process.env): string {
	switch (process.platform) {
		case 'win32':
			return path.join(
				named(env['LOCALAPPDATA']) ?? path.join(homeFolder(env), 'AppData', 'Local'),
				's3-handshake',
				'Data',
			);
		case 'darwin':
			return path.join(homeFolder(env), 'Library', 'Application Support', 's3-handshake');
		default:
			return path.join(
				named(env['XDG_DATA_HOME']) ?? path.join(homeFolder(env), '.local', 'share'),
				's3-handshake',
			);
	}
}
