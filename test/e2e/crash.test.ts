import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {toFileFormat} from '../../source/connection/index.ts';
import {type CountingProxy, startCountingProxy} from '../support/counting-proxy.ts';
import {describeWithMoto, type Moto, motoEnvironment, startMoto} from '../support/moto.ts';
import {createMotoAccount, emulatedAccountId, type MotoAccount} from '../support/moto-account.ts';
import {cases, foreignSids} from './support/crash-cases.ts';
import {Sandbox} from './support/sandbox.ts';

const program = fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url));

type Ended = {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
};

describeWithMoto('apply that is killed', () => {
	let moto: Moto;
	let proxy: CountingProxy;
	let account: MotoAccount;
	let folder = '';
	let survived = 0;
	const sandbox = new Sandbox();
	const running = new Set<ChildProcess>();

	beforeAll(async () => {
		vi.stubEnv('MOTO_ACCOUNT_ID', emulatedAccountId);
		vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
		moto = await startMoto();
		proxy = await startCountingProxy(moto.endpoint);
		account = createMotoAccount(moto.endpoint);
		folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-crash-'));
	});
	afterAll(async () => {
		for (const child of running) {
			child.kill('SIGKILL');
		}

		process.stderr.write(`apply was killed at ${survived} points, and completed after each\n`);
		vi.unstubAllEnvs();
		await proxy?.stop();
		await moto?.stop();
		sandbox.remove();
		await rm(folder, {recursive: true, force: true});
	});

	/** Starts the built program, and ends it by force where it takes too long. */
	const start = (argv: readonly string[]): {child: ChildProcess; ended: Promise<Ended>} => {
		const child = spawn(process.execPath, [program, ...argv], {
			cwd: sandbox.workingDirectory,
			env: sandbox.environment({...motoEnvironment, AWS_ENDPOINT_URL: proxy.endpoint}),
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: 30_000,
			killSignal: 'SIGKILL',
		});
		running.add(child);
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (chunk: Buffer) => {
			stdout += chunk.toString();
		});
		child.stderr.on('data', (chunk: Buffer) => {
			stderr += chunk.toString();
		});
		const ended = new Promise<Ended>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code, signal) => {
				running.delete(child);
				resolve({code, signal, stdout, stderr});
			});
		});
		return {child, ended};
	};

	const everyPoint = cases.flatMap((one) =>
		one.writes.flatMap((write, index) =>
			(['before', 'after'] as const).map(
				(moment) => [one.name, moment, index + 1, write, one] as const,
			),
		),
	);
	test.each(everyPoint)(
		'%s: %s write %i, %s',
		async (_name, moment, number, write, one) => {
			await account.reset();
			const connection = await account.fill(one.state(one.connection), one.connection);
			const file = path.join(folder, 'connection.json');
			await writeFile(file, JSON.stringify(toFileFormat(connection)));
			const sids = foreignSids(await account.contents(connection));
			const argv = ['apply', file, '--yes', '--json'];
			const missing: string[] = [];
			const checkOthers = async (operation: string) => {
				const left = foreignSids(await account.contents(connection));
				missing.push(
					...sids.filter((sid) => !left.includes(sid)).map((sid) => `${sid} after ${operation}`),
				);
			};

			proxy.clear();
			let writes = 0;
			const killed = start(argv);
			const kill = async () => {
				killed.child.kill('SIGKILL');
				await killed.ended;
			};

			proxy.use({
				async before({isWrite, operation}) {
					if (!isWrite) {
						return undefined;
					}

					writes += 1;
					if (writes === number) {
						expect(operation).toBe(write);
						if (moment === 'before') {
							await kill();
							return {status: 503, type: 'text/plain', body: ''};
						}
					}

					return undefined;
				},
				async after({isWrite, operation}) {
					if (isWrite) {
						await checkOthers(operation);
						if (writes === number) {
							await kill();
						}
					}
				},
			});
			expect((await killed.ended).signal).toBe('SIGKILL');
			expect(proxy.writes()).toEqual(one.writes.slice(0, number));
			await checkOthers('the end');

			proxy.clear();
			proxy.use({
				async after({isWrite, operation}) {
					if (isWrite) {
						await checkOthers(operation);
					}
				},
			});
			const again = await start(argv).ended;
			expect(again.code, again.stderr).toBe(0);
			expect(proxy.writes()).toEqual(one.writes.slice(moment === 'before' ? number - 1 : number));
			const {verification} = JSON.parse(again.stdout) as {verification: {failures: unknown[]}};
			expect(verification.failures).toEqual([]);
			expect(missing).toEqual([]);
			survived += 1;
		},
		60_000,
	);
});
