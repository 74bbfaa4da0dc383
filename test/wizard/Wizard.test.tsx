import {afterEach, describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.ts';
import {stepIds} from '../../source/wizard/steps.ts';
import {closeWizards, controlC, escapeKey, renderWizard} from './support/render-wizard.tsx';
import {fakeServices, now} from './support/services.ts';
import {
	answersWithout,
	creativeForceAnswers,
	creativeForceAt,
	iconikAt,
	pictureBarnAnswers,
	pictureBarnAt,
} from './support/states.ts';

afterEach(closeWizards);

const anHourAgo = new Date(now.getTime() - 3_600_000);

describe('a start after an earlier one', () => {
	const saved = [{file: '/runs/iconik.json', state: iconikAt('inputs'), savedAt: anHourAgo}];

	test('offers to go on, and goes on where it was left', async () => {
		const {frame, press, waitFor, services} = renderWizard({saved});
		expect(frame()).toContain('Go on: iconik · acme-assets');
		expect(frame()).toContain('Left an hour ago.');
		await press('\r', 'What is your System Domain ID');
		await waitFor('7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02');
		expect(services.log.runs).toEqual(['on from /runs/iconik.json']);
	});

	test('says what is still open', async () => {
		const {frame} = renderWizard({saved, columns: 160});
		expect(frame()).toContain('Still open: System Domain ID, Policies, Verify, Summary.');
	});

	test('offers each run that is kept, and finds one by a part of its name', async () => {
		const others = ['alpha', 'beta', 'gamma'].map((bucket) => ({
			file: `/runs/${bucket}.json`,
			state: creativeForceAt('bucket', {answers: {...creativeForceAnswers, bucket}}),
			savedAt: anHourAgo,
		}));
		const {frame, send, press, services} = renderWizard({saved: [...saved, ...others]});
		expect(frame()).toContain('Go on: Creative Force · beta');
		send('beta');
		await press('\r', 'Which bucket may Creative Force use?');
		expect(services.log.runs).toEqual(['on from /runs/beta.json']);
	});

	test('forgets a run when told to, and begins afresh without any', async () => {
		const other = {
			file: '/runs/alpha.json',
			state: creativeForceAt('bucket', {answers: {...creativeForceAnswers, bucket: 'alpha'}}),
			savedAt: anHourAgo,
		};
		const {frame, press, waitFor, services} = renderWizard({saved: [...saved, other]});
		await waitFor('alpha');
		await press('\u0004', '▸ Go on: Creative Force · alpha');
		expect(frame()).not.toContain('iconik · acme-assets');
		await press('\u0004', 'Which vendor needs');
		expect(services.log.runs).toEqual(['forget /runs/iconik.json', 'forget /runs/alpha.json']);
	});

	test('can begin again, with nothing answered', async () => {
		const {frame, press} = renderWizard({saved});
		await press('2', 'Which vendor needs');
		expect(frame()).not.toContain('iconik · ');
		await press('1', 'What will Creative Force do');
		await press('1', 'How do you want to work?');
		await press('1', 'Which bucket may');
		expect(frame()).toContain('acme-assets');
	});

	test('does not touch what was saved before it is chosen', async () => {
		const {send, ended, services} = renderWizard({saved});
		send(controlC);
		expect(await ended).toEqual({end: 'left', isSaved: true});
		expect(services.log.progress).toEqual([]);
	});
});

describe('leaving', () => {
	test('saves the answers, also those that were only typed', async () => {
		const {send, press, ended, services} = renderWizard({
			initial: creativeForceAt('account', {answers: {vendor: 'creative-force'}}),
		});
		await press('1', 'Which bucket may');
		await press('1111', '1111');
		send(controlC);
		expect(await ended).toEqual({end: 'left', isSaved: true});
		expect(services.log.progress.at(-1)).toMatchObject({
			step: 'bucket',
			answers: {bucket: '1111'},
			savedAt: now.toISOString(),
		});
	});

	test('before a vendor is chosen has nothing to save', async () => {
		const {send, ended, services} = renderWizard();
		send(controlC);
		expect(await ended).toEqual({end: 'left', isSaved: false});
		expect(services.log.progress).toEqual([]);
	});

	test.each([
		['is told', async () => false],
		[
			'fails',
			async () => {
				throw new Error('disk on fire');
			},
		],
	])('works where saving %s', async (_how, saveProgress) => {
		const {send, ended} = renderWizard({
			initial: creativeForceAt('bucket'),
			services: fakeServices({saveProgress}),
		});
		send(controlC);
		expect(await ended).toEqual({end: 'left', isSaved: false});
	});

	test('works from the help', async () => {
		const {send, press, ended} = renderWizard({initial: creativeForceAt('form')});
		await press('?', 'What is this?');
		send(controlC);
		expect(await ended).toMatchObject({end: 'left'});
	});
});

describe('the progress', () => {
	test('is saved at each step, and not at each key', async () => {
		const {press, send, services} = renderWizard({
			initial: creativeForceAt('account', {answers: {vendor: 'creative-force'}}),
		});
		await press('1', 'Which bucket may');
		expect(services.log.progress).toHaveLength(2);
		await press('acme-assets', '✔ a valid name');
		send('\r');
		await press('eu-central-1', 'Europe (Frankfurt)');
		expect(services.log.progress).toHaveLength(2);
		await press('\r', 'How is the bucket encrypted');
		expect(services.log.progress.at(-1)).toMatchObject({step: 'encryption'});
		expect(services.log.progress).toHaveLength(3);
	});

	test('is saved after a copy', async () => {
		const {press, services, waitUntil} = renderWizard({initial: creativeForceAt('form')});
		await press('6', '✔ 6');
		await waitUntil(() => services.log.progress.length === 2);
		expect(services.log.progress.at(-1)).toMatchObject({copied: {'form:Bucket': 'acme-assets'}});
	});

	test('is forgotten at the end, after everything that was still being saved', async () => {
		const order: string[] = [];
		let finishSaving = () => {};
		const services = fakeServices({
			saveProgress: () =>
				new Promise((resolve) => {
					finishSaving = () => {
						order.push('saved');
						resolve(true);
					};
				}),
			async forgetProgress() {
				order.push('forgotten');
			},
		});
		const {press, ended} = renderWizard({
			initial: creativeForceAt('summary'),
			services,
		});
		await press('', '✔ Connection file');
		// The help shows that Enter was heard.
		await press('\r?', 'What is this?');
		finishSaving();
		expect(await ended).toMatchObject({end: 'finished'});
		expect(order).toEqual(['saved', 'forgotten']);
	});
});

describe('a message', () => {
	test('lives for one more step', async () => {
		const {press, frame, waitFor, waitUntil} = renderWizard({
			initial: creativeForceAt('account', {
				answers: answersWithout(creativeForceAnswers, 'region'),
			}),
		});
		await press('1', 'Which bucket may');
		await press('\r eu-central-1\r', 'Which KMS key');
		await waitFor('White space around the value was removed');
		await press('\r\r', 'What is the name of the role');
		await waitUntil(() => !frame().includes('White space around'));
	});

	test('of a copy does not stand on the next step, whose document is not copied', async () => {
		const {press, frame} = renderWizard({initial: creativeForceAt('form')});
		await press('1', 'Copied Authentication Type.');
		await press('\r', 'not copied yet');
		expect(frame()).not.toContain('Copied Authentication Type.');
	});

	test('is replaced by the next', async () => {
		const {press, frame} = renderWizard({initial: creativeForceAt('form')});
		await press('1', 'Copied Authentication Type.');
		await press('6', 'Copied Bucket.');
		expect(frame()).not.toContain('Copied Authentication Type.');
	});
});

describe('the help', () => {
	test('comes and goes without losing the field one was in', async () => {
		const {press, frame} = renderWizard({
			initial: creativeForceAt('bucket', {
				answers: {...creativeForceAnswers, region: ''},
			}),
		});
		await press('\teu-', 'eu-central-1   Europe (Frankfurt)');
		await press('?', 'What is this?');
		expect(frame()).not.toContain('Which bucket may');
		await press(escapeKey, 'Which bucket may');
		await press('north', 'eu-north');
		await press('\r', 'Which KMS key');
	});

	test('comes and goes without losing the document one was at', async () => {
		const {press} = renderWizard({initial: creativeForceAt('policies')});
		await press('n', '2 of 4');
		await press('?', 'What is this?');
		await press('?', '2 of 4');
	});

	test('lets no key through to the step', async () => {
		const {press, send, services} = renderWizard({initial: creativeForceAt('policies')});
		await press('?', 'What is this?');
		send('cn\r');
		await press('?', '1 of 4');
		expect(services.log.copied).toEqual([]);
	});

	test.each(stepIds)('answers three questions at the step %s', async (step) => {
		const make = step === 'inputs' ? iconikAt : creativeForceAt;
		const {press, frame} = renderWizard({initial: make(step)});
		await press('?', 'What is this?');
		expect(frame()).toContain('Where do I find it?');
		expect(frame()).toContain('If it is wrong');
	});
});

describe('a screen that cannot be drawn', () => {
	test('ends the wizard with the error', async () => {
		const {ended} = renderWizard({
			initial: creativeForceAt('policies', {answers: {vendor: 'creative-force'}}),
		});
		expect(await ended).toMatchObject({error: expect.any(UserError)});
	});

	test('ends it at whatever step it happens', async () => {
		const services = fakeServices({
			randomId() {
				throw new Error('no random numbers');
			},
		});
		const {ended} = renderWizard({
			initial: creativeForceAt('external-id', {
				answers: answersWithout(creativeForceAnswers, 'externalId'),
			}),
			services,
		});
		expect(await ended).toMatchObject({error: {message: 'no random numbers'}});
	});
});

describe('a vendor from a profile file', () => {
	test('can be chosen again after another one', async () => {
		const {press, send, frame, ended, services} = renderWizard({initial: pictureBarnAt('vendor')});
		await press(escapeKey, 'Which vendor needs');
		expect(frame()).toContain('▸ Picture Barn');
		await press('3', 'What will iconik do');
		await press(escapeKey, 'Which vendor needs');
		await press('7', 'What will Picture Barn do');
		send(controlC);
		await ended;
		expect(services.log.progress.at(-1)).toMatchObject({
			answers: {vendor: pictureBarnAnswers['vendor']},
		});
	});

	test('is asked for both inputs before anything is made of the answers', async () => {
		const {press, frame} = renderWizard({
			initial: pictureBarnAt('external-id', {
				answers: answersWithout(pictureBarnAnswers, 'workspace', 'stableName'),
			}),
		});
		await press('\r', 'What is your Workspace and Stable name in Picture Barn?');
		await press('north\r', '✔');
		await press('barn\r', 'Create the role');
		expect(frame()).toContain('PictureBarnAccess');
	});

	test('comes to its end', async () => {
		const {press, send, ended, services} = renderWizard({initial: pictureBarnAt('form')});
		await press('6', '✔ 6  Workspace');
		for (const next of [
			'1 of 4',
			'2 of 4',
			'3 of 4',
			'4 of 4',
			'Go on although these were never copied?',
		]) {
			await press('\r', next);
		}

		await press('2', 'Do you want to check the policies');
		await press('5', '✔ Connection file');

		send('\r');
		expect(await ended).toMatchObject({end: 'finished'});
		expect(services.log.connections[0]).toMatchObject({
			vendor: '/home/ann/profiles/picture-barn.json',
			inputs: {workspace: 'north', stableName: 'barn'},
		});
	});
});
