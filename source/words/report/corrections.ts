import {documentNames} from '../../aws/index.ts';
import {visible} from '../../problems.ts';
import type {Correction} from '../../verify/index.ts';
import type {Check} from '../present.ts';
import {inOrder} from '../status.ts';
import {harmlessJson} from './harmless.ts';
import {type Layout, labelled} from './layout.ts';

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
	{number, document, consolePath, consoleUrl, text}: Corrections[number],
	layout: Layout,
): string[] {
	return [
		layout.style('bold', `[${number}] The corrected ${documentNames[document]}`),
		...labelled('Where', consolePath, layout, 0),
		// A link is of no use when it is broken over two lines.
		`${'Link'.padEnd(12)}${visible(consoleUrl)}`,
		'',
		harmlessJson(text).trimEnd(),
	];
}
