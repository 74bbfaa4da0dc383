import {rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {type OutputChunk, rolldown} from 'rolldown';
import {licencesOf, withPackagesOfData} from './licences.ts';
import {checkReplaced, startupPlugins} from './startup-plugins.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What nearly every call loads, in two chunks: finding and opening a file takes longer than what stands in a small one.
 * Everything else is split by who needs it.
 */
const sharedChunks = [
	{
		name: 'basics',
		priority: 2,
		test: /rolldown[\\/]runtime|source[\\/]\w+\.ts|connection[\\/](?:fields|types|vendor-terms)\.|aws[\\/](?:documents|encryption)\.|vendors[\\/](?:load|lift|types|(?!profile\.schema)[\w-]+\.json)/,
	},
	{
		name: 'connection',
		priority: 1,
		test: /valibot|jsonc-parser|source[\\/](?:connection|json|aws)[\\/](?!actions)|source[\\/]commands[\\/]options|source[\\/]documents[\\/](?:build|limits|values|placeholders)/,
	},
];

/**
 * The screens of the wizard in two chunks: what the first one needs, and the others, which are loaded while that is read.
 * What they need from elsewhere stays where it is; others need it too.
 */
const wizardChunks = [
	{
		name: 'later-screens',
		priority: 1,
		test: /source[\\/]wizard[\\/](?:steps[\\/](?!VendorStep|ChoiceScreen)|error-lines|components[\\/](?:CopyList|DocumentView|FieldGroup|LeadText|highlight|PasteArea|TextField|visible-part)|hooks[\\/]use-text|questions[\\/](?:inputs|pick|plan-decision|typed)|statement-so-far|principal-values)/,
	},
	{
		name: 'first-screen',
		test: /source[\\/]wizard[\\/](?!connection-path|index|progress|run|Wizard)/,
	},
].map((chunk) => ({...chunk, includeDependenciesRecursively: false}));

/**
 * Bundles the program into a folder, which holds nothing else afterwards, and gives the chunks. `without` leaves out
 * replacements, by their names.
 */
export async function bundleProgram(
	folder: string,
	without: readonly string[] = [],
): Promise<OutputChunk[]> {
	const bundle = await rolldown({
		cwd: root,
		input: {cli: 'source/cli.ts'},
		platform: 'node',
		// The SDK's ES modules can be shaken; its CommonJS ones cannot.
		resolve: {mainFields: ['module', 'main']},
		transform: {
			// The oldest Node that the program is for.
			target: 'node20',
			jsx: {runtime: 'automatic'},
			define: {'process.env.NODE_ENV': '"production"'},
		},
		plugins: startupPlugins(without),
		// The first step is loaded at once, and is one of those that load when they are shown all the same.
		preserveEntrySignatures: 'allow-extension',
		checks: {ineffectiveDynamicImport: false},
		onLog(level, log) {
			// What is bundled with a warning may be bundled wrongly.
			throw new Error(`${level}: ${log.message}`);
		},
	});
	await rm(folder, {recursive: true, force: true});
	const {output} = await bundle.write({
		dir: folder,
		// Node loads CommonJS sooner than ES modules: at once, and without a module around each built-in one.
		format: 'cjs',
		exports: 'named',
		entryFileNames: '[name].cjs',
		chunkFileNames: '[name]-[hash].cjs',
		minify: true,
		codeSplitting: {groups: [...sharedChunks, ...wizardChunks]},
		comments: false,
	});
	await bundle.close();
	const chunks = output.filter((file) => file.type === 'chunk');
	const files = chunks.flatMap(({modules}) => Object.keys(modules));
	checkReplaced(files);
	await writeFile(
		path.join(folder, 'third-party-licences.txt'),
		await licencesOf(withPackagesOfData(files), root),
	);
	return chunks;
}
