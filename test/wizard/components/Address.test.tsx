import stringWidth from 'string-width';
import {afterEach, describe, expect, test} from 'vitest';
import type {WizardState} from '../../../source/wizard/state.ts';
import {creativeForce} from '../../support/connections.ts';
import {ann} from '../support/accounts.ts';
import {closeWizards, renderWizard} from '../support/render-wizard.tsx';
import {windows} from '../support/scenes.tsx';
import {fakeServices} from '../support/services.ts';
import {creativeForceAt, pictureBarn, pictureBarnAt} from '../support/states.ts';

afterEach(closeWizards);

/** What begins a link; ends it where no address follows. */
const linkStart = '\u001B]8;;';
const practising = {access: {kind: 'practice'}, signedIn: ann} as const;

type Row = readonly [
	name: string,
	initial: WizardState,
	keys: readonly (readonly [key: string, expected: string])[],
	address: string,
];

const screens: readonly Row[] = [
	['the purposes', creativeForceAt('vendor'), [['', 'Article of']], creativeForce.article],
	[
		'the role in the console',
		creativeForceAt('create-role'),
		[
			['', 'Create the role'],
			['\u{1B}[F', 'Link: https://'],
		],
		'https://console.aws.amazon.com/iam/',
	],
	[
		'the help',
		creativeForceAt('bucket'),
		[
			['?', 'What is this?'],
			['\u{1B}[F', 'help.creativeforce.io'],
		],
		creativeForce.article,
	],
	[
		'a correction',
		creativeForceAt('verify', practising),
		[
			['', '▸ ✖ External ID in the trust policy'],
			['\r', 'To blame'],
			['\u{1B}[6~', 'Link'],
		],
		'https://console.aws.amazon.com/iam/',
	],
];

async function shown([, initial, keys]: Row, columns: number, rows: number, knowsLinks: boolean) {
	const wizard = renderWizard({initial, services: fakeServices({knowsLinks}), columns, rows});
	for (const [key, expected] of keys) {
		await wizard.press(key, expected);
	}

	return wizard;
}

describe.each(windows)('an address in a window of %i by %i', (columns, rows) => {
	test.each(screens)('is a link on the screen of %s, and nothing moves by that', async (...row) => {
		const [, , , address] = row;
		const linked = await shown(row, columns, rows, true);
		await linked.waitUntil(() => linked.coloredFrame().includes(`${linkStart}${address}`));
		const plain = await shown(row, columns, rows, false);
		await plain.waitUntil(() => plain.frame() === linked.frame());
		expect(plain.coloredFrame()).not.toContain('\u001B]8');
		const lines = linked.coloredFrame().split('\n');
		expect(lines.length).toBeLessThanOrEqual(rows);
		expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
		// Each row that begins a link ends it, so that nothing below becomes one.
		for (const line of lines) {
			expect(line.split(`${linkStart}https:`).length).toBe(line.split(/8;;(?!https:)/u).length);
		}
	});
});

test('an address of the console above a document is a link as a whole, though it is cut', async () => {
	const {waitUntil, coloredFrame} = renderWizard({
		initial: creativeForceAt('policies'),
		services: fakeServices({knowsLinks: true}),
		columns: 80,
		rows: 40,
	});
	const address =
		'https://console.aws.amazon.com/iam/home#/roles/details/CreativeForceAccess?section=permissions';
	await waitUntil(() => coloredFrame().includes(`${linkStart}${address}\u0007`));
});

test('an address with something in it that a terminal obeys is no link', async () => {
	const article = 'https://example.com/\u0007\u001B]52;c;AAAA\u0007';
	const {press, coloredFrame, frame} = renderWizard({
		initial: pictureBarnAt('bucket', {profile: {...pictureBarn, article}}),
		services: fakeServices({knowsLinks: true}),
	});
	await press('?', 'What is this?');
	await press('\u{1B}[F', 'https://example.com/\\u0007');
	expect(coloredFrame()).not.toContain('\u001B]');
	expect(frame()).toContain('\\u001b]52');
});
