import {execFile, spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {writeConnectionFile} from '../../source/connection/index.ts';
import {creativeForceConnection} from '../support/connections.ts';
import {type AwsServer, startAwsServer} from './aws-server.ts';

const runs = 5;
/** Milliseconds that one answer takes. */
const latency = 100;
const program = fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url));
const connection = creativeForceConnection();
const {bucket, accountId, roleName = '', kmsKeyArn = '', region} = connection;

/** The same questions for the AWS CLI, one after another as a person or a script would ask them. */
const cliCalls: readonly (readonly string[])[] = [
	['sts', 'get-caller-identity'],
	['s3api', 'head-bucket', '--bucket', bucket],
	['s3api', 'get-bucket-encryption', '--bucket', bucket],
	['s3api', 'get-bucket-policy', '--bucket', bucket],
	['s3api', 'get-public-access-block', '--bucket', bucket],
	['s3control', 'get-public-access-block', '--account-id', accountId],
	['s3api', 'get-bucket-ownership-controls', '--bucket', bucket],
	['iam', 'get-role', '--role-name', roleName],
	['iam', 'list-role-policies', '--role-name', roleName],
	['iam', 'get-role-policy', '--role-name', roleName, '--policy-name', 'Access'],
	['iam', 'list-attached-role-policies', '--role-name', roleName],
	['kms', 'describe-key', '--key-id', kmsKeyArn],
	['kms', 'get-key-policy', '--key-id', kmsKeyArn, '--policy-name', 'default'],
];

type Ran = {readonly ms: number; readonly stdout: string; readonly failed: boolean};

function run(command: string, argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
	const start = performance.now();
	return new Promise((resolve) => {
		execFile(command, argv, {env}, (error, stdout) => {
			resolve({ms: performance.now() - start, stdout, failed: error !== null});
		});
	});
}

/** The middle of the wall times of some runs, in milliseconds; throws where a run does not do what it should. */
async function median(measure: () => Promise<Ran>): Promise<number> {
	const times: number[] = [];
	for (let index = 0; index < runs; index += 1) {
		const {ms, failed, stdout} = await measure();
		if (failed) {
			throw new Error(`A run failed: ${stdout}`);
		}

		times.push(ms);
	}

	return times.toSorted((one, other) => one - other)[Math.floor(runs / 2)] ?? 0;
}

async function askOneByOne(env: NodeJS.ProcessEnv): Promise<Ran> {
	const start = performance.now();
	for (const call of cliCalls) {
		// S3 Control puts the account into the host's name, which an address of this machine cannot have.
		const argv = call[0] === 's3control' ? ['s3api', 'head-bucket', '--bucket', bucket] : call;
		const {failed} = await run('aws', argv, env);
		if (failed) {
			return {ms: 0, stdout: argv.join(' '), failed};
		}
	}

	return {ms: performance.now() - start, stdout: '', failed: false};
}

async function measure(server: AwsServer, folder: string): Promise<string[]> {
	const file = path.join(folder, 'connection.json');
	await writeConnectionFile(file, connection);
	const {AWS_PROFILE: _profile, ...inherited} = process.env;
	const env = {
		...inherited,
		AWS_ENDPOINT_URL: server.url,
		AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
		AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
		AWS_REGION: region,
		AWS_DEFAULT_REGION: region,
		AWS_CONFIG_FILE: path.join(folder, 'none'),
		AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none'),
		AWS_EC2_METADATA_DISABLED: 'true',
	};
	const node = await median(() => run(process.execPath, ['-e', '0'], env));
	const version = await median(() => run(process.execPath, [program, '--version'], env));
	server.takeCount();
	const verify = await median(() =>
		run(process.execPath, [program, 'verify', file, '--json'], env),
	);
	const calls = server.takeCount() / runs;
	const beyond = verify - version;
	const lines = [
		`Median of ${runs} runs; every answer of the server takes ${latency} ms.`,
		line('node -e 0', node),
		line('s3-handshake --version', version),
		line(`s3-handshake verify (${calls} calls)`, verify),
		`  beyond start-up: ${beyond.toFixed(0)} ms, ${(beyond / latency).toFixed(1)} times the latency of one call`,
	];
	if (spawnSync('aws', ['--version']).error !== undefined) {
		return [...lines, 'aws is not installed: nothing to compare with.'];
	}

	const cli = await median(() => askOneByOne(env));
	return [
		...lines,
		line(`aws, one after another (${cliCalls.length} calls)`, cli),
		`  verify takes ${((100 * verify) / cli).toFixed(0)} % of that`,
	];
}

function line(name: string, ms: number): string {
	return `${name.padEnd(42)}${ms.toFixed(0).padStart(6)} ms`;
}

const server = await startAwsServer(connection, latency);
const folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-bench-'));
try {
	process.stdout.write(`${(await measure(server, folder)).join('\n')}\n`);
} finally {
	await server.close();
	await rm(folder, {recursive: true, force: true});
}
