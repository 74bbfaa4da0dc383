import {Box} from 'ink';
import {useMemo} from 'react';
import {truncate, widthOf} from '../../terminal/index.ts';
import {useScroll} from '../hooks/index.ts';
import {symbols, theme} from '../theme.ts';
import {documentRows, drawable, positionText} from './document-rows.ts';
import {colored, type Highlight, highlightRanges, spansBetween} from './highlight.ts';
import {StyledText, Text} from './Text.tsx';

type Props = {
	readonly text: string;
	/** Rows for all of it, the two rules among them; shorter texts take fewer. */
	readonly height: number;
	readonly columns: number;
	readonly highlight?: Highlight;
	/** Whether it listens to the scroll keys. */
	readonly isActive?: boolean;
};

const ruleRows = 2;

function Rule({columns, label}: {readonly columns: number; readonly label?: string | undefined}) {
	const text = label === undefined ? '' : truncate(` ${label}`, columns);
	return (
		<Text color={theme.dim} wrap="truncate">
			{symbols.rule.repeat(Math.max(0, columns - widthOf(text))) + text}
		</Text>
	);
}

/**
 * A text between two rules, with nothing beside it and beginning in the first column, so that it can be marked with the
 * mouse. What does not fit scrolls; only the visible rows are drawn.
 */
export function DocumentView({text, height, columns, highlight = 'none', isActive = true}: Props) {
	const shown = useMemo(() => drawable(text), [text]);
	const rows = useMemo(() => documentRows(shown, columns), [shown, columns]);
	const ranges = useMemo(() => highlightRanges(shown, highlight), [shown, highlight]);
	const hasRules = height > ruleRows;
	const page = Math.max(1, hasRules ? height - ruleRows : height);
	const offset = useScroll({
		total: rows.length,
		page,
		isActive,
		resetKey: text,
	});
	return (
		<Box flexDirection="column" flexShrink={0}>
			{hasRules ? <Rule columns={columns} /> : null}
			{rows.slice(offset, offset + page).map(({start, end}) => (
				<StyledText key={start} wrap="truncate">
					{start === end ? ' ' : colored(spansBetween(shown, ranges, start, end))}
				</StyledText>
			))}
			{hasRules ? <Rule columns={columns} label={positionText(offset, page, rows.length)} /> : null}
		</Box>
	);
}
