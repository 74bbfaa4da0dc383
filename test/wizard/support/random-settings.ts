/** How often stories of a hundred random keys are played: once, or in proportion to PROPERTY_RUNS. */
export function settings(): {
	readonly seed: number;
	readonly numRuns: number;
	readonly endOnFailure: boolean;
} {
	const {PROPERTY_RUNS, PROPERTY_SEED} = process.env;
	return {
		// A story takes too long to be told again and again until it is short.
		endOnFailure: true,
		seed: Number(PROPERTY_SEED ?? 1),
		numRuns: PROPERTY_RUNS === undefined ? 1 : Math.ceil(Number(PROPERTY_RUNS) / 1000),
	};
}
