import {fileURLToPath} from 'node:url';
import type {Plugin} from 'rolldown';
import {type Replacement, replacements} from './replacements.ts';

/** A plugin for the bundler and for the tests alike. */
type TextPlugin = {
	readonly name: string;
	readonly transform: {
		readonly filter: {
			readonly id: RegExp[] | {readonly exclude: RegExp};
			readonly code?: string;
		};
		readonly handler: (code: string, id: string) => string;
	};
};

/** Matches the path of a file of a dependency, with the separators of any system. */
function endingIn(file: string): RegExp {
	return new RegExp(`[\\\\/]${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}

/** Throws where a text is not there: the dependency has changed, and what it was for has to be looked at again. */
function replaced(code: string, {file, texts}: Replacement): string {
	return texts.reduce((before, [from, to]) => {
		if (!before.includes(from)) {
			throw new Error(`${file} no longer holds: ${from}`);
		}

		return before.replaceAll(from, () => to);
	}, code);
}

function replacing(chosen: readonly Replacement[]): TextPlugin {
	return {
		name: 'replaced-texts',
		transform: {
			filter: {id: chosen.map(({file}) => endingIn(file))},
			handler: (code, id) =>
				chosen.filter(({file}) => endingIn(file).test(id)).reduce(replaced, code),
		},
	};
}

const quickSegmenter = fileURLToPath(new URL('quick-segmenter.ts', import.meta.url));

/**
 * Whoever makes an `Intl.Segmenter` gets one that reads the tables of Unicode when a text needs them, save those files
 * that speak of the real one.
 */
const segmenterName = 'segmenter';
const segmenter: TextPlugin = {
	name: 'quick-segmenter',
	transform: {
		filter: {
			id: {exclude: /[\\/](?:quick-segmenter|startup-plugins)\./},
			code: 'new Intl.Segmenter(',
		},
		handler: (code) =>
			`import {QuickSegmenter} from ${JSON.stringify(quickSegmenter)};\n${code.replaceAll('new Intl.Segmenter(', 'new QuickSegmenter(')}`,
	},
};

/**
 * Yoga's WebAssembly stands in its source as a data address, which it hands to `fetch`: that loads the whole of Node's
 * HTTP client at every start. Here it becomes a file beside the bundle.
 */
const yogaAsFile: Plugin = {
	name: 'yoga-as-file',
	transform: {
		filter: {id: /yoga-wasm-base64-esm\.js$/},
		handler(code, id) {
			const [, base64] =
				/data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)/u.exec(code) ?? [];
			if (base64 === undefined) {
				throw new Error(`${id} no longer holds its WebAssembly as a data address.`);
			}

			const source = Buffer.from(base64, 'base64');
			this.emitFile({type: 'asset', fileName: 'yoga.wasm', source});
			return code.replace(base64, '');
		},
	},
};

/** What can be left out of the bundle to see what it earns. */
export const replacementNames: readonly string[] = [
	segmenterName,
	...replacements.flatMap(({name}) => name ?? []),
];

/**
 * What makes the bundled program start and answer quickly: dependencies that do their work when it is needed, not when
 * they load, and once, not at every frame. `without` leaves out some, by their names.
 */
export function startupPlugins(without: readonly string[] = []): Plugin[] {
	const chosen = replacements.filter(({name}) => name === undefined || !without.includes(name));
	return [yogaAsFile, replacing(chosen), ...(without.includes(segmenterName) ? [] : [segmenter])];
}

/** The same changes for component tests, which load the dependencies as they are otherwise. */
export const drawingPlugins: readonly TextPlugin[] = [
	replacing(replacements.filter(({name}) => name !== undefined)),
	segmenter,
];

/**
 * Throws where one of the files that are changed is not among the modules of the bundle: it has another name now, and the
 * change no longer takes place.
 */
export function checkReplaced(modules: readonly string[]): void {
	for (const {file} of replacements) {
		if (!modules.some((module) => endingIn(file).test(module))) {
			throw new Error(`Nothing in the bundle is called ${file} any more.`);
		}
	}
}
