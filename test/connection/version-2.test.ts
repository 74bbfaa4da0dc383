import {describe, expect, test} from 'vitest';
import {connectionProblems} from '../../source/connection/index.ts';
import {buildDocuments, documentText} from '../../source/documents/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {connectionOf} from '../support/feature-profiles.ts';
import {makesIds, sendsNoId} from '../verify/features/external-id.ts';

/** What is wrong with a connection that holds these fields beside what every one has. */
const problems = (profile: VendorProfile, fields: Readonly<Record<string, unknown>>) =>
	connectionProblems(
		{
			version: 1,
			vendor: 'acme.json',
			purpose: 'sync',
			bucket: 'acme-assets',
			region: 'eu-central-1',
			accountId: '111122223333',
			encryption: 'SSE-S3',
			...(profile.access === 'customer-role' && {roleName: 'AcmeAccess'}),
			...fields,
		},
		profile,
	).map(({field, rule, example}) => ({field, rule, example}));

describe('an external ID', () => {
	test('that the vendor makes up is missing with the place where it is shown', () => {
		expect(problems(makesIds, {})).toEqual([
			{
				field: 'externalId',
				rule: 'This field is missing: External ID. Where to find it: Acme > Organization settings.',
				example: 'acme-2f6b0f0e',
			},
		]);
	});

	test('that the vendor makes up has its fixed part and its form', () => {
		expect(problems(makesIds, {externalId: '2f6b0f0e'})).toMatchObject([
			{rule: expect.stringContaining('begins with "acme-"')},
		]);
		expect(problems(makesIds, {externalId: 'acme-nothing'})).toMatchObject([
			{rule: 'The external ID of Acme is acme- and eight hexadecimal digits.'},
		]);
		expect(problems(makesIds, {externalId: 'acme-2f6b0f0e'})).toEqual([]);
	});

	test('is refused for a vendor that sends none', () => {
		expect(problems(sendsNoId, {externalId: 'acme-2f6b0f0e'})).toMatchObject([
			{field: 'externalId', rule: 'Acme sends no external ID: leave this field out.'},
		]);
		const connection = connectionOf(sendsNoId, {});
		const texts = buildDocuments(connection, sendsNoId).map(({document}) => documentText(document));
		expect(texts.join()).not.toContain('ExternalId');
	});
});
