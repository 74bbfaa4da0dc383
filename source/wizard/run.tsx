import path from 'node:path';
import {setTimeout as delay, setImmediate as turnOfEventLoop} from 'node:timers/promises';
import {render} from 'ink';
import type {StatedConnection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {InterruptedError, interruptible} from '../interruptible.ts';
import {homeFolder} from '../own-folder.ts';
import {createPacedInput, knowsHyperlinks, type PacedInput} from '../terminal/index.ts';
import {readOrdinaryFile, readReason} from '../text-file.ts';
import type {Compute} from '../verify/index.ts';
import type {Access} from './access.ts';
import {forgetRun, type KeptRun, keptRuns, newRunFile, replacedRuns} from './kept-runs.ts';
import {loadScreens} from './load-screens.ts';
import {onceResized} from './once-resized.ts';
import {type Progress, saveProgress} from './progress.ts';
import type {SavedRun} from './StartScreen.tsx';
import type {AccountOptions, OpenAccount, Services} from './services.ts';
import type {WizardState} from './state.ts';
import {showsColours} from './theme.ts';
import {typedPath} from './typed-path.ts';
import {Wizard, type WizardResult} from './Wizard.tsx';

function homeOrNone(): string | undefined {
	try {
		return homeFolder();
	} catch {
		return undefined;
	}
}

async function readText(file: string): Promise<string> {
	// Nothing is read that would have to be waited for: the screen would stand still meanwhile.
	const name = typedPath(file, {home: homeOrNone(), isWindows: process.platform === 'win32'});
	const read = readOrdinaryFile(name);
	if ('text' in read) {
		return read.text;
	}

	throw new UserError(`${name} cannot be read: ${readReason(read.code)}`, {cause: read.cause});
}

async function openUrl(url: string): Promise<boolean> {
	// Where there is no screen, the helper programs would start nothing, or a text browser over this screen.
	const {env, platform} = process;
	const hasScreen =
		platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
	if (!hasScreen || env.SSH_CONNECTION) {
		return false;
	}

	const {default: open} = await import('open');
	await open(url);
	return true;
}

/** Ctrl+C, as a terminal in raw mode sends it. */
const leaveKey = '\u0003';

/** Below this size, in characters, everything is computed in a moment. */
const largeInput = 8192;

function computer(input: PacedInput): Compute {
	return (work, size) => {
		if (size < largeInput) {
			return work();
		}

		try {
			return input.outsideRawMode(() => interruptible(work));
		} catch (error) {
			if (!(error instanceof InterruptedError)) {
				throw error;
			}

			// The wizard leaves by its key, in good order.
			input.press(leaveKey);
			throw new UserError('Stopped.', {cause: error});
		}
	};
}

function servicesFor(
	{stdout, input}: {readonly stdout: NodeJS.WriteStream; readonly input: PacedInput},
	file: string | undefined,
): Services {
	let saver: ((connection: StatedConnection) => Promise<string>) | undefined;
	const runs = runKeeper();
	const openAccount = accountOpener();
	return {
		async copy(text, name) {
			const {copyText, systemClipboardEnvironment} = await import('../clipboard/index.ts');
			const environment = systemClipboardEnvironment((sequence) => stdout.write(sequence));
			return copyText(text, {name, environment});
		},
		async saveFile(text, name) {
			const {saveToFile} = await import('../clipboard/index.ts');
			return saveToFile(text, name);
		},
		openUrl,
		knowsLinks: showsColours() && knowsHyperlinks(process.env, stdout.isTTY === true),
		listAccess,
		openAccount,
		async openForChanges(access) {
			const {defaultBackupFolder} = await import('../apply/index.ts');
			const folder = await defaultBackupFolder();
			return {
				...(await openAccount(access)),
				writing: {
					// What is practised must not lie among the backups of real accounts.
					backupFolder: access.kind === 'practice' ? path.join(folder, 'practice') : folder,
					now: () => new Date(),
					// The program must not stay for a wait that was given up.
					wait: async (milliseconds) => delay(milliseconds, undefined, {ref: false}),
				},
			};
		},
		async openDocuments(texts) {
			const {documentsFromTexts} = await import('../account/index.ts');
			return documentsFromTexts(texts);
		},
		readText,
		async saveConnection(connection) {
			saver ??= (await import('./connection-path.ts')).connectionSaver(file);
			return saver(connection);
		},
		...runs,
		compute: computer(input),
		...(process.platform === 'win32' ? {} : {suspend: stopUntilContinued}),
		now: () => new Date(),
		// The global one, since Node loads what is behind it at the first use.
		randomId: () => crypto.randomUUID(),
	};
}

/** Stops the program and all that was started with it, e.g. by npm, as Ctrl+Z does outside of raw mode. */
function stopUntilContinued(): void {
	process.kill(0, 'SIGTSTP');
	// The window may have another size by now, of which a stopped program is not told.
	process.kill(process.pid, 'SIGWINCH');
}

const endingSignals = ['SIGTERM', 'SIGHUP'] as const;

/**
 * Leaves the wizard as by its key where it is told to end from outside, or where its terminal is gone: what was typed is
 * kept. Gives what takes this back.
 */
function leaveOnSignals(input: PacedInput): () => void {
	const {stdin, stdout, stderr} = process;
	const leave = () => input.press(leaveKey);
	const hangUp = () => {
		// Nobody reads any more; a write that fails must not come before the answers are kept.
		for (const stream of [stdout, stderr]) {
			stream.on('error', () => undefined);
		}

		leave();
	};
	const handlers = {SIGTERM: leave, SIGHUP: hangUp} as const;
	for (const signal of endingSignals) {
		process.on(signal, handlers[signal]);
	}

	stdin.once('end', hangUp);
	stdin.once('error', hangUp);
	return () => {
		for (const signal of endingSignals) {
			process.off(signal, handlers[signal]);
		}

		stdin.off('end', hangUp);
		stdin.off('error', hangUp);
	};
}

/** Keeps this run in a file of its own, in place of those that it goes on from. */
function runKeeper(): Pick<
	Services,
	'saveProgress' | 'forgetProgress' | 'continueRun' | 'forgetRun'
> {
	let kept: KeptRun | undefined;
	let continued: string | undefined;
	const startedAt = new Date().toISOString();
	const keep = async (progress: Progress): Promise<boolean> => {
		const isFirst = kept === undefined;
		const file = kept?.file ?? newRunFile(new Date(), crypto.randomUUID());
		const run = {file, progress};
		if (!(await saveProgress(progress, file))) {
			return false;
		}

		kept = run;
		// A bucket that was answered meanwhile may be that of another run.
		const others = isFirst || progress.answers['bucket'] !== undefined ? await keptRuns() : [];
		// Another wizard may be at work beside this one: what it has saved since is left to it.
		const earlier = others.filter((other) => other.progress.savedAt < startedAt);
		for (const replaced of replacedRuns(earlier, run, continued)) {
			await forgetRun(replaced);
		}

		return true;
	};
	return {
		async saveProgress(progress) {
			try {
				return await keep(progress);
			} catch {
				// There may be no place to keep it, which must stop nobody.
				return false;
			}
		},
		async forgetProgress() {
			if (kept !== undefined) {
				await forgetRun(kept);
			}
		},
		continueRun(file) {
			continued = file;
		},
		async forgetRun(file) {
			const run = (await keptRuns()).find((one) => one.file === file);
			if (run !== undefined) {
				await forgetRun(run);
			}
		},
	};
}

/** Opens each account once, so that one signs in once and the practice account remembers what was done to it. */
function accountOpener() {
	const opened = new Map<string, Promise<OpenAccount>>();
	const open = async (
		access: Access,
		{mfaCode, onNotice}: AccountOptions,
	): Promise<OpenAccount> => {
		const {openAwsAccount, openPracticeAccount} = await import('../account/index.ts');
		return access.kind === 'practice'
			? openPracticeAccount()
			: openAwsAccount({
					...(access.kind === 'profile' ? {profile: access.profile} : {}),
					...(mfaCode === undefined ? {} : {mfaCode}),
					...(onNotice === undefined ? {} : {onNotice}),
				});
	};
	return async (access: Access, options: AccountOptions = {}): Promise<OpenAccount> => {
		const name = JSON.stringify(access);
		const account = opened.get(name) ?? open(access, options);
		opened.set(name, account);
		try {
			return await account;
		} catch (error) {
			// The next try may be after the person has signed in elsewhere.
			opened.delete(name);
			throw error;
		}
	};
}

async function listAccess() {
	const {listProfiles} = await import('../account/index.ts');
	const {env} = process;
	return {
		profiles: await listProfiles(),
		hasEnvironment: Boolean(
			env['AWS_ACCESS_KEY_ID'] ||
				env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ||
				env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ||
				env['AWS_WEB_IDENTITY_TOKEN_FILE'],
		),
	};
}

type Options = {
	readonly file: string | undefined;
	readonly initial: WizardState | undefined;
	readonly saved: readonly SavedRun[];
};

/** Leaves nothing on the screen, with the cursor in its corner. */
const homeAndEraseDown = '\u001B[H\u001B[J';

/** The person reads the first screen for longer than this, in milliseconds. */
const readingTime = 400;

/** Loads what signs in and looks into an account while the first screens are read. Where that fails, signing in says so. */
async function prepareAccount(screens: Promise<unknown>): Promise<void> {
	try {
		await screens;
		await delay(readingTime, undefined, {ref: false});
		const {loadSdk} = await import('../account/index.ts');
		await loadSdk();
	} catch {}
}

/**
 * Shows the wizard on the terminal until it is left, and leaves the terminal as it was. Throws what a screen threw,
 * after the screen has closed. Needs stdin and stdout to be terminals.
 */
export async function showWizard({file, initial, saved}: Options): Promise<WizardResult> {
	const {stdin, stdout} = process;
	// The other screen takes over the cursor's column, which is not the first one when something was typed early.
	stdout.write('\r');
	if (initial !== undefined && initial.step !== 'vendor') {
		await loadScreens();
	}

	// The first screen is drawn at once and does not wait for the others. Keys do: they may lead to one.
	const others = turnOfEventLoop().then(loadScreens);
	const input = createPacedInput(stdin, others);
	const services = servicesFor({stdout, input}, file);
	const wizard = () => <Wizard initial={initial} saved={saved} services={services} />;
	const {waitUntilExit, clear, rerender} = render(wizard(), {
		stdin: input,
		stdout,
		alternateScreen: true,
		exitOnCtrlC: false,
		incrementalRendering: true,
		interactive: true,
		patchConsole: false,
		// A frame for every key: to wait for the next one of a usual rate would be felt while scrolling.
		maxFps: 500,
	});
	void prepareAccount(others);
	const stopListening = leaveOnSignals(input);
	const stopRedrawing = onceResized(() => {
		stdout.write(homeAndEraseDown);
		clear();
		rerender(wizard());
	});
	try {
		return (await waitUntilExit()) as WizardResult;
	} finally {
		stopRedrawing();
		stopListening();
	}
}
