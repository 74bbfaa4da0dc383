import {literal} from '../variables.ts';

/** A set of texts as the policy language writes it: `*` is any run of characters, `?` exactly one. */
export type Glob = {
	/** As `matchesWildcard` takes it. */
	readonly text: string;
	readonly ignoresCase?: boolean;
	/** Whether a wildcard does not reach over a colon, but in the last of the six parts of an ARN. */
	readonly isArn?: boolean;
};

const anyRun = -1;
const anyOne = -2;

/** A glob taken apart; a position is the place before a token. */
export type ReadGlob = {
	/** Codes of characters, or the two wildcards. */
	readonly tokens: Int32Array;
	/** The codes in the other case, where case does not count. */
	readonly others: Int32Array | undefined;
	/** From this position on wildcards take colons too. */
	readonly colonsFrom: number;
	/** From this position on nothing but runs is left, so that it matches whatever ends here. */
	readonly endsFrom: number;
};

const readGlobs = new Map<string, ReadGlob>();
// The same few patterns are asked about again and again; more than this are of many accounts.
const mostKept = 2000;

/** Takes a glob apart. */
export function readGlob(glob: Glob): ReadGlob {
	const key = `${glob.ignoresCase === true ? 'i' : ''}${glob.isArn === true ? 'a' : ''}|${glob.text}`;
	let read = readGlobs.get(key);
	if (read === undefined) {
		if (readGlobs.size >= mostKept) {
			readGlobs.clear();
		}

		read = takeApart(glob);
		readGlobs.set(key, read);
	}

	return read;
}

function takeApart({text, ignoresCase = false, isArn = false}: Glob): ReadGlob {
	// Two runs in a row are one.
	const plain = isArn ? text : text.replaceAll(/\*+/g, '*');
	const tokens = Int32Array.from({length: plain.length}, (_, index) => {
		const character = plain[index];
		return character === '*' ? anyRun : character === '?' ? anyOne : plain.charCodeAt(index);
	});
	let endsFrom = tokens.length;
	while (endsFrom > 0 && tokens[endsFrom - 1] === anyRun) {
		endsFrom -= 1;
	}

	return {
		tokens,
		others: ignoresCase ? tokens.map((code) => otherCase(code)) : undefined,
		colonsFrom: isArn ? positionOfPart(plain, 5) : 0,
		endsFrom,
	};
}

function positionOfPart(text: string, part: number): number {
	let at = 0;
	for (let count = 0; count < part; count += 1) {
		const colon = text.indexOf(':', at);
		if (colon < 0) {
			return text.length;
		}

		at = colon + 1;
	}

	return at;
}

function otherCase(code: number): number {
	if (code < 0) {
		return code;
	}

	const character = String.fromCharCode(code);
	const lower = character.toLowerCase();
	const other = lower === character ? character.toUpperCase() : lower;
	return other.length === 1 ? other.charCodeAt(0) : code;
}

const colon = ':'.charCodeAt(0);

/** The positions after a character, pushed onto a list. */
export function step(glob: ReadGlob, position: number, code: number, into: number[]): void {
	const {tokens, others, colonsFrom} = glob;
	let at = position;
	while (at < tokens.length) {
		const token = tokens[at] as number;
		const isBarred = code === colon && at < colonsFrom;
		if (token === anyRun) {
			if (!isBarred) {
				into.push(at);
			}

			at += 1;
			continue;
		}

		const fits = token === anyOne ? !isBarred : token === code || others?.[at] === code;
		if (fits) {
			into.push(at + 1);
		}

		return;
	}
}

/** The characters that the glob asks for at a position, pushed onto a set. */
export function wantedAt(glob: ReadGlob, position: number, into: Set<number>): void {
	const {tokens, others} = glob;
	for (let at = position; at < tokens.length; at += 1) {
		const token = tokens[at] as number;
		if (token !== anyRun) {
			if (token >= 0) {
				into.add(token);
				if (others !== undefined) {
					into.add(others[at] as number);
				}
			}

			return;
		}
	}
}

/** Whether a position is at a run, where any character goes on. */
export function takesAny({tokens}: ReadGlob, position: number): boolean {
	const token = tokens[position];
	return token === anyRun || token === anyOne;
}

/** The text that a glob without wildcards stands for; undefined where it has some. */
export function literalText({text}: Glob): string | undefined {
	return /[*?]/.test(text) ? undefined : plain(text);
}

/** A text in which `*` and `?` mean themselves, as a glob. */
export function exactly(text: string): Glob {
	return {text: literal(text)};
}

/** The text behind the stand-ins for `*` and `?` that are meant literally. */
export function plain(text: string): string {
	return text.replaceAll('\uE000', '*').replaceAll('\uE001', '?');
}
