/** Names as a list in a sentence: `a`, `a and b`, `a, b and c`. */
export function inWords(names: readonly string[]): string {
	const last = names.at(-1) ?? '';
	return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The first letter large, for the beginning of a sentence. */
export function capitalised(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The first letter small, for a sentence that goes on; what is written in capitals, such as AWS, stays. */
export function lowered(text: string): string {
	return /^\p{Lu}{2}/u.test(text) ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
