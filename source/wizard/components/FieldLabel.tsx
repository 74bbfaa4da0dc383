import {Box} from 'ink';
import {showsColours, symbols, theme} from '../theme.ts';
import {Text} from './Text.tsx';

type Props = {
	readonly label: string;
	/** Columns, three more than the label at the least. */
	readonly width: number;
	readonly hasFocus: boolean;
	/** Set where what is wrong is said elsewhere. */
	readonly isWrong?: boolean;
};

/** The label before a field; bold where one types, or marked where nothing is bold. */
export function FieldLabel({label, width, hasFocus, isWrong = false}: Props) {
	return (
		<Box width={width} flexShrink={0} justifyContent="space-between" paddingRight={1}>
			<Text bold={hasFocus}>
				{label}
				{isWrong ? <Text color={theme.danger}> {symbols.failure}</Text> : null}
			</Text>
			{hasFocus && !showsColours() ? <Text>{symbols.current}</Text> : null}
		</Box>
	);
}
