import {describe, expect, test} from 'vitest';
import {markdownReport, reportMarkdown} from '../../../source/words/index.ts';
import {checkWith, failedCheck, hostile, invalidResult, reportOf, resultWith} from './reports.ts';

describe('reportMarkdown', () => {
	test('says verdict, reason, statement and fix, the connection, and what is fine', () => {
		const text = reportMarkdown(
			reportOf([resultWith([failedCheck, checkWith()]), invalidResult], {source: 'practice'}),
		);
		for (const part of [
			'# Verification: fail',
			'> PRACTICE',
			'## ✖ fail: acme.json',
			'- **The external ID** (`trust.external-id`)',
			'  - Because of: statement 2 ("OwnTrust") of the trust policy',
			'  - What to do: Replace the trust policy of the role.',
			'| `bucket` | `acme-assets` |',
			'### ✔ Fine\n\n- Existence of the bucket (`bucket.exists`)',
			'## ✖ invalid: broken.json',
		]) {
			expect(text).toContain(part);
		}
	});

	test('takes nothing from outside for Markdown, HTML or control characters', () => {
		const name = '<img src=x> [a](http://b) **c** # | `d`';
		const text = reportMarkdown(
			reportOf([resultWith([checkWith({status: 'fail', reason: hostile})], {name})]),
		);
		expect(text).toContain(String.raw`\<img src=x\> \[a\](http://b) \*\*c\*\* \# \| \`d\``);
		expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	});
});

test('markdownReport tells of one result what reportMarkdown tells of many', () => {
	const text = markdownReport(resultWith([failedCheck], {source: 'practice'}), {
		mask: true,
		now: new Date('2025-06-01T10:00:00Z'),
		endpoint: 'http://localhost:4566',
	});
	expect(text).toContain('checked at 2025-06-01T10:00:00.000Z');
	expect(text).toContain('> PRACTICE');
	expect(text).toContain('> ENDPOINT: ENDPOINT-1 was asked');
	expect(text).not.toContain('acme-assets');
});
