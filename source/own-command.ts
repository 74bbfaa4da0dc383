import path from 'node:path';

/** How a program was started: its arguments and its environment, as Node tells them. */
type Start = {
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
};

const programName = 's3-handshake';

function thisStart(): Start {
	return {argv: process.argv, env: process.env, cwd: process.cwd()};
}

/** A word as every shell takes it as one, where it is not one by itself. */
export function shellWord(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command of this program as the person can type it, by the way in which it was started: `s3-handshake verify`, with npx
 * or `npm start --` in front, or with the path of the file. `rest` is what stands after the name, and may be empty.
 * https://docs.npmjs.com/cli/v10/using-npm/scripts#environment
 */
export function ownCommand(rest = '', start: Start = thisStart()): string {
	const [, file = ''] = start.argv;
	const after = rest === '' ? '' : ` ${rest}`;
	const isFile = path.basename(file) === `${programName}.js`;
	// A program that npm or npx has started may have started this one.
	if (isFile && start.env['npm_lifecycle_event'] === 'start') {
		return rest === '' ? 'npm start' : `npm start --${after}`;
	}

	if ((isFile || path.basename(file) === programName) && start.env['npm_command'] === 'exec') {
		return `npx ${programName}${after}`;
	}

	// What a package manager has installed is started by its name, by a link or a script that calls the file.
	if (!isFile || file.split(path.sep).includes('node_modules')) {
		return `${programName}${after}`;
	}

	const relative = path.relative(start.cwd, file);
	return `node ${shellWord(relative.length < file.length ? relative : file)}${after}`;
}
