import {describe, expect, test} from 'vitest';
import {UserError} from '../../../../source/errors.ts';
import {errorLines} from '../../../../source/wizard/error-lines.ts';
import {mergeRefusal, policyPanels} from '../../../../source/wizard/steps/policies/panels.ts';
import {creativeForce, iconik} from '../../../support/connections.ts';
import {
	creativeForceAnswers,
	creativeForceAt,
	iconikAnswers,
	iconikAt,
	pictureBarn,
	pictureBarnAt,
} from '../../support/states.ts';

const foreign = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{
			Sid: 'TlsOnly',
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:*',
			Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
			Condition: {Bool: {'aws:SecureTransport': 'false'}},
		},
	],
});

const idsOf = (panels: ReturnType<typeof policyPanels>) =>
	panels.map(({document, isOptional}) => `${document.id}${isOptional ? ' (optional)' : ''}`);

describe('the panels', () => {
	test('stand in the order of the article, what few need at the end', () => {
		expect(idsOf(policyPanels(creativeForceAt('policies'), creativeForce))).toEqual([
			'role-policy',
			'trust-policy',
			'bucket-policy',
			'key-policy (optional)',
		]);
		expect(idsOf(policyPanels(pictureBarnAt('policies'), pictureBarn))).toHaveLength(4);
	});

	test('have no key policy without a key', () => {
		const answers = {...creativeForceAnswers, encryption: 'SSE-S3'};
		const ids = idsOf(policyPanels(creativeForceAt('policies', {answers}), creativeForce));
		expect(ids).toEqual(['role-policy', 'trust-policy', 'bucket-policy']);
	});

	test('need the key policy where the key belongs to another account', () => {
		const kmsKeyArn =
			'arn:aws:kms:eu-central-1:999922223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
		const answers = {...creativeForceAnswers, kmsKeyArn};
		expect(idsOf(policyPanels(creativeForceAt('policies', {answers}), creativeForce))).toContain(
			'key-policy',
		);
	});

	test('cannot be made of answers that do not fit', () => {
		const answers = {...creativeForceAnswers, bucket: 'No'};
		expect(() => policyPanels(creativeForceAt('policies', {answers}), creativeForce)).toThrow(
			UserError,
		);
	});
});

describe('the narrower document', () => {
	const bucketPanel = (narrower: boolean) =>
		policyPanels(
			creativeForceAt('policies', narrower ? {narrower: ['bucket-policy']} : {}),
			creativeForce,
		).find(({document}) => document.id === 'bucket-policy');

	test('takes the place of this document alone', () => {
		expect(bucketPanel(true)?.isNarrower).toBe(true);
		expect(bucketPanel(true)?.text).not.toBe(bucketPanel(false)?.text);
		const others = policyPanels(
			creativeForceAt('policies', {narrower: ['bucket-policy']}),
			creativeForce,
		).filter(({isNarrower}) => isNarrower);
		expect(others).toHaveLength(1);
	});

	test('is not claimed for a document that has none', () => {
		const panels = policyPanels(
			creativeForceAt('policies', {narrower: ['trust-policy']}),
			creativeForce,
		);
		expect(panels.find(({document}) => document.id === 'trust-policy')?.isNarrower).toBe(false);
	});
});

describe('a policy that is there', () => {
	test('is merged: what is in it stays', () => {
		const state = iconikAt('policies', {existing: {'bucket-policy': foreign}});
		const panel = policyPanels(state, iconik)[0];
		expect(panel?.merge?.existing).toBe(foreign);
		expect(JSON.parse(panel?.text ?? '').Statement).toMatchObject([
			JSON.parse(foreign).Statement[0],
			{Sid: 'IconikStorageAccess'},
		]);
	});

	test('does not touch the other documents', () => {
		const plain = policyPanels(iconikAt('policies'), iconik);
		const merged = policyPanels(
			iconikAt('policies', {existing: {'bucket-policy': foreign}}),
			iconik,
		);
		expect(merged[1]).toEqual(plain[1]);
	});

	test('is merged with the narrower document where that is wanted', () => {
		const state = iconikAt('policies', {
			existing: {'bucket-policy': foreign},
			narrower: ['bucket-policy'],
		});
		const panel = policyPanels(state, iconik)[0];
		expect(panel?.isNarrower).toBe(true);
		expect(panel?.text).toContain('TlsOnly');
		const added = JSON.parse(panel?.text ?? '').Statement.slice(1);
		expect(added.length).toBeGreaterThan(0);
		expect(JSON.stringify(added)).not.toContain('"s3:*"');
	});

	test('that cannot be merged leaves the document alone, with the reason', () => {
		const state = iconikAt('policies', {existing: {'bucket-policy': '{"Statement": [,]}'}});
		const panel = policyPanels(state, iconik)[0];
		expect(panel?.merge).toBeUndefined();
		expect(panel?.refusal?.[0]).toContain('not valid JSON');
		expect(panel?.text).toBe(policyPanels(iconikAt('policies'), iconik)[0]?.text);
	});

	test('is refused before it is taken, or not at all', () => {
		const state = iconikAt('policies');
		expect(mergeRefusal(state, iconik, 'bucket-policy', foreign)).toBeUndefined();
		expect(mergeRefusal(state, iconik, 'bucket-policy', 'no JSON')).toBeDefined();
		expect(state.existing).toEqual({});
	});

	test('is kept when an answer changes', () => {
		const state = iconikAt('policies', {
			answers: {...iconikAnswers, purpose: 'read-only'},
			existing: {'bucket-policy': foreign},
		});
		expect(policyPanels(state, iconik)[0]?.text).toContain('TlsOnly');
	});
});

test('an error comes with its problems and what to do next', () => {
	const error = new UserError('It is wrong.', {
		problems: [{field: 'bucket', value: 'X', rule: 'Small letters.', example: 'acme'}],
		hint: 'Try again.',
	});
	expect(errorLines(error)).toEqual([
		'It is wrong.',
		'bucket: "X"',
		'  Small letters.',
		'  Example: acme',
		'Try again.',
	]);
});
