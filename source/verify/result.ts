import {isDeepStrictEqual} from 'node:util';
import type {FailureCause, Identity} from '../account/index.ts';
import {type ExitCode, exitCodes, type Refusal, refusalOf, type UserError} from '../errors.ts';
import type {CheckStatus, Verdict} from './finding.ts';
import type {Finding} from './judge.ts';
import type {About} from './situation.ts';

/**
 * Why nothing at all could be seen; with the cause `sign-in` nobody is signed in. With another one the sign-in may have
 * failed all the same, for that reason.
 */
export type NothingSeen = {
	readonly cause: FailureCause;
	/** A full sentence. */
	readonly reason: string;
	/** What to do, where that is known better than by the reason. */
	readonly fix?: string;
};

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
	/** Why nothing at all could be seen; absent where anything could. */
	readonly unseen?: NothingSeen;
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

/** Why nothing could be seen of any valid connection, where that is the same for all; undefined otherwise. */
export function unseenInAll(
	results: readonly Pick<Result, 'error' | 'unseen'>[],
): NothingSeen | undefined {
	const [first, ...others] = results.filter(({error}) => error === undefined);
	return others.every(({unseen}) => isDeepStrictEqual(unseen, first?.unseen))
		? first?.unseen
		: undefined;
}

type Counted = {readonly status: CheckStatus; readonly required: boolean};

/** What all checks of a connection come to: fail before unknown before pass; an unknown counts where it is required. */
export function verdictOf(checks: readonly Counted[]): Verdict {
	if (checks.some(({status}) => status === 'fail')) {
		return 'fail';
	}

	return checks.some(({status, required}) => required && status === 'unknown') ? 'unknown' : 'pass';
}
