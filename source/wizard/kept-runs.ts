import {readdirSync} from 'node:fs';
import path from 'node:path';
import {dataFolder} from '../own-folder.ts';
import {loadProgress, type Progress, textOfProgress} from './progress.ts';

/** A run of the wizard that was left before its end. */
export type KeptRun = {
	/** Where its progress lies. */
	readonly file: string;
	readonly progress: Progress;
};

/** Programs of before several runs were kept have written their only one here. */
const onlyRun = 'progress.json';

/** The folder with a file for each run that is kept. Throws `UserError` where there is no place for it. */
export function runsFolder(): string {
	return path.join(dataFolder(), 'runs');
}

/**
 * A file for the progress of a run that begins now. No other start has the same, so that two wizards at once do not write
 * over each other. Throws `UserError` where there is no place for it.
 */
export function newRunFile(now: Date, randomId: string): string {
	const time = now.toISOString().replaceAll(/[-:]|\.\d+Z$/gu, '');
	return path.join(runsFolder(), `${time}-${randomId.slice(0, 8)}.json`);
}

function filesOfRuns(): string[] {
	try {
		const folder = runsFolder();
		const names = readdirSync(folder, {withFileTypes: true})
			.filter((entry) => entry.isFile() && /^[^.].*\.json$/u.test(entry.name))
			.map(({name}) => path.join(folder, name));
		return [...names, path.join(dataFolder(), onlyRun)];
	} catch {
		try {
			return [path.join(dataFolder(), onlyRun)];
		} catch {
			// Without a place for them there are none.
			return [];
		}
	}
}

/** The runs that are kept and can be understood, the newest first. */
export async function keptRuns(): Promise<readonly KeptRun[]> {
	const runs = await Promise.all(
		filesOfRuns().map(async (file) => {
			const progress = await loadProgress(file);
			return progress === undefined ? [] : [{file, progress}];
		}),
	);
	return runs.flat().sort((a, b) => b.progress.savedAt.localeCompare(a.progress.savedAt));
}

/** What has to be the same in two runs for one to take the place of the other. */
const subject = ['vendor', 'purpose', 'accountId', 'bucket', 'folder'] as const;

/** Whether two runs are about the same: one vendor's access to one bucket, or one that was only practised. */
function isAboutTheSame(one: Progress, other: Progress): boolean {
	return (
		Boolean(one.answers['bucket']) &&
		subject.every((name) => (one.answers[name] ?? '') === (other.answers[name] ?? '')) &&
		(one.access.kind === 'practice') === (other.access.kind === 'practice')
	);
}

/** Whether a run knows how to undo what it changed: that goes on in the one that continues it, and in no other. */
function canUndo({applied}: Progress): boolean {
	return applied.some(({undo}) => undo !== undefined);
}

/** Those of the runs that a newer one takes the place of: it went on from them, or is about the same. */
export function replacedRuns(
	runs: readonly KeptRun[],
	{file, progress}: KeptRun,
	continued: string | undefined,
): readonly KeptRun[] {
	return runs.filter(
		(run) =>
			run.file !== file &&
			(run.file === continued ||
				(isAboutTheSame(run.progress, progress) && !canUndo(run.progress))),
	);
}

/** Removes a run, unless it was saved again meanwhile. */
export async function forgetRun({file, progress}: KeptRun): Promise<void> {
	const {removeIfUnchanged} = await import('../private-file.ts');
	removeIfUnchanged(file, textOfProgress(progress));
}
