import {Box} from 'ink';
import {visible} from '../../../problems.ts';
import {truncate, widthOf} from '../../../terminal/index.ts';
import {type Check, hasSameCause, isOpen, statusMarks} from '../../../words/index.ts';
import {positionText} from '../../components/document-rows.ts';
import {Text} from '../../components/index.ts';
import {wrapText} from '../../components/wrap-text.ts';
import {colourOf, symbols, theme} from '../../theme.ts';

type Row = {
	readonly index: number;
	readonly id: string;
	readonly text: string;
	readonly isTitle: boolean;
};

const briefLines = 2;

/**
 * A check in rows: its title with the id at the right, and what was found, in full for the one that is chosen. What the
 * check above it says already is not said again.
 */
function rowsOf(
	check: Check,
	index: number,
	{
		isChosen,
		isSaid,
		columns,
	}: {
		readonly isChosen: boolean;
		readonly isSaid: boolean;
		readonly columns: number;
	},
): Row[] {
	const title = `${isChosen ? symbols.current : ' '} ${statusMarks[check.status].sign} ${check.title}`;
	const gap = columns - widthOf(title) - check.id.length;
	const rows: Row[] = [
		{
			index,
			id: `${check.id}.title`,
			isTitle: true,
			text: gap > 0 ? title + ' '.repeat(gap) + check.id : truncate(title, columns),
		},
	];
	if ((isSaid || !isOpen(check)) && !isChosen) {
		return rows;
	}

	const lines = wrapText(visible(check.reason), columns - 6);
	const shown = isChosen ? lines : lines.slice(0, briefLines);
	return [
		...rows,
		...shown.map((line, part) => ({
			index,
			id: `${check.id}.${part}`,
			isTitle: false,
			text: `    ${line}${part === shown.length - 1 && shown.length < lines.length ? ` ${symbols.more}` : ''}`,
		})),
	];
}

type Props = {
	readonly checks: readonly Check[];
	/** 0-based. */
	readonly chosen: number;
	readonly columns: number;
	readonly height: number;
};

/** Checks under one another; the window follows the one that is chosen. */
export function CheckList({checks, chosen, columns, height}: Props) {
	const rows = checks.flatMap((check, index) => {
		const above = checks[index - 1];
		const isSaid = above !== undefined && hasSameCause(above, check);
		return rowsOf(check, index, {isChosen: index === chosen, isSaid, columns});
	});
	const fits = rows.length <= height;
	const hasPosition = !fits && height > 1;
	const page = hasPosition ? height - 1 : Math.max(1, height);
	const first = rows.findIndex((row) => row.index === chosen);
	const size = rows.filter((row) => row.index === chosen).length;
	// As far down as the chosen one is, with what comes after it in sight where there is room.
	const offset = fits
		? 0
		: Math.max(
				0,
				Math.min(first, rows.length - page, Math.max(0, first + Math.min(size, page) + 2 - page)),
			);
	return (
		<Box flexDirection="column" flexShrink={0}>
			{rows.slice(offset, offset + page).map(({id, index, text, isTitle}) => {
				const check = checks[index];
				const color = check === undefined ? theme.text : colourOf(statusMarks[check.status]);
				return (
					<Text
						key={id}
						wrap="truncate"
						bold={index === chosen && isTitle}
						color={isTitle ? color : theme.text}
					>
						{text}
					</Text>
				);
			})}
			{hasPosition ? (
				<Text color={theme.dim} wrap="truncate">
					{positionText(offset, page, rows.length)}
				</Text>
			) : null}
		</Box>
	);
}
