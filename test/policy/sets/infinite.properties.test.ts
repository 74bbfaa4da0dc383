import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {type Found, findRequest, type Goal} from '../../../source/policy/sets/index.ts';
import {
	apart,
	groupBy,
	type Infinite,
	infinites,
	membership,
	plainOnes,
	sampleResources,
	sampleValues,
	setOf,
	statementsOf,
} from './infinite.ts';
import {belongs, isAbout, judge, judgeFor, meets, principalOf, type Values} from './oracle.ts';
import {patience, report, runs} from './runs.ts';
import {policiesOf} from './universes.ts';

type Witnessed = Extract<Found, {answer: 'some'}>['witness'];

const goals: readonly Goal[] = ['allowed', 'denied'];

function usedKeys({sides, domains}: Infinite): readonly string[] {
	const text = JSON.stringify(statementsOf(sides)).toLowerCase();
	return Object.keys(domains).filter(
		(key) => text.includes(`"${key}"`) || text.includes(`{${key}}`),
	);
}

/** The values of a witness; of keys about which it says nothing, because they do not matter, the first of a list. */
function valuesOf(
	{request: {context}}: Witnessed,
	lists: readonly (readonly [string, readonly (readonly string[] | undefined)[]])[],
): Values {
	const given = new Map<string, readonly string[] | undefined>([
		...(context.absent ?? []).map((key) => [key.toLowerCase(), undefined] as const),
		...Object.entries(context.values).map(
			([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value] as const,
		),
	]);
	return Object.fromEntries(
		lists.map(([key, list]) => [key, given.has(key) ? given.get(key) : list[0]]),
	);
}

/** All combinations of values, or as many of them as are wanted, spread evenly. */
function combinations(
	lists: readonly (readonly [string, readonly (readonly string[] | undefined)[]])[],
	most: number,
): Values[] {
	const size = lists.reduce((count, [, list]) => count * list.length, 1);
	const count = Math.min(size, most);
	return Array.from({length: count}, (_, index) => {
		let rest = count === size ? index : Math.floor((index * size) / count) + (index % 7);
		return Object.fromEntries(
			lists.map(([key, list]) => {
				const value = list[rest % list.length];
				rest = Math.floor(rest / list.length);
				return [key, value];
			}),
		);
	});
}

/** Short ones, so that what stands for a variable and what it is compared with are often the same. */
function few(values: readonly (readonly string[] | undefined)[]) {
	const short = values.filter(
		(value) =>
			value === undefined || (value.length < 3 && value.every((one) => /^[ab]{0,2}$/.test(one))),
	);
	return [...short.slice(0, 10), ...values.filter((value) => !short.includes(value)).slice(0, 3)];
}

type Sampled = Readonly<Record<Goal, string | undefined>>;

/** Which goals some request of a large sample reaches. */
function sample(
	infinite: Infinite,
	allValues: readonly (readonly [string, readonly (readonly string[] | undefined)[]])[],
	witnesses: readonly Witnessed[],
	hasVariables: boolean,
): Sampled {
	const statements = statementsOf(infinite.sides);
	const most = hasVariables ? 100 : 400;
	const resources = [
		...sampleResources(infinite, most),
		...witnesses.map(({request}) => request.resource),
	];
	const lists = allValues.map(
		([key, values]) =>
			[
				key,
				hasVariables && /text|other|many/.test(key) ? few(values) : apart(statements, key, values),
			] as const,
	);
	const contexts = [
		...combinations(lists, hasVariables ? 600 : 400),
		...witnesses.map((witness) => valuesOf(witness, allValues)),
	];
	const told = (list: readonly Statement[], tell: (one: Statement) => unknown) =>
		list.map((one) => String(tell(one))).join();
	const where = hasVariables
		? resources
		: groupBy(resources, (resource) => told(statements, (one) => isAbout(one, resource)));
	// No other key stands as a variable in a resource.
	const when = groupBy(
		contexts,
		(values) => `${told(statements, (one) => meets(one, values))} ${values['t:text']}`,
	);
	const hits: Record<Goal, string | undefined> = {allowed: undefined, denied: undefined};
	for (const who of infinite.who) {
		for (const action of infinite.actions) {
			const judgeOne = judgeFor(infinite.sides, who, action);
			for (const values of when) {
				const met = new Map(statements.map((one) => [one, meets(one, values)]));
				for (const resource of where) {
					const outcome = judgeOne((one) => {
						const isMet = met.get(one);
						const isHere = isMet === false ? false : isAbout(one, resource, values);
						return isHere === false ? false : isHere === undefined ? undefined : isMet;
					});
					if (outcome !== 'unknown' && hits[outcome] === undefined) {
						hits[outcome] = JSON.stringify({who, action, resource, values});
					}
				}

				if (hits.allowed !== undefined && hits.denied !== undefined) {
					return hits;
				}
			}
		}
	}

	return hits;
}

function check(infinite: Infinite, mayBeOpen: boolean, hasVariables: boolean): string[] {
	const set = setOf(infinite);
	const policies = policiesOf(infinite.sides);
	const lists = usedKeys(infinite).map(
		(key) => [key, sampleValues(infinite, key, hasVariables ? 150 : 300)] as const,
	);
	const found = goals.map((goal) => ({goal, answer: findRequest(goal, set, policies)}));
	const witnesses = found.flatMap(({answer}) => (answer.answer === 'some' ? [answer.witness] : []));
	for (const {goal, answer} of found) {
		if (answer.answer === 'some') {
			const {request} = answer.witness;
			const {action, resource} = request;
			const who = infinite.who.find((name) => principalOf[name] === request.principal) ?? 'nobody';
			for (const others of [lists, lists.map(([key, list]) => [key, list.toReversed()] as const)]) {
				const values = valuesOf(answer.witness, others);
				expect(judge(infinite.sides, {who, action, resource, values})).toBe(goal);
			}

			expect(infinite.places.some((place) => belongs(place, resource))).toBe(true);
			for (const [key, given] of Object.entries(valuesOf(answer.witness, lists))) {
				const entry = infinite.domains[key];
				const isPossible =
					entry !== undefined &&
					(given === undefined
						? !entry.isAlways
						: membership(entry.domain, infinite.sides, key)(given));
				expect([key, given, isPossible]).toEqual([key, given, true]);
			}
		}

		if (answer.answer === 'unknown') {
			expect(answer.code).toBe('keys');
			expect(mayBeOpen).toBe(true);
		}
	}

	const sampled = sample(infinite, lists, witnesses, hasVariables);
	for (const {goal, answer} of found) {
		if (answer.answer === 'none') {
			expect(sampled[goal]).toBeUndefined();
		}
	}

	return found.map(({answer}) => answer.answer);
}

const mixtures = [
	['globs and keys of one family each', 80, plainOnes],
	['globs alone', 100, {...plainOnes, focus: 'resources'}],
	['texts alone', 40, {...plainOnes, focus: 'texts'}],
	['numbers, dates and addresses alone', 60, {...plainOnes, focus: 'typed values'}],
	['several families alone', 30, {hasFamilies: true, hasVariables: false, focus: 'families'}],
	['keys with several values', 40, {...plainOnes, focus: 'several values'}],
	['keys tested by operators of several families', 30, {hasFamilies: true, hasVariables: false}],
	['policy variables', 15, {hasFamilies: false, hasVariables: true}],
	[
		'policy variables in resources',
		30,
		{hasFamilies: false, hasVariables: true, focus: 'resources'},
	],
	['policy variables in conditions', 30, {hasFamilies: false, hasVariables: true, focus: 'texts'}],
	['all of these', 10, {hasFamilies: true, hasVariables: true}],
] as const;

test.each(mixtures)(
	'no sampled request contradicts the answer for a set without end: %s',
	{
		timeout: patience,
	},
	(name, usual, mixing) => {
		// Many tests of one key with several values can come out in more ways than are tried.
		const mayBeOpen =
			mixing.hasFamilies || mixing.hasVariables || mixing.focus === 'several values';
		const counts: Record<string, number> = {some: 0, none: 0, unknown: 0};
		const parameters = runs(usual);
		const started = performance.now();
		fc.assert(
			fc.property(infinites(mixing), (infinite) => {
				for (const answer of check(infinite, mayBeOpen, mixing.hasVariables)) {
					counts[answer] = (counts[answer] ?? 0) + 1;
				}
			}),
			parameters,
		);
		report(`sets without end, ${name} ${JSON.stringify(counts)}`, parameters, started);
		// Enough of either kind for the comparison to mean something.
		const least = name !== mixtures[0][0] ? 0 : parameters.numRuns / 10;
		expect(Math.min(counts.some ?? 0, counts.none ?? 0)).toBeGreaterThanOrEqual(least);
	},
);
