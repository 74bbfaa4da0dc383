import {UserError} from '../errors.ts';
import {type HandedIn, isObject, placeAt, readHandedIn} from '../json/index.ts';
import {visible} from '../problems.ts';

/**
 * What a text holds that was handed in as a setting of a bucket; undefined for an empty one, as S3 and its command line have
 * it where nothing is set. UserError where it is no JSON; `name` begins the sentence that says so.
 */
export function readSetting(input: string, name: string): HandedIn | undefined {
	if (input.replace(/^\uFEFF/, '').trim() === '') {
		return undefined;
	}

	const handedIn = readHandedIn(input, name);
	const {value} = handedIn;
	const isEmpty = value === null || (isObject(value) && Object.keys(value).length === 0);
	return isEmpty ? undefined : handedIn;
}

/** The error that a text is not what it should be, with the place where that shows. */
export function notSuch(
	handedIn: HandedIn,
	{
		name,
		path,
		rule,
		what,
		hint,
	}: {
		/** What the text is called; begins the sentence. */
		readonly name: string;
		readonly path: readonly (string | number)[];
		readonly rule: string;
		/** What it should be, e.g. `CORS configuration`. */
		readonly what: string;
		readonly hint: string;
	},
): UserError {
	return new UserError(`${visible(name)} is no ${what}.`, {
		problems: [{field: fieldOf(path, what), rule, place: placeAt(handedIn, path)}],
		hint,
	});
}

function fieldOf(path: readonly (string | number)[], what: string): string {
	const field = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
	return field.replace(/^\./, '') || what;
}
