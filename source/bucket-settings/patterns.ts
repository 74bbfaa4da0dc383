import {matchesWildcard} from '../policy/index.ts';
import {type Budget, exactly, type Glob, type SomeText, someText} from '../policy/sets/index.ts';

/** A pattern of S3's settings as a glob: only `*` is a wildcard, and a question mark means itself. */
export function patternGlob(pattern: string, {ignoresCase = false} = {}): Glob {
	return {
		text: pattern
			.split('*')
			.map((part) => exactly(part).text)
			.join('*'),
		...(ignoresCase && {ignoresCase}),
	};
}

/** Whether a text fits such a pattern. */
export function fitsPattern(pattern: string, text: string, {ignoresCase = false} = {}): boolean {
	return matchesWildcard(patternGlob(pattern).text, exactly(text).text, {ignoreCase: ignoresCase});
}

/** Something that fits one of some patterns, one of each further list, and none of others; with an example of it. */
export function someFitting(
	lists: readonly (readonly Glob[])[],
	without: readonly Glob[],
	budget: Budget,
): SomeText {
	let ways: readonly Glob[][] = [[]];
	for (const list of lists) {
		ways = ways.flatMap((way) => list.map((glob) => [...way, glob]));
	}

	let isOpen = false;
	for (const within of ways) {
		const found = someText(within, without, budget);
		if (found.answer === 'some') {
			return found;
		}

		isOpen ||= found.answer === 'unknown';
	}

	return {answer: isOpen ? 'unknown' : 'none'};
}
