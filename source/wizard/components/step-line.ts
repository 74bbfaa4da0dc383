import {truncate, widthOf} from '../../terminal/index.ts';
import {symbols} from '../theme.ts';

/** A step in the list of steps. */
export type StepEntry = {
	readonly id: string;
	readonly title: string;
	/** `stale`: answered, but no longer fitting what was answered before. */
	readonly state: 'done' | 'current' | 'todo' | 'stale';
};

/** A piece of the line of steps. */
export type StepPiece = {
	readonly id: string;
	readonly text: string;
	readonly state: StepEntry['state'] | 'more';
};

const marks = {
	done: symbols.success,
	current: symbols.current,
	todo: symbols.todo,
	stale: symbols.warning,
} as const;

export const stepGap = '  ';

const widthOfAll = (pieces: readonly StepPiece[]): number =>
	pieces.reduce((sum, {text}) => sum + widthOf(text), 0) +
	stepGap.length * Math.max(0, pieces.length - 1);

const window = (pieces: readonly StepPiece[], from: number, to: number): StepPiece[] => [
	...(from > 0 ? [{id: 'before', text: symbols.more, state: 'more'} as const] : []),
	...pieces.slice(from, to),
	...(to < pieces.length ? [{id: 'after', text: symbols.more, state: 'more'} as const] : []),
];

/**
 * The steps that fit into `columns` columns: all of them, or the current one with as many around it as there is room
 * for, those to come first. "…" stands for the others.
 */
export const stepPieces = (steps: readonly StepEntry[], columns: number): StepPiece[] => {
	const pieces = steps.map(({id, title, state}) => ({
		id,
		text: `${marks[state]} ${title}`,
		state,
	}));
	if (widthOfAll(pieces) <= columns) {
		return pieces;
	}
	const current = Math.max(
		0,
		steps.findIndex(({state}) => state === 'current'),
	);
	let from = current;
	let to = current + 1;
	const fits = (first: number, end: number): boolean =>
		widthOfAll(window(pieces, first, end)) <= columns;
	if (!fits(from, to)) {
		return pieces
			.slice(current, current + 1)
			.map((piece) => ({...piece, text: truncate(piece.text, columns)}));
	}
	for (;;) {
		if (to < pieces.length && fits(from, to + 1)) {
			to += 1;
		} else if (from > 0 && fits(from - 1, to)) {
			from -= 1;
		} else {
			return window(pieces, from, to);
		}
	}
};
