import {listOf, type Statement} from '../policy/index.ts';

/** One test of a condition: an operator, a key and the values that it is compared with. */
export type ConditionTest = {
	readonly operator: string;
	/** As written in the policy. */
	readonly key: string;
	readonly values: readonly string[];
};

/** The tests of a statement's condition, all of which have to hold. */
export function testsOf({Condition}: Statement): ConditionTest[] {
	return Object.entries(Condition ?? {}).flatMap(([operator, tests]) =>
		Object.entries(tests).map(([key, values]) => ({
			operator,
			key,
			values: listOf(values).map(String),
		})),
	);
}

/** The statement with those of its tests alone that are wanted; without a condition where none is. */
export function withTests(
	{Condition, ...statement}: Statement,
	isWanted: (test: ConditionTest) => boolean,
): Statement {
	const kept = Object.entries(Condition ?? {}).flatMap(([operator, tests]) => {
		const wanted = Object.entries(tests).filter(([key, values]) =>
			isWanted({operator, key, values: listOf(values).map(String)}),
		);
		return wanted.length === 0 ? [] : [[operator, Object.fromEntries(wanted)] as const];
	});
	return kept.length === 0 ? statement : {...statement, Condition: Object.fromEntries(kept)};
}
