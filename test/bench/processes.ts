import {execFile} from 'node:child_process';

export type Ran = {
	/** Wall time from start to end, in milliseconds. */
	readonly milliseconds: number;
	readonly stdout: string;
};

/** Runs a program to its end. Throws where it does not end with exit code 0, or one of the others that are fine. */
export function run(
	command: string,
	argv: readonly string[],
	env: NodeJS.ProcessEnv,
	fine: readonly number[] = [],
): Promise<Ran> {
	const start = performance.now();
	return new Promise((resolve, reject) => {
		execFile(command, argv, {env}, (error, stdout) => {
			const milliseconds = performance.now() - start;
			if (error === null || fine.some((code) => code === error.code)) {
				resolve({milliseconds, stdout});
			} else {
				reject(error);
			}
		});
	});
}

/**
 * The times of several measurements, each taken `runs` times in turn (A B C A B C ...), so that a machine that becomes
 * slower meanwhile becomes so for all. One round before is not counted: it fills the caches.
 */
export async function inTurn<Name extends string>(
	runs: number,
	measurements: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
	const names = Object.keys(measurements) as Name[];
	const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
		Name,
		number[]
	>;
	for (let round = -1; round < runs; round += 1) {
		for (const name of names) {
			const time = await measurements[name]();
			if (round >= 0) {
				times[name].push(time);
			}
		}
	}

	return times;
}

/** The value below which this part (0 to 1) of all lies. */
export function quantile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The middle of all. */
export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

/** The median of the ratios of the pairs, which stand when the machine's speed changes between them. */
export function ratio(measured: readonly number[], yardstick: readonly number[]): number {
	return median(measured.map((value, index) => value / (yardstick[index] ?? Number.NaN)));
}
