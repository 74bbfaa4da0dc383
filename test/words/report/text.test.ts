import {stripVTControlCharacters, styleText} from 'node:util';
import {describe, expect, test} from 'vitest';
import {reportText} from '../../../source/words/index.ts';
import {checkWith, failedCheck, hostile, invalidResult, reportOf, resultWith} from './reports.ts';

const plain = {style: (_format: unknown, text: string) => text};
const unknownCheck = checkWith({
	id: 'bucket.policy',
	status: 'unknown',
	title: 'The bucket policy',
	reason: 'You are not allowed to look at it.',
	fix: 'Ask for s3:GetBucketPolicy.',
});
const organization = checkWith({
	id: 'organization.policies',
	status: 'unknown',
	required: false,
	title: 'Policies of the organization',
	reason: 'They cannot be read from here.',
});

describe('reportText of one connection', () => {
	test('says whose account was looked into, failures before all else, and the fix below its failure', () => {
		const text = reportText(
			reportOf([resultWith([checkWith(), organization, unknownCheck, failedCheck])]),
			plain,
		);
		const order = [
			'acme.json   Creative Force · Asset delivery',
			'account 111122223333 as user/deploy',
			'✖ 1 to fix   ? 2 unknown   ✔ 1 fine   (4 checks in 0.6 s)',
			'✖ To fix: The external ID   trust.external-id',
			'a blank at the end',
			'Because of  statement 2 ("OwnTrust") of the trust policy',
			'What to do  Replace the trust policy of the role.',
			'Paste       the corrected trust policy [1] below',
			'? Unknown: Policies of the organization',
			'✔ Fine: Existence of the bucket',
			'[1] The corrected trust policy',
			'\n\n{\n  "Version": "2012-10-17"\n}\n\n',
			'✖ FAIL',
		].map((part) => text.indexOf(part));
		expect(order).not.toContain(-1);
		expect(order).toEqual([...order].sort((one, other) => one - other));
	});

	test('names the folder of the customer that the vendor works in', () => {
		const result = resultWith([checkWith()]);
		const inFolder = {...result, connection: {...result.connection, folder: 'landing/2026'}};
		expect(reportText(reportOf([inFolder]), plain)).toContain('acme-assets/landing/2026/, eu-');
		expect(reportText(reportOf([inFolder, result]), plain)).toContain(
			'acme-assets/landing/2026/\n',
		);
	});

	test('prints a document once that cures two failures', () => {
		const other = {...failedCheck, id: 'trust.mfa', title: 'MFA'} as const;
		const text = reportText(reportOf([resultWith([failedCheck, other])]), plain);
		expect(text.split('"Version"')).toHaveLength(2);
		expect(text.split('[1] below')).toHaveLength(3);
	});

	test('gives one explanation for all that is unknown for the same reason', () => {
		const other = {...unknownCheck, id: 'access.list', title: 'Listing'} as const;
		const text = reportText(reportOf([resultWith([unknownCheck, other])]), plain);
		expect(text.split('You are not allowed')).toHaveLength(2);
		expect(text).toContain('access.list');
	});

	test('says after a pass what it does not prove, and where the test of the vendor is', () => {
		const result = resultWith([checkWith()]);
		const text = reportText(reportOf([result], {verdict: 'pass'}), plain);
		expect(text).toContain('✔ PASS');
		expect(text).toContain("Only Creative Force's own test proves its side.");
		expect(text).toContain(result.vendor?.test);
	});

	test.each([
		['practice', {source: 'practice'}, 'PRACTICE'],
		['documents', {source: 'documents', documents: './policies'}, './policies'],
		['an endpoint', {endpoint: 'http://localhost:4566'}, 'http://localhost:4566'],
	] as const)('begins with %s where it is no AWS account', (_name, changes, expected) => {
		const text = reportText(reportOf([resultWith([checkWith()])], changes), plain);
		expect(text.split('\n')[0]).toContain(expected);
	});

	test('says the same without colour as with it', () => {
		const report = reportOf([resultWith([failedCheck, unknownCheck])]);
		const colour = reportText(report, {
			style: (format, text) => styleText(format, text, {validateStream: false}),
		});
		expect(colour).toContain('\u{1B}[');
		expect(stripVTControlCharacters(colour)).toBe(reportText(report, plain));
	});

	test('keeps its words within the terminal, documents aside', () => {
		const wide = checkWith({...failedCheck, reason: 'many words '.repeat(60).trim()});
		const {correction, ...narrow} = wide;
		expect(correction).toBeDefined();
		const text = reportText(reportOf([resultWith([narrow])]), {...plain, width: 60});
		for (const line of text.split('\n')) {
			expect(line.length).toBeLessThanOrEqual(60);
		}
	});
});

describe('reportText of many connections', () => {
	const fine = resultWith([checkWith({reason: 'never shown'})], {name: 'fine.json'});

	test('has a line for each in their order, then only those that are not fine', () => {
		const text = reportText(reportOf([fine, resultWith([failedCheck]), invalidResult]), plain);
		const lines = text.split('\n');
		expect(lines[0]).toMatch(/^✔ pass {6}fine\.json +acme-assets$/);
		expect(lines[1]).toMatch(/^✖ fail {6}acme\.json +acme-assets +1 to fix$/);
		expect(lines[2]).toMatch(/^✖ invalid {3}broken\.json +The connection is not valid\.$/);
		expect(lines[4]).toContain('3 connections: 1 fail, 1 invalid, 1 pass');
		expect(text).not.toContain('never shown');
		expect(text).toContain('"A_": Small letters and digits only.');
	});

	test('prints the corrected documents only where they are asked for', () => {
		const report = reportOf([fine, resultWith([failedCheck])]);
		expect(reportText(report, plain)).not.toContain('"Version"');
		expect(reportText(report, plain)).toContain('--fixes');
		expect(reportText(report, {...plain, fixes: true})).toContain('"Version": "2012-10-17"');
	});
});

test('nothing from outside can move the cursor or hide', () => {
	const bad = checkWith({
		...failedCheck,
		reason: hostile,
		fix: hostile,
		blame: {document: 'bucket-policy', policy: hostile, sid: hostile, index: 0},
		correction: {
			document: 'bucket-policy',
			text: `{"Sid": "${hostile}"}`,
			consolePath: hostile,
			consoleUrl: hostile,
		},
	});
	const results = [
		resultWith([bad], {name: hostile}),
		{...invalidResult, name: hostile, error: {message: hostile, problems: [], hint: hostile}},
	];
	for (const shown of [results, results.slice(0, 1), results.slice(1)]) {
		const text = reportText(reportOf(shown, {endpoint: hostile}), {...plain, fixes: true});
		expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
		expect(text).toContain(String.raw`\u001b[2J`);
	}
});

test('a corrected document means the same after it was made harmless', () => {
	const document = {Sid: '\u{9B}\u{202E}\u{E0001}"\\'};
	const check = checkWith({
		...failedCheck,
		correction: {
			document: 'bucket-policy',
			text: JSON.stringify(document, null, 2),
			consolePath: 'S3',
			consoleUrl: 'https://console.aws.amazon.com/s3',
		},
	});
	const text = reportText(reportOf([resultWith([check])]), plain);
	expect(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))).toEqual(document);
});
