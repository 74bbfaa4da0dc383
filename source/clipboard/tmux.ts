/** Runs tmux with these arguments; gives what it prints, and rejects where it fails or is not there. */
export type RunTmux = (args: readonly string[], input?: string) => Promise<string>;

/** What tmux made of a text: in its own buffer, and on to the terminal that it runs in. */
export type TmuxCopy = {
	/** Whether tmux says that it hands the text on to its terminal; what the terminal does nobody can know. */
	readonly isHandedOn: boolean;
	/** Whether the program may write past tmux to its terminal. */
	readonly letsThrough: boolean;
	/** What the terminal of tmux calls itself, e.g. `xterm-256color`; empty where tmux does not say. */
	readonly terminal: string;
};

async function answerOf(run: RunTmux, ...args: readonly string[]): Promise<string> {
	try {
		return (await run(args)).trim();
	} catch {
		// Older versions do not know each option.
		return '';
	}
}

/** The settings of `set-clipboard` with which tmux hands a text on. */
const handingOn = ['on', 'external'];

/**
 * Puts a text into tmux's buffer and has tmux hand it on to its terminal, read back to be sure. Undefined where tmux
 * cannot be reached or its buffer holds something else.
 *
 * Whoever set `set-clipboard` to `off` wants tmux to hand nothing on, and `load-buffer -w`, which came with version 3.2,
 * does so whatever the setting: it is not used then.
 * https://github.com/tmux/tmux/wiki/Clipboard
 * https://man.openbsd.org/tmux#set-clipboard
 */
export async function copyToTmux(text: string, run: RunTmux): Promise<TmuxCopy | undefined> {
	const isWanted = handingOn.includes(await answerOf(run, 'show-options', '-sv', 'set-clipboard'));
	const loaded = await load(text, isWanted, run);
	if (loaded === undefined || (await run(['show-buffer']).catch(() => undefined)) !== text) {
		return undefined;
	}

	const passthrough = await answerOf(run, 'show-options', '-wAv', 'allow-passthrough');
	return {
		isHandedOn: loaded === 'handed on',
		letsThrough: passthrough === 'on' || passthrough === 'all',
		terminal: await answerOf(run, 'display-message', '-p', '#{client_termname}'),
	};
}

/** Loads tmux's buffer, and hands it on where that is wanted and tmux can; undefined where it cannot be loaded. */
async function load(
	text: string,
	isWanted: boolean,
	run: RunTmux,
): Promise<'handed on' | 'kept' | undefined> {
	if (isWanted) {
		try {
			await run(['load-buffer', '-w', '-'], text);
			return 'handed on';
		} catch {
			// Older versions do not know it.
		}
	}

	try {
		await run(['load-buffer', '-'], text);
		return 'kept';
	} catch {
		return undefined;
	}
}
