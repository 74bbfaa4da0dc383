import {Box} from 'ink';
import type {Problem} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {symbols, theme} from '../theme.ts';
import {Text} from './Text.tsx';
import {cutLines, wrapText} from './wrap-text.ts';

type Props = {
	readonly problem: Problem;
	/** Set where there is little room: at most so many rows of so many columns. */
	readonly room?: {readonly rows: number; readonly columns: number};
};

/** What is wrong with an answer, and an example of one that fits. */
export function ProblemLines({problem, room}: Props) {
	const rule = `${symbols.failure} ${visible(problem.rule)}`;
	const lines = room === undefined ? [] : wrapText(rule, room.columns);
	if (room !== undefined && lines.length >= room.rows) {
		return (
			<Text color={theme.danger} wrap="truncate">
				{cutLines(lines, room.rows, room.columns).join('\n')}
			</Text>
		);
	}

	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text color={theme.danger} wrap="wrap">
				{rule}
			</Text>
			{problem.example === undefined ? null : (
				<Text color={theme.dim} wrap="wrap">
					{'  '}For example: {visible(problem.example)}
				</Text>
			)}
		</Box>
	);
}
