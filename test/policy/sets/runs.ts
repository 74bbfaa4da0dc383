import type * as fc from 'fast-check';

/** Universes that a usual run of all tests looks at; the other numbers are in proportion. */
const usualUniverses = 1500;

/** Milliseconds that a property may take at its largest number. */
export const patience = 3_600_000;

/**
 * How often to try a property, in proportion to PROPERTY_RUNS (universes), and with PROPERTY_SEED from the same seed
 * again. fast-check names the seed of a failure.
 */
export function runs(usual: number): fc.Parameters<unknown> & {readonly numRuns: number} {
	const {PROPERTY_RUNS, PROPERTY_SEED} = process.env;
	const factor = PROPERTY_RUNS === undefined ? 1 : Number(PROPERTY_RUNS) / usualUniverses;
	return {
		numRuns: Math.ceil(usual * factor),
		seed: PROPERTY_SEED === undefined ? Date.now() % 2 ** 31 : Number(PROPERTY_SEED),
	};
}

/** Prints what a property came to. */
export function report(
	result: string,
	{numRuns, seed}: ReturnType<typeof runs>,
	started: number,
): void {
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	process.stdout.write(`${numRuns} ${result}, seed ${seed}, ${seconds} s\n`);
}
