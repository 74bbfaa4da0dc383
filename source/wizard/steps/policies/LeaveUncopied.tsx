import {Box} from 'ink';
import {documentNames} from '../../../aws/index.ts';
import {Choice, Text} from '../../components/index.ts';
import {shown, usualKeys} from '../../keys.ts';
import {Screen} from '../../screen.tsx';
import {symbols, theme} from '../../theme.ts';
import type {Panel} from './panels.ts';

type Props = {
	/** One at least. */
	readonly uncopied: readonly Panel[];
	readonly onBackTo: (first: Panel) => void;
	readonly onGoOn: () => void;
	readonly onClose: () => void;
};

/** Asks before the documents are left although some of them were never copied. */
export function LeaveUncopied({uncopied, onBackTo, onGoOn, onClose}: Props) {
	const [first] = uncopied;
	return (
		<Screen keys={[shown('choose'), shown('next'), ...usualKeys(onClose)]}>
			<Box flexShrink={0}>
				<Text bold color={theme.heading} wrap="wrap">
					Go on although these were never copied?
				</Text>
			</Box>
			<Box marginY={1} flexShrink={0} flexDirection="column">
				{uncopied.map(({document: {id, attachTo}}) => (
					<Text key={id} wrap="truncate">
						{symbols.warning} the {documentNames[id]} of the {attachTo}
					</Text>
				))}
			</Box>
			<Choice
				rowsBeside={uncopied.length}
				items={[
					{
						value: 'back',
						label: 'Back to the first of them',
						hint: 'There, c copies it.',
					},
					{
						value: 'on',
						label: 'Go on all the same',
						hint: 'You can come back at any time; the summary names what is left to do.',
					},
				]}
				onSelect={(value) => {
					if (value === 'back' && first !== undefined) {
						onBackTo(first);
					} else {
						onGoOn();
					}
				}}
			/>
		</Screen>
	);
}
