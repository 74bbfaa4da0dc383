/** Numbers that look random and are the same in every run. */
export type Chance = {
	/** From 0 up to, not including, 1. */
	readonly number: () => number;
	/** One of these. */
	readonly one: <T>(items: readonly [T, ...T[]]) => T;
	/** Between `least` and `most` of these, each at most once. */
	readonly some: <T>(items: readonly T[], least: number, most: number) => T[];
	/** True in this part (0 to 1) of all times. */
	readonly happens: (part: number) => boolean;
};

/** A generator that begins at `seed`: mulberry32, which is short and even enough for test data. */
export function chanceFrom(seed: number): Chance {
	let state = seed;
	const number = () => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (count: number) => Math.floor(number() * count);
	return {
		number,
		one: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first,
		some(items, least, most) {
			const left = [...items];
			const count = least + below(most - least + 1);
			return Array.from({length: Math.min(count, items.length)}, () =>
				left.splice(below(left.length), 1),
			).flat();
		},
		happens: (part) => number() < part,
	};
}
