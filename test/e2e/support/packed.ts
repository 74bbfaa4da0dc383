import {mkdir, readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {runCommand} from './run-command.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What npm would publish. */
export type Packed = {
	/** The path of the packed file. */
	readonly tarball: string;
	/** Of the packed file, in bytes. */
	readonly size: number;
	/** Paths in the package, with forward slashes. */
	readonly files: readonly string[];
};

/** The package in a project of its own. */
export type Installed = {
	/** The package's folder. */
	readonly folder: string;
	/** The linked command. */
	readonly command: string;
	/** What lies in node_modules, npm's own notes aside. */
	readonly packages: readonly string[];
};

/** A refusal of npm, by its code, e.g. `ETARGET`; the message is one line. */
export class NpmError extends Error {
	readonly code: string;

	constructor(code: string, summary: string) {
		super(`${summary.split('\n', 1)[0]} (${code})`);
		this.name = 'NpmError';
		this.code = code;
	}
}

/**
 * Calls npm in the project's folder and gives what it prints as JSON.
 *
 * @throws {NpmError} where npm ends with a failure
 */
export async function npm(...argv: readonly string[]): Promise<unknown> {
	const {code, stdout, stderr} = await runCommand('npm', [...argv, '--json'], {cwd: root});
	if (code === 0) {
		return JSON.parse(stdout);
	}

	throw refusalIn(stdout) ?? new NpmError(`exit code ${code}`, stderr.trim());
}

function refusalIn(stdout: string): NpmError | undefined {
	try {
		const {error} = JSON.parse(stdout) as {error: {code: string; summary: string}};
		return new NpmError(error.code, error.summary);
	} catch {
		return undefined;
	}
}

/** Packs what was built, as npm would publish it, into a folder. Throws like `npm`. */
export async function pack(folder: string): Promise<Packed> {
	const printed = await npm('pack', '--ignore-scripts', '--pack-destination', folder);
	// Some versions of npm print a list, others an object by name.
	const [report] = Object.values(
		printed as Record<string, {filename: string; size: number; files: {path: string}[]}>,
	);
	if (report === undefined) {
		throw new Error('npm packed nothing.');
	}

	const {filename, size, files} = report;
	return {tarball: path.join(folder, filename), size, files: files.map((file) => file.path)};
}

/** Makes an empty project and installs a packed file into it without the network. Throws like `npm`. */
export async function install(tarball: string, project: string): Promise<Installed> {
	await mkdir(project, {recursive: true});
	await writeFile(path.join(project, 'package.json'), JSON.stringify({private: true}));
	await npm(
		...['install', '--offline', '--no-audit', '--no-fund'],
		...['--ignore-scripts=false', '--prefix', project, tarball],
	);
	const modules = path.join(project, 'node_modules');
	return {
		folder: path.join(modules, 's3-handshake'),
		command: path.join(modules, '.bin', 's3-handshake'),
		packages: (await readdir(modules)).filter((name) => !name.startsWith('.')),
	};
}
