import {expect, test} from 'vitest';
import {type Check, type Report, reportJson, resultJsonLine} from '../../../source/words/index.ts';
import {checkWith, failedCheck, hostile, invalidResult, reportOf, resultWith} from './reports.ts';

test('has the fields that scripts rely on', () => {
	const result = resultWith([failedCheck]);
	const {cause: _cause, ...told} = failedCheck;
	expect(JSON.parse(reportJson(reportOf([result, invalidResult])))).toMatchObject({
		verdict: 'fail',
		source: 'aws',
		results: [
			{
				name: 'acme.json',
				connection: result.connection,
				verdict: 'fail',
				account: {accountId: '111122223333'},
				checks: [told],
			},
			{verdict: 'unknown', checks: [], error: {problems: [{field: 'bucket'}]}},
		],
	});
});

test('the fields of a check stand in the order of what is read first', () => {
	const check = checkWith({
		correction: failedCheck.correction,
		blame: failedCheck.blame,
		actions: ['s3:GetObject'],
		witness: {principal: 'anonymous', action: 's3:GetObject', resource: '*', context: {}},
	} as Partial<Check>);
	const report = JSON.parse(reportJson(reportOf([resultWith([check])]))) as Report;
	expect(Object.keys(report.results[0]?.checks[0] ?? {})).toEqual([
		'id',
		'status',
		'required',
		'title',
		'reason',
		'fix',
		'code',
		'witness',
		'actions',
		'blame',
		'correction',
	]);
});

test('names practice and endpoint in the report and in each line', () => {
	const result = resultWith([checkWith()]);
	const origin = {source: 'practice', endpoint: 'http://localhost:1'} as const;
	for (const text of [reportJson(reportOf([result], origin)), resultJsonLine(result, origin)]) {
		expect(JSON.parse(text)).toMatchObject({practice: true, endpoint: 'http://localhost:1'});
	}
});

test('a line holds no line break but the one at its end, and text keeps its meaning', () => {
	const line = resultJsonLine(resultWith([checkWith({reason: hostile})]), {source: 'aws'});
	expect(line.indexOf('\n')).toBe(line.length - 1);
	expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	expect(JSON.parse(line)).toMatchObject({checks: [{reason: hostile}]});
});
