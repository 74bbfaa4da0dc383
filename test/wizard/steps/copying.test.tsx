import {afterEach, describe, expect, test} from 'vitest';
import {UserError} from '../../../source/errors.ts';
import {closeWizards, escapeKey, renderWizard} from '../support/render-wizard.tsx';
import {fakeServices} from '../support/services.ts';
import {creativeForceAnswers, creativeForceAt, iconikAt, pictureBarnAt} from '../support/states.ts';

afterEach(closeWizards);

describe('creating the role', () => {
	test('copies the vendor’s account, the external ID and the name by number', async () => {
		const {press, services} = renderWizard({initial: creativeForceAt('create-role')});
		await press('1', '✔ 1');
		await press('2', '✔ 2');
		await press('3', '✔ 3');
		expect(services.log.copied.map(({text}) => text)).toEqual([
			'092392787187',
			'2f6b0f0e-acme',
			'CreativeForceAccess',
		]);
	});

	test('opens the page of the console, and says so', async () => {
		const {press, services} = renderWizard({initial: creativeForceAt('create-role')});
		await press('o', 'Asked your browser to open the page.');
		expect(services.log.opened[0]).toMatch(/^https:\/\/console\.aws\.amazon\.com\//u);
	});

	test.each([
		['there is no browser', async () => false],
		[
			'the browser does not start',
			async () => {
				throw new Error('spawn ENOENT');
			},
		],
	])('says where the address is when %s', async (_why, openUrl) => {
		const {press} = renderWizard({
			initial: creativeForceAt('create-role'),
			services: fakeServices({openUrl}),
		});
		await press('o', 'Could not open a browser');
	});

	test('says how to make a role with a path, which the console cannot', () => {
		const answers = {...creativeForceAnswers, rolePath: '/service/'};
		const {frame} = renderWizard({initial: creativeForceAt('create-role', {answers})});
		expect(frame()).toMatch(/aws iam\s+create-role --path/u);
	});

	test('is left with Enter and Esc', async () => {
		const {press} = renderWizard({initial: creativeForceAt('create-role')});
		await press('\r', 'Fill in the form');
		await press(escapeKey, 'Create the role');
		await press(escapeKey, 'Which external ID');
	});
});

test('what may not have reached the clipboard is said, with the key for a file', async () => {
	const {press} = renderWizard({
		initial: iconikAt('form'),
		services: fakeServices({
			copy: async () => ({way: 'terminal', message: 'Sent.', isUncertain: true}),
		}),
	});
	await press('1', 'Sent. If pasting does not work, press f to save a file.');
});

describe('the form', () => {
	test('stands in the vendor’s labels and order', () => {
		const {frame} = renderWizard({initial: iconikAt('form')});
		expect(frame()).toMatch(/1 {2}Type.*2 {2}Use iconik-managed.*3 {2}Bucket.*4 {2}Region/su);
	});

	test('marks what was copied, until the answer changes', async () => {
		const copied = {'form:Bucket': 'acme-assets'};
		const {frame} = renderWizard({initial: creativeForceAt('form', {copied})});
		expect(frame()).toContain('✔ 6  Bucket');
		const answers = {...creativeForceAnswers, bucket: 'acme-other'};
		const changed = renderWizard({initial: creativeForceAt('form', {copied, answers})});
		expect(changed.frame()).toContain('  6  Bucket');
		expect(changed.frame()).not.toContain('✔ 6  Bucket');
	});

	test('does not mark what could not be copied, and says why', async () => {
		const services = fakeServices({
			async copy() {
				throw new Error('The clipboard is locked.');
			},
		});
		const {press, frame} = renderWizard({initial: creativeForceAt('form'), services});
		await press('6', 'The clipboard is locked.');
		expect(frame()).not.toContain('✔ 6');
	});

	test('ignores a number that no value has', async () => {
		const {press, services} = renderWizard({initial: creativeForceAt('form')});
		await press('96', '✔ 6');
		expect(services.log.copied).toHaveLength(1);
	});
});

describe('the summary', () => {
	test('saves the connection, names the file, and ends with what is left to do', async () => {
		const {press, send, ended, services} = renderWizard({initial: creativeForceAt('summary')});
		await press('', '✔ Connection file: /home/ann/creative-force-acme-assets.json');
		expect(services.log.connections).toHaveLength(1);
		send('\r');
		const result = await ended;
		expect(result).toMatchObject({end: 'finished'});
		expect(JSON.stringify(result)).toContain('What is left to do');
		expect(JSON.stringify(result)).not.toContain('2f6b0f0e-acme');
		expect(services.log.progress.at(-1)).toBe('forgotten');
	});

	test('says that the file could not be saved, and can still be finished', async () => {
		const services = fakeServices({
			async saveConnection() {
				throw new UserError('Cannot write here.', {hint: 'Name a file elsewhere.'});
			},
		});
		const {waitFor, send, ended} = renderWizard({
			initial: pictureBarnAt('summary'),
			services,
			columns: 60,
			rows: 18,
		});
		await waitFor('Cannot write here.');
		send('\r');
		const result = await ended;
		expect(result).toMatchObject({end: 'finished'});
		expect(JSON.stringify(result)).not.toContain('connection file');
	});

	test('does not end before it is known whether the file was saved', async () => {
		let finishSaving = (_file: string) => {};
		const services = fakeServices({
			saveConnection: () =>
				new Promise((resolve) => {
					finishSaving = resolve;
				}),
		});
		const {press, waitFor, send, ended} = renderWizard({
			initial: creativeForceAt('summary'),
			services,
		});
		await press('', 'Saving …');
		// The help shows that Enter was heard.
		await press('\r?', 'What is this?');
		send('?');
		await waitFor('Saving …');
		finishSaving('/tmp/a.json');
		await waitFor('/tmp/a.json');
		send('\r');
		expect(await ended).toMatchObject({end: 'finished'});
	});

	test('ends also where the progress cannot be forgotten', async () => {
		const services = fakeServices({
			async forgetProgress() {
				throw new Error('EACCES');
			},
		});
		const {press, send, ended} = renderWizard({initial: creativeForceAt('summary'), services});
		await press('', '✔ Connection file');
		send('\r');
		expect(await ended).toMatchObject({end: 'finished'});
	});
});
