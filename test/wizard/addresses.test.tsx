import {afterEach, describe, expect, test} from 'vitest';
import {initialState, type WizardState} from '../../source/wizard/state.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {ann} from './support/accounts.ts';
import {closeWizards, renderWizard} from './support/render-wizard.tsx';
import {fakeServices} from './support/services.ts';
import {creativeForceAt, iconikAt} from './support/states.ts';

afterEach(closeWizards);

const controlR = '\u{12}';
const practising = {access: {kind: 'practice'}, signedIn: ann} as const;
const offer = 'Ctrl+R again copies its address.';

type Row = {
	readonly name: string;
	readonly initial: WizardState;
	readonly keys: readonly (readonly [key: string, expected: string])[];
	readonly copies: RegExp | string;
};

const rows: readonly Row[] = [
	{
		name: 'the purposes',
		initial: creativeForceAt('vendor'),
		keys: [['', 'What will Creative Force do']],
		copies: creativeForce.article,
	},
	{
		name: 'the role in the console',
		initial: creativeForceAt('create-role'),
		keys: [['', 'Create the role in the AWS console']],
		copies: /^https:\/\/console\.aws\.amazon\.com\/iam\/.*092392787187/u,
	},
	{
		name: 'a document',
		initial: creativeForceAt('policies'),
		keys: [['', 'Role policy   1 of 4']],
		copies:
			/^https:\/\/console\.aws\.amazon\.com\/iam\/home#\/roles\/details\/CreativeForceAccess/u,
	},
	{
		name: 'a correction',
		initial: creativeForceAt('verify', practising),
		keys: [
			['', '▸ ✖ External ID in the trust policy'],
			['\r', 'To blame'],
		],
		copies: /^https:\/\/console\.aws\.amazon\.com\/iam\/.*trust/u,
	},
	{
		name: 'the help, where letters are typed behind it',
		initial: creativeForceAt('bucket'),
		keys: [['?', 'What is this?']],
		copies: creativeForce.article,
	},
];

describe('y', () => {
	test.each(rows.map((row) => [row.name, row] as const))(
		'copies the whole address on the screen of %s, and its bottom line says so',
		async (_name, {initial, keys, copies}) => {
			const {press, frame, services} = renderWizard({initial, columns: 80, rows: 24});
			for (const [key, expected] of keys) {
				await press(key, expected);
			}

			expect(frame()).toMatch(/y (?:copy )?address/u);
			await press('y', 'Web address:');
			const [copied] = services.log.copied;
			expect(copied?.text).toMatch(copies);
			expect(copied?.text).not.toMatch(/\s/u);
		},
	);

	test('copies the article where it is opened by a key alone', async () => {
		for (const initial of [
			iconikAt('form'),
			iconikAt('summary'),
			iconikAt('verify', practising),
			iconikAt('apply', practising),
		]) {
			const {press, waitFor, services} = renderWizard({initial});
			await waitFor('Esc back');
			await waitFor('Enter ');
			await press('y', 'Web address:');
			expect(services.log.copied.map(({text}) => text)).toEqual([iconik.article]);
			closeWizards();
		}
	});

	test('in the help copies one address after another where there are several', async () => {
		const {press, services} = renderWizard({initial: creativeForceAt('external-id')});
		await press('?', 'y copy address 1 of 2');
		await press('y', 'y copy address 2 of 2');
		await press('y', 'y copy address 1 of 2');
		expect(services.log.copied.map(({text}) => text)).toEqual([
			creativeForce.article,
			expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\/.*confused-deputy/u),
		]);
	});

	test('says of what was only sent to the terminal that it was sent, not that it was copied', async () => {
		const services = fakeServices({
			copy: async () => ({
				way: 'terminal',
				message: "Sent to the terminal's clipboard.",
				isUncertain: true,
			}),
		});
		const {press, frame} = renderWizard({initial: creativeForceAt('policies'), services});
		await press('y', "Sent to the terminal's clipboard. Web address:");
		expect(frame()).not.toContain('press f');
		expect(frame()).toContain('not copied yet');
	});

	test('is a letter where one types', async () => {
		const {press, services} = renderWizard({initial: creativeForceAt('bucket')});
		await press('y', 'acme-assetsy');
		expect(services.log.copied).toEqual([]);
	});
});

describe('Ctrl+R', () => {
	test.each([
		['a question', creativeForceAt('bucket'), creativeForce.article],
		['the first list, which letters filter', initialState, creativeForce.article],
	])(
		'opens the article on the screen of %s, and again copies its address',
		async (_name, initial, article) => {
			const {press, services} = renderWizard({initial});
			await press(controlR, offer);
			expect(services.log.opened).toEqual([article]);
			await press(controlR, 'Copied web-address.txt. Web address:');
			expect(services.log.opened).toEqual([article]);
			expect(services.log.copied.map(({text}) => text)).toEqual([article]);
			await press(controlR, offer);
			expect(services.log.opened).toEqual([article, article]);
		},
	);

	test('opens it again once that offer has gone', async () => {
		const {press, services, waitUntil, frame} = renderWizard({initial: creativeForceAt('form')});
		await press(controlR, offer);
		await press('1', 'Copied Authentication Type');
		await waitUntil(() => !frame().includes(offer));
		await press(controlR, offer);
		expect(services.log.opened).toHaveLength(2);
	});

	test('names the address where there is no browser', async () => {
		const services = fakeServices({openUrl: async () => false});
		const {press} = renderWizard({initial: iconikAt('bucket'), services, columns: 200});
		await press(
			controlR,
			`Could not open a browser; Ctrl+R again copies the address of the article: ${iconik.article}`,
		);
		await press(controlR, 'Copied web-address.txt.');
	});
});
