import type {Identity, Snapshot} from '../account/index.ts';
import {type ExitCode, exitCodes, type Problem, type UserError} from '../errors.ts';
import type {Check, Verdict} from './types.ts';

/** Why a connection could not be checked at all, for the person who wrote it. */
type ResultError = {
	readonly message: string;
	readonly problems: readonly Problem[];
	readonly hint?: string;
};

/** What checking one connection gave. */
export type Result = {
	/** What was given: the path of the connection file, or another short name. */
	readonly name: string;
	/** In the format of the connection file; empty where it is not valid. */
	readonly connection: Readonly<Record<string, unknown>>;
	/** Absent where the connection is not valid. */
	readonly vendor?: {
		readonly name: string;
		readonly purpose: string;
		/** Where the vendor itself shows whether the connection works. */
		readonly test: string;
	};
	/** `unknown` where the connection is not valid: nothing can be told of it. */
	readonly verdict: Verdict;
	/** Where it was looked; absent where the connection is not valid. */
	readonly source?: Snapshot['source'];
	/** Empty where the connection is not valid. */
	readonly checks: readonly Check[];
	/** Who looked; absent where that is not known. */
	readonly account?: Identity;
	/** Why it is not known who looks, a full sentence; present where AWS did not say it. */
	readonly identityProblem?: string;
	/** Milliseconds that looking and judging took. */
	readonly ms: number;
	/** Present where the connection is not valid. */
	readonly error?: ResultError;
};

/** All results of a run, with what a reader has to know about where they come from. */
export type Report = {
	readonly source: Snapshot['source'];
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

/** The verdict on many: `fail` if any failed, else `unknown` if any is unknown or not valid, else `pass`. */
export function overallVerdict(results: readonly Pick<Result, 'verdict'>[]): Verdict {
	const verdicts = results.map(({verdict}) => verdict);
	return verdicts.includes('fail') ? 'fail' : verdicts.includes('unknown') ? 'unknown' : 'pass';
}

/**
 * The exit code for many: a failed check counts more than an invalid connection, and that more than something unknown,
 * since that is the order in which a person has something to do.
 */
export function exitCodeOf(results: readonly Pick<Result, 'verdict' | 'error'>[]): ExitCode {
	if (results.some(({verdict}) => verdict === 'fail')) {
		return exitCodes.failed;
	}

	if (results.some(({error}) => error !== undefined)) {
		return exitCodes.invalid;
	}

	return results.some(({verdict}) => verdict === 'unknown') ? exitCodes.unknown : exitCodes.done;
}

/** The result of a connection that is not valid. */
export function invalidResult(name: string, error: UserError): Result {
	return {
		name,
		connection: {},
		verdict: 'unknown',
		checks: [],
		ms: 0,
		error: {
			message: error.message,
			problems: error.problems,
			...(error.hint === undefined ? {} : {hint: error.hint}),
		},
	};
}

/**
 * Why nothing at all could be seen, where the cause is that nobody is signed in: of every valid connection AWS did not
 * say who one is, and no check came to a result. Undefined where anything could be seen.
 */
export function signInProblem(results: readonly Result[]): string | undefined {
	const valid = results.filter(({error}) => error === undefined);
	const isBlind = valid.every(({checks}) =>
		checks.every(({status}) => status === 'unknown' || status === 'skip'),
	);
	const reasons = new Set(valid.map(({identityProblem}) => identityProblem));
	const [reason] = reasons;
	return isBlind && reasons.size === 1 ? reason : undefined;
}
