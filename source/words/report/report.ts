import type {About, Verdict} from '../../verify/index.ts';
import type {Result} from '../present.ts';

/** All results of a run, with what a reader has to know about where they come from. */
export type Report = {
	readonly source: About['source'];
	/** The folder whose documents were judged. */
	readonly documents?: string;
	/** Address that was asked instead of AWS's own. */
	readonly endpoint?: string;
	/** ISO 8601. */
	readonly takenAt: string;
	/** Milliseconds that the whole run took. */
	readonly ms: number;
	readonly verdict: Verdict;
	/** In the order in which the connections were given. */
	readonly results: readonly Result[];
};
