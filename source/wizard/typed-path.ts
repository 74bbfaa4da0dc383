import {fileURLToPath} from 'node:url';

/** In a name that a terminal puts in when a file is dragged into it, this stands before a character of the shell. */
const escaped = /\\(?=[^\p{L}\p{N}/])/gu;

const quotedWhole = /^(["'])(.*)\1$/su;

function fromAddress(address: string): string {
	try {
		return fileURLToPath(address);
	} catch {
		// No address of a file of this machine; then it is taken as it is, and said not to be there.
		return address;
	}
}

/**
 * The path that a person means who types one, or drags a file into the terminal: without the quotation marks or backslashes
 * of a shell, with their home folder in place of `~`, and out of a `file://` address. `home` is undefined where there is
 * none, and `isWindows` says that a backslash parts folders.
 */
export function typedPath(
	text: string,
	{home, isWindows = false}: {readonly home: string | undefined; readonly isWindows?: boolean},
): string {
	const given = text.trim();
	const [, , inside] = quotedWhole.exec(given) ?? [];
	const bare = inside ?? (isWindows ? given : given.replace(escaped, ''));
	if (/^file:\/\//iu.test(bare)) {
		return fromAddress(bare);
	}

	// Within quotation marks a shell takes it for a name.
	return inside === undefined && home !== undefined && /^~(?=\/|$)/u.test(bare)
		? home + bare.slice(1)
		: bare;
}
