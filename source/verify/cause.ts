import type {Finding} from './judge.ts';

/**
 * What is behind a finding, as a text that is alike for findings with one thing behind them: what could not be seen, or
 * what was found of which statement. Whose check it is does not matter.
 */
export function causeOf(finding: Finding): string {
	const {code, blame} = finding;
	return JSON.stringify([code, factsOf(finding), blame]);
}

function factsOf(finding: Finding): unknown {
	// Two documents that could not be seen for the same reason are one cause; two that cannot be read are not.
	return finding.code === 'not-seen'
		? finding.facts.unseen.map(({why, ...what}) =>
				why.status === 'untold' || why.status === 'unreadable' ? {why, ...what} : why,
			)
		: finding.facts;
}
