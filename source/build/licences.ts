import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

type Package = {readonly name: string; readonly version: string; readonly licence: string};

/** The folder of the package that a bundled file comes from; undefined for the program's own files. */
export function packageFolder(file: string): string | undefined {
	const match = /^(?<folder>.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(file);
	return match?.groups?.['folder'];
}

async function readPackage(folder: string): Promise<Package | undefined> {
	try {
		const {name, version, license} = JSON.parse(
			await readFile(path.join(folder, 'package.json'), 'utf8'),
		) as {name: string; version: string; license?: string};
		return {name, version, licence: license ?? 'no licence named'};
	} catch {
		return undefined;
	}
}

async function licenceText(folder: string): Promise<string> {
	const names = (await readdir(folder)).filter((name) =>
		/^(?:licen[cs]e|copying|notice)(?:[.-]|$)/iu.test(name),
	);
	const texts = await Promise.all(
		names.toSorted().map(async (name) => readFile(path.join(folder, name), 'utf8')),
	);
	return texts.map((text) => text.trim()).join('\n\n');
}

/**
 * The licences of all packages that files of a bundle come from, as one text in alphabetical order. `files` are paths as
 * the bundler names them, from `root`. Equal texts are written once. Throws where a package names no licence at all.
 */
export async function licencesOf(files: readonly string[], root: string): Promise<string> {
	const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
	const byText = new Map<string, Package[]>();
	for (const folder of folders) {
		const found = await readPackage(path.resolve(root, folder));
		if (found === undefined) {
			throw new Error(`${folder} has no package.json that can be read.`);
		}

		const text = await licenceText(path.resolve(root, folder));
		byText.set(text, [...(byText.get(text) ?? []), found]);
	}

	const sections = [...byText.entries()].map(([text, packages]) => ({
		names: [
			...new Set(packages.map(({name, version, licence}) => `${name} ${version} (${licence})`)),
		]
			.toSorted()
			.join('\n'),
		text,
	}));
	return [
		'This package carries code of the packages below, under their licences.',
		...sections
			.toSorted((a, b) => a.names.localeCompare(b.names, 'en'))
			.map(({names, text}) => `${'-'.repeat(72)}\n${names}\n\n${text}`.trimEnd()),
		'',
	].join('\n\n');
}
