import type {ReadTest} from '../condition.ts';
import {type Comparison, parseDate, parseNumber} from '../condition-operators.ts';
import {type AddressRange, addressText, isFixedRange, parseAddressRange} from '../ip-address.ts';
import type {PlacedStatement} from '../statement.ts';
import {literal} from '../variables.ts';
import {bestTexts, type WeighedTest} from './best-texts.ts';
import {type Budget, shareOf} from './budget.ts';
import {exactly, fitsGlob, type Glob, literalText} from './glob.ts';
import type {Domain, KeyState} from './key-state.ts';
import {findTexts} from './texts.ts';

/** A value of a condition key, or several, or `absent`. */
export type Choice = readonly string[] | 'absent';

/** The values of a key that its tests tell apart. */
export type Choices = {
	readonly list: readonly Choice[];
	/** Whether every value that the key can have comes out in all tests as one of these does. */
	readonly isComplete: boolean;
};

/** A test of a key, and its values as far as the request tells what its policy variables stand for. */
export type PlacedTest = {
	readonly test: ReadTest;
	/** The values without those of which a variable has no value, because these match nothing, or none that is known. */
	readonly values: readonly string[];
	/** Ready to compare; one is undefined where the policy's value is not of the operator's type. */
	readonly comparisons: readonly (Comparison | undefined)[];
	/** Whether a variable stands in it whose value is not known yet. */
	readonly isOpen: boolean;
	/** The statement that it is a part of. */
	readonly statement: PlacedStatement;
};

/** What hangs on a key that stands as a policy variable somewhere, besides its own tests. */
export type VariableUse = {
	/** The values for which something matches that for others does not. */
	readonly telling: readonly Glob[];
	/** Values worth a try. */
	readonly hints: readonly string[];
	/** Whether nothing else hangs on it. */
	readonly isClosed: boolean;
};

/** Of a key that stands nowhere as a policy variable. */
export const noVariable: VariableUse = {telling: [], hints: [], isClosed: true};

// More would be no choice any more; the answer is then unknown rather than late.
const mostChoices = 400;
// After so much work for every combination those that are best for the goal are looked for instead.
const eachSteps = 20_000;

/** What values are looked for. */
export type Looking = {
	/** `gained` hangs on more than one side's statements, so that no value is the best. */
	readonly goal: 'allowed' | 'denied' | 'gained';
	/** All tests of the key, also in statements that have no say: what they spell out is somebody else's. */
	readonly spelling: readonly PlacedTest[];
	readonly budget: Budget;
};

type LookingAround = Omit<Looking, 'goal'> & {readonly goals: readonly ('allowed' | 'denied')[]};

/** One value for each way in which the tests of a key can come out, within what the key can be. */
export function choicesOf(
	state: Extract<KeyState, {kind: 'open'}>,
	tests: readonly PlacedTest[],
	use: VariableUse,
	{goal, spelling, budget}: Looking,
): Choices {
	const {domain, by, mayBeAbsent} = state;
	// What cannot be known has to lead to the same at its best and at its worst.
	const goals =
		by === 'circumstances' ? (['allowed', 'denied'] as const) : goal === 'gained' ? [] : [goal];
	const {list, isComplete} = domainChoices(domain, tests, use, {goals, spelling, budget});
	return {
		list: mayBeAbsent ? ['absent', ...list] : list,
		isComplete: isComplete && list.length <= mostChoices,
	};
}

function domainChoices(
	domain: Domain,
	tests: readonly PlacedTest[],
	use: VariableUse,
	looking: LookingAround,
): Choices {
	const isClosed = isTold(tests) && use.isClosed && use.telling.length === 0;
	switch (domain.kind) {
		case 'listed':
			return {list: domain.alternatives, isComplete: true};
		case 'number':
			return single(numbers(tests), isClosed && isOf(tests, 'Numeric'));
		case 'date':
			return single(dates(tests, domain), isClosed && isOf(tests, 'Date', 'Numeric'));
		case 'address':
			return single(
				addresses(tests, domain.isOwn === true ? looking.spelling : [], domain.within),
				isClosed && isOf(tests, 'Ip'),
			);
		case 'text':
			return texts(domain, tests, use, looking);
	}
}

function single(values: readonly string[], isComplete: boolean): Choices {
	return {list: values.map((value) => [value]), isComplete};
}

/** Whether it is known what all values of all tests are. */
function isTold(tests: readonly PlacedTest[]): boolean {
	return tests.every(({isOpen}) => !isOpen);
}

function isOf(tests: readonly PlacedTest[], ...families: readonly string[]): boolean {
	return tests.every((test) => ['', ...families].includes(familyOf(test)));
}

/** What kind of values a test compares; nothing where it does not compare or cannot. */
function familyOf({test, comparisons}: PlacedTest): string {
	return test.operator === undefined || comparisons.includes(undefined)
		? ''
		: familyNamed(test.name);
}

function familyNamed(operator: string): string {
	return /^(?:Not)?(String|Numeric|Date|Bool|Binary|Ip|Arn)/.exec(operator)?.[1] ?? '';
}

function valuesOf(tests: readonly PlacedTest[], family: RegExp): string[] {
	return tests.filter(({test}) => family.test(test.name)).flatMap(({values}) => values);
}

function numbers(tests: readonly PlacedTest[]): string[] {
	const bounds = valuesOf(tests, /./)
		.map((value) => parseNumber(value))
		.filter((value) => value !== undefined);
	return around(bounds, 1).map(String);
}

/** Each bound, a value between each two, and one beyond either end. */
function around(bounds: readonly number[], distance: number): number[] {
	const sorted = [...new Set(bounds)].sort((one, other) => one - other);
	const between = sorted.slice(1).map((bound, index) => ((sorted[index] ?? 0) + bound) / 2);
	return [
		...sorted,
		...between,
		beyond(sorted[0] ?? 0, -distance),
		beyond(sorted.at(-1) ?? 0, distance),
	];
}

/** Large numbers lie further apart than a small distance; nothing lies beyond one that is too large to be written. */
function beyond(bound: number, distance: number): number {
	const next = bound + distance;
	return next === bound && Number.isFinite(bound) ? beyond(bound, 2 * distance) : next;
}

const day = 86_400_000;
// What can be written with a year of four digits; no request is made at another time.
const earliest = Date.parse('0000-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59Z');
// Later than any other that a policy spells out, and still a number.
const farOff = 1e300;

function dates(
	tests: readonly PlacedTest[],
	{form, from = earliest}: Extract<Domain, {kind: 'date'}>,
): string[] {
	const bounds = valuesOf(tests, /./)
		.map((value) => parseDate(value) ?? numberOfSeconds(value))
		.filter((value) => value !== undefined)
		.map((time) => Math.min(Math.max(time, earliest), latest));
	const times = around(from === earliest ? bounds : [...bounds, from], day)
		.map((time) => Math.round(time / 1000) * 1000)
		.filter((time) => time >= from && time >= earliest && time <= latest);
	return [...new Set(times)].map((time) =>
		form === 'epoch' ? String(time / 1000) : new Date(time).toISOString().replace('.000Z', 'Z'),
	);
}

/** Dates as any text can write them: to the millisecond, and in seconds since 1970 after the year 9999. */
function writtenDates(wanted: readonly string[]): string[] {
	const bounds = wanted
		.map((value) => parseDate(value))
		.filter((value) => value !== undefined)
		.map((time) => Math.min(time, farOff));
	const times = around(bounds, day).map((time) => Math.floor(time));
	return [
		...wanted.filter((value) => parseDate(value) !== undefined),
		...times
			.filter((time) => time >= earliest)
			.map((time) =>
				time <= latest
					? new Date(time).toISOString().replace('.000Z', 'Z')
					: BigInt(Math.floor(time / 1000)).toString(),
			),
	];
}

function numberOfSeconds(value: string): number | undefined {
	const seconds = parseNumber(value);
	return seconds === undefined ? undefined : seconds * 1000;
}

/**
 * The first address of each stretch between the borders of all ranges, in both families; where the addresses are within some
 * ranges, the first one of each stretch in each of these.
 */
function addresses(
	tests: readonly PlacedTest[],
	spelling: readonly PlacedTest[],
	within?: readonly AddressRange[],
): string[] {
	const fixed = rangesIn(spelling).filter((range) => isFixedRange(range));
	const ranges = [...rangesIn(tests), ...fixed];
	return ([32, 128] as const).flatMap((bits) => {
		const family = ranges.filter((range) => range.bits === bits);
		// Somebody's own address, so that a witness does not come from 0.0.0.0.
		const usual = parseAddressRange(bits === 32 ? '198.51.100.7' : '2001:db8::7')?.address ?? 0n;
		const starts = (within ?? [])
			.filter((range) => range.bits === bits)
			.flatMap((range) => bordersOf(range).slice(0, 1));
		const borders = [...starts, usual, 0n, ...family.flatMap((range) => bordersOf(range))];
		return [...new Set(borders)]
			.filter((address) => address >= 0n && address >> BigInt(bits) === 0n)
			.filter((address) => within?.some((range) => holds(range, bits, address)) ?? true)
			.filter((address) => !fixed.some((range) => holds(range, bits, address)))
			.map((address) => addressText(bits, address));
	});
}

function rangesIn(tests: readonly PlacedTest[]): AddressRange[] {
	return valuesOf(tests, /./)
		.map((value) => parseAddressRange(value))
		.filter((range) => range !== undefined);
}

function bordersOf({bits, address, prefix}: AddressRange): bigint[] {
	const size = 1n << BigInt(bits - prefix);
	const first = (address / size) * size;
	return [first, first + size];
}

function holds(range: AddressRange, bits: 32 | 128, address: bigint): boolean {
	const shift = BigInt(range.bits - range.prefix);
	return range.bits === bits && range.address >> shift === address >> shift;
}

// What reads better than the shortest ARN, where nothing tells them apart.
const usualArn = 'arn:aws:iam::000000000000:role/anybody';

function texts(
	domain: Extract<Domain, {kind: 'text'}>,
	tests: readonly PlacedTest[],
	use: VariableUse,
	{goals, spelling, budget}: LookingAround,
): Choices {
	const families = new Set(tests.map((test) => familyOf(test)).filter((family) => family !== ''));
	const isArn = families.has('Arn');
	const isTyped = families.size > 0 && !isArn && !families.has('String');
	const within = domain.within ?? [];
	const globs = tests.flatMap((test) => globsOf(test));
	const spelled = [
		...tests.flatMap((test) => globsOf(test)),
		...spelling.flatMap((test) => globsIn(test)),
	];
	const exceptions = (domain.except ?? []).map((text) => exactly(text));
	const left = [
		...exceptions,
		...(domain.isOwn === true ? spelled.filter((glob) => literalText(glob) !== undefined) : []),
		...spelled.flatMap((glob) => [...ofOthers(glob, domain), ...formless(glob, domain)]),
	];
	const canBe = (value: string) =>
		within.every((glob) => fitsGlob(glob, value)) && !left.some((glob) => fitsGlob(glob, value));
	const values = [...use.hints, ...(domain.usual ?? []), ...(isArn ? [usualArn] : [])];
	// Of a key that always holds an ARN both kinds of operators tell values apart in the same way.
	const isAlwaysArn = within.some(({text}) => /^arn:[^*?]+:/.test(text));
	const isOneKind =
		families.size <= 1 ||
		(isAlwaysArn && [...families].every((one) => /^(?:Arn|String)$/.test(one)));
	let isComplete = isOneKind && isTold(tests) && use.isClosed;
	if (isTyped) {
		const typed = typedValues(tests);
		values.push(...typed);
		isComplete &&= use.telling.length === 0 && typed.every((value) => canBe(value));
	} else {
		// An ARN operator takes nothing but ARNs, so values of a key that it tests are looked for among those.
		const shape: Glob[] =
			isArn && within.length === 0 ? [{text: 'arn:*:*:*:*:*', isArn: true}] : [];
		const frame = {within: [{text: '?*'}, ...within, ...shape], without: left};
		const found: string[] = [];
		const each = findTexts(
			{
				...frame,
				telling: [...globs, ...use.telling],
				wanted: 'each',
				budget: shareOf(budget, eachSteps),
			},
			(text) => {
				found.push(text);
				return found.length > mostChoices;
			},
		);
		const isAll = each.isComplete && found.length <= mostChoices;
		const canWeigh = !isAll && isComplete && domain.isMultiValued !== true;
		const best =
			canWeigh && use.telling.length === 0
				? goals.map((goal) => bestTexts({...frame, goal, tests: weighed(tests), budget}))
				: [];
		isComplete &&= isAll || (best.length > 0 && !best.includes(undefined));
		values.push(...(best.length > 0 ? best.flatMap((some) => some ?? []) : []));
		values.push(...found, ...typedValues(tests));
	}

	// Nothing is text too, and the only value that some set operators treat in a way of its own.
	if ((!isTyped && !isArn) || tests.some(({test}) => test.qualifier !== undefined)) {
		values.push('');
	}

	const mark = use.isClosed && isTold(tests) ? marker(tests, use) : undefined;
	const list = distinct([...new Set(values)].filter(canBe), mark);
	return domain.isMultiValued === true
		? sets(list, mark !== undefined, isComplete)
		: single(
				list.map(({value}) => value),
				isComplete,
			);
}

/** What begins as a glob spells it out, up to where the value says whose it is: that is somebody else's. */
function ofOthers(glob: Glob, {ownUpTo}: Extract<Domain, {kind: 'text'}>): Glob[] {
	if (ownUpTo === undefined) {
		return [];
	}

	const {delimiter, count} = ownUpTo;
	const parts = glob.text.split(delimiter);
	const head = parts.slice(0, count);
	const isSpelledOut =
		parts.length > count && !/[*?]/.test(head.at(-1) ?? '') && head.at(-1) !== '';
	return isSpelledOut
		? [{...glob, text: `${head.map((part) => part).join(delimiter)}${delimiter}*`}]
		: literalText(glob) === undefined
			? []
			: [glob];
}

/** A value that is spelled out and has not the form that all values have. */
function formless(glob: Glob, {form}: Extract<Domain, {kind: 'text'}>): Glob[] {
	const text = literalText(glob);
	return form === undefined || text === undefined || new RegExp(`^(?:${form})$`, 'u').test(text)
		? []
		: [glob];
}

function weighed(tests: readonly PlacedTest[]): WeighedTest[] {
	return tests.flatMap((placed) => {
		const {effect, kind} = placed.statement.reference;
		const isNegated = placed.test.operator?.isNegated === true;
		const globs = globsOf(placed);
		return familyOf(placed) === ''
			? []
			: [{globs, isNegated, effect, side: kind, statement: placed.statement}];
	});
}

/** The globs that a test compares with; none where it compares something else than texts. */
function globsOf(placed: PlacedTest): Glob[] {
	return placed.isOpen || familyOf(placed) === '' ? [] : globsIn(placed);
}

/** All that a test spells out, also beside what is not known or not of the operator's type. */
function globsIn({test, values}: PlacedTest): Glob[] {
	const family = familyNamed(test.name);
	if (family !== 'Arn' && family !== 'String') {
		return [];
	}

	const isArn = family === 'Arn';
	const hasWildcards = isArn || /Like$/.test(test.name);
	const ignoresCase = /IgnoreCase$/.test(test.name);
	return values.map((value) => ({
		text: hasWildcards ? value : literal(value),
		ignoresCase,
		isArn,
	}));
}

function typedValues(tests: readonly PlacedTest[]): string[] {
	const has = (family: RegExp) => tests.some(({test}) => family.test(test.name));
	return [
		...(has(/^Bool/) ? ['true', 'false'] : []),
		...(has(/^Numeric/) ? numbers(tests) : []),
		...(has(/^Date/) ? writtenDates(valuesOf(tests, /^Date/)) : []),
		...(has(/IpAddress/) ? addresses(tests, []) : []),
		...(has(/^Binary/) ? binaries(valuesOf(tests, /^Binary/)) : []),
	];
}

/** All values, and one that is none of them. */
function binaries(values: readonly string[]): string[] {
	let other = 'AAAA';
	while (values.includes(other)) {
		other += 'AAAA';
	}

	return [...values, other];
}

/** What is known of one value or of several: a number for each test and each telling glob, made of bits. */
type Marks = readonly number[];
type Marked = {
	readonly value: string;
	readonly marks: Marks;
	/** Whether it is a value that no test can compare, so that others say no less without it. */
	readonly isStrange: boolean;
};

const matching = 1;
const differing = 2;
const open = 4;

type Marker = (value: string) => Omit<Marked, 'value'>;

/** Tells what all tests say to a value, so that those to which they say the same need not be tried one by one. */
function marker(tests: readonly PlacedTest[], {telling}: VariableUse): Marker {
	const compared = tests.flatMap(({test, comparisons}) =>
		test.operator === undefined ? [] : [comparisons],
	);
	const hasSets = tests.some(({test}) => test.qualifier !== undefined);
	return (value) => {
		const ofTests = compared.map((comparisons) => {
			const answers = comparisons.map((comparison) => comparison?.matches(value).value);
			return answers.includes(true)
				? matching
				: answers.every((answer) => answer === false)
					? differing
					: open;
		});
		const others = telling.map((glob) => (fitsGlob(glob, value) ? matching : differing));
		return {
			marks: [...ofTests, ...others, hasSets && value === '' ? 0 : 1],
			isStrange: ofTests.length > 0 && ofTests.every((mark) => mark === open),
		};
	};
}

function distinct(values: readonly string[], mark: Marker | undefined): readonly Marked[] {
	const list = new Map<string, Marked>();
	for (const value of values) {
		const marked = {value, ...(mark?.(value) ?? {marks: [], isStrange: false})};
		const key = mark === undefined ? value : marked.marks.join();
		if (!list.has(key)) {
			list.set(key, marked);
		}
	}

	return [...list.values()];
}

/**
 * Of a multi-valued key: the values alone, and as many together as it takes for everything that the tests can say to
 * several. A test looks at each value for itself, so what it says to several is known once it is known of each.
 */
function sets(values: readonly Marked[], areMarked: boolean, isComplete: boolean): Choices {
	type Several = {readonly items: readonly string[]; readonly marks: Marks};
	const list: Several[] = values.map((one) => ({items: [one.value], marks: one.marks}));
	const seen = new Set(list.map((one) => one.marks.join()));
	const others = values.filter(({isStrange}) => !isStrange);
	for (let at = 0; areMarked && at < list.length; at += 1) {
		const several = list[at] as Several;
		for (const one of values[at]?.isStrange === true ? [] : others) {
			const together = several.marks.map((mark, index) => mark | (one.marks[index] as number));
			const key = together.join();
			if (!seen.has(key)) {
				seen.add(key);
				list.push({items: [...several.items, one.value], marks: together});
			}
		}

		if (list.length > mostChoices) {
			break;
		}
	}

	const items = list.map((one) => one.items);
	return !areMarked || list.length > mostChoices
		? {list: [...items.slice(0, mostChoices), ...pairs(values)], isComplete: false}
		: {list: items, isComplete};
}

function pairs(values: readonly Marked[]): string[][] {
	const few = values.slice(0, 20).map(({value}) => value);
	return few.flatMap((one, index) => few.slice(index + 1).map((other) => [one, other]));
}
