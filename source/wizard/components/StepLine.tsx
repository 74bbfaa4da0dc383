import {Box} from 'ink';
import {truncate, widthOf} from '../../terminal/index.ts';
import {symbols, theme} from '../theme.ts';
import {Text} from './Text.tsx';

/** A step in the list of steps. */
export type StepEntry = {
	readonly id: string;
	readonly title: string;
	/** `stale`: answered, but no longer fitting what was answered before. */
	readonly state: 'done' | 'current' | 'todo' | 'stale';
};

/** A piece of the line of steps. */
type StepPiece = {
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

const stepGap = '  ';

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

const stepColors = {
	done: theme.success,
	current: theme.accent,
	todo: theme.dim,
	stale: theme.warning,
	more: theme.dim,
} as const;

type StepLineProps = {
	readonly steps: readonly StepEntry[];
	readonly columns: number;
};

/** Which step of how many it is, in words to be read aloud. */
const position = (steps: readonly StepEntry[]): string => {
	const at = steps.findIndex(({state}) => state === 'current');
	return at === -1 ? '' : `Step ${at + 1} of ${steps.length}${stepGap}`;
};

/** The steps, with marks that can be read without colour. */
export function StepLine({steps, columns}: StepLineProps) {
	const place = position(steps);
	return (
		<Box height={1} flexShrink={0}>
			<Text wrap="truncate">
				<Text bold>{place}</Text>
				{stepPieces(steps, columns - widthOf(place)).map(({id, text, state}, index) => (
					<Text key={id} color={stepColors[state]} bold={state === 'current'}>
						{index === 0 ? '' : stepGap}
						{text}
					</Text>
				))}
			</Text>
		</Box>
	);
}
