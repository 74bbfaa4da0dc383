import {afterEach, describe, expect, test} from 'vitest';
import {failed, openPracticeAccount} from '../../../../source/account/index.ts';
import {UserError} from '../../../../source/errors.ts';
import type {Services} from '../../../../source/wizard/services.ts';
import type {WizardState} from '../../../../source/wizard/state.ts';
import {policyPanels} from '../../../../source/wizard/steps/policies/panels.ts';
import {creativeForce} from '../../../support/connections.ts';
import {sameOfAll} from '../../../support/snapshots.ts';
import {ann, deferred, endlessAccount} from '../../support/accounts.ts';
import {
	closeWizards,
	controlC,
	controlU,
	escapeKey,
	paste,
	renderWizard,
} from '../../support/render-wizard.tsx';
import {fakeServices} from '../../support/services.ts';
import {creativeForceAnswers, creativeForceAt, iconikAt} from '../../support/states.ts';

afterEach(closeWizards);

const down = '\u{1B}[B';
const up = '\u{1B}[A';

const right = Object.fromEntries(
	policyPanels(creativeForceAt('policies'), creativeForce).map(({document, text}) => [
		document.id,
		text,
	]),
) as Required<WizardState['pasted']>;
const wrongTrustPolicy = right['trust-policy'].replace('2f6b0f0e-acme', '2f6b0f0e-acne');
const broken = '{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}';
const ask = 'Do you want to check the policies in your account?';

describe('without an account', () => {
	test('the documents of this connection are asked for, and no others', () => {
		const role = renderWizard({initial: creativeForceAt('verify')}).frame();
		expect(role).toContain('Trust policy');
		expect(role).toContain('Key policy');
		expect(role).not.toContain('Check what you pasted');
		const own = renderWizard({initial: iconikAt('verify')}).frame();
		expect(own).toContain('Bucket policy');
		expect(own).not.toContain('Trust policy');
		const answers = {...creativeForceAnswers, encryption: 'SSE-S3', kmsKeyArn: ''};
		const withoutKey = renderWizard({initial: creativeForceAt('verify', {answers})}).frame();
		expect(withoutKey).not.toContain('Key policy');
	});

	test('one may go on without checking, and come back', async () => {
		const {press} = renderWizard({initial: creativeForceAt('verify')});
		await press('5', 'What was agreed');
		await press(escapeKey, ask);
		await press(escapeKey, 'Role policy   1 of 4');
	});

	test('a pasted document is judged', async () => {
		const {press, frame, services} = renderWizard({initial: creativeForceAt('verify')});
		await press('1', 'Trust policy: what is in your account?');
		await press(paste(wrongTrustPolicy), 'Received');
		await press('\r', 'Trust policy taken over.');
		expect(frame()).toContain('✔ Trust policy');
		await press('5', '▸ ✖ External ID in the trust policy');
		expect(frame()).toContain('pasted documents');
		await press('\r', 'To blame');
		await press('c', 'Copied acme-assets-trust-policy.json.');
		expect(services.log.copied.at(-1)?.text).toContain('"2f6b0f0e-acme"');
		await press(escapeKey, 'to fix');
		await press(escapeKey, ask);
	});

	test('how the vendor shows what is wrong stands with it', async () => {
		const errors = [{text: 'Access Denied', checks: ['trust.external-id']}];
		const profile = {...creativeForce, errors};
		const {press} = renderWizard({initial: creativeForceAt('verify', {profile})});
		await press('1', 'Trust policy: what is in your account?');
		await press(paste(wrongTrustPolicy), 'Received');
		await press('\r', 'Trust policy taken over.');
		await press('5', '▸ ✖ External ID in the trust policy');
		await press('\r', 'Creative Force shows this as: "Access Denied"');
	});

	test('a broken document is refused with line and column, and not kept', async () => {
		const {press, frame, waitUntil} = renderWizard({initial: creativeForceAt('verify')});
		await press('3', 'Bucket policy: what is in your account?');
		await press(paste(broken), 'Received');
		await press('\r', 'line 3, column');
		await press(controlU, 'Paste here');
		await waitUntil(() => !frame().includes('line 3'));
		await press(escapeKey, ask);
		expect(frame()).not.toContain('✔ Bucket policy');
		expect(frame()).not.toContain('Check what you pasted');
	});

	test('a document within the answer of the AWS CLI is taken', async () => {
		const {press, frame} = renderWizard({initial: creativeForceAt('verify')});
		await press('3', 'Bucket policy: what is in your account?');
		await press(paste(JSON.stringify({Policy: right['bucket-policy']})), 'Received');
		await press('\r', 'Bucket policy taken over.');
		expect(frame()).toContain('✔ Bucket policy');
	});

	test('another document is refused, and named for what it is', async () => {
		const {press, frame} = renderWizard({initial: creativeForceAt('verify')});
		await press('2', 'Role policy: what is in your account?');
		await press(paste(right['trust-policy']), 'Received');
		await press('\r', 'This is a trust policy (it names a Principal)');
		expect(frame()).toMatch(/line \d+, column \d+/);
	});

	test('a document is read from a file, and refused where there is none', async () => {
		const services = fakeServices({
			async readText(file) {
				if (file === './none.json') {
					throw new UserError('./none.json cannot be read.');
				}

				return right['bucket-policy'];
			},
		});
		const {press} = renderWizard({initial: creativeForceAt('verify'), services});
		await press('3', 'Bucket policy: what');
		await press('./none.json\r', '✖ ./none.json cannot be read.');
		await press(`${controlU}./bucket.json\r`, 'Bucket policy taken over.');
	});

	test('a file that comes after Esc is not taken', async () => {
		const reading = deferred<string>();
		const services = fakeServices({readText: () => reading.promise});
		const {press, frame} = renderWizard({initial: creativeForceAt('verify'), services});
		await press('3', 'Bucket policy: what');
		await press('./bucket.json', './bucket.json');
		await press(`\r${escapeKey}`, ask);
		await press('1', 'Trust policy: what');
		reading.resolve(right['bucket-policy']);
		await press('x', 'x');
		expect(frame()).toContain('Trust policy: what');
		await press(escapeKey, ask);
		expect(frame()).not.toContain('✔ Bucket policy');
	});

	test('what was not given is never shown as fine', async () => {
		const {press, frame} = renderWizard({
			initial: creativeForceAt('verify', {pasted: {'trust-policy': right['trust-policy']}}),
			rows: 90,
		});
		await press('5', '✖ 0 to fix');
		expect(frame()).toContain(
			'Nothing wrong was found, but not everything that matters could be checked.',
		);
		expect(frame()).not.toContain('The policies agree');
		expect(frame()).toContain('? Region of the bucket');
		await press('a', '✔ External ID in the trust policy');
		expect(frame()).not.toContain('✔ Region of the bucket');
		await press('a', 'not everything that matters');
		// Enter says what to do about it, and does not pass it by.
		await press('\r', 'To do      Look at it in the AWS console');
		await press(escapeKey, 'n go on');
		await press('n', 'What was agreed');
	});
});

const practising = {access: {kind: 'practice'}, signedIn: ann} as const;

function looking(openAccount: Services['openAccount']) {
	return renderWizard({
		initial: creativeForceAt('verify', practising),
		services: fakeServices({openAccount}),
	});
}

describe('a look into the account', () => {
	test('says how far it is', async () => {
		const {promise, resolve} = deferred<void>();
		const account = openPracticeAccount();
		const {waitFor} = looking(async () => ({
			...account,
			async look(connection, profile, {onProgress} = {}) {
				onProgress?.(3, 14);
				await promise;
				return account.look(connection, profile);
			},
		}));
		await waitFor('Checking what is there… 3 of 14');
		resolve();
		await waitFor(' to fix');
	});

	test('that fails says why, and r tries again', async () => {
		let tries = 0;
		const {waitFor, press, frame} = looking(async () => {
			tries += 1;
			if (tries === 1) {
				throw new UserError('The sign-in has expired.', {hint: 'Run: aws sso login'});
			}

			return openPracticeAccount();
		});
		await waitFor('Could not read the account');
		expect(frame()).toContain('✖ The sign-in has expired.');
		expect(frame()).toContain('Run: aws sso login');
		expect(frame()).not.toContain('fine');
		const before = tries;
		await press('r', ' to fix');
		expect(tries).toBeGreaterThan(before);
	});

	test('that AWS accepts nowhere is a sign-in that failed, said once', async () => {
		const {waitFor, press, frame} = looking(async () => ({
			...openPracticeAccount(),
			look: async () => sameOfAll(failed('sign-in', 'ExpiredToken', 'The sign-in has expired.')),
		}));
		await waitFor('✖ Not signed in: The sign-in has expired.');
		expect(frame()).not.toContain('not visible from here');
		await press('n', 'What was agreed');
	});

	test('that fails for an unknown reason holds nobody up', async () => {
		const {waitFor, press} = looking(async () => {
			throw new Error('socket hang up');
		});
		await waitFor('✖ Could not read the account.');
		await press('n', 'What was agreed');
		await press(escapeKey, 'Could not read the account');
		await press(escapeKey, 'What would change in');
	});

	test('is ended when it is left, and leads nowhere', async () => {
		const {account, signals} = endlessAccount();
		const {waitUntil, press} = looking(async () => account);
		await waitUntil(() => signals.length === 1);
		expect(signals[0]?.aborted).toBe(false);
		await press(escapeKey, 'What would change in');
		expect(signals[0]?.aborted).toBe(true);
	});

	test('is ended by Ctrl+C', async () => {
		const {account, signals} = endlessAccount();
		const {waitUntil, send, ended} = looking(async () => account);
		await waitUntil(() => signals.length === 1);
		send(controlC);
		expect(await ended).toMatchObject({end: 'left'});
		expect(signals[0]?.aborted).toBe(true);
	});

	test('that is begun again ends the one before', async () => {
		const {account, signals} = endlessAccount();
		const {waitUntil, send} = looking(async () => account);
		await waitUntil(() => signals.length === 1);
		send('r');
		await waitUntil(() => signals.length === 2);
		expect(signals.map(({aborted}) => aborted)).toEqual([true, false]);
	});
});

describe('the results', () => {
	test('are walked through with the arrows, and stop at both ends', async () => {
		const {waitFor, press, send} = looking(async () => openPracticeAccount());
		await waitFor('▸ ✖ External ID in the trust policy');
		await press(down, '▸ ✖ Using the key');
		await press(up, '▸ ✖ External ID in the trust policy');
		send(up);
		await press(down, '▸ ✖ Using the key');
		await press(down.repeat(20), '▸ ! ');
		await press(up, '▸ ? Policies of the organization');
	});

	test('keep the one that was opened', async () => {
		const {waitFor, press} = looking(async () => openPracticeAccount());
		await waitFor('▸ ✖ External ID in the trust policy');
		await press(down, '▸ ✖ Using the key');
		await press('\r', 'kms:GenerateDataKey');
		await press(escapeKey, '▸ ✖ Using the key');
	});

	test('that have nothing to paste offer no copy', async () => {
		const {waitFor, waitUntil, send, press, frame, services} = looking(async () =>
			openPracticeAccount(),
		);
		await waitFor('▸ ✖ External ID in the trust policy');
		while (!frame().includes('▸ ? Policies of the organization')) {
			const before = frame();
			send(down);
			await waitUntil(() => frame() !== before);
		}

		await press('\r', 'ask the administrators');
		expect(frame()).not.toContain('c copy');
		await press('cd', 'ask the administrators');
		await press(escapeKey, 'n go on');
		expect(services.log.copied).toEqual([]);
	});

	test('whose report cannot be saved say why', async () => {
		const {waitFor, press} = renderWizard({
			initial: creativeForceAt('verify', practising),
			services: fakeServices({
				async saveFile() {
					throw new UserError('The disk is full.');
				},
			}),
		});
		await waitFor('to fix');
		await press('s', 'The disk is full.');
	});
});
