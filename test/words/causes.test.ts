import {describe, expect, test} from 'vitest';
import {reportMarkdown, reportText} from '../../source/words/index.ts';
import {reportJunit} from '../../source/words/report/junit.ts';
import {checkWith, reportOf, resultWith} from './report/reports.ts';

const bucket = checkWith({
	id: 'bucket.exists',
	status: 'unknown',
	title: 'Existence',
	reason: 'bucket.json was not given.',
	fix: 'Add bucket.json.',
	cause: 'bucket.json',
});
const region = {...bucket, id: 'bucket.region', title: 'Region', fix: 'Add the region.'} as const;
const policy = checkWith({
	id: 'bucket.policy',
	status: 'unknown',
	title: 'Policy',
	reason: 'bucket.json was not given.',
	cause: 'bucket-policy.json',
});
const report = reportOf([resultWith([bucket, policy, region])]);

describe('checks that could not be told for one reason', () => {
	test('stand together with one explanation, and with all that is to be done', () => {
		const text = reportText(report, {style: (_format, words) => words});
		expect(text).toContain(
			[
				'? Unknown: Existence   bucket.exists',
				'? Unknown: Region   bucket.region',
				'  bucket.json was not given.',
				'  What to do  Add bucket.json.',
				'  What to do  Add the region.',
			].join('\n'),
		);
		expect(text).toContain('? Unknown: Policy   bucket.policy\n  bucket.json was not given.');
	});

	test('stand together in Markdown too', () => {
		expect(reportMarkdown(report)).toContain(
			[
				'- **Existence** (`bucket.exists`)',
				'- **Region** (`bucket.region`)',
				'  - bucket.json was not given.',
			].join('\n'),
		);
	});

	test('are named together among the properties in JUnit', () => {
		const xml = reportJunit(report);
		expect(xml).toContain('<property name="same-cause" value="bucket.exists bucket.region"/>');
		expect(reportJunit(reportOf([resultWith([bucket, policy])]))).not.toContain('same-cause');
	});

	test('are never failures: each of those is said by itself', () => {
		const failures = [bucket, region].map((check) => ({...check, status: 'fail'}) as const);
		const text = reportText(reportOf([resultWith(failures)]), {style: (_format, words) => words});
		expect(text.split('was not given')).toHaveLength(3);
	});
});
