import {Box, type DOMElement, useBoxMetrics} from 'ink';
import {useRef} from 'react';
import {visible} from '../../problems.ts';
import {useBodySize} from '../hooks/index.ts';
import type {Note} from '../questions/question.ts';
import {theme} from '../theme.ts';
import {Address} from './Address.tsx';
import {Text} from './Text.tsx';
import {wrapText} from './wrap-text.ts';

type Props = {
	/** The most important first. */
	readonly notes: readonly Note[];
	/** Set where the help says more than these. */
	readonly hasMore?: boolean;
};

function rowsOf({text, url}: Note, columns: number) {
	const textRows = wrapText(text.split('\n').map(visible).join('\n'), columns);
	const urlRows = url === undefined ? [] : wrapText(visible(url), columns);
	return {textRows, urlRows, rows: [...textRows, ...urlRows]};
}

const moreText = 'Press ? for more.';

/** The first of the notes that fit into that many rows as a whole: all of them where they do, with air where there is room. */
function fittingNotes<Item extends {readonly rows: readonly string[]}>(
	notes: readonly Item[],
	room: number,
	hasMore: boolean,
): {readonly shown: readonly Item[]; readonly hasMore: boolean; readonly hasAir: boolean} {
	const total = notes.reduce((sum, {rows}) => sum + rows.length, hasMore ? 1 : 0);
	if (total <= room) {
		const gaps = Math.max(0, notes.length - (hasMore ? 0 : 1));
		return {shown: notes, hasMore, hasAir: total + gaps <= room};
	}

	let left = room - 1;
	const cut = notes.findIndex(({rows}) => {
		left -= rows.length;
		return left < 0;
	});
	return {shown: cut === -1 ? notes : notes.slice(0, cut), hasMore: true, hasAir: false};
}

/** Notes in the room that a screen has left; those that do not fit are left to the help, and a last line says so. */
export function Notes({notes, hasMore = false}: Props) {
	const {columns, rows} = useBodySize();
	const box = useRef<DOMElement>(null);
	const {hasMeasured, height} = useBoxMetrics(box);
	const fitting = fittingNotes(
		notes.map((note) => ({
			...note,
			...rowsOf(note, columns),
		})),
		// Out of sight, below the help, it has no height.
		hasMeasured && height > 0 ? height : rows,
		hasMore,
	);
	return (
		<Box
			ref={box}
			flexDirection="column"
			flexGrow={1}
			flexShrink={1}
			flexBasis={0}
			overflow="hidden"
			rowGap={fitting.hasAir ? 1 : 0}
		>
			{fitting.shown.map(({text, url, textRows, urlRows, tone = 'text'}) => (
				<Box key={text} flexShrink={0} flexDirection="column">
					<Text wrap="truncate" color={theme[tone]}>
						{textRows.join('\n')}
					</Text>
					{urlRows.length === 0 ? null : (
						<Address url={url}>
							<Text color={theme[tone]}>{urlRows.join('\n')}</Text>
						</Address>
					)}
				</Box>
			))}
			{fitting.hasMore ? (
				<Box flexShrink={0}>
					<Text wrap="truncate" color={theme.accent}>
						{moreText}
					</Text>
				</Box>
			) : null}
		</Box>
	);
}
