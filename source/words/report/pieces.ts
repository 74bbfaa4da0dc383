/**
 * What a text is made of once blanks and the punctuation of ASCII are taken out, and the signs by which this program shows
 * a blank and a cut: words, numbers, names. All else beyond ASCII belongs to a piece, so that none is passed over.
 */
const piece = /[^\s!-,./:-@[-^`{-~␣…]+/gu;

/** The pieces of a text, in their order. */
export function piecesOf(text: string): string[] {
	return text.match(piece) ?? [];
}

/** The text with other pieces. */
export function mapPieces(text: string, change: (piece: string) => string): string {
	return text.replace(piece, change);
}

/** Names joined by dots: of hosts, of files, of checks. */
const host = /(?<![\w.-])[a-z0-9](?:[a-z0-9-]*\.)+[a-z]{2,}(?![\w-])/gi;

/** The names of hosts in a text, and all else that has their form. */
export function hostsIn(text: string): string[] {
	return text.match(host) ?? [];
}

/** The text with other hosts. */
export function mapHosts(text: string, change: (host: string) => string): string {
	return text.replace(host, change);
}
