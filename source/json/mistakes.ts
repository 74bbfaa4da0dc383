import {characterName, isBlank} from '../characters.ts';

/** What a text holds that JSON does not take, by its kind. */
export type JsonMistakeCode =
	| 'closing-missing'
	| 'code-fence'
	| 'comment'
	| 'cloudformation'
	| 'ellipsis'
	| 'extra-comma'
	| 'html'
	| 'placeholder'
	| 'second-document'
	| 'single-quote'
	| 'strange-character'
	| 'syntax'
	| 'template-function'
	| 'terraform'
	| 'typographic-quote'
	| 'unknown-word'
	| 'unquoted-text'
	| 'url-encoded'
	| 'xml'
	| 'yaml';

/** A mistake by its kind, where it begins, and the part of the text that shows it. */
export type FoundMistake = {
	readonly code: JsonMistakeCode;
	readonly offset: number;
	readonly shown: string;
};

const longestShown = 40;

const asHeld = 'Use the document as AWS stores it, which is JSON.';

/** What is said of each kind of mistake; `syntax` and the rest of a sentence come from the reader of JSON. */
const words: Readonly<Record<JsonMistakeCode, (shown: string, sentence: string) => string>> = {
	'closing-missing': (_shown, sentence) =>
		`${sentence} The text ends too early: it may not have been copied completely.`,
	'code-fence': () =>
		'Three backticks mark a block of code. They are not part of it: leave out both lines with them.',
	comment: () => 'JSON has no comments. Take this one out.',
	cloudformation: () =>
		`This is a CloudFormation template in YAML, not the document itself. ${asHeld}`,
	ellipsis: (shown) =>
		`${shown} stands for something that was left out. The complete text is needed.`,
	'extra-comma': (_shown, sentence) => `${sentence} The comma before this is not allowed.`,
	html: () => 'This is an HTML page, not JSON.',
	placeholder: (shown) =>
		`${shown} is a placeholder that was not filled in. Put the real value there, in double quotation marks.`,
	'second-document': () =>
		'The document ends before this, and another one begins here. Each needs its own file.',
	'single-quote': () =>
		'This is not JSON. Text goes in double quotation marks ("), not single ones (\').',
	'strange-character': (shown) => `This is not JSON. There is ${shown} here; take it out.`,
	syntax: (_shown, sentence) => sentence,
	'template-function': (shown) =>
		`${shown} is a CloudFormation function: its value is known only once the template is deployed. ${asHeld}`,
	terraform: () => `This is Terraform's language, not JSON. ${asHeld}`,
	'typographic-quote': (shown) =>
		`${shown} is a typographic quotation mark, as word processors write it. JSON accepts only the straight one: ".`,
	'unknown-word': (shown) =>
		`This is not JSON. ${shown} is not a JSON word; the only ones are true, false and null, in lower case.`,
	'unquoted-text': (shown) =>
		`This is not JSON. ${shown} has no quotation marks; names and text need double ones (").`,
	'url-encoded': () => 'Only part of this is URL-encoded, so it cannot be decoded.',
	xml: (shown) =>
		shown === ''
			? 'This is XML, not JSON.'
			: `This is XML, not JSON: an AWS response with the error ${shown}.`,
	yaml: () => 'This is YAML, not JSON.',
};

/** The words for a mistake; `sentence` says what the grammar of JSON expects at its place. */
export function mistakeWords({code, shown}: FoundMistake, sentence: string): string {
	return words[code](shown, sentence);
}

const typographicQuote =
	/[\u201c-\u201f\u2018-\u201b\u00ab\u00bb\u2039\u203a\u2032\u2033\uff02\uff07`\u00b4]/;

/**
 * What kind of mistake begins at this place of a text that is no JSON; `isEarlyEnd` where the text ends before all of
 * it was closed.
 */
export function classifyMistake(text: string, offset: number, isEarlyEnd: boolean): FoundMistake {
	return (
		wholeText(text) ??
		atPlace(text, offset) ?? {
			code:
				isEarlyEnd && text.slice(offset).trim() === '' && text.trim() !== ''
					? 'closing-missing'
					: 'syntax',
			offset,
			shown: '',
		}
	);
}

/** A text in another language altogether. Such a text never begins as a JSON document does. */
function wholeText(text: string): FoundMistake | undefined {
	const offset = text.search(/\S/);
	const body = text.slice(Math.max(offset, 0));
	const found = (code: JsonMistakeCode, shown = ''): FoundMistake => ({code, offset, shown});
	if (offset === -1 || /^[[{"]/.test(body)) {
		return undefined;
	}

	if (body.startsWith('```')) {
		return found('code-fence');
	}

	if (/^<(?:!doctype\s+html|html)\b/i.test(body)) {
		return found('html');
	}

	if (/^<\?xml\b/.test(body) || /^<(\w+)[^>]*>[\s\S]*<\/\1>\s*$/.test(body)) {
		return found('xml', /<Code>(\w+)<\/Code>/.exec(body)?.[1]);
	}

	if (/^%(?:7b|5b|22)/i.test(body)) {
		return found('url-encoded');
	}

	if (
		/^(?:resource|data|module|variable|locals|provider|terraform|output)\s*(?:"[^"]*"\s*){0,2}\{/m.test(
			body,
		)
	) {
		return found('terraform');
	}

	const [firstLine = ''] = body.split(/\r\n|\r|\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
	if (/^(?:---|- |["']?[A-Za-z][\w:.-]*["']?:(?:\s|$))/.test(firstLine)) {
		return found(
			/^(?:AWSTemplateFormatVersion|Resources|Transform):/m.test(body) ? 'cloudformation' : 'yaml',
		);
	}

	return undefined;
}

function atPlace(text: string, offset: number): FoundMistake | undefined {
	const rest = text.slice(offset);
	const line = /^[^\r\n]*/.exec(rest)?.[0] ?? '';
	const before = text.slice(0, offset).trimEnd();
	const found = (code: JsonMistakeCode, shown = '', at = offset): FoundMistake => ({
		code,
		offset: at,
		shown: shorten(shown),
	});
	const [first = ''] = line;
	if (typographicQuote.test(first)) {
		return found('typographic-quote', first);
	}

	// A text that has no end on its line, because a typographic mark stands where it should end.
	if (first === '"') {
		const closing = line.search(typographicQuote);
		return closing === -1 ? undefined : found('typographic-quote', line[closing], offset + closing);
	}

	if (first === "'") {
		return found('single-quote');
	}

	if (/^[}\]]/.test(rest) && before.endsWith(',')) {
		return found('extra-comma');
	}

	if (/^(?:\/[/*]|#|--\s|<!--)/.test(rest)) {
		return found('comment');
	}

	if (/^(?:\.{2,}|\u2026)/.test(rest)) {
		return found('ellipsis', /^(?:\.{2,}|\u2026)/.exec(rest)?.[0]);
	}

	if (/^[[{]/.test(rest) && /[}\]]$/.test(before) && isOutside(before)) {
		return found('second-document');
	}

	return inWords(text, offset, line, found);
}

type Finder = (code: JsonMistakeCode, shown?: string, at?: number) => FoundMistake;

/** What begins with a word or a bracket around one. */
function inWords(
	text: string,
	offset: number,
	line: string,
	found: Finder,
): FoundMistake | undefined {
	const [templateFunction] = /^!(?:[A-Z]\w*)(?:::\w+)?/.exec(line) ?? [];
	if (templateFunction !== undefined) {
		return found('template-function', templateFunction);
	}

	const [bracketed] = /^(?:<[^<>"]+>|\$\{[^{}"]*\}|%\w+%|\$[A-Za-z_]\w*)/.exec(line) ?? [];
	if (bracketed !== undefined) {
		return found('placeholder', bracketed);
	}

	// The reader has taken the first brace for the beginning of an object.
	const open = text.lastIndexOf('{', offset === 0 ? 0 : offset - (line.startsWith('{') ? 1 : 0));
	const braces = /^(?:\{\{\s*[\w.-]+\s*\}\}|\{\s*[\w.-]+\s*\})/.exec(
		open === -1 ? '' : text.slice(open),
	)?.[0];
	if (braces !== undefined && text.slice(open, offset).replaceAll('{', '').trim() === '') {
		return found('placeholder', braces, open);
	}

	const [word] = /^[A-Za-z_](?:[\w.:/*+@-]*[\w/*])?/.exec(line) ?? [];
	if (word !== undefined) {
		return found(...kindOfWord(word, line));
	}

	const [character = ''] = line;
	return character !== '' && isBlank(character) && !/[ \t]/.test(character)
		? found('strange-character', characterName(character))
		: undefined;
}

function kindOfWord(word: string, line: string): [JsonMistakeCode, string] {
	if (
		/^(?:(?:var|local|data|module)\.|aws_\w+\.)/.test(word) ||
		/^[\w-]+(?:\s*=(?!=)|\()/.test(line)
	) {
		return ['terraform', word];
	}

	if (/^(?:true|false|null|none|undefined|nan|nil|infinity)$/i.test(word)) {
		return ['unknown-word', word];
	}

	// Names that templates put in for somebody else to replace are written in capitals.
	return /^[A-Z][A-Z0-9]*(?:[_-]?[A-Z0-9]+)+$/.test(word)
		? ['placeholder', word]
		: ['unquoted-text', word];
}

/** Whether a piece of JSON closes all that it opens. */
function isOutside(piece: string): boolean {
	const brackets = piece.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '');
	return brackets.replaceAll(/[^[{]/g, '').length === brackets.replaceAll(/[^\]}]/g, '').length;
}

function shorten(shown: string): string {
	return shown.length > longestShown ? `${shown.slice(0, longestShown - 1)}…` : shown;
}
