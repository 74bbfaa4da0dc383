import * as fc from 'fast-check';
import type {Statement} from '../../../source/policy/index.ts';
import {
	absent,
	chosen,
	type Domain,
	type KeyState,
	type Requester,
	type RequestSet,
} from '../../../source/policy/sets/index.ts';
import {accounts, belongs, bitsOf, globSource, meets, principalOf, type Who} from './oracle.ts';
import type {UniverseSides} from './universes.ts';

/** A set of requests without end, and policies to judge them by. */
export type Infinite = {
	readonly sides: UniverseSides;
	readonly who: readonly Who[];
	readonly actions: readonly string[];
	readonly places: readonly string[];
	readonly domains: Readonly<Record<string, {readonly domain: Domain; readonly isAlways: boolean}>>;
	readonly [fc.toStringMethod]: () => string;
};

const bucket = 'arn:aws:s3:::b/';

const one = <T>(...items: readonly T[]) => fc.constantFrom(...items);
const some = <T>(item: fc.Arbitrary<T>, most = 2) =>
	fc.array(item, {minLength: 1, maxLength: most});

/** Globs of a few characters, so that they overlap. */
const glob = fc
	.array(
		fc.oneof(
			{weight: 4, arbitrary: one('a', 'b')},
			{weight: 4, arbitrary: fc.constant('*')},
			{weight: 2, arbitrary: fc.constant('?')},
			{weight: 1, arbitrary: one('A', '/', 'é', '😀', `\${*}`, `\${?}`, `\${$}`)},
		),
		{minLength: 1, maxLength: 5},
	)
	.map((parts) => parts.join(''));
const variable = (key: string) =>
	fc
		.tuple(one('', 'a', '*', '?'), one('', 'b', '*', '/*'))
		.map((parts) => parts.join(`\${${key}}`));

const arnPart = (...items: readonly string[]) => one(...items, '*');
const arn = fc
	.tuple(
		one('arn', 'arn', 'arn', '*', 'a?n'),
		arnPart('aws', 'a*', 'aws-cn'),
		arnPart('iam', 'i?m', 's3'),
		arnPart('', 'e*'),
		arnPart('1', '1?', '?'),
		one('role/a', 'role/*', '*', 'ro?e/*a', 'a:b', '*:b', '?*', '', 'user/a'),
	)
	.map((parts) => parts.join(':'));

const textOperator = one(
	'StringEquals',
	'StringNotEquals',
	'StringLike',
	'StringLike',
	'StringNotLike',
	'StringNotLike',
	'StringEqualsIgnoreCase',
	'StringNotEqualsIgnoreCase',
);
const arnOperator = one('ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals');
const numberOperator = one(
	...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'],
);
const addressOperator = one('IpAddress', 'NotIpAddress');

const numberValue = one('0', '1', '2', '1.5', '-3', '1000000', '18014398509481984', '0.001');
const dateValue = one(
	'2026-01-01T00:00:00Z',
	'2026-01-01T00:00:01Z',
	'2026-01-01T00:00:00.5Z',
	'2027-06-30',
	'1767225600',
	'99999999999999',
	'1970-01-02T00:00:00Z',
);
const addressValue = one(
	'203.0.113.0/24',
	'203.0.113.128/25',
	'203.0.113.7',
	'0.0.0.0/0',
	'0.0.0.0/1',
	'128.0.0.0/1',
	'255.255.255.255',
	'2001:db8::/32',
	'2001:db8::/33',
	'2001:db8:8000::7',
	'::/0',
	'8000::/1',
);

/** Where a generator mixes what the search does not claim to settle. */
export type Mixing = {
	/** Operators of several families on one key, and set operators beside plain ones. */
	readonly hasFamilies: boolean;
	/** Policy variables of keys that the requester chooses. */
	readonly hasVariables: boolean;
	/** Without keys whose values hang on what the policies spell out. */
	readonly isFixed?: boolean;
	/** Nearly all in the conditions, of one kind; or nearly all in the resources. */
	readonly focus?: 'texts' | 'several values' | 'typed values' | 'families' | 'resources';
};

/** Globs, and keys that operators of one family test. */
export const plainOnes: Mixing = {hasFamilies: false, hasVariables: false};

type Test = readonly [operator: string, key: string, values: string[]];

const withSuffix = (operator: fc.Arbitrary<string>) =>
	fc.tuple(operator, one('', '', 'IfExists')).map((parts) => parts.join(''));
const asSet = (operator: fc.Arbitrary<string>) =>
	fc.tuple(one('ForAllValues:', 'ForAnyValue:'), operator).map((parts) => parts.join(''));

function tests({hasFamilies, hasVariables, focus}: Mixing): fc.Arbitrary<Test> {
	const value = hasVariables
		? fc.oneof(glob, glob, variable('t:other'), fc.constant(`\${t:text}`))
		: glob;
	const text = fc.tuple(withSuffix(textOperator), one('t:text', 'T:Text', 't:other'), some(value));
	const many = fc.tuple(asSet(textOperator), fc.constant('t:many'), some(value));
	const typed: fc.Arbitrary<Test>[] = [
		fc.tuple(
			withSuffix(numberOperator.map((name) => `Numeric${name}`)),
			one('t:number', 't:written'),
			some(numberValue),
		),
		fc.tuple(
			withSuffix(numberOperator.map((name) => `Date${name}`)),
			fc.constant('t:date'),
			some(dateValue),
		),
		fc.tuple(withSuffix(addressOperator), fc.constant('t:address'), some(addressValue)),
	];
	const usual: fc.Arbitrary<Test>[] = [
		text,
		text,
		many,
		...typed,
		fc.tuple(withSuffix(arnOperator), fc.constant('t:arn'), some(arn)),
		fc.tuple(asSet(arnOperator), fc.constant('t:arns'), some(arn)),
		fc.tuple(
			fc.constant('Null'),
			one('t:text', 't:other', 't:many', 't:arn', 't:number', 't:written', 't:date', 't:address'),
			some(one('true', 'false'), 1),
		),
	];
	const mixed: fc.Arbitrary<Test>[] = [
		fc.tuple(
			withSuffix(
				fc.oneof(
					textOperator,
					numberOperator.map((name) => `Numeric${name}`),
				),
			),
			one('t:text', 't:many', 't:written', 't:number'),
			some(fc.oneof(numberValue, glob)),
		),
		fc.tuple(
			fc.oneof(asSet(textOperator), withSuffix(arnOperator)),
			one('t:text', 't:many', 't:arn'),
			some(fc.oneof(glob, arn)),
		),
		fc.tuple(
			one('Bool', 'BinaryEquals', 'IpAddress', 'DateLessThan'),
			one('t:text', 't:written'),
			some(fc.oneof(one('true', 'AAAA', 'QUFB'), addressValue, dateValue)),
		),
	];
	switch (focus) {
		case 'several values':
			return many;
		case 'typed values':
			return fc.oneof(...typed);
		case 'families':
			return fc.oneof(...mixed);
		case 'texts':
		case 'resources':
			return text;
		default:
			return fc.oneof(...usual, ...(hasFamilies ? mixed : []));
	}
}

function statement(hasPrincipal: boolean, mixing: Mixing): fc.Arbitrary<Statement> {
	const {focus, hasVariables} = mixing;
	const isInResources = focus === 'resources';
	const wide = fc.oneof(
		{
			weight: isInResources ? 0 : focus === undefined ? 1 : 20,
			arbitrary: fc.constant('*'),
		},
		{weight: 3, arbitrary: glob},
	);
	const resource = hasVariables ? fc.oneof(wide, wide, variable('t:text')) : wide;
	const block = fc.array(tests(mixing), {minLength: 1, maxLength: 3}).map((list) => {
		const made: Record<string, Record<string, string[]>> = {};
		for (const [operator, key, values] of list) {
			made[operator] = {...made[operator], [key]: values};
		}

		return made;
	});
	return fc
		.record({
			Effect: one('Allow', 'Deny') as fc.Arbitrary<Statement['Effect']>,
			action: one('s3:*', '*', 's3:Get*', 's3:PutObject', 's3:?etObject'),
			isActionNegated: fc.nat({max: 8}),
			resource: some(
				resource.map((pattern) => `${bucket}${pattern}`),
				3,
			),
			isResourceNegated: fc.nat({max: isInResources ? 3 : 5}),
			principal: one<Statement['Principal'] & {}>(
				'*',
				'*',
				'*',
				{AWS: principalOf.user ?? ''},
				{AWS: [principalOf.role ?? '', principalOf.foreign ?? '']},
				{AWS: [accounts.own, `arn:aws:iam::${accounts.other}:root`]},
			),
			Condition:
				isInResources && !hasVariables
					? fc.constant(undefined)
					: focus === undefined || isInResources
						? fc.oneof(fc.constant(undefined), block)
						: block,
		})
		.map((parts) => ({
			Effect: parts.Effect,
			...(parts.isActionNegated === 8 ? {NotAction: parts.action} : {Action: parts.action}),
			...(parts.isResourceNegated <= 1
				? {NotResource: parts.resource}
				: {Resource: parts.resource}),
			...(hasPrincipal && {Principal: parts.principal}),
			...(parts.Condition !== undefined && {Condition: parts.Condition}),
		}));
}

const textDomain: fc.Arbitrary<Domain> = fc
	.tuple(
		fc.oneof(
			{weight: 4, arbitrary: fc.constant({})},
			some(one('a*', '?b*', '*a', '*'), 2).map((list) => ({within: list.map((text) => ({text}))})),
		),
		fc.oneof({weight: 4, arbitrary: fc.constant({})}, fc.constant({except: ['a', 'ab', 'b']})),
		one({}, {}, {}, {isOwn: true}),
	)
	.map((parts) => Object.assign({kind: 'text' as const}, ...parts));
const listedDomain = one<Domain>(
	{kind: 'listed', alternatives: [['ab']]},
	{kind: 'listed', alternatives: [['a'], ['bb']]},
	{kind: 'listed', alternatives: [['xa'], ['']]},
);
const arnDomain = one<Domain>({kind: 'text'}, {kind: 'text'}, {kind: 'text', isOwn: true});

const domains = fc.record({
	't:text': fc.oneof({weight: 4, arbitrary: textDomain}, listedDomain),
	't:other': fc.oneof({weight: 2, arbitrary: textDomain}, listedDomain),
	't:many': textDomain.map((domain) => ({...domain, isMultiValued: true}) as Domain),
	't:arn': arnDomain,
	't:arns': arnDomain.map((domain) => ({...domain, isMultiValued: true}) as Domain),
	't:number': fc.constant<Domain>({kind: 'number'}),
	't:written': fc.constant<Domain>({kind: 'text'}),
	't:date': one<Domain>(
		{kind: 'date', form: 'iso'},
		{kind: 'date', form: 'iso', from: Date.parse('2026-01-01T00:00:00Z')},
		{kind: 'date', form: 'epoch', from: Date.parse('2026-01-01T00:00:00Z')},
	),
	't:address': one<Domain>({kind: 'address'}, {kind: 'address', isOwn: true}),
});

/** Sets of requests with globs for resources and keys that the requester chooses. */
export function infinites(mixing: Mixing): fc.Arbitrary<Infinite> {
	const statements = (hasPrincipal: boolean, most: number) =>
		fc.array(statement(hasPrincipal, mixing), {minLength: 1, maxLength: most});
	return fc
		.record({
			kind: one<UniverseSides['kind']>('bucket', 'bucket', 'key'),
			resource: statements(true, 5),
			identity: fc.oneof(
				{weight: 2, arbitrary: fc.constant('unseen' as const)},
				{weight: 1, arbitrary: statements(false, 2)},
			),
			boundary: fc.oneof(
				{weight: 4, arbitrary: fc.constant(undefined)},
				{weight: 1, arbitrary: statements(false, 2)},
			),
			who: fc.uniqueArray(one<Who>('nobody', 'user', 'role', 'foreign'), {
				minLength: 1,
				maxLength: 2,
			}),
			actions: fc.uniqueArray(one('s3:GetObject', 's3:PutObject'), {minLength: 1}),
			places: some(one('?*', '?*', '*', 'a*', '*b?', 'a?*b')),
			domains,
			always: fc.subarray(['t:text', 't:many', 't:arn', 't:number', 't:date', 't:address']),
		})
		.map(({kind, resource, identity, boundary, who, actions, places, ...rest}) => ({
			sides: {kind, resource, identity, boundary},
			who,
			actions,
			places: places.map((place) => `${bucket}${place}`),
			domains: Object.fromEntries(
				Object.entries(rest.domains).map(([key, domain]) => [
					key,
					{
						domain: mixing.isFixed === true ? ({...domain, isOwn: false} as Domain) : domain,
						isAlways: (rest.always as readonly string[]).includes(key),
					},
				]),
			),
			[fc.toStringMethod]: () =>
				JSON.stringify(
					{kind, resource, identity, boundary, who, actions, places, ...rest},
					undefined,
					'\t',
				),
		}));
}

/** The set as the search takes it; `others` are keys that are not the requester's to choose. */
export function setOf(
	{who, actions, places, domains: given}: Infinite,
	others: Readonly<Record<string, KeyState>> = {},
): RequestSet {
	const states = new Map<string, KeyState>([
		...Object.entries(given).map(
			([key, {domain, isAlways}]) => [key, chosen(domain, {mayBeAbsent: !isAlways})] as const,
		),
		...Object.entries(others),
	]);
	const stateOf = (key: string) => states.get(key) ?? absent;
	return {
		requesters: who.map(
			(name): Requester => ({
				principal: principalOf[name],
				stateOf,
			}),
		),
		asks: actions.map((action) => ({action, resources: places.map((text) => ({text}))})),
		resourceAccount: accounts.own,
	};
}

/** All statements. */
export function statementsOf({resource, identity, boundary}: UniverseSides): readonly Statement[] {
	return [...resource, ...(identity === 'unseen' ? [] : identity), ...(boundary ?? [])];
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
	value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as readonly T[]);

/** The values that a key is compared with, by operator. */
function wantedOf(sides: UniverseSides, key: string): readonly (readonly [string, string])[] {
	return statementsOf(sides).flatMap(({Condition}) =>
		Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
			Object.entries(keys).flatMap(([name, values]) =>
				name.toLowerCase() === key
					? listOf(values).map((value) => [operator, String(value)] as const)
					: [],
			),
		),
	);
}

/** What stands in texts without wildcards and escapes, and one character that does not. */
function charactersOf(texts: readonly string[], isEitherCase: boolean): string[] {
	const plain = texts.map((text) =>
		text.replaceAll(/\$\{([*?$])\}/g, '$1').replaceAll(/\$\{[^}]*\}/g, ''),
	);
	const characters = new Set(plain.join('').split(''));
	if (isEitherCase) {
		for (const character of [...characters]) {
			characters.add(character.toLowerCase()).add(character.toUpperCase());
		}
	}

	return [...characters, 'q'];
}

/** All texts over some characters, shorter ones first, as far as there are not too many. */
function allTexts(characters: readonly string[], mostTexts: number): string[] {
	const texts = [''];
	let wave = [''];
	for (let length = 1; length <= 5; length += 1) {
		wave = wave.flatMap((text) => characters.map((character) => text + character));
		if (texts.length + wave.length > mostTexts) {
			break;
		}

		texts.push(...wave);
	}

	return texts;
}

/** Texts that fit a pattern, its wildcards filled with a little of everything. */
function fillings(pattern: string, characters: readonly string[]): string[] {
	const parts = pattern.match(/\$\{[^}]*\}|[\s\S]/g) ?? [];
	const fill = (run: string, single: string) =>
		parts
			.map((part) =>
				part === '*'
					? run
					: part === '?'
						? single
						: part.length > 3
							? run
							: part.replace(/^\$\{([*?$])\}$/, '$1'),
			)
			.join('');
	return [
		...new Set(
			['', ...characters, 'ab', 'aqb', 'ba'].flatMap((run) =>
				characters.slice(0, 3).map((single) => fill(run, single)),
			),
		),
	];
}

/** Many object keys: all short ones, those that fit each pattern, and those that fit several at their ends. */
export function sampleResources({sides, places}: Infinite, most: number): readonly string[] {
	const patterns = statementsOf(sides)
		.flatMap(({Resource, NotResource}) => listOf(Resource ?? NotResource))
		.concat(places)
		.map((pattern) => pattern.slice(bucket.length));
	const characters = charactersOf(patterns, false);
	const filled = patterns.flatMap((pattern) => fillings(pattern, characters)).slice(0, most);
	const doubled = filled.flatMap((text, index) =>
		index % 7 === 0 ? [`${text}${filled[(index * 31) % filled.length]}`] : [],
	);
	const texts = [
		...allTexts(
			characters.filter((character) => !['*', '?'].includes(character)),
			most,
		),
		...allTexts(characters, most / 4),
		...filled,
		...doubled,
	];
	return [...new Set(texts)]
		.map((text) => `${bucket}${text}`)
		.filter((text) => places.some((place) => belongs(place, text)));
}

/** Tells whether a key can have a value, or several, by its domain; regular expressions tell. */
export function membership(
	domain: Domain,
	sides: UniverseSides,
	key: string,
): (values: readonly string[]) => boolean {
	const wanted = wantedOf(sides, key);
	switch (domain.kind) {
		case 'text': {
			const spelledOut = wanted.flatMap(([operator, text]) => {
				const isLiteral = /Arn|Like/.test(operator)
					? !/[*?]/.test(text.replaceAll(/\$\{[*?$]\}/g, ''))
					: /String/.test(operator);
				const source = globSource(text, {}, {hasWildcards: false});
				const flags = operator.includes('IgnoreCase') ? 'i' : '';
				return isLiteral && typeof source === 'string' ? [new RegExp(`^${source}$`, flags)] : [];
			});
			return (values) =>
				values.length > 0 &&
				(domain.isMultiValued === true || values.length === 1) &&
				values.every(
					(value) =>
						(domain.within ?? []).every(({text}) => belongs(text, value)) &&
						domain.except?.includes(value) !== true &&
						(domain.isOwn !== true || !spelledOut.some((text) => text.test(value))),
				);
		}

		case 'number':
			return (values) => values.length === 1 && /^[+-]?\d+(\.\d+)?$/.test(values[0] ?? '');
		case 'date':
			return ([value = '']) => {
				const isEpoch = domain.form === 'epoch';
				const time = isEpoch ? Number(value) * 1000 : Date.parse(value);
				const form = isEpoch ? /^-?\d+$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
				return form.test(value) && (domain.from === undefined || time >= domain.from);
			};
		case 'address': {
			const fixed = wanted.flatMap(([operator, text]) => {
				const range = operator.includes('IpAddress') ? bitsOf(text) : undefined;
				const isFixed = range !== undefined && range.length - 1 >= (range.startsWith('4') ? 8 : 32);
				return isFixed ? [range] : [];
			});
			return ([value = '']) => {
				const bits = bitsOf(value);
				return (
					bits !== undefined &&
					(bits.length === 33 || bits.length === 129) &&
					(domain.isOwn !== true || !fixed.some((range) => bits.startsWith(range)))
				);
			};
		}

		case 'listed':
			return (values) => domain.alternatives.some((one) => one.join() === values.join());
	}
}

const pieces = [
	['arn', 'xrn'],
	['aws', 'q'],
	['iam', 's3'],
	['', 'eu'],
	['1', '12', ''],
	['role/a', 'role/b', 'rose/xa', 'a:b', 'q:b', 'x', '', 'user/a', ':b', 'a:b:c'],
] as const;

function sampleArns(): string[] {
	const usual = pieces.reduce<string[][]>(
		(list, piece) => list.flatMap((parts) => piece.map((part): string[] => [...parts, part])),
		[[]],
	);
	return usual.map((parts) => parts.join(':'));
}

const arns = sampleArns();

function sampleAddresses(ranges: readonly string[]): string[] {
	const texts = ranges.flatMap((range) => {
		const bits = bitsOf(range);
		if (bits === undefined) {
			return [];
		}

		const size = bits.startsWith('4') ? 32 : 128;
		const plain = bits.slice(1);
		const first = BigInt(`0b${plain.padEnd(size, '0')}`);
		const last = BigInt(`0b${plain.padEnd(size, '1')}`);
		return [first - 1n, first, first + 1n, (first + last) / 2n, last - 1n, last, last + 1n]
			.filter((address) => address >= 0n && address < 1n << BigInt(size))
			.map((address) =>
				size === 32
					? [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.')
					: Array.from({length: 8}, (_, index) =>
							((address >> BigInt(112 - 16 * index)) & 0xff_ffn).toString(16),
						).join(':'),
			);
	});
	return [...texts, '192.0.2.1', '10.1.2.3', 'fe80:0:0:0:0:0:0:1'];
}

function around(bounds: readonly number[], ...distances: readonly number[]): number[] {
	const each = bounds.flatMap((bound) =>
		[0, ...distances].flatMap((distance) => [bound - distance, bound + distance]),
	);
	const between = bounds.flatMap((bound) => bounds.map((other) => (bound + other) / 2));
	return [...each, ...between];
}

function decimal(number: number): string {
	return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}

/** Many values of a key near all that it is compared with, undefined for none. */
export function sampleValues(
	{sides, domains: given}: Infinite,
	key: string,
	most: number,
): readonly (readonly string[] | undefined)[] {
	const entry = given[key];
	if (entry === undefined) {
		return [undefined];
	}

	const {domain, isAlways} = entry;
	const canBe = membership(domain, sides, key);
	const wanted = wantedOf(sides, key).filter(([operator]) => operator !== 'Null');
	const texts = wanted.map(([, text]) => text);
	const numbers = texts.filter((text) => /^[+-]?\d+(\.\d+)?$/.test(text)).map(Number);
	const times = texts
		.map((text) => (/^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text)))
		.filter((time) => !Number.isNaN(time));
	const isMadeOf = (family: RegExp) => wanted.some(([operator]) => family.test(operator));
	const single: string[] = [];
	if (domain.kind === 'date') {
		const {from = 0, form} = domain;
		const seconds = [...around([...times, from], 1000, 86_400_000, 400 * 86_400_000), from + 1000]
			.map((time) => Math.round(time / 1000))
			.filter((time) => time > -62_167_219_200 && time < 253_402_300_800);
		single.push(
			...seconds.map((time) =>
				form === 'epoch' ? String(time) : new Date(time * 1000).toISOString().replace('.000Z', 'Z'),
			),
		);
	} else if (domain.kind === 'listed') {
		single.push(...domain.alternatives.flat());
	} else if (domain.kind === 'address') {
		single.push(...sampleAddresses(texts));
	} else if (domain.kind === 'number') {
		single.push(...around([...numbers, 0], 1, 0.25, 1e6, 2 ** 40, 1e17).map(decimal));
	} else {
		const within = domain.kind === 'text' ? (domain.within ?? []).map(({text}) => text) : [];
		const isEitherCase = isMadeOf(/IgnoreCase/);
		const characters = charactersOf(
			[...texts.filter((text) => !text.startsWith('arn:')), ...within],
			isEitherCase,
		);
		single.push(
			...(isMadeOf(/Arn/) ? arns : allTexts(characters, most)),
			...(isMadeOf(/Arn/) ? [''] : []),
			...[...texts, ...within].flatMap((text) => fillings(text, characters)),
			...(isMadeOf(/Numeric/) ? around(numbers, 1, 0.25, 1e6).map(decimal) : []),
			...(isMadeOf(/Ip/) ? sampleAddresses(texts) : []),
			...(isMadeOf(/Date/)
				? around(times, 1000)
						.filter((time) => Math.abs(time) < 8e15)
						.map((time) => new Date(time).toISOString())
				: []),
			...(isMadeOf(/Bool/) ? ['true', 'false', 'TRUE'] : []),
			...(isMadeOf(/Binary/) ? ['AAAA', 'QUFB', 'BBBB', ''] : []),
		);
	}

	const values = [...new Set(single)].map((value) => [value]).filter(canBe);
	const isMultiValued = domain.kind === 'text' && domain.isMultiValued === true;
	const sets = isMultiValued
		? Array.from({length: Math.min(values.length, most / 2)}, (_, index) =>
				[index, index * 7 + 1, index * 31 + 3, index * 131 + 5]
					.slice(0, 2 + (index % 3))
					.flatMap((at) => values[at % values.length] ?? []),
			).concat(values.flatMap(([value]) => (value === '' ? [] : [['', value ?? '']])))
		: [];
	return [...(isAlways ? [] : [undefined]), ...values, ...sets.filter(canBe)];
}

/** One item of each name. */
export function groupBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
	return [...new Map(items.map((item) => [nameOf(item), item])).values()];
}

/** Whether all values are such as the operators that test them can compare. */
export function isComparable(
	sides: UniverseSides,
	key: string,
	values: readonly string[],
): boolean {
	const isArn = wantedOf(sides, key).some(([operator]) => operator.includes('Arn'));
	const isNumber = wantedOf(sides, key).some(([operator]) => operator.includes('Numeric'));
	return values.every(
		(value) =>
			(!isArn || /^arn:(?:[^:]*:){4}/.test(value)) &&
			(!isNumber || /^[+-]?\d+(\.\d+)?$/.test(value)),
	);
}

/** Of many values of a key one for everything that the conditions say to them. */
export function apart(
	statements: readonly Statement[],
	key: string,
	values: readonly (readonly string[] | undefined)[],
) {
	const tests = statements.flatMap(({Condition}) =>
		Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
			Object.entries(keys)
				.filter(([name]) => name.toLowerCase() === key)
				.map(
					([, wanted]): Statement => ({Effect: 'Deny', Condition: {[operator]: {[key]: wanted}}}),
				),
		),
	);
	return groupBy(values, (value) => tests.map((one) => meets(one, {[key]: value})).join());
}
