import type {Side} from '../statement.ts';
import {type Budget, shareOf} from './budget.ts';
import type {Glob} from './glob.ts';
import {findTexts} from './texts.ts';

/** A test of a key with texts, and what becomes of its statement if a value fits one of them. */
export type WeighedTest = {
	readonly globs: readonly Glob[];
	readonly isNegated: boolean;
	readonly effect: 'Allow' | 'Deny';
	readonly side: Side;
	/** Tells statements apart. */
	readonly statement: object;
};

/** What texts are looked for among. */
export type BestSearch = {
	readonly goal: 'allowed' | 'denied';
	readonly tests: readonly WeighedTest[];
	readonly within: readonly Glob[];
	readonly without: readonly Glob[];
	readonly budget: Budget;
};

// More ways than this are not tried one by one.
const mostWays = 1000;

/**
 * Texts such that, if any value of a key reaches the goal, one of these does; undefined where that is too much work. A
 * statement that applies to more is never worse for one of the two goals, so of all values that fit what has to match
 * those count that match the least of what had better not. No goal takes more than one Allow of each side, or one Deny.
 */
export function bestTexts(search: BestSearch): readonly string[] | undefined {
	const {goal, tests, within, without, budget} = search;
	const helps = ({effect}: WeighedTest) => (effect === 'Allow') === (goal === 'allowed');
	const isWanted = (test: WeighedTest) => helps(test) !== test.isNegated;
	const against = tests.filter((test) => !isWanted(test)).flatMap(({globs}) => globs);
	const wanted = tests.filter(isWanted);
	const options: Glob[][][] = [];
	// The statements that help, one of each side at most.
	for (const sides of goal === 'allowed' ? [['resource'], ['identity'], ['boundary']] : [[]]) {
		const helping = wanted.filter(
			(test) => helps(test) && (sides.length === 0 || sides.includes(test.side)),
		);
		const statements = new Set(helping.map(({statement}) => statement));
		options.push([
			[],
			...[...statements].flatMap((statement) =>
				product(
					helping
						.filter((test) => test.statement === statement)
						.map(({globs}) => globs.map((glob) => [glob])),
				),
			),
		]);
	}

	// The exceptions in those that hurt, of which any may be needed.
	for (const {globs} of wanted.filter((test) => !helps(test))) {
		options.push([[], ...globs.map((glob) => [glob])]);
	}

	if (options.reduce((count, {length}) => count * length, 1) > mostWays) {
		return undefined;
	}

	const texts: string[] = [];
	const part = shareOf(budget, 500_000);
	for (const needed of product(options)) {
		const {isComplete} = findTexts(
			{within: [...within, ...needed], telling: against, without, wanted: 'fewest', budget: part},
			(text) => {
				texts.push(text);
				return false;
			},
		);
		if (!isComplete) {
			return undefined;
		}
	}

	return texts;
}

function product(options: readonly (readonly (readonly Glob[])[])[]): Glob[][] {
	return options.reduce<Glob[][]>(
		(sets, list) => sets.flatMap((set) => list.map((globs) => [...set, ...globs])),
		[[]],
	);
}
