import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'rolldown';
import {narrowCharacters} from './narrow-characters.ts';

type Replacement = readonly [from: string, to: string];

/**
 * Replaces text in a file of a dependency. Throws where the text is not there: the dependency has changed, and what the
 * replacement was for has to be looked at again.
 */
async function replaceIn(file: string, replacements: readonly Replacement[]): Promise<string> {
	let code = await readFile(file, 'utf8');
	for (const [from, to] of replacements) {
		if (!code.includes(from)) {
			throw new Error(`${file} no longer holds: ${from}`);
		}

		code = code.replaceAll(from, () => to);
	}

	return code;
}

/** Matches the path of a file of a dependency, with the separators of any system. */
function endingIn(file: string): RegExp {
	return new RegExp(`${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}

const changed: RegExp[] = [];

/** A plugin that changes one file of a dependency and nothing else. */
function replacing(name: string, file: string, replacements: readonly Replacement[]): Plugin {
	const id = endingIn(file);
	changed.push(id);
	return {
		name,
		load: {
			filter: {id},
			handler: (found) => replaceIn(found, replacements),
		},
	};
}

const wasmFile = 'yoga.wasm';
const wasmAddress = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)/u;

/**
 * Yoga's WebAssembly stands in its source as a data address, which it hands to `fetch`: that loads the whole of Node's
 * HTTP client at every start, and makes it a module that has to be waited for. Here the WebAssembly becomes a file beside
 * the bundle, which is read and compiled at once.
 */
const yogaAsFile: readonly Plugin[] = [
	{
		name: 'yoga-as-file',
		load: {
			filter: {id: /yoga-wasm-base64-esm\.js$/},
			async handler(id) {
				const [, base64] = wasmAddress.exec(await readFile(id, 'utf8')) ?? [];
				if (base64 === undefined) {
					throw new Error(`${id} no longer holds its WebAssembly as a data address.`);
				}

				this.emitFile({type: 'asset', fileName: wasmFile, source: Buffer.from(base64, 'base64')});
				return replaceIn(id, [
					[base64, ''],
					['import.meta.url', '""'],
				]);
			},
		},
	},
	replacing('yoga-at-once', 'yoga-layout/dist/src/index.js', [
		[
			'import wrapAssembly',
			`import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import wrapAssembly`,
		],
		[
			'wrapAssembly(await loadYoga())',
			`(() => {
	const yoga = {
		instantiateWasm(imports, done) {
			const module = new WebAssembly.Module(readFileSync(join(__dirname, '${wasmFile}')));
			done(new WebAssembly.Instance(module, imports));
			return {};
		},
	};
	loadYoga(yoga);
	return wrapAssembly(yoga);
})()`,
		],
	]),
];

/** Ink's development tools are loaded only where they are installed; nothing of them belongs in the package. */
const withoutDevtools = replacing('without-devtools', 'ink/build/reconciler.js', [
	["import.meta.resolve('react-devtools-core');\n        isDevtoolsInstalled = true;", ''],
	["await import('./devtools.js')", 'undefined'],
	['await loadPackageJson()', '{}'],
	['import.meta.url', '""'],
]);

const childProcess = '\0lazy-child-process';

/**
 * commander loads Node's child processes at once, for subcommands that are programs of their own, and Ink for asking the
 * size of a terminal that does not tell. Here they are loaded when they are asked for.
 */
const lazyChildProcess: Plugin = {
	name: 'lazy-child-process',
	resolveId: {
		filter: {id: /^(?:node:)?child_process$/},
		handler: (_id, importer) =>
			/node_modules[\\/](?:commander|terminal-size)[\\/]/u.test(importer ?? '')
				? childProcess
				: undefined,
	},
	load: {
		filter: {id: /lazy-child-process$/},
		handler: () =>
			['spawn', 'execFileSync']
				.map(
					(name) =>
						`exports.${name} = (...given) => require('node:child_process').${name}(...given);`,
				)
				.join('\n'),
	},
};

/** What shows the cursor again at the end checks its caller with Node's assertions; they are loaded where it has to. */
const lazyAssert = replacing('lazy-assert', 'signal-exit/index.js', [
	[
		"var assert = require('assert')",
		"var assert = {equal: (...given) => require('assert').equal(...given)}",
	],
]);

/**
 * Measuring the width of a text prepares the table of all emoji, which takes milliseconds. Screens made of letters, lines
 * and arrows do not need it.
 */
const quickWidth = replacing('quick-width', 'string-width/index.js', [
	// Where ambiguous characters are wide, some of these are.
	[
		'/^[\\u0020-\\u007E]*$/.test(string)',
		`(ambiguousIsNarrow ? /^[${narrowCharacters}]*$/ : /^[\\u0020-\\u007E]*$/).test(string)`,
	],
	['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', 'let rgiEmojiRegex;'],
	// Not as a literal: that is looked into when the function around it is compiled.
	['rgiEmojiRegex.test(', "(rgiEmojiRegex ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test("],
]);

/**
 * Ink draws every frame anew, and forgets with each what it knew of its texts. Most of them stand in the next frame too:
 * here it keeps what it knows, up to some thousand texts, and fills the empty cells with one cell.
 */
const quickFrames = replacing('quick-frames', 'ink/build/output.js', [
	['    caches = new OutputCaches();', '    caches = keptCaches();'],
	[
		'export default class Output {',
		`const blank = {type: 'char', value: ' ', fullWidth: false, styles: []};
let kept;
const keptCaches = () => {
	if (kept === undefined || kept.styledChars.size > 2000 || kept.widths.size > 4000) {
		kept = new OutputCaches();
	}
	return kept;
};
export default class Output {`,
	],
	[
		`const row = [];
            for (let x = 0; x < this.width; x++) {
                row.push({
                    type: 'char',
                    value: ' ',
                    fullWidth: false,
                    styles: [],
                });
            }`,
		'const row = Array.from({length: this.width}).fill(blank);',
	],
	// What the lines of a text are has to be found out once.
	[
		`const characterLines = [[]];
        for (`,
		`let lines = this.caches.lines.get(text);
        const characterLines = [[]];
        if (lines === undefined) for (`,
	],
	[
		'let lines = characterLines.map(line => styledCharsToString(line));',
		`if (lines === undefined) {
            lines = characterLines.map(line => styledCharsToString(line));
            this.caches.lines.set(text, lines);
        }`,
	],
	['    styledChars = new Map();', '    styledChars = new Map();\n    lines = new Map();'],
	// Most lines are cut nowhere.
	[
		`        const result = [];
        let column = 0;`,
		`        if (from <= 0 && to >= this.caches.getStringWidth(line)) {
            return line;
        }
        const result = [];
        let column = 0;`,
	],
	// Empty cells at the end of a row are cut off anyway.
	[
		'const lineWithoutEmptyItems = line.filter(item => item !== undefined);',
		`let end = line.length;
            while (end > 0 && line[end - 1] === blank) {
                end -= 1;
            }
            const cells = line.slice(0, end);
            const lineWithoutEmptyItems = cells.includes(undefined)
                ? cells.filter(item => item !== undefined)
                : cells;`,
	],
	[
		'const characterWidth = Math.max(1, this.caches.getStringWidth(character.value));',
		`const {value} = character;
                const isNarrow = value.length === 1 && value <= '~';
                const characterWidth = isNarrow ? 1 : Math.max(1, this.caches.getStringWidth(value));`,
	],
	// What begins with a character of ASCII is visible.
	[
		'!/^\\p{Default_Ignorable_Code_Point}+$/u.test(character.value)',
		"character.value <= '~' || !/^\\p{Default_Ignorable_Code_Point}+$/u.test(character.value)",
	],
]);

/** The characters of a text that are styled alike share what they are styled with, and need not be compared then. */
const sharedStyles = replacing('shared-styles', 'ansi-tokenize/build/styledChars.js', [
	['styles: [...codes],', 'styles: codes,'],
]);

/** Names that stand for others in the bundle, and the files that export them. */
export const startupReplacements: Readonly<Record<string, [file: string, name: string]>> = {
	'Intl.Segmenter': [
		fileURLToPath(new URL('quick-segmenter.ts', import.meta.url)),
		'QuickSegmenter',
	],
};

/**
 * What makes the bundled program start and answer quickly: dependencies that do their work when it is needed, not when they
 * load, and once, not at every frame.
 */
export const startupPlugins: readonly Plugin[] = [
	...yogaAsFile,
	withoutDevtools,
	lazyChildProcess,
	lazyAssert,
	quickWidth,
	quickFrames,
	sharedStyles,
];

/**
 * Throws where one of the files that are changed is not among the modules of the bundle: it has another name now, and the
 * change no longer takes place.
 */
export function checkReplaced(modules: readonly string[]): void {
	for (const file of changed) {
		if (!modules.some((module) => file.test(module))) {
			throw new Error(`Nothing in the bundle is called ${file.source} any more.`);
		}
	}
}
