/** Settings under their names, in small letters; those of an indented block as `block.name`. */
export type Section = Readonly<Record<string, string>>;

/** Why a file as a whole cannot be read, and from which line on, counted from 1. */
export type Broken = {
	readonly line: number;
	readonly why: 'byte-order-mark' | 'no-section' | 'no-value' | 'section-twice' | 'setting-twice';
};

export type Ini = {
	readonly sections: ReadonlyMap<string, Section>;
	readonly broken?: Broken;
};

const blank = /^\s*(?:[#;].*)?$/;
const heading = /^\[(.+)\]/;

function indentOf(line: string): number {
	return line.length - line.trimStart().length;
}

/** `name = value` or `name: value`, whichever sign comes first. */
function settingIn(line: string): readonly [name: string, value: string] | undefined {
	const [, name, value] = /^([^=:]*?)\s*[=:](.*)$/.exec(line.trim()) ?? [];
	return name === undefined || name === '' || value === undefined
		? undefined
		: [name.toLowerCase(), value.trim()];
}

/** The settings of a block: what stands indented under a name without a value. */
function flattened(name: string, lines: readonly string[]): (readonly [string, string])[] {
	const [first = '', ...more] = lines;
	if (first !== '') {
		return [[name, [first, ...more].join('\n')]];
	}

	const inner = more.flatMap((line) => {
		const [key, ...rest] = line.split('=');
		return key === undefined || rest.length === 0
			? []
			: [[`${name}.${key.trim()}`, rest.join('=').trim()] as const];
	});
	return inner.length === 0 ? [[name, '']] : inner;
}

/**
 * Reads a shared file as the AWS CLI reads it, which is as Python's `configparser` does: names in any case, values that go
 * on in indented lines, comments on lines of their own only, and nothing at all of a file with a mistake in it.
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export function parseIni(text: string): Ini {
	const sections = new Map<string, Record<string, string>>();
	const broken = (line: number, why: Broken['why']): Ini => ({
		sections: new Map(),
		broken: {line, why},
	});
	if (text.startsWith('\u{FEFF}')) {
		return broken(1, 'byte-order-mark');
	}

	let section: Map<string, string[]> | undefined;
	let current: string[] | undefined;
	let indent = 0;
	const close = (name: string | undefined) => {
		if (section !== undefined && name !== undefined) {
			sections.set(
				name,
				Object.fromEntries([...section].flatMap(([key, lines]) => flattened(key, lines))),
			);
		}
	};
	let sectionName: string | undefined;
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (blank.test(line)) {
			continue;
		}

		if (section !== undefined && current !== undefined && indentOf(line) > indent) {
			current.push(line.trim());
			continue;
		}

		indent = indentOf(line);
		const [, name] = heading.exec(line.trim()) ?? [];
		if (name !== undefined) {
			close(sectionName);
			if (sections.has(name)) {
				return broken(index + 1, 'section-twice');
			}

			sectionName = name;
			section = new Map();
			current = undefined;
			continue;
		}

		if (section === undefined) {
			return broken(index + 1, 'no-section');
		}

		const setting = settingIn(line);
		if (setting === undefined) {
			return broken(index + 1, 'no-value');
		}

		const [key, value] = setting;
		if (section.has(key)) {
			return broken(index + 1, 'setting-twice');
		}

		current = [value];
		section.set(key, current);
	}

	close(sectionName);
	return {sections};
}

/**
 * The words of a heading as a shell splits them: `profile "my work"` is two. Undefined where a quotation mark is not closed.
 * https://docs.python.org/3/library/shlex.html#shlex.split
 */
export function shellWords(text: string): readonly string[] | undefined {
	const words: string[] = [];
	const form = /\s+|((?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+)/guy;
	while (form.lastIndex < text.length) {
		const match = form.exec(text);
		if (match === null) {
			return undefined;
		}

		if (match[1] !== undefined) {
			words.push(unquoted(match[1]));
		}
	}

	return words;
}

function unquoted(word: string): string {
	return word.replace(
		/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gu,
		(_all, double?: string, single?: string, escaped?: string) =>
			double?.replace(/\\(["\\])/gu, '$1') ?? single ?? escaped ?? '',
	);
}
