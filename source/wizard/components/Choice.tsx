import {Box, useInput} from 'ink';
import SelectInput from 'ink-select-input';
import {useRef, useState} from 'react';
import {useBodySize, useIsInputOpen} from '../hooks/index.ts';
import {symbols, theme} from '../theme.ts';
import {Text} from './Text.tsx';

/** Something that can be chosen. */
export type ChoiceItem<Value extends string> = {
	readonly value: Value;
	readonly label: string;
	/** What choosing it means; shown below the list while it is highlighted. */
	readonly hint?: string;
	/** Why it cannot be chosen. Such items stand below the list, with the reason. */
	readonly disabled?: string;
};

type Props<Value extends string> = {
	readonly items: ReadonlyArray<ChoiceItem<Value>>;
	readonly onSelect: (value: Value) => void;
	readonly onHighlight?: (value: Value) => void;
	/** Highlighted at first. */
	readonly initialValue?: Value;
	readonly isActive?: boolean;
	/** How many items are visible at once; as many as the screen has room for if left out. */
	readonly limit?: number;
};

/** Rows that the rest of a screen needs: its question, the hint, and some air. */
const rowsForOthers = 6;
const fewestRows = 3;

function Indicator({isSelected = false}: {readonly isSelected?: boolean}) {
	return (
		<Box width={2} flexShrink={0}>
			<Text color={theme.accent}>{isSelected ? symbols.current : ' '}</Text>
		</Box>
	);
}

function Label({
	isSelected = false,
	label,
}: {
	readonly isSelected?: boolean;
	readonly label: string;
}) {
	return (
		<Text wrap="truncate" bold={isSelected} color={isSelected ? theme.accent : theme.text}>
			{label}
		</Text>
	);
}

/**
 * Remembers whether the key that is being handled came with Ctrl, Alt or the like. It has to stand before the list, whose
 * own handler does not look at them: handlers run in the order of the tree.
 */
function ModifierWatch({
	isActive,
	onKey,
}: {
	readonly isActive: boolean;
	readonly onKey: (isModified: boolean) => void;
}) {
	useInput(
		(_input, key) =>
			onKey(key.ctrl || key.meta || key.super || key.hyper || key.eventType === 'release'),
		{isActive},
	);
	return null;
}

/** A list to choose one item from with the arrow keys and Enter, or by its number. */
export function Choice<Value extends string>({
	items,
	onSelect,
	onHighlight,
	initialValue,
	isActive = true,
	limit,
}: Props<Value>) {
	const isOpen = useIsInputOpen(isActive);
	const {rows} = useBodySize();
	const isModified = useRef(false);
	const [highlighted, setHighlighted] = useState(initialValue);
	const enabled = items.filter((item) => item.disabled === undefined);
	const disabled = items.filter((item) => item.disabled !== undefined);
	const room = Math.max(fewestRows, limit ?? rows - rowsForOthers - disabled.length);
	const index = Math.max(
		0,
		enabled.findIndex((item) => item.value === highlighted),
	);
	const hint = enabled[index]?.hint;
	return (
		<Box flexDirection="column">
			<ModifierWatch
				isActive={isOpen}
				onKey={(modified) => {
					isModified.current = modified;
				}}
			/>
			{enabled.length === 0 ? null : (
				<SelectInput
					// Other items, or room for fewer of them, would leave its own index pointing elsewhere.
					key={[room, ...enabled.map(({value}) => value)].join('\n')}
					items={enabled.map(({value, label}) => ({value, label}))}
					initialIndex={index}
					limit={room}
					isFocused={isOpen}
					indicatorComponent={Indicator}
					itemComponent={Label}
					onHighlight={({value}) => {
						setHighlighted(value);
						onHighlight?.(value);
					}}
					onSelect={({value}) => {
						if (!isModified.current) {
							onSelect(value);
						}
					}}
				/>
			)}
			{disabled.map(({value, label, disabled: reason}) => (
				<Text key={value} wrap="truncate" color={theme.dim}>
					{'  '}
					{label}: {reason}
				</Text>
			))}
			{hint === undefined ? null : (
				<Box marginTop={1}>
					<Text color={theme.dim} wrap="wrap">
						{hint}
					</Text>
				</Box>
			)}
		</Box>
	);
}
