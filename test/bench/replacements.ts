import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {bundleProgram} from '../../source/build/bundle.ts';
import {replacementNames} from '../../source/build/startup-plugins.ts';
import {copyProgram} from './against.ts';
import {firstFrame} from './first-frame.ts';
import {chanceFrom} from './judgement/chance.ts';
import {endOfFrame, keyCount, keysOnPolicy} from './keys.ts';
import {median, quantile, ratio} from './processes.ts';
import type {Row} from './table.ts';

const cpuTimes = fileURLToPath(new URL('cpu-times.cjs', import.meta.url));
const firstText = 'Which vendor';

type Options = {
	readonly root: string;
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	readonly signal: AbortSignal;
};

/** Milliseconds of two builds, measured right after each other. */
type Pairs = {readonly whole: number[]; readonly without: number[]};

/**
 * What the program loses without each of the replacements in its dependencies, in processor time, which a busy machine
 * changes little. `idle` are those that earn no more than two equal builds differ, and are not worth keeping.
 */
export async function replacementRows(
	command: string,
	{root, folder, env, signal}: Options,
): Promise<{readonly rows: readonly Row[]; readonly idle: readonly string[]}> {
	const build = async (name: string, without: readonly string[]) => {
		signal.throwIfAborted();
		const program = await copyProgram(root, path.join(folder, name));
		await bundleProgram(path.join(folder, name, 'distribution'), without);
		return program;
	};
	const whole = await build('whole', []);
	const equal = await build('equal', []);
	const builds = [{name: 'nothing', program: equal}];
	for (const name of replacementNames) {
		builds.push({name, program: await build(name, [name])});
	}

	const rows: Row[] = [];
	const earning = new Set<string>();
	for (const {what, runs, measure} of figuresOf(command, folder, env)) {
		const pairs = builds.map((): Pairs => ({whole: [], without: []}));
		for (let round = 0; round < runs; round += 1) {
			for (const [index, {program}] of builds.entries()) {
				signal.throwIfAborted();
				pairs[index]?.whole.push(await measure(whole));
				pairs[index]?.without.push(await measure(program));
			}
		}

		const [equals] = pairs;
		const noise = equals === undefined ? Number.NaN : differenceOfEquals(equals);
		for (const [index, {name}] of builds.entries()) {
			const pair = pairs[index] ?? {whole: [], without: []};
			const lost = ratio(pair.without, pair.whole);
			if (lost > 1 + noise) {
				earning.add(name);
			}

			rows.push({
				what: `${what}, without ${name}`,
				figure: `${median(pair.without).toFixed(2)} ms`,
				yardstick: `${median(pair.whole).toFixed(2)} ms, with all replacements`,
				ratio: lost.toFixed(3),
				wanted: `above ${(1 + noise).toFixed(3)}`,
			});
		}
	}

	return {rows, idle: replacementNames.filter((name) => !earning.has(name))};
}

/** What is measured: milliseconds of processor time until the first screen, and for a key. */
function figuresOf(command: string, folder: string, inherited: NodeJS.ProcessEnv) {
	const file = path.join(folder, 'cpu-times.json');
	const env = {
		...inherited,
		NODE_OPTIONS: `--require ${JSON.stringify(cpuTimes)}`,
		CPU_TIMES_FILE: file,
	};
	const timesOf = async (text: string) => {
		const marks = JSON.parse(await readFile(file, 'utf8')) as {text: string; cpu: number}[];
		return marks.filter((mark) => mark.text.includes(text)).map(({cpu}) => cpu);
	};
	return [
		{
			what: 'first screen',
			runs: 40,
			async measure(program: string) {
				await firstFrame(command, [program], firstText, env);
				const [first = Number.NaN] = await timesOf(firstText);
				return first;
			},
		},
		{
			what: 'a key on a policy of 20 KB',
			runs: 12,
			async measure(program: string) {
				await keysOnPolicy(command, program, path.join(folder, 'data'), env);
				const frames = (await timesOf(endOfFrame)).slice(-1 - keyCount);
				return ((frames.at(-1) ?? Number.NaN) - (frames[0] ?? Number.NaN)) / keyCount;
			},
		},
	];
}

/** How far the ratio of two equal builds may be from 1 by chance: in 99 of 100 draws from their runs it is nearer. */
function differenceOfEquals({whole, without}: Pairs): number {
	const {number} = chanceFrom(1);
	const draws = Array.from({length: 1000}, () => {
		const drawn = whole.map(() => Math.floor(number() * whole.length));
		const from = (values: readonly number[]) => drawn.map((index) => values[index] ?? Number.NaN);
		return Math.abs(ratio(from(without), from(whole)) - 1);
	});
	return quantile(draws, 0.99);
}
