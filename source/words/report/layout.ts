import wrapAnsi from 'wrap-ansi';
import type {Output} from '../../output.ts';
import {visible} from '../../problems.ts';

export type Layout = {
	/** Colours where the terminal shows any. */
	readonly style: Output['style'];
	/** Columns of the terminal; undefined to wrap nothing, e.g. for a pipe. */
	readonly width?: number | undefined;
};

/** Text from anywhere as harmless lines, wrapped to the width and indented. */
export function paragraph(text: string, {width}: Layout, indent = 2): string[] {
	const harmless = visible(text);
	const room = width === undefined ? undefined : Math.max(20, width - indent);
	const lines =
		room === undefined ? [harmless] : wrapAnsi(harmless, room, {hard: false}).split('\n');
	return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

/** As `paragraph`, with a label in front of the first line under which the others are aligned. */
export function labelled(label: string, text: string, layout: Layout, indent = 2): string[] {
	const column = indent + Math.max(label.length, longestLabel) + 2;
	const [first = '', ...rest] = paragraph(text, layout, column);
	return [`${' '.repeat(indent)}${label}`.padEnd(column) + first.slice(column), ...rest];
}

const longestLabel = 'Because of'.length;
