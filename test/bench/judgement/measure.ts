import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {run} from '../processes.ts';
import {bundleAsThisIs} from '../yardsticks.ts';
import {hostileAccounts} from './hostile-accounts.ts';
import {randomAccounts} from './random-accounts.ts';
import type {Judged, Measured, Task} from './task.ts';
import {usualAccounts} from './usual-accounts.ts';

/** Random policies that are judged. */
const randomCount = 120;

const starts = 15;
const none = {first: 0, counted: 0};

/** What judging takes, with what the first judgement of a process takes besides. */
export type JudgementTimes = Measured & {
	/** Milliseconds of the proof that is the first thing a process does, each of another usual account. */
	readonly firstProofs: readonly number[];
};

/** Measures the judgement in processes of their own, from a bundle that is built as the program is. */
export async function judgementTimes(
	command: string,
	folder: string,
	env: NodeJS.ProcessEnv,
): Promise<JudgementTimes> {
	const program = path.join(folder, 'judgement.cjs');
	await bundleAsThisIs(fileURLToPath(new URL('program.ts', import.meta.url)), program);
	const file = path.join(folder, 'judgement.json');
	const measure = async (task: Task): Promise<Measured> => {
		await writeFile(file, JSON.stringify(task));
		const {stdout} = await run(command, [program, file], env);
		return JSON.parse(stdout) as Measured;
	};
	const usual = usualAccounts();
	const measured = await measure({
		usual,
		random: randomAccounts(randomCount),
		hostile: hostileAccounts(),
		rounds: {usual: {first: 3, counted: 15}, random: {first: 0, counted: 1}},
	});
	const first: Judged[] = [];
	for (let start = 0; start < starts; start += 1) {
		const account = usual[Math.floor((start * usual.length) / starts)];
		const alone = await measure({
			usual: account === undefined ? [] : [account],
			random: [],
			hostile: [],
			rounds: {usual: {first: 0, counted: 1}, random: none},
		});
		first.push(...alone.usual);
	}

	return {...measured, firstProofs: first.flatMap(({proof}) => proof)};
}
