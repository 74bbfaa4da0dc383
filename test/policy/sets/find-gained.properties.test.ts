import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {decide} from '../../../source/policy/index.ts';
import {beginningWith, findGained, type RequestSet} from '../../../source/policy/sets/index.ts';
import {patience, report, runs} from './runs.ts';
import {policiesOf, type Universe, type UniverseSides, universes} from './universes.ts';

/** A universe, with some of its statements before a change, and some after it. */
const changes = fc
	.tuple(
		universes.filter(({isKnown, sides}) => isKnown && sides.resource.length > 1),
		fc.nat({max: 15}),
		fc.nat({max: 15}),
	)
	.map(([universe, one, other]) => ({
		universe,
		before: picked(universe.sides, one),
		after: picked(universe.sides, other),
	}));

function picked(sides: UniverseSides, mask: number): UniverseSides {
	return {...sides, resource: sides.resource.filter((_, index) => ((mask >> index) & 1) === 1)};
}

function gained(set: RequestSet, before: UniverseSides, after: UniverseSides) {
	const {witnesses, open} = findGained(set, [policiesOf(before)], policiesOf(after), {most: 3});
	for (const {request} of witnesses) {
		expect(decide(request, policiesOf(after)).outcome).toBe('Allowed');
		expect(decide(request, policiesOf(before)).outcome).toMatch(/Denied$/);
	}

	return witnesses.length > 0 ? 'some' : open === undefined ? 'none' : 'unknown';
}

function listed({requests}: Universe, before: UniverseSides, after: UniverseSides) {
	const [old, now] = [policiesOf(before), policiesOf(after)];
	const answers = requests.map(({request}) => {
		const allowed = decide(request, now).outcome;
		const denied = decide(request, old).outcome;
		return allowed.endsWith('Denied') || denied === 'Allowed'
			? 'none'
			: allowed === 'Unknown' || denied === 'Unknown'
				? 'unknown'
				: 'some';
	});
	return answers.includes('some') ? 'some' : answers.includes('unknown') ? 'unknown' : 'none';
}

test('what a change gives is what listing all requests before and after it says', {
	timeout: patience,
}, () => {
	const counts = {some: 0, none: 0, unknown: 0};
	const parameters = runs(1500);
	const started = performance.now();
	fc.assert(
		fc.property(changes, ({universe, ...sides}) => {
			for (const [before, after] of [
				[sides.before, sides.after],
				[sides.after, sides.before],
			] as const) {
				const expected = listed(universe, before, after);
				const found = gained(universe.set, before, after);
				// What is alike on both sides is no change, also where it is open what it says.
				if (!(expected === 'unknown' && found === 'none')) {
					expect(found).toBe(expected);
				}

				counts[found] += 1;
				const everywhere: RequestSet = {
					...universe.set,
					asks: universe.set.asks.map(({action}) => ({
						action,
						resources: [beginningWith('arn:aws:s3:::b/')],
					})),
				};
				if (expected === 'some') {
					expect(gained(everywhere, before, after)).not.toBe('none');
				}
			}
		}),
		parameters,
	);
	report(`changes ${JSON.stringify(counts)}`, parameters, started);
	expect(counts.some / (2 * parameters.numRuns)).toBeGreaterThanOrEqual(0.1);
});

test('a change that is judged against two policies gives what neither of them allowed', {
	timeout: patience,
}, () => {
	const parameters = runs(500);
	fc.assert(
		fc.property(changes, ({universe, before, after}) => {
			const policies = policiesOf(after);
			const own = policiesOf(before);
			const found = findGained(universe.set, [own, policies], policies);
			expect(found.witnesses).toEqual([]);
		}),
		parameters,
	);
});
