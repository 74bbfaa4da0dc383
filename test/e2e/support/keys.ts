const escapeCharacter = '\u001B';

/** Keys whose sequence changes with application cursor mode: the last letter is the same, the middle differs. */
const cursorKeys = {
	up: 'A',
	down: 'B',
	right: 'C',
	left: 'D',
	home: 'H',
	end: 'F',
} as const;

const plainKeys = {
	enter: '\r',
	escape: escapeCharacter,
	tab: '\t',
	'shift+tab': `${escapeCharacter}[Z`,
	space: ' ',
	backspace: '\u007F',
	delete: `${escapeCharacter}[3~`,
	pageup: `${escapeCharacter}[5~`,
	pagedown: `${escapeCharacter}[6~`,
} as const;

/** A key by name; `ctrl+` takes a letter, `alt+` any one character. */
export type Key =
	| keyof typeof cursorKeys
	| keyof typeof plainKeys
	| `ctrl+${string}`
	| `alt+${string}`;

const isCursorKey = (key: string): key is keyof typeof cursorKeys => Object.hasOwn(cursorKeys, key);
const isPlainKey = (key: string): key is keyof typeof plainKeys => Object.hasOwn(plainKeys, key);

/**
 * The characters that a terminal sends for a key.
 *
 * @param applicationCursor whether the program switched the cursor keys to application mode (DECCKM)
 * @throws {Error} for a name that is no key
 */
export const keySequence = (key: Key, applicationCursor = false): string => {
	if (isCursorKey(key)) {
		return `${escapeCharacter}${applicationCursor ? 'O' : '['}${cursorKeys[key]}`;
	}

	if (isPlainKey(key)) {
		return plainKeys[key];
	}

	const control = /^ctrl\+([a-z])$/.exec(key)?.[1];
	if (control !== undefined) {
		return String.fromCharCode(control.charCodeAt(0) - 96);
	}

	const meta = /^alt\+(.)$/u.exec(key)?.[1];
	if (meta !== undefined) {
		return `${escapeCharacter}${meta}`;
	}

	throw new Error(`No such key: ${key}`);
};
