import {Box} from 'ink';
import {visible} from '../../../problems.ts';
import {truncate} from '../../../terminal/index.ts';
import {Text, wrapText} from '../../components/index.ts';
import {clampOffset} from '../../hooks/index.ts';
import {colourOf, symbols, theme} from '../../theme.ts';
import type {PlanEntry} from './plan-entries.ts';

type Props = {
	readonly entries: readonly PlanEntry[];
	/** 0-based. */
	readonly chosen: number;
	readonly columns: number;
	readonly height: number;
};

const indent = 4;
const wordWidth = 14;
const fewestNotes = 2;
/** One above the list and one below it. */
const blankRows = 2;

/** Rows of a plan under one another, and below them what the chosen one is about. */
export function PlanList({entries, chosen, columns, height}: Props) {
	const page = Math.max(1, Math.min(entries.length, height - blankRows - fewestNotes));
	const offset = clampOffset(chosen - page + 2, entries.length, page);
	const width = columns - indent;
	const words = (entries[chosen]?.words ?? []).flatMap((text) => wrapText(visible(text), width));
	const notes = words.slice(0, Math.max(1, height - blankRows - page));
	const last = notes.at(-1) ?? '';
	const shownNotes =
		notes.length === words.length
			? notes
			: [...notes.slice(0, -1), `${truncate(last, width - 2)} ${symbols.more}`];
	return (
		<>
			<Box flexDirection="column" flexShrink={0} marginTop={1}>
				{entries.slice(offset, offset + page).map((entry, index) => (
					<Row
						key={entry.id}
						entry={entry}
						isChosen={offset + index === chosen}
						isCut={
							(index === 0 && offset > 0) || (index === page - 1 && offset + page < entries.length)
						}
					/>
				))}
			</Box>
			<Box flexShrink={0} marginTop={1} marginLeft={indent}>
				<Text>{shownNotes.join('\n')}</Text>
			</Box>
		</>
	);
}

type RowProps = {
	readonly entry: PlanEntry;
	readonly isChosen: boolean;
	/** Whether there is more beyond it that is out of sight. */
	readonly isCut: boolean;
};

function Row({entry: {mark, title, isAdvice}, isChosen, isCut}: RowProps) {
	return (
		<Text wrap="truncate" bold={isChosen}>
			{isChosen ? symbols.current : isCut ? symbols.more : ' '}{' '}
			<Text color={colourOf(mark)}>
				{mark.sign} {mark.word.padEnd(wordWidth)}
			</Text>
			{visible(title)}
			{isAdvice ? <Text color={theme.dim}> (our advice, not in the article)</Text> : null}
		</Text>
	);
}
