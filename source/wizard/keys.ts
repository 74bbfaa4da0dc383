import type {Key} from 'ink';

type Match = (input: string, key: Key) => boolean;

/** A key and what it does. */
export type KeyBinding = {
	/** The key as the footer shows it. Commands that share one label and description are shown once. */
	readonly label: string;
	/** What it does, in a few words. */
	readonly description: string;
	/** The same in fewer words, for a window with little room. */
	readonly brief?: string;
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

/**
 * Every key of the wizard but those that are typed into a field or move in a list.
 *
 * Enter has one meaning: it goes on. It takes what is highlighted or typed, or else does what the bottom line names with it;
 * it does not lead back, nor past what is wrong. Only while AWS is waited for, it does nothing.
 */
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
	copyAddress: {label: 'y', description: 'copy address', match: letter('y')},
	diff: {label: 'd', description: 'what changes', match: letter('d')},
	narrower: {label: 'l', description: 'narrower', match: letter('l')},
	existing: {
		label: 'e',
		description: 'existing policy',
		brief: 'existing',
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
	copyStatement: {
		label: 'Ctrl+T',
		description: 'copy the statement',
		match: control('t'),
	},
	// Not Ctrl+B, which tmux keeps for itself.
	byHand: {
		label: 'Ctrl+O',
		description: 'by hand',
		match: control('o'),
	},
	signIn: {label: 'Ctrl+L', description: 'sign in', match: control('l')},
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
	forget: {label: 'Ctrl+D', description: 'forget it', match: control('d')},
	article: {label: 'Ctrl+R', description: 'article', match: control('r')},
	suspend: {label: 'Ctrl+Z', description: 'to the shell', match: control('z')},
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
		brief: 'leave',
		match: control('c'),
	},
} as const satisfies Readonly<Record<string, KeyBinding>>;

export type CommandId = keyof typeof keyBindings;

/** A key on a screen. */
export type ScreenKey = {
	readonly command: CommandId;
	/**
	 * What it does; `input` is the character pressed. Undefined where something else listens to it: a list, a field or a
	 * text that scrolls, and for the usual keys the wizard itself.
	 */
	readonly action?: ((input: string) => void) | undefined;
	/** In the footer, in place of the command's own words. */
	readonly description?: string;
	/** Set where the footer leaves it out. */
	readonly isHidden?: true;
};

/** The keys of a screen in the order of its footer; `false` stands for one that does not work now. */
export type ScreenKeys = readonly (ScreenKey | false)[];

/** A key that the screen listens to itself; `description` says better what it does there. */
export function on(
	command: CommandId,
	action: (input: string) => void,
	description?: string,
): ScreenKey {
	return {command, action, ...(description === undefined ? {} : {description})};
}

/** A key that something on the screen listens to, or the wizard. */
export function shown(command: CommandId, description?: string): ScreenKey {
	return {command, ...(description === undefined ? {} : {description})};
}

/** A key that works and is not named in the footer. */
export function hidden(command: CommandId, action?: (input: string) => void): ScreenKey {
	return {command, action, isHidden: true};
}

/** What nearly every screen ends with; `onBack` where Esc leads elsewhere than to the step before. */
export function usualKeys(onBack?: () => void): ScreenKeys {
	return [{command: 'back', action: onBack}, shown('help'), shown('leave')];
}

/** The first of `keys` that has an action and that this key stands for. */
export const keyFor = (keys: ScreenKeys, input: string, key: Key): ScreenKey | undefined =>
	keys
		.filter((candidate) => candidate !== false)
		.find(({command, action}) => action !== undefined && keyBindings[command].match(input, key));

/** One entry of the footer. */
export type KeyHint = {
	readonly command: CommandId;
	readonly label: string;
	readonly description: string;
	/** The same in fewer words, where there are any. */
	readonly brief?: string;
};

/** The footer's entries for `keys`, in their order; two commands on one label with the same words make one entry. */
export const keyHints = (keys: ScreenKeys): KeyHint[] => {
	const hints = new Map<string, KeyHint>();
	for (const key of keys) {
		if (key === false || key.isHidden) {
			continue;
		}

		const {command} = key;
		const {label, description: usual, brief}: KeyBinding = keyBindings[command];
		const {description = usual} = key;
		const name = `${label} ${description}`;
		if (!hints.has(name)) {
			hints.set(name, {
				command,
				label,
				description,
				...(brief !== undefined && key.description === undefined && {brief}),
			});
		}
	}
	return [...hints.values()];
};
