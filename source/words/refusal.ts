import type {CorrectionRefusal} from '../verify/index.ts';

/** Why no document can be given or written, in the words of whoever refused it; empty where nobody did. */
export function refusalInWords(refusal: CorrectionRefusal | undefined): string {
	if (refusal === undefined) {
		return '';
	}

	return refusal === 'not-seen'
		? 'The current policy could not be seen, so there is no document to replace it.'
		: [refusal.message, ...refusal.problems.map(({rule}) => rule), refusal.hint ?? '']
				.join(' ')
				.trim();
}
