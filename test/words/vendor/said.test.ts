import {describe, expect, test} from 'vitest';
import {reportJson, reportMarkdown, reportText} from '../../../source/words/index.ts';
import {saidByVendor} from '../../../source/words/vendor/index.ts';
import {creativeForce} from '../../support/connections.ts';
import {customerRoleText, doubtful, profileIn} from '../../support/feature-profiles.ts';
import {judge} from '../../support/findings.ts';
import {asking, connection, healthy} from '../../support/trust-accounts.ts';
import {checkWith, reportOf, resultWith} from '../report/reports.ts';

const profile = profileIn(customerRoleText(doubtful));

describe('what the vendor says of something that is wrong', () => {
	test('is how it shows it, and what was right before', () => {
		expect(saidByVendor({id: 'trust.external-id', status: 'fail'}, profile)).toEqual([
			'Acme shows this as: "Access Denied" or "Please configure External ID"',
			'Until 2026-07: It was the ID alone.',
		]);
		expect(saidByVendor({id: 'trust.principal', status: 'fail'}, profile)).toEqual([
			'Acme shows this as: "Access Denied"',
		]);
	});

	test('is no error where it works all the same', () => {
		expect(saidByVendor({id: 'trust.external-id', status: 'warn'}, profile)).toEqual([
			'Until 2026-07: It was the ID alone.',
		]);
	});

	test.each(['pass', 'skip', 'unknown'] as const)('is nothing of a check that is %s', (status) => {
		expect(saidByVendor({id: 'trust.external-id', status}, profile)).toEqual([]);
	});
});

describe('a report', () => {
	const check = checkWith({
		id: 'trust.external-id',
		status: 'fail',
		title: 'The external ID',
		reason: 'It differs.',
		fromVendor: ['Acme shows this as: "Access Denied"'],
	});
	const own = {name: 'Acme', purpose: 'Sync', test: '', origin: {file: 'acme.json', marks: []}};
	const result = resultWith([check]);
	const ofOwn = resultWith([check], {vendor: own, connection: {vendor: 'acme.json'}});

	test('has it in text, Markdown and JSON', () => {
		const plain = {style: (_format: unknown, text: string) => text};
		expect(reportText(reportOf([result]), plain)).toMatch(
			/The vendor +Acme shows this as: "Access Denied"/,
		);
		expect(reportMarkdown(reportOf([result]))).toContain('The vendor: Acme shows this as');
		expect(reportJson(reportOf([result]))).toContain('"fromVendor": [');
	});

	test('that is masked has it of a built-in vendor alone', () => {
		expect(reportMarkdown(reportOf([result]), {mask: true})).toContain('Acme shows this as');
		expect(reportMarkdown(reportOf([ofOwn]), {mask: true})).not.toContain('shows this as');
	});
});

test('stands with what a check finds, in the place of nothing else', () => {
	const vendor = {
		...creativeForce,
		errors: [{text: 'Access Denied', checks: ['trust.external-id']}],
	};
	const [check] = judge(asking('another'), connection, vendor, ['trust.external-id']);
	expect(check).toMatchObject({
		status: 'fail',
		fromVendor: ['Creative Force shows this as: "Access Denied"'],
	});
	const [healthyCheck] = judge(healthy, connection, vendor, ['trust.external-id']);
	expect(healthyCheck).not.toHaveProperty('fromVendor');
});
