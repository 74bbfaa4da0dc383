import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {startAwsServer} from '../bench/aws-server.ts';
import {creativeForceConnection as answered} from '../e2e/support/driver.ts';
import {type Ran, runCommand} from '../e2e/support/run-command.ts';
import {type Environment, Sandbox} from '../e2e/support/sandbox.ts';
import {wholeStory} from '../e2e/support/story.ts';
import {Terminal} from '../e2e/support/terminal.ts';
import {creativeForceConnection} from '../support/connections.ts';
import {type Home, ReplayHome, startReplayServer} from '../support/replay/index.ts';
import type {Node} from './fetch-node.ts';

/** What the steps of one version of Node work with. */
export type Setup = {
	readonly node: Node;
	/** The installed command. */
	readonly command: string;
	/** A connection file. */
	readonly connectionFile: string;
	/** A folder of this version's own. */
	readonly folder: string;
};

/** Something that is run with a version of Node; throws where it does not end as it should. */
export type Step = {
	readonly name: string;
	readonly run: (setup: Setup) => Promise<void>;
};

/** Runs the program without a terminal, away from the user's files, and gives what it wrote. */
async function runProgram(
	{node, command}: Setup,
	argv: readonly string[],
	changes?: Environment,
): Promise<Ran> {
	const sandbox = new Sandbox();
	try {
		return await runCommand(node.binary, [command, ...argv], {
			cwd: sandbox.workingDirectory,
			env: sandbox.environment(changes),
		});
	} finally {
		sandbox.remove();
	}
}

function assertEnd({code, stderr}: Ran, expected: number): void {
	assert.equal(code, expected, `exit code ${code} instead of ${expected}; stderr: ${stderr}`);
	// Node begins each of its warnings with the process.
	assert.doesNotMatch(stderr, /\(node:\d+\)|Warning/u, `a warning: ${stderr}`);
}

const wizard: Step = {
	name: 'wizard',
	async run({node, command, folder}) {
		const warnings = path.join(folder, 'warnings');
		const terminal = Terminal.startCommand(node.binary, {
			arguments: [command],
			// In a terminal a warning could be drawn over.
			environment: {NODE_REDIRECT_WARNINGS: warnings},
		});
		try {
			await wholeStory(terminal);
		} finally {
			await terminal.dispose();
		}

		const warned = existsSync(warnings) ? readFileSync(warnings, 'utf8') : '';
		assert.equal(warned, '', `a warning: ${warned}`);
	},
};

const policies: Step = {
	name: 'policies --json',
	async run(setup) {
		const ran = await runProgram(setup, ['policies', setup.connectionFile, '--json']);
		assertEnd(ran, 0);
		const {connection, documents} = JSON.parse(ran.stdout) as {
			connection: unknown;
			documents: unknown[];
		};
		assert.deepEqual(connection, answered);
		assert.equal(documents.length, 3);
	},
};

const practice: Step = {
	name: 'verify --practice',
	async run(setup) {
		const ran = await runProgram(setup, ['verify', setup.connectionFile, '--practice']);
		assertEnd(ran, 1);
		assert.match(ran.stdout, /To fix: External ID in the trust policy/u);
	},
};

const live: Step = {
	name: 'verify through the SDK',
	async run(setup) {
		const connection = creativeForceConnection();
		const server = await startAwsServer(connection, 0);
		try {
			const ran = await runProgram(setup, ['verify', setup.connectionFile, '--json'], {
				AWS_ENDPOINT_URL: server.url,
				AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
				AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
				AWS_REGION: connection.region,
			});
			assertEnd(ran, 0);
			assert.ok(server.takeCount() > 0, 'nothing was asked of the server');
		} finally {
			await server.close();
		}
	},
};

const proxied: Step = {
	name: 'verify through a proxy',
	async run({node, command}) {
		const server = await startReplayServer();
		const credentials =
			'[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n';
		const runIn = async (home: Home) => {
			const place = new ReplayHome(server, {credentials, ...home});
			try {
				return await place.runOther(node.binary, command, 'verify', 'connection.json');
			} finally {
				place.remove();
			}
		};
		try {
			assertEnd(await runIn({}), 0);
			assert.ok(server.connects.length > 0, 'nothing was asked of the proxy');
			const untrusted = await runIn({environment: {AWS_CA_BUNDLE: ''}});
			assertEnd(untrusted, 3);
			assert.match(
				`${untrusted.stdout}${untrusted.stderr}`.replaceAll(/\s+/gu, ' '),
				/issued by "Replay Root CA", is not trusted/u,
			);
		} finally {
			await server.stop();
		}
	},
};

/** For a version that the program is made for. */
export const storySteps: readonly Step[] = [wizard, policies, practice, live, proxied];

const refusal: Step = {
	name: 'refusal',
	async run(setup) {
		const ran = await runProgram(setup, []);
		assertEnd(ran, 2);
		assert.equal(ran.stdout, '');
		assert.match(ran.stderr, /^s3-handshake needs Node\.js [^\n]+\n$/u);
		assert.ok(ran.stderr.includes(setup.node.version), ran.stderr);
	},
};

/** For a version that is too old: it gets one sentence. */
export const refusalSteps: readonly Step[] = [refusal];
