import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {
	absent,
	beginningWith,
	chosen,
	findRequest,
	type Goal,
	type RequestSet,
} from '../../../source/policy/sets/index.ts';
import {policies} from '../requests.ts';
import {patience, report, runs} from './runs.ts';

const bucket = 'arn:aws:s3:::acme/';

/** Everything that anybody can ask of the objects in a bucket. */
const anybody: RequestSet = {
	requesters: [
		{
			principal: undefined,
			stateOf: (key) =>
				key === 'aws:useragent'
					? chosen({kind: 'text'})
					: key === 'aws:sourceip'
						? chosen({kind: 'address', isOwn: true}, {mayBeAbsent: false})
						: absent,
		},
	],
	asks: ['s3:GetObject', 's3:PutObject'].map((action) => ({
		action,
		resources: [beginningWith(bucket)],
	})),
	resourceAccount: '111122223333',
};

function statement(
	Effect: Statement['Effect'],
	pattern: string | readonly string[],
	Condition?: Statement['Condition'],
): Statement {
	return {
		Effect,
		Principal: '*',
		Action: 's3:*',
		Resource: [pattern].flat().map((text) => `${bucket}${text}`),
		...(Condition !== undefined && {Condition}),
	};
}

/** The answers, and how long they took. */
function ask(resource: readonly Statement[]) {
	const started = performance.now();
	const set = policies({identity: 'unseen', resource});
	const found = (['allowed', 'denied'] as const).map((goal: Goal) =>
		findRequest(goal, anybody, set),
	);
	return {
		answers: found.map(({answer}) => answer),
		codes: found.map((one) => (one.answer === 'unknown' ? one.code : '')),
		milliseconds: performance.now() - started,
	};
}

const hole = `*a${'?'.repeat(20)}`;
const words = Array.from({length: 120}, (_, index) => [
	String.fromCharCode(97 + (index % 26)),
	String.fromCharCode(97 + ((index * 7 + Math.floor(index / 26)) % 26)),
]);
const prefixes = Array.from({length: 60}, (_, index) => `folder-${index * 37}`);
const browser = {StringLike: {'aws:UserAgent': 'Mozilla/*'}};
const agents = (...patterns: readonly string[]) => ({StringLike: {'aws:UserAgent': patterns}});
const office = {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}};

const families: readonly (readonly [string, readonly Statement[], readonly string[]])[] = [
	['a place in the middle allowed', [statement('Allow', hole)], ['some', 'some']],
	[
		'a place in the middle denied',
		[statement('Allow', '*'), statement('Deny', hole)],
		['some', 'some'],
	],
	[
		'a place in the middle allowed and denied',
		[statement('Allow', hole), statement('Deny', hole)],
		['none', 'some'],
	],
	[
		'a place in the middle allowed, another one denied',
		[statement('Allow', hole), statement('Deny', `*b${'?'.repeat(20)}`)],
		['some', 'some'],
	],
	[
		'places in the middle denied one by one, of which one always fits',
		[
			statement('Allow', `*a${'?'.repeat(8)}`),
			statement('Deny', `*a${'?'.repeat(8)}`),
			statement('Deny', `*b${'?'.repeat(10)}`),
		],
		['none', 'some'],
	],
	[
		'120 denials of two letters in a row',
		[
			statement('Allow', '*'),
			...words.map(([one, other]) => statement('Deny', `*${one}*${other}*`)),
		],
		['some', 'some'],
	],
	[
		'120 denials of two letters in a row, for what has all letters',
		[
			statement('Allow', 'ab*ba'),
			...words.map(([one, other]) => statement('Deny', `*${one}*${other}*`)),
			statement('Deny', '*b*a*'),
		],
		['none', 'some'],
	],
	[
		'60 public prefixes, each with a part denied',
		prefixes.flatMap((prefix) => [
			statement('Allow', `${prefix}/*`),
			statement('Deny', `${prefix}/private/*`),
		]),
		['some', 'some'],
	],
	[
		'60 public prefixes, each denied again',
		prefixes.flatMap((prefix) => [
			statement('Allow', `${prefix}/*`),
			statement('Deny', `${prefix}/*`),
		]),
		['none', 'some'],
	],
	[
		'60 public prefixes, each denied by its parts',
		prefixes.flatMap((prefix) => [
			statement('Allow', `${prefix}/*`),
			statement('Deny', [`${prefix}/?*`, `${prefix}*/`]),
		]),
		['none', 'some'],
	],
	[
		'60 public prefixes, each denied to a browser',
		prefixes.flatMap((prefix) => [
			statement('Allow', `${prefix}/*`),
			statement('Deny', `${prefix}/*`, browser),
		]),
		['some', 'some'],
	],
	[
		'60 public prefixes, each denied outside an office',
		prefixes.flatMap((prefix) => [
			statement('Allow', `${prefix}/*`),
			statement('Deny', `${prefix}/*`, office),
		]),
		['none', 'some'],
	],
	[
		'60 public endings, each with a beginning denied',
		prefixes.flatMap((prefix) => [
			statement('Allow', `*/${prefix}`),
			statement('Deny', `${prefix}/*`),
		]),
		['some', 'some'],
	],
	[
		'a browser with a mark in the middle allowed and denied',
		[statement('Allow', '*', agents(hole)), statement('Deny', '*', agents(hole))],
		['none', 'some'],
	],
	[
		'a list of 60 browsers denied',
		[statement('Allow', '*'), statement('Deny', '*', agents(...prefixes.map((one) => `*${one}*`)))],
		['some', 'some'],
	],
	[
		'120 denials of browsers with two letters in a row',
		[
			statement('Allow', '*'),
			...words.map(([one, other]) => statement('Deny', '*', agents(`*${one}*${other}*`))),
		],
		['some', 'some'],
	],
];

test.each(families)('%s are decided', {timeout: patience}, (name, resource, expected) => {
	const {answers, milliseconds} = ask(resource);
	process.stdout.write(`${name}: ${milliseconds.toFixed(0)} ms\n`);
	expect(answers).toEqual(expected);
});

const letters = fc.constantFrom('a', 'b', 'c', 'logs', 'images', '2026', '/', '/', '-', '.jpg');
const globs = fc
	.array(fc.oneof({weight: 3, arbitrary: letters}, fc.constantFrom('*', '*', '?')), {
		minLength: 2,
		maxLength: 8,
	})
	.map((parts) => parts.join(''))
	// A denial of nearly everything would leave nothing to look for.
	.filter((text) => text.replaceAll('*', '').length > 1);
const documents = fc
	.array(
		fc.record({
			effect: fc.constantFrom('Allow' as const, 'Deny' as const),
			patterns: fc.array(globs, {minLength: 1, maxLength: 4}),
			condition: fc.constantFrom(undefined, undefined, browser, office),
		}),
		{minLength: 200, maxLength: 200},
	)
	.map((list) => {
		const statements = list.map(({effect, patterns, condition}) =>
			statement(effect, patterns, condition),
		);
		let length = 0;
		return statements.filter((one) => {
			length += JSON.stringify(one).length;
			return length <= 20_480;
		});
	});

test('at most one in a hundred random documents of 20 KB is too much work', {
	timeout: patience,
}, () => {
	const parameters = runs(10);
	const started = performance.now();
	const counts: Record<string, number> = {};
	let slowest = 0;
	let tooMuch = 0;
	fc.assert(
		fc.property(documents, (resource) => {
			const {answers, codes, milliseconds} = ask(resource);
			counts[answers.join()] = (counts[answers.join()] ?? 0) + 1;
			slowest = Math.max(slowest, milliseconds);
			tooMuch += codes.includes('budget') ? 1 : 0;
			expect(codes).not.toContain('internal-disagreement');
		}),
		parameters,
	);
	report(
		`documents of 20 KB ${JSON.stringify(counts)}, slowest ${slowest.toFixed(0)} ms`,
		parameters,
		started,
	);
	expect(tooMuch).toBeLessThanOrEqual(parameters.numRuns / 100);
});
