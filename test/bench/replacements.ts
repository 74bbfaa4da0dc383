import {mkdtemp, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {bundleProgram} from '../../source/build/bundle.ts';
import {replacementNames} from '../../source/build/startup-plugins.ts';
import {copyProgram} from './against.ts';
import {firstFrame} from './first-frame.ts';
import {chanceFrom} from './judgement/chance.ts';
import {endOfFrame, keyCount, keysOnPolicy} from './keys.ts';
import {inTurn, median, quantile} from './processes.ts';
import type {Row} from './table.ts';

const cpuTimes = fileURLToPath(new URL('cpu-times.cjs', import.meta.url));
const firstText = 'Which vendor';

type Options = {
	readonly root: string;
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	readonly signal: AbortSignal;
};

const all = 'all replacements';
const equal = 'nothing';

/**
 * What the program loses without each of the replacements in its dependencies, in processor time, which a busy machine
 * changes little. `idle` are those that earn no more than two equal builds differ; what the program loses without all of
 * them comes last, since one may do what another one does too.
 */
export async function replacementRows(
	command: string,
	options: Options,
): Promise<{readonly rows: readonly Row[]; readonly idle: readonly string[]}> {
	const single = await losses(
		command,
		options,
		new Map(replacementNames.map((name) => [name, [name]])),
	);
	const idle = replacementNames.filter((name) => !single.earning.has(name));
	const together =
		idle.length < 2 ? [] : (await losses(command, options, new Map([['all of these', idle]]))).rows;
	return {rows: [...single.rows, ...together], idle};
}

/** What is lost by builds that leave out some replacements, and which of them lose more than two equal builds differ. */
async function losses(
	command: string,
	{root, folder, env, signal}: Options,
	builds: ReadonlyMap<string, readonly string[]>,
): Promise<{readonly rows: readonly Row[]; readonly earning: ReadonlySet<string>}> {
	const programs = new Map<string, string>();
	for (const [name, without] of new Map([[all, []], [equal, []], ...builds])) {
		signal.throwIfAborted();
		const build = await mkdtemp(path.join(folder, 'build-'));
		programs.set(name, await copyProgram(root, build));
		await bundleProgram(path.join(build, 'distribution'), without);
	}

	const rows: Row[] = [];
	const earning = new Set<string>();
	for (const {what, runs, measure} of figuresOf(command, folder, env)) {
		const {[all]: whole = [], ...others} = await inTurn(
			runs,
			Object.fromEntries(
				[...programs].map(([name, program]) => [
					name,
					() => {
						signal.throwIfAborted();
						return measure(program);
					},
				]),
			),
		);
		const noise = differenceOfEquals(others[equal] ?? [], whole);
		for (const [name, without] of Object.entries(others)) {
			const lost = undisturbed(without) / undisturbed(whole);
			if (lost > 1 + noise) {
				earning.add(name);
			}

			rows.push({
				what: `${what}, without ${name}`,
				figure: `${undisturbed(without).toFixed(2)} ms`,
				yardstick: `${undisturbed(whole).toFixed(2)} ms, with ${all}`,
				ratio: lost.toFixed(3),
				wanted: `above ${(1 + noise).toFixed(3)}`,
			});
		}
	}

	return {rows, earning};
}

/** What a run takes where other programs disturb it little: three quarters of them take longer. */
function undisturbed(times: readonly number[]): number {
	return quantile(times, 0.25);
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
			runs: 20,
			async measure(program: string) {
				await keysOnPolicy(command, program, path.join(folder, 'data'), env);
				const frames = (await timesOf(endOfFrame)).slice(-1 - keyCount);
				return median(frames.slice(1).map((cpu, index) => cpu - (frames[index] ?? Number.NaN)));
			},
		},
	];
}

/** How far the ratio of two equal builds may be from 1 by chance: in 99 of 100 draws from their runs it is nearer. */
function differenceOfEquals(one: readonly number[], other: readonly number[]): number {
	const {number} = chanceFrom(1);
	const drawnFrom = (times: readonly number[]) =>
		times.map(() => times[Math.floor(number() * times.length)] ?? Number.NaN);
	const draws = Array.from({length: 1000}, () =>
		Math.abs(undisturbed(drawnFrom(one)) / undisturbed(drawnFrom(other)) - 1),
	);
	return quantile(draws, 0.99);
}
