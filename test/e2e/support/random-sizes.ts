import {flat} from './tell.ts';
import type {Terminal} from './terminal.ts';

type Size = {readonly columns: number; readonly rows: number};

/** In this time, in milliseconds, a window that keeps its size has been drawn anew, and hears keys again. */
const redrawnAfter = 80;

/** Where a story is. */
type Step = {
	/** What the screen says. */
	readonly says: string;
	/** Whether all keys have arrived: in too small a window they would be lost. */
	readonly isSettled: boolean;
};

/** Sizes of a window in an order that a seed decides. */
export type RandomSizes = {
	/** How many there are still to come. */
	readonly left: () => number;
	/**
	 * Gives the window its share of them, in a story that does this so many times; each is at most the largest, and some are too small where no
	 * key is on its way. It ends with one that is large enough, and the screen that is told by its words in it, once.
	 *
	 * @throws {Error} with the last screen where it does not come, or a part of an older frame stays
	 */
	readonly resize: (terminal: Terminal, step: Step, times: number) => Promise<void>;
};

type Range = {
	readonly smallest: Size;
	readonly largest: Size;
	/** How many sizes. */
	readonly count: number;
};

/** Numbers from 0 up to 1 from a seed (mulberry32). */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Sizes from a seed: the same ones for the same seed. */
export function randomSizes(seed: number, {smallest, largest, count}: Range): RandomSizes {
	const random = randomNumbers(seed);
	const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
	const enough = (): Size => ({
		columns: between(smallest.columns, largest.columns),
		rows: between(smallest.rows, largest.rows),
	});
	const tooSmall = (): Size =>
		random() < 0.5
			? {columns: between(20, smallest.columns - 1), rows: between(8, largest.rows)}
			: {columns: between(20, largest.columns), rows: between(8, smallest.rows - 1)};
	let calls = 0;
	let done = 0;
	let resizedAt = 0;
	const change = async (terminal: Terminal, isTooSmall: boolean) => {
		const {columns, rows} = isTooSmall ? tooSmall() : enough();
		terminal.resize(columns, rows);
		resizedAt = performance.now();
		done += 1;
		if (isTooSmall) {
			await terminal.waitUntil(
				(screen) => flat(screen).includes('Make it larger'),
				'the wish for a larger window',
			);
		}
	};

	return {
		left: () => count - done,
		async resize(terminal, {says, isSettled}, times) {
			calls += 1;
			const share = Math.round((count * calls) / times) - done;
			for (let left = share; left > 0; left -= 1) {
				await change(terminal, isSettled && left > 1 && random() < 0.2);
			}

			await terminal.waitUntil(
				(screen) =>
					performance.now() - resizedAt > redrawnAfter &&
					screen.startsWith('s3-handshake') &&
					flat(screen).split(says).length === 2 &&
					screen.match(/^s3-handshake\b/gmu)?.length === 1,
				`"${says}" alone in ${terminal.columns}x${terminal.rows}`,
			);
		},
	};
}
