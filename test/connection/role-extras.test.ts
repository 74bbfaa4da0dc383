import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {hasExtras, noExtras, readRoleExtras, tagText} from '../../source/connection/role-extras.ts';

const accountId = '111122223333';
const own = `arn:aws:iam::${accountId}:policy/Boundary`;
const rulesOf = (given: Parameters<typeof readRoleExtras>[0]) =>
	readRoleExtras(given, accountId).problems.map(({rule}) => rule);

describe('a permissions boundary', () => {
	test.each([
		own,
		`arn:aws:iam::${accountId}:policy/team/eu-1/Our_Boundary+=,.@-1`,
		'arn:aws:iam::aws:policy/PowerUserAccess',
		'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
	])('can be %s', (permissionsBoundary) => {
		expect(readRoleExtras({permissionsBoundary}, accountId)).toEqual({
			extras: {permissionsBoundary, tags: []},
			problems: [],
		});
	});

	test.each([
		['', 'must not be empty'],
		[' ', 'only white space'],
		[` ${own}`, 'a space at the start'],
		[`${own}\n`, 'at the end'],
		[`"${own}"`, 'Quotation marks'],
		['ARN', 'Give the ARN of a managed policy'],
		['Boundary', 'Give the ARN of a managed policy'],
		[own.replace('aws', 'aws-cn'), 'partition "aws-cn"'],
		[own.replace('aws', 'aws-us-gov'), 'partition "aws-us-gov"'],
		[own.replace(accountId, '999988887777'), 'in account 999988887777'],
		[own.replace('policy', 'role'), 'not the ARN of a managed policy'],
		[own.replace('policy', 'user'), 'not the ARN of a managed policy'],
		[own.replace('iam', 's3'), 'not the ARN of a managed policy'],
		[own.replace(accountId, ''), 'not the ARN of a managed policy'],
		[own.replace('Boundary', 'a*'), 'not the ARN of a managed policy'],
		[own.replace('Boundary', ''), 'not the ARN of a managed policy'],
		[own.replace('Boundary', 'p'.repeat(129)), 'not the ARN of a managed policy'],
		[own.replace('policy/', 'policy//'), 'not the ARN of a managed policy'],
		[`${own}${'/p'.repeat(1100)}`, 'at most 2048 characters'],
		['arn:aws:iam::YOUR_ACCOUNT:policy/Boundary', 'placeholder'],
		['arn:aws:iam::<account>:policy/Boundary', 'placeholder'],
	])('cannot be %j', (permissionsBoundary, rule) => {
		const {extras, problems} = readRoleExtras({permissionsBoundary}, accountId);
		expect(extras).toEqual(noExtras);
		expect(problems).toMatchObject([{field: 'permissions-boundary', value: permissionsBoundary}]);
		expect(problems[0]?.rule).toContain(rule);
	});
});

describe('a tag', () => {
	test.each([
		['CostCenter=42', 'CostCenter', '42'],
		['Empty=', 'Empty', ''],
		['Formula=a=b', 'Formula', 'a=b'],
		['Größe=zu groß', 'Größe', 'zu groß'],
		['a_.:/+-@ b=_.:/=+-@ c', 'a_.:/+-@ b', '_.:/=+-@ c'],
		['myaws:key=1', 'myaws:key', '1'],
		['__proto__=1', '__proto__', '1'],
		[`${'k'.repeat(128)}=${'v'.repeat(256)}`, 'k'.repeat(128), 'v'.repeat(256)],
		[`${'𐐷'.repeat(128)}=1`, '𐐷'.repeat(128), '1'],
	])('can be %s', (text, key, value) => {
		expect(readRoleExtras({tags: [text]}, accountId)).toEqual({
			extras: {tags: [{key, value}]},
			problems: [],
		});
	});

	test.each([
		['', 'KEY=VALUE'],
		['CostCenter', 'KEY=VALUE'],
		['KEY=VALUE', 'placeholder'],
		['=42', 'must not be empty'],
		[' =42', 'only white space'],
		['CostCenter =42', 'a space at the end'],
		['CostCenter= 42', 'a space at the start'],
		['aws:team=1', 'cannot begin with "aws:"'],
		['AWS:team=1', 'cannot begin with "aws:"'],
		['team=aws:1', 'cannot begin with "aws:"'],
		['a,b=1', 'this one has ","'],
		['a=b;c', 'this one has ";"'],
		['a=b\u200Bc', 'invisible'],
		['a=b\nc', 'a line break'],
		['a=\u{1F600}', 'this one has "\u{1F600}"'],
		[`${'k'.repeat(129)}=1`, 'at most 128 characters; this one has 129'],
		[`k=${'v'.repeat(257)}`, 'at most 256 characters; this one has 257'],
	])('cannot be %j', (text, rule) => {
		const {extras, problems} = readRoleExtras({tags: [text]}, accountId);
		expect(extras).toEqual(noExtras);
		expect(problems).toMatchObject([{field: 'tag', value: text, example: 'CostCenter=1234'}]);
		expect(problems[0]?.rule).toContain(rule);
	});

	test('has a key of its own, whatever its capitals', () => {
		expect(rulesOf({tags: ['Team=a', 'Team=b']})).toEqual([
			'This key is given twice. A role has one value for each key.',
		]);
		expect(rulesOf({tags: ['Team=a', 'TEAM=a', 'Teams=a']})).toEqual([
			'This key is given twice: "Team" and "TEAM" are the same to IAM.',
		]);
	});

	test('is one of 50 at most', () => {
		const tags = Array.from({length: 51}, (_, index) => `k${index}=`);
		expect(rulesOf({tags: tags.slice(1)})).toEqual([]);
		expect(rulesOf({tags})).toEqual(['A role has at most 50 tags; these are 51.']);
	});

	test('is given back as it was, or refused, never a part of it', () => {
		const text = fc.oneof(
			fc.string({unit: 'binary', maxLength: 300}),
			fc
				.tuple(fc.string({maxLength: 140}), fc.string({maxLength: 270}))
				.map((two) => two.join('=')),
			fc.stringMatching(/^[\p{L}\p{N}_.:/=+\-@ ]{1,128}=[\p{L}\p{N}_.:/=+\-@ ]{0,256}$/u),
		);
		let accepted = 0;
		fc.assert(
			fc.property(text, (tag) => {
				const {extras, problems} = readRoleExtras({tags: [tag]}, accountId);
				if (problems.length === 0) {
					accepted += 1;
					expect(extras.tags.map(tagText)).toEqual([tag]);
					const [{key = '', value = ''} = {}] = extras.tags;
					expect(key).toMatch(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/+\-@]{1,128}$/iu);
					expect(value).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u);
				} else {
					expect(extras).toEqual(noExtras);
				}
			}),
		);
		expect(accepted).toBeGreaterThan(5);
	});
});

test('all that is wrong is said at once', () => {
	expect(
		readRoleExtras(
			{permissionsBoundary: 'Boundary', tags: ['a', 'Team=web', 'aws:x=1']},
			accountId,
		).problems.map(({field, value}) => [field, value]),
	).toEqual([
		['permissions-boundary', 'Boundary'],
		['tag', 'a'],
		['tag', 'aws:x=1'],
	]);
});

test('nothing given is nothing asked for', () => {
	expect(readRoleExtras({}, accountId)).toEqual({extras: noExtras, problems: []});
	expect(hasExtras(noExtras)).toBe(false);
	expect(hasExtras({tags: [{key: 'a', value: ''}]})).toBe(true);
	expect(hasExtras({permissionsBoundary: own, tags: []})).toBe(true);
});
