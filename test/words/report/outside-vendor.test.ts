import {describe, expect, test} from 'vitest';
import {
	reportFiles,
	reportJson,
	reportMarkdown,
	reportText,
	resultJsonLine,
} from '../../../source/words/index.ts';
import {failedCheck, reportOf, resultWith} from './reports.ts';

const file = '/home/ann/acme\u001B[31m.json';
const shownFile = '/home/ann/acme\\u001b[31m.json';
const origin = {
	file,
	marks: [{code: 'vendor-deny', text: 'The bucket policy has a Deny for the vendor.'}],
} as const;
const vendor = {name: 'Acme', purpose: 'Storage', test: 'Acme shows it.', origin};
const result = resultWith([failedCheck], {
	vendor,
	connection: {vendor: file, bucket: 'acme-assets'},
});
const other = resultWith([], {
	vendor: {...vendor, name: 'Acme', origin: {...origin, file: 'b.json'}},
});

describe('a report on a vendor that is not built in', () => {
	const layout = {style: (_format: unknown, text: string) => text, width: undefined};

	test('names its file and its warnings in text, also where all is well with others beside it', () => {
		for (const results of [[result], [result, result, other]]) {
			const text = reportText(reportOf(results), layout);
			expect(text.split('The bucket policy has a Deny for the vendor.')).toHaveLength(
				new Set(results).size + 1,
			);
			expect(text).toContain(shownFile);
		}

		expect(reportText(reportOf([result, other]), layout)).toContain('b.json');
	});

	test('names them in Markdown', () => {
		const text = reportMarkdown(reportOf([result]));
		expect(text.replaceAll('\\', '')).toContain(shownFile.replaceAll('\\', ''));
		expect(text).toContain('Deny for the vendor');
	});

	test('names them in JUnit', async () => {
		const text = await reportFiles.junit.write(reportOf([result]));
		expect(text).toContain(`name="vendor-file" value="${shownFile}"`);
		expect(text).toContain('vendor-deny: The bucket policy has a Deny for the vendor.');
	});

	test('names them in JSON, with the codes', () => {
		const {results} = JSON.parse(reportJson(reportOf([result]))) as {
			readonly results: readonly {readonly vendorProfile: unknown}[];
		};
		expect(results[0]?.vendorProfile).toEqual(origin);
		expect(JSON.parse(resultJsonLine(result, {source: 'aws'}))).toMatchObject({
			vendorProfile: origin,
		});
	});

	test('names neither file nor what the warnings are about when it is masked', () => {
		const text = reportMarkdown(reportOf([result]), {mask: true});
		expect(text).not.toMatch(/ann|acme/);
		expect(text).toContain('VENDOR');
		expect(text).toContain('vendor-deny');
	});

	test('obeys no control character of its file', () => {
		const texts = [
			reportText(reportOf([result]), layout),
			reportMarkdown(reportOf([result])),
			reportJson(reportOf([result])),
		];
		expect(texts.join('')).not.toContain('\u001B');
	});
});

test('a report on a built-in vendor names no file', () => {
	const report = reportOf([resultWith([failedCheck])]);
	expect(reportJson(report)).not.toContain('vendorProfile');
	expect(reportMarkdown(report)).not.toContain('VENDOR FILE');
});
