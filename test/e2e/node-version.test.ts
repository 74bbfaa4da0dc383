import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {transformSync} from 'rolldown/utils';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {fileAt} from '../support/source-files.ts';
import {type Ran, runCommand} from './support/run-command.ts';
import {Sandbox} from './support/sandbox.ts';

const program = fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url));
const {version, engines} = JSON.parse(fileAt('package.json').text) as {
	readonly version: string;
	readonly engines: {readonly node: string};
};

describe('the version of Node', () => {
	const sandbox = new Sandbox();
	let folder = '';
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-node-version-'));
	});
	afterAll(async () => {
		sandbox.remove();
		await rm(folder, {recursive: true, force: true});
	});

	/** Asks the program for its version in a Node that says it is another one. */
	async function runAs(node: string): Promise<Ran> {
		const disguise = path.join(folder, `as-node-${node}.cjs`);
		await writeFile(
			disguise,
			`Object.defineProperty(process, 'versions', {value: {...process.versions, node: '${node}'}});`,
		);
		const argv = ['--require', disguise, program, '--version'];
		return runCommand(process.execPath, argv, {env: sandbox.environment()});
	}

	test.each(['8.17.0', '16.20.2', '18.20.4', '20.18.3'])(
		'%s gets one sentence instead of the program',
		async (node) => {
			const oldest = engines.node.replace('>=', '');
			expect(await runAs(node)).toEqual({
				code: 2,
				stdout: '',
				stderr: `s3-handshake needs Node.js ${oldest} or newer; this is ${node}. Get it from https://nodejs.org\n`,
			});
		},
	);

	test.each(['20.19.0', '20.20.0', '22.0.0', '100.0.0'])('%s is new enough', async (node) => {
		expect(await runAs(node)).toEqual({code: 0, stdout: `${version}\n`, stderr: ''});
	});
});

describe('the first file', () => {
	/** Whether a script is the same after everything newer than ES2015 was rewritten in it, and holds no module syntax. */
	function isOldScript(script: string): boolean {
		const [asIs, rewritten] = (['esnext', 'es2015'] as const).map((target) =>
			transformSync('program.js', script, {sourceType: 'script', target}),
		);
		return asIs?.errors.length === 0 && asIs.code === rewritten?.code;
	}

	test('has only syntax that old versions of Node can read', () => {
		expect(isOldScript(fileAt('bin/s3-handshake.js').text)).toBe(true);
	});

	test.each([
		'a?.b;',
		'a ?? b;',
		'a ??= b;',
		'a ||= b;',
		'try {} catch {}',
		'async function a() {}',
		'a({...b});',
		'await a;',
		"import a from 'a';",
		'export const a = 1;',
	])('would be found out with %j in it', (newer) => {
		expect(isOldScript(`${fileAt('bin/s3-handshake.js').text}\n${newer}`)).toBe(false);
	});
});
