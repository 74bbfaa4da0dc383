import type {Check, Verdict} from './types.ts';

/** What all checks of a connection come to: fail before unknown before pass; an unknown counts where it is required. */
export function verdictOf(checks: readonly Pick<Check, 'status' | 'required'>[]): Verdict {
	if (checks.some(({status}) => status === 'fail')) {
		return 'fail';
	}

	return checks.some(({status, required}) => required && status === 'unknown') ? 'unknown' : 'pass';
}
