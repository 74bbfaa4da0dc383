import {readFileSync} from 'node:fs';

const own = {id: 'acme', name: 'Acme'};

export type BuiltIn = 'creative-force' | 'iconik';

/** Text of a built-in profile's file. */
export function profileText(id: string): string {
	return readFileSync(new URL(`../../source/vendors/${id}.json`, import.meta.url), 'utf8');
}

/**
 * Text of a built-in profile under an id and a name of its own, with values set by dotted path, e.g. `purposes.0.id`;
 * undefined removes the field or the item.
 */
export function editedProfile(id: BuiltIn, changes: Readonly<Record<string, unknown>>): string {
	const profile: unknown = JSON.parse(profileText(id));
	for (const [path, value] of Object.entries({...own, ...changes})) {
		change(profile, path.split('.'), value);
	}

	return JSON.stringify(profile, null, '\t');
}

function change(target: unknown, [key = '', ...rest]: readonly string[], value: unknown): void {
	if (typeof target !== 'object' || target === null) {
		throw new Error(`There is nothing at ${key}`);
	}

	if (rest.length > 0) {
		change(Reflect.get(target, key), rest, value);
	} else if (value !== undefined) {
		Reflect.set(target, key, value);
	} else if (Array.isArray(target)) {
		target.splice(Number(key), 1);
	} else {
		Reflect.deleteProperty(target, key);
	}
}

/** Line and column, from 1, of the last of the snippets, each looked for after the one before. */
export function placeOf(
	text: string,
	snippets: readonly string[],
): {readonly line: number; readonly column: number} {
	let offset = -1;
	for (const snippet of snippets) {
		offset = text.indexOf(snippet, offset + 1);
		if (offset === -1) {
			throw new Error(`The text does not hold ${snippet}`);
		}
	}

	const before = text.slice(0, offset).split('\n');
	return {line: before.length, column: (before.at(-1) ?? '').length + 1};
}
