import wrapAnsi from 'wrap-ansi';
import {documentNames} from '../../aws/index.ts';
import type {Output} from '../../output.ts';
import {harmlessJson, visible, withLongValuesCut} from '../../problems.ts';
import type {Correction} from '../../verify/index.ts';
import {correctionInWords} from '../access-change.ts';
import type {Check} from '../present.ts';
import {inOrder} from '../status.ts';

export type Layout = {
	/** Colours where the terminal shows any. */
	readonly style: Output['style'];
	/** Columns of the terminal; undefined to wrap nothing, e.g. for a pipe. */
	readonly width?: number | undefined;
};

/** Text from anywhere as harmless lines, wrapped to the width and indented. */
export function paragraph(text: string, {width}: Layout, indent = 2): string[] {
	const harmless = withLongValuesCut(visible(text));
	const room = width === undefined ? undefined : Math.max(20, width - indent);
	const lines =
		room === undefined ? [harmless] : wrapAnsi(harmless, room, {hard: false}).split('\n');
	return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

/** As `paragraph`, with a label in front of the first line under which the others are aligned. */
export function labelled(label: string, text: string, layout: Layout, indent = 2): string[] {
	const name = withLongValuesCut(visible(label));
	const column = indent + Math.max(name.length, longestLabel) + 2;
	const [first = '', ...rest] = paragraph(text, layout, column);
	return [`${' '.repeat(indent)}${name}`.padEnd(column) + first.slice(column), ...rest];
}

const longestLabel = 'Because of'.length;

/** The documents to paste, each once, numbered from 1. */
export type Corrections = readonly (Correction & {readonly number: number})[];

/** Collects the corrected documents of all checks that have one, in the order in which the checks are shown. */
export function collectCorrections(checks: readonly Check[]): Corrections {
	const unique = new Map<string, Correction>();
	for (const {correction} of inOrder(checks)) {
		if (correction !== undefined) {
			const {document, consolePath, text} = correction;
			unique.set(JSON.stringify([document, consolePath, text]), correction);
		}
	}

	return [...unique.values()].map((correction, index) => ({...correction, number: index + 1}));
}

/** A corrected document with where it goes; the document alone on its lines, ready to be copied. */
export function correctionLines(
	{number, ...correction}: Corrections[number],
	layout: Layout,
): string[] {
	const {document, consolePath, consoleUrl, text} = correction;
	return [
		layout.style('bold', `[${number}] The corrected ${documentNames[document]}`),
		...correctionInWords(correction).flatMap((line) => labelled('Document', line, layout, 0)),
		...labelled('Where', consolePath, layout, 0),
		// A link is of no use when it is broken over two lines.
		`${'Link'.padEnd(12)}${visible(consoleUrl)}`,
		'',
		harmlessJson(text).trimEnd(),
	];
}
