import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {exceptPrincipal, removePrincipals, removeStatements} from '../../source/documents/index.ts';
import {policyTexts, statementTexts} from '../support/policy-texts.ts';

const root = 'arn:aws:iam::444455556666:root';
const role = 'arn:aws:iam::111122223333:role/Vendor';
const deny = (more: object) => ({Effect: 'Deny', Principal: '*', Action: 's3:*', ...more});
const policy = (...Statement: object[]) => ({Version: '2012-10-17', Statement});
const pretty = (value: unknown) => JSON.stringify(value, undefined, 2);

describe('an exception for a principal', () => {
	test.each([
		['a statement without condition', {}, {ArnNotEquals: {'aws:PrincipalArn': role}}],
		[
			'a condition on something else',
			{Bool: {'aws:SecureTransport': 'false'}},
			{Bool: {'aws:SecureTransport': 'false'}, ArnNotEquals: {'aws:PrincipalArn': role}},
		],
		[
			'one exception',
			{StringNotLike: {'aws:principalarn': 'a'}},
			{StringNotLike: {'aws:principalarn': ['a', role]}},
		],
		[
			'several exceptions',
			{ArnNotLike: {'aws:PrincipalArn': ['a', 'b']}},
			{ArnNotLike: {'aws:PrincipalArn': ['a', 'b', role]}},
		],
		[
			'exceptions of another kind',
			{ArnNotEquals: {'aws:SourceArn': 'a'}},
			{ArnNotEquals: {'aws:SourceArn': 'a', 'aws:PrincipalArn': role}},
		],
		['an empty condition', {}, {ArnNotEquals: {'aws:PrincipalArn': role}}],
	])('goes into %s', (name, before, after) => {
		const isBare = name === 'a statement without condition';
		const written = pretty(policy(deny(isBare ? {} : {Condition: before})));
		const expected = pretty(policy(deny({Condition: after})));
		expect(exceptPrincipal(written, 0, role)).toBe(expected);
		expect(exceptPrincipal(JSON.stringify(JSON.parse(written)), 0, role)).toBe(
			JSON.stringify(JSON.parse(expected)),
		);
	});

	test.each([
		[
			'the role that was spared, with its account beside it',
			['arn:aws:iam::111122223333:role/Admin', 'arn:aws:iam::111122223333:root'],
			{ArnNotEquals: {'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/Admin', role]}},
		],
		[
			'a whole account that was spared',
			['arn:aws:iam::444455556666:user/Ann', '777788889999'],
			{
				ArnNotEquals: {'aws:PrincipalArn': ['arn:aws:iam::444455556666:user/Ann', role]},
				StringNotEquals: {'aws:PrincipalAccount': ['777788889999']},
			},
		],
	])('takes the place of NotPrincipal and keeps %s', (_name, spared, Condition) => {
		const before = policy({Effect: 'Deny', NotPrincipal: {AWS: spared}, Action: '*'});
		const after = policy({Effect: 'Deny', Principal: '*', Action: '*', Condition});
		expect(exceptPrincipal(pretty(before), 0, role)).toBe(pretty(after));
		expect(exceptPrincipal(JSON.stringify(before), 0, role)).toBe(JSON.stringify(after));
	});

	test('joins a condition that stands beside NotPrincipal, and leaves one alone that asks the same', () => {
		const tls = {Bool: {'aws:SecureTransport': 'true'}};
		const text = (Condition: object) =>
			pretty(policy({Effect: 'Deny', NotPrincipal: {AWS: root}, Action: '*', Condition}));
		expect(JSON.parse(exceptPrincipal(text(tls), 0, role) ?? '').Statement[0]).toEqual({
			Effect: 'Deny',
			Principal: '*',
			Action: '*',
			Condition: {
				...tls,
				ArnNotEquals: {'aws:PrincipalArn': [role]},
				StringNotEquals: {'aws:PrincipalAccount': ['444455556666']},
			},
		});
		expect(
			exceptPrincipal(text({ArnNotEquals: {'aws:PrincipalArn': 'a'}}), 0, role),
		).toBeUndefined();
	});

	test('goes into a single statement and keeps the line ends', () => {
		const text = pretty({Statement: deny({})}).replaceAll('\n', '\r\n');
		const edited = exceptPrincipal(text, 0, role);
		expect(edited).toBe(
			pretty({Statement: deny({Condition: {ArnNotEquals: {'aws:PrincipalArn': role}}})}).replaceAll(
				'\n',
				'\r\n',
			),
		);
	});

	test.each([
		['of which there is none', pretty(policy(deny({}))), 1],
		['of which there is none', pretty({Statement: deny({})}), 1],
		['that spares services alone', pretty(policy({NotPrincipal: {Service: 'a'}})), 0],
		['in an empty policy', '', 0],
	])('is refused for a statement %s', (_name, text, index) => {
		expect(exceptPrincipal(text, index, role)).toBeUndefined();
	});

	const statements = fc.array(
		fc.record(
			{
				Sid: fc.constantFrom('A', 'B c'),
				Effect: fc.constant('Deny'),
				Principal: fc.constant('*'),
				Action: fc.constantFrom('s3:*', ['s3:Get*', 's3:Put*']),
				Condition: fc.constantFrom(
					{},
					{StringNotLike: {'aws:PrincipalArn': ['x', 'y']}},
					{ArnNotEquals: {'aws:PrincipalArn': 'x'}, Bool: {'aws:SecureTransport': 'false'}},
				),
			},
			{requiredKeys: ['Effect', 'Principal', 'Action']},
		),
		{minLength: 1, maxLength: 4},
	);

	test('changes one statement alone, however the policy is written', () => {
		fc.assert(
			fc.property(policyTexts(statements), fc.nat(3), (text, index) => {
				const before = statementTexts(text.replace(/^\uFEFF/, ''));
				const edited = exceptPrincipal(text, index, role);
				expect(edited === undefined).toBe(index >= before.length);
				const after = statementTexts(edited ?? text.replace(/^\uFEFF/, ''));
				expect(after.toSpliced(index, 1)).toEqual(before.toSpliced(index, 1));
				expect(JSON.stringify(JSON.parse(after[index] ?? '""')).includes(role)).toBe(
					edited !== undefined,
				);
			}),
		);
	});
});

describe('taking out', () => {
	const isRole = (name: string) => name === role;
	const allow = (Principal: unknown) => ({Effect: 'Allow', Principal, Action: 's3:*'});

	test.each([
		['one of two', {AWS: ['a', role]}, {AWS: 'a'}],
		['one of three', {AWS: ['a', role, 'b']}, {AWS: ['a', 'b']}],
		['one beside a service', {AWS: role, Service: 'x'}, {Service: 'x'}],
	])('%s leaves the others', (_name, before, after) => {
		expect(removePrincipals(pretty(policy(allow(before))), 0, isRole)).toBe(
			pretty(policy(allow(after))),
		);
	});

	test('the only principal takes the statement with it', () => {
		const [one, two] = [allow({AWS: role}), allow({AWS: 'a'})];
		expect(removePrincipals(pretty(policy(one, two)), 0, isRole)).toBe(pretty(policy(two)));
	});

	test('the only principal of the only statement is refused', () => {
		expect(removePrincipals(pretty(policy(allow({AWS: role}))), 0, isRole)).toBeUndefined();
	});

	test.each(['*', {AWS: 'a'}, {Service: 'x'}])('nobody from %j', (principal) => {
		expect(removePrincipals(pretty(policy(allow(principal))), 0, isRole)).toBeUndefined();
	});

	test('all statements is refused', () => {
		expect(removeStatements(pretty(policy(deny({}))), [0])).toBeUndefined();
		expect(removeStatements(pretty({Statement: deny({})}), [0])).toBeUndefined();
	});
});
