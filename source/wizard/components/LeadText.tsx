import {Box} from 'ink';
import {useBodySize} from '../hooks/index.ts';
import {type Line, linesHeight, ScrollLines} from './ScrollLines.tsx';

type Props = {
	readonly lines: readonly Line[];
	/** Rows that the screen needs besides: its heading, and the list below with its hint. */
	readonly rowsBeside: number;
};

/** With fewer rows than these, nobody could read what scrolls. */
const fewestRows = 3;

/**
 * Text above a list, in full where there is room for it beside the list. Where there is not, the list keeps its room and the
 * arrows, and the text scrolls by pages.
 */
export function LeadText({lines, rowsBeside}: Props) {
	const {columns, rows} = useBodySize();
	const full = linesHeight(lines, columns);
	const height = Math.min(full, Math.max(fewestRows, rows - rowsBeside));
	return (
		<Box flexDirection="column" flexShrink={0} height={height}>
			<ScrollLines lines={lines} height={height} by="pages" />
		</Box>
	);
}
