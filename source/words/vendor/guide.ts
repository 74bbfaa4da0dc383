import {applies, type GuidePlace, type VendorProfile} from '../../vendors/index.ts';

type Answered = Parameters<typeof applies>[1];

/** What the pages of a vendor say about something that is asked for or shown. */
export type GuideInWords = {
	/** What the screen itself tells. */
	readonly texts: readonly string[];
	/** What only the help has room for. */
	readonly more: readonly string[];
};

/** What the pages of a vendor say at a place, for the purpose and encryption that are chosen, as far as they are. */
export function presentGuide(
	{guide = []}: Pick<VendorProfile, 'guide'>,
	at: GuidePlace,
	answered: Answered,
): GuideInWords {
	const here = guide.filter((told) => told.at === at && applies(told.when, answered));
	return {
		texts: here.filter(({helpOnly}) => helpOnly !== true).map(({text}) => text),
		more: here.filter(({helpOnly}) => helpOnly === true).map(({text}) => text),
	};
}
