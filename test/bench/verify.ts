import {spawnSync} from 'node:child_process';
import {copyFile} from 'node:fs/promises';
import path from 'node:path';
import {writeConnectionFile} from '../../source/connection/index.ts';
import {creativeForceConnection} from '../support/connections.ts';
import {startAwsServer} from './aws-server.ts';
import {inTurn, median, run} from './processes.ts';

/** Milliseconds that one answer takes. */
export const latency = 100;
/** Connections that are verified in one call. */
export const many = 20;

const connection = creativeForceConnection();
const {bucket, accountId, roleName = '', kmsKeyArn = '', region} = connection;

/** The same questions for the AWS command line, one after another as a person or a script would ask them. */
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

export type VerifyTimes = {
	/** Milliseconds of `--version`: what a start takes. */
	readonly version: number;
	/** Milliseconds of `verify` for one connection, and for `many`. */
	readonly one: number;
	readonly many: number;
	/** Requests that `verify` of one connection sends. */
	readonly requests: number;
	/** Milliseconds of the AWS command line for the same questions; absent where it is not installed. */
	readonly commandLine?: number;
};

/** The times of `verify` against a server on this machine that answers each request after `latency` milliseconds. */
export async function verifyTimes(
	command: string,
	program: string,
	folder: string,
	inherited: NodeJS.ProcessEnv,
	runs: number,
): Promise<VerifyTimes> {
	const server = await startAwsServer(connection, latency);
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
	try {
		const files = await connectionFiles(folder);
		const time = async (...argv: string[]) =>
			(await run(command, [program, ...argv], env)).milliseconds;
		let requests = 0;
		const times = await inTurn(runs, {
			version: () => time('--version'),
			async one() {
				server.takeCount();
				const milliseconds = await time('verify', ...files.slice(0, 1), '--json');
				requests = server.takeCount();
				return milliseconds;
			},
			many: () => time('verify', ...files, '--json'),
		});
		return {
			version: median(times.version),
			one: median(times.one),
			many: median(times.many),
			requests,
			...(await commandLineTime(env)),
		};
	} finally {
		await server.close();
	}
}

async function connectionFiles(folder: string): Promise<string[]> {
	const files = Array.from({length: many}, (_, index) => path.join(folder, `${index}.json`));
	const [first = '', ...others] = files;
	await writeConnectionFile(first, connection);
	await Promise.all(others.map((file) => copyFile(first, file)));
	return files;
}

async function commandLineTime(env: NodeJS.ProcessEnv): Promise<{commandLine?: number}> {
	if (spawnSync('aws', ['--version']).error !== undefined) {
		return {};
	}

	const start = performance.now();
	for (const call of cliCalls) {
		// S3 Control puts the account into the host's name, which an address of this machine cannot have.
		await run(
			'aws',
			call[0] === 's3control' ? ['s3api', 'head-bucket', '--bucket', bucket] : call,
			env,
		);
	}

	return {commandLine: performance.now() - start};
}
