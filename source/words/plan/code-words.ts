import type {About} from '../../verify/index.ts';

/** What is said of each code, by the facts that belong to it. */
export type CodeWords<Facts, Rest extends readonly unknown[] = [about: About]> = {
	readonly [Code in keyof Facts]: (facts: Facts[Code], ...rest: Rest) => string;
};

/** One code with its facts in words. */
export function inWordsOf<Facts, Code extends keyof Facts, Rest extends readonly unknown[]>(
	words: CodeWords<Facts, Rest>,
	{code, facts}: {readonly code: Code; readonly facts: Facts[Code]},
	...rest: Rest
): string {
	return words[code](facts, ...rest);
}
