import {stripVTControlCharacters} from 'node:util';
import {isBlank, splitBlanks, withoutUnseen} from '../characters.ts';
import type {Reading} from './field.ts';
import {baseFields} from './fields.ts';

/** What a text says about a field, in the form that the rules expect. */
type TidyInput = {
	readonly value: string;
	/** One sentence for everything that was changed, to be shown; empty where the text was taken as it is. */
	readonly notes: string[];
	/** What the text says about other fields. */
	readonly also?: NonNullable<Reading['also']>;
};

const quotePairs: ReadonlyMap<string, string> = new Map([
	['"', '"'],
	["'", "'"],
	['`', '`'],
	['“', '”'],
	['„', '“'],
	['‘', '’'],
	['‚', '‘'],
	['«', '»'],
]);

/** The text inside all the quotation marks around it; with a comma behind them, as copied out of JSON, too. */
function unquoted(text: string): string {
	const characters = [...text];
	let start = 0;
	let end = characters.length;

	for (;;) {
		const closing = quotePairs.get(characters[start] ?? '');
		const last = characters[end - 1] === ',' ? end - 1 : end;

		if (closing === undefined || last - start < 2 || characters[last - 1] !== closing) {
			return characters.slice(start, end).join('');
		}

		start += 1;
		end = last - 1;

		while (start < end && isBlank(characters[start] ?? '')) {
			start += 1;
		}

		while (end > start && isBlank(characters[end - 1] ?? '')) {
			end -= 1;
		}
	}
}

function cleaned(text: string): {value: string; notes: string[]} {
	const plain = stripVTControlCharacters(text);
	const trimmed = splitBlanks(plain).inner;
	const seen = withoutUnseen(trimmed);
	const value = unquoted(seen);
	const notes: string[] = [];

	if (plain !== text) {
		notes.push('Terminal control sequences were removed.');
	}

	if (trimmed !== plain) {
		notes.push('White space around the value was removed.');
	}

	if (seen !== trimmed) {
		notes.push('Control characters and invisible characters were removed.');
	}

	if (value !== seen) {
		notes.push('Quotation marks around the value were removed.');
	}

	return {value, notes};
}

/**
 * What a person typed, pasted or gave as a flag, made fit for the rules: without control characters, blanks and
 * quotation marks around it, and with the wanted part taken out of an ARN, an address or a name. What is still wrong is
 * left for the rules to say. Doing it twice changes nothing more. Not for files, which are taken exactly as they are.
 */
export function tidyInput(field: string, text: string): TidyInput {
	const {value, notes} = cleaned(text);
	const reading = baseFields.find(({name}) => name === field)?.read?.(value);

	if (reading === undefined) {
		return {value, notes};
	}

	return {
		value: reading.value,
		notes: [...notes, reading.note],
		...(reading.also === undefined ? {} : {also: reading.also}),
	};
}
