import {findNodeAtLocation, type Node, parseTree} from 'jsonc-parser';
import {jsonError, jsonMistake, parseJsonText, positionAt} from './parse.ts';
import {isObject} from './values.ts';

/** A document in JSON as somebody handed it in, without what was around it. */
export type HandedIn = {
	/** The text of the document alone. */
	readonly text: string;
	readonly value: unknown;
	/** Line and column, in all that was handed in, of an offset in `text`. */
	readonly placeOf: (offset: number) => {readonly line: number; readonly column: number};
};

/** A text that was taken out of another one, and where its characters stand there. */
type Layer = {
	readonly text: string;
	readonly originOf: (offset: number) => number;
};

/** A document lies in no more wrappings than this by mistake. */
const mostLayers = 6;

/** Where the AWS CLI puts a policy into its answers: `get-bucket-policy`, `get-role-policy`, `get-role`, ... */
const places: readonly (readonly string[])[] = [
	['Policy'],
	['PolicyDocument'],
	['AssumeRolePolicyDocument'],
	['Role', 'AssumeRolePolicyDocument'],
	['PolicyVersion', 'Document'],
	['Attributes', 'Policy'],
];

/**
 * The document in a text, also where the text is URL-encoded, as IAM gives its policies, or was put into JSON twice. A
 * byte order mark is passed over. Throws `UserError` with line and column where it is no JSON; `name` is what messages
 * call the text.
 */
export function readHandedIn(input: string, name: string): HandedIn {
	return read(input, name, () => undefined);
}

/** The same for a policy: also out of the answer of the AWS CLI around it. */
export function readHandedInPolicy(input: string, name: string): HandedIn {
	return read(input, name, wrappedPolicy);
}

/**
 * Line and column of the member or element at the path, in what was handed in; where it is missing, of the closest part
 * that should hold it.
 */
export function placeAt(
	{text, placeOf}: Pick<HandedIn, 'text' | 'placeOf'>,
	path: readonly (string | number)[],
): {readonly line: number; readonly column: number} {
	const root = parseTree(text);
	for (let length = path.length; root !== undefined && length > 0; length -= 1) {
		const node = findNodeAtLocation(root, path.slice(0, length));
		if (node !== undefined) {
			return placeOf((node.parent?.type === 'property' ? node.parent : node).offset);
		}
	}

	return placeOf(root?.offset ?? 0);
}

/** The policy that a text holds, without what is around it; every other text as it is. */
export function policyTextIn(input: string): string {
	const layer = layersOf(input.replace(/^\uFEFF/, ''), wrappedPolicy).at(-1);
	return layer === undefined || jsonMistake(layer.text) !== undefined ? input : layer.text;
}

function read(
	input: string,
	name: string,
	unwrap: (text: string, value: unknown) => Layer | undefined,
): HandedIn {
	const plain = input.replace(/^\uFEFF/, '');
	const layers = layersOf(plain, unwrap);
	const originOf = (offset: number) =>
		layers.reduceRight((inner, layer) => layer.originOf(inner), offset);
	const text = layers.at(-1)?.text ?? plain;
	if (text.trim() !== '') {
		const mistake = jsonMistake(text);
		if (mistake !== undefined) {
			throw jsonError(plain, name, {...mistake, offset: originOf(mistake.offset)});
		}
	}

	return {
		text,
		value: parseJsonText(text, name),
		placeOf: (offset) => positionAt(plain, originOf(offset)),
	};
}

/** The text itself, and what was taken out of it, layer by layer; the last one may be broken. */
function layersOf(
	plain: string,
	unwrap: (text: string, value: unknown) => Layer | undefined,
): readonly Layer[] {
	const layers: Layer[] = [{text: plain, originOf: (offset) => offset}];
	while (layers.length < mostLayers) {
		const {text} = layers.at(-1) ?? {text: plain};
		const inner = urlDecoded(text) ?? withinJson(text, unwrap);
		if (inner === undefined) {
			break;
		}

		layers.push(inner);
	}

	return layers;
}

function withinJson(
	text: string,
	unwrap: (text: string, value: unknown) => Layer | undefined,
): Layer | undefined {
	if (text.trim() === '' || jsonMistake(text) !== undefined) {
		return undefined;
	}

	const value: unknown = JSON.parse(text);
	if (typeof value === 'string') {
		return looksWrapped(value) ? literal(text, text.indexOf('"'), value) : undefined;
	}

	return unwrap(text, value);
}

/** Whether a text is meant as a document, and not as a name. */
function looksWrapped(text: string): boolean {
	return /^\s*(?:[[{"]|%7b|%5b|%22)/i.test(text);
}

function wrappedPolicy(text: string, value: unknown): Layer | undefined {
	if (!isObject(value) || 'Statement' in value) {
		return undefined;
	}

	const root = parseTree(text);
	for (const place of places) {
		const node = root && findNodeAtLocation(root, [...place]);
		const layer = node && policyAt(text, node);
		if (layer !== undefined) {
			return layer;
		}
	}

	return undefined;
}

function policyAt(text: string, node: Node): Layer | undefined {
	const {type, offset, length} = node;
	if (type === 'string') {
		return literal(text, offset, String(node.value));
	}

	return type === 'object' && findNodeAtLocation(node, ['Statement']) !== undefined
		? {text: text.slice(offset, offset + length), originOf: (inner) => offset + inner}
		: undefined;
}

/** The content of the JSON string that begins at the offset. */
function literal(text: string, start: number, content: string): Layer {
	const origins: number[] = [];
	let offset = start + 1;
	while (origins.length <= content.length) {
		origins.push(offset);
		offset += text[offset] !== '\\' ? 1 : text[offset + 1] === 'u' ? 6 : 2;
	}

	return {text: content, originOf: (inner) => origins[inner] ?? start};
}

/** The decoded text where all of it is URL-encoded; undefined where it is not, or cannot be decoded. */
function urlDecoded(text: string): Layer | undefined {
	const start = text.search(/\S/);
	if (!/^%(?:7b|5b|22)/i.test(text.slice(Math.max(start, 0)))) {
		return undefined;
	}

	let decoded: string;
	try {
		decoded = decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) {
			return undefined;
		}

		throw error;
	}

	const origins: number[] = [];
	let offset = 0;
	for (const character of decoded) {
		const isEncoded = text[offset] === '%';
		for (let unit = 0; unit < character.length; unit += 1) {
			origins.push(offset);
		}

		offset += isEncoded ? 3 * Buffer.byteLength(character) : character.length;
	}

	return {text: decoded, originOf: (inner) => origins[inner] ?? text.length};
}
