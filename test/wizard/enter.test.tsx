import {afterEach, describe, expect, test} from 'vitest';
import {openPracticeAccount} from '../../source/account/index.ts';
import {UserError} from '../../source/errors.ts';
import {initialState, type WizardState} from '../../source/wizard/state.ts';
import {policyPanels} from '../../source/wizard/steps/policies/panels.ts';
import {applicableSteps} from '../../source/wizard/steps.ts';
import {creativeForce, creativeForceConnection} from '../support/connections.ts';
import {ann} from './support/accounts.ts';
import {refusingRoles} from './support/refusing.ts';
import {
	closeWizards,
	escapeKey,
	type RenderedWizard,
	renderWizard,
} from './support/render-wizard.tsx';
import {play, type Scene} from './support/scenes.tsx';
import {creatingAnswers, creativeForceAt, iconikAt, pictureBarnAt} from './support/states.ts';

afterEach(closeWizards);

const enter = '\r';
const practising = {access: {kind: 'practice'}, signedIn: ann} as const;

/** A state with all documents copied, so that nothing is left to do on the screen of policies. */
function withCopies(state: WizardState): WizardState {
	const {profile} = state;
	return profile === undefined
		? state
		: {
				...state,
				copied: Object.fromEntries(
					policyPanels(state, profile).map(({document, text}) => [document.id, text]),
				),
			};
}

type Case = readonly [name: string, state: WizardState];

const cases: readonly Case[] = (
	[
		[creativeForceAt, [{}, practising]],
		[iconikAt, [{}, practising]],
		// The practice account has another role, about which there is a decision first.
		[pictureBarnAt, [{}]],
	] as const
).flatMap(([make, ways]) =>
	ways.flatMap((changes) =>
		applicableSteps(make('vendor', changes)).map(({id}): Case => {
			const state = make(id, changes);
			const name = `${id} of ${state.profile?.name ?? ''}, ${state.access.kind}`;
			return [name, withCopies(state)];
		}),
	),
);
/** Where there is something to decide first: what is wrong is not passed by with Enter. */
const deciding = ['apply', 'verify'];

const stepNumber = (frame: string): number => Number(/Step (\d+) of/u.exec(frame)?.[1]);

async function pressEnter({frame, send, waitUntil}: RenderedWizard): Promise<void> {
	const before = frame();
	send(enter);
	await waitUntil(() => frame() !== before);
}

describe('Enter', () => {
	test.each(cases)('is named and goes on: %s', async (_name, initial) => {
		const wizard = renderWizard({initial});
		const {frame, waitUntil, ended} = wizard;
		await waitUntil(() => /Enter \w/u.test(frame()));
		const first = stepNumber(frame());
		expect(first).toBeGreaterThan(0);
		if (deciding.includes(initial.step)) {
			await pressEnter(wizard);
			expect(stepNumber(frame())).toBe(first);
			return;
		}

		if (initial.step === 'summary') {
			await wizard.waitFor('onnection file');
			await waitUntil(() => !frame().includes('Saving'));
			wizard.send(enter);
			expect(await ended).toMatchObject({end: 'finished'});
			return;
		}

		for (let presses = 0; stepNumber(frame()) === first; presses += 1) {
			expect(presses).toBeLessThan(8);
			await waitUntil(() => /Enter \w/u.test(frame()) || stepNumber(frame()) !== first);
			await pressEnter(wizard);
		}

		expect(stepNumber(frame())).toBe(first + 1);
	});

	test('goes on from the first question of all', async () => {
		const {waitFor, press} = renderWizard({initial: initialState});
		await waitFor('Enter next');
		await press(enter, 'What will Creative Force do');
		await press(enter, 'How do you want to work?');
	});
});

const failing = async (): Promise<never> => {
	throw new UserError('It does not work.');
};

const applyAt = creativeForceAt('apply', {
	...practising,
	answers: creatingAnswers(practising.access),
});
const toOutcome = [
	['', 'What would change'],
	['a', 'now?'],
	['2', 'Not everything was done'],
] as const;

type EnterScene = Scene & {
	/** As the bottom line names it. */
	readonly named: string;
	/** What it has to bring about. */
	readonly leadsTo: string;
};

const scenes: readonly EnterScene[] = [
	{
		name: 'the help',
		initial: creativeForceAt('bucket'),
		keys: [['?', 'What is this?']],
		named: 'Enter to the question',
		leadsTo: 'Which bucket may Creative Force use?',
	},
	{
		name: 'a sign-in that failed',
		initial: creativeForceAt('account', {access: {kind: 'profile', profile: 'work'}}),
		services: {openAccount: failOnce()},
		keys: [['', 'Sign-in failed']],
		named: 'Enter try again',
		leadsTo: 'You are signed in.',
	},
	{
		name: 'a code that is too short',
		initial: creativeForceAt('account', {access: {kind: 'profile', profile: 'work'}}),
		services: {
			async openAccount(_access, {mfaCode} = {}) {
				await mfaCode?.('arn:aws:iam::111122223333:mfa/ann');
				return openPracticeAccount();
			},
		},
		keys: [
			['', 'What code'],
			['12', 'Code   12'],
		],
		named: 'Enter accept',
		leadsTo: 'The code has 6 digits. Esc leads back.',
	},
	{
		name: 'a look that failed',
		initial: creativeForceAt('verify', practising),
		services: {openAccount: failOnce()},
		keys: [['', 'Could not read the account']],
		named: 'Enter check again',
		leadsTo: ' to fix',
	},
	{
		name: 'the results with something to fix',
		initial: creativeForceAt('verify', practising),
		keys: [['', '▸ ✖ External ID in the trust policy']],
		named: 'Enter what to do',
		leadsTo: 'To blame',
	},
	{
		name: 'one result, with others below it',
		initial: creativeForceAt('verify', practising),
		keys: [
			['', '▸ ✖ External ID in the trust policy'],
			[enter, 'To blame'],
		],
		named: 'Enter next one',
		leadsTo: '✖ Using the key   access.kms',
	},
	{
		name: 'the last result',
		initial: creativeForceAt('verify', practising),
		keys: [
			['', '▸ ✖ External ID in the trust policy'],
			['\u{1B}[B'.repeat(9), '▸ ? Policies of the organization'],
			[enter, 'Enter to the results'],
		],
		named: 'Enter to the results',
		leadsTo: '▸ ? Policies of the organization',
	},
	{
		name: 'the documents to paste',
		initial: creativeForceAt('verify'),
		keys: [['', '▸   Trust policy']],
		named: 'Enter next',
		leadsTo: 'Trust policy: what is in your account?',
	},
	{
		name: 'an empty area to paste into, to check it',
		initial: creativeForceAt('verify'),
		keys: [['3', 'Bucket policy: what']],
		named: 'Enter accept',
		leadsTo: 'Nothing is pasted yet.',
	},
	{
		name: 'an empty area to paste into, to merge it',
		initial: iconikAt('policies'),
		keys: [['e', 'Is there a bucket policy already?']],
		named: 'Enter accept',
		leadsTo: 'Nothing is pasted yet.',
	},
	{
		name: 'what changes in a document',
		initial: iconikAt('policies', {existing: {'bucket-policy': '{"Statement": []}'}}),
		keys: [['d', 'what changes']],
		named: 'Enter next',
		leadsTo: 'Key policy   2 of 2',
	},
	{
		name: 'a plan that could not be made',
		initial: applyAt,
		services: {openForChanges: failing},
		keys: [['', 'Could not work on the account']],
		named: 'Enter check again',
		leadsTo: 'Checking what would change',
	},
	{
		name: 'the plan',
		initial: applyAt,
		keys: [['', 'What would change']],
		named: 'Enter old and new',
		leadsTo: 'Enter next one',
	},
	{
		name: 'the last row of the plan',
		initial: applyAt,
		keys: [
			['', 'What would change'],
			['\u{1B}[B'.repeat(9), '▸ ✔ nothing to do Key policy'],
			[enter, 'Enter to the plan'],
		],
		named: 'Enter to the plan',
		leadsTo: 'What would change',
	},
	{
		name: 'changes that were not all made',
		initial: applyAt,
		services: refusingRoles('Not allowed.', {isRefused: false}),
		keys: toOutcome,
		named: 'Enter plan again',
		leadsTo: 'What would change',
	},
	{
		name: 'a role that was refused',
		initial: applyAt,
		services: refusingRoles('Not allowed.', {isRefused: true}),
		keys: toOutcome,
		named: 'Enter boundary or tags',
		leadsTo: 'What your organization demands',
	},
	{
		name: 'the question before a change, where No is highlighted',
		initial: applyAt,
		keys: [
			['', 'What would change'],
			['a', '▸ No, back to the plan'],
		],
		named: 'Enter next',
		leadsTo: 'Nothing has been changed yet.',
	},
	{
		name: 'the ways in',
		initial: creativeForceAt('account', practising),
		keys: [
			['', 'You are signed in.'],
			[escapeKey, 'How do you want to work?'],
		],
		named: 'Enter next',
		leadsTo: 'You are signed in.',
	},
];

/** Fails the first time, and opens the practice account from then on. */
function failOnce() {
	const failed = new Set<string>();
	return async () => {
		if (!failed.has('once')) {
			failed.add('once');
			return failing();
		}

		return openPracticeAccount(creativeForceConnection(), creativeForce);
	};
}

test.each(scenes.map((scene) => [scene.name, scene] as const))(
	'Enter is named and means the same on the screen of %s',
	async (_name, scene) => {
		const {frame, press} = await play(scene, 100, 40);
		expect(frame().replaceAll(/\s+/gu, ' ')).toContain(scene.named);
		expect(frame()).not.toContain(scene.leadsTo);
		await press(enter, scene.leadsTo);
	},
);
