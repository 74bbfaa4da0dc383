import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, vi} from 'vitest';
import {type Connection, toFileFormat} from '../../../source/connection/index.ts';
import {useSharedFiles} from '../../account/support/shared-files.ts';
import {type Run, type RunOptions, runProgram} from '../../commands/run-program.ts';
import {expectSameCollected} from '../../support/collected.ts';
import {type CountingProxy, startCountingProxy} from '../../support/counting-proxy.ts';
import {type Moto, motoEnvironment, startMoto} from '../../support/moto.ts';
import {
	createMotoAccount,
	emulatedAccountId,
	type MotoAccount,
} from '../../support/moto-account.ts';

/** What `--json` of apply holds, as far as the tests look at it. */
type Applied = Run & {
	readonly steps: readonly {
		readonly id: string;
		readonly action: string;
		readonly status: string;
		readonly detail: string;
		readonly obstacle?: string;
		readonly backup?: string;
	}[];
	/** The run's ID, where it changed something. */
	readonly run?: string;
	readonly untouched: readonly string[];
	readonly endpoint?: string;
	readonly permissions?: {readonly refused: readonly {readonly action: string}[]};
};

export type Finding = {readonly id: string; readonly status: string; readonly reason: string};

/** The program in front of an emulated account, with a proxy in between that counts. */
export type MotoProgram = {
	readonly account: MotoAccount;
	readonly proxy: CountingProxy;
	/** A file with the connection; its path. */
	readonly write: (connection: Connection) => Promise<string>;
	/** Runs `apply --yes --json` or what is given in its place. */
	readonly apply: (connection: Connection, ...more: readonly string[]) => Promise<Applied>;
	/** Runs `apply --yes --json` until the signal interrupts it. */
	readonly applyUntil: (connection: Connection, signal: AbortSignal) => Promise<Applied>;
	/** Runs `apply --undo --yes --json` for a run or a backup. */
	readonly undo: (runOrBackup: string) => Promise<Applied>;
	/** The checks of `verify --json`. */
	readonly verify: (connection: Connection) => Promise<readonly Finding[]>;
	/** Expects what `collect` writes to be judged as the account is. */
	readonly expectSameCollected: (connection: Connection) => Promise<void>;
};

/** Starts moto and the proxy for the tests of a file; each test begins with an empty account. */
export function useMotoProgram(): MotoProgram {
	let moto: Moto;
	let proxy: CountingProxy;
	let account: MotoAccount;
	let folder = '';
	let restore: (() => void) | undefined;

	beforeAll(async () => {
		vi.stubEnv('MOTO_ACCOUNT_ID', emulatedAccountId);
		vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
		moto = await startMoto();
		proxy = await startCountingProxy(moto.endpoint);
		account = createMotoAccount(moto.endpoint);
		folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-apply-'));
		restore = useSharedFiles({}, {...motoEnvironment, AWS_ENDPOINT_URL: proxy.endpoint});
	}, 60_000);
	afterAll(async () => {
		restore?.();
		await proxy?.stop();
		await moto?.stop();
		await rm(folder, {recursive: true, force: true});
	});
	beforeEach(async () => {
		proxy.clear();
		await account.reset();
	});

	const write = async (connection: Connection) => {
		const file = path.join(folder, 'connection.json');
		await writeFile(file, JSON.stringify(toFileFormat(connection)));
		return file;
	};
	const run = async (argv: readonly string[], options?: RunOptions): Promise<Applied> => {
		const ran = await runProgram(
			['apply', ...argv, '--json', '--backups', path.join(folder, 'backups')],
			options,
		);
		const printed = ran.stdout === '' ? {steps: [], untouched: []} : JSON.parse(ran.stdout);
		return {...(printed as Pick<Applied, 'steps' | 'untouched'>), ...ran};
	};

	return {
		get account() {
			return account;
		},
		get proxy() {
			return proxy;
		},
		write,
		apply: async (connection, ...more) =>
			run([await write(connection), ...(more.length === 0 ? ['--yes'] : more)]),
		applyUntil: async (connection, signal) => run([await write(connection), '--yes'], {signal}),
		undo: (what) => run(['--undo', what, '--yes']),
		async verify(connection) {
			const {stdout, stderr} = await runProgram(['verify', await write(connection), '--json']);
			expect(stderr).toBe('');
			const {results} = JSON.parse(stdout) as {
				results: readonly {checks: readonly Finding[]}[];
			};
			return results[0]?.checks ?? [];
		},
		async expectSameCollected(connection) {
			await expectSameCollected(runProgram, await write(connection));
		},
	};
}

/** The IDs of what a verification finds wrong. */
export function failuresIn(checks: readonly Finding[]): string[] {
	return checks.filter(({status}) => status === 'fail').map(({id}) => id);
}
