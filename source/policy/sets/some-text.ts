import type {Budget} from './budget.ts';
import type {Glob} from './glob.ts';
import {findTexts} from './texts.ts';

/** The shortest text of some kind, that there is none, or that it takes too much work to tell. */
export type SomeText =
	| {readonly answer: 'some'; readonly text: string}
	| {readonly answer: 'none' | 'unknown'};

/** A text that fits all of some globs and none of others. */
export function someText(
	within: readonly Glob[],
	without: readonly Glob[],
	budget: Budget,
): SomeText {
	let found: string | undefined;
	const {isComplete} = findTexts(
		{within, telling: [], without, wanted: 'fewest', budget},
		(text) => {
			found = text;
			return true;
		},
	);
	if (found !== undefined) {
		return {answer: 'some', text: found};
	}

	return {answer: isComplete ? 'none' : 'unknown'};
}
