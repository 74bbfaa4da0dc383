import {existsSync} from 'node:fs';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {
	forgetRun,
	type KeptRun,
	keptRuns,
	newRunFile,
	replacedRuns,
	runsFolder,
} from '../../source/wizard/kept-runs.ts';
import {type Progress, progressOf, saveProgress} from '../../source/wizard/progress.ts';
import {now} from './support/services.ts';
import {creativeForceAnswers, creativeForceAt} from './support/states.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'runs-'));
	vi.stubEnv('HOME', folder);
	vi.stubEnv('XDG_DATA_HOME', folder);
});

afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, {recursive: true});
});

function progress(bucket: string | undefined, minutes = 0, changes: object = {}): Progress {
	const {bucket: _, ...others} = creativeForceAnswers;
	const answers = bucket === undefined ? others : {...others, bucket};
	const state = creativeForceAt('bucket', {answers, ...changes});
	return progressOf(state, new Date(now.getTime() + minutes * 60_000));
}

async function keep(bucket: string | undefined, minutes = 0): Promise<KeptRun> {
	const run = {file: newRunFile(now, crypto.randomUUID()), progress: progress(bucket, minutes)};
	expect(await saveProgress(run.progress, run.file)).toBe(true);
	return run;
}

describe('the runs that are kept', () => {
	test('come back, the newest first', async () => {
		const runs = [await keep('alpha', 1), await keep('beta', 3), await keep('gamma', 2)];
		expect(await keptRuns()).toEqual([runs[1], runs[2], runs[0]]);
	});

	test('have a file each, whose name sorts by time and holds no answer', () => {
		expect(path.basename(newRunFile(now, 'abcdefgh-1234'))).toBe('20260304T100000-abcdefgh.json');
		expect(newRunFile(now, 'a1')).not.toBe(newRunFile(now, 'a2'));
	});

	test('include the only one that older programs kept', async () => {
		const file = path.join(path.dirname(runsFolder()), 'progress.json');
		await saveProgress(progress('old', 5), file);
		const run = await keep('new', 1);
		expect((await keptRuns()).map((one) => one.file)).toEqual([file, run.file]);
	});

	test('leave out what cannot be understood', async () => {
		const run = await keep('alpha');
		await writeFile(path.join(runsFolder(), 'broken.json'), '{');
		await writeFile(path.join(runsFolder(), 'notes.txt'), 'mine');
		expect(await keptRuns()).toEqual([run]);
		expect(await readdir(runsFolder())).toContain('notes.txt');
	});

	test('are none without a folder, or without a home', async () => {
		expect(await keptRuns()).toEqual([]);
		vi.stubEnv('HOME', '');
		vi.stubEnv('XDG_DATA_HOME', undefined);
		expect(await keptRuns()).toEqual([]);
	});

	test('are forgotten one by one, but not where another start has saved them again', async () => {
		const [alpha, beta] = [await keep('alpha'), await keep('beta')];
		await saveProgress(progress('beta', 7), beta.file);
		await forgetRun(alpha);
		await forgetRun(beta);
		await forgetRun(beta);
		expect(existsSync(alpha.file)).toBe(false);
		expect((await keptRuns()).map(({file}) => file)).toEqual([beta.file]);
	});
});

describe('a newer run', () => {
	const run = (bucket: string | undefined, changes: object = {}): KeptRun => ({
		file: `/runs/${bucket}${JSON.stringify(changes)}.json`,
		progress: progress(bucket, 0, changes),
	});
	const newer: KeptRun = {file: '/runs/newer.json', progress: progress('alpha')};

	test('takes the place of those about the same bucket and vendor', () => {
		const same = run('alpha');
		const runs = [same, run('beta'), run(undefined), newer];
		expect(replacedRuns(runs, newer, undefined)).toEqual([same]);
	});

	test('takes the place of the one that it went on from, whatever that was about', () => {
		const before = run(undefined);
		expect(replacedRuns([before, run('beta')], newer, before.file)).toEqual([before]);
	});

	test.each([
		['purpose', 'data-source'],
		['accountId', '999900001111'],
		['folder', 'landing'],
	])('does not take the place of one with another %s', (field, value) => {
		const other = run('alpha', {
			answers: {...creativeForceAnswers, bucket: 'alpha', [field]: value},
		});
		expect(replacedRuns([other], newer, undefined)).toEqual([]);
	});

	test('does not take the place of one that says how to undo its changes, unless it went on from it', () => {
		const change = {
			title: 'Bucket policy',
			detail: 'Written.',
			isDone: true,
			at: now.toISOString(),
		};
		const changed = run('alpha', {applied: [{...change, undo: 's3-handshake apply --undo 1'}]});
		const failed = run('alpha', {applied: [change]});
		expect(replacedRuns([changed, failed], newer, undefined)).toEqual([failed]);
		expect(replacedRuns([changed], newer, changed.file)).toEqual([changed]);
	});

	test('does not take the place of one that was only practised', () => {
		const practised = run('alpha', {access: {kind: 'practice'}});
		expect(replacedRuns([practised], newer, undefined)).toEqual([]);
	});

	test('without a bucket takes the place of none', () => {
		const without = {file: '/runs/newer.json', progress: progress(undefined)};
		expect(replacedRuns([run(undefined), run('alpha')], without, undefined)).toEqual([]);
	});
});
