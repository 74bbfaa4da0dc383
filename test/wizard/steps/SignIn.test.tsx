import {afterEach, describe, expect, test} from 'vitest';
import {refused} from '../../../source/account/index.ts';
import {UserError} from '../../../source/errors.ts';
import type {OpenAccount, Services} from '../../../source/wizard/services.ts';
import {accountOf, ann, deferred} from '../support/accounts.ts';
import {closeWizards, controlC, escapeKey, renderWizard} from '../support/render-wizard.tsx';
import {fakeServices, now} from '../support/services.ts';
import {creativeForceAnswers, creativeForceAt} from '../support/states.ts';

afterEach(closeWizards);

const work = {kind: 'profile', profile: 'work'} as const;
/** As after a start with the progress of an earlier one: the way is known, who one is has to be asked again. */
const initial = creativeForceAt('account', {access: work});
const device = 'arn:aws:iam::111122223333:mfa/ann';

function withAccount(openAccount: Services['openAccount']) {
	return renderWizard({initial, services: fakeServices({openAccount})});
}

describe('signing in', () => {
	test('says that it is under way, and then who one is', async () => {
		const {promise, resolve} = deferred<OpenAccount>();
		const {waitFor, frame} = withAccount(() => promise);
		await waitFor('Signing in');
		expect(frame()).toContain('Esc back');
		resolve(accountOf(ann));
		await waitFor('You are signed in. Is this the account that owns the bucket?');
		expect(frame()).toContain('arn:aws:iam::111122223333:user/ann');
		expect(frame()).toContain('AWS profile work, account 111122223333');
	});

	test('says what takes long, and afterwards too what was passed over', async () => {
		const {promise, resolve} = deferred<OpenAccount>();
		const {waitFor, frame} = withAccount((_access, {onNotice} = {}) => {
			onNotice?.({code: 'keys-passed-over', profile: 'work'});
			onNotice?.({code: 'command-runs', profile: 'work'});
			return promise;
		});
		await waitFor('Waiting for the command in credential_process');
		expect(frame()).toContain('Signing in');
		resolve(accountOf(ann));
		await waitFor('You are signed in. Is this the account that owns the bucket?');
		expect(frame()).toContain('are passed over');
		expect(frame()).not.toContain('Waiting for the command');
	});

	test('names another address that is asked in the place of AWS, on every screen after it', async () => {
		const endpoint = 'http://localhost:4566';
		const {waitFor, press, frame} = withAccount(async () => accountOf({...ann, endpoint}));
		await waitFor('Requests go to another endpoint, not to AWS: http://localhost:4566');
		await press('1', 'Which bucket may');
		expect(frame()).toContain('Requests go to another endpoint');
	});

	test('that is left leads nowhere, also when it works in the end', async () => {
		const {promise, resolve} = deferred<OpenAccount>();
		const {waitFor, press, send, ended, services, frame} = withAccount(() => promise);
		await waitFor('Signing in');
		await press(escapeKey, 'How do you want to work?');
		resolve(accountOf(ann));
		await press('?', 'What is this?');
		await press(escapeKey, 'How do you want to work?');
		expect(frame()).not.toContain('111122223333');
		send(controlC);
		expect(await ended).toMatchObject({end: 'left'});
		expect(services.log.progress).not.toContainEqual(expect.objectContaining({step: 'bucket'}));
	});

	test('is done anew after a start with the progress of an earlier one', async () => {
		const opened: unknown[] = [];
		const {press} = renderWizard({
			saved: [{file: '/runs/1.json', state: initial, savedAt: now}],
			services: fakeServices({
				async openAccount(access) {
					opened.push(access);
					return accountOf(ann);
				},
			}),
		});
		await press('\r', 'You are signed in.');
		expect(opened).toEqual([work]);
	});
});

describe('the code of an MFA device', () => {
	function asking() {
		const codes: string[] = [];
		const rendered = withAccount(async (_access, {mfaCode} = {}) => {
			codes.push((await mfaCode?.(device)) ?? 'nobody to ask');
			return accountOf(ann);
		});
		return {...rendered, codes};
	}

	test('is asked for with the device’s name, and handed over', async () => {
		const {waitFor, press, codes} = asking();
		await waitFor('What code does your MFA device show?');
		await waitFor(device);
		await press('123456', '123456');
		expect(codes).toEqual([]);
		await press('\r', 'You are signed in.');
		expect(codes).toEqual(['123456']);
	});

	test('is six digits and nothing else', async () => {
		const {waitFor, press, send, codes, frame} = asking();
		await waitFor('What code');
		await press('1a2 b3', 'Code   123');
		// The help shows that Enter was heard.
		await press('\r?', 'What is this?');
		await press(escapeKey, 'Code   123');
		expect(codes).toEqual([]);
		await press('45678', 'Code   123456');
		expect(frame()).not.toContain('1234567');
		send('\r');
		await waitFor('You are signed in.');
		expect(codes).toEqual(['123456']);
	});

	test('that nobody will type is told to whom waits for it', async () => {
		const given: unknown[] = [];
		const {waitFor, press, waitUntil} = withAccount(async (_access, {mfaCode} = {}) => {
			await mfaCode?.(device).catch((error: unknown) => {
				given.push(error);
				throw error;
			});
			return accountOf(ann);
		});
		await waitFor('What code');
		await press(escapeKey, 'How do you want to work?');
		await waitUntil(() => given.length === 1);
		expect(given[0]).toBeInstanceOf(UserError);
	});

	test('that is asked for only after the screen was left is told at once', async () => {
		const {promise, resolve} = deferred<void>();
		const given: unknown[] = [];
		const {waitFor, press, waitUntil, frame} = withAccount(async (_access, {mfaCode} = {}) => {
			await promise;
			await mfaCode?.(device).catch((error: unknown) => given.push(error));
			return accountOf(ann);
		});
		await waitFor('Signing in');
		await press(escapeKey, 'How do you want to work?');
		resolve();
		await waitUntil(() => given.length === 1);
		expect(frame()).toContain('How do you want to work?');
	});
});

describe('a sign-in that does not work', () => {
	const expired = new UserError('The sign-in of the profile "work" has expired.', {
		hint: 'Run: aws sso login --profile work',
	});

	test('says what to run, and r tries again', async () => {
		let tries = 0;
		const {waitFor, press, frame} = withAccount(async () => {
			tries += 1;
			if (tries === 1) {
				throw expired;
			}

			return accountOf(ann);
		});
		await waitFor('Sign-in failed');
		expect(frame()).toContain('✖ The sign-in of the profile "work" has expired.');
		expect(frame()).toContain('Run: aws sso login --profile work');
		expect(frame()).toContain('Enter try again');
		await press('r', 'You are signed in.');
		expect(tries).toBe(2);
	});

	test('leads back to the other ways', async () => {
		const {waitFor, press} = withAccount(async () => {
			throw expired;
		});
		await waitFor('Sign-in failed');
		await press(escapeKey, 'How do you want to work?');
	});

	test('may fail for any reason, and none of it reaches the terminal raw', async () => {
		const {waitFor, coloredFrame} = withAccount(async () => {
			throw new Error('odd\u{1B}[2J');
		});
		await waitFor('odd\\u001b[2J');
		expect(coloredFrame()).not.toContain('\u{1B}[2J');
	});

	test('is one where AWS does not say who one is', async () => {
		const {waitFor, press} = withAccount(async () => ({
			...accountOf(ann),
			identify: async () => refused('AccessDenied', 'sts:GetCallerIdentity'),
		}));
		await waitFor('Could not find out who you are signed in as.');
		await waitFor('AWS answered AccessDenied.');
		await press(escapeKey, 'How do you want to work?');
	});
});

describe('who one is signed in as', () => {
	const other = {accountId: '999900001111', arn: 'arn:aws:sts::999900001111:assumed-role/Admin/a'};

	test('takes over the number of the account', async () => {
		const {waitFor, press, send, ended, services} = renderWizard({
			initial: creativeForceAt('account', {
				access: work,
				answers: {vendor: 'creative-force', purpose: 'asset-delivery'},
			}),
			services: fakeServices({openAccount: async () => accountOf(other)}),
		});
		await waitFor('▸ Yes, 999900001111');
		await press('\r', 'Which bucket may');
		send(controlC);
		await ended;
		expect(services.log.progress.at(-1)).toMatchObject({
			answers: {accountId: '999900001111'},
			access: work,
		});
	});

	test.each([
		['1', '999900001111'],
		['2', creativeForceAnswers['accountId']],
	])('differs from the answer, and number %s makes it %s', async (key, accountId) => {
		const {waitFor, press, send, ended, services, frame} = withAccount(async () =>
			accountOf(other),
		);
		await waitFor('You named another account: 111122223333.');
		expect(frame()).toContain('No, keep 111122223333');
		await press(key, 'Which bucket may');
		send(controlC);
		await ended;
		expect(services.log.progress.at(-1)).toMatchObject({answers: {accountId}});
	});

	test('is no other account where only that of practice was there', async () => {
		const {waitFor, press, frame} = renderWizard({
			initial: creativeForceAt('account', {
				access: {kind: 'practice'},
				signedIn: ann,
				isAccountOfSignIn: true,
			}),
			services: fakeServices({
				listAccess: async () => ({
					profiles: [{name: 'work', kind: 'static'}],
					hasEnvironment: false,
				}),
				openAccount: async () => accountOf(other),
			}),
		});
		await waitFor('▸ Yes, 111122223333');
		await press('2', 'How do you want to work?');
		await press('2', '▸ Yes, 999900001111');
		expect(frame()).not.toContain('another account');
	});

	test('differs from what is no account at all, which cannot be kept', async () => {
		const {waitFor, frame} = renderWizard({
			initial: creativeForceAt('account', {
				access: work,
				answers: {...creativeForceAnswers, accountId: '1111'},
			}),
			services: fakeServices({openAccount: async () => accountOf(other)}),
		});
		await waitFor('You named another account: 1111.');
		expect(frame()).toContain('Yes, 999900001111');
		expect(frame()).not.toContain('No, keep');
	});

	test('is no question where it agrees with the answer', async () => {
		const {waitFor, press, frame} = withAccount(async () => accountOf(ann));
		await waitFor('▸ Yes, 111122223333');
		expect(frame()).not.toContain('another account');
		expect(frame()).not.toContain('No, keep');
		await press('2', 'How do you want to work?');
	});

	test('is shown harmless', async () => {
		const arn = 'arn:aws:iam::111122223333:user/\u{1B}[2Jann';
		const {waitFor, coloredFrame} = withAccount(async () => accountOf({...ann, arn}));
		await waitFor('user/\\u001b[2Jann');
		expect(coloredFrame()).not.toContain('\u{1B}[2J');
	});
});
