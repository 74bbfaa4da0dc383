import {execFile} from 'node:child_process';

/** How a command without a terminal ended, and what it wrote. */
export type Ran = {readonly code: number; readonly stdout: string; readonly stderr: string};

export type RunOptions = {
	/** The whole environment; this process's own unless given. */
	readonly env?: NodeJS.ProcessEnv;
	readonly cwd?: string;
};

/**
 * Runs a command to its end, whatever its exit code.
 *
 * @throws {Error} where it cannot be started, or was ended by a signal, as it is after five minutes
 */
export function runCommand(
	command: string,
	argv: readonly string[],
	options: RunOptions = {},
): Promise<Ran> {
	return new Promise((resolve, reject) => {
		const limits = {timeout: 300_000, maxBuffer: 64 * 1024 * 1024};
		const child = execFile(command, argv, {...limits, ...options}, (error, stdout, stderr) => {
			if (error === null || typeof error.code === 'number') {
				resolve({code: Number(error?.code ?? 0), stdout, stderr});
			} else {
				reject(error);
			}
		});
		child.stdin?.end();
	});
}
