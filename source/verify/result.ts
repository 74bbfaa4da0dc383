import type {Identity} from '../account/index.ts';
import {type ExitCode, exitCodes, type Refusal, refusalOf, type UserError} from '../errors.ts';
import type {About} from './about.ts';
import type {Finding} from './judge.ts';
import type {CheckStatus, Verdict} from './types.ts';

/** What checking one connection gave. */
export type Result = {
	/** What was given: the path of the connection file, or another short name. */
	readonly name: string;
	/** Absent where the connection is not valid. */
	readonly about?: About;
	/** `unknown` where the connection is not valid: nothing can be told of it. */
	readonly verdict: Verdict;
	/** One of each check; empty where the connection is not valid. */
	readonly findings: readonly Finding[];
	/** Who looked; absent where that is not known. */
	readonly account?: Identity;
	/** Why it is not known who looks, a full sentence; present where AWS did not say it. */
	readonly identityProblem?: string;
	/** Milliseconds that looking and judging took. */
	readonly ms: number;
	/** Present where the connection is not valid. */
	readonly error?: Refusal;
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
		verdict: 'unknown',
		findings: [],
		ms: 0,
		error: refusalOf(error),
	};
}

/**
 * Why nothing at all could be seen, where the cause is that nobody is signed in: of every valid connection AWS did not
 * say who one is, and no check came to a result. Undefined where anything could be seen.
 */
export function signInProblem(
	results: readonly (Pick<Result, 'error' | 'identityProblem'> & {
		readonly findings: readonly {readonly status: CheckStatus}[];
	})[],
): string | undefined {
	const valid = results.filter(({error}) => error === undefined);
	const isBlind = valid.every(({findings}) =>
		findings.every(({status}) => ['unknown', 'skip'].includes(status)),
	);
	const reasons = new Set(valid.map(({identityProblem}) => identityProblem));
	const [reason] = reasons;
	return isBlind && reasons.size === 1 ? reason : undefined;
}
