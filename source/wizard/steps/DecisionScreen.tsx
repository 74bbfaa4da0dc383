import {Box} from 'ink';
import {Choice, Text} from '../components/index.ts';
import {shown, usualKeys} from '../keys.ts';
import type {Decision, DecisionOption} from '../questions/decisions.ts';
import {Screen} from '../screen.tsx';
import {symbols, theme} from '../theme.ts';

type Props = {
	readonly decision: Decision;
	readonly onDecide: (option: DecisionOption) => void;
	/** Where Esc leads; to the step before if left out. */
	readonly onBack?: () => void;
};

/** What was found and differs from an answer, and the ways to decide it. */
export function DecisionScreen({decision, onDecide, onBack}: Props) {
	const {text, options, code} = decision;
	return (
		<Screen keys={[shown('choose'), shown('next'), ...usualKeys(onBack)]}>
			<Box flexShrink={0}>
				<Text bold color={theme.warning} wrap="wrap">
					{symbols.warning} {text}
				</Text>
			</Box>
			<Box marginTop={1} flexShrink={0}>
				<Choice
					key={code}
					items={options.map(({id, label, hint}) => ({
						value: id,
						label,
						...(hint === undefined ? {} : {hint}),
					}))}
					onSelect={(value) => {
						const option = options.find(({id}) => id === value);
						if (option !== undefined) {
							onDecide(option);
						}
					}}
				/>
			</Box>
		</Screen>
	);
}
