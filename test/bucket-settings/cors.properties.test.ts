import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	type CorsRequest,
	type CorsRule,
	corsGaps,
	mergeCors,
	ruleFor,
} from '../../source/bucket-settings/index.ts';

const methods = ['GET', 'PUT'];
const origins = fc.constantFrom('*', 'a', 'b', 'a*', '*b', 'a*b', 'ab');
const headers = fc.constantFrom('*', 'x', 'y', 'X*', '*y', 'x*y');
const rule: fc.Arbitrary<CorsRule> = fc.record(
	{
		AllowedHeaders: fc.uniqueArray(headers, {maxLength: 2}),
		AllowedMethods: fc.uniqueArray(fc.constantFrom(...methods), {minLength: 1}),
		AllowedOrigins: fc.uniqueArray(origins, {minLength: 1, maxLength: 2}),
		ExposeHeaders: fc.uniqueArray(fc.constantFrom('E', 'F'), {maxLength: 2}),
	},
	{requiredKeys: ['AllowedMethods', 'AllowedOrigins']},
);
const rules = fc.array(rule, {maxLength: 3});

const textsOf = (letters: readonly string[], length: number): string[] =>
	length === 0
		? ['']
		: textsOf(letters, length - 1).flatMap((text) => letters.map((letter) => text + letter));
/** Every text of these letters that tells the patterns above apart, and one letter that is in none. */
const universe = (letters: readonly string[]) =>
	[1, 2, 3].flatMap((length) => textsOf(letters, length));
const allOrigins = universe(['a', 'b', 'q']);
const allHeaders = universe(['x', 'y', 'q']);
/** Headers are asked for one or two at a time: no more than two rules differ by them where three are there at most. */
const headerSets = [
	[],
	...allHeaders.map((one) => [one]),
	...['x', 'y', 'q', 'xy', 'xq', 'qy'].flatMap((one) =>
		['x', 'y', 'q', 'xy', 'xq', 'qy'].flatMap((two) =>
			['x', 'y', 'q', 'xy', 'xq', 'qy'].map((three) => [one, two, three]),
		),
	),
];

function listed(wanted: readonly CorsRule[], there: readonly CorsRule[]) {
	for (const method of methods) {
		for (const origin of allOrigins) {
			const real: CorsRequest = {origin, method, headers: []};
			const [by, of] = [ruleFor(there, real), ruleFor(wanted, real)];
			const shown = (of === undefined ? undefined : wanted[of])?.ExposeHeaders ?? [];
			const isShown =
				by !== undefined && shown.every((name) => there[by]?.ExposeHeaders?.includes(name));
			if (of !== undefined && !isShown) {
				return false;
			}

			for (const set of headerSets) {
				const request = {origin, method, headers: set};
				if (ruleFor(wanted, request) !== undefined && ruleFor(there, request) === undefined) {
					return false;
				}
			}
		}
	}

	return true;
}

describe('CORS rules', () => {
	test('give all that is wanted exactly where every request of a small world says so', () => {
		fc.assert(
			fc.property(rules, rules, (wanted, there) => {
				expect(corsGaps(wanted, there)?.length === 0).toBe(listed(wanted, there));
			}),
			{numRuns: 60},
		);
	});

	test('lack what the request says that is named', () => {
		fc.assert(
			fc.property(rules, rules, (wanted, there) => {
				for (const gap of corsGaps(wanted, there) ?? []) {
					const {request} = gap;
					const own = wanted[gap.wanted];
					expect(own === undefined ? undefined : ruleFor([own], request)).toBe(0);
					expect(ruleFor(there, request)).toBe(gap.kind === 'not-allowed' ? undefined : gap.rule);
				}
			}),
			{numRuns: 300},
		);
	});

	test('lack nothing once they are merged, and give all that they gave', () => {
		fc.assert(
			fc.property(rules, rules, (wanted, there) => {
				const merged = mergeCors(there, wanted);
				expect(corsGaps(wanted, merged.rules)).toEqual([]);
				expect(corsGaps(there, merged.rules)).toEqual([]);
				expect(mergeCors(merged.rules, wanted).changes).toEqual([]);
				const added = merged.changes.flatMap(({kind, index}) => (kind === 'added' ? [index] : []));
				const old = merged.rules.filter((_one, index) => !added.includes(index));
				expect(old.map(({ExposeHeaders: _, ...rest}) => rest)).toEqual(
					there.map(({ExposeHeaders: _, ...rest}) => rest),
				);
			}),
			{numRuns: 300},
		);
	});

	test('show pages no more once they are merged than both did, but for what the changes name', () => {
		fc.assert(
			fc.property(rules, rules, (wanted, there) => {
				const merged = mergeCors(there, wanted);
				for (const method of methods) {
					for (const origin of allOrigins) {
						const request: CorsRequest = {origin, method, headers: []};
						const [before, after] = [ruleFor(there, request), ruleFor(merged.rules, request)];
						const given = wanted
							.filter((one) => ruleFor([one], request) === 0)
							.flatMap(({ExposeHeaders = []}) => ExposeHeaders);
						const named = merged.changes.flatMap((change) =>
							change.kind === 'exposes' && change.index === after ? change.headers : [],
						);
						const shown = merged.rules[after ?? -1]?.ExposeHeaders ?? [];
						const extra = shown.filter((name) => ![...given, ...named].includes(name));
						// Who got no answer before may read of one what those read who did.
						if (before === undefined) {
							const by = merged.changes.find(({index}) => index === after);
							expect(after === undefined || by?.kind === 'added').toBe(true);
						} else {
							expect(there[before]?.ExposeHeaders ?? []).toEqual(expect.arrayContaining(extra));
						}
					}
				}
			}),
			{numRuns: 300},
		);
	});
});
