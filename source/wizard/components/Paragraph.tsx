import {Box} from 'ink';
import type {ReactNode} from 'react';
import {type Tone, theme} from '../theme.ts';
import {Text} from './Text.tsx';

type Props = {readonly tone?: Tone; readonly children: ReactNode};

/** Running text, broken between words. */
export function Paragraph({tone = 'text', children}: Props) {
	return (
		<Box flexShrink={0}>
			<Text wrap="wrap" color={theme[tone]}>
				{children}
			</Text>
		</Box>
	);
}
