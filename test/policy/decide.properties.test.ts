import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {outcomeAmong, placePolicies} from '../../source/policy/decide.ts';
import {
	type AccessRequest,
	decide,
	type PolicySet,
	policyProblems,
	type RequestContext,
	type Statement,
} from '../../source/policy/index.ts';
import {lookUpIn} from '../../source/policy/request.ts';
import {
	asked,
	effect,
	given,
	keys,
	operator,
	pick,
	type Sides,
	sides,
	some,
	statement,
} from './arbitraries.ts';
import {policies, request} from './requests.ts';

function setOf({boundary, ...rest}: Sides): PolicySet {
	return policies({...rest, ...(boundary !== undefined && {boundary})});
}

function outcomeOf(request: AccessRequest, sides: Sides) {
	return decide(request, setOf(sides)).outcome;
}

/** From refused to allowed. */
const ranks = {ExplicitlyDenied: 0, ImplicitlyDenied: 0, Unknown: 1, Allowed: 2};

describe('for any policies and any request', () => {
	test('the policies made here are ones that AWS would take', () => {
		fc.assert(
			fc.property(some(true), (statements) => {
				const written = statements.filter(({Condition}) => Condition?.Null === undefined);
				fc.pre(written.length > 0);
				const document = {Version: '2012-10-17', Statement: written};
				expect(policyProblems(document, 'bucket-policy')).toEqual([]);
			}),
		);
	});

	test('one more Deny never lets more in', () => {
		fc.assert(
			fc.property(asked, sides, statement(fc.constant('Deny'), true), (request, before, added) => {
				const after = {...before, resource: [...before.resource, added]};
				expect(ranks[outcomeOf(request, after)]).toBeLessThanOrEqual(
					ranks[outcomeOf(request, before)],
				);
			}),
			{numRuns: 1000},
		);
	});

	test('the order of statements does not matter', () => {
		const shuffled = sides.chain((before) =>
			fc
				.tuple(
					fc.shuffledSubarray(before.identity, {minLength: before.identity.length}),
					fc.shuffledSubarray(before.resource, {minLength: before.resource.length}),
				)
				.map(([identity, resource]) => [before, {...before, identity, resource}] as const),
		);
		const summary = (request: AccessRequest, some: Sides) => {
			const {outcome, unknownKeys, missing, statements, near} = decide(request, setOf(some));
			return {outcome, unknownKeys, missing, counts: [statements.length, near.length]};
		};
		fc.assert(
			fc.property(asked, shuffled, (request, [before, after]) => {
				expect(summary(request, after)).toEqual(summary(request, before));
			}),
			{numRuns: 1000},
		);
	});

	test('a wider pattern in an Allow never denies more', () => {
		const widen = (statement: Statement): Statement =>
			statement.Effect === 'Deny'
				? statement
				: {
						...statement,
						...(statement.Action !== undefined && {Action: 's3:*'}),
						...(statement.Resource !== undefined && {Resource: '*'}),
					};
		fc.assert(
			fc.property(asked, sides, (request, before) => {
				const after = {
					...before,
					identity: before.identity.map(widen),
					resource: before.resource.map(widen),
				};
				expect(ranks[outcomeOf(request, after)]).toBeGreaterThanOrEqual(
					ranks[outcomeOf(request, before)],
				);
			}),
			{numRuns: 1000},
		);
	});

	test('what is decided without a key is what every value of the key gives', () => {
		fc.assert(
			fc.property(asked, sides, pick(keys), given, (request, some, key, value) => {
				const {[key]: _, ...rest} = request.context.values;
				const open = {...request.context, values: rest, unknown: [key]};
				const blind = ranks[outcomeOf({...request, context: open}, some)];
				fc.pre(blind !== ranks.Unknown);
				const completions: RequestContext[] = [
					{...request.context, values: {...rest, [key]: value}},
					{...request.context, values: rest, absent: [key]},
				];
				for (const context of completions) {
					expect(ranks[outcomeOf({...request, context}, some)]).toBe(blind);
				}
			}),
			{numRuns: 3000},
		);
	});

	test('the outcome alone is that of the whole decision, and hangs on no other keys', () => {
		fc.assert(
			fc.property(asked, sides, (request, some) => {
				const set = setOf(some);
				const {outcome, keys} = outcomeAmong(
					request,
					lookUpIn(request.context),
					placePolicies(set),
				);
				const decision = decide(request, set);
				expect(outcome).toBe(decision.outcome);
				const named = decision.unknownKeys.map((key) => key.toLowerCase());
				expect(keys.filter((key) => !named.includes(key.toLowerCase()))).toEqual([]);
			}),
			{numRuns: 3000},
		);
	});

	test('an Unknown names a statement, a denial a reason', () => {
		fc.assert(
			fc.property(asked, sides, (request, some) => {
				const {outcome, statements, missing} = decide(request, setOf(some));
				expect(statements.length > 0).toBe(outcome !== 'ImplicitlyDenied');
				expect(missing.length > 0).toBe(outcome === 'ImplicitlyDenied');
			}),
			{numRuns: 1000},
		);
	});

	test('junk in a condition gets an answer', () => {
		const junk = fc.oneof(
			fc.jsonValue(),
			fc.dictionary(fc.oneof(operator, fc.string()), fc.jsonValue()),
			fc.dictionary(operator, fc.dictionary(pick(keys), fc.jsonValue())),
			fc.dictionary(operator, fc.dictionary(pick(keys), fc.string({unit: 'binary'}))),
		);
		fc.assert(
			fc.property(asked, junk, effect, (request, Condition, Effect) => {
				const written = {Effect, Action: '*', Resource: '*', Principal: '*', Condition};
				const resource = [written as unknown as Statement];
				expect(Object.keys(ranks)).toContain(
					decide(request, policies({identity: [], resource})).outcome,
				);
			}),
			{numRuns: 300},
		);
	});
});

test('hostile patterns as long as a bucket policy may be are decided quickly', () => {
	const stars = '*a'.repeat(10_000);
	const open = `\${`.repeat(10_000);
	const variables = `\${aws:username}`.repeat(1000);
	const texts = [
		stars,
		`${stars}b`,
		`*${'a'.repeat(500)}b`.repeat(40),
		open,
		variables,
		' '.repeat(20_000),
		'1'.repeat(20_000),
		':'.repeat(20_000),
	];
	const started = performance.now();
	for (const text of texts) {
		const statements: Statement[] = [
			'StringLike',
			'ArnLike',
			'NumericEquals',
			'DateEquals',
			'IpAddress',
			'BinaryEquals',
		].map((operator) => ({
			Effect: 'Deny',
			Action: '*',
			Resource: `arn:aws:s3:::${text}`,
			Condition: {[operator]: {key: text}},
		}));
		const context: RequestContext = {values: {key: 'a'.repeat(1000)}, others: 'absent'};
		decide(
			request({context, resource: `arn:aws:s3:::${'a'.repeat(1024)}`}),
			policies({identity: statements}),
		);
	}

	expect(performance.now() - started).toBeLessThan(3000);
});
