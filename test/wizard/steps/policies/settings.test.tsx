import {afterEach, describe, expect, test} from 'vitest';
import type {VendorProfile} from '../../../../source/vendors/index.ts';
import {answersFromConnection} from '../../../../source/wizard/answers.ts';
import {stateFromAnswers, type WizardState} from '../../../../source/wizard/state.ts';
import {policyPanels} from '../../../../source/wizard/steps/policies/panels.ts';
import {withOwnEvents, withPages} from '../../../verify/features/settings.ts';
import {closeWizards, escapeKey, paste, renderWizard} from '../../support/render-wizard.tsx';

afterEach(closeWizards);

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';

function acmeAt(profile: VendorProfile, more: Readonly<Record<string, string>> = {}): WizardState {
	const answers = answersFromConnection({
		vendor: 'acme.json',
		purpose: 'sync',
		accountId: '111122223333',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		encryption: 'SSE-S3',
		roleName: 'AcmeAccess',
		rolePath: '/',
		externalId: '2f6b0f0e',
		...more,
	});
	return {...stateFromAnswers(answers, profile), step: 'policies'};
}

const pages = acmeAt(withPages);
const events = acmeAt(withOwnEvents, {folder: 'landing', queueArn});
const theirs = [{AllowedMethods: ['GET'], AllowedOrigins: ['https://theirs.example']}];

describe('the panels of CORS rules, events and a queue', () => {
	test('stand behind the policies of the article', () => {
		expect(policyPanels(pages, withPages).map(({document}) => document.id)).toEqual([
			'role-policy',
			'trust-policy',
			'bucket-cors',
		]);
		expect(policyPanels(events, withOwnEvents).map(({document}) => document.id)).toEqual([
			'role-policy',
			'trust-policy',
			'bucket-notification',
			'queue-policy',
		]);
	});

	test('give what is there and the rules of the vendor, as the console takes them', () => {
		const given = {...pages, existing: {'bucket-cors': JSON.stringify({CORSRules: theirs})}};
		const panel = policyPanels(given, withPages).at(-1);
		expect(JSON.parse(panel?.text ?? '')).toEqual([
			theirs[0],
			expect.objectContaining({ID: 'AcmePages'}),
		]);
		expect(panel?.settingMerge?.changes).toHaveLength(1);
	});

	test('refuse events of which somebody else is told', () => {
		const other = {
			QueueConfigurations: [{QueueArn: `${queueArn}-2`, Events: ['s3:ObjectCreated:*']}],
		};
		const given = {...events, existing: {'bucket-notification': JSON.stringify(other)}};
		const panel = policyPanels(given, withOwnEvents)[2];
		expect(panel?.refusal?.join(' ')).toContain('no two notifications');
	});

	test('leave the policy of a queue alone that lets S3 send', () => {
		const [, , , own] = policyPanels(events, withOwnEvents);
		const given = {...events, existing: {'queue-policy': own?.text ?? ''}};
		expect(policyPanels(given, withOwnEvents)[3]?.merge?.result.changed).toBe(false);
	});
});

describe('the step', () => {
	test('shows the rules with the place where they go', async () => {
		const {press, frame} = renderWizard({initial: pages});
		await press('nn', 'CORS configuration   3 of 3');
		expect(frame().replaceAll(/\s+/g, ' ')).toContain('resource sharing (CORS) > Edit');
		expect(frame()).toContain('"ID": "AcmePages"');
	});

	test('takes rules that are there and shows what changes', async () => {
		const {press, frame} = renderWizard({initial: pages});
		await press('nn', '3 of 3');
		await press('e', 'Is there a CORS configuration already?');
		await press(paste(JSON.stringify(theirs)), 'theirs.example');
		await press('\r', 'Merged');
		expect(frame()).toContain('added rule "AcmePages"');
		await press('d', 'what changes');
		await press(escapeKey, 'Everything else is kept');
	});

	test('says of events how they are found, and that there is a form for them', async () => {
		const {press, frame} = renderWizard({initial: events});
		await press('nn', 'Event notification   3 of 4');
		expect(frame()).toContain('put-bucket-notification-configuration');
		await press('e', 'Is there an event notification already?');
		expect(frame()).toContain('get-bucket-notification-configuration');
	});
});
