import {Box, Text} from 'ink';
import {truncate, widthOf} from '../../terminal/index.ts';
import type {KeyHint} from '../keys.ts';
import {theme} from '../theme.ts';
import {hintGap} from './footer.ts';
import {type StepEntry, stepGap, stepPieces} from './step-line.ts';

const programName = 's3-handshake';
const gap = 3;

type HeaderProps = {
	readonly title: string;
	readonly mode: string;
	readonly columns: number;
};

/** Program, title and mode on one line. The mode says whether anything real is touched, so the title gives way first. */
export function Header({title, mode, columns}: HeaderProps) {
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

/** The steps, with marks that can be read without colour. */
export function StepLine({steps, columns}: StepLineProps) {
	return (
		<Box height={1} flexShrink={0}>
			<Text wrap="truncate">
				{stepPieces(steps, columns).map(({id, text, state}, index) => (
					<Text key={id} color={stepColors[state]} bold={state === 'current'}>
						{index === 0 ? '' : stepGap}
						{text}
					</Text>
				))}
			</Text>
		</Box>
	);
}

/** The keys that work here. */
export function Footer({lines}: {readonly lines: ReadonlyArray<readonly KeyHint[]>}) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			{lines.map((line) => (
				<Text key={line.map(({command}) => command).join(' ')} wrap="truncate">
					{line.map(({command, label, description}, index) => (
						<Text key={command}>
							{index === 0 ? '' : hintGap}
							<Text bold>{label}</Text>
							<Text color={theme.dim}> {description}</Text>
						</Text>
					))}
				</Text>
			))}
		</Box>
	);
}
