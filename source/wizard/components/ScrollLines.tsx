import {Box, type DOMElement, useBoxMetrics} from 'ink';
import {useRef} from 'react';
import {visible} from '../../problems.ts';
import {useBodySize, useScroll} from '../hooks/index.ts';
import {keyBindings} from '../keys.ts';
import {theme} from '../theme.ts';
import {Address} from './Address.tsx';
import {positionText} from './document-rows.ts';
import {Text} from './Text.tsx';
import {wrapText} from './wrap-text.ts';

/** A line of text; it is broken between words where it is too long. */
export type Line = {
	readonly text: string;
	readonly isHeading?: boolean;
	/** One of the theme's colours. */
	readonly color?: string;
	/** Stands before the text; what wraps is set in below the text. */
	readonly label?: string;
	/** The address that the text is, or that it ends with: a link where the terminal knows such a thing. */
	readonly url?: string;
};

type Row = Line & {readonly id: string};

type Props = {
	readonly lines: readonly Line[];
	/** Rows for all of it; what the screen has left if left out. */
	readonly height?: number;
	readonly isActive?: boolean;
	/** `pages` where the arrows belong to something else on the screen. */
	readonly by?: 'rows' | 'pages';
};

/** A heading above is the least that a screen has besides. */
const rowsForOthers = 1;

const rowsOf = (lines: readonly Line[], columns: number): Row[] =>
	lines.flatMap(({label = '', ...line}, index) =>
		wrapText(visible(line.text), columns - label.length).map((text, part) => ({
			...line,
			text: (part === 0 ? label : ' '.repeat(label.length)) + text,
			id: `${index}.${part}`,
		})),
	);

/** How many rows the lines take in that many columns. */
export function linesHeight(lines: readonly Line[], columns: number): number {
	return rowsOf(lines, columns).length;
}

/** Lines of text that scroll when there are more than fit; a last row then says where one is. */
export function ScrollLines({lines, height, isActive = true, by = 'rows'}: Props) {
	const body = useBodySize();
	const box = useRef<DOMElement>(null);
	const metrics = useBoxMetrics(box);
	const measured = metrics.hasMeasured && metrics.height > 0 ? metrics.height : undefined;
	const room = Math.max(1, height ?? measured ?? body.rows - rowsForOthers);
	const rows = rowsOf(lines, body.columns);
	const isLong = rows.length > room;
	const page = isLong ? Math.max(1, room - 1) : room;
	const offset = useScroll({total: rows.length, page, isActive, isByPages: by === 'pages'});
	const keys = by === 'pages' ? keyBindings.pageDown.label : undefined;
	const position = room > 1 ? positionText(offset, page, rows.length, keys) : undefined;
	return (
		<Box
			ref={box}
			flexDirection="column"
			overflow="hidden"
			{...(height === undefined ? {flexGrow: 1, flexShrink: 1, flexBasis: 0} : {height})}
		>
			{rows.slice(offset, offset + page).map(({id, text, isHeading = false, color, url}) => (
				<Address key={id} url={url}>
					<Text
						wrap="truncate"
						bold={isHeading}
						color={color ?? (isHeading ? theme.heading : theme.text)}
					>
						{text === '' ? ' ' : text}
					</Text>
				</Address>
			))}
			{position === undefined ? null : (
				<Text color={theme.dim} wrap="truncate">
					{position}
				</Text>
			)}
		</Box>
	);
}
