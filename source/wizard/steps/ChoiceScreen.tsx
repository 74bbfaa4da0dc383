import {Box} from 'ink';
import {visible} from '../../problems.ts';
import {Choice, Notes, Text} from '../components/index.ts';
import {type ScreenKeys, shown} from '../keys.ts';
import type {ChoiceQuestion} from '../questions/question.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';

type Props = {
	readonly question: ChoiceQuestion;
	/** The keys beside those that move in the list and choose. */
	readonly keys: ScreenKeys;
	readonly onSelect: (value: string) => void;
	readonly onHighlight?: (value: string) => void;
};

/** A question that is answered by choosing. */
export function ChoiceScreen({question, keys, onSelect, onHighlight}: Props) {
	const {asks, options, initial, isLong = false, warnings = [], notes, hasMore = false} = question;
	return (
		<Screen keys={[shown('choose'), shown('next'), ...keys]}>
			<Text bold color={theme.heading}>
				{asks}
			</Text>
			<Box marginTop={1} marginBottom={notes.length === 0 ? 0 : 1} flexShrink={0}>
				<Choice
					key={asks}
					hasFilter={isLong}
					items={options}
					{...(initial !== undefined && {initialValue: initial})}
					{...(onHighlight !== undefined && {onHighlight})}
					onSelect={onSelect}
				/>
			</Box>
			{warnings.map((text) => (
				<Box key={text} flexShrink={0}>
					<Text wrap="truncate" color={theme.warning}>
						! {visible(text)}
					</Text>
				</Box>
			))}
			{notes.length === 0 ? null : <Notes notes={notes} hasMore={hasMore} />}
		</Screen>
	);
}
