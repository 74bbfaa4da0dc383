import {Box} from 'ink';
import {Choice, Paragraph, Text, wrapText} from '../components/index.ts';
import {useBodySize} from '../hooks/index.ts';
import {on, type ScreenKeys, shown, usualKeys} from '../keys.ts';
import type {Lead, PickQuestion} from '../questions/pick.ts';
import {Screen} from '../screen.tsx';
import {symbols, theme} from '../theme.ts';

type Props = {
	readonly pick: PickQuestion;
	readonly onPick: (lead: Lead) => void;
	readonly onHighlight?: (value: string) => void;
	/** Where Esc leads; to the step before if left out. */
	readonly onBack?: () => void;
	/** Keys of this screen beside the usual ones. */
	readonly keys?: ScreenKeys;
};

/** A question whose answers were found in the account. */
export function PickScreen({keys = [], ...props}: Props) {
	return (
		<Screen keys={[shown('choose'), shown('next'), ...keys, ...usualKeys(props.onBack)]}>
			<PickBody {...props} />
		</Screen>
	);
}

/** Stands inside of the frame, which says how much room there is. */
function PickBody({pick, onPick, onHighlight}: Props) {
	const {columns} = useBodySize();
	const {asks, options, initial, isLong, notes} = pick;
	const noteRows = notes.flatMap((note) => wrapText(note, columns)).length;
	return (
		<>
			<Box flexShrink={0}>
				<Text bold color={theme.heading} wrap="wrap">
					{asks}
				</Text>
			</Box>
			{notes.length === 0 ? null : (
				<Box marginTop={1} flexShrink={0} flexDirection="column">
					{notes.map((note) => (
						<Paragraph key={note}>{note}</Paragraph>
					))}
				</Box>
			)}
			<Box marginTop={1} flexShrink={0}>
				<Choice
					hasFilter={isLong}
					rowsBeside={wrapText(asks, columns).length - 1 + (noteRows === 0 ? 0 : noteRows + 1)}
					items={options}
					{...(initial === undefined ? {} : {initialValue: initial})}
					{...(onHighlight === undefined ? {} : {onHighlight})}
					onSelect={(value) => {
						const option = options.find((one) => one.value === value);
						if (option !== undefined) {
							onPick(option.lead);
						}
					}}
				/>
			</Box>
		</>
	);
}

/** What is seen while AWS has not answered yet; one need not wait for it. */
export function LookingScreen({
	what,
	onType,
	onBack,
}: {
	readonly what: string;
	readonly onType: () => void;
	readonly onBack?: () => void;
}) {
	return (
		<Screen keys={[on('goOn', onType, 'type it instead'), ...usualKeys(onBack)]}>
			<Text bold color={theme.heading}>
				Looking at {what}
				{symbols.more}
			</Text>
		</Screen>
	);
}
