import {afterEach, describe, expect, test} from 'vitest';
import {widthOf} from '../../../source/terminal/index.ts';
import type {VendorProfile} from '../../../source/vendors/index.ts';
import {answersFromConnection} from '../../../source/wizard/answers.ts';
import {stateFromAnswers, type WizardState} from '../../../source/wizard/state.ts';
import {applicableSteps, stepMarks} from '../../../source/wizard/steps.ts';
import {makesIds, sendsNoId} from '../../verify/features/external-id.ts';
import {inAskedFolder, inBothFolders, inFixedFolder} from '../../verify/features/folder.ts';
import {byDataCenter, byProduct} from '../../verify/features/principal.ts';
import {closeWizards, renderWizard} from '../support/render-wizard.tsx';

afterEach(closeWizards);

/** A state at a step, with all answered that every vendor of a role asks for, and with more. */
function acmeAt(
	step: WizardState['step'],
	profile: VendorProfile,
	more: Readonly<Record<string, string>> = {},
): WizardState {
	const answers = answersFromConnection({
		vendor: 'acme.json',
		purpose: 'sync',
		accountId: '111122223333',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		encryption: 'SSE-S3',
		roleName: 'AcmeAccess',
		rolePath: '/',
		...more,
	});
	return {...stateFromAnswers(answers, profile), step};
}

const user = 'arn:aws:iam::444455556666:user/a1b2-s-acme';

const titles = (state: WizardState) => applicableSteps(state).map(({title}) => title);

describe('an external ID that the vendor makes up', () => {
	test('is asked for, with where it is shown, and never made up', async () => {
		const {frame, press} = renderWizard({initial: acmeAt('external-id', makesIds)});
		expect(frame()).toContain('Which external ID does Acme show you?');
		expect(frame()).toContain('Where do I find it? Acme > Organization settings.');
		expect(frame()).not.toContain('random-');
		await press('2f6b0f0e\r', '✖ The external ID of Acme begins with "acme-"');
		await press('\u0015acme-2f6b0f0g\r', '✖ The external ID of Acme is acme- and eight');
		await press('\u0015acme-2f6b0f0e', 'only Acme knows whether it is yours');
		await press('\r', 'Create the role');
	});
});

describe('a vendor that sends no external ID', () => {
	test('is asked for none, and the role is created without', async () => {
		const state = acmeAt('role', sendsNoId);
		expect(titles(state)).not.toContain('External ID');
		const {press, frame} = renderWizard({initial: state});
		await press('\t\r', 'Create the role in the AWS console');
		expect(frame()).toContain('Leave “Require external ID”');
		expect(frame()).not.toContain('isThirdParty');
		expect(frame()).not.toContain('External ID  ');
	});
});

describe('a principal that the product of the vendor shows', () => {
	test('is asked for under the name that the product gives it', async () => {
		const state = acmeAt('inputs', byProduct, {externalId: '2f6b0f0e'});
		expect(stepMarks(state).map(({title}) => title)).toContain('IAM user');
		const {frame, press} = renderWizard({initial: state});
		expect(frame()).toContain('What is your IAM user in Acme?');
		expect(frame()).toContain('Where do I find it? Acme > Integrations > AWS.');
		expect(frame()).toContain('Are there several?');
		await press('444455556666\r', '✖ "444455556666" is not what Acme shows.');
		await press(`\u0015${user}, ${user}s\r`, 'Create the role in the AWS console');
		expect(frame()).toContain('444455556666');
	});

	test('is that of the data center, which is asked for', async () => {
		const state = acmeAt('inputs', byDataCenter, {externalId: '2f6b0f0e'});
		const {press, frame} = renderWizard({initial: state});
		await press('asia\r', '✖ Data center is one of these: us (United States), eu (Europe).');
		await press('\u0015eu\r', 'Create the role in the AWS console');
		expect(frame()).toContain('555566667777');
	});
});

describe('a folder', () => {
	test('is asked for with the bucket, and may stay empty where it is optional', async () => {
		const {frame, press} = renderWizard({initial: acmeAt('bucket', inBothFolders)});
		expect(frame()).toContain('landing/2026 (may stay empty)');
		expect(frame()).toContain(
			'Acme works in the folder "acme-logs", under yours where you give one.',
		);
		await press('\t/landing/', '/landing/');
		await press('\t', 'Acme works in landing/acme-logs/ alone');
		await press('\r', 'How is the bucket encrypted?');
	});

	test('has to be given where the vendor needs one', async () => {
		const {press} = renderWizard({initial: acmeAt('bucket', inAskedFolder)});
		await press('\t\r', '✖ A folder must not be empty.');
	});

	test('is not asked for where the vendor has its own', async () => {
		const {frame} = renderWizard({initial: acmeAt('bucket', inFixedFolder)});
		expect(frame()).toContain('Acme works in the folder "acme-logs".');
		expect(frame()).not.toContain('may stay empty');
	});
});

test.each([
	['bucket', inBothFolders],
	['inputs', byProduct],
	['external-id', makesIds],
] as const)('the screen of %s fits into the smallest window', async (step, profile) => {
	const {frame, waitFor} = renderWizard({
		initial: acmeAt(step, profile, {folder: 'landing', principal: user}),
		columns: 60,
		rows: 20,
	});
	await waitFor('Ctrl+C leave');
	const lines = frame().split('\n');
	expect(lines.length).toBeLessThanOrEqual(20);
	expect(Math.max(...lines.map((line) => widthOf(line)))).toBeLessThanOrEqual(60);
});
