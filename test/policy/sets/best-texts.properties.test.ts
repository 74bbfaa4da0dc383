import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {bestTexts, type WeighedTest} from '../../../source/policy/sets/best-texts.ts';
import {fitsGlob} from '../../../source/policy/sets/glob.ts';
import {budgetOf, type Glob} from '../../../source/policy/sets/index.ts';
import {findTexts} from '../../../source/policy/sets/texts.ts';
import type {Side} from '../../../source/policy/statement.ts';
import {patience, report, runs} from './runs.ts';

const glob = fc
	.array(fc.constantFrom('a', 'b', '*', '*', '?'), {minLength: 1, maxLength: 4})
	.map((parts): Glob => ({text: parts.join('')}));
const statement = fc
	.record({
		effect: fc.constantFrom('Allow' as const, 'Deny' as const),
		side: fc.constantFrom<Side>('resource', 'identity', 'boundary'),
		tests: fc.array(
			fc.record({
				globs: fc.array(glob, {minLength: 1, maxLength: 2}),
				isNegated: fc.boolean(),
			}),
			{minLength: 1, maxLength: 2},
		),
	})
	.map(({effect, side, tests}) => {
		const itself = {};
		return tests.map((one): WeighedTest => ({...one, effect, side, statement: itself}));
	});

/** Whether a value is allowed: by one statement of each side that has any, and denied by none. */
function isAllowed(statements: readonly (readonly WeighedTest[])[], value: string): boolean {
	const applies = (tests: readonly WeighedTest[]) =>
		tests.every(({globs, isNegated}) => globs.some((one) => fitsGlob(one, value)) !== isNegated);
	const applying = statements.filter(applies).map(([first]) => first);
	const sides = new Set(statements.map(([first]) => first?.side));
	return (
		!applying.some((first) => first?.effect === 'Deny') &&
		[...sides].every((side) =>
			applying.some((first) => first?.effect === 'Allow' && first.side === side),
		)
	);
}

test('if any value reaches a goal, one of the best does', {timeout: patience}, () => {
	const parameters = runs(300);
	const started = performance.now();
	let reached = 0;
	let tooMuch = 0;
	const cases = fc.record({
		statements: fc.array(statement, {minLength: 1, maxLength: 5}),
		without: fc.array(glob, {maxLength: 1}),
		goal: fc.constantFrom('allowed' as const, 'denied' as const),
	});
	fc.assert(
		fc.property(cases, ({statements, without, goal}) => {
			const tests = statements.flat();
			const within = [{text: '?*'}];
			const best = bestTexts({goal, tests, within, without, budget: budgetOf()});
			if (best === undefined) {
				tooMuch += 1;
				return;
			}

			const reaches = (value: string) => isAllowed(statements, value) === (goal === 'allowed');
			let isReached = false;
			findTexts(
				{
					within,
					without,
					telling: tests.flatMap(({globs}) => globs),
					wanted: 'each',
					budget: budgetOf(),
				},
				(text) => {
					isReached ||= reaches(text);
					return false;
				},
			);
			reached += isReached ? 1 : 0;
			expect(best.some(reaches)).toBe(isReached);
			expect(best.some((value) => without.some((one) => fitsGlob(one, value)))).toBe(false);
		}),
		parameters,
	);
	report(`values at their best (${reached} reach the goal)`, parameters, started);
	expect(tooMuch).toBeLessThan(parameters.numRuns / 10);
});
