import type {Key} from 'ink';

type Match = (input: string, key: Key) => boolean;

/** A key and what it does. */
export type KeyBinding = {
	/** The key as the footer shows it. Commands that share one label and description are shown once. */
	readonly label: string;
	/** What it does, in a few words. */
	readonly description: string;
	readonly match: Match;
};

const isBare = (key: Key): boolean =>
	!key.ctrl && !key.meta && !key.super && !key.hyper && key.eventType !== 'release';

/** Capitals count too: with Caps Lock on, `c` still copies. */
const letter =
	(expected: string): Match =>
	(input, key) =>
		isBare(key) && input.toLowerCase() === expected;

const control =
	(expected: string): Match =>
	(input, key) =>
		key.ctrl && !key.meta && key.eventType !== 'release' && input === expected;

const special =
	(
		name:
			| 'return'
			| 'escape'
			| 'upArrow'
			| 'downArrow'
			| 'leftArrow'
			| 'rightArrow'
			| 'pageUp'
			| 'pageDown'
			| 'home'
			| 'end',
	): Match =>
	(_input, key) =>
		isBare(key) && key[name];

const either =
	(first: Match, second: Match): Match =>
	(input, key) =>
		first(input, key) || second(input, key);

const scrolling = {label: '↑↓', description: 'scroll'};
const paging = {label: 'PgUp PgDn', description: 'page'};
const ends = {label: 'Home End', description: 'start, end'};
const panels = {label: '← →', description: 'other document'};

/** Every key of the wizard but those that are typed into a field or move in a list. */
export const keyBindings = {
	next: {label: 'Enter', description: 'next', match: special('return')},
	finish: {label: 'Enter', description: 'finish', match: special('return')},
	accept: {label: 'Enter', description: 'accept', match: special('return')},
	choose: {
		label: '↑↓',
		description: 'choose',
		match: either(special('upArrow'), special('downArrow')),
	},
	clear: {label: 'Ctrl+U', description: 'clear', match: control('u')},
	nextField: {
		label: 'Tab',
		description: 'next field',
		match: (_input, key) => isBare(key) && key.tab && !key.shift,
	},
	previousField: {
		label: 'Shift+Tab',
		description: 'previous field',
		match: (_input, key) => isBare(key) && key.tab && key.shift,
	},
	copy: {label: 'c', description: 'copy', match: letter('c')},
	copyAll: {label: 'a', description: 'copy all', match: letter('a')},
	copyNumber: {
		label: '1-9',
		description: 'copy that value',
		match: (input, key) => isBare(key) && /^[1-9]$/u.test(input),
	},
	saveFile: {label: 'f', description: 'file', match: letter('f')},
	open: {label: 'o', description: 'browser', match: letter('o')},
	diff: {label: 'd', description: 'what changes', match: letter('d')},
	narrower: {label: 'l', description: 'narrower', match: letter('l')},
	existing: {
		label: 'e',
		description: 'existing policy',
		match: letter('e'),
	},
	details: {label: 'Enter', description: 'what to do', match: special('return')},
	showChange: {label: 'Enter', description: 'old and new', match: special('return')},
	doAll: {label: 'A', description: 'do all', match: letter('a')},
	doStep: {label: 'D', description: 'do this', match: letter('d')},
	goOn: {label: 'n', description: 'go on', match: letter('n')},
	listUp: {label: '↑↓', description: 'choose', match: special('upArrow')},
	listDown: {label: '↑↓', description: 'choose', match: special('downArrow')},
	retry: {label: 'r', description: 'check again', match: letter('r')},
	showAll: {label: 'a', description: 'all checks', match: letter('a')},
	saveReport: {label: 's', description: 'save a report', match: letter('s')},
	generate: {
		label: 'Ctrl+G',
		description: 'make one up',
		match: control('g'),
	},
	newBucket: {
		label: 'Ctrl+N',
		description: 'no bucket yet',
		match: control('n'),
	},
	nextPanel: {...panels, match: either(special('rightArrow'), letter('n'))},
	previousPanel: {
		...panels,
		match: either(special('leftArrow'), letter('p')),
	},
	/** Names the keys of scrolling in the footer; a screen that scrolls listens to the six below. */
	scroll: {
		...scrolling,
		match: either(special('upArrow'), special('downArrow')),
	},
	scrollUp: {...scrolling, match: special('upArrow')},
	scrollDown: {...scrolling, match: special('downArrow')},
	pageUp: {...paging, match: special('pageUp')},
	pageDown: {...paging, match: special('pageDown')},
	scrollHome: {...ends, match: special('home')},
	scrollEnd: {...ends, match: special('end')},
	back: {label: 'Esc', description: 'back', match: special('escape')},
	closeHelp: {
		label: 'Esc',
		description: 'close help',
		match: either(special('escape'), letter('?')),
	},
	help: {label: '?', description: 'help', match: letter('?')},
	leave: {
		label: 'Ctrl+C',
		description: 'leave, answers are kept',
		match: control('c'),
	},
} as const satisfies Readonly<Record<string, KeyBinding>>;

export type CommandId = keyof typeof keyBindings;

/** The first of `commands` that this key stands for. */
export const commandFor = (
	commands: readonly CommandId[],
	input: string,
	key: Key,
): CommandId | undefined => commands.find((command) => keyBindings[command].match(input, key));

/** A command for the footer: its id, or its id with words that say better what it does on this screen. */
export type FooterCommand = CommandId | {readonly command: CommandId; readonly description: string};

/** One entry of the footer. */
export type KeyHint = {
	readonly command: CommandId;
	readonly label: string;
	readonly description: string;
};

/** The footer's entries for `commands`, in their order; two commands on one label with the same words make one entry. */
export const keyHints = (commands: readonly FooterCommand[]): KeyHint[] => {
	const hints = new Map<string, KeyHint>();
	for (const entry of commands) {
		const command = typeof entry === 'string' ? entry : entry.command;
		const {label} = keyBindings[command];
		const description =
			typeof entry === 'string' ? keyBindings[command].description : entry.description;
		const name = `${label} ${description}`;
		if (!hints.has(name)) {
			hints.set(name, {command, label, description});
		}
	}
	return [...hints.values()];
};
