import {Box} from 'ink';
import type {Problem} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {symbols, theme} from '../theme.ts';
import {Text} from './Text.tsx';

/** What is wrong with an answer, and an example of one that fits. */
export function ProblemLines({problem}: {readonly problem: Problem}) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text color={theme.danger} wrap="wrap">
				{symbols.failure} {visible(problem.rule)}
			</Text>
			{problem.example === undefined ? null : (
				<Text color={theme.dim} wrap="wrap">
					{'  '}For example: {visible(problem.example)}
				</Text>
			)}
		</Box>
	);
}
