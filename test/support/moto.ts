import {type ChildProcess, spawn} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {createServer} from 'node:net';
import path from 'node:path';
import {describe, test} from 'vitest';

/** The account that moto simulates. */
export const motoAccountId = '123456789012';

/** Credentials that moto takes, and that are good nowhere else. */
export const motoEnvironment = {
	AWS_ACCESS_KEY_ID: 'testing',
	AWS_SECRET_ACCESS_KEY: 'testing',
	AWS_EC2_METADATA_DISABLED: 'true',
} as const;

/** Whether this machine has moto. */
function hasMoto(): boolean {
	return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
		try {
			accessSync(path.join(folder, 'moto_server'), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/**
 * A group of tests that need moto. Without it they are skipped with a message that says what to install; on a
 * machine that tests every change (`CI`) that is a failure.
 */
export function describeWithMoto(name: string, tests: () => void): void {
	if (hasMoto()) {
		describe(name, tests);
		return;
	}

	const message = `moto_server is not on the PATH (pip install "moto[server]"), so this is not tested: ${name}`;
	test(message, (context) => {
		if (process.env.CI && process.env.CI !== 'false') {
			throw new Error(message);
		}

		context.skip(message);
	});
}

export type Moto = {
	/** Address of the server, without a slash at the end. */
	readonly endpoint: string;
	readonly stop: () => Promise<void>;
};

async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => {
				resolve(typeof address === 'object' && address !== null ? address.port : 0);
			});
		});
	});
}

function ended(server: ChildProcess): boolean {
	return server.exitCode !== null || server.signalCode !== null;
}

async function answers(endpoint: string): Promise<boolean> {
	try {
		const {ok} = await fetch(`${endpoint}/moto-api/data.json`);
		return ok;
	} catch {
		return false;
	}
}

/** Stops the server and waits until it is gone. */
async function stop(server: ChildProcess): Promise<void> {
	if (!ended(server)) {
		const gone = new Promise((resolve) => server.once('exit', resolve));
		server.kill('SIGKILL');
		await gone;
	}
}

/** Starts a moto server with nothing in it and waits until it answers, no longer than `limit` milliseconds. */
export async function startMoto(limit = 30_000): Promise<Moto> {
	const port = await freePort();
	const endpoint = `http://127.0.0.1:${port}`;
	const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
		env: {...process.env, ...motoEnvironment},
		stdio: 'ignore',
	});
	let failure: Error | undefined;
	server.once('error', (error) => {
		failure = error;
	});
	// Also where the tests themselves are ended.
	const stopAtExit = () => server.kill('SIGKILL');
	process.once('exit', stopAtExit);
	const end = Date.now() + limit;

	while (!(await answers(endpoint))) {
		if (failure !== undefined || ended(server) || Date.now() > end) {
			await stop(server);
			throw new Error('moto_server did not start.', {cause: failure});
		}

		await new Promise((resolve) => {
			setTimeout(resolve, 50);
		});
	}

	return {
		endpoint,
		async stop() {
			process.off('exit', stopAtExit);
			await stop(server);
		},
	};
}
