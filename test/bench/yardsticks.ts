import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {type OutputOptions, type Plugin, type RolldownOptions, rolldown} from 'rolldown';
import {startupPlugins} from '../../source/build/startup-plugins.ts';

const minimalInk = fileURLToPath(new URL('minimal-ink.tsx', import.meta.url));

const common: RolldownOptions = {platform: 'node'};
const define = {'process.env.NODE_ENV': '"production"'};

/** Ink loads the development tools of React where they are installed; here they are not. */
const noDevtools: Plugin = {
	name: 'no-devtools',
	resolveId: {
		filter: {id: /^react-devtools-core$/},
		handler: () => '\0no-devtools',
	},
	load: {
		filter: {id: /no-devtools$/},
		handler: () => 'export default {};',
	},
};

async function write(options: RolldownOptions, output: OutputOptions): Promise<void> {
	const bundle = await rolldown({...common, ...options});
	await bundle.write({...output, minify: true});
	await bundle.close();
}

/**
 * Bundles the minimal Ink program into a folder, and gives the file: as anybody would, one minified ES module for
 * production.
 */
export async function bundlePlainly(folder: string): Promise<string> {
	const file = path.join(folder, 'plain.mjs');
	await write(
		{input: minimalInk, transform: {define}, plugins: [noDevtools]},
		{file, format: 'esm', codeSplitting: false},
	);
	return file;
}

/** The same program, bundled with all that this project does for a quick start: what is left of it is Ink's own. */
export async function bundleQuickly(folder: string): Promise<string> {
	const file = path.join(folder, 'quick', 'minimal-ink.cjs');
	await bundleAsThisIs(minimalInk, file);
	return file;
}

/** Bundles a program into one file, as this project's program is bundled. */
export async function bundleAsThisIs(input: string, file: string): Promise<void> {
	await write(
		{
			input,
			resolve: {mainFields: ['module', 'main']},
			transform: {target: 'node20', define},
			plugins: startupPlugins(),
		},
		{file, format: 'cjs', codeSplitting: false},
	);
}
