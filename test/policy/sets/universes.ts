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
	/** Whether every key is known, chosen or absent. */
	readonly isKnown: boolean;
	readonly requests: readonly {readonly request: AccessRequest; readonly circumstances: string}[];
};

const account = '111122223333';
const own = `arn:aws:iam::${account}:role/Vendor`;
const foreign = 'arn:aws:iam::999988887777:role/Anybody';
const bucket = 'arn:aws:s3:::b';

const one = <T>(...items: readonly T[]) => fc.constantFrom(...items);
const some = <T>(item: fc.Arbitrary<T>, most = 2) =>
	fc.array(item, {minLength: 1, maxLength: most});

const principals = one<Statement['Principal']>(
	'*',
	'*',
	'*',
	{AWS: foreign},
	{AWS: own},
	{AWS: `arn:aws:iam::${account}:root`},
	{AWS: '999988887777'},
	{AWS: [own, foreign]},
	{Federated: 'accounts.google.com'},
);
const actions = one(
	's3:*',
	's3:Get*',
	's3:GetObject',
	's3:PutObject',
	's3:*Object',
	's3:DeleteObject',
	'*',
);
const keyPatterns = one('*', 'a*', '*a', '*b*', 'a?', '?b', 'ab', 'a/*', '*/b', '??', 'b*a');
const resources = keyPatterns.map((pattern) => `${bucket}/${pattern}`);
const words = one('x', 'y', 'xy', '*', 'x*', '?', '*y');
const texts = one(
	'StringEquals',
	'StringNotEquals',
	'StringLike',
	'StringNotLike',
	'StringEqualsIfExists',
	'StringNotEqualsIfExists',
	'StringNotLikeIfExists',
	'StringEqualsIgnoreCase',
	'ForAllValues:StringEquals',
	'ForAnyValue:StringLike',
);
const blocks = fc
	.array(
		fc.oneof(
			fc.tuple(texts, one('t:word', 't:other'), some(words)),
			fc.tuple(texts, one('t:word', 't:other'), some(words)),
			fc.tuple(
				one(
					'NumericLessThan',
					'NumericGreaterThanEquals',
					'NumericEquals',
					'NumericNotEqualsIfExists',
				),
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
			fc.tuple(
				fc.constant('Null'),
				one('t:word', 't:other', 't:number', 't:flag'),
				some(one('true', 'false'), 1),
			),
		),
		{maxLength: 2},
	)
	.map((tests) => {
		const block: Record<string, Record<string, string[]>> = {};
		for (const [operator, key, values] of tests) {
			block[operator] = {...block[operator], [key]: values};
		}

		return block;
	});

function statements(hasPrincipal: boolean, most: number) {
	return fc.array(
		fc
			.tuple(
				one('Allow', 'Allow', 'Deny'),
				fc.oneof(
					{weight: 4, arbitrary: some(actions).map((Action) => ({Action}))},
					{weight: 1, arbitrary: some(actions).map((NotAction) => ({NotAction}))},
				),
				fc.oneof(
					{weight: 4, arbitrary: some(resources).map((Resource) => ({Resource}))},
					{weight: 1, arbitrary: some(resources).map((NotResource) => ({NotResource}))},
				),
				hasPrincipal ? principals.map((Principal) => ({Principal})) : fc.constant({}),
				fc.oneof(fc.constant(undefined), blocks),
			)
			.map(
				([Effect, what, where, whom, Condition]) =>
					({
						Effect,
						...what,
						...where,
						...whom,
						...(Condition !== undefined && {Condition}),
					}) as Statement,
			),
		{minLength: 1, maxLength: most},
	);
}

const alternatives: Readonly<Record<string, readonly string[]>> = {
	't:word': ['x', 'y', 'xy', 'X', 'z'],
	't:other': ['x', 'zy', ''],
	't:number': ['0', '1', '2.2', '3'],
	't:address': ['203.0.113.7', '203.0.113.200', '198.51.100.1', '2001:db8::1'],
	't:flag': ['true', 'false'],
	't:time': ['2025-06-01T00:00:00Z', '2026-06-01T00:00:00Z', '2028-06-01T00:00:00Z'],
};
const names = Object.keys(alternatives);

type Shape = 'known' | 'absent' | 'chosen' | 'sometimes' | 'not-knowable';
const shapes = one<Shape>('known', 'absent', 'chosen', 'sometimes', 'known', 'not-knowable');
const knownShapes = one<Shape>('known', 'absent', 'chosen', 'sometimes');

function stateFor(name: string, shape: Shape, pick: number): KeyState {
	const values = alternatives[name] ?? [];
	const value = values[pick % values.length] ?? '';
	const domain = {
		kind: 'listed' as const,
		alternatives: [
			values[pick % values.length] ?? '',
			values[(pick + 1) % values.length] ?? '',
		].map((item) => [item]),
	};
	switch (shape) {
		case 'known':
			return known(value);
		case 'absent':
			return absent;
		case 'chosen':
			return chosen(domain, {mayBeAbsent: false});
		case 'sometimes':
			return chosen(domain);
		case 'not-knowable':
			return notKnowable(domain);
	}
}

const requesterKinds = [
	{principal: own},
	{principal: foreign},
	{principal: undefined},
	{principal: undefined, provider: 'accounts.google.com'},
] as const;

const keys = ['k', 'a', 'b', 'ab', 'ba', 'aa', 'a/b', 'abb', 'k/b', 'bka'];

/** Universes of 1 to a few hundred requests. */
export const universes: fc.Arbitrary<Universe> = fc
	.record({
		kind: one('bucket', 'bucket', 'key'),
		resource: statements(true, 4),
		identity: fc.oneof(fc.constant('unseen' as const), statements(false, 2)),
		boundary: fc.oneof(
			{weight: 5, arbitrary: fc.constant(undefined)},
			{weight: 1, arbitrary: statements(false, 2)},
		),
		requesters: fc.uniqueArray(one(...requesterKinds), {minLength: 1, maxLength: 2}),
		actions: fc.uniqueArray(one('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), {
			minLength: 1,
			maxLength: 2,
		}),
		where: fc.uniqueArray(one(...keys), {minLength: 1, maxLength: 5}),
		shapes: fc
			.boolean()
			.chain((isKnown) => fc.tuple(...names.map(() => (isKnown ? knownShapes : shapes)))),
		picks: fc.tuple(...names.map(() => fc.nat({max: 9}))),
	})
	.map(
		({
			kind,
			resource,
			identity,
			boundary,
			requesters,
			actions: asked,
			where,
			shapes: chosenShapes,
			picks,
		}) => {
			const states = new Map(
				names.map((name, index) => [
					name,
					stateFor(name, chosenShapes[index] ?? 'absent', picks[index] ?? 0),
				]),
			);
			const stateOf = (key: string) => states.get(key) ?? absent;
			const set: RequestSet = {
				requesters: requesters.map((requester): Requester => ({...requester, stateOf})),
				asks: asked.map(
					(action): Ask => ({action, resources: where.map((key) => exactly(`${bucket}/${key}`))}),
				),
				resourceAccount: account,
			};
			const judged = policies({
				kind,
				resource,
				identity,
				...(boundary !== undefined && {boundary}),
			});
			const tested = JSON.stringify([resource, identity, boundary ?? []]);
			return {
				set,
				policies: judged,
				isKnown: names.every(
					(name) => !tested.includes(name) || chosenShapes[names.indexOf(name)] !== 'not-knowable',
				),
				requests: listRequests(set, states, tested),
			};
		},
	);

function listRequests(
	{requesters, asks, resourceAccount}: RequestSet,
	states: ReadonlyMap<string, KeyState>,
	tested: string,
): Universe['requests'] {
	let contexts: {values: Record<string, string[]>; circumstances: string}[] = [
		{values: {}, circumstances: ''},
	];
	for (const [name, state] of states) {
		if (!tested.includes(name)) {
			continue;
		}

		const choices =
			state.kind === 'known'
				? [[...state.values]]
				: state.kind === 'absent'
					? [undefined]
					: [
							...(state.domain.kind === 'listed'
								? state.domain.alternatives.map((item) => [...item])
								: []),
							...(state.mayBeAbsent ? [undefined] : []),
						];
		const isCircumstance = state.kind === 'open' && state.by === 'circumstances';
		contexts = contexts.flatMap(({values, circumstances}) =>
			choices.map((choice) => ({
				values: choice === undefined ? values : {...values, [name]: choice},
				circumstances: isCircumstance ? `${circumstances}|${name}=${choice}` : circumstances,
			})),
		);
	}

	return requesters.flatMap(({principal, provider}) =>
		asks.flatMap(({action, resources: places}) =>
			places.flatMap(({text: resource}) =>
				contexts.map(({values, circumstances}) => ({
					circumstances,
					request: {
						principal,
						...(provider !== undefined && {provider}),
						action,
						resource,
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
export function enumerate(
	{requests, policies: judged}: Universe,
	goal: 'allowed' | 'denied',
): Enumerated {
	const byCircumstances = new Map<string, Enumerated[]>();
	for (const {request, circumstances} of requests) {
		const {outcome} = decide(request, judged);
		const isHit = goal === 'allowed' ? outcome === 'Allowed' : /Denied$/.test(outcome);
		const list = byCircumstances.get(circumstances) ?? [];
		list.push(isHit ? 'some' : outcome === 'Unknown' ? 'unknown' : 'none');
		byCircumstances.set(circumstances, list);
	}

	const answers = [...byCircumstances.values()].map(
		(list): Enumerated =>
			list.includes('some') ? 'some' : list.includes('unknown') ? 'unknown' : 'none',
	);
	return answers.every((answer) => answer === 'some')
		? 'some'
		: answers.every((answer) => answer === 'none')
			? 'none'
			: 'unknown';
}
