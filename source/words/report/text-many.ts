import {visible} from '../../problems.ts';
import {widthOf} from '../../terminal/index.ts';
import type {Result} from '../present.ts';
import {presentCounts, verdictMark} from '../status.ts';
import type {Layout} from './layout.ts';
import type {Report} from './report.ts';
import {seconds} from './words.ts';

/** A line for each of many connections, in their order, and one that counts them. */
export function summaryLines({results, ms}: Report, {style}: Layout): string[] {
	const names = results.map(({name}) => visible(name));
	const nameWidth = Math.max(...names.map(widthOf));
	const buckets = results.map(({connection}) => visible(String(connection['bucket'] ?? '')));
	const bucketWidth = Math.max(...buckets.map(widthOf));
	const rows = results.map((result, index) => {
		const {sign, word, colour} = verdictMark(result);
		const cells = [
			style(colour, `${sign} ${word.padEnd('unknown'.length)}`),
			padded(names[index] ?? '', nameWidth),
			padded(buckets[index] ?? '', bucketWidth),
			detailText(result),
		];
		return cells.join('   ').trimEnd();
	});
	return [...rows, '', `${totalsText(results)}   (${seconds(ms)})`];
}

function detailText({error, checks}: Result): string {
	return error === undefined
		? presentCounts(checks)
				.filter(({status}) => status !== 'pass')
				.map(({text}) => text)
				.join(', ')
		: visible(error.message);
}

function totalsText(results: readonly Result[]): string {
	const words = results.map((result) => verdictMark(result).word);
	const counts = (['fail', 'invalid', 'unknown', 'pass'] as const).flatMap((word) => {
		const {length} = words.filter((one) => one === word);
		return length === 0 ? [] : [`${length} ${word}`];
	});
	return `${results.length} connections: ${counts.join(', ')}`;
}

function padded(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
