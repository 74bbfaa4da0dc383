import * as fc from 'fast-check';
import {
	type AccessRequest,
	decide,
	type PolicySet,
	type Statement,
} from '../../../source/policy/index.ts';
import {
	type Ask,
	absent,
	chosen,
	exactly,
	type Goal,
	type KeyState,
	known,
	notKnowable,
	type Requester,
	type RequestSet,
} from '../../../source/policy/sets/index.ts';
import {policies} from '../requests.ts';

/** A set of requests small enough to list all of them, and policies to judge them by. */
export type Universe = {
	readonly set: RequestSet;
	readonly policies: PolicySet;
	/** The statements of the policies. */
	readonly sides: UniverseSides;
	/** Whether every key is known, chosen or absent. */
	readonly isKnown: boolean;
	readonly requests: readonly {readonly request: AccessRequest; readonly circumstances: string}[];
	/** How a universe is shown when a test fails: without all of its requests. */
	readonly [fc.toStringMethod]: () => string;
};

/** The statements of a universe by where they stand. */
export type UniverseSides = {
	readonly kind: PolicySet['resourceKind'];
	readonly resource: readonly Statement[];
	readonly identity: readonly Statement[] | 'unseen';
	readonly boundary: readonly Statement[] | undefined;
};

/** How many requests a universe holds. */
export const universeSize = {least: 20, most: 200} as const;

const account = '111122223333';
const otherAccount = '999988887777';
const role = `arn:aws:iam::${account}:role/Vendor`;
const user = `arn:aws:iam::${account}:user/ann`;
const session = `arn:aws:sts::${account}:assumed-role/Vendor/today`;
const root = `arn:aws:iam::${account}:root`;
const foreign = `arn:aws:iam::${otherAccount}:role/Anybody`;
const google = 'accounts.google.com';
const bucket = 'arn:aws:s3:::b';

const one = <T>(...items: readonly T[]) => fc.constantFrom(...items);
const some = <T>(item: fc.Arbitrary<T>, most = 2) =>
	fc.array(item, {minLength: 1, maxLength: most});

const principals = one<NonNullable<Statement['Principal']>>(
	'*',
	'*',
	'*',
	'*',
	{AWS: '*'},
	{AWS: foreign},
	{AWS: role},
	{AWS: [session, role]},
	{AWS: root},
	{AWS: otherAccount},
	{AWS: [role, user, foreign]},
	{Federated: google},
);
// Those that spare somebody for certain more often than those that leave it open.
const spared = one<NonNullable<Statement['Principal']>>(
	{AWS: [user, root]},
	{AWS: []},
	{AWS: [session, role, root]},
	{AWS: [foreign, otherAccount]},
	{Federated: google},
);
const actions = one(
	's3:*',
	's3:*',
	's3:Get*',
	's3:GetObject',
	's3:PutObject',
	'S3:*object',
	's3:DeleteObject',
	's3:?etObject',
	'*',
);
const keyPatterns = one(
	'*',
	'*',
	'*',
	'a*',
	'*a',
	'*b*',
	'a?',
	'?b',
	'ab',
	'a/*',
	'*/b',
	'??',
	'b*a',
	`\${t:word}*`,
	`*\${t:other}`,
	`\${t:word, 'a'}/*`,
	`\${*}*`,
);
const resources = keyPatterns.map((pattern) => `${bucket}/${pattern}`);
const words = one('x', 'y', 'xy', '*', 'x*', '?', '*y', `\${t:other}`, `x\${t:word}`, `\${*}`);
const qualifiers = one('ForAllValues:', 'ForAnyValue:');
const wordOperators = one(
	'StringEquals',
	'StringNotEquals',
	'StringLike',
	'StringNotLike',
	'StringEqualsIfExists',
	'StringNotEqualsIfExists',
	'StringNotLikeIfExists',
	'StringEqualsIgnoreCase',
	'StringNotEqualsIgnoreCase',
);
const manyOperators = fc
	.tuple(qualifiers, one('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'))
	.map((parts) => parts.join(''));
const arns = one(
	foreign,
	`arn:aws:iam::*:role/*`,
	`arn:aws:iam::${account}:*`,
	'arn:*:*:*:*:role/Vendor',
);
const test = fc.oneof(
	{weight: 2, arbitrary: fc.tuple(wordOperators, one('t:word', 'T:Word', 't:other'), some(words))},
	fc.tuple(manyOperators, fc.constant('t:many'), some(words)),
	fc.tuple(
		one('NumericLessThan', 'NumericGreaterThanEquals', 'NumericEquals', 'NumericNotEqualsIfExists'),
		fc.constant('t:number'),
		some(one('1', '2', '2.5')),
	),
	fc.tuple(
		one('IpAddress', 'NotIpAddress'),
		fc.constant('t:address'),
		some(one('203.0.113.0/24', '203.0.113.128/25', '0.0.0.0/0', '2001:db8::/32')),
	),
	fc.tuple(one('Bool', 'BoolIfExists'), fc.constant('t:flag'), some(one('true', 'false'), 1)),
	fc.tuple(
		one('DateLessThan', 'DateGreaterThan'),
		fc.constant('t:time'),
		some(one('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'), 1),
	),
	fc.tuple(one('ArnLike', 'ArnNotEquals', 'ArnLikeIfExists'), fc.constant('t:arn'), some(arns)),
	fc.tuple(
		fc.constant('Null'),
		one('t:word', 't:other', 't:number', 't:flag', 't:many'),
		some(one('true', 'false'), 1),
	),
);
const blocks = fc.array(test, {minLength: 1, maxLength: 2}).map((tests) => {
	const block: Record<string, Record<string, string[]>> = {};
	for (const [operator, key, values] of tests) {
		block[operator] = {...block[operator], [key]: values};
	}

	return block;
});

function statement(hasPrincipal: boolean): fc.Arbitrary<Statement> {
	return fc
		.record({
			effect: one('Allow', 'Allow', 'Allow', 'Deny'),
			action: some(actions),
			isActionNegated: fc.nat({max: 5}),
			resource: some(resources),
			isResourceNegated: fc.nat({max: 5}),
			principal: principals,
			sparedOnes: spared,
			isPrincipalNegated: fc.nat({max: 4}),
			condition: fc.oneof(
				{weight: 3, arbitrary: fc.constant(undefined)},
				{weight: 2, arbitrary: blocks},
			),
		})
		.map((parts) => ({
			Effect: parts.effect as Statement['Effect'],
			...(parts.isActionNegated === 5 ? {NotAction: parts.action} : {Action: parts.action}),
			...(parts.isResourceNegated === 5
				? {NotResource: parts.resource}
				: {Resource: parts.resource}),
			// With Allow it is open whom NotPrincipal means.
			...(hasPrincipal &&
				(parts.isPrincipalNegated === 4 && parts.effect === 'Deny'
					? {NotPrincipal: parts.sparedOnes}
					: {Principal: parts.principal})),
			...(parts.condition !== undefined && {Condition: parts.condition}),
		}));
}

const statements = (hasPrincipal: boolean, most: number) =>
	fc.array(statement(hasPrincipal), {minLength: 1, maxLength: most});

/** Of each key the values that it can have. */
const alternatives: Readonly<Record<string, readonly (readonly string[])[]>> = {
	't:word': [['x'], ['y'], ['xy'], ['X'], ['a']],
	't:other': [['x'], ['b'], ['']],
	't:many': [['x'], ['x', 'y'], ['y', 'zy'], [''], ['', 'x'], ['xy', 'z', '?']],
	't:number': [['0'], ['1'], ['2.2'], ['3']],
	't:address': [['203.0.113.7'], ['203.0.113.200'], ['198.51.100.1'], ['2001:db8::1']],
	't:flag': [['true'], ['false']],
	't:time': [['2025-06-01T00:00:00Z'], ['2026-06-01T00:00:00Z'], ['2028-06-01T00:00:00Z']],
	't:arn': [[foreign], [role], [user]],
};
const names = Object.keys(alternatives);

type Shape = 'known' | 'absent' | 'chosen' | 'sometimes' | 'not-knowable';

function stateFor(name: string, shape: Shape, pick: number): KeyState {
	const values = alternatives[name] ?? [];
	const at = (index: number) => values[index % values.length] ?? [];
	const domain = {kind: 'listed', alternatives: [at(pick), at(pick + 1)]} as const;
	switch (shape) {
		case 'known':
			return known(...at(pick));
		case 'absent':
			return absent;
		case 'chosen':
			return chosen(domain, {mayBeAbsent: false});
		case 'sometimes':
			return chosen(domain);
		case 'not-knowable':
			return notKnowable(domain, {mayBeAbsent: pick % 2 === 0});
	}
}

type RequesterKind = Pick<Requester, 'principal' | 'provider'>;

const requesterKinds: readonly RequesterKind[] = [
	{principal: role},
	{principal: user},
	{principal: session},
	{principal: foreign},
	{principal: undefined},
	{principal: undefined, provider: google},
];

const keys = [
	...['k', 'a', 'b', 'ab', 'ba', 'aa', 'a/b', 'abb', 'k/b', 'bka'],
	...['x', 'xa', 'yb', 'bb', 'a/k', 'x/a', '*', '*b', 'kk', 'aab'],
];

const shapes = one<Shape>('known', 'absent', 'chosen', 'chosen', 'sometimes');
const mostContexts = 16;

/** Universes of 20 to 200 requests, `universeSize`. */
export const universes: fc.Arbitrary<Universe> = fc
	.record({
		kind: one<PolicySet['resourceKind']>('bucket', 'bucket', 'bucket', 'key', 'trust'),
		resource: statements(true, 4),
		identity: fc.oneof(
			{weight: 2, arbitrary: fc.constant('unseen' as const)},
			{weight: 1, arbitrary: statements(false, 3)},
		),
		boundary: fc.oneof(
			{weight: 5, arbitrary: fc.constant(undefined)},
			{weight: 1, arbitrary: statements(false, 2)},
		),
		requesters: fc.uniqueArray(one(...requesterKinds), {minLength: 1, maxLength: 2}),
		actions: fc.uniqueArray(one('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), {
			minLength: 1,
			maxLength: 2,
		}),
		where: fc.shuffledSubarray(keys, {minLength: keys.length}),
		howMany: fc.nat({max: 1000}),
		shapes: fc.tuple(...names.map(() => shapes)),
		notKnowable: fc.tuple(fc.nat({max: 11}), one(...names)),
		picks: fc.tuple(...names.map(() => fc.nat({max: 59}))),
	})
	.map((parts) => {
		const {kind, identity, boundary} = parts;
		const sides: UniverseSides = {
			kind,
			// The policy of a role names no resources.
			resource: parts.resource.map(({Resource, NotResource, ...rest}) => ({
				...rest,
				...(kind !== 'trust' && Resource !== undefined && {Resource}),
				...(kind !== 'trust' && NotResource !== undefined && {NotResource}),
			})),
			identity,
			boundary,
		};
		const tested = JSON.stringify([sides.resource, identity, boundary ?? []]).toLowerCase();
		const [rarely, hidden] = parts.notKnowable;
		const states = new Map<string, KeyState>();
		let contexts = 1;
		let isKnown = true;
		for (const [index, name] of names.entries()) {
			const isHidden = rarely === 0 && name === hidden;
			const shape = isHidden ? 'not-knowable' : (parts.shapes[index] ?? 'absent');
			const state = stateFor(name, shape, parts.picks[index] ?? 0);
			if (!tested.includes(name)) {
				states.set(name, state);
				continue;
			}

			const isTooMuch = contexts * choicesFor(state).length > mostContexts;
			states.set(name, isTooMuch ? stateFor(name, 'known', parts.picks[index] ?? 0) : state);
			contexts *= isTooMuch ? 1 : choicesFor(state).length;
			isKnown &&= !isHidden || isTooMuch;
		}

		const each = parts.requesters.length * parts.actions.length * contexts;
		const least = Math.ceil(universeSize.least / each);
		const most = Math.min(keys.length, Math.floor(universeSize.most / each));
		const where = parts.where.slice(
			0,
			least + Math.floor((parts.howMany / 1001) ** 2 * (most - least + 1)),
		);
		const stateOf = (key: string) => states.get(key) ?? absent;
		const set: RequestSet = {
			requesters: parts.requesters.map((requester): Requester => ({...requester, stateOf})),
			asks: parts.actions.map(
				(action): Ask => ({action, resources: where.map((key) => exactly(`${bucket}/${key}`))}),
			),
			resourceAccount: account,
		};
		return {
			set,
			sides,
			policies: policiesOf(sides),
			isKnown,
			requests: listRequests(set, states, tested),
			[fc.toStringMethod]: () =>
				JSON.stringify({...sides, set, states: Object.fromEntries(states)}, undefined, '\t'),
		};
	});

/** Policies by their statements. */
export function policiesOf({kind, resource, identity, boundary}: UniverseSides): PolicySet {
	return policies({kind, resource, identity, ...(boundary !== undefined && {boundary})});
}

/** The values that a key can have, undefined for none. */
function choicesFor(state: KeyState): readonly (readonly string[] | undefined)[] {
	switch (state.kind) {
		case 'known':
			return [state.values];
		case 'absent':
			return [undefined];
		case 'open':
			return [
				...(state.domain.kind === 'listed' ? state.domain.alternatives : []),
				...(state.mayBeAbsent ? [undefined] : []),
			];
	}
}

function listRequests(
	{requesters, asks, resourceAccount}: RequestSet,
	states: ReadonlyMap<string, KeyState>,
	tested: string,
): Universe['requests'] {
	let contexts: {values: Record<string, readonly string[]>; circumstances: string}[] = [
		{values: {}, circumstances: ''},
	];
	for (const [name, state] of states) {
		if (!tested.includes(name)) {
			continue;
		}

		const isCircumstance = state.kind === 'open' && state.by === 'circumstances';
		contexts = contexts.flatMap(({values, circumstances}) =>
			choicesFor(state).map((choice) => ({
				values: choice === undefined ? values : {...values, [name]: choice},
				circumstances: isCircumstance ? `${circumstances}|${name}=${choice}` : circumstances,
			})),
		);
	}

	return requesters.flatMap(({principal, provider}) =>
		asks.flatMap(({action, resources: places}) =>
			places.flatMap(({text}) =>
				contexts.map(({values, circumstances}) => ({
					circumstances,
					request: {
						principal,
						...(provider !== undefined && {provider}),
						action,
						// Stars that are meant literally stand behind other characters in a glob.
						resource: text.replaceAll('\uE000', '*'),
						resourceAccount,
						context: {values, others: 'absent' as const},
					},
				})),
			),
		),
	);
}

export type Enumerated = 'some' | 'none' | 'unknown';

/** What listing all requests says: whatever the circumstances are, the requester finds one, or finds none. */
export function enumerate(universe: Universe): Readonly<Record<Goal, Enumerated>> {
	const byCircumstances = new Map<string, Record<Goal, Enumerated[]>>();
	for (const {request, circumstances} of universe.requests) {
		const {outcome} = decide(request, universe.policies);
		const lists = byCircumstances.get(circumstances) ?? {allowed: [], denied: []};
		const isUnknown = outcome === 'Unknown';
		lists.allowed.push(isUnknown ? 'unknown' : outcome === 'Allowed' ? 'some' : 'none');
		lists.denied.push(isUnknown ? 'unknown' : outcome === 'Allowed' ? 'none' : 'some');
		byCircumstances.set(circumstances, lists);
	}

	const answerTo = (goal: Goal): Enumerated => {
		const answers = [...byCircumstances.values()].map(
			({[goal]: list}): Enumerated =>
				list.includes('some') ? 'some' : list.includes('unknown') ? 'unknown' : 'none',
		);
		const [answer = 'none'] = answers;
		return answers.every((other) => other === answer) ? answer : 'unknown';
	};
	return {allowed: answerTo('allowed'), denied: answerTo('denied')};
}
