import {Buffer} from 'node:buffer';

const escapeCharacter = '\u{1B}';
const bell = '\u{7}';
const stringTerminator = `${escapeCharacter}\\`;

/** xterm's limit for the base64 text of one OSC 52 sequence; longer ones are dropped or cut without a word. */
const longestPayload = 74_994;
/** GNU screen passes on at most 768 bytes at once, older ones 256. */
const screenChunkLength = 240;

const screenChunks = (sequence: string): string => {
	let chunks = '';
	for (let start = 0; start < sequence.length; start += screenChunkLength) {
		const chunk = sequence.slice(start, start + screenChunkLength);
		chunks += `${escapeCharacter}P${chunk}${stringTerminator}`;
	}
	return chunks;
};

/** Written inside tmux, it reaches the terminal of tmux, with `allow-passthrough on`. */
const pastTmux = (sequence: string): string =>
	`${escapeCharacter}Ptmux;${sequence.replaceAll(escapeCharacter, escapeCharacter + escapeCharacter)}${stringTerminator}`;

/** The sequence for a terminal without anything between; undefined where it is known not to take it, or too long. */
const plainSequence = (text: string, env: Variables): string | undefined => {
	const payload = Buffer.from(text, 'utf8').toString('base64');
	const terminal = env.TERM ?? '';
	return payload.length > longestPayload ||
		terminal === 'dumb' ||
		terminal === 'linux' ||
		isCloudShell(env)
		? undefined
		: `${escapeCharacter}]52;c;${payload}${bell}`;
};

/**
 * What to write so that the terminal puts `text` into its clipboard (OSC 52,
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), or undefined where the terminal is known not to do it or the
 * text is too long.
 *
 * Inside tmux both forms are given: the plain one works with `set-clipboard on`, the wrapped one with
 * `allow-passthrough on` (https://github.com/tmux/tmux/wiki/Clipboard). GNU screen needs it wrapped and in pieces.
 */
export const terminalClipboardSequence = (text: string, env: Variables): string | undefined => {
	const sequence = plainSequence(text, env);
	if (sequence === undefined) {
		return undefined;
	}
	if (env.TMUX) {
		return `${sequence}${pastTmux(sequence)}`;
	}
	return env.STY ? screenChunks(sequence) : sequence;
};

/**
 * What to write inside tmux for the terminal that tmux itself runs in: also where that is GNU screen, which wants it in
 * pieces of its own. Undefined as above.
 */
export const sequencePastTmux = (
	text: string,
	env: Variables,
	terminal: string,
): string | undefined => {
	const sequence = plainSequence(text, env);
	if (sequence === undefined) {
		return undefined;
	}
	return pastTmux(isScreen(terminal) ? screenChunks(sequence) : sequence);
};

/** Whether a terminal calls itself GNU screen. */
export const isScreen = (terminal: string): boolean => /^screen(?:[.-]|$)/u.test(terminal);

type Variables = Readonly<Record<string, string | undefined>>;

/** Whether this runs in AWS CloudShell, whose terminal in the browser has neither clipboard nor OSC 52. */
const isCloudShell = (env: Variables): boolean => env.AWS_EXECUTION_ENV === 'CloudShell';

/** Whether the person sits at another machine, so that this machine's clipboard is not theirs. */
export const isElsewhere = (env: Variables): boolean =>
	isCloudShell(env) || Boolean(env.SSH_CONNECTION) || Boolean(env.SSH_TTY);
