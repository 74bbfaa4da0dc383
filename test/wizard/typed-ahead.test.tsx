import {afterEach, expect, test} from 'vitest';
import {UserError} from '../../source/errors.ts';
import {stateFromAnswers} from '../../source/wizard/state.ts';
import {creativeForce} from '../support/connections.ts';
import {closeWizards, controlU, renderWizard} from './support/render-wizard.tsx';
import {fakeServices} from './support/services.ts';
import {answersWithout, creativeForceAnswers, creativeForceAt} from './support/states.ts';

afterEach(closeWizards);

test('keys for screens to come find the role and the external ID that are offered there', async () => {
	const answers = answersWithout(
		creativeForceAnswers,
		...['encryption', 'kmsKeyArn', 'accountId', 'roleName', 'rolePath', 'externalId'],
	);
	const wizard = renderWizard({initial: stateFromAnswers(answers, creativeForce)});
	await wizard.waitFor('How is the bucket encrypted?');
	wizard.send(`\r\r\r111122223333\r${controlU}agreed-id\r`);
	await wizard.waitFor('Create the role in the AWS console');
	await wizard.waitUntil(() => wizard.services.log.progress.length > 0);
	expect(wizard.services.log.progress.at(-1)).toMatchObject({
		answers: {
			accountId: '111122223333',
			roleName: 'CreativeForceAccess',
			rolePath: '/',
			externalId: 'agreed-id',
		},
	});
});

test('Enter before the connection file is written ends the wizard once it is', async () => {
	let written = (_file: string): void => undefined;
	const promise = new Promise<string>((resolve) => {
		written = resolve;
	});
	const wizard = renderWizard({
		initial: creativeForceAt('summary'),
		services: fakeServices({saveConnection: () => promise}),
	});
	await wizard.waitFor('Saving …');
	wizard.send('\r?');
	await wizard.waitFor('What is this?');
	written('/work/creative-force-acme-assets.json');
	expect(await wizard.ended).toMatchObject({
		end: 'finished',
		summary: expect.stringContaining('/work/creative-force-acme-assets.json'),
	});
});

test('Enter before the connection file cannot be written leaves the reason on the screen', async () => {
	let refuse = (_reason: Error): void => undefined;
	const promise = new Promise<string>((_resolve, reject) => {
		refuse = reject;
	});
	const wizard = renderWizard({
		initial: creativeForceAt('summary'),
		services: fakeServices({saveConnection: () => promise}),
	});
	await wizard.waitFor('Saving …');
	wizard.send('\r?');
	await wizard.waitFor('What is this?');
	refuse(new UserError('The disk is full.'));
	wizard.send('\u001B');
	await wizard.waitFor('The disk is full.');
	wizard.send('\r');
	expect(await wizard.ended).toMatchObject({end: 'finished'});
});
