import {Box, usePaste, useWindowSize} from 'ink';
import {type ReactNode, useMemo} from 'react';
import {truncate, widthOf} from '../../terminal/index.ts';
import {BodySizeContext, InputGate, useIsInputOpen, useKeys} from '../hooks/index.ts';
import {keyHints, type ScreenKeys} from '../keys.ts';
import {theme} from '../theme.ts';
import {Body} from './Body.tsx';
import {briefHints, Footer, footerLines} from './Footer.tsx';
import {type StepEntry, StepLine} from './StepLine.tsx';
import {Text} from './Text.tsx';
import {cutLines, wrapText} from './wrap-text.ts';

/** The smallest window in which every screen can be used. */
const smallestWindow = {columns: 60, rows: 18} as const;

/** A line that is cut where it is too long: at its end, or in its middle where the end says the most. */
export type Banner = {readonly text: string; readonly cut: 'end' | 'middle'};

type Props = {
	/** What is being set up. */
	readonly title: string;
	/** Whether and how AWS is asked, e.g. "guided, no AWS" or "PRACTICE, simulated account". */
	readonly mode: string;
	readonly steps: readonly StepEntry[];
	readonly keys: ScreenKeys;
	/** What happened last, e.g. that something was copied. */
	readonly message?: string;
	/** What must be seen on every screen, a line each, e.g. an overridden AWS endpoint. */
	readonly banners?: readonly Banner[];
	readonly children: ReactNode;
};

const mostMessageLines = 3;
const mostFooterLines = 3;
/** In lower windows every row counts. */
const usualRows = 24;
/** Header, list of steps, and a blank line below them. */
const rowsAbove = 3;

const programName = 's3-handshake';
const gap = 3;

type HeaderProps = {
	readonly title: string;
	readonly mode: string;
	readonly columns: number;
};

/** Program, title and mode on one line. The mode says whether anything real is touched, so the title gives way first. */
function Header({title, mode, columns}: HeaderProps) {
	const shownMode = truncate(mode, columns - programName.length - gap);
	const room = columns - programName.length - gap - widthOf(shownMode) - gap;
	return (
		<Box height={1} flexShrink={0} justifyContent="space-between">
			<Text wrap="truncate">
				<Text bold color={theme.accent}>
					{programName}
				</Text>
				{' '.repeat(gap)}
				<Text bold>{truncate(title, Math.max(0, room))}</Text>
			</Text>
			<Text color={theme.dim}>{shownMode}</Text>
		</Box>
	);
}

function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
	return (
		<Box height={rows} overflow="hidden">
			<Text wrap="wrap">
				The window is {columns}x{rows}; s3-handshake needs at least {smallestWindow.columns}x
				{smallestWindow.rows}. Make it larger; nothing is lost.
			</Text>
		</Box>
	);
}

/**
 * The whole window: where one is, the screen, what happened last, and the keys that work. It always has exactly as many
 * rows as the window. In too small a window the screen is hidden but keeps its state, and hears no keys.
 */
export function Frame({title, mode, steps, keys, message = '', banners = [], children}: Props) {
	const window = useWindowSize();
	const isTooSmall = window.columns < smallestWindow.columns || window.rows < smallestWindow.rows;
	const columns = Math.max(window.columns, smallestWindow.columns);
	const rows = Math.max(window.rows, smallestWindow.rows);
	// Without a listener the terminal would hand over a paste as if it were typed, letters and Enter as commands.
	usePaste(() => undefined);
	const isOpen = useIsInputOpen(!isTooSmall);
	useKeys(keys, {isActive: isOpen});

	const messageLines = cutLines(wrapText(message, columns), mostMessageLines, columns);
	const hints = keyHints(keys);
	const footer = footerLines(
		rows < usualRows ? briefHints(hints) : hints,
		columns,
		mostFooterLines,
	);
	const bodyRows = rows - rowsAbove - banners.length - messageLines.length - footer.length;
	const bodySize = useMemo(() => ({columns, rows: bodyRows}), [columns, bodyRows]);

	return (
		<BodySizeContext value={bodySize}>
			<InputGate value={isOpen}>
				{isTooSmall ? <TooSmall {...window} /> : null}
				<Box
					flexDirection="column"
					height={rows}
					overflow="hidden"
					display={isTooSmall ? 'none' : 'flex'}
				>
					<Header title={title} mode={mode} columns={columns} />
					{banners.map(({text, cut}) => (
						<Box key={text} height={1} flexShrink={0}>
							<Text wrap={`truncate-${cut}`} color={theme.warning}>
								{text}
							</Text>
						</Box>
					))}
					<StepLine steps={steps} columns={columns} />
					<Box
						flexDirection="column"
						flexShrink={0}
						height={bodyRows}
						marginTop={1}
						overflow="hidden"
					>
						<Body rows={bodyRows}>{children}</Body>
					</Box>
					<Box flexDirection="column" flexShrink={0} height={messageLines.length}>
						<Text wrap="truncate">{messageLines.join('\n')}</Text>
					</Box>
					<Footer lines={footer} />
				</Box>
			</InputGate>
		</BodySizeContext>
	);
}
