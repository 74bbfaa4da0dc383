import {type ParseErrorCode, printParseErrorCode, visit} from 'jsonc-parser';
import {UserError} from '../errors.ts';
import {visible} from '../problems.ts';
import {classifyMistake, type JsonMistakeCode, mistakeWords} from './mistakes.ts';

/** Deep enough for every document of this program; deeper ones would exhaust the stack. */
const deepestNesting = 100;

const sentences: Readonly<Record<string, string>> = {
	InvalidSymbol:
		'This is not JSON. Texts need double quotation marks, and only true, false and null are words.',
	InvalidNumberFormat: 'This is not a valid JSON number.',
	PropertyNameExpected: 'The name of a field is expected here, in double quotation marks.',
	ValueExpected: 'A value is expected here.',
	ColonExpected: 'A colon is expected here, between the name of a field and its value.',
	CommaExpected: 'A comma is expected here, between one entry and the next.',
	CloseBraceExpected: 'A closing brace "}" is expected here.',
	CloseBracketExpected: 'A closing bracket "]" is expected here.',
	EndOfFileExpected: 'The document ends before this. Nothing may follow it.',
	InvalidCommentToken: 'JSON has no comments.',
	UnexpectedEndOfComment: 'JSON has no comments.',
	UnexpectedEndOfString: 'This text has no closing quotation mark on its line.',
	UnexpectedEndOfNumber: 'This number is not complete.',
	InvalidUnicode: '\\u must be followed by four hexadecimal digits.',
	InvalidEscapeCharacter:
		'A backslash must be followed by one of " \\ / b f n r t u. Write a backslash itself twice.',
	InvalidCharacter: 'This text contains a control character, such as a tab. Write it as an escape.',
};

const earlyEnds: ReadonlySet<string> = new Set([
	'CloseBraceExpected',
	'CloseBracketExpected',
	'ValueExpected',
	'PropertyNameExpected',
	'ColonExpected',
	'CommaExpected',
]);

/** Line and column of an offset in the text, both counted from 1; the column counts characters. */
export function positionAt(text: string, offset: number): {line: number; column: number} {
	const lines = text.slice(0, offset).split(/\r\n|\r|\n/);

	return {line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1};
}

/** The first thing that keeps a text from being JSON, and what is said of it. */
export type JsonMistake = {
	readonly code: JsonMistakeCode | 'nested-too-deeply' | 'repeated-name';
	readonly offset: number;
	readonly rule: string;
};

/** Carries the mistake out of the visit, which would go on otherwise. */
class MistakeFound extends Error {
	readonly mistake: JsonMistake;

	constructor(mistake: JsonMistake) {
		super(mistake.rule);
		this.mistake = mistake;
	}
}

/**
 * The first mistake in a text without a byte order mark; undefined for strict JSON. Names given twice and endless
 * nesting, which `JSON.parse` would let pass, are mistakes too.
 */
export function jsonMistake(text: string): JsonMistake | undefined {
	try {
		refuseMistakes(text);
		return undefined;
	} catch (error) {
		if (error instanceof MistakeFound) {
			return error.mistake;
		}

		throw error;
	}
}

/** The error for a mistake in the text that `name` names; the place is that of the offset in `text`. */
export function jsonError(
	text: string,
	name: string,
	{code, rule, offset}: JsonMistake,
): UserError {
	const place = positionAt(text, offset);

	return new UserError(
		`${visible(name)} is not valid JSON: line ${place.line}, column ${place.column}`,
		{problems: [{field: name, rule, place, code}]},
	);
}

function refuseMistakes(text: string): void {
	const openObjects: Set<string>[] = [];
	let depth = 0;

	const enter = (offset: number) => {
		depth += 1;

		if (depth > deepestNesting) {
			throw new MistakeFound({
				code: 'nested-too-deeply',
				offset,
				rule: 'Objects and lists are nested too deeply.',
			});
		}
	};

	visit(
		text,
		{
			onObjectBegin(offset) {
				enter(offset);
				openObjects.push(new Set());
			},
			onObjectEnd() {
				depth -= 1;
				openObjects.pop();
			},
			onArrayBegin: enter,
			onArrayEnd() {
				depth -= 1;
			},
			onObjectProperty(property, offset) {
				const seen = openObjects.at(-1);

				if (seen?.has(property)) {
					throw new MistakeFound({
						code: 'repeated-name',
						offset,
						rule: `"${property}" is given twice in the same object. Only one of them can apply.`,
					});
				}

				seen?.add(property);
			},
			onError(errorCode: ParseErrorCode, offset) {
				const kind = printParseErrorCode(errorCode);
				const found = classifyMistake(text, offset, earlyEnds.has(kind));
				const rule = mistakeWords(found, sentences[kind] ?? 'This is not JSON.');

				throw new MistakeFound({code: found.code, offset: found.offset, rule});
			},
		},
		{
			disallowComments: true,
			allowTrailingComma: false,
			allowEmptyContent: false,
		},
	);
}

/**
 * The value of a JSON text; `name` is what messages call the text, usually the path of its file. A byte order mark at the
 * start is passed over. Throws `UserError` with line and column where the text is not strict JSON, gives a name twice in
 * one object, or nests deeper than 100 levels.
 */
export function parseJsonText(text: string, name: string): unknown {
	const plain = text.startsWith('\ufeff') ? text.slice(1) : text;

	if (plain.trim() === '') {
		throw new UserError(`${visible(name)} is empty`, {
			problems: [
				{
					field: name,
					rule: 'A JSON document is expected, but this is empty.',
				},
			],
		});
	}

	const mistake = jsonMistake(plain);

	if (mistake !== undefined) {
		throw jsonError(plain, name, mistake);
	}

	try {
		return JSON.parse(plain) as unknown;
	} catch (error) {
		throw new UserError(`${visible(name)} is not valid JSON`, {
			problems: [{field: name, rule: 'This is not JSON.'}],
			cause: error,
		});
	}
}
