import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {NpmError, npm} from '../e2e/support/packed.ts';
import {runCommand} from '../e2e/support/run-command.ts';

/** A version of Node that was fetched. */
export type Node = {
	/** E.g. `22.12.0`. */
	readonly version: string;
	/** The path of its executable. */
	readonly binary: string;
};

/** The package by which the registry of npm carries Node for this computer. */
export const nodePackage = `node-${process.platform}-${process.arch}`;

/**
 * Fetches a version of Node into a folder: an exact one, the newest of a range such as `22`, or `latest`. Gives undefined
 * where the registry has none.
 *
 * @throws {NpmError} where it could not be fetched, e.g. because the registry cannot be reached
 */
export async function fetchNode(wanted: string, folder: string): Promise<Node | undefined> {
	await mkdir(folder, {recursive: true});
	await writeFile(path.join(folder, 'package.json'), JSON.stringify({private: true}));
	try {
		await npm(
			...['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'],
			...['--fetch-retries=1', '--prefix', folder, `${nodePackage}@${wanted}`],
		);
	} catch (error) {
		if (error instanceof NpmError && ['E404', 'ETARGET'].includes(error.code)) {
			return undefined;
		}

		throw error;
	}

	const binary = path.join(folder, 'node_modules', nodePackage, 'bin', 'node');
	const {stdout} = await runCommand(binary, ['--version']);
	return {version: stdout.trim().replace(/^v/u, ''), binary};
}
