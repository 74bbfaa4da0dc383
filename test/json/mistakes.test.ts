import {describe, expect, test} from 'vitest';
import {jsonMistake, positionAt} from '../../source/json/index.ts';

/** Texts that people hand in as JSON: the kind of the mistake, its line and column, and a word of what is said. */
const mistakes: readonly (readonly [string, string, number, number, string])[] = [
	['{"a": “Allow”}', 'typographic-quote', 1, 7, '“'],
	['{“a”: 1}', 'typographic-quote', 1, 2, '“'],
	['{"a": „Allow“}', 'typographic-quote', 1, 7, '„'],
	['{"a": «Allow»}', 'typographic-quote', 1, 7, '«'],
	['{"a": ’Allow’}', 'typographic-quote', 1, 7, '’'],
	['{\n "a": "Allow”,\n "b": 1}', 'typographic-quote', 2, 13, '”'],
	['{"a": `Allow`}', 'typographic-quote', 1, 7, '`'],
	['{"a": 1,}', 'extra-comma', 1, 9, 'comma before this is not allowed'],
	['{"S": [\n  {"a": 1},\n]}', 'extra-comma', 3, 1, 'comma before this is not allowed'],
	["{'a': 1}", 'single-quote', 1, 2, 'double quotation marks'],
	['{"a": \'x\'}', 'single-quote', 1, 7, 'double quotation marks'],
	['{"a": YOUR_ACCOUNT}', 'placeholder', 1, 7, 'YOUR_ACCOUNT'],
	['{"a": BUCKET}', 'placeholder', 1, 7, 'BUCKET'],
	['{"a": <bucket>}', 'placeholder', 1, 7, '<bucket>'],
	['{"a": [\n  <External-ID-1>\n]}', 'placeholder', 2, 3, '<External-ID-1>'],
	['{"a": {{bucket}}}', 'placeholder', 1, 7, '{{bucket}}'],
	['{"a": {bucket}}', 'placeholder', 1, 7, '{bucket}'],
	['{"a": $\u007bbucket}}', 'placeholder', 1, 7, '$\u007bbucket}'],
	['{"a": $BUCKET}', 'placeholder', 1, 7, '$BUCKET'],
	['{"a": %BUCKET%}', 'placeholder', 1, 7, '%BUCKET%'],
	['{a: 1}', 'unquoted-text', 1, 2, 'a has no quotation marks'],
	['{"a": arn:aws:s3:::x}', 'unquoted-text', 1, 7, 'arn:aws:s3:::x'],
	['{"a": True}', 'unknown-word', 1, 7, 'True'],
	['{"a": None}', 'unknown-word', 1, 7, 'None'],
	['// x\n{}', 'comment', 1, 1, 'no comments'],
	['{"a": 1 /* x */}', 'comment', 1, 9, 'no comments'],
	['{"a": 1, # x\n"b": 1}', 'comment', 1, 10, 'no comments'],
	['{} {}', 'second-document', 1, 4, 'another one begins'],
	['{"a": "}"}\r\n[1]', 'second-document', 2, 1, 'another one begins'],
	['{"a": [1, ...]}', 'ellipsis', 1, 11, '...'],
	['{\n…\n}', 'ellipsis', 2, 1, '…'],
	['{"a": !Sub "x"}', 'template-function', 1, 7, '!Sub'],
	['```json\n{}\n```', 'code-fence', 1, 1, 'backticks'],
	['<!DOCTYPE html>\n<html></html>', 'html', 1, 1, 'HTML'],
	['<?xml version="1.0"?>\n<Error/>', 'xml', 1, 1, 'XML'],
	['<Error><Code>AccessDenied</Code></Error>', 'xml', 1, 1, 'AccessDenied'],
	['Version: "2012-10-17"\nStatement:\n  - Effect: Allow', 'yaml', 1, 1, 'YAML'],
	['---\nVersion: 1', 'yaml', 1, 1, 'YAML'],
	['# x\nAWSTemplateFormatVersion: 1\nA: !Sub x', 'cloudformation', 1, 1, 'CloudFormation'],
	['resource "aws_s3_bucket_policy" "x" {\n}', 'terraform', 1, 1, 'Terraform'],
	['data "aws_iam_policy_document" "x" {\n}', 'terraform', 1, 1, 'Terraform'],
	['{\n  Version = "2012-10-17"\n}', 'terraform', 2, 3, 'Terraform'],
	['{"a": aws_s3_bucket.x.arn}', 'terraform', 1, 7, 'Terraform'],
	['jsonencode({})', 'terraform', 1, 1, 'Terraform'],
	['{"a":\u00a01}', 'strange-character', 1, 6, 'non-breaking space'],
	['{"a": \u200b1}', 'strange-character', 1, 7, 'zero-width space'],
	['{"a": 1', 'closing-missing', 1, 8, 'not have been copied completely'],
	['[1', 'closing-missing', 1, 3, 'not have been copied completely'],
	['%7B%22a%22', 'url-encoded', 1, 1, 'URL-encoded'],
	['{"a": 1 "b": 2}', 'syntax', 1, 9, 'comma is expected'],
	['{"a": 1, "a": 2}', 'repeated-name', 1, 10, 'twice'],
	['['.repeat(101), 'nested-too-deeply', 1, 101, 'too deeply'],
];

describe('a mistake', () => {
	test.each(mistakes)('in %j is a %s at line %i, column %i', (text, code, line, column, word) => {
		const found = jsonMistake(text);
		expect(found?.code).toBe(code);
		expect(positionAt(text, found?.offset ?? -1)).toEqual({line, column});
		expect(found?.rule).toContain(word);
		expect(found?.rule).toMatch(/\.$/);
	});

	test.each([
		'{}',
		'"<x>"',
		'null',
		'{"a": "// ... “x” <y> {{z}} !Sub %7B ```"}',
		'{"a":\r\n\t1}\r\n',
	])('is not found in %j', (text) => {
		expect(jsonMistake(text)).toBeUndefined();
	});
});
