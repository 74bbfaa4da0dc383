import type {ReadTest} from '../condition.ts';
import type {LookUp} from '../request.ts';
import type {PlacedStatement} from '../statement.ts';
import {
	hasVariable,
	literal,
	matchesPattern,
	type Pattern,
	readPattern,
	variablesIn,
} from '../variables.ts';
import {foldCase} from '../wildcard.ts';
import {exactly, type Glob, plain} from './glob.ts';
import type {Candidate} from './resources.ts';
import type {VariableUse} from './values.ts';

/** Where a key stands as a policy variable. */
export type VariablePlaces = {
	readonly tests: readonly ReadTest[];
	/** Resources as written. */
	readonly sources: readonly string[];
};

/** Where keys stand as policy variables in statements, by their names in lower case. */
export function variablePlaces(
	statements: readonly PlacedStatement[],
): ReadonlyMap<string, VariablePlaces> {
	const places = new Map<string, {tests: ReadTest[]; sources: string[]}>();
	const placesOf = (text: string) =>
		[...new Set(variablesIn(text).map((key) => key.toLowerCase()))].map((key) => {
			const of = places.get(key) ?? {tests: [], sources: []};
			places.set(key, of);
			return of;
		});
	for (const {read} of statements) {
		if (!read.hasVariables) {
			continue;
		}

		for (const test of read.condition ?? []) {
			for (const value of test.comparisons === undefined ? (test.values ?? []) : []) {
				for (const {tests} of placesOf(value)) {
					tests.push(test);
				}
			}
		}

		for (const source of read.resource?.sources ?? []) {
			for (const {sources} of placesOf(source)) {
				sources.push(source);
			}
		}
	}

	return places;
}

/**
 * What hangs on a key because it stands as a policy variable: it is told where the text that it is part of is compared
 * with a known one and leaves the variable no choice; elsewhere it is not.
 */
export function variableUse(
	key: string,
	{tests, sources}: VariablePlaces,
	{resource, spelled}: Candidate,
	lookUp: LookUp,
): VariableUse {
	const telling: Glob[] = [];
	const hints: string[] = spelled.has(key) ? [spelled.get(key) ?? ''] : [];
	let isClosed = true;
	const compare = (pattern: Pattern, value: string, ignoresCase: boolean) => {
		const fits: Fit = ignoresCase ? 'regardless of case' : 'exactly';
		const wanted = wantedFor(pattern, value, fits);
		hints.push(...wanted.values);
		if (wanted.isOnly) {
			telling.push(...wanted.values.map((text) => ({...exactly(text), ignoresCase})));
		} else {
			isClosed = false;
		}
	};
	for (const test of tests) {
		const found = lookUp(test.key);
		if (found.state === 'absent' || test.operator === undefined) {
			continue;
		}

		const name = test.name;
		if (found.state === 'unknown' || !name.startsWith('String') || test.key.toLowerCase() === key) {
			// Whoever chooses both can make them the same.
			hints.push('one');
			isClosed = false;
			continue;
		}

		for (const source of test.values ?? []) {
			const pattern = readPattern(source, {
				lookUp,
				hasVariables: true,
				hasWildcards: /Like$/.test(name),
			});
			for (const value of found.values) {
				compare(pattern, value, /IgnoreCase$/.test(name));
			}
		}
	}

	for (const source of sources.filter(hasVariable)) {
		compare(readPattern(source, {lookUp, hasVariables: true, hasWildcards: true}), resource, false);
	}

	return {telling, hints, isClosed};
}

type Fit = 'exactly' | 'regardless of case';

/** The values of a variable for which a pattern matches; `isOnly` where it does for no other. */
function wantedFor(
	pattern: Pattern,
	value: string,
	fit: Fit,
): {readonly values: readonly string[]; readonly isOnly: boolean} {
	const fold = fit === 'exactly' ? (text: string) => text : foldCase;
	const fits = matchesPattern({...pattern, text: fold(pattern.text)}, fold(value));
	if (pattern.unknownKeys.length === 0 || fits.value === false) {
		return {values: [], isOnly: true};
	}

	// The unknown variable stands as a run; with another wildcard beside it several values would do.
	const [before = '', after = '', ...more] = pattern.text.split('*');
	const isAlone = more.length === 0 && !pattern.text.includes('?');
	if (isAlone) {
		return {values: [value.slice(before.length, value.length - after.length)], isOnly: true};
	}

	const end = literal(value).indexOf(after.charAt(0), before.length);
	const guess =
		after === '' || end < 0 ? value.slice(before.length) : value.slice(before.length, end);
	return {values: [plain(guess)], isOnly: false};
}
