import type {Check} from './present.ts';

/** Checks that could not be told for the same reason, together, and every other one alone; in the order of the first. */
export function byCause(checks: readonly Check[]): Check[][] {
	const groups: Check[][] = [];
	for (const check of checks) {
		const same = groups.find(([first]) => first !== undefined && hasSameCause(first, check));
		if (same === undefined) {
			groups.push([check]);
		} else {
			same.push(check);
		}
	}

	return groups;
}

/** What is said of checks with one thing behind them, each explanation once. */
export function together(group: readonly Check[]): {
	readonly reasons: readonly string[];
	readonly fixes: readonly string[];
} {
	return {
		reasons: [...new Set(group.map(({reason}) => reason))],
		fixes: [...new Set(group.map(({fix}) => fix))].filter((fix) => fix !== ''),
	};
}

/** Whether two checks could not be told for the same reason, so that one explanation is enough. */
export function hasSameCause(one: Check, other: Check): boolean {
	return one.status === 'unknown' && other.status === 'unknown' && one.cause === other.cause;
}
