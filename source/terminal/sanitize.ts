const escapeCharacter = '\u{1B}';

/** Escape sequences whole, in the 7-bit form and in the 8-bit form. An unended string sequence loses its introducer only. */
const sequences = new RegExp(
	[
		`(?:${escapeCharacter}\\[|\\u{9B})[0-?]*[ -/]*[@-~]?`,
		`(?:${escapeCharacter}[\\]PX^_]|[\\u{90}\\u{98}\\u{9D}-\\u{9F}])[^\\u{7}${escapeCharacter}\\u{9C}]*(?:\\u{7}|${escapeCharacter}\\\\|\\u{9C})`,
		`${escapeCharacter}[ -/]*[0-~]`,
	].join('|'),
	'gu',
);

/** Characters that nobody sees: marks of direction, joiners and blanks without width, line and paragraph separators. */
const unseen =
	/\u{AD}|\u{61C}|\u{180E}|[\u{200B}-\u{200F}]|[\u{2028}-\u{202E}]|[\u{2060}-\u{2069}]|\u{FEFF}/gu;

/**
 * `text` as a value on one line: without escape sequences, control characters (line breaks and tabs among them), marks of
 * direction, and characters without width. All of these come along when a value is copied from a web page or a terminal.
 */
export const stripControls = (text: string): string =>
	text
		.replace(sequences, '')
		.replace(/\p{Cc}/gu, '')
		.replace(unseen, '');

/** As {@link stripControls}, but line breaks stay, written as `\n`, and so do tabs. For pasted documents. */
export const stripControlsKeepingLines = (text: string): string =>
	text
		.replace(sequences, '')
		.replace(/\r\n?/gu, '\n')
		.replace(/(?![\n\t])\p{Cc}/gu, '')
		.replace(unseen, '');
