import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {findRequest} from '../../../source/policy/sets/index.ts';
import {patience, report, runs} from './runs.ts';
import {enumerate, universeSize, universes} from './universes.ts';

test('the answer for a set is that of all its requests one by one', {timeout: patience}, () => {
	const counts = {all: 0, none: 0, part: 0, unknown: 0};
	const parameters = runs(1500);
	const started = performance.now();
	fc.assert(
		fc.property(universes, (universe) => {
			expect(universe.requests.length).toBeGreaterThanOrEqual(universeSize.least);
			expect(universe.requests.length).toBeLessThanOrEqual(universeSize.most);
			const listed = enumerate(universe);
			const [allowed, denied] = (['allowed', 'denied'] as const).map((goal) => {
				const found = findRequest(goal, universe.set, universe.policies);
				if (found.answer === 'unknown') {
					// What cannot be known may leave open what listing decides; nothing else may.
					expect(found.code).toBe('keys');
					expect(universe.isKnown ? listed[goal] : 'unknown').toBe('unknown');
				} else {
					expect(found.answer).toBe(listed[goal]);
				}

				return found.answer;
			});
			const answer =
				denied === 'none'
					? 'all'
					: allowed === 'none'
						? 'none'
						: allowed === 'some' && denied === 'some'
							? 'part'
							: 'unknown';
			counts[answer] += 1;
		}),
		parameters,
	);
	report(`universes ${JSON.stringify(counts)}`, parameters, started);
	const share = (count: number) => count / parameters.numRuns;
	expect(share(Math.min(counts.all, counts.none, counts.part))).toBeGreaterThanOrEqual(0.1);
	expect(share(counts.unknown)).toBeLessThanOrEqual(0.02);
});
