import {documentIds, documentNames} from '../../aws/index.ts';
import type {GuidePlace, VendorProfile} from '../../vendors/index.ts';
import {formRoles, presentGuide} from '../../words/vendor/index.ts';
import type {Answers} from '../answers.ts';
import type {StepId} from '../steps.ts';
import type {Note} from './question.ts';

/** What of the vendor's pages belongs to each step. */
const placesOf: Readonly<Partial<Record<StepId, readonly GuidePlace[]>>> = {
	vendor: ['purpose'],
	bucket: ['bucket'],
	encryption: ['encryption', 'key'],
	role: ['role'],
	'external-id': ['external-id'],
	inputs: ['inputs'],
	'create-role': ['create-role'],
	form: ['form'],
	policies: documentIds,
	apply: documentIds,
	verify: ['verify'],
	summary: ['verify'],
};

/** What the pages of the vendor say beside a question, and whether the help says more. */
export function guideNotes(
	at: GuidePlace,
	profile: VendorProfile,
	answers: Answers,
): {readonly notes: readonly Note[]; readonly hasMore: boolean} {
	const {texts, more} = presentGuide(profile, at, answers);
	return {notes: texts.map((text) => ({text})), hasMore: more.length > 0};
}

/** All that the pages of the vendor say about a step, for its help; what is about a document begins with its title. */
export function guideOfStep(step: StepId, profile: VendorProfile, answers: Answers): string[] {
	const roles = step === 'vendor' || step === 'form' ? formRoles(profile) : undefined;
	const told = (placesOf[step] ?? []).flatMap((at) => {
		const {texts, more} = presentGuide(profile, at, answers);
		const document = documentIds.find((id) => id === at);
		return [...texts, ...more].map((text) =>
			document === undefined ? text : `The ${documentNames[document]}: ${text}`,
		);
	});
	return [...told, ...(roles === undefined ? [] : [roles])];
}
