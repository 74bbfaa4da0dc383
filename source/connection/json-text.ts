import {type ParseErrorCode, printParseErrorCode, visit} from 'jsonc-parser';
import {UserError} from '../errors.ts';
import {visible} from '../problems.ts';

/** Deep enough for every document of this program; deeper ones would exhaust the stack. */
const deepestNesting = 100;

const sentences: Readonly<Record<string, string>> = {
	InvalidSymbol:
		'This is no JSON. Texts need double quotation marks, and only true, false and null are words.',
	InvalidNumberFormat: 'This number is not written as JSON writes numbers.',
	PropertyNameExpected:
		'The name of a field is expected here, in double quotation marks; perhaps there is a comma too many.',
	ValueExpected: 'A value is expected here.',
	ColonExpected: 'A colon is expected here, between the name of a field and its value.',
	CommaExpected: 'A comma is expected here, between one entry and the next.',
	CloseBraceExpected: 'A closing brace "}" is expected here.',
	CloseBracketExpected: 'A closing bracket "]" is expected here.',
	EndOfFileExpected: 'The document ends before this; nothing may follow it.',
	InvalidCommentToken: 'JSON has no comments.',
	UnexpectedEndOfComment: 'JSON has no comments.',
	UnexpectedEndOfString: 'This text has no closing quotation mark on its line.',
	UnexpectedEndOfNumber: 'This number is not complete.',
	InvalidUnicode: 'After \\u come four hexadecimal digits.',
	InvalidEscapeCharacter:
		'After a backslash comes one of " \\ / b f n r t u; a backslash itself is written twice.',
	InvalidCharacter: 'This text holds a control character, such as a tab; write it as an escape.',
};

/** Line and column of an offset in the text, both counted from 1; the column counts characters. */
export function positionAt(text: string, offset: number): {line: number; column: number} {
	const lines = text.slice(0, offset).split(/\r\n|\r|\n/);

	return {line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1};
}

function brokenJson(text: string, name: string, offset: number, rule: string): UserError {
	const place = positionAt(text, offset);

	return new UserError(
		`${visible(name)} is not valid JSON: line ${place.line}, column ${place.column}`,
		{problems: [{field: name, rule, place}]},
	);
}

/** Throws at the first mistake, and at what `JSON.parse` would let pass: names given twice, and endless nesting. */
function refuseMistakes(text: string, name: string): void {
	const openObjects: Set<string>[] = [];
	let depth = 0;

	const enter = (offset: number) => {
		depth += 1;

		if (depth > deepestNesting) {
			throw brokenJson(text, name, offset, 'Objects and lists are nested too deeply.');
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
					throw brokenJson(
						text,
						name,
						offset,
						`"${property}" is given twice in the same object; only one of them can count.`,
					);
				}

				seen?.add(property);
			},
			onError(code: ParseErrorCode, offset) {
				const rule = sentences[printParseErrorCode(code)] ?? 'This is no JSON.';

				throw brokenJson(text, name, offset, rule);
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
					rule: 'A JSON document is expected, and there is nothing.',
				},
			],
		});
	}

	refuseMistakes(plain, name);

	try {
		return JSON.parse(plain) as unknown;
	} catch (error) {
		throw new UserError(`${visible(name)} is not valid JSON`, {
			problems: [{field: name, rule: 'This is no JSON.'}],
			cause: error,
		});
	}
}
