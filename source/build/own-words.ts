import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseAst} from 'rolldown/parseAst';
import {hostsIn, piecesOf} from '../words/report/index.ts';

const source = fileURLToPath(new URL('..', import.meta.url));

/** Where the sentences of reports are made, and what they are made of. */
const folders = [
	'account',
	'apply',
	'aws',
	'connection',
	'documents',
	'json',
	'policy',
	'verify',
	'words',
];
const builtInVendors = ['vendors/creative-force.json', 'vendors/iconik.json'];

/** What names somebody: which of these a customer uses is for the customer to tell. */
const telling = ['policy/condition-keys/providers.ts'];

/**
 * Every word that this program itself puts into a text, one a line in alphabetical order, as JSON: what stands in its
 * strings, and the texts of the built-in vendors. Numbers are in it up to four digits.
 */
export async function collectOwnWords(): Promise<string> {
	const texts = [...(await sourceTexts()), ...(await vendorTexts())];
	const words = new Set(
		texts
			.flatMap((text) => [...piecesOf(text), ...hostsIn(text)])
			.filter((word) => !/\d{5}/.test(word)),
	);
	return `${JSON.stringify([...words].sort(), undefined, '\t')}\n`;
}

async function sourceTexts(): Promise<string[]> {
	const names = await Promise.all(
		folders.map(async (folder) => {
			const files = await readdir(path.join(source, folder), {recursive: true});
			return files.map((file) => `${folder}/${file.split(path.sep).join('/')}`);
		}),
	);
	const wanted = names
		.flat()
		.filter((name) => name.endsWith('.ts') && !/\/(?:make|collect)-/.test(name))
		.filter((name) => !telling.includes(name));
	const texts = await Promise.all(
		wanted.map(async (name) =>
			textsIn(parseAst(await readFile(path.join(source, name), 'utf8'), {lang: 'ts'})),
		),
	);
	return texts.flat();
}

async function vendorTexts(): Promise<string[]> {
	const files = await Promise.all(
		builtInVendors.map(async (name) => readFile(path.join(source, name), 'utf8')),
	);
	return files.flatMap((file) => stringsIn(JSON.parse(file)));
}

/** All strings of a value of JSON, names of members included. */
function stringsIn(value: unknown): string[] {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, member]) => [
				...(Array.isArray(value) ? [] : [name]),
				...stringsIn(member),
			])
		: [];
}

/** All texts in the code: strings, the parts of templates, and the names of members, some of which are shown. */
function textsIn(node: unknown): string[] {
	if (typeof node !== 'object' || node === null) {
		return [];
	}

	const own = ownTexts(node as Readonly<Record<string, unknown>>);
	// Paths of imports are no part of any text.
	const isImport = 'type' in node && /^(?:Import|Export(?:All|Named))/.test(String(node.type));
	const members = isImport && 'source' in node ? {...node, source: null} : node;
	return [...own, ...Object.values(members).flatMap(textsIn)];
}

function ownTexts(node: Readonly<Record<string, unknown>>): string[] {
	const {type, value, key} = node;
	if (type === 'Literal' && typeof value === 'string') {
		return [value];
	}

	if (type === 'TemplateElement' && typeof value === 'object' && value !== null) {
		return 'cooked' in value && typeof value.cooked === 'string' ? [value.cooked] : [];
	}

	const isNamed = type === 'Property' && typeof key === 'object' && key !== null;
	return isNamed && 'name' in key && typeof key.name === 'string' ? [key.name] : [];
}
