import fc from 'fast-check';
import {XMLParser, XMLValidator} from 'fast-xml-parser';
import {describe, expect, test} from 'vitest';
import {reportJunit} from '../../../source/words/report/junit.ts';
import {checkWith, failedCheck, hostile, invalidResult, reportOf, resultWith} from './reports.ts';

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
});

function parse(xml: string) {
	expect(XMLValidator.validate(xml)).toBe(true);
	return parser.parse(xml).testsuites;
}

const checks = [
	checkWith(),
	failedCheck,
	checkWith({id: 'bucket.policy', status: 'unknown', reason: 'not allowed'}),
	checkWith({id: 'organization.policies', status: 'unknown', required: false}),
	checkWith({id: 'key.exists', status: 'skip', required: false}),
	checkWith({id: 'isolation.excess', status: 'warn', required: false, reason: 'too much'}),
];

describe('reportJunit', () => {
	test('has a suite for each connection and a case for each check, and counts them', () => {
		const suites = parse(reportJunit(reportOf([resultWith(checks), invalidResult])));
		expect(suites).toMatchObject({tests: '7', failures: '1', errors: '2', skipped: '2'});
		const [first, second] = suites.testsuite;
		expect(first).toMatchObject({name: 'acme.json', tests: '6', failures: '1', errors: '1'});
		expect(first.testcase.map(({name}: {name: string}) => name.split(' ')[0])).toEqual(
			checks.map(({id}) => id),
		);
		expect(second.testcase[0].error).toMatchObject({type: 'invalid'});
		expect(second.testcase[0].error['#text']).toContain('Small letters');
	});

	test('fails for what failed and for what had to be seen, and for nothing else', () => {
		const [suite] = parse(reportJunit(reportOf([resultWith(checks)]))).testsuite;
		const outcomes = suite.testcase.map((one: Record<string, unknown>) =>
			['failure', 'error', 'skipped', 'system-out'].find((kind) => kind in one),
		);
		expect(outcomes).toEqual([undefined, 'failure', 'error', 'skipped', 'skipped', 'system-out']);
		const text: string = suite.testcase[1].failure['#text'];
		expect(text).toContain('What to do: Replace the trust policy');
		expect(text).toContain('"Version": "2012-10-17"');
	});

	test('says that it is practice, and which endpoint was asked', () => {
		const report = reportOf([resultWith(checks)], {source: 'practice', endpoint: 'http://x:1'});
		const [suite] = parse(reportJunit(report)).testsuite;
		expect(suite.properties.property).toEqual(
			expect.arrayContaining([
				{name: 'practice', value: 'true'},
				{name: 'endpoint', value: 'http://x:1'},
			]),
		);
	});

	test('stays well formed and legal whatever stands in the documents', () => {
		const anything = fc.oneof(
			fc.constant(hostile),
			fc.string({unit: 'binary', maxLength: 60}),
			fc.string({
				unit: fc.constantFrom(...'\u{0}\u{8}\u{FFFE}\u{D800}<>&"\']-! \n'),
				maxLength: 20,
			}),
		);
		fc.assert(
			fc.property(anything, anything, anything, (reason, sid, name) => {
				const check = checkWith({
					...failedCheck,
					reason,
					fix: reason,
					blame: {document: 'bucket-policy', sid, index: 0},
				});
				const xml = reportJunit(reportOf([resultWith([check], {name})], {endpoint: reason}));
				expect(XMLValidator.validate(xml)).toBe(true);
				expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
			}),
		);
	});
});
