import {describe, expect, test} from 'vitest';
import {shownChecks} from '../../source/wizard/steps/verify/findings.ts';
import {inOrder, reportMarkdown, reportText, verdictSentence} from '../../source/words/index.ts';
import {checkWith, reportOf, resultWith} from './report/reports.ts';

const skipped = checkWith({id: 'key.exists', status: 'skip', required: false, title: 'Skipped'});
const fine = checkWith({title: 'Fine'});
const uncounted = checkWith({
	id: 'organization.policies',
	status: 'unknown',
	required: false,
	title: 'Uncounted',
	cause: 'organization',
});
const advice = checkWith({id: 'trust.others', status: 'warn', title: 'Advised'});
const unknown = checkWith({
	id: 'access.list',
	status: 'unknown',
	title: 'Unseen',
	cause: 'policy',
	reason: 'You are not allowed to look at it.',
});
const failed = checkWith({id: 'access.read', status: 'fail', title: 'Broken'});
const checks = [skipped, fine, uncounted, advice, unknown, failed];
const order = ['Broken', 'Unseen', 'Advised', 'Uncounted', 'Fine', 'Skipped'];

describe('checks come in one order, what is to be done first', () => {
	test('in itself', () => {
		expect(inOrder(checks).map(({title}) => title)).toEqual(order);
	});

	const report = reportOf([resultWith(checks)]);
	test.each([
		['the text', reportText(report, {style: (_format, text) => text})],
		['Markdown', reportMarkdown(report)],
		[
			'the wizard',
			shownChecks(checks, true)
				.map(({title}) => title)
				.join('\n'),
		],
	])('in %s', (_where, text) => {
		const places = order.map((title) => text.indexOf(title));
		expect(places).not.toContain(-1);
		expect(places).toEqual([...places].sort((one, other) => one - other));
	});

	test('and Markdown says of what does not count that it does not', () => {
		expect(reportMarkdown(report)).toContain('### ? Unknown, does not affect the verdict\n');
	});
});

describe('the verdict', () => {
	test('says how much is to be fixed', () => {
		expect(verdictSentence(resultWith([failed]))).toContain('1 thing to fix');
		expect(verdictSentence(resultWith([failed, failed]))).toContain('2 things to fix');
	});

	test('does not say that all agree where something that matters was not seen', () => {
		const sentence = verdictSentence(resultWith([fine, unknown]));
		expect(sentence).toContain('not everything that matters could be checked');
		expect(sentence).not.toContain('agree');
		expect(verdictSentence(resultWith([fine, uncounted]))).toContain('The policies agree');
	});
});
