import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {WritableAccount, Writer} from '../../account/index.ts';
import {
	beginRun,
	defaultBackupFolder,
	type RunFolder,
	type WriteContext,
	watchRefusals,
} from '../../apply/index.ts';
import {awaitedWords} from '../../words/index.ts';
import type {Common} from '../call.ts';
import {createProgress, voiceFor} from '../voice.ts';
import type {ApplyAsked} from './options.ts';

/** What changes are made with. */
export type ChangeContext = WriteContext & {
	/** Says a line at its turn, while changes go on. */
	readonly say: (text: string) => void;
};

/**
 * Makes changes in the account: waits are shown while they last, an interruption is answered at once, and what was refused
 * is remembered. The backups go into a folder of this run's own.
 */
export async function changing<T>(
	{account}: {readonly account: WritableAccount},
	asked: Pick<ApplyAsked, 'json' | 'backups' | 'practice'>,
	common: Common,
	change: (writer: Writer, context: ChangeContext) => Promise<T>,
): Promise<{readonly result: T; readonly refused: readonly string[]; readonly run: RunFolder}> {
	const {io, output} = common;
	const {signal} = io;
	const voice = voiceFor(asked, common);
	const progress = createProgress(io);
	const {writer, refused} = watchRefusals(await account.writer());
	const run = await beginRun(await folderOfBackups(asked), new Date());
	const waitedFor = new Set<string>();
	let said: Promise<void> = Promise.resolve();
	const say = (speak: (text: string) => Promise<void>, text: string) => {
		progress.clear();
		said = said.then(() => speak(text));
	};

	const onStop = () =>
		say(output.message, 'Stopping after the current call. Press Ctrl+C again to stop at once.');
	signal?.addEventListener('abort', onStop, {once: true});
	try {
		const result = await change(writer, {
			backupFolder: run.folder,
			now: () => new Date(),
			wait: async (milliseconds) => {
				await sleep(milliseconds, undefined, {...(signal === undefined ? {} : {signal})}).catch(
					() => undefined,
				);
			},
			...(signal === undefined ? {} : {signal}),
			onWaiting(awaited, seconds) {
				const what = awaitedWords[awaited];
				if (io.stderr.isTTY === true) {
					progress.show(`Waiting for ${what}: next attempt in ${seconds} s`);
				} else if (!waitedFor.has(awaited)) {
					waitedFor.add(awaited);
					say(output.message, `Waiting for ${what}. This can take up to two minutes.`);
				}
			},
			say: (text) => say(voice.say, text),
		});
		return {result, refused: [...refused], run};
	} finally {
		signal?.removeEventListener('abort', onStop);
		progress.clear();
		await said;
	}
}

/** Where the runs keep their backups. What was backed up of a practice account stays apart from what is real. */
export async function folderOfBackups({
	backups,
	practice,
}: Pick<ApplyAsked, 'backups' | 'practice'>): Promise<string> {
	if (backups !== undefined) {
		return backups;
	}

	const folder = await defaultBackupFolder();
	return practice ? path.join(folder, 'practice') : folder;
}

/**
 * The work's result; rejects with the signal's reason as soon as that fires. The work itself goes on, so this is only
 * for what changes nothing.
 */
export async function untilInterrupted<T>(
	signal: AbortSignal | undefined,
	work: Promise<T>,
): Promise<T> {
	if (signal === undefined) {
		return work;
	}

	// Nobody waits for the work any more once the signal has fired.
	work.catch(() => undefined);
	signal.throwIfAborted();
	let stop = () => {};
	const interrupted = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, {once: true});
	});
	try {
		return await Promise.race([work, interrupted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
