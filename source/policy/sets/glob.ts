import {fitsArn} from '../condition-operators.ts';
import {literal} from '../variables.ts';
import {foldCase, matchesWildcard} from '../wildcard.ts';

/** A set of texts as the policy language writes it: `*` is any run of characters, `?` exactly one. */
export type Glob = {
	/** As `matchesWildcard` takes it. */
	readonly text: string;
	readonly ignoresCase?: boolean;
	/** Whether a wildcard does not reach over a colon, but in the last of the six parts of an ARN. */
	readonly isArn?: boolean;
	/** Whether a wildcard reaches over no colon at all, as names of users and roles hold none. */
	readonly hasNoColons?: boolean;
};

const anyRun = -1;
const anyOne = -2;

/** A glob taken apart; a position is the place before a token. */
export type ReadGlob = {
	/** Codes of characters, or the two wildcards. */
	readonly tokens: Int32Array;
	/** All codes that a token stands for, where case does not count. */
	readonly cases: readonly (readonly number[])[] | undefined;
	/** From this position on wildcards take colons too. */
	readonly colonsFrom: number;
	/** From this position on nothing but runs is left, so that it matches whatever ends here. */
	readonly endsFrom: number;
};

// The same ones are asked for again and again while one policy is judged.
const readGlobs = new Map<string, ReadGlob>();
const mostReadGlobs = 5000;

/** Takes a glob apart. */
export function readGlob(glob: Glob): ReadGlob {
	const flags = [glob.ignoresCase, glob.isArn, glob.hasNoColons].map((flag) =>
		flag === true ? 1 : 0,
	);
	const key = `${flags.join('')}${glob.text}`;
	const known = readGlobs.get(key);
	if (known !== undefined) {
		return known;
	}

	if (readGlobs.size === mostReadGlobs) {
		readGlobs.clear();
	}

	const read = readAnew(glob);
	readGlobs.set(key, read);
	return read;
}

function readAnew({text, ignoresCase = false, isArn = false, hasNoColons = false}: Glob): ReadGlob {
	// Two runs in a row are one.
	const short = text.replaceAll(/\*+/g, '*');
	const tokens = Int32Array.from({length: short.length}, (_, index) => {
		const character = short[index];
		return character === '*' ? anyRun : character === '?' ? anyOne : short.charCodeAt(index);
	});
	let endsFrom = tokens.length;
	while (endsFrom > 0 && tokens[endsFrom - 1] === anyRun) {
		endsFrom -= 1;
	}

	return {
		tokens,
		cases: ignoresCase ? Array.from(tokens, (code) => casesOf(code)) : undefined,
		colonsFrom: hasNoColons ? short.length : isArn ? positionOfPart(short, 5) : 0,
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

/** Those beyond ASCII by what they are without case; made when first needed. */
let foldedAlike: Map<string, number[]> | undefined;

function casesOf(code: number): readonly number[] {
	if (code < 0) {
		return [];
	}

	const folded = foldCase(String.fromCharCode(code));
	if (code < 0x80) {
		return [...new Set([folded, folded.toUpperCase()])].map((letter) => letter.charCodeAt(0));
	}

	foldedAlike ??= charactersByFold();
	return foldedAlike.get(folded) ?? [code];
}

function charactersByFold(): Map<string, number[]> {
	const alike = new Map<string, number[]>();
	for (let code = 0x80; code < 0x1_00_00; code += 1) {
		const folded = foldCase(String.fromCharCode(code));
		alike.set(folded, [...(alike.get(folded) ?? []), code]);
	}

	return alike;
}

const colon = ':'.charCodeAt(0);

/** The positions after a character, each with `base` added, pushed onto a list. */
export function step(
	glob: ReadGlob,
	position: number,
	code: number,
	into: number[],
	base = 0,
): void {
	const {tokens, cases, colonsFrom} = glob;
	let at = position;
	while (at < tokens.length) {
		const token = tokens[at] as number;
		const isBarred = code === colon && at < colonsFrom;
		if (token === anyRun) {
			if (!isBarred) {
				into.push(base + at);
			}

			at += 1;
			continue;
		}

		const fits =
			token === anyOne
				? !isBarred
				: token === code || (cases !== undefined && cases[at]?.includes(code) === true);
		if (fits) {
			into.push(base + at + 1);
		}

		return;
	}
}

/** The characters that the glob asks for at a position, pushed onto a set. */
export function wantedAt(glob: ReadGlob, position: number, into: Set<number>): void {
	const {tokens, cases} = glob;
	for (let at = position; at < tokens.length; at += 1) {
		const token = tokens[at] as number;
		if (token !== anyRun) {
			if (token >= 0) {
				into.add(token);
				for (const code of cases?.[at] ?? []) {
					into.add(code);
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

/** Whether a text belongs to a glob. */
export function fitsGlob(
	{text, ignoresCase = false, isArn = false, hasNoColons = false}: Glob,
	value: string,
): boolean {
	if (hasNoColons) {
		const [parts, wanted] = [value.split(':'), text.split(':')];
		return (
			parts.length === wanted.length &&
			wanted.every((part, index) =>
				matchesWildcard(part, literal(parts[index] ?? ''), {ignoreCase: ignoresCase}),
			)
		);
	}

	return isArn
		? fitsArn(text, literal(value))
		: matchesWildcard(text, literal(value), {ignoreCase: ignoresCase});
}

/** A text in which `*` and `?` mean themselves, as a glob. */
export function exactly(text: string): Glob {
	return {text: literal(text)};
}

/** The text behind the stand-ins for `*` and `?` that are meant literally. */
export function plain(text: string): string {
	return text.replaceAll('\uE000', '*').replaceAll('\uE001', '?');
}
