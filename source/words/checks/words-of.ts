import type {About, CheckId, OwnFinding, SharedFindings} from '../../verify/index.ts';

/** What is said of a finding. */
export type Words = {
	/** What was found, in words that a newcomer understands. */
	readonly reason: string;
	/** What to do; absent where there is nothing to do. */
	readonly fix?: string;
};

/** What is looked at, in a few words, and what is said of each thing that the check can find. */
export type WordsOf<Id extends CheckId> = {readonly title: string} & {
	readonly [Finding in OwnFinding<Id> as Finding['code']]: (
		facts: Finding['facts'],
		about: About,
		finding: Finding,
	) => Words;
} & {
	/** Where the words that many checks share do not fit. */
	readonly [Code in keyof SharedFindings]?: (facts: SharedFindings[Code], about: About) => Words;
};
