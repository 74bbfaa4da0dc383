import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {checkLimits, documentSize, documentText, minifyText} from '../../source/documents/index.ts';
import type {PolicyDocument} from '../../source/policy/index.ts';

const document: PolicyDocument = {
	Version: '2012-10-17',
	Statement: [{Sid: 'é', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*'}],
};
const minified = JSON.stringify(document);

describe('sizes', () => {
	test('IAM counts characters and no white space', () => {
		const size = {used: minified.length, limit: 10_240, unit: 'characters'};
		expect(documentSize('role-policy', document)).toEqual(size);
		expect(documentSize('role-policy', documentText(document))).toEqual(size);
		expect(documentSize('trust-policy', document).limit).toBe(2048);
	});

	test('S3 and KMS count the bytes of what is sent', () => {
		expect(documentSize('bucket-policy', document)).toEqual({
			used: minified.length + 1,
			limit: 20_480,
			unit: 'bytes',
		});
		expect(documentSize('key-policy', documentText(document))).toEqual({
			used: documentText(document).length + 1,
			limit: 32_768,
			unit: 'bytes',
		});
	});

	test.each([
		['role-policy', 10_240],
		['trust-policy', 2048],
		['bucket-policy', 20_480],
		['key-policy', 32_768],
	] as const)('a %s may have %d and not one more', (id, limit) => {
		expect(checkLimits(id, `"${'x'.repeat(limit - 2)}"`).used).toBe(limit);
		expect(() => checkLimits(id, `"${'x'.repeat(limit - 1)}"`)).toThrow(/too large/);
	});

	test('minifying drops white space between tokens and nothing else', () => {
		fc.assert(
			fc.property(fc.json(), fc.constantFrom(2, 4, '\t'), (text, indent) => {
				const pretty = JSON.stringify(JSON.parse(text), undefined, indent);
				expect(minifyText(pretty)).toBe(JSON.stringify(JSON.parse(text)));
			}),
		);
		expect(minifyText('{ "a b" : 12345678901234567890.10 }')).toBe(
			'{"a b":12345678901234567890.10}',
		);
	});
});
