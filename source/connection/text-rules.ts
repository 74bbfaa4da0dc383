import {characterName, firstUnseen, splitBlanks} from '../characters.ts';

/** The capitals that the vendors' articles print where a value belongs, and the usual brackets. */
const placeholder =
	/(?:^|[:/])(YOUR[_-][A-Z_-]+|BUCKET_?NAME|KMS_ID|KEY_ID|KMS_KEY_ID|ROLE_NAME|EXTERNAL_ID|ACCOUNT_ID)(?=$|[:/])/;
const bracketed = /<[^<>]+>|\{\{[^{}]+\}\}|\$\{[^{}]+\}/;

function blanksAround(before: string, after: string): string | undefined {
	const places: string[] = [];

	for (const first of [...before].slice(0, 1)) {
		places.push(`${characterName(first)} at the start`);
	}

	for (const last of [...after].slice(-1)) {
		places.push(`${characterName(last)} at the end`);
	}

	if (places.length === 0) {
		return undefined;
	}

	const what = /^\p{White_Space}+$/u.test(before + after)
		? 'White space surrounds'
		: 'Invisible characters surround';

	return `${what} the value: there is ${places.join(' and ')}. Remove it.`;
}

/**
 * What no field allows: nothing at all, blanks around the value, quotation marks around it, invisible characters
 * inside. `subject` begins the sentence, e.g. `A bucket name`. Nothing is trimmed here, since AWS compares exactly.
 */
export function textRule(subject: string, value: string): string | undefined {
	if (value === '') {
		return `${subject} must not be empty.`;
	}

	const {before, inner, after} = splitBlanks(value);

	if (inner === '') {
		return `${subject} must not be blank; this one is only white space.`;
	}

	const around = blanksAround(before, after);

	if (around !== undefined) {
		return around;
	}

	if (/^(["'`]).*\1$/su.test(value) || /^[“„«‘].*[”“»’]$/su.test(value)) {
		return 'Quotation marks surround the value. Remove them.';
	}

	const inside = firstUnseen(value);

	return inside === undefined
		? undefined
		: `The value contains ${characterName(inside)}, which is invisible. Remove it.`;
}

/** The article's `BUCKET_NAME` and its like, pasted together with the document they stand in. */
export function placeholderRule(value: string): string | undefined {
	const word = placeholder.exec(value)?.[1];

	if (word !== undefined) {
		return `"${word}" is a placeholder from the article; use your own value instead.`;
	}

	const brackets = bracketed.exec(value)?.[0];

	return brackets === undefined
		? undefined
		: `"${brackets}" is a placeholder; use your own value instead.`;
}
