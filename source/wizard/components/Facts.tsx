import {Box} from 'ink';
import {widthOf} from '../../terminal/index.ts';
import {type Tone, theme} from '../theme.ts';
import {Text} from './Text.tsx';

/** One line of facts. */
export type Fact = {
	readonly label: string;
	readonly value: string;
	readonly tone?: Tone;
};

const gap = 3;

/** Labels in one column and values in another; a long value goes on below itself. */
export function Facts({facts}: {readonly facts: readonly Fact[]}) {
	const labelWidth = Math.max(0, ...facts.map(({label}) => widthOf(label))) + gap;
	return (
		<Box flexDirection="column" flexShrink={0}>
			{facts.map(({label, value, tone = 'text'}) => (
				<Box key={label}>
					<Box width={labelWidth} flexShrink={0}>
						<Text color={theme.dim}>{label}</Text>
					</Box>
					<Box flexGrow={1} flexShrink={1} flexBasis={0}>
						<Text wrap="wrap" color={theme[tone]}>
							{value}
						</Text>
					</Box>
				</Box>
			))}
		</Box>
	);
}
