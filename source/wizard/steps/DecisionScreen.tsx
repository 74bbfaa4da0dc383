import {Box} from 'ink';
import {Choice, LeadText, rowsOfChoice} from '../components/index.ts';
import {useBodySize} from '../hooks/index.ts';
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
export function DecisionScreen({onBack, ...props}: Props) {
	return (
		<Screen keys={[shown('choose'), shown('next'), ...usualKeys(onBack)]}>
			<DecisionBody {...props} />
		</Screen>
	);
}

/** Stands inside of the frame, which says how much room there is. */
function DecisionBody({decision: {text, options, code}, onDecide}: Omit<Props, 'onBack'>) {
	const {columns} = useBodySize();
	const items = options.map(({id, label, hint}) => ({
		value: id,
		label,
		...(hint === undefined ? {} : {hint}),
	}));
	return (
		<>
			<LeadText
				lines={[{label: `${symbols.warning} `, text, isHeading: true, color: theme.warning}]}
				rowsBeside={1 + rowsOfChoice(items, columns)}
			/>
			<Box marginTop={1} flexShrink={0}>
				<Choice
					key={code}
					limit={items.length}
					items={items}
					onSelect={(value) => {
						const option = options.find(({id}) => id === value);
						if (option !== undefined) {
							onDecide(option);
						}
					}}
				/>
			</Box>
		</>
	);
}
