import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decide, type PolicySet, parseAddressRange} from '../../../source/policy/index.ts';
import {
	absent,
	chosen,
	exactly,
	findRequest,
	notKnowable,
	type RequestSet,
} from '../../../source/policy/sets/index.ts';
import {account, allow, deny, objectArn, policy, role} from '../requests.ts';
import {runs} from './runs.ts';

/** All there is: the sixteen addresses of 203.0.113.0/28, and as many of version 6. */
const universe = Array.from({length: 16}, (_, index) => [
	`203.0.113.${index}`,
	`2001:db8::${index.toString(16)}`,
]).flat();

const ranges = fc
	.record({
		isLong: fc.boolean(),
		index: fc.integer({min: 0, max: 15}),
		left: fc.integer({min: 0, max: 4}),
	})
	.map(({isLong, index, left}) =>
		isLong
			? `2001:db8::${index.toString(16)}/${128 - left}`
			: left === 0
				? `203.0.113.${index}`
				: `203.0.113.${index}/${32 - left}`,
	);

const conditions = fc
	.record({
		operator: fc.constantFrom('IpAddress', 'NotIpAddress', 'IpAddressIfExists'),
		values: fc.array(fc.oneof({weight: 5, arbitrary: ranges}, fc.constant('203.0.0.0/8')), {
			minLength: 1,
			maxLength: 3,
		}),
	})
	.map(({operator, values}) => ({[operator]: {'aws:SourceIp': values}}));

const statements = fc
	.record({isDeny: fc.boolean(), condition: fc.option(conditions, {nil: undefined, freq: 8})})
	.map(({isDeny, condition}) => ({
		...(isDeny ? deny : allow),
		...(condition !== undefined && {Condition: condition}),
	}));

const cases = fc.record({
	within: fc.array(ranges, {minLength: 1, maxLength: 3}),
	list: fc.array(statements, {minLength: 1, maxLength: 4}),
});

/** Whether an address is in one of the ranges, told by its own arithmetic. */
function isIn(range: string, address: string): boolean {
	const [start = '', prefix = address.includes(':') ? '128' : '32'] = range.split('/');
	if (start.includes(':') !== address.includes(':')) {
		return false;
	}

	const last = (text: string) =>
		text.includes(':')
			? Number.parseInt(text.split('::')[1] ?? '', 16)
			: Number(text.split('.')[3]);
	const size = 2 ** ((address.includes(':') ? 128 : 32) - Number(prefix));
	return Math.floor(last(start) / size) === Math.floor(last(address) / size);
}

function setOf(within: readonly string[]): RequestSet {
	const state = chosen(
		{kind: 'address', within: within.flatMap((range) => parseAddressRange(range) ?? [])},
		{mayBeAbsent: false},
	);
	return {
		requesters: [
			{
				principal: role,
				stateOf: (key) => (key === 'aws:sourceip' ? state : absent),
			},
		],
		asks: [{action: 's3:GetObject', resources: [exactly(objectArn)]}],
		resourceAccount: account,
	};
}

describe('requests that come from some ranges of addresses alone', () => {
	test('are allowed or denied as each of their addresses is', () => {
		fc.assert(
			fc.property(cases, ({within, list}) => {
				const policies: PolicySet = {
					identity: [{name: 'own', document: policy(...list)}],
					resourceKind: 'bucket',
				};
				const outcomes = universe
					.filter((address) => within.some((range) => isIn(range, address)))
					.map((address) => ({
						address,
						isAllowed:
							decide(
								{
									principal: role,
									action: 's3:GetObject',
									resource: objectArn,
									resourceAccount: account,
									context: {values: {'aws:SourceIp': address}, others: 'absent'},
								},
								policies,
							).outcome === 'Allowed',
					}));
				for (const goal of ['allowed', 'denied'] as const) {
					const found = findRequest(goal, setOf(within), policies);
					const fitting = outcomes.filter(({isAllowed}) => isAllowed === (goal === 'allowed'));
					expect(found.answer).toBe(fitting.length > 0 ? 'some' : 'none');
					if (found.answer === 'some' && 'witness' in found) {
						const values = Object.entries(found.witness.request.context.values);
						const said = values.find(([key]) => key.toLowerCase() === 'aws:sourceip')?.[1];
						// Of a key that nothing asks for a witness says nothing.
						const told = said === undefined ? universe : [String(said)];
						const addresses = told.map((text) => parseAddressRange(text)?.address);
						expect(
							fitting.some(({address}) => addresses.includes(parseAddressRange(address)?.address)),
						).toBe(true);
					}
				}
			}),
			runs(1000),
		);
	});

	test('stay unknown where it is not known from where they come', () => {
		const set = setOf(['203.0.113.0/28']);
		const policies: PolicySet = {
			identity: [
				{
					name: 'own',
					document: policy(allow, {
						...deny,
						Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/28'}},
					}),
				},
			],
			resourceKind: 'bucket',
		};
		const open: RequestSet = {
			...set,
			requesters: [
				{
					principal: role,
					stateOf: (key) =>
						key === 'aws:sourceip' ? notKnowable({kind: 'address'}, {mayBeAbsent: false}) : absent,
				},
			],
		};
		expect(findRequest('denied', open, policies).answer).toBe('unknown');
		expect(findRequest('denied', set, policies).answer).toBe('none');
	});
});
