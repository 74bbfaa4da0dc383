import {narrowCharacters} from './narrow-characters.ts';

/** Texts of one file of a dependency that are exchanged in what is bundled. */
export type Replacement = {
	/** What `npm run bench -- --build` calls it; undefined where the program cannot be bundled without it. */
	readonly name?: string;
	/** The end of the file's path, with slashes. */
	readonly file: string;
	readonly texts: readonly (readonly [from: string, to: string])[];
};

/**
 * What stands in the way of one CommonJS bundle, which Node loads sooner than ES modules: modules that have to be waited
 * for, and addresses of modules. None of it changes what is drawn.
 */
const forBundle: readonly Replacement[] = [
	// The WebAssembly lies beside the bundle, and is read and compiled at once.
	{
		file: 'yoga-layout/dist/src/index.js',
		texts: [
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
			const module = new WebAssembly.Module(readFileSync(join(__dirname, 'yoga.wasm')));
			done(new WebAssembly.Instance(module, imports));
			return {};
		},
	};
	loadYoga(yoga);
	return wrapAssembly(yoga);
})()`,
			],
		],
	},
	// Ink's development tools are loaded only where they are installed; nothing of them belongs in the package.
	{
		file: 'ink/build/reconciler.js',
		texts: [
			["import.meta.resolve('react-devtools-core');\n        isDevtoolsInstalled = true;", ''],
			["await import('./devtools.js')", 'undefined'],
			['await loadPackageJson()', '{}'],
		],
	},
];

/**
 * What of the agent for proxies can never run here: its log, which would go to the screen where DEBUG is set for another
 * program, and the sign-in by Kerberos, for which a package would have to be compiled.
 */
const forProxies: readonly Replacement[] = [
	{
		file: 'https-proxy-agent/dist/index.js',
		texts: [
			["import createDebug from 'debug';", 'const createDebug = () => () => undefined;'],
			["import { createNegotiateAuth, } from 'proxy-agent-negotiate';", ''],
			['this.onProxyAuth = createNegotiateAuth();', ''],
		],
	},
	{
		file: 'https-proxy-agent/dist/parse-proxy-response.js',
		texts: [["import createDebug from 'debug';", 'const createDebug = () => () => undefined;']],
	},
];

/** Dependencies that do some of their work when it is needed, not when they load. */
const forStart: readonly Replacement[] = [
	// The table of all emoji takes milliseconds; as a literal it is looked into when the function around it is compiled.
	{
		name: 'emoji-table',
		file: 'string-width/index.js',
		texts: [
			['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', 'let rgiEmojiRegex;'],
			['rgiEmojiRegex.test(', "(rgiEmojiRegex ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test("],
		],
	},
	// Screens made of letters, lines and arrows need no tables. Where ambiguous characters are wide, some of these are.
	{
		name: 'narrow-width',
		file: 'string-width/index.js',
		texts: [
			[
				'/^[\\u0020-\\u007E]*$/.test(string)',
				`(ambiguousIsNarrow ? /^[${narrowCharacters}]*$/ : /^[\\u0020-\\u007E]*$/).test(string)`,
			],
		],
	},
];

/** Ink draws every frame anew, and finds out the same about the same texts every time. */
const forFrames: readonly Replacement[] = [
	// Most texts stand in the next frame too.
	{
		name: 'kept-texts',
		file: 'ink/build/output.js',
		texts: [
			['    caches = new OutputCaches();', '    caches = keptCaches();'],
			[
				'export default class Output {',
				`let kept;
const keptCaches = () => {
	if (kept === undefined || kept.styledChars.size > 2000 || kept.widths.size > 4000) {
		kept = new OutputCaches();
	}
	return kept;
};
export default class Output {`,
			],
		],
	},
	{
		name: 'kept-lines',
		file: 'ink/build/output.js',
		texts: [
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
		],
	},
	// Most lines are cut nowhere.
	{
		name: 'uncut-lines',
		file: 'ink/build/output.js',
		texts: [
			[
				`        const result = [];
        let column = 0;`,
				`        if (from <= 0 && to >= this.caches.getStringWidth(line)) {
            return line;
        }
        const result = [];
        let column = 0;`,
			],
		],
	},
];

/**
 * A row that a text just fills is followed by one that begins with the blank between the two words. Ink keeps it, since it
 * cannot tell it from one that was meant; within a line there is none that was.
 */
const forRows: readonly Replacement[] = [
	{
		name: 'rows-without-blank',
		file: 'ink/build/wrap-text.js',
		texts: [
			[
				`wrappedText = wrapAnsi(text, maxWidth, {
            trim: false,
            hard: true,
        });`,
				`wrappedText = withoutBlankBetweenRows(text, wrapAnsi(text, maxWidth, {
            trim: false,
            hard: true,
        }));`,
			],
			[
				'const wrapText = (',
				`const styles = /\\u001B(?:\\[[0-9;]*m|\\]8;[^\\u0007]*\\u0007)/g;
const blankAtStart = /^((?:\\u001B(?:\\[[0-9;]*m|\\]8;[^\\u0007]*\\u0007))*) (?=\\S|\\u001B)/;
const withoutBlankBetweenRows = (text, wrapped) => {
    if (!wrapped.includes('\\n')) {
        return wrapped;
    }
    const lengthOf = row => row.replace(styles, '').length;
    const lengths = text.normalize().split('\\n').map(lengthOf);
    let line = 0;
    let used = 0;
    return wrapped.split('\\n').map(row => {
        const isFirst = used === 0;
        used += lengthOf(row);
        if (used >= lengths[line]) {
            line += 1;
            used = 0;
        }
        return isFirst ? row : row.replace(blankAtStart, '$1');
    }).join('\\n');
};
const wrapText = (`,
			],
		],
	},
];

export const replacements: readonly Replacement[] = [
	...forBundle,
	...forProxies,
	...forStart,
	...forFrames,
	...forRows,
];
