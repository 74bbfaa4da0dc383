/**
 * What a terminal would obey or nobody would see: controls (C0, DEL and C1) but line breaks and tabs, halves of surrogate
 * pairs, marks of direction, characters without width, separators of lines.
 */
const raw = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The styles that the program itself gives a text: bold, dim, inverse, the colours and what ends them. */
const escapeCharacter = '\u{1B}';
const ownStyles = new RegExp(
	`${escapeCharacter}\\[(?:0|1|2|3|4|7|22|23|24|27|3\\d|39|4\\d|49|9\\d)m`,
	'g',
);

/** Where a raw control stands in a text, with what is around it; undefined where there is none. */
export function rawControlIn(text: string): string | undefined {
	const plain = text.replace(ownStyles, '');
	const found = raw.exec(plain);
	return found === null
		? undefined
		: JSON.stringify(plain.slice(Math.max(0, found.index - 80), found.index + 40));
}

/** Texts with controls of every kind, each of which does harm in another way. */
const hostileTexts: readonly string[] = [
	'a\u001b[8mb',
	'a\u001b[2J\u001b[Hb',
	'a\u001b]0;title\u0007b',
	'a\u001b]52;c;cm0gLXJm\u0007b',
	'a\u001bPq\u001b\\b',
	'a\u0000\u0007\u0008\u000b\u000c\u007fb',
	'a\rb',
	'a\r\nb',
	'a\u0085\u009b31m\u0090\u009d0;x\u009cb',
	'a\u202e\u2066\u200f\u061cb',
	'a\u200b\u200c\u200d\u2060\ufeff\u00adb',
	'a\u2028\u2029b',
	'a\ud800b',
	'a\u{e0041}\u{e0001}\ufe0fb',
];

/** All of them with npm run properties; else a few, each of several kinds at once. */
export const chosenTexts: readonly string[] =
	process.env.PROPERTY_RUNS === undefined
		? [hostileTexts.slice(0, 5).join(''), hostileTexts.slice(5).join('')]
		: hostileTexts;
