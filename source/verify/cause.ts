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
	if ('title' in finding) {
		return [finding.reason, finding.fix];
	}

	const {facts} = finding;
	// Two documents that could not be seen for the same reason are one cause; two that cannot be read are not.
	return 'unseen' in facts
		? facts.unseen.map((unseen) =>
				'reason' in unseen.why || 'action' in unseen.why ? unseen.why : unseen,
			)
		: facts;
}
