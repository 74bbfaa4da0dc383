import {rmSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {creativeForceConnection} from '../e2e/support/driver.ts';
import {install, NpmError, pack} from '../e2e/support/packed.ts';
import {fetchNode, nodePackage} from './fetch-node.ts';
import {refusalSteps, type Setup, type Step, storySteps} from './steps.ts';

/** The oldest version that the program is made for, each that is kept up, and the newest of all. */
const supported = ['20.19.0', '20', '22', '24', 'latest'];
const tooOld = ['12', '18'];

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs all steps, also after one that failed; says in a line how they ended, and gives whether all is well. */
async function runSteps(steps: readonly Step[], setup: Setup): Promise<boolean> {
	const failures: string[] = [];
	const details: string[] = [];
	for (const {name, run} of steps) {
		try {
			await run(setup);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			failures.push(`${name}: ${message.split('\n', 1)[0]}`);
			details.push(`${name}: ${message}`);
		}
	}

	const names = steps.map(({name}) => name).join(', ');
	const outcome = failures.length === 0 ? 'passed' : `FAILED: ${failures.join('; ')}`;
	say(`Node ${setup.node.version.padEnd(9)} ${names}: ${outcome}`);
	for (const detail of details) {
		process.stderr.write(`${detail}\n`);
	}

	return failures.length === 0;
}

/** Gives the exit code: 0 where all passed, 1 where something failed, 3 where something could not be run. */
async function runAll(folder: string): Promise<0 | 1 | 3> {
	const {tarball} = await pack(folder);
	const {command} = await install(tarball, path.join(folder, 'project'));
	const connectionFile = path.join(folder, 'connection.json');
	await writeFile(connectionFile, JSON.stringify(creativeForceConnection));
	let hasFailed = false;
	let isMissing = false;
	const versions = [
		...supported.map((wanted) => ({wanted, steps: storySteps})),
		...tooOld.map((wanted) => ({wanted, steps: refusalSteps})),
	];
	for (const {wanted, steps} of versions) {
		const ownFolder = path.join(folder, `node-${wanted}`);
		try {
			const node = await fetchNode(wanted, ownFolder);
			if (node === undefined) {
				say(`Node ${wanted.padEnd(9)} not run: the registry has no ${nodePackage}@${wanted}`);
				isMissing = true;
			} else {
				const setup = {node, command, connectionFile, folder: ownFolder};
				hasFailed = !(await runSteps(steps, setup)) || hasFailed;
			}
		} catch (error) {
			if (error instanceof NpmError) {
				say(`Node ${wanted} and what comes after it could not be fetched: ${error.message}`);
				return hasFailed ? 1 : 3;
			}

			throw error;
		} finally {
			// Each takes about 150 MB.
			await rm(ownFolder, {recursive: true, force: true});
		}
	}

	return hasFailed ? 1 : isMissing ? 3 : 0;
}

const folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-nodes-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		rmSync(folder, {recursive: true, force: true});
		process.kill(process.pid, signal);
	});
}

try {
	process.exitCode = await runAll(folder);
} finally {
	await rm(folder, {recursive: true, force: true});
}
