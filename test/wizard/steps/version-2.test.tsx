import {afterEach, describe, expect, test} from 'vitest';
import {widthOf} from '../../../source/terminal/index.ts';
import type {VendorProfile} from '../../../source/vendors/index.ts';
import {answersFromConnection} from '../../../source/wizard/answers.ts';
import {stateFromAnswers, type WizardState} from '../../../source/wizard/state.ts';
import {summarize} from '../../../source/wizard/steps/summary/summary.ts';
import {applicableSteps, stepMarks} from '../../../source/wizard/steps.ts';
import {
	customerRoleText,
	doubtful,
	givesIdByStatement,
	profileIn,
	takesStatement,
} from '../../support/feature-profiles.ts';
import {makesIds, sendsNoId} from '../../verify/features/external-id.ts';
import {inAskedFolder, inBothFolders, inFixedFolder} from '../../verify/features/folder.ts';
import {byDataCenter, byProduct} from '../../verify/features/principal.ts';
import {ofOwnQueue, ofVendorsQueue} from '../../verify/features/queue.ts';
import {closeWizards, renderWizard} from '../support/render-wizard.tsx';
import {fakeServices} from '../support/services.ts';

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
		await press('\t\t\r', 'Create the role in the AWS console');
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
		await press(
			`\u0015${user.replace('444455556666', '111122223333')}\r`,
			'is of account 111122223333, which owns the',
		);
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

describe('a queue for the events of the bucket', () => {
	const address = 'https://sqs.eu-central-1.amazonaws.com/111122223333/acme-events';

	test('of the customer is asked for, and read out of its address', async () => {
		const state = acmeAt('inputs', ofOwnQueue, {externalId: '2f6b0f0e'});
		expect(titles(state)).toContain('Tenant');
		expect(stepMarks(state).map(({title}) => title)).toContain('Queue');
		const {frame, press} = renderWizard({initial: state});
		expect(frame()).toContain('Which queue gets the events of your bucket?');
		expect(frame()).toContain('Queue ARN   arn:aws:sqs:eu-central-1:1111…');
		expect(frame()).toContain('Where do I find it? AWS console > SQS > the queue > ARN.');
		await press(`${address.replace('eu-central-1', 'eu-west-1')}\r`, '✖ The queue is in eu-west-1');
		await press(`\u0015${address}`, 'acme-events');
		await press('\r', 'Create the role in the AWS console');
	});

	test('of the vendor is shown by its product', async () => {
		const {frame, press} = renderWizard({
			initial: acmeAt('inputs', ofVendorsQueue, {externalId: '2f6b0f0e'}),
		});
		expect(frame()).toContain('What is your Queue ARN in Acme?');
		expect(frame()).toContain('Where do I find it? Acme > Storage > Channel.');
		await press('?', 'so that Acme learns of new objects');
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
	['inputs', ofOwnQueue],
] as const)('the screen of %s fits into the smallest window', async (step, profile) => {
	const {frame, waitFor} = renderWizard({
		initial: acmeAt(step, profile, {folder: 'landing', principal: user}),
		columns: 60,
		rows: 18,
	});
	await waitFor('Ctrl+C leave');
	const lines = frame().split('\n');
	expect(lines.length).toBeLessThanOrEqual(18);
	expect(Math.max(...lines.map((line) => widthOf(line)))).toBeLessThanOrEqual(60);
});

describe('the form of a vendor', () => {
	const withForm = (form: object) => profileIn(customerRoleText({form}));
	const answered = {externalId: '2f6b0f0e'};

	test('is where its profile says, and names what nobody can change later', async () => {
		const profile = withForm({
			where: [{text: 'Acme > Sync', when: {purposes: ['sync']}}],
			fields: [
				{label: 'Role', value: '{{roleArn}}'},
				{label: 'Bucket', value: '{{bucket}}', isFinal: true},
			],
		});
		const {frame, press} = renderWizard({initial: acmeAt('form', profile, answered)});
		expect(frame()).toContain('Fill in the form in Acme');
		expect(frame()).toContain('Where: Acme > Sync');
		expect(frame()).toContain('"Bucket" cannot be changed later in Acme');
		await press('?', 'Where do I find it?');
		expect(frame()).toContain('Acme > Sync');
	});

	test('can be a statement, which is shown in its lines and copied whole', async () => {
		const {frame, press, services} = renderWizard({
			initial: acmeAt('form', profileIn(customerRoleText(takesStatement)), answered),
		});
		expect(frame()).toContain('Run this SQL in Acme');
		expect(frame()).toMatch(/^ *CREATE INTEGRATION s3$/m);
		await press('1', 'Copied SQL.');
		expect(services.log.copied).toEqual([
			{
				name: 'SQL',
				text: [
					'CREATE INTEGRATION s3',
					"  ROLE_ARN = 'arn:aws:iam::111122223333:role/AcmeAccess'",
					"  LOCATION = 's3://acme-assets/';",
				].join('\n'),
			},
		]);
		await press('f', 'Saved');
		expect(services.log.files[0]?.text).toMatch(/^CREATE INTEGRATION s3\n/);
		expect(
			frame()
				.split('\n')
				.some((line) => line.includes('✔ 1  SQL')),
		).toBe(true);
	});
});

describe('what is done in the product of the vendor', () => {
	const profile = profileIn(customerRoleText(givesIdByStatement));

	test('before AWS is told where its values are asked for, and its statement is copied there', async () => {
		const {frame, press, services} = renderWizard({initial: acmeAt('external-id', profile)});
		expect(frame()).toContain('First, in Acme: Run the SQL as an administrator.');
		expect(frame()).toContain('Then: Describe the integration.');
		expect(frame()).not.toContain('note its name');
		expect(frame()).toContain('Ctrl+T');
		await press('\u0014', 'Copied SQL.');
		expect(services.log.copied[0]?.text).toContain("LOCATION = 's3://acme-assets/';");
		await press('acme-2f6b0f0e', 'only Acme knows');
		await press('\r', 'Create the role');
		await press('\r', 'Run this SQL in Acme');
		expect(frame()).toContain('✔ 1  SQL');
	});

	test('before AWS is copied without a word of a key that types a letter there', async () => {
		const {frame, press} = renderWizard({
			initial: acmeAt('external-id', profile),
			services: fakeServices({
				copy: async () => ({way: 'terminal', message: 'Sent.', isUncertain: true}),
			}),
		});
		await press('\u0014', 'Sent.');
		expect(frame()).not.toContain('press f');
	});

	test('before AWS cannot be copied while an answer is missing that it holds', async () => {
		const {press, services} = renderWizard({
			initial: acmeAt('external-id', profile, {roleName: ''}),
		});
		await press('\u0014', 'Answer the questions of the steps before first.');
		expect(services.log.copied).toEqual([]);
	});

	test('after it is told on the form and among what is left', async () => {
		const answered = {externalId: 'acme-2f6b0f0e'};
		const {frame} = renderWizard({initial: acmeAt('form', profile, answered)});
		expect(frame()).toContain('When the rest is done too, in Acme: Grant the integration');
		const {remaining} = summarize(acmeAt('summary', profile, answered), profile);
		const all = remaining.map(({where, what}) => `${where}: ${what}`);
		expect(all).toContain('Acme: Grant the integration to whoever loads from acme-assets');
		expect(all).toContain('Acme: copy and run the SQL: Acme > Worksheets');
		expect(all.at(-1)).toContain('run its own test');
	});
});

describe('the facts about a vendor', () => {
	const profile = profileIn(customerRoleText({...doubtful, inputs: []}));

	test('are told with their day where it is chosen, and in the help of every step', async () => {
		const {frame, press} = renderWizard({initial: acmeAt('vendor', profile)});
		expect(frame()).toContain('What will Acme do with the bucket?');
		expect(frame()).toContain('were read between 2026-11-20 and 2026-11-27');
		expect(frame()).toContain(
			'Some of what is told here is not in the article: the help (?) says what.',
		);
		expect(frame()).not.toContain('Left out, since no page confirms it');
		await press('?', 'About this vendor');
		expect(frame()).toContain('Inferred, since no article says it');
		expect(frame()).toContain('Left out, since no page confirms it');
	});
});

describe('what a vendor asks of the bucket', () => {
	const profile = profileIn(
		customerRoleText({
			bucketRules: [
				{rule: 'no-dots'},
				{rule: 'empty'},
				{rule: 'regions', regions: ['us-east-1', 'eu-central-1']},
			],
		}),
	);

	test('is told where the bucket is asked for, and doubted where name or Region break it', async () => {
		const {frame, press} = renderWizard({
			initial: acmeAt('bucket', profile, {bucket: '', region: ''}),
		});
		expect(frame()).toContain('Acme asks for a bucket that has no dot in its name, is empty');
		await press('acme.assets', 'Acme takes no bucket with a dot');
		await press('\t', 'next field');
		await press('eu-west-1', 'Acme takes buckets in us-east-1 or eu-central-1 alone');
		await press('\u0015eu-central-1', 'Europe (Frankfurt)');
	});
});

describe('a role that the vendor may have in the account already', () => {
	const profile = profileIn(
		customerRoleText({
			existingRole: {name: 'AcmeIntegrationRole', of: "Acme's AWS integration"},
		}),
	);

	test('is proposed by the name that the vendor gives it', async () => {
		const initial = acmeAt('role', profile);
		const {roleName: _name, rolePath: _path, ...answers} = initial.answers;
		const {waitFor, frame} = renderWizard({initial: {...initial, answers}});
		await waitFor('AcmeIntegrationRole');
		expect(frame()).toContain("that of Acme's AWS integration");
	});

	test('keeps what its trust policy says of others', async () => {
		const {frame, press} = renderWizard({
			initial: acmeAt('policies', profile, {
				externalId: '2f6b0f0e',
				roleName: 'AcmeIntegrationRole',
			}),
			columns: 80,
			rows: 24,
		});
		await press('\r', 'Trust policy');
		const told = frame().replaceAll(/\s+/g, ' ');
		expect(told).toContain('Add the statement to those that are there, Update policy.');
		expect(told).toContain("Careful Is the role that of Acme's AWS integration? Then keep");
		expect(told).not.toContain('Replace what is there, Update policy');
	});

	test('is not spoken of where the vendor has none', async () => {
		const {frame} = renderWizard({initial: acmeAt('role', makesIds)});
		expect(frame()).not.toContain('already');
	});
});

describe('a principal that is one of several', () => {
	test('is offered with what each means, and taken once it can be one alone', async () => {
		const {frame, press} = renderWizard({
			initial: acmeAt('inputs', byDataCenter, {externalId: '2f6b0f0e'}),
		});
		expect(frame()).toMatch(/us +United States/);
		expect(frame()).toMatch(/eu +Europe/);
		await press('euro', 'Data center   euro');
		expect(frame()).not.toContain('United States');
		await press('\r', 'Create the role in the AWS console');
	});
});
