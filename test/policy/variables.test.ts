import {describe, expect, test} from 'vitest';
import type {RequestContext, Statement} from '../../source/policy/index.ts';
import {decide} from '../../source/policy/index.ts';
import {allow, bucketArn, complete, outcome, policies, request} from './requests.ts';

const home = `${bucketArn}/home/\${aws:username}/*`;
const ann = `${bucketArn}/home/ann/a.jpg`;
const isAnn = complete({'AWS:UserName': 'ann'});
const unknownUser: RequestContext = {values: {}, others: 'unknown'};

const decided = (changes: Partial<Statement>, context: RequestContext, resource = ann) => {
	const {Resource: _, ...statement} = allow;
	const element = changes.NotResource === undefined ? {Resource: '*'} : {};
	return outcome(request({context, resource}), {
		identity: [{...statement, ...element, ...changes}],
	});
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
describe('a policy variable in a resource', () => {
	test('stands for the value of its key', () => {
		expect(decided({Resource: home}, isAnn)).toBe('Allowed');
		expect(decided({Resource: home}, complete({'aws:username': 'bob'}))).toBe('ImplicitlyDenied');
	});

	test('without a value matches nothing, so that NotResource spares nothing by it', () => {
		expect(decided({Resource: home}, complete())).toBe('ImplicitlyDenied');
		expect(decided({NotResource: home}, complete())).toBe('Allowed');
		expect(decided({NotResource: [home, ann]}, complete())).toBe('ImplicitlyDenied');
		expect(decided({Resource: [home, `${bucketArn}/*`]}, complete())).toBe('Allowed');
	});

	test('is unknown with its key, except where no value could match', () => {
		const sides = policies({identity: [{...allow, Resource: home}]});
		expect(decide(request({context: unknownUser, resource: ann}), sides)).toMatchObject({
			outcome: 'Unknown',
			unknownKeys: ['aws:username'],
		});
		expect(decided({Resource: home}, unknownUser, `${bucketArn}/other/a.jpg`)).toBe(
			'ImplicitlyDenied',
		);
		expect(decided({NotResource: home}, unknownUser, `${bucketArn}/other/a.jpg`)).toBe('Allowed');
		expect(decided({NotResource: home}, unknownUser)).toBe('Unknown');
	});

	test('takes its default where the key is absent', () => {
		const withDefault = `${bucketArn}/home/\${aws:username, 'ann'}/*`;
		expect(decided({Resource: withDefault}, complete())).toBe('Allowed');
		expect(decided({Resource: withDefault}, complete({'aws:username': 'bob'}))).toBe(
			'ImplicitlyDenied',
		);
		expect(decided({Resource: withDefault}, unknownUser)).toBe('Unknown');
	});

	test('is text before version 2012-10-17', () => {
		const sides = (Version?: string) => ({
			...policies({}),
			identity: [
				{
					name: 'own',
					document: {
						...(Version !== undefined && {Version}),
						Statement: {...allow, Resource: home},
					},
				},
			],
		});
		const literal = `${bucketArn}/home/\${aws:username}/a.jpg`;
		expect(decide(request({resource: literal}), sides()).outcome).toBe('Allowed');
		expect(decide(request({resource: literal}), sides('2008-10-17')).outcome).toBe('Allowed');
		expect(decide(request({resource: literal}), sides('2012-10-17')).outcome).toBe(
			'ImplicitlyDenied',
		);
	});

	test.each([
		[`\${*}`, '*', 'x'],
		[`\${?}`, '?', 'x'],
		[`\${$}`, '$', 'x'],
		[`\${$}{aws:username}`, `\${aws:username}`, 'ann'],
		[`\${aws:username`, `\${aws:username`, 'ann'],
	])('%s stands for %s itself', (written, meant, other) => {
		const Resource = `${bucketArn}/${written}`;
		expect(decided({Resource}, isAnn, `${bucketArn}/${meant}`)).toBe('Allowed');
		expect(decided({Resource}, isAnn, `${bucketArn}/${other}`)).toBe('ImplicitlyDenied');
	});

	test('is no wildcard, whatever its value', () => {
		expect(decided({Resource: home}, complete({'aws:username': '*'}))).toBe('ImplicitlyDenied');
	});

	test.each([`\${}`, `\${aws:username, ann}`, `\${aws:username, '}`])(
		'is unknown where it is malformed: %s',
		(written) => {
			expect(decided({Resource: `${bucketArn}/home/${written}/*`}, isAnn)).toBe('Unknown');
		},
	);

	test('is unknown where its key has several values', () => {
		expect(decided({Resource: home}, complete({'aws:username': ['ann', 'bob']}))).toBe('Unknown');
	});
});

describe('a policy variable in a condition', () => {
	const compare = (operator: string, value: string, context: RequestContext) =>
		decided({Condition: {[operator]: {'s3:prefix': value}}}, context);
	const listing = complete({'s3:prefix': 'ann', 'aws:PrincipalTag/cost center': 'ann'});

	test.each(['StringEquals', 'StringLike', 'StringEqualsIgnoreCase'])(
		'is replaced in %s',
		(operator) => {
			expect(compare(operator, `\${aws:PrincipalTag/cost center}`, listing)).toBe('Allowed');
		},
	);

	test('is replaced in an ARN', () => {
		const context = complete({
			'aws:SourceArn': 'arn:aws:iam::1:user/ann',
			'aws:username': 'ann',
		});
		const to = (ArnLike: string) =>
			decided({Condition: {ArnLike: {'aws:SourceArn': ArnLike}}}, context);
		expect(to(`arn:aws:iam::1:user/\${aws:username}`)).toBe('Allowed');
		expect(to(`arn:aws:iam::1:group/\${aws:username}`)).toBe('ImplicitlyDenied');
	});

	/**
	 * "Inverted condition operators like StringNotEquals do match against a null value."
	 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
	 */
	test('without a value matches nothing, so that a negated operator holds', () => {
		expect(compare('StringEquals', `\${aws:username}`, listing)).toBe('ImplicitlyDenied');
		expect(compare('StringLike', `*\${aws:username}`, listing)).toBe('ImplicitlyDenied');
		expect(compare('StringNotEquals', `\${aws:username}`, listing)).toBe('Allowed');
		expect(compare('StringNotLike', `*\${aws:username}`, listing)).toBe('Allowed');
		expect(compare('StringNotEquals', `\${aws:username}`, complete())).toBe('Allowed');
		expect(compare('StringEqualsIfExists', `\${aws:username}`, complete())).toBe('Allowed');
	});

	test('without a value leaves the other values of an operator alone', () => {
		const both = (operator: string) =>
			decided({Condition: {[operator]: {'s3:prefix': [`\${aws:username}`, 'ann']}}}, listing);
		expect(both('StringEquals')).toBe('Allowed');
		expect(both('StringNotEquals')).toBe('ImplicitlyDenied');
	});

	test('is unknown with its key', () => {
		const context: RequestContext = {...listing, unknown: ['aws:username']};
		expect(compare('StringEquals', `\${aws:username}`, context)).toBe('Unknown');
		expect(compare('StringNotEquals', `\${aws:username}`, context)).toBe('Unknown');
		expect(compare('StringEquals', `x\${aws:username}`, context)).toBe('ImplicitlyDenied');
	});

	test('that cannot fit whatever its value is surely matches nothing, also negated', () => {
		const context: RequestContext = {...listing, unknown: ['aws:username']};
		expect(compare('StringNotEquals', `x\${aws:username}`, context)).toBe('Allowed');
		expect(compare('StringNotLike', `*x\${aws:username}`, context)).toBe('Allowed');
		expect(compare('StringNotEquals', `a\${aws:username}`, context)).toBe('Unknown');
	});

	test('may bring colons into an ARN as long as its value is unknown', () => {
		const context: RequestContext = {
			...complete({'aws:SourceArn': 'arn:aws:iam::1:role/a:b'}),
			unknown: ['aws:PrincipalTag/Service'],
		};
		const ArnLike = {'aws:SourceArn': `arn:aws:\${aws:PrincipalTag/Service}:1:role/a:b`};
		expect(decided({Condition: {ArnLike}}, context)).toBe('Unknown');
	});
});
