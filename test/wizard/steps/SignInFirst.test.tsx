import {afterEach, describe, expect, test} from 'vitest';
import type {PracticeAccount} from '../../../source/account/index.ts';
import {UserError} from '../../../source/errors.ts';
import {backupFolder} from '../../apply/support/plans.ts';
import {accountOf, ann} from '../support/accounts.ts';
import {practiceAccount} from '../support/applying.tsx';
import {closeWizards, escapeKey, renderWizard} from '../support/render-wizard.tsx';
import {changing, fakeServices} from '../support/services.ts';
import {creativeForceAnswers, creativeForceAt} from '../support/states.ts';

afterEach(closeWizards);

describe('after a start with the answers of an earlier one', () => {
	const access = {kind: 'profile', profile: 'work'} as const;
	const endpoint = 'http://localhost:4566';

	test.each([
		['apply', 'What would change in'],
		['verify', ' to fix'],
	] as const)('one signs in before %s looks at anything', async (step, expected) => {
		const looked: string[] = [];
		const account = {
			...accountOf({...ann, endpoint}),
			look: async (...given: Parameters<PracticeAccount['look']>) => {
				looked.push('look');
				return practiceAccount().look(...given);
			},
		};
		const {waitFor, press, frame} = renderWizard({
			initial: creativeForceAt(step, {access}),
			services: fakeServices({
				...changing(account, {backupFolder: backupFolder()}),
				async openAccount(_access, {mfaCode} = {}) {
					await mfaCode?.('arn:aws:iam::111122223333:mfa/ann');
					return account;
				},
			}),
		});
		await waitFor('What code does your MFA device show?');
		expect(looked).toEqual([]);
		await press('123456', 'Code   123456');
		await press('\r', expected);
		expect(frame()).toContain(`Requests go to another endpoint, not to AWS: ${endpoint}`);
		expect(frame()).toContain('AWS profile work, account 111122223333');
		expect(looked).toEqual(['look']);
	});

	test('a sign-in that does not work holds nobody up', async () => {
		const {waitFor, press} = renderWizard({
			initial: creativeForceAt('apply', {access, answers: creativeForceAnswers}),
			services: fakeServices({
				async openAccount() {
					throw new UserError('The sign-in has expired.');
				},
			}),
		});
		await waitFor('✖ The sign-in has expired.');
		await press(escapeKey, 'Role policy   1 of 4');
		await press('nnn', '4 of 4');
		await press('\r', '✖ The sign-in has expired.');
		await press('n', '▸ Verify');
		await waitFor('✖ The sign-in has expired.');
		await press('n', 'What was agreed');
	});

	test('the policies step looks at nothing before one is signed in', async () => {
		const opened: string[] = [];
		const {press} = renderWizard({
			initial: creativeForceAt('policies', {access}),
			services: fakeServices({
				async openAccount({kind}) {
					opened.push(kind);
					return practiceAccount();
				},
			}),
		});
		await press('n', '2 of 4');
		expect(opened).toEqual([]);
	});
});
