import {afterEach, describe, expect, test} from 'vitest';
import {openPracticeAccount} from '../../source/account/index.ts';
import type {Services} from '../../source/wizard/services.ts';
import {accountOf, endlessAccount} from './support/accounts.ts';
import {closeWizards, escapeKey, paste} from './support/render-wizard.tsx';
import {
	longError,
	play,
	profile,
	type Scene,
	signedIn,
	testThatAllFit,
	windows,
} from './support/scenes.tsx';
import {creativeForceAnswers, creativeForceAt, iconikAt} from './support/states.ts';

afterEach(closeWizards);

const manyProfiles: Services['listAccess'] = async () => ({
	profiles: Array.from({length: 40}, (_, index) => ({
		name: `profile-${index}-${'x'.repeat(70)}`,
		kind: 'sso' as const,
	})),
	hasEnvironment: true,
});

/** The practice account, as whoever has the longest name sees it. */
async function longAccount() {
	return {...accountOf(signedIn), look: openPracticeAccount().look};
}

const verifying = {access: {kind: 'practice'}, signedIn} as const;
const results: Pick<Scene, 'services'> = {services: {openAccount: longAccount}};
const broken = '{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}';

const scenes: readonly Scene[] = [
	{
		name: 'the ways in',
		initial: creativeForceAt('account', {access: profile, signedIn}),
		services: {listAccess: manyProfiles},
		keys: [
			['', '▸ Yes'],
			[escapeKey, 'Without AWS access'],
		],
		seen: ['▸ Without'],
	},
	{
		name: 'signing in',
		initial: creativeForceAt('account', {access: profile}),
		services: {openAccount: () => new Promise(() => undefined)},
		keys: [['', 'Signing in']],
	},
	{
		name: 'the code of an MFA device',
		initial: creativeForceAt('account', {access: profile}),
		services: {
			async openAccount(_access, {mfaCode} = {}) {
				await mfaCode?.(`arn:aws:iam::111122223333:mfa/${'m'.repeat(200)}`);
				return longAccount();
			},
		},
		keys: [
			['', 'What code'],
			['123', 'Code   123'],
		],
	},
	{
		name: 'a sign-in that does not work',
		initial: creativeForceAt('account', {access: profile}),
		services: {
			async openAccount() {
				throw longError;
			},
		},
		keys: [['', 'Sign-in failed']],
		seen: ['Enter try again', 'down for more'],
	},
	{
		name: 'who one is signed in as, in another account',
		initial: creativeForceAt('account', {
			access: profile,
			answers: {...creativeForceAnswers, accountId: '999900001111'},
		}),
		services: {openAccount: longAccount},
		keys: [['', 'You are signed in.']],
		seen: ['another account: 999900001111', '▸ Yes, 111122223333', 'No, keep', 'another way'],
	},
	{
		name: 'the documents to paste',
		initial: creativeForceAt('verify', {pasted: {'trust-policy': '{}'}}),
		keys: [['', 'Do you want to check the policies']],
		seen: ['▸   Role policy', 'Check what you pasted', 'Continue without checking'],
	},
	{
		name: 'a document that is refused',
		initial: creativeForceAt('verify'),
		keys: [
			['3', 'Bucket policy: what'],
			[paste(broken), 'Received'],
			['\r', 'line 3, column'],
		],
	},
	{
		name: 'a look',
		initial: creativeForceAt('verify', verifying),
		services: {openAccount: async () => endlessAccount().account},
		keys: [['', 'Checking what is there']],
	},
	{
		name: 'a look that fails',
		initial: creativeForceAt('verify', verifying),
		services: {
			async openAccount() {
				throw longError;
			},
		},
		keys: [['', 'Could not read the account']],
		seen: ['Enter check again', 'n go on', 'down for more'],
	},
	{
		name: 'the results',
		initial: creativeForceAt('verify', verifying),
		...results,
		keys: [['', ' to fix']],
		seen: ['checks in', 'paste instead.', '▸ ✖ External ID in the trust policy'],
	},
	{
		name: 'all results, of a vendor with its own role',
		initial: iconikAt('verify', verifying),
		...results,
		keys: [
			['', '✖ '],
			['a', 'down for more'],
			['\u{1B}[B'.repeat(31), '▸ - Role without the external ID'],
		],
		seen: ['checks in', 'up for more'],
	},
	{
		name: 'one result',
		initial: creativeForceAt('verify', verifying),
		...results,
		keys: [
			['', '▸ ✖ External ID in the trust policy'],
			['\r', 'To blame'],
		],
		seen: [
			'✖ External ID in the trust policy',
			'c copy',
			'd what changes',
			'Esc back',
			'down for more',
		],
	},
	{
		name: 'what changes',
		initial: iconikAt('verify', verifying),
		...results,
		keys: [
			['', '▸ ✖ '],
			['\r', 'To blame'],
			['d', '@@'],
		],
		seen: ['IconikSystemDomainId": "1297c8', 'IconikSystemDomainId": "7d1f2c'],
	},
];

describe.each(windows)('in a window of %i by %i', (columns, rows) => {
	testThatAllFit(scenes, columns, rows);

	test('the chosen result stays in sight on the whole way down and up', async () => {
		const {press, frame, waitUntil, send} = await play(
			{name: '', initial: creativeForceAt('verify', verifying), ...results, keys: [['', 'to fix']]},
			columns,
			rows,
		);
		await press('a', 'down for more');
		const seen = new Set<string>();
		for (const key of [...Array(28).fill('\u{1B}[B'), ...Array(28).fill('\u{1B}[A')]) {
			const before = frame();
			send(key);
			await waitUntil(() => frame() !== before);
			const marked = frame()
				.split('\n')
				.filter((line) => line.startsWith('▸ '));
			expect(marked, frame()).toHaveLength(1);
			expect(frame()).toContain('Ctrl+C leave');
			seen.add(marked[0] ?? '');
		}

		expect(seen.size).toBe(29);
	});
});
