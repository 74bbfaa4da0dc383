import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import type {PolicySet, Statement} from '../../../source/policy/index.ts';
import {
	absent,
	findRequest,
	known,
	notKnowable,
	type RequestSet,
} from '../../../source/policy/sets/index.ts';
import {
	apart,
	type Infinite,
	infinites,
	isComparable,
	plainOnes,
	sampleValues,
	setOf,
	statementsOf,
} from './infinite.ts';
import {patience, report, runs} from './runs.ts';
import {policiesOf, type UniverseSides} from './universes.ts';

const fixedOnes = {...plainOnes, isFixed: true};

function answers(set: RequestSet, policies: PolicySet) {
	return {
		allowed: findRequest('allowed', set, policies).answer,
		denied: findRequest('denied', set, policies).answer,
	};
}

/** Tries a law on many sets; `changes` says how often what was done changed an answer. */
function holds(
	name: string,
	usual: number,
	arbitrary: fc.Arbitrary<Infinite>,
	changed: (infinite: Infinite) => fc.Arbitrary<UniverseSides>,
	law: (before: ReturnType<typeof answers>, after: ReturnType<typeof answers>) => void,
) {
	const parameters = runs(usual);
	const started = performance.now();
	let changes = 0;
	const both = arbitrary.chain((infinite) => changed(infinite).map((sides) => ({infinite, sides})));
	fc.assert(
		fc.property(both, ({infinite, sides}) => {
			const set = setOf(infinite);
			const before = answers(set, policiesOf(infinite.sides));
			const after = answers(set, policiesOf(sides));
			changes += before.allowed === after.allowed && before.denied === after.denied ? 0 : 1;
			law(before, after);
		}),
		parameters,
	);
	report(`laws, ${name} (${changes} changed an answer)`, parameters, started);
}

/** One more statement on one of the sides, taken from another set. */
function withOneMore(effect: Statement['Effect']) {
	return ({sides}: Infinite): fc.Arbitrary<UniverseSides> =>
		fc
			.tuple(infinites(fixedOnes), fc.constantFrom('resource', 'identity', 'boundary'))
			.map(([other, side]) => {
				const [added] = other.sides.resource;
				const shared: Statement = {...(added as Statement), Effect: effect};
				const {Principal: _, ...own} = shared;
				if (side === 'identity' && sides.identity !== 'unseen') {
					return {...sides, identity: [...sides.identity, own]};
				}

				return side === 'boundary' && sides.boundary !== undefined
					? {...sides, boundary: [...sides.boundary, own]}
					: {...sides, resource: [shared, ...sides.resource]};
			});
}

test('one more Deny lets nothing in and what was denied stays denied', {timeout: patience}, () => {
	holds('one more Deny', 150, infinites(fixedOnes), withOneMore('Deny'), (before, after) => {
		expect([before.allowed, after.allowed]).not.toEqual(['none', 'some']);
		expect([before.allowed, after.allowed]).not.toEqual(['none', 'unknown']);
		expect([before.denied, after.denied]).not.toEqual(['some', 'none']);
		expect([before.denied, after.denied]).not.toEqual(['some', 'unknown']);
	});
});

test('one more Allow denies nothing and what was allowed stays allowed', {
	timeout: patience,
}, () => {
	holds('one more Allow', 150, infinites(fixedOnes), withOneMore('Allow'), (before, after) => {
		expect([before.denied, after.denied]).not.toEqual(['none', 'some']);
		expect([before.denied, after.denied]).not.toEqual(['none', 'unknown']);
		expect([before.allowed, after.allowed]).not.toEqual(['some', 'none']);
		expect([before.allowed, after.allowed]).not.toEqual(['some', 'unknown']);
	});
});

type Change = (statements: readonly Statement[]) => readonly Statement[];

function everywhere({kind, resource, identity, boundary}: UniverseSides, change: Change) {
	return {
		kind,
		resource: change(resource),
		identity: identity === 'unseen' ? identity : change(identity),
		boundary: boundary && change(boundary),
	};
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
	value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as readonly T[]);

/** One statement for each action, resource and principal that a statement lists. */
const split: Change = (statements) =>
	statements.flatMap((statement) => {
		const {Action, Resource, Principal} = statement;
		const actions = Action === undefined ? [{}] : listOf(Action).map((one) => ({Action: one}));
		const resources =
			Resource === undefined ? [{}] : listOf(Resource).map((one) => ({Resource: one}));
		const principals =
			Principal === undefined || Principal === '*'
				? [{}]
				: listOf(Principal.AWS).map((AWS) => ({Principal: {AWS}}));
		return actions.flatMap((action) =>
			resources.flatMap((resource) =>
				principals.map((principal) => ({...statement, ...action, ...resource, ...principal})),
			),
		);
	});

const renamed: Change = (statements) =>
	statements.map((statement, index) => ({...statement, Sid: `Another${index}`}));

const swapped = (text: string) =>
	text.replaceAll(/[a-z]/gi, (letter) =>
		letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
	);

/** The letters of actions and condition keys in the other case. */
const recased: Change = (statements) =>
	statements.map((statement) => ({
		...statement,
		...(statement.Action !== undefined && {Action: listOf(statement.Action).map(swapped)}),
		...(statement.NotAction !== undefined && {NotAction: listOf(statement.NotAction).map(swapped)}),
		...(statement.Condition !== undefined && {
			Condition: Object.fromEntries(
				Object.entries(statement.Condition).map(([operator, keys]) => [
					operator,
					Object.fromEntries(
						Object.entries(keys).map(([key, values]) => [
							// Two spellings of one key in one operator would become one.
							Object.keys(keys).length === 1 ? swapped(key) : key,
							values,
						]),
					),
				]),
			),
		}),
	}));

test.each([
	['renaming statements', renamed],
	['splitting them', split],
	['the case of actions and condition keys', recased],
	['turning their order round', (statements: readonly Statement[]) => statements.toReversed()],
] as const)('%s changes no answer', {timeout: patience}, (name, change) => {
	const sidesOf = ({sides}: Infinite) => fc.constant(everywhere(sides, change));
	holds(name, 50, infinites(plainOnes), sidesOf, (before, after) => {
		expect(after).toEqual(before);
	});
});

const mixtures = [
	['globs and keys of one family each', 50, plainOnes],
	['all kinds', 25, {hasFamilies: true, hasVariables: true}],
] as const;

test.each(mixtures)(
	'what is certain stays so once a key is known that was not: %s',
	{timeout: patience},
	(name, usual, mixing) => {
		const parameters = runs(usual);
		const started = performance.now();
		const counts: Record<string, number> = {some: 0, none: 0, unknown: 0};
		let asked = 0;
		const cases = fc.tuple(
			infinites(mixing),
			fc.shuffledSubarray(['t:text', 't:other', 't:many', 't:arn', 't:arns', 't:number'], {
				minLength: 1,
				maxLength: 4,
			}),
		);
		fc.assert(
			fc.property(cases, ([infinite, hidden]) => {
				const policies = policiesOf(infinite.sides);
				const states = Object.fromEntries(
					hidden.map((key) => {
						const {domain = {kind: 'text'} as const, isAlways = false} =
							infinite.domains[key] ?? {};
						return [key, notKnowable(domain, {mayBeAbsent: !isAlways})];
					}),
				);
				const before = answers(setOf(infinite, states), policies);
				counts[before.allowed] = (counts[before.allowed] ?? 0) + 1;
				counts[before.denied] = (counts[before.denied] ?? 0) + 1;
				for (const key of hidden) {
					const values = apart(statementsOf(infinite.sides), key, sampleValues(infinite, key, 200));
					const comparable = values.filter(
						(value) => value === undefined || isComparable(infinite.sides, key, value),
					);
					for (const value of comparable.slice(0, 12)) {
						const state = value === undefined ? absent : known(...value);
						const after = answers(setOf(infinite, {...states, [key]: state}), policies);
						for (const goal of ['allowed', 'denied'] as const) {
							if (before[goal] !== 'unknown') {
								asked += 1;
								expect([key, value, goal, after[goal]]).toEqual([key, value, goal, before[goal]]);
							}
						}
					}
				}
			}),
			parameters,
		);
		report(
			`laws, keys not known, ${name} ${JSON.stringify(counts)}, asked again ${asked} times`,
			parameters,
			started,
		);
	},
);
