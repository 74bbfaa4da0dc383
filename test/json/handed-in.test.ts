import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.ts';
import {
	placeAt,
	policyTextIn,
	positionAt,
	readHandedIn,
	readHandedInPolicy,
} from '../../source/json/index.ts';

const policy = '{\n  "Statement": [\n    {"Sid": "Zürich \\"😀\\"", "Effect": "Allow"}\n  ]\n}';

/** What people hand in with a policy inside, and what makes it of the policy's text. */
const wrappings: readonly (readonly [string, (text: string) => string])[] = [
	['the policy alone', (text) => text],
	['a byte order mark', (text) => `\uFEFF${text}`],
	['JSON in JSON', (text) => JSON.stringify(text)],
	['JSON in JSON in JSON', (text) => JSON.stringify(JSON.stringify(text))],
	['a URL-encoded text', (text) => encodeURIComponent(text)],
	['a URL-encoded text in JSON', (text) => JSON.stringify(encodeURIComponent(text))],
	['get-bucket-policy', (text) => JSON.stringify({Policy: text}, undefined, 4)],
	['get-key-policy', (text) => JSON.stringify({Policy: text, PolicyName: 'default'})],
	['get-role-policy', (text) => `{"RoleName": "x",\r\n"PolicyDocument": ${text}}`],
	['get-role', (text) => `{"Role": {"Arn": "x", "AssumeRolePolicyDocument": ${text}}}`],
	[
		'the API of IAM',
		(text) => JSON.stringify({AssumeRolePolicyDocument: encodeURIComponent(text)}),
	],
	['get-policy-version', (text) => `{"PolicyVersion": {"Document": ${text}}}`],
];

describe('a policy that is handed in', () => {
	test.each(wrappings)('as %s is taken out as it is', (_name, wrap) => {
		const {text, value} = readHandedInPolicy(wrap(policy), 'a.json');
		expect(text).toBe(policy);
		expect(value).toEqual(JSON.parse(policy));
		expect(policyTextIn(wrap(policy))).toBe(policy);
	});

	test.each(wrappings)('as %s has its places in what was handed in', (_name, wrap) => {
		const input = wrap(policy);
		const plain = input.replace(/^\uFEFF/, '');
		const {placeOf, text} = readHandedInPolicy(input, 'a.json');
		expect(placeOf(text.indexOf('Effect'))).toEqual(positionAt(plain, plain.indexOf('Effect')));
		expect(placeOf(text.indexOf('rich'))).toEqual(positionAt(plain, plain.indexOf('rich')));
	});

	test.each(wrappings)('as %s is refused at the place of its mistake', (_name, wrap) => {
		const broken = '{"Statement": [<bucket>]}';
		const input = wrap(broken);
		const plain = input.replace(/^\uFEFF/, '');
		try {
			readHandedInPolicy(input, 'a.json');
			expect.unreachable();
		} catch (error) {
			expect(error).toBeInstanceOf(UserError);
			const mark = plain.includes('<') ? '<' : '%3C';
			expect((error as UserError).problems).toMatchObject([
				{code: 'placeholder', place: positionAt(plain, plain.indexOf(mark))},
			]);
		}
	});

	test.each(['null', '7', '"text"', '{"Policy": 5}', '{"Policy": {"Arn": "x"}}', '[]'])(
		'may be %s, which is left as it is',
		(text) => {
			expect(readHandedInPolicy(text, 'a.json').value).toEqual(JSON.parse(text));
			expect(policyTextIn(text)).toBe(text);
		},
	);

	test('that cannot be read is given back by policyTextIn', () => {
		for (const text of ['', '{"a": oops', '%7B%zz', '{"Policy": "{oops"}']) {
			expect(policyTextIn(text)).toBe(text);
		}
	});

	test('lies in wrappers of the AWS CLI for a policy alone', () => {
		const input = JSON.stringify({Policy: policy});
		expect(readHandedIn(input, 'a.json').text).toBe(input);
	});

	test('is read or refused for the user, whatever the text', () => {
		const pieces = fc.constantFrom(
			...['{', '}', '[', ']', '"', '\\', '\\"', ':', ',', '%7B', '%22', '%', '%C3', '%BC', ' '],
			...['"Policy"', '"Statement"', '"Role"', 'null', '\ufeff', '\ud83d', '\\u00e4', '<', '`'],
		);
		const texts = fc.array(pieces, {maxLength: 14}).map((parts) => parts.join(''));
		fc.assert(
			fc.property(
				fc.oneof(
					texts,
					fc.json().map((text) => JSON.stringify({Policy: text})),
				),
				(text) => {
					try {
						const handedIn = readHandedInPolicy(text, 'a.json');
						expect(placeAt(handedIn, ['Statement', 0])).toMatchObject({
							line: expect.any(Number),
							column: expect.any(Number),
						});
					} catch (error) {
						expect(error).toBeInstanceOf(UserError);
					}
				},
			),
			{numRuns: 2000},
		);
	});
});
