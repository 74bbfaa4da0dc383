import {afterEach, describe, expect, test} from 'vitest';
import type {Access} from '../../../../source/wizard/access.ts';
import {accountOf, ann} from '../../support/accounts.ts';
import {closeWizards, controlC, escapeKey, renderWizard} from '../../support/render-wizard.tsx';
import {fakeServices} from '../../support/services.ts';
import {answersWithout, creativeForceAnswers, creativeForceAt} from '../../support/states.ts';

afterEach(closeWizards);

const down = '\u{1B}[B';
const initial = creativeForceAt('account', {
	answers: answersWithout(creativeForceAnswers, 'accountId'),
});

/** Services that write down by which way an account was opened. */
function listening(listAccess: ReturnType<typeof fakeServices>['listAccess']) {
	const opened: Access[] = [];
	const services = fakeServices({
		listAccess,
		async openAccount(access) {
			opened.push(access);
			return accountOf(ann);
		},
	});
	return {opened, services};
}

const twoProfiles = async () => ({
	profiles: [
		{name: 'work', kind: 'sso'},
		{name: 'home', kind: 'static'},
	] as const,
	hasEnvironment: true,
});

describe('the ways into the account', () => {
	test('are: none, what the terminal has, each profile, and practice', async () => {
		const {services} = listening(twoProfiles);
		const {waitFor, frame} = renderWizard({initial, services});
		await waitFor('▸ Without AWS access: the article and a browser');
		const labels = [
			'Without AWS access: the article and a browser',
			'With the AWS credentials of this terminal',
			'With AWS profile work (IAM Identity Center)',
			'With AWS profile home (access key)',
			'Practice: a simulated account with mistakes in it',
		];
		const places = labels.map((label) => frame().indexOf(label));
		expect(places).not.toContain(-1);
		expect(places).toEqual(places.toSorted((one, other) => one - other));
	});

	test('name no credentials of the terminal where it has none', async () => {
		const {waitFor, frame} = renderWizard({initial});
		await waitFor('Practice:');
		expect(frame()).not.toContain('credentials of this terminal');
		expect(frame()).not.toContain('AWS profile');
	});

	test('say of each what it does', async () => {
		const {services} = listening(twoProfiles);
		const {waitFor, press} = renderWizard({initial, services});
		await waitFor('Nothing is sent anywhere.');
		await press(down, 'You choose from what the account holds.');
		await press(`${down}${down}${down}`, 'Nothing leaves this machine.');
	});

	test.each<[string, Access, string]>([
		['2', {kind: 'environment'}, 'AWS, account 111122223333'],
		['3', {kind: 'profile', profile: 'work'}, 'AWS profile work, account 111122223333'],
		['5', {kind: 'practice'}, 'PRACTICE, a simulated account'],
	])('number %s signs in by it, and the header says so', async (number, access, label) => {
		const {services, opened} = listening(twoProfiles);
		const {waitFor, press, frame} = renderWizard({initial, services});
		await waitFor('Practice:');
		await press(number, 'You are signed in.');
		expect(opened).toEqual([access]);
		expect(frame()).toContain(label);
	});

	test('without, the bucket is asked for, and nothing is opened', async () => {
		const {services, opened} = listening(twoProfiles);
		const {waitFor, press, frame} = renderWizard({initial, services});
		await waitFor('Practice:');
		await press('1', 'Which bucket may');
		expect(frame()).toContain('guided, no AWS');
		await press(escapeKey, 'How do you want to work?');
		expect(opened).toEqual([]);
	});

	test('are offered also where the AWS files cannot be read', async () => {
		const services = fakeServices({
			async listAccess() {
				throw new Error('EACCES');
			},
		});
		const {waitFor, frame} = renderWizard({initial, services});
		await waitFor('▸ Without');
		expect(frame()).toContain('Practice:');
		expect(frame()).not.toContain('EACCES');
	});

	test('begin with the one that was chosen before', async () => {
		const {services} = listening(twoProfiles);
		const {waitFor, press} = renderWizard({
			initial: creativeForceAt('account', {
				access: {kind: 'profile', profile: 'home'},
				signedIn: ann,
			}),
			services,
		});
		await waitFor('You are signed in.');
		await press(escapeKey, '▸ With AWS profile home');
	});
});

describe('a profile with a hostile name', () => {
	const name = 'evil\u{1B}[2J\u{202E}gnp\nForged line\u{7}';
	const harmful = ['\u{1B}[2J', '\u{202E}', '\u{7}'];
	const shown = 'evil\\u001b[2J\\u202egnp\\u000aForged line\\u0007';

	test('is shown harmless, on one line, and opened by its very name', async () => {
		const {services, opened} = listening(async () => ({
			profiles: [{name, kind: 'process'}],
			hasEnvironment: false,
		}));
		const {waitFor, press, coloredFrame, frame} = renderWizard({initial, services});
		await waitFor(`With AWS profile ${shown} (program)`);
		expect(harmful.filter((text) => coloredFrame().includes(text))).toEqual([]);
		await press('2', 'You are signed in.');
		expect(opened).toEqual([{kind: 'profile', profile: name}]);
		expect(frame()).toContain(shown);
		expect(harmful.filter((text) => coloredFrame().includes(text))).toEqual([]);
		expect(frame()).not.toMatch(/^ *Forged/mu);
	});
});

test('nothing of a choice is saved before one is signed in', async () => {
	const services = fakeServices({openAccount: () => new Promise(() => undefined)});
	const {waitFor, press, send, ended} = renderWizard({initial, services});
	await waitFor('Practice:');
	await press('2', 'Signing in');
	send(controlC);
	await ended;
	expect(services.log.progress.at(-1)).toMatchObject({access: {kind: 'guided'}});
});
