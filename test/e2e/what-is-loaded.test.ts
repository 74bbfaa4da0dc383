import {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {creativeForceConnection} from './support/driver.ts';
import {runCommand} from './support/run-command.ts';
import {Sandbox} from './support/sandbox.ts';
import {Terminal} from './support/terminal.ts';

const program = fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url));

/** Texts that stand in the bundled code of these and nowhere else. */
const marks = {
	ink: 'must be rendered inside <Text> component',
	sdk: 'CopyObject',
	clipboard: 'pbcopy',
};
type Part = keyof typeof marks;

describe('what is loaded', () => {
	const sandbox = new Sandbox();
	let folder = '';
	let log = '';
	let connectionFile = '';
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-loaded-'));
		log = path.join(folder, 'loaded');
		connectionFile = path.join(folder, 'connection.json');
		await writeFile(connectionFile, JSON.stringify(creativeForceConnection));
		await writeFile(
			path.join(folder, 'witness.cjs'),
			`const {Module} = require('node:module');
const load = Module._extensions['.js'];
for (const extension of ['.js', '.cjs']) {
	Module._extensions[extension] = (module, file) => {
		require('node:fs').appendFileSync(process.env.LOADED, file + '\\n');
		return load(module, file);
	};
}`,
		);
	});
	afterAll(async () => {
		sandbox.remove();
		await rm(folder, {recursive: true, force: true});
	});

	const environment = () => ({
		LOADED: log,
		NODE_OPTIONS: `--require=${path.join(folder, 'witness.cjs')}`,
	});

	function parts(): Part[] {
		const files = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
		const code = files
			.filter((file) => file.includes(`${path.sep}distribution${path.sep}`))
			.map((file) => readFileSync(file, 'utf8'));
		expect(code.length).toBeGreaterThan(0);
		return (Object.keys(marks) as Part[]).filter((part) =>
			code.some((text) => text.includes(marks[part])),
		);
	}

	async function partsOf(...argv: string[]): Promise<Part[]> {
		await rm(log, {force: true});
		await runCommand(process.execPath, [program, ...argv], {
			env: sandbox.environment(environment()),
		});
		return parts();
	}

	test.each([
		['--version'],
		['-V'],
		['--help'],
		['-h'],
		['verify', '--help'],
		['vendors'],
		['no-such-call'],
	])('neither the screen nor the SDK for %s', async (...argv) => {
		expect(await partsOf(...argv)).toEqual([]);
	});

	test('neither the screen nor the SDK for policies', async () => {
		expect(await partsOf('policies', connectionFile)).toEqual([]);
	});

	test('the SDK, and not the screen, for verify', async () => {
		const signedIn = {
			AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
			AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
			// Nobody answers there.
			AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
			AWS_MAX_ATTEMPTS: '1',
		};
		await rm(log, {force: true});
		await runCommand(process.execPath, [program, 'verify', connectionFile], {
			env: sandbox.environment({...environment(), ...signedIn}),
		});
		expect(parts()).toEqual(['sdk']);
	});

	test('no SDK for verify without an account', async () => {
		expect(await partsOf('verify', connectionFile, '--practice')).toEqual([]);
	});

	test('the SDK for the wizard too, but after its first screen', async () => {
		await rm(log, {force: true});
		const terminal = Terminal.start({environment: environment()});
		await terminal.waitFor('Which vendor needs');
		await terminal.waitUntil(() => parts().includes('sdk'), 'the SDK to be loaded');
		const order = readFileSync(log, 'utf8');
		expect(order.indexOf('aws-account')).toBeGreaterThan(order.indexOf('later-screens'));
		expect(parts()).toEqual(['ink', 'sdk']);
		terminal.press('ctrl+c');
		expect((await terminal.exited()).exitCode).toBe(130);
	});
});
