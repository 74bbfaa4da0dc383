import {mkdtemp, rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import fc from 'fast-check';
import {rolldown} from 'rolldown';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {checkReplaced, drawingPlugins, startupPlugins} from '../../source/build/startup-plugins.ts';

type Clip = {x1?: number; x2?: number; y1?: number; y2?: number};

/** What Ink draws a frame with. */
type Output = {
	write(x: number, y: number, text: string, options: {transformers: readonly []}): void;
	clip(clip: Clip): void;
	unclip(): void;
	get(): {output: string; height: number};
};
type OutputClass = new (size: {width: number; height: number}) => Output;

type StringWidth = (text: string, options?: {ambiguousIsNarrow?: boolean}) => number;

let folder = '';
let Original: OutputClass;
let Quick: OutputClass;
let originalWidth: StringWidth;
let quickWidth: StringWidth;

/** What a module of a dependency exports by default, as it is or as it comes into the bundle. */
async function bundled<Exported>(module: string, isQuick: boolean): Promise<Exported> {
	const bundle = await rolldown({
		input: fileURLToPath(new URL(`../../node_modules/${module}`, import.meta.url)),
		platform: 'node',
		...(isQuick ? {plugins: startupPlugins()} : {}),
	});
	const file = path.join(folder, `${isQuick}-${path.basename(module)}.cjs`);
	await bundle.write({file, format: 'cjs', exports: 'named'});
	await bundle.close();
	const loaded = createRequire(import.meta.url)(file) as {default: Exported};
	return loaded.default;
}

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-frames-'));
	Original = await bundled('ink/build/output.js', false);
	Quick = await bundled('ink/build/output.js', true);
	originalWidth = await bundled('string-width/index.js', false);
	quickWidth = await bundled('string-width/index.js', true);
});

afterAll(async () => rm(folder, {recursive: true, force: true}));

const piece = fc.oneof(
	fc.string({maxLength: 12}),
	fc.constantFrom('漢字', '👩‍💻', 'é', '▸ ✔ ─', '\u{200B}', '\u{AD}', '한', ' ', '   ', '…'),
);
const styled = fc
	.tuple(fc.constantFrom('', '31', '1', '4', '38;5;12', '7', '48;5;2'), piece)
	.map(([code, text]) => (code === '' ? text : `\u{1B}[${code}m${text}\u{1B}[0m`));
const text = fc.array(fc.oneof({weight: 5, arbitrary: styled}, fc.constant('\n')), {maxLength: 8});
const place = fc.integer({min: -3, max: 26});
const bound = fc.option(fc.integer({min: -2, max: 24}), {nil: undefined});

type Operation = (output: Output) => void;

const write = fc.tuple(place, place, text).map(
	([x, y, parts]): Operation =>
		(output) => {
			output.write(x, y, parts.join(''), {transformers: []});
		},
);
const clipped = fc.tuple(bound, bound, bound, bound, fc.array(write, {maxLength: 4})).map(
	([x1, x2, y1, y2, writes]): Operation =>
		(output) => {
			const given = Object.entries({x1, x2, y1, y2}).filter(([, value]) => value !== undefined);
			output.clip(Object.fromEntries(given) as Clip);
			for (const one of writes) {
				one(output);
			}
			output.unclip();
		},
);
const frame = fc.array(fc.oneof(write, clipped), {maxLength: 6});

function draw(Class: OutputClass, operations: readonly Operation[]) {
	const output = new Class({width: 24, height: 10});
	for (const operation of operations) {
		operation(output);
	}

	return output.get();
}

test('every frame is drawn as Ink draws it, also after many others', () => {
	fc.assert(
		fc.property(frame, (operations) => {
			const expected = draw(Original, operations);
			expect(draw(Quick, operations)).toEqual(expected);
			expect(draw(Quick, operations)).toEqual(expected);
		}),
		{numRuns: 1500},
	);
});

test('every text is as wide as it was, wherever ambiguous characters are narrow or wide', () => {
	fc.assert(
		fc.property(text, fc.option(fc.boolean(), {nil: undefined}), (parts, ambiguousIsNarrow) => {
			const options = ambiguousIsNarrow === undefined ? {} : {ambiguousIsNarrow};
			const line = parts.join('');
			expect(quickWidth(line, options)).toBe(originalWidth(line, options));
		}),
		{numRuns: 1000},
	);
});

test('a file that no longer holds what is to be replaced is named', () => {
	const [replacing] = drawingPlugins;
	expect(() => replacing?.transform.handler('', '/x/node_modules/string-width/index.js')).toThrow(
		/^string-width\/index\.js no longer holds: /,
	);
});

test('a changed file that is no longer in the bundle is named', () => {
	expect(() => checkReplaced(['/x/node_modules/ink/build/reconciler.js'])).toThrow(
		/^Nothing in the bundle is called .* any more\.$/,
	);
});
