import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {theme} from '../theme.ts';

/** The heading of a screen. */
export function StepHeading({children}: {readonly children: ReactNode}) {
	return (
		<Box flexShrink={0}>
			<Text bold color={theme.heading} wrap="truncate">
				{children}
			</Text>
		</Box>
	);
}
