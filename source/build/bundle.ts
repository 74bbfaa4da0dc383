import {readFile, rm, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build, type Plugin} from 'esbuild';
import {licencesOf} from './licences.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const distribution = fileURLToPath(new URL('../../distribution/', import.meta.url));

/**
 * Yoga's WebAssembly stands in its source as a data address, which it hands to `fetch`. That loads the whole of Node's
 * HTTP client at every start; without `fetch` it decodes the text itself.
 */
const yogaWithoutFetch: Plugin = {
	name: 'yoga-without-fetch',
	setup(builder) {
		builder.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const contents = source.replaceAll('"function"!=typeof fetch', 'true');
			if (contents === source) {
				throw new Error('Yoga loads its WebAssembly in another way now: look at it again.');
			}

			return {contents, loader: 'js'};
		});
	},
};

/** Ink's development tools are loaded only where they are installed; nothing of them belongs in the package. */
const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup(builder) {
		builder.onResolve({filter: /^react-devtools-core$/}, () => ({
			path: 'react-devtools-core',
			namespace: 'empty',
		}));
		builder.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}'}));
	},
};

/**
 * commander loads Node's child processes at once, for subcommands that are programs of their own. There are none here, so
 * they are loaded when they are asked for.
 */
const lazyChildProcess: Plugin = {
	name: 'lazy-child-process',
	setup(builder) {
		builder.onResolve({filter: /^(?:node:)?child_process$/}, ({importer}) =>
			/node_modules\/commander\//u.test(importer)
				? {path: 'child_process', namespace: 'lazy-child-process'}
				: undefined,
		);
		builder.onLoad({filter: /.*/, namespace: 'lazy-child-process'}, () => ({
			contents: "exports.spawn = (...given) => require('node:child_process').spawn(...given);",
			loader: 'js',
		}));
	},
};

await rm(distribution, {recursive: true, force: true});
const {metafile} = await build({
	absWorkingDir: root,
	entryPoints: ['source/cli.ts'],
	outdir: distribution,
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	jsx: 'automatic',
	minify: true,
	legalComments: 'none',
	// The SDK's ES modules can be shaken; its CommonJS ones cannot.
	mainFields: ['module', 'main'],
	define: {'process.env.NODE_ENV': '"production"'},
	banner: {
		// What CommonJS modules expect to find; write-file-atomic names its temporary files by __filename.
		js: "import {createRequire as createRequireOfNode} from 'node:module';const require=createRequireOfNode(import.meta.url);const __filename=import.meta.filename;const __dirname=import.meta.dirname;",
	},
	plugins: [yogaWithoutFetch, withoutDevtools, lazyChildProcess],
	metafile: true,
	logLevel: 'warning',
});
await writeFile(
	`${distribution}third-party-licences.txt`,
	await licencesOf(Object.keys(metafile.inputs), root),
);
if (process.argv.includes('--sizes')) {
	const outputs = Object.entries(metafile.outputs).toSorted((a, b) => b[1].bytes - a[1].bytes);
	for (const [file, {bytes, inputs}] of outputs.slice(0, 12)) {
		const largest = Object.entries(inputs)
			.toSorted((a, b) => b[1].bytesInOutput - a[1].bytesInOutput)
			.slice(0, 3)
			.map(
				([name, {bytesInOutput}]) => `${name.replace(/^.*node_modules\//u, '')} ${bytesInOutput}`,
			);
		process.stdout.write(`${bytes}  ${file}  ${largest.join(', ')}\n`);
	}
}
