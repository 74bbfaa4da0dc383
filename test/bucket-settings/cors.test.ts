import {describe, expect, test} from 'vitest';
import {type CorsRule, corsGaps, mergeCors, ruleFor} from '../../source/bucket-settings/index.ts';

const wanted: CorsRule = {
	AllowedHeaders: ['*'],
	AllowedMethods: ['GET', 'HEAD', 'PUT'],
	AllowedOrigins: ['https://*.acme.example'],
	ExposeHeaders: ['ETag'],
	MaxAgeSeconds: 3000,
};
const gapsIn = (there: readonly CorsRule[], ours: readonly CorsRule[] = [wanted]) =>
	corsGaps(ours, there);

describe('the rule that S3 takes', () => {
	const rules: CorsRule[] = [
		{AllowedMethods: ['GET'], AllowedOrigins: ['https://a.example']},
		{AllowedMethods: ['GET', 'PUT'], AllowedOrigins: ['https://*'], AllowedHeaders: ['x-amz-*']},
		{AllowedMethods: ['GET'], AllowedOrigins: ['*'], AllowedHeaders: ['Content-Type']},
	];
	test.each([
		['https://a.example', 'GET', [], 0],
		['https://a.example', 'GET', ['X-Amz-Date'], 1],
		['https://a.example', 'GET', ['content-type'], 2],
		['https://a.example', 'GET', ['content-type', 'x-amz-date'], undefined],
		['https://b.example', 'PUT', ['x-amz-date'], 1],
		['http://b.example', 'PUT', [], undefined],
		['http://b.example', 'GET', [], 2],
	] as const)(
		'is the first with the origin %s, the method %s and all of %j',
		(origin, method, headers, rule) => {
			expect(ruleFor(rules, {origin, method, headers})).toBe(rule);
		},
	);

	test('takes a question mark in a pattern for itself', () => {
		const [rule] = rules;
		expect(
			ruleFor([{AllowedMethods: ['GET'], ...rule, AllowedOrigins: ['https://a.e?ample']}], {
				origin: 'https://a.example',
				method: 'GET',
				headers: [],
			}),
		).toBeUndefined();
	});
});

describe('what rules lack of those that are wanted', () => {
	test.each<[string, readonly CorsRule[]]>([
		['the same rule', [wanted]],
		['one for how long an answer counts is another', [{...wanted, MaxAgeSeconds: 5}]],
		[
			'a wider rule',
			[{...wanted, AllowedOrigins: ['*'], AllowedMethods: ['GET', 'HEAD', 'PUT', 'DELETE']}],
		],
		[
			'a rule for each method',
			['GET', 'HEAD', 'PUT'].map((method) => ({...wanted, AllowedMethods: [method]})),
		],
		[
			'names of headers in other letters',
			[{...wanted, ExposeHeaders: ['etag', 'x-amz-request-id']}],
		],
		['others behind it', [wanted, {AllowedMethods: ['GET'], AllowedOrigins: ['*']}]],
		[
			'one before it for other pages',
			[{AllowedMethods: ['GET'], AllowedOrigins: ['https://other.example']}, wanted],
		],
	])('is nothing with %s', (_name, there) => {
		expect(gapsIn(there)).toEqual([]);
	});

	test('is every request where there are none', () => {
		expect(gapsIn([])).toEqual([
			{
				kind: 'not-allowed',
				wanted: 0,
				request: {origin: 'https://app.acme.example', method: 'GET', headers: []},
				lacks: 'origin',
			},
			expect.objectContaining({request: expect.objectContaining({method: 'HEAD'})}),
			expect.objectContaining({request: expect.objectContaining({method: 'PUT'})}),
		]);
	});

	test('is a method', () => {
		expect(gapsIn([{...wanted, AllowedMethods: ['GET', 'HEAD']}])).toEqual([
			{
				kind: 'not-allowed',
				wanted: 0,
				request: {origin: 'https://app.acme.example', method: 'PUT', headers: []},
				lacks: 'method',
				nearest: 0,
			},
		]);
	});

	test('is a header, where each rule lacks another one', () => {
		const ours = {...wanted, AllowedMethods: ['PUT'], AllowedHeaders: ['x-a', 'x-b']};
		const there = ['x-a', 'x-b'].map((header) => ({...ours, AllowedHeaders: [header]}));
		expect(gapsIn(there, [ours])).toEqual([
			expect.objectContaining({
				lacks: 'headers',
				nearest: 0,
				request: {origin: 'https://app.acme.example', method: 'PUT', headers: ['x-b', 'x-a']},
			}),
		]);
	});

	test('is some of the origins', () => {
		const [gap] = gapsIn([{...wanted, AllowedOrigins: ['https://app.acme.example']}]) ?? [];
		expect(gap).toMatchObject({kind: 'not-allowed', lacks: 'origin'});
		expect(gap?.request.origin).toMatch(/^https:\/\/.*\.acme\.example$/);
		expect(gap?.request.origin).not.toBe('https://app.acme.example');
	});

	test('is nothing where several patterns have all origins together', () => {
		const there = {...wanted, AllowedOrigins: ['https://a*', 'http*']};
		expect(gapsIn([there])).toEqual([]);
	});

	test('is a header of the answer, in the rule that S3 takes first', () => {
		const first: CorsRule = {AllowedMethods: ['GET'], AllowedOrigins: ['https://app.acme.example']};
		expect(gapsIn([first, wanted])).toEqual([
			{
				kind: 'not-exposed',
				wanted: 0,
				request: {origin: 'https://app.acme.example', method: 'GET', headers: []},
				rule: 0,
				names: ['ETag'],
			},
		]);
	});

	test('is not what another of the wanted rules is taken for', () => {
		const bare: CorsRule = {AllowedMethods: ['GET'], AllowedOrigins: ['https://app.acme.example']};
		expect(gapsIn([bare, wanted], [bare, wanted])).toEqual([]);
	});
});

describe('rules that are put into others', () => {
	const all: CorsRule = {ID: 'all', AllowedMethods: ['GET'], AllowedOrigins: ['*']};
	const ours: CorsRule = {ID: 'ours', ...wanted};

	test('go to the end where they hide nothing from them', () => {
		const {AllowedOrigins: _, ...rest} = ours;
		const theirs = {...rest, ID: 'theirs', AllowedOrigins: ['https://theirs.example']};
		expect(mergeCors([theirs], [ours])).toEqual({
			rules: [theirs, ours],
			changes: [{kind: 'added', index: 1, id: 'ours'}],
		});
	});

	test('go before one for all sites that hides a header, which shows nobody anything more', () => {
		expect(mergeCors([all], [ours])).toEqual({
			rules: [ours, all],
			changes: [{kind: 'added', index: 0, id: 'ours'}],
		});
	});

	test('go behind those that come before that one', () => {
		const first: CorsRule = {AllowedMethods: ['GET'], AllowedOrigins: ['https://theirs.example']};
		expect(mergeCors([first, all, ours], [ours])).toEqual({
			rules: [first, {...ours, ID: 'ours-2'}, all, ours],
			changes: [{kind: 'added', index: 1, id: 'ours-2'}],
		});
	});

	test('show their pages what the one behind them shows', () => {
		const {rules} = mergeCors([{...all, ExposeHeaders: ['x-theirs']}], [ours]);
		expect(rules).toEqual([
			{...ours, ExposeHeaders: ['ETag', 'x-theirs']},
			{...all, ExposeHeaders: ['x-theirs']},
		]);
	});

	test('complete one that is for their pages alone', () => {
		const own = {...all, AllowedOrigins: ['https://app.acme.example']};
		expect(mergeCors([own], [ours])).toEqual({
			rules: [{...own, ExposeHeaders: ['ETag']}, ours],
			changes: [
				{
					kind: 'exposes',
					index: 0,
					id: 'all',
					headers: ['ETag'],
					origins: ['https://app.acme.example'],
				},
				{kind: 'added', index: 1, id: 'ours'},
			],
		});
	});

	test('complete one for all sites, and name its pages, where their own would read what only some of them do', () => {
		const some: CorsRule = {
			...all,
			ID: 'some',
			AllowedOrigins: ['https://app.acme.example', 'https://theirs.example'],
			ExposeHeaders: ['x-some'],
		};
		const {rules, changes} = mergeCors([some, all], [ours]);
		expect(rules).toEqual([{...some, ExposeHeaders: ['x-some', 'ETag']}, ours, all]);
		expect(changes).toEqual([
			{
				kind: 'exposes',
				index: 0,
				id: 'some',
				headers: ['ETag'],
				origins: some.AllowedOrigins,
			},
			{kind: 'added', index: 1, id: 'ours'},
		]);
	});

	test('complete one where S3 takes no rule more', () => {
		const others = Array.from({length: 98}, (_one, index) => ({
			AllowedMethods: ['PUT'],
			AllowedOrigins: [`https://${index}.example`],
		}));
		const {rules, changes} = mergeCors([...others, all, ours], [ours]);
		expect(rules).toHaveLength(100);
		expect(changes).toEqual([
			{kind: 'exposes', index: 98, id: 'all', headers: ['ETag'], origins: ['*']},
		]);
	});
});
