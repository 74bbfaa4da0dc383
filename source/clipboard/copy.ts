import {exitCodes, UserError} from '../errors.ts';
import {dataFolder} from '../own-folder.ts';
import {safeFileName, savePrivateFile} from './files.ts';
import {isElsewhere, isScreen, sequencePastTmux, terminalClipboardSequence} from './osc52.ts';
import {copyToTmux} from './tmux.ts';
import type {ClipboardEnvironment, CopyResult} from './types.ts';

/** The programs behind the system clipboard can hang when there is no display. */
const systemPatienceMilliseconds = 2000;

type Attempt<Value> = {readonly value: Value} | undefined;

/** The result of `action`, or undefined where it fails or takes too long. */
const attempt = async <Value>(action: () => Promise<Value>): Promise<Attempt<Value>> => {
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => resolve(undefined), systemPatienceMilliseconds);
	});
	try {
		return await Promise.race([action().then((value) => ({value})), patience]);
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
};

/** Windows gives line breaks back as it likes them, and some clipboards add one at the end. */
const comparable = (text: string): string => text.replace(/\r\n?/gu, '\n').replace(/\n+$/u, '');

const copyToSystem = async (
	text: string,
	{env, system}: ClipboardEnvironment,
): Promise<CopyResult | undefined> => {
	if (isElsewhere(env)) {
		return undefined;
	}
	const written = await attempt(() => system.write(text));
	if (written === undefined) {
		return undefined;
	}
	const found = await attempt(() => system.read());
	if (found === undefined) {
		return {
			way: 'system',
			message: 'Sent to the clipboard, which could not be read back.',
			isUncertain: true,
		};
	}
	return comparable(found.value) === comparable(text)
		? {way: 'system', message: 'Copied to the clipboard.'}
		: undefined;
};

/**
 * Through tmux, where the program runs inside of it. What stands in tmux's buffer is known; what its terminal made of it is
 * not.
 */
const copyInsideTmux = async (
	text: string,
	{env, tmux, writeTerminal}: ClipboardEnvironment,
): Promise<CopyResult | undefined> => {
	if (!env.TMUX) {
		return undefined;
	}
	const copied = await attempt(() => copyToTmux(text, tmux));
	if (copied?.value === undefined) {
		return undefined;
	}
	const {isHandedOn, letsThrough, terminal} = copied.value;
	// Screen takes nothing that tmux sends it by itself.
	const isReached = isHandedOn && !isScreen(terminal);
	// Where screen runs in tmux and not the other way around, what is written goes to screen.
	const isPassable = letsThrough && (!env.STY || isScreen(terminal));
	const past = isReached || !isPassable ? undefined : sequencePastTmux(text, env, terminal);
	if (past !== undefined) {
		writeTerminal(past);
	}
	const isSent = isReached || past !== undefined;
	return {
		way: isSent ? 'terminal' : 'tmux',
		message: isSent
			? "In tmux's buffer (prefix ] pastes it), and sent to the terminal's clipboard."
			: "In tmux's buffer alone: prefix ] pastes it, in tmux. tmux hands nothing on here (set-clipboard is off).",
		isUncertain: true,
	};
};

const copyToTerminal = (
	text: string,
	{env, writeTerminal}: ClipboardEnvironment,
): CopyResult | undefined => {
	const sequence = terminalClipboardSequence(text, env);
	if (sequence === undefined) {
		return undefined;
	}
	writeTerminal(sequence);
	return {
		way: 'terminal',
		message: "Sent to the terminal's clipboard.",
		isUncertain: true,
	};
};

/**
 * Saves `text` in a file of the data folder that only its owner can read, e.g. under `acme-assets-role-policy.json`.
 *
 * @param name - Made into a safe file name; a file of that name is overwritten.
 * @throws UserError when the file cannot be written.
 */
export const saveToFile = async (
	text: string,
	name: string,
	environment: Pick<ClipboardEnvironment, 'saveFile'> = realFiles,
): Promise<CopyResult> => {
	try {
		const path = await environment.saveFile(safeFileName(name), text);
		return {way: 'file', message: `Saved to ${path}`, path};
	} catch (error) {
		const reason = [
			error instanceof Error ? error.message : String(error),
			...(error instanceof UserError ? error.problems.map(({rule}) => rule) : []),
		].join('. ');
		throw new UserError(`The text could not be saved to a file: ${reason}`, {
			exitCode: exitCodes.failed,
			hint: 'Select it with the mouse and copy it from the screen.',
			cause: error,
		});
	}
};

/**
 * Copies `text` by the best way there is: the system's clipboard, which is read back to be sure; else the terminal's
 * (OSC 52), which never answers; else a file.
 *
 * @throws UserError when even the file cannot be written.
 */
export const copyText = async (
	text: string,
	{name, environment}: {readonly name: string; readonly environment: ClipboardEnvironment},
): Promise<CopyResult> =>
	(await copyToSystem(text, environment)) ??
	(await copyInsideTmux(text, environment)) ??
	copyToTerminal(text, environment) ??
	saveToFile(text, name, environment);

const realFiles: Pick<ClipboardEnvironment, 'saveFile'> = {
	saveFile: async (name, text) => savePrivateFile(dataFolder(), name, text),
};

/**
 * The real clipboard, terminal and files.
 *
 * @param writeTerminal - Writes to the terminal past Ink's frame, e.g. `write` of Ink's `useStdout()`.
 */
export const systemClipboardEnvironment = (
	writeTerminal: (text: string) => void,
): ClipboardEnvironment => ({
	env: process.env,
	writeTerminal,
	// Loaded at the first copy: it brings a dozen packages along that a start does not need.
	system: {
		read: async () => (await import('clipboardy')).default.read(),
		write: async (text) => (await import('clipboardy')).default.write(text),
	},
	tmux: async (args, input) => (await import('./run-tmux.ts')).runTmux(args, input),
	...realFiles,
});
