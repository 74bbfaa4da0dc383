import type {CheckStatus, Verdict} from './types.ts';

type Counted = {readonly status: CheckStatus; readonly required: boolean};

/** What all checks of a connection come to: fail before unknown before pass; an unknown counts where it is required. */
export function verdictOf(checks: readonly Counted[]): Verdict {
	if (checks.some(({status}) => status === 'fail')) {
		return 'fail';
	}

	return checks.some(({status, required}) => required && status === 'unknown') ? 'unknown' : 'pass';
}
