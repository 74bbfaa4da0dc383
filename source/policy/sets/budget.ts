/**
 * How much work may be done for one question, counted in steps rather than time, so that the answer is the same on every
 * machine. Whoever runs out says so and never guesses.
 */
export type Budget = {
	/** Takes steps away; false once there are none left. */
	readonly spend: (steps: number) => boolean;
	readonly isSpent: () => boolean;
};

/** Enough for every policy that is not made to be hostile: about half a second of work. */
export const usualSteps = 3_000_000;

/** A budget of so many steps. */
export function budgetOf(steps: number = usualSteps): Budget {
	let left = steps;
	return {
		spend: (used) => {
			left -= used;
			return left >= 0;
		},
		isSpent: () => left < 0,
	};
}

/** A part of a budget: what is spent of it is spent of the whole, and it ends before the whole does. */
export function shareOf(whole: Budget, steps: number): Budget {
	const part = budgetOf(steps);
	return {
		spend: (used) => {
			const isLeft = part.spend(used);
			return whole.spend(used) && isLeft;
		},
		isSpent: () => part.isSpent() || whole.isSpent(),
	};
}
