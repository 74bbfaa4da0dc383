import fc from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {
	checkConnection,
	type StatedConnection,
	toFileFormat,
} from '../../source/connection/index.ts';
import {buildDocuments} from '../../source/documents/index.ts';
import {graphemesOf} from '../../source/terminal/index.ts';
import {type Answers, answersAsConnection} from '../../source/wizard/answers.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {settings} from './support/random-settings.ts';
import {until} from './support/render-at.ts';
import {
	closeWizards,
	paste,
	type RenderedWizard,
	renderWizard,
	shiftTab,
} from './support/render-wizard.tsx';
import {creativeForceAnswers, iconikAnswers} from './support/states.ts';

const control = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 96);
const escapeKey = '\u{1B}[27u';
const [up, down, right, left] = ['A', 'B', 'C', 'D'].map((end) => `\u{1B}[${end}`) as [
	string,
	string,
	string,
	string,
];

/** Nothing that ends the wizard or stops it: no Ctrl+C, no Ctrl+Z. */
const keys = fc.oneof(
	fc.constantFrom('\r', '\r', '\r', escapeKey, '\t', shiftTab, '?', ' ', '\u{7F}'),
	fc.constantFrom(up, down, right, left, '\u{1B}[5~', '\u{1B}[6~', '\u{1B}[H', '\u{1B}[F'),
	fc.constantFrom(...'acdefghlnoprstuxy123456789-/'),
	fc.constantFrom(...'adeghknotuwy').map(control),
	fc.constantFrom('\u{1B}b', '\u{1B}f', '\u{1B}d', '\u{1B}\u{7F}', '\u{1B}[1;5D', '\u{1B}[1;3C'),
	fc
		.constantFrom(
			'acme-assets',
			'arn:aws:iam::999922223333:role/Other',
			'eu-central-1\nus-east-1\n',
			'{"Version": "2012-10-17", "Statement": []}',
			'~/policy.json',
			'111122223333',
		)
		.map(paste),
	fc.constantFrom('abc\r', `\r${control('u')}abc`, `${escapeKey}${escapeKey}`, '1\r2\r'),
);

type Event = {readonly send: string} | {readonly columns: number; readonly rows: number};

const event: fc.Arbitrary<Event> = fc.oneof(
	{weight: 20, arbitrary: keys.map((send) => ({send}))},
	{
		weight: 1,
		arbitrary: fc.record({
			columns: fc.constantFrom(40, 60, 80, 120, 200),
			rows: fc.constantFrom(12, 18, 24, 40, 60),
		}),
	},
);

type Story = {readonly name: string; readonly answers: Answers};

/** Milliseconds; a slow machine is no mistake. */
const patience = 60_000;

/** Turns of the event loop without another frame after which a key or two have done all that they do. */
const usualTurns = 20;
/** The same after all the random keys: under the help or in too small a window they change no frame. */
const turnsOfAll = 3000;

/** Once the screen has stayed as it is for that many turns of the event loop. */
async function settled({frame}: RenderedWizard, wanted = usualTurns): Promise<void> {
	let last = '';
	let turns = 0;
	await until(
		() => {
			const now = frame();
			turns = now === last ? turns + 1 : 0;
			last = now;
			return turns > wanted;
		},
		() => last,
		patience,
	);
}

/** Goes back to the first screen, wherever the wizard is. */
async function goToStart(wizard: RenderedWizard): Promise<void> {
	for (let count = 0; count < 80; count += 1) {
		if (wizard.frame().includes('Which vendor needs')) {
			return;
		}

		wizard.send(escapeKey);
		await settled(wizard);
	}

	throw new Error(`Esc does not lead to the first screen:\n${wizard.frame()}`);
}

/** Goes through the whole story as somebody who reads each screen and answers what it asks. */
async function finish(wizard: RenderedWizard, {name, answers}: Story): Promise<void> {
	const {send, frame, ended} = wizard;
	const purpose = name === 'iconik' ? 'Storage' : 'Asset delivery';
	let isEnded = false;
	void ended.then(() => {
		isEnded = true;
	});
	const choose = async (label: string) => {
		send(`\u{1B}[H`);
		await settled(wizard);
		for (let count = 0; count < 20 && !frame().includes(`▸ ${label}`); count += 1) {
			send(down);
			await settled(wizard);
		}

		send('\r');
	};
	const fill = async (...values: readonly (string | undefined)[]) => {
		for (const value of values) {
			send(`${control('e')}${control('u')}`);
			await settled(wizard);
			// In chunks as short as typed ones.
			for (const character of graphemesOf(value ?? '')) {
				send(character);
			}

			await settled(wizard);
			send('\r');
			await settled(wizard);
		}
	};
	const screens: readonly (readonly [question: string, act: () => Promise<void> | void])[] = [
		[
			'Which vendor needs',
			async () => {
				send(control('u'));
				await settled(wizard);
				await choose(name);
			},
		],
		['with the bucket?', () => choose(purpose)],
		['How do you want to work?', () => choose('Without AWS access')],
		['You are signed in.', () => send(escapeKey)],
		['What name and Region should', () => send(control('n'))],
		['Which bucket may', () => fill(answers.bucket, answers.region)],
		['How is the bucket encrypted', () => choose('SSE-KMS')],
		['Which KMS key', () => fill(answers.kmsKeyArn, answers.accountId)],
		['What is the name of the role', () => fill(answers.roleName, answers.rolePath)],
		['Which external ID', () => fill(answers.externalId)],
		['What is your System Domain ID', () => fill('7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02')],
		['Create the role in the AWS console', () => send('\r')],
		['Fill in the form in', () => send('\r')],
		['Go on although these were never copied?', () => choose('Go on all the same')],
		['Do you want to check the policies', () => choose('  Continue without checking')],
		['What was agreed', () => send('\r')],
		['What is this?', () => send(escapeKey)],
	];
	for (let count = 0; count < 60 && !isEnded; count += 1) {
		const shown = frame();
		const screen = screens.find(([question]) => shown.includes(question));
		await (screen === undefined ? send('\r') : screen[1]());
		await settled(wizard);
	}
}

/** What a straight run with these answers gives. */
function straight({answers}: Story, profile: typeof iconik): StatedConnection {
	return checkConnection(answersAsConnection(answers, profile), profile).connection;
}

afterEach(closeWizards);

describe.each([
	{story: {name: 'Creative Force', answers: creativeForceAnswers}, profile: creativeForce},
	{story: {name: 'iconik', answers: iconikAnswers}, profile: iconik},
])('random keys, pastes and resizes with $story.name', ({story, profile}) => {
	test('leave the wizard where its story can be finished, with the same documents', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(event, {minLength: 100, maxLength: 100}), async (events) => {
				const wizard = renderWizard({columns: 80, rows: 24});
				let isEnded = false;
				void wizard.ended.then(() => {
					isEnded = true;
				});
				for (const one of events) {
					if ('send' in one) {
						wizard.send(one.send);
					} else {
						wizard.resize(one.columns, one.rows);
					}
				}

				await settled(wizard, turnsOfAll);
				wizard.resize(100, 40);
				await settled(wizard);
				// Whoever went through all of it by chance begins anew.
				const next = isEnded ? renderWizard({columns: 100, rows: 40}) : wizard;
				await settled(next);
				await goToStart(next);
				await finish(next, story);
				const saved = next.services.log.connections.at(-1);
				const expected = straight(story, profile);
				expect(saved && toFileFormat(saved)).toEqual(toFileFormat(expected));
				expect(saved && buildDocuments(saved, profile)).toEqual(buildDocuments(expected, profile));
				closeWizards();
			}),
			settings(),
		);
	}, 3_600_000);
});
