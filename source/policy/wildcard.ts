/**
 * Whether a value fits a pattern of the policy language: `*` stands for any run of characters, also none, and `?` for
 * exactly one. Action names are compared with `ignoreCase`. Takes time in proportion to pattern times value at worst,
 * whatever the pattern.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesWildcard(
	pattern: string,
	value: string,
	options: {readonly ignoreCase?: boolean} = {},
): boolean {
	if (pattern === '*') {
		return true;
	}

	const wanted = options.ignoreCase ? foldCase(pattern) : pattern;
	const given = options.ignoreCase ? foldCase(value) : value;
	if (!wanted.includes('*') && !wanted.includes('?')) {
		return wanted === given;
	}

	let at = 0;
	let from = 0;
	let star = -1;
	let starAt = 0;
	while (from < given.length) {
		if (wanted[at] === '*') {
			star = at;
			starAt = from;
			at += 1;
		} else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[from])) {
			at += 1;
			from += 1;
		} else if (star >= 0) {
			starAt += 1;
			from = starAt;
			at = star + 1;
		} else {
			return false;
		}
	}

	while (wanted[at] === '*') {
		at += 1;
	}

	return at === wanted.length;
}

/**
 * A text in which case does not count any more, character by character, so that no character hangs on its neighbours or
 * becomes two. Letters of ASCII are taken for none but each other.
 */
export function foldCase(text: string): string {
	return /^[ -~]*$/.test(text)
		? text.toLowerCase()
		: Array.from({length: text.length}, (_, index) => foldCharacter(text.charAt(index))).join('');
}

function foldCharacter(character: string): string {
	const lower = character.toLowerCase();
	const isAscii = character < '\u0080';
	return lower.length === 1 && lower < '\u0080' === isAscii ? lower : character;
}
