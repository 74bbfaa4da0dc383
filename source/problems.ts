import type {Problem} from './errors.ts';

const longestShownValue = 200;

/**
 * Everything that a terminal would obey or a reader could not see: controls, bidirectional and zero-width
 * characters, line separators, unusual blanks and halves of surrogate pairs. The plain space stays.
 */
const harmful = () =>
	/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{White_Space}/gu;

function escaped(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const hexadecimal = code.toString(16);

	return code > 0xffff ? `\\u{${hexadecimal}}` : `\\u${hexadecimal.padStart(4, '0')}`;
}

/**
 * Whether a text is printable ASCII and nothing else. Most are, and preparing a class of Unicode takes a noticeable part
 * of a start.
 */
export function isPrintableAscii(text: string): boolean {
	return /^[ -~]*$/.test(text);
}

/**
 * The text with everything invisible or harmful replaced by a visible escape such as `\u001b`, so that a value from
 * outside can be printed on one line. Line breaks and tabs are replaced too.
 */
export function visible(text: string): string {
	return isPrintableAscii(text) ? text : text.replace(harmful(), escaped);
}

/**
 * The text with everything invisible or harmful but line breaks and tabs replaced by an escape of JSON such as `\u001b`,
 * which means the same within a string of JSON. A line break of Windows becomes one.
 */
export function harmlessJson(text: string): string {
	return /^[ -~\n\t]*$/.test(text)
		? text
		: text
				.replaceAll('\r\n', '\n')
				.replace(harmful(), (character) =>
					character === '\n' || character === '\t' ? character : escapedInJson(character),
				);
}

const escapeCharacter = '\u{1B}';

/** What this program puts around a text to give it a style, e.g. with `styleText`. */
const styles = new RegExp(`(${escapeCharacter}\\[\\d{1,2}m)`);

/** As `harmlessJson`, of a text that was styled already: colours and the like stay. */
export function harmlessStyled(text: string): string {
	return text.includes(escapeCharacter)
		? text
				.split(styles)
				.map((part, index) => (index % 2 === 1 ? part : harmlessJson(part)))
				.join('')
		: harmlessJson(text);
}

function escapedInJson(character: string): string {
	return character
		.split('')
		.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
}

/** Longer than all that AWS and this program write in one word, links aside. */
const longestWord = 300;

function cut(value: string, mark = ''): string {
	const characters = [...value];
	const beginning = characters.slice(0, longestShownValue).join('');
	return `${mark}${beginning}...${mark} (${characters.length} characters)`;
}

/** A sentence in which every very long word and quotation is cut, with its length behind it. */
export function withLongValuesCut(text: string): string {
	return text.length <= longestWord
		? text
		: text
				.replace(new RegExp(`"[^"]{${longestWord},}"`, 'g'), (value) =>
					cut(value.slice(1, -1), '"'),
				)
				.replace(new RegExp(`\\S{${longestWord},}`, 'g'), (value) => cut(value));
}

/** The value harmless, in quotation marks that show blanks at its ends, and cut where it is very long. */
export function quoted(value: string): string {
	return [...value].length > longestShownValue ? visible(cut(value, '"')) : `"${visible(value)}"`;
}

/**
 * One problem as text for a person: field with place and value on the first line, then the rule and an example, each
 * on a line of its own, indented. Nothing in it can move the cursor or hide.
 */
export function formatProblem(problem: Problem): string {
	const place =
		problem.place === undefined
			? ''
			: ` (line ${problem.place.line}, column ${problem.place.column})`;
	const value = problem.value === undefined ? '' : `: ${quoted(problem.value)}`;
	const harmless = (text: string) => withLongValuesCut(visible(text));
	const lines = [`${harmless(problem.field)}${place}${value}`, `  ${harmless(problem.rule)}`];

	if (problem.example !== undefined) {
		lines.push(`  Example: ${visible(problem.example)}`);
	}

	return lines.join('\n');
}
