import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {arch, cpus, platform, release, tmpdir, totalmem} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {writeConnectionFile} from '../../source/connection/index.ts';
import {creativeForceConnection} from '../support/connections.ts';
import {countStories} from '../wizard/support/counted-stories.ts';
import {buildCommit, CannotCompare, copyBuild} from './against.ts';
import {compareStarts} from './compare-starts.ts';
import {firstFrame} from './first-frame.ts';
import {judgementTimes} from './judgement/measure.ts';
import {judgementRows} from './judgement/rows.ts';
import {type KeyTimes, keysOnMinimalInk, keysOnPolicy} from './keys.ts';
import {packageSize} from './package-size.ts';
import {inTurn, median, quantile, ratio, run} from './processes.ts';
import {replacementRows} from './replacements.ts';
import {type Row, table} from './table.ts';
import {latency, many, verifyTimes} from './verify.ts';
import {bundlePlainly, bundleQuickly} from './yardsticks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = path.join(root, 'bin', 's3-handshake.js');
const figuresFile = fileURLToPath(new URL('figures.md', import.meta.url));
const runs = 15;
const verifyRuns = 5;

const {values: given} = parseArgs({
	options: {
		// A commit with whose start-up this one's is compared; nothing else is measured then.
		against: {type: 'string'},
		// What each replacement in the dependencies earns is measured, and nothing else.
		build: {type: 'boolean', default: false},
		// Another Node than the one that runs this.
		node: {type: 'string', default: process.execPath},
		// Keep the figures in the file that the README quotes, and in the README.
		save: {type: 'boolean', default: false},
	},
});
const {node} = given;

/** The environment without what would change the figures, and with a home of its own. */
function environment(home: string): NodeJS.ProcessEnv {
	const {CI: _ci, AWS_PROFILE: _profile, NODE_OPTIONS: _options, ...others} = process.env;
	return {...others, HOME: home, XDG_DATA_HOME: home, NODE_ENV: 'production'};
}

const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
const times = (value: number) => value.toFixed(2);
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} KB`;

async function startRows(folder: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
	const file = path.join(folder, 'connection.json');
	await writeConnectionFile(file, creativeForceConnection());
	const [plain, quick] = [await bundlePlainly(folder), await bundleQuickly(folder)];
	const bare = async () => (await run(node, ['-e', '0'], env)).milliseconds;
	const frames = await inTurn(runs, {
		wizard: () => firstFrame(node, [program], 'Which vendor', env),
		plain: () => firstFrame(node, [plain], 'Minimal frame', env),
		quick: () => firstFrame(node, [quick], 'Minimal frame', env),
		bare,
	});
	const calls = await inTurn(runs, {
		help: async () => (await run(node, [program, '--help'], env)).milliseconds,
		policies: async () => (await run(node, [program, 'policies', file], env)).milliseconds,
		bare,
	});
	const row = (
		what: string,
		measured: readonly number[],
		yardstick: readonly number[],
		name: string,
		wanted: string,
	): Row => ({
		what,
		figure: milliseconds(median(measured)),
		yardstick: `${milliseconds(median(yardstick))}, ${name}`,
		ratio: times(ratio(measured, yardstick)),
		wanted,
	});
	return [
		row('first screen', frames.wizard, frames.plain, 'minimal Ink program, bundled', 'at most 0.8'),
		row('first screen', frames.wizard, frames.bare, '`node -e 0`', 'at most 6'),
		row('first screen', frames.wizard, frames.quick, 'minimal Ink program, bundled as this is', ''),
		row('`--help`', calls.help, calls.bare, '`node -e 0`', 'at most 2'),
		row('`policies`', calls.policies, calls.bare, '`node -e 0`', 'at most 2'),
	];
}

async function keyRows(folder: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
	const quick = await bundleQuickly(folder);
	const minimal = await keysOnMinimalInk(node, quick, env);
	const policy = await keysOnPolicy(node, program, path.join(folder, 'data'), env);
	const slow = ({milliseconds: all}: KeyTimes) => quantile(all, 0.99);
	return [
		{
			what: 'key to frame on a policy of 20 KB, 99 of 100 keys',
			figure: `${slow(policy).toFixed(1)} ms`,
			yardstick: `${slow(minimal).toFixed(1)} ms, minimal Ink program`,
			ratio: times(slow(policy) / slow(minimal)),
			wanted: 'at most 16 ms',
		},
		{
			what: 'bytes written for a key there',
			figure: `${median(policy.bytes)}`,
			yardstick: `${policy.frameBytes}, the whole frame`,
			ratio: times(median(policy.bytes) / policy.frameBytes),
			wanted: '',
		},
	];
}

async function verifyRows(folder: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
	const measured = await verifyTimes(node, program, folder, env, verifyRuns);
	const beyond = measured.one - measured.version;
	const {commandLine} = measured;
	return [
		{
			what: `\`verify\` beyond its start, ${measured.requests} answers after ${latency} ms each`,
			figure: milliseconds(beyond),
			yardstick: `${milliseconds(latency)}, one answer`,
			ratio: times(beyond / latency),
			wanted: 'at most 4',
		},
		{
			what: `\`verify\` of ${many} connections`,
			figure: milliseconds(measured.many),
			yardstick: `${milliseconds(measured.one * many)}, one after another`,
			ratio: times(measured.many / (measured.one * many)),
			wanted: '',
		},
		commandLine === undefined
			? {
					what: '`verify` of one connection',
					figure: milliseconds(measured.one),
					yardstick: 'the AWS command line is not installed',
					ratio: '',
					wanted: '',
				}
			: {
					what: '`verify` of one connection',
					figure: milliseconds(measured.one),
					yardstick: `${milliseconds(commandLine)}, the AWS command line asking the same`,
					ratio: times(measured.one / commandLine),
					wanted: '',
				},
	];
}

/** What the stories ask of a person, beside what they asked when nothing was looked at. */
async function storyRows(): Promise<Row[]> {
	const counts = await countStories();
	return counts.map(({name, way, counted, before, most}) => ({
		what: `${name}, ${way}: typed facts, keys, screens`,
		figure: `${counted.facts}, ${counted.keys}, ${counted.screens}`,
		yardstick: `${before.facts}, ${before.keys}, ${before.screens}, when it asked for all by hand`,
		ratio: times(counted.keys / before.keys),
		wanted: `at most ${most} facts`,
	}));
}

async function sizeRows(): Promise<Row[]> {
	const {packed, unpacked, added} = await packageSize(root);
	return [
		{
			what: 'package, as downloaded',
			figure: kilobytes(packed),
			yardstick: `${kilobytes(unpacked)}, unpacked`,
			ratio: times(packed / unpacked),
			wanted: 'at most 900 KB',
		},
		{
			what: 'packages that installing it adds',
			figure: `${added}`,
			yardstick: '1, itself',
			ratio: times(added),
			wanted: '1',
		},
	];
}

async function machine(env: NodeJS.ProcessEnv): Promise<string> {
	const {stdout} = await run(node, ['-p', 'process.version'], env);
	const [processor] = cpus();
	const memory = Math.round(totalmem() / 1024 ** 3);
	return `${processor?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GB; ${platform()} ${release()} ${arch()}; Node ${stdout.trim()}`;
}

async function save(figures: string): Promise<void> {
	await writeFile(figuresFile, `${figures}\n`);
	const readme = path.join(root, 'README.md');
	const text = await readFile(readme, 'utf8');
	const quoted = text.replace(
		/(<!-- figures -->\n).*?(\n<!-- \/figures -->)/su,
		(_all, before: string, after: string) => `${before}\n${figures}\n${after}`,
	);
	await writeFile(readme, quoted);
}

async function benchAll(folder: string): Promise<void> {
	const env = environment(folder);
	const rows = [
		...(await startRows(folder, env)),
		...(await keyRows(folder, env)),
		...(await verifyRows(folder, env)),
		...judgementRows(await judgementTimes(node, folder, env)),
		...(await sizeRows()),
		...(await storyRows()),
	];
	const figures = `${table(rows)}\n\nMedians of ${runs} runs (${verifyRuns} of \`verify\`), taken in turn with their yardsticks; proofs and point decisions from one bundle, built as the program is; ${await machine(env)}.`;
	process.stdout.write(`${figures}\n`);
	if (given.save) {
		await save(figures);
	}
}

async function benchAgainst(commit: string, folder: string, signal: AbortSignal): Promise<void> {
	const env = environment(folder);
	const old = await buildCommit(root, commit, folder, signal);
	// Both from folders side by side, so that they differ in nothing but what was built.
	const builds = {now: await copyBuild(root, path.join(folder, 'now')), old};
	const rows = await compareStarts(node, builds, {commit, folder, env, runs, signal});
	process.stdout.write(
		`${table(rows)}\n\nMedians of ${runs} runs, both builds in turn; ${await machine(env)}.\n`,
	);
}

async function benchBuild(folder: string, signal: AbortSignal): Promise<void> {
	const env = environment(folder);
	const {rows, idle} = await replacementRows(node, {root, folder, env, signal});
	const worth =
		idle.length === 0
			? 'Each earns more in one of the figures than two equal builds differ.'
			: `Not worth keeping, since no figure is beyond what two equal builds differ by: ${idle.join(', ')}.`;
	process.stdout.write(
		`${table(rows)}\n\n${worth} Processor time of the runs that were disturbed least, all builds in turn; ${await machine(env)}.\n`,
	);
}

/** Gives work a folder that is gone afterwards, also where a person or another process ends it early. */
async function inFolder(
	work: (folder: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
	const ending = new AbortController();
	let by: NodeJS.Signals | undefined;
	const end = (name: NodeJS.Signals) => {
		by = name;
		ending.abort();
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
	const folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-bench-'));
	try {
		await work(folder, ending.signal);
	} catch (error) {
		if (error instanceof CannotCompare) {
			process.stderr.write(`${error.message}\n`);
			process.exitCode = 1;
		} else if (by === undefined) {
			throw error;
		}
	} finally {
		await rm(folder, {recursive: true, force: true});
		process.off('SIGINT', end);
		process.off('SIGTERM', end);
	}

	if (by !== undefined) {
		process.kill(process.pid, by);
	}
}

const {against} = given;
if (against === undefined && !given.build) {
	await inFolder(benchAll);
} else if (given.save) {
	process.stderr.write(
		'A comparison of builds is not saved: leave out --save, --against and --build.\n',
	);
	process.exitCode = 1;
} else {
	await inFolder((folder, signal) =>
		against === undefined ? benchBuild(folder, signal) : benchAgainst(against, folder, signal),
	);
}
