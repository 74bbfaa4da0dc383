import {describe, expect, test} from 'vitest';
import type {PolicyId} from '../../source/aws/index.ts';
import {UserError} from '../../source/errors.ts';
import {
	matchesWildcard,
	parsePolicy,
	policyProblems,
	readPolicy,
} from '../../source/policy/index.ts';

const role = {
	Effect: 'Allow',
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme/*',
};
const trust = {
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:root'},
	Action: 'sts:AssumeRole',
};
const bucket = {...role, Principal: '*'};

const fields = (statement: unknown, kind: PolicyId) =>
	policyProblems({Version: '2012-10-17', Statement: [statement]}, kind).map(({field}) => field);

describe('policyProblems', () => {
	test.each([
		['role-policy', role],
		['role-policy', {Effect: 'Deny', NotAction: ['iam:*', 's3:Get*'], NotResource: '*'}],
		['trust-policy', trust],
		[
			'trust-policy',
			{
				...trust,
				Principal: {Service: ['ec2.amazonaws.com'], AWS: '111122223333'},
			},
		],
		['trust-policy', {...trust, Principal: {Federated: 'cognito-identity.amazonaws.com'}}],
		['trust-policy', {...trust, Principal: {AWS: 'AROAEXAMPLEEXAMPLE123'}}],
		['bucket-policy', bucket],
		['bucket-policy', {...bucket, Sid: 'with blanks'}],
		['bucket-policy', {...bucket, Principal: {CanonicalUser: '79a59df900b949e5'}}],
		['bucket-policy', {...role, Effect: 'Deny', NotPrincipal: {AWS: '*'}}],
		['key-policy', {...bucket, Action: 'kms:*', Resource: '*'}],
		['bucket-policy', {...bucket, Condition: {Bool: {'aws:SecureTransport': false}}}],
		[
			'bucket-policy',
			{
				...bucket,
				Condition: {NumericLessThanEqualsIfExists: {'s3:max-keys': 10}},
			},
		],
		[
			'bucket-policy',
			{
				...bucket,
				Condition: {'ForAllValues:StringLike': {'aws:TagKeys': ['a', 'b']}},
			},
		],
		[
			'bucket-policy',
			{
				...bucket,
				Condition: {'ForAnyValue:StringNotLikeIfExists': {'a:b': 'c'}},
			},
		],
		['bucket-policy', {...bucket, Condition: {Null: {'aws:TokenIssueTime': 'true'}}}],
		[
			'bucket-policy',
			{
				...bucket,
				Condition: {NotIpAddress: {'aws:SourceIp': ['192.0.2.0/24']}},
			},
		],
		[
			'bucket-policy',
			{
				...bucket,
				Condition: {
					ArnNotLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/x'},
				},
			},
		],
	] as const)('finds none in a valid %s: %j', (kind, statement) => {
		expect(fields(statement, kind)).toEqual([]);
	});

	test.each([
		['role-policy', {...role, Principal: '*'}, ['Statement[0].Principal']],
		['role-policy', {Effect: 'Allow', Action: 's3:*'}, ['Statement[0]']],
		['role-policy', {...role, Sid: 'two words'}, ['Statement[0].Sid']],
		['trust-policy', {...trust, Resource: '*'}, ['Statement[0].Resource']],
		['trust-policy', {Effect: 'Allow', Action: 'sts:AssumeRole'}, ['Statement[0]']],
		['trust-policy', {...trust, Action: 's3:GetObject'}, ['Statement[0].Action']],
		['bucket-policy', role, ['Statement[0]']],
		['key-policy', {...trust, Action: 'kms:*'}, ['Statement[0]']],
		['bucket-policy', {...bucket, NotPrincipal: '*'}, ['Statement[0]']],
		['bucket-policy', {...bucket, NotAction: 's3:*'}, ['Statement[0]']],
		['bucket-policy', {...bucket, NotResource: '*'}, ['Statement[0]']],
		['bucket-policy', {...bucket, Effect: 'allow'}, ['Statement[0].Effect']],
		['bucket-policy', {...bucket, Action: 'GetObject'}, ['Statement[0].Action']],
		['bucket-policy', {...bucket, Action: ['s3:*', 7]}, ['Statement[0].Action[1]']],
		['bucket-policy', {...bucket, Action: []}, ['Statement[0].Action']],
		['bucket-policy', {...bucket, Resource: 'acme/*'}, ['Statement[0].Resource']],
		['bucket-policy', {...bucket, Principal: 'arn:aws:iam::1:root'}, ['Statement[0].Principal']],
		['bucket-policy', {...bucket, Principal: {aws: '*'}}, ['Statement[0].Principal.aws']],
		['bucket-policy', {...bucket, Principal: {AWS: 'me'}}, ['Statement[0].Principal.AWS']],
		['bucket-policy', {...bucket, Principal: {}}, ['Statement[0].Principal']],
		['bucket-policy', {...bucket, Extra: 1}, ['Statement[0].Extra']],
		[
			'bucket-policy',
			{...bucket, Condition: {StringEqual: {a: 'b'}}},
			['Statement[0].Condition.StringEqual'],
		],
		[
			'bucket-policy',
			{...bucket, Condition: {NullIfExists: {a: 'true'}}},
			['Statement[0].Condition.NullIfExists'],
		],
		[
			'bucket-policy',
			{...bucket, Condition: {StringEquals: {a: null}}},
			['Statement[0].Condition.StringEquals.a'],
		],
		['bucket-policy', {...bucket, Condition: []}, ['Statement[0].Condition']],
		['bucket-policy', {...bucket, Principal: ['*']}, ['Statement[0].Principal']],
		[
			'bucket-policy',
			{...bucket, Condition: {StringEquals: []}},
			['Statement[0].Condition.StringEquals'],
		],
		[
			'bucket-policy',
			{...bucket, Condition: {StringEquals: 'a'}},
			['Statement[0].Condition.StringEquals'],
		],
	] as const)('a %s with %j has its problem at %j', (kind, statement, expected) => {
		expect(fields(statement, kind)).toEqual(expected);
	});

	test.each([
		[{Statement: bucket}, []],
		[{Version: '2008-10-17', Id: 'x', Statement: [bucket]}, []],
		[{Version: '2024-01-01', Statement: [bucket]}, ['Version']],
		[{Version: '2012-10-17'}, ['Statement']],
		[{Statement: []}, ['Statement']],
		[{Statement: [bucket], Policy: '{}'}, ['Policy']],
		[{Statement: {...bucket, Sid: 5}}, ['Statement.Sid']],
		[{Statement: [bucket, 'text']}, ['Statement[1]']],
		[{Statement: [[bucket]]}, ['Statement[0]']],
		['text', ['policy']],
		[null, ['policy']],
		[[], ['policy']],
	])('the document %j has its problems at %j', (document, expected) => {
		expect(policyProblems(document, 'bucket-policy').map(({field}) => field)).toEqual(expected);
	});

	test('tells all problems at once', () => {
		const document = {
			Version: '1',
			Statement: [
				{...bucket, Effect: 'No'},
				{...bucket, Sid: 1},
			],
		};
		expect(policyProblems(document, 'bucket-policy').map(({field}) => field)).toEqual([
			'Version',
			'Statement[0].Effect',
			'Statement[1].Sid',
		]);
	});

	test('says what to write in place of a bare ARN', () => {
		const [problem] = policyProblems(
			{Statement: {...bucket, Principal: 'arn:aws:iam::111122223333:root'}},
			'bucket-policy',
		);
		expect(problem).toMatchObject({value: 'arn:aws:iam::111122223333:root'});
		expect(problem?.rule).toContain('{"AWS":');
	});
});

describe('parsePolicy', () => {
	test('gives the document', () => {
		const text = `\uFEFF${JSON.stringify({Statement: trust})}`;
		expect(parsePolicy(text, 'trust-policy', 'trust.json')).toEqual({
			Statement: trust,
		});
	});

	test('names the place of each problem', () => {
		const text = '{\n  "Statement": [\n    {"Effect": "Allow",\n     "Acton": "s3:*"}\n  ]\n}';
		try {
			parsePolicy(text, 'bucket-policy', 'bucket.json');
			expect.unreachable();
		} catch (error) {
			expect(error).toBeInstanceOf(UserError);
			expect(error).toMatchObject({
				message: 'bucket.json is not a valid bucket policy.',
				exitCode: 2,
				problems: [{field: 'Statement[0].Acton', place: {line: 4, column: 6}}],
			});
		}
	});

	test('refuses what is not JSON', () => {
		expect(() => parsePolicy('{"Statement": [}', 'bucket-policy', 'bucket.json')).toThrow(
			UserError,
		);
	});
});

describe('matchesWildcard', () => {
	test.each([
		['*', '', true],
		['s3:Get*', 's3:GetObject', true],
		['s3:Get*', 's3:PutObject', false],
		['a?c', 'abc', true],
		['a?c', 'ac', false],
		['*a*b', 'xaxxb', true],
		['*a*b', 'xaxxbc', false],
		['a**', 'a', true],
		['', 'a', false],
		['a.c', 'abc', false],
	])('%j and %j: %s', (pattern, value, expected) => {
		expect(matchesWildcard(pattern, value)).toBe(expected);
	});

	test('leaves case aside only when told', () => {
		expect(matchesWildcard('KMS:put*', 'kms:PutKeyPolicy')).toBe(false);
		expect(matchesWildcard('KMS:put*', 'kms:PutKeyPolicy', {ignoreCase: true})).toBe(true);
	});

	test('answers soon for a pattern made to be slow', () => {
		expect(matchesWildcard(`${'*a'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
	});
});

describe('a principal of S3', () => {
	test.each([
		{AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E15MNIMTCFKK4C'},
		{AWS: ['arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1', '111122223333']},
		{CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'},
	])('may be %j', (Principal) => {
		expect(fields({...bucket, Principal}, 'bucket-policy')).toEqual([]);
	});

	test.each([
		'arn:aws:iam::111122223333:user/two words',
		'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ',
		'arn:aws:iam::cloudfront:user/another one',
	])('is not %j', (AWS) => {
		expect(fields({...bucket, Principal: {AWS}}, 'bucket-policy')).toHaveLength(1);
	});
});

describe('empty lists', () => {
	const parts: readonly (readonly [string, unknown])[] = [
		['Action', {...bucket, Action: []}],
		['NotAction', {Effect: 'Deny', Principal: '*', NotAction: [], Resource: '*'}],
		['Resource', {...bucket, Resource: []}],
		['NotResource', {Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: []}],
		['Principal', {...bucket, Principal: {AWS: []}}],
		['an empty Principal', {...bucket, Principal: {}}],
		['NotPrincipal', {...role, Effect: 'Deny', NotPrincipal: {AWS: []}}],
		['Condition', {...bucket, Condition: {StringEquals: {'aws:PrincipalTag/a': []}}}],
		['an empty Condition', {...bucket, Condition: {}}],
	];

	test.each(parts)('of %s are read as AWS stores them', (_name, statement) => {
		const text = JSON.stringify({Statement: [bucket, statement]});
		expect(readPolicy(text, 'bucket-policy', 'a').document.Statement).toEqual([bucket, statement]);
		expect(parsePolicy(text, 'bucket-policy', 'a')).toEqual(JSON.parse(text));
	});

	test('of statements are read, and never to be written', () => {
		const text = '{"Version": "2012-10-17", "Statement": []}';
		expect(readPolicy(text, 'bucket-policy', 'a').document.Statement).toEqual([]);
		expect(() => parsePolicy(text, 'bucket-policy', 'a')).toThrow(UserError);
	});
});

describe('readPolicy', () => {
	test('gives the text of the policy alone', () => {
		const text = JSON.stringify({Statement: bucket});
		expect(readPolicy(JSON.stringify({Policy: text}), 'bucket-policy', 'a')).toEqual({
			text,
			document: {Statement: bucket},
		});
	});

	test.each([
		['role-policy', {Statement: [trust]}, 'trust-policy', 'it names a Principal', 16],
		['bucket-policy', {Statement: [role]}, 'identity-policy', 'no statement names a Principal', 15],
		[
			'bucket-policy',
			{Statement: [{...bucket, Action: {Ref: 'A'}}]},
			'template-function',
			'Ref',
			33,
		],
		['bucket-policy', {Statement: [{...bucket, Action: '...'}]}, undefined, 'left out', 33],
	] as const)('for a %s names %j with its place', (kind, document, code, word, column) => {
		try {
			readPolicy(JSON.stringify(document), kind, 'a.json');
			expect.unreachable();
		} catch (error) {
			expect(error).toBeInstanceOf(UserError);
			const {problems} = error as UserError;
			expect(problems).toHaveLength(1);
			expect(problems[0]?.code).toBe(code);
			expect(problems[0]?.rule).toContain(word);
			expect(problems[0]?.place?.line).toBe(1);
			expect(problems[0]?.place?.column).toBeGreaterThanOrEqual(column);
		}
	});
});
