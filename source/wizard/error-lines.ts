import type {UserError} from '../errors.ts';
import {formatProblem} from '../problems.ts';

/** A UserError in full, as lines for a screen. */
export function errorLines(error: UserError): string[] {
	return [
		error.message,
		...error.problems.flatMap((problem) => formatProblem(problem).split('\n')),
		...(error.hint === undefined ? [] : [error.hint]),
	];
}
