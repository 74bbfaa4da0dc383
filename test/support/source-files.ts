import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A text file of the project; `path` is relative to the project's directory, with forward slashes. */
export type SourceFile = {
	readonly path: string;
	readonly text: string;
};

/** One import of a file, re-exports and `import()` included. */
export type Import = {
	/** As written. */
	readonly specifier: string;
	/** For a relative import the path it leads to, from the project's directory; absent for a package. */
	readonly target: string | undefined;
	/** Whether it is an `import()`, which loads when it is called. */
	readonly isDynamic: boolean;
};

/** All files below the given folders of the project; a folder that does not exist has none. */
export const filesIn = (...folders: readonly string[]): SourceFile[] =>
	folders
		.filter((folder) => existsSync(path.join(root, folder)))
		.flatMap((folder) =>
			readdirSync(path.join(root, folder), {withFileTypes: true, recursive: true}),
		)
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name))
		.map((file) => ({
			path: path.relative(root, file).split(path.sep).join('/'),
			text: readFileSync(file, 'utf8'),
		}))
		.sort((one, other) => (one.path < other.path ? -1 : 1));

/** One file at the top of the project. */
export const fileAt = (name: string): SourceFile => ({
	path: name,
	text: readFileSync(path.join(root, name), 'utf8'),
});

const importPatterns = [
	{isDynamic: false, pattern: /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm},
	{isDynamic: false, pattern: /^\s*import\s*['"]([^'"]+)['"]/gm},
	{isDynamic: true, pattern: /\bimport\s*\(\s*['"]([^'"]+)['"]/g},
] as const;

/** What a TypeScript or JavaScript file imports, types included; empty for any other file. */
export const importsOf = (file: SourceFile): Import[] =>
	/\.[jt]sx?$/.test(file.path)
		? importPatterns.flatMap(({isDynamic, pattern}) =>
				[...file.text.matchAll(pattern)].map(([, specifier = '']) => ({
					specifier,
					target: specifier.startsWith('.')
						? path.posix.join(path.posix.dirname(file.path), specifier)
						: undefined,
					isDynamic,
				})),
			)
		: [];
