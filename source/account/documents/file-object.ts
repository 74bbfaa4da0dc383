import {UserError} from '../../errors.ts';
import {type HandedIn, isObject, placeAt, readHandedIn} from '../../json/index.ts';
import {type Description, strangerIn} from '../../policy/index.ts';
import {absent, failed, found, malformed} from '../looked.ts';
import {MalformedAnswerError} from '../shapes.ts';
import type {Looked} from '../types.ts';

export type FileObject = Readonly<Record<string, unknown>>;

/**
 * The one object of a file; absent with the code for `null`, by which whoever wrote the file says that there is none. A
 * mistake in it becomes a reason with line and column, and so does a document of another kind.
 */
export function parseObject(
	text: Looked<string>,
	wanted: Description,
	absentCode: string,
): Looked<FileObject> {
	const file = `${wanted}.json`;
	return parseFile(text, file, absentCode, (handedIn) => {
		const stranger = strangerIn(handedIn.value, wanted);
		if (stranger === undefined) {
			return undefined;
		}

		const {line, column} = placeAt(handedIn, stranger.path);
		return failed(
			'malformed',
			stranger.code,
			`${file} is a different document (line ${line}, column ${column}). ${stranger.rule}`,
		);
	});
}

/** The same of a file of our own, or with another way to tell what it is not. */
export function parseFile(
	text: Looked<string>,
	file: string,
	absentCode: string,
	refuse: (handedIn: HandedIn) => Looked<never> | undefined = () => undefined,
): Looked<FileObject> {
	if (text.status !== 'found') {
		return text;
	}

	try {
		const handedIn = readHandedIn(text.value, file);
		const {value} = handedIn;
		if (value === null) {
			return absent(absentCode);
		}

		return (
			refuse(handedIn) ??
			(isObject(value) ? found(value) : malformed(`${file} is not a JSON object: { ... }.`))
		);
	} catch (error) {
		return brokenJson(error);
	}
}

/** The value of a text of which any JSON will do; `null` too. */
export function parseValue(text: string, file: string): Looked<unknown> {
	try {
		return found(readHandedIn(text, file).value);
	} catch (error) {
		return brokenJson(error);
	}
}

/** What is wrong with a text that is no JSON; any other error goes on. */
function brokenJson(error: unknown): Looked<never> {
	if (!(error instanceof UserError)) {
		throw error;
	}

	return failed(
		'malformed',
		'InvalidJson',
		[`${error.message}.`, ...error.problems.map(({rule}) => rule)].join(' '),
	);
}

/** The value inside of the name that the API puts around it, or the value itself. */
export function inside(value: unknown, wrapper: string): unknown {
	return isObject(value) && wrapper in value ? value[wrapper] : value;
}

/** What `read` makes of part of a file, or what is wrong with that part; `where` names it. */
export function shaped<T>(where: string, api: string, read: () => T): Looked<T> {
	try {
		return found(read());
	} catch (error) {
		if (!(error instanceof MalformedAnswerError)) {
			throw error;
		}

		return malformed(
			error.field === ''
				? `${where} is not what ${api} returns.`
				: `${where}: ${error.field} is missing, or not what ${api} returns.`,
		);
	}
}
