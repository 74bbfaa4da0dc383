import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {
	loadProgress,
	progressOf,
	saveProgress,
	stateFromProgress,
} from '../../source/wizard/progress.ts';
import {initialState} from '../../source/wizard/state.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {now} from './support/services.ts';
import {answersWithout, creativeForceAnswers, creativeForceAt, iconikAt} from './support/states.ts';

let folder: string;
let file: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'progress-'));
	file = path.join(folder, 'data', 'progress.json');
});

afterEach(() => rm(folder, {recursive: true}));

const state = creativeForceAt('form', {
	copied: {'form:Bucket': 'acme-assets'},
	copyWays: {'form:Bucket': 'system'},
	existing: {'bucket-policy': '{}'},
	narrower: ['bucket-policy'],
});

describe('the progress', () => {
	test('comes back as it was saved', async () => {
		expect(await saveProgress(progressOf(state, now), file)).toBe(true);
		const progress = await loadProgress(file);
		expect(progress?.savedAt).toBe(now.toISOString());
		expect(progress && stateFromProgress(progress, creativeForce)).toEqual(state);
	});

	test('can be read by its owner alone, and so can its folder', async () => {
		await saveProgress(progressOf(state, now), file);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
	});

	test('keeps the way into the account and what was pasted, but not who was signed in', async () => {
		const signedIn = {accountId: '111122223333', arn: 'arn:aws:iam::111122223333:user/ann'};
		const looking = creativeForceAt('verify', {
			access: {kind: 'profile', profile: 'work'},
			signedIn,
			pasted: {'trust-policy': '{}'},
			verified: {verdict: 'fail', failed: 3, at: '2026-03-04T10:00:00.000Z'},
		});
		await saveProgress(progressOf(looking, now), file);
		expect(await readFile(file, 'utf8')).not.toContain('user/ann');
		const progress = await loadProgress(file);
		const restored = progress && stateFromProgress(progress, creativeForce);
		expect(restored).toMatchObject({
			access: {kind: 'profile', profile: 'work'},
			pasted: {'trust-policy': '{}'},
		});
		expect(restored).not.toHaveProperty('signedIn');
		expect(restored).not.toHaveProperty('verified');
	});

	test('keeps what was changed in AWS, and nothing that was practised, whatever is looked at then', () => {
		const change = {
			title: 'Bucket policy',
			detail: 'Written.',
			isDone: true,
			undo: 's3-handshake apply --undo 1',
			at: '2026-03-04T10:00:00.000Z',
		};
		const applied = [change, {...change, isPractice: true}] as const;
		for (const access of [{kind: 'practice'}, {kind: 'guided'}] as const) {
			expect(progressOf(creativeForceAt('verify', {access, applied}), now).applied).toEqual([
				change,
			]);
		}
	});

	test('of before one could sign in is taken as without AWS', async () => {
		const {access: _, pasted: __, ...older} = progressOf(state, now);
		file = path.join(folder, 'progress.json');
		await writeFile(file, JSON.stringify(older));
		expect(await loadProgress(file)).toMatchObject({access: {kind: 'guided'}, pasted: {}});
	});

	test('is replaced by the next one, and nothing else is left behind', async () => {
		await saveProgress(progressOf(state, now), file);
		await saveProgress(progressOf(creativeForceAt('summary'), now), file);
		expect((await loadProgress(file))?.step).toBe('summary');
		expect(await readdir(path.dirname(file))).toEqual(['progress.json']);
	});

	test('that cannot be saved is no error', async () => {
		await writeFile(path.join(folder, 'data'), 'a file where the folder should be');
		expect(await saveProgress(progressOf(state, now), file)).toBe(false);
	});
});

describe('a file that cannot be used', () => {
	const saved = progressOf(state, now);

	test.each([
		['no JSON', '{"version": 1,'],
		['nothing', ''],
		['another version', JSON.stringify({...saved, version: 2})],
		['a step that there is not', JSON.stringify({...saved, step: 'verify-all'})],
		['answers that are no text', JSON.stringify({...saved, answers: {bucket: 1}})],
		[
			'a way into the account that there is not',
			JSON.stringify({...saved, access: {kind: 'root'}}),
		],
		['no time', JSON.stringify({...saved, savedAt: 'yesterday'})],
		['a list', '[]'],
	])('holds %s, and is taken as none', async (_what, text) => {
		file = path.join(folder, 'progress.json');
		await writeFile(file, text);
		expect(await loadProgress(file)).toBeUndefined();
	});

	test('is not there, or is a folder', async () => {
		expect(await loadProgress(file)).toBeUndefined();
		expect(await loadProgress(folder)).toBeUndefined();
	});
});

describe('a profile that has changed since', () => {
	test('leads to the first answer that no longer fits, and not to a screen that needs it', () => {
		const progress = progressOf(
			creativeForceAt('policies', {answers: {...creativeForceAnswers, purpose: 'gone'}}),
			now,
		);
		expect(stateFromProgress(progress, creativeForce).step).toBe('vendor');
	});

	test('and has no such step any more leads to one that it has', () => {
		const progress = progressOf(iconikAt('inputs'), now);
		const answers = {...creativeForceAnswers};
		expect(stateFromProgress({...progress, answers}, creativeForce).step).toBe('policies');
	});

	test('does not move a step that can be shown with answers missing', () => {
		const answers = answersWithout(creativeForceAnswers, 'bucket', 'accountId');
		const progress = progressOf(creativeForceAt('encryption', {answers}), now);
		expect(stateFromProgress(progress, creativeForce).step).toBe('encryption');
	});
});

test('a fresh state is kept too', () => {
	const progress = progressOf(initialState, now);
	expect(stateFromProgress(progress, iconik)).toMatchObject({step: 'vendor', answers: {}});
});
