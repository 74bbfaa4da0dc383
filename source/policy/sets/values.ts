import type {ReadTest} from '../condition.ts';
import {parseDate, parseNumber} from '../condition-operators.ts';
import {type AddressRange, addressText, isFixedRange, parseAddressRange} from '../ip-address.ts';
import {literal} from '../variables.ts';
import type {Budget} from './budget.ts';
import {exactly, type Glob, literalText} from './glob.ts';
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
	/** The values without those of which a variable has no value: these match nothing. */
	readonly values: readonly string[];
	/** Whether a variable stands in it whose value is not known yet. */
	readonly isOpen: boolean;
};

// More would be no choice any more; the answer is then unknown rather than late.
const mostChoices = 400;

/**
 * One value for each way in which the tests of a key can come out, within what the key can be. `spelled` are values that
 * a policy variable would have to take.
 */
export function choicesOf(
	state: Extract<KeyState, {kind: 'open'}>,
	tests: readonly PlacedTest[],
	spelled: readonly string[],
	budget: Budget,
): Choices {
	const {domain, mayBeAbsent} = state;
	const {list, isComplete} = domainChoices(domain, tests, spelled, budget);
	return {
		list: mayBeAbsent ? ['absent', ...list] : list,
		isComplete: isComplete && list.length <= mostChoices,
	};
}

function domainChoices(
	domain: Domain,
	tests: readonly PlacedTest[],
	spelled: readonly string[],
	budget: Budget,
): Choices {
	switch (domain.kind) {
		case 'listed':
			return {list: domain.alternatives, isComplete: true};
		case 'number':
			return single(numbers(tests), isClosed(tests, 'Numeric'));
		case 'date':
			return single(dates(tests, domain), isClosed(tests, 'Date', 'Numeric'));
		case 'address':
			return single(addresses(tests, domain.isOwn === true), isClosed(tests, 'Ip'));
		case 'text':
			return texts(domain, tests, spelled, budget);
	}
}

function single(values: readonly string[], isComplete: boolean): Choices {
	return {list: values.map((value) => [value]), isComplete};
}

function isClosed(tests: readonly PlacedTest[], ...families: readonly string[]): boolean {
	return tests.every(
		({test, isOpen}) =>
			!isOpen && (families.length === 0 || ['', ...families].includes(familyOf(test.name))),
	);
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
	const [first = 0] = sorted;
	const between = sorted.slice(1).map((bound, index) => ((sorted[index] ?? 0) + bound) / 2);
	return [...sorted, ...between, first - distance, (sorted.at(-1) ?? 0) + distance];
}

const day = 86_400_000;

function dates(
	tests: readonly PlacedTest[],
	{form, from}: Extract<Domain, {kind: 'date'}>,
): string[] {
	const bounds = valuesOf(tests, /./)
		.map((value) => parseDate(value) ?? numberOfSeconds(value))
		.filter((value) => value !== undefined);
	const times = around(from === undefined ? bounds : [...bounds, from], day)
		.map((time) => Math.round(time / 1000) * 1000)
		.filter((time) => from === undefined || time >= from);
	return [...new Set(times)]
		.filter((time) => Math.abs(time) < 8.64e15)
		.map((time) =>
			form === 'epoch' ? String(time / 1000) : new Date(time).toISOString().replace('.000Z', 'Z'),
		);
}

function numberOfSeconds(value: string): number | undefined {
	const seconds = parseNumber(value);
	return seconds === undefined ? undefined : seconds * 1000;
}

/** The first address of each stretch between the borders of all ranges, in both families. */
function addresses(tests: readonly PlacedTest[], isOwn: boolean): string[] {
	const ranges = valuesOf(tests, /./)
		.map((value) => parseAddressRange(value))
		.filter((range) => range !== undefined);
	const fixed = isOwn ? ranges.filter((range) => isFixedRange(range)) : [];
	return ([32, 128] as const).flatMap((bits) => {
		const family = ranges.filter((range) => range.bits === bits);
		// Somebody's own address, so that a witness does not come from 0.0.0.0.
		const usual = parseAddressRange(bits === 32 ? '198.51.100.7' : '2001:db8::7')?.address ?? 0n;
		const borders = [usual, 0n, ...family.flatMap((range) => bordersOf(range))];
		return [...new Set(borders)]
			.filter((address) => address >= 0n && address >> BigInt(bits) === 0n)
			.filter((address) => !fixed.some((range) => holds(range, bits, address)))
			.map((address) => addressText(bits, address));
	});
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

function texts(
	domain: Extract<Domain, {kind: 'text'}>,
	tests: readonly PlacedTest[],
	spelled: readonly string[],
	budget: Budget,
): Choices {
	const globs = tests.flatMap(globsOf);
	const isArn = tests.some(({test}) => test.name.startsWith('Arn'));
	const within = domain.within ?? [];
	const literals = globs.map((glob) => literalText(glob)).filter((text) => text !== undefined);
	const left = [...(domain.except ?? []), ...(domain.isOwn === true ? literals : [])];
	const ignoring = tests.some(({test}) => /IgnoreCase$/.test(test.name));
	const isLeftOut = (value: string) =>
		left.some((text) =>
			ignoring && domain.isOwn === true
				? text.toLowerCase() === value.toLowerCase()
				: text === value,
		);
	const values: string[] = [];
	const isTyped = tests.every(({test}) => /^(?:Numeric|Date|Bool|Binary|NotIp|Ip)/.test(test.name));
	// An ARN operator takes nothing but ARNs, so values of a key that it tests are looked for among those.
	const shape: Glob[] = isArn && within.length === 0 ? [{text: 'arn:*:*:*:*:?*', isArn: true}] : [];
	const {isComplete} =
		isTyped && tests.length > 0
			? {isComplete: true}
			: findTexts(
					{
						within: [{text: '?*'}, ...within, ...shape],
						telling: [...globs, ...left.map((text) => exactly(text))],
						wanted: 'each',
						budget,
					},
					(text) => {
						if (!isLeftOut(text)) {
							values.push(text);
						}

						return values.length > mostChoices;
					},
				);
	const typed = typedValues(tests);
	// Nothing is text too, and the only value that some set operators treat in a way of its own.
	const nothing = within.length === 0 && !isArn && !isTyped ? [''] : [];
	const all = [...new Set([...spelled, ...values, ...typed, ...nothing])].filter(
		(value) => !isLeftOut(value) && (value !== '' || nothing.length > 0),
	);
	const families = new Set(
		tests.map(({test}) => familyOf(test.name)).filter((name) => name !== ''),
	);
	const isCertain = isComplete && families.size <= 1 && isClosed(tests);
	return domain.isMultiValued === true
		? sets(all, tests.length, isCertain)
		: single(all, isCertain);
}

function familyOf(name: string): string {
	return name === 'Null'
		? ''
		: (/^(?:Not)?(String|Numeric|Date|Bool|Binary|Ip|Arn)/.exec(name)?.[1] ?? name);
}

/** The globs that a test compares with; none where it compares something else than texts. */
function globsOf({test, values, isOpen}: PlacedTest): Glob[] {
	const isArn = test.name.startsWith('Arn');
	if (!isArn && !test.name.startsWith('String')) {
		return [];
	}

	const hasWildcards = isArn || /Like$/.test(test.name);
	const ignoresCase = /IgnoreCase$/.test(test.name);
	return isOpen
		? []
		: values.map((value) => ({text: hasWildcards ? value : literal(value), ignoresCase, isArn}));
}

function typedValues(tests: readonly PlacedTest[]): string[] {
	const has = (family: RegExp) => tests.some(({test}) => family.test(test.name));
	return [
		...(has(/^Bool/) ? ['true', 'false'] : []),
		...(has(/^Numeric/) ? numbers(tests) : []),
		...(has(/^Date/) ? dates(tests, {kind: 'date', form: 'iso'}) : []),
		...(has(/IpAddress/) ? addresses(tests, false) : []),
		...(has(/^Binary/) ? ['AAAA', ...valuesOf(tests, /^Binary/)] : []),
	];
}

/** Of a multi-valued key: each value alone, and as many together as there are tests to tell them apart. */
function sets(values: readonly string[], most: number, isComplete: boolean): Choices {
	let together: string[][] = [[]];
	const list: string[][] = [];
	for (let size = 1; size <= Math.max(1, most); size += 1) {
		together = together.flatMap((set) => {
			const last = set.at(-1);
			const rest = last === undefined ? values : values.slice(values.indexOf(last) + 1);
			return rest.map((value) => [...set, value]);
		});
		list.push(...together);
		if (list.length > mostChoices) {
			return {list: list.slice(0, mostChoices), isComplete: false};
		}
	}

	return {list, isComplete};
}
