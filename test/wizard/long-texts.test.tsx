import {afterEach, describe, expect, test} from 'vitest';
import {openPracticeAccount} from '../../source/account/index.ts';
import {UserError} from '../../source/errors.ts';
import {widthOf} from '../../source/terminal/index.ts';
import type {Services} from '../../source/wizard/services.ts';
import {DecisionScreen} from '../../source/wizard/steps/DecisionScreen.tsx';
import {readScreen, withoutBlanks} from './support/read-screen.ts';
import {refusingRoles} from './support/refusing.ts';
import {renderAt, until} from './support/render-at.ts';
import {closeWizards} from './support/render-wizard.tsx';
import {play, profile, type Scene, signedIn, windows} from './support/scenes.tsx';
import {
	creatingAnswers,
	creativeForceAnswers,
	creativeForceAt,
	iconikAt,
} from './support/states.ts';

afterEach(closeWizards);

const lastWords = 'these are the last words';
const long = `${'Something long is said here. '.repeat(60)}And ${lastWords}.`;
const error = new UserError('It does not work.', {hint: long});
const failing = async (): Promise<never> => {
	throw error;
};
const practising = {access: {kind: 'practice'}, signedIn} as const;
const guided = creativeForceAt('verify');

const refusing = refusingRoles(long, {isRefused: true});

const ownArn: Services['openAccount'] = async () => ({
	...openPracticeAccount(),
	identify: async () => ({
		status: 'found',
		value: {accountId: '111122223333', arn: `arn:aws:sts::111122223333:${'r'.repeat(700)}theend`},
	}),
});

type LongScene = Scene & {
	/** The end of what is said; the usual one if left out. */
	readonly end?: string;
};

const scenes: readonly LongScene[] = [
	{
		name: 'a sign-in that fails',
		initial: creativeForceAt('account', {access: profile}),
		services: {openAccount: failing},
		keys: [['', 'Sign-in failed']],
	},
	{
		name: 'a sign-in of which something is told',
		initial: creativeForceAt('account', {access: profile}),
		services: {
			openAccount(_access, {onNotice} = {}) {
				onNotice?.({code: 'command-runs', profile: 'p '.repeat(900)});
				return new Promise(() => undefined);
			},
		},
		keys: [['', 'Waiting for the command']],
		end: 'in another window or in the browser.',
	},
	{
		name: 'the device that shows a code',
		initial: creativeForceAt('account', {access: profile}),
		services: {
			async openAccount(_access, {mfaCode} = {}) {
				await mfaCode?.(`arn:aws:iam::111122223333:mfa/${'m'.repeat(900)}theend`);
				return openPracticeAccount();
			},
		},
		keys: [['', 'What code']],
		end: 'theend',
	},
	{
		name: 'who one is',
		initial: creativeForceAt('account', {access: profile}),
		services: {openAccount: ownArn},
		keys: [['', 'You are signed in.']],
		end: 'theend',
	},
	{
		name: 'what is wrong with an answer',
		initial: creativeForceAt('bucket', {
			answers: {...creativeForceAnswers, bucket: `${'Bad name '.repeat(100)}`, region: '"us-'},
		}),
		keys: [['', '✖']],
		end: 'Press Ctrl+N.',
	},
	{
		name: 'a look that fails',
		initial: creativeForceAt('verify', practising),
		services: {openAccount: failing},
		keys: [['', 'Could not read the account']],
	},
	{
		name: 'a plan that fails',
		initial: creativeForceAt('apply', practising),
		services: {openForChanges: failing},
		keys: [['', 'Could not work on the account']],
	},
	{
		name: 'a change that fails',
		initial: creativeForceAt('apply', {...practising, answers: creatingAnswers(practising.access)}),
		services: refusing,
		keys: [
			['', 'What would change'],
			['a', 'now?'],
			['2', 'Not everything was done'],
		],
	},
	{
		name: 'what is wrong with a boundary',
		initial: creativeForceAt('apply', {...practising, answers: creatingAnswers(practising.access)}),
		services: refusing,
		keys: [
			['', 'What would change'],
			['a', 'now?'],
			['2', 'Not everything was done'],
			['\r', 'What your organization demands'],
			[`arn:aws:iam::999988887777:policy/${'b'.repeat(120)}`, 'bbb'],
			['\r', '✖'],
		],
		end: 'policy/OurBoundary',
	},
	{
		name: 'a file with what is pasted that cannot be read, to check it',
		initial: guided,
		services: {readText: failing},
		keys: [
			['3', 'Bucket policy: what'],
			['./x.json\r', '✖ It does not work.'],
		],
	},
	{
		name: 'a file with what is pasted that cannot be read, to merge it',
		initial: iconikAt('policies'),
		services: {readText: failing},
		keys: [
			['e', 'Is there a bucket policy already?'],
			['./x.json\r', '✖ It does not work.'],
		],
	},
	{
		name: 'why a policy is refused that was pasted before',
		initial: iconikAt('policies', {existing: {'bucket-policy': '{"Statement": [,]}'}}),
		keys: [
			['', '✖ Refused'],
			['d', 'why refused'],
		],
		end: 'line 1, column 16',
	},
	{
		name: 'a connection file that cannot be written',
		initial: creativeForceAt('summary'),
		services: {saveConnection: failing},
		keys: [['', 'It does not work.']],
	},
	{
		name: 'what to be careful about with a document, in the help',
		initial: creativeForceAt('policies'),
		keys: [
			['', 'Role policy'],
			['?', 'What is this?'],
		],
		end: 'statement that lets your account manage the key: add it to the policy that is there.',
	},
];

describe.each(windows)('in a window of %i by %i', (columns, rows) => {
	test.each(scenes.map((scene) => [scene.name, scene] as const))(
		'%s can be read to its end, and nothing leaves the window',
		async (_name, scene) => {
			const wizard = await play(scene, columns, rows);
			const text = await readScreen(wizard);
			const lines = wizard.frame().split('\n');
			expect(lines.length).toBeLessThanOrEqual(rows);
			expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
			expect(wizard.frame()).toContain('Ctrl+C leave');
			expect(withoutBlanks(text)).toContain(withoutBlanks(scene.end ?? lastWords));
		},
	);

	test('a decision keeps its choices in sight while its text is read', async () => {
		const rendered = renderAt(
			<DecisionScreen
				decision={{
					code: 'no-such-bucket',
					step: 'bucket',
					text: long,
					options: [
						{id: 'one', label: 'The first way', hint: 'What it means. '.repeat(8)},
						{id: 'other', label: 'The other way'},
					],
				}}
				onDecide={() => undefined}
			/>,
			columns,
			rows,
		);
		const text = await readScreen({
			...rendered,
			waitUntil: (condition) => until(condition, rendered.frame),
		});
		expect(withoutBlanks(text)).toContain(withoutBlanks(lastWords));
		expect(rendered.frame()).toContain('▸ The first way');
		expect(rendered.frame()).toContain('The other way');
		expect(rendered.frame().split('\n').length).toBeLessThanOrEqual(rows);
		rendered.instance.unmount();
	});
});
