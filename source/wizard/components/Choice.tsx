import {Box} from 'ink';
import SelectInput from 'ink-select-input';
import {useEffect, useRef, useState} from 'react';
import {useBodySize, useIsInputOpen} from '../hooks/index.ts';
import {symbols, theme} from '../theme.ts';
import {KeyWatch, type TypedKey} from './KeyWatch.tsx';
import {Text} from './Text.tsx';
import {wrapText} from './wrap-text.ts';

/** Something that can be chosen. */
export type ChoiceItem<Value extends string> = {
	readonly value: Value;
	readonly label: string;
	/** What choosing it means; shown below the list while it is highlighted. */
	readonly hint?: string;
	/** Why it cannot be chosen. Such items stand below the list, with the reason. */
	readonly disabled?: string;
	/** Set where it stays whatever the filter is: the way to something that is not in the list. */
	readonly stays?: true;
};

type Props<Value extends string> = {
	readonly items: ReadonlyArray<ChoiceItem<Value>>;
	readonly onSelect: (value: Value) => void;
	/** Told of the item that is highlighted whenever that changes, by the filter too. */
	readonly onHighlight?: (value: Value) => void;
	/** Highlighted at first. */
	readonly initialValue?: Value;
	readonly isActive?: boolean;
	/** How many items are visible at once; as many as the screen has room for if left out. */
	readonly limit?: number;
	/** Whether what is typed filters the items by their labels and values. */
	readonly hasFilter?: boolean;
	/** Rows that the screen needs beside its question and the hint. */
	readonly rowsBeside?: number;
};

/** Rows that the rest of a screen needs: its question, the air below it, and where in the list one is. */
const rowsForOthers = 3;
const fewestRows = 2;
/** With less room than this for the list, the air above its hint is left out. */
const airyRows = 5;

/** The rows of the longest hint, so that the list keeps its size while one moves in it. */
function rowsOfHint(items: readonly ChoiceItem<string>[], columns: number): number {
	return Math.max(
		0,
		...items.map(({hint}) => (hint === undefined ? 0 : wrapText(hint, columns).length)),
	);
}

/** The rows of a short list with its longest hint. */
export function rowsOfChoice(items: readonly ChoiceItem<string>[], columns: number): number {
	const hint = rowsOfHint(items, columns);
	return items.length + (hint === 0 ? 0 : 1 + hint);
}

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

/** What may stand in a name; not the question mark, which asks for help. */
const ofName = /^[\p{L}\p{M}\p{N} .,&+_'-]+$/u;

/** What a filter is once a key is pressed; undefined where the key has nothing to do with it. */
function filterAfter(filter: string, {isOther, text, key}: TypedKey): string | undefined {
	if (filter !== '' && key.ctrl && text === 'u') {
		return '';
	}

	if (isOther) {
		return undefined;
	}

	if (key.backspace || key.delete) {
		return filter === '' ? undefined : [...filter].slice(0, -1).join('');
	}

	// With nothing typed yet a number chooses, as in every list.
	return ofName.test(text) && (filter !== '' || !/^[\d ]/.test(text)) ? filter + text : undefined;
}

/** Where a key that moves by more than one leads in a list; undefined for other keys. */
function jumpTo(
	{isOther, key}: TypedKey,
	{index, page, count}: {readonly index: number; readonly page: number; readonly count: number},
): number | undefined {
	if (isOther || count === 0) {
		return undefined;
	}

	if (key.home) {
		return 0;
	}

	if (key.end) {
		return count - 1;
	}

	// A list that is in sight as a whole has no pages; what is too long beside it has.
	if (count <= page) {
		return undefined;
	}

	if (key.pageUp) {
		return Math.max(0, index - page);
	}

	return key.pageDown ? Math.min(count - 1, index + page) : undefined;
}

function FilterLine({filter, found}: {readonly filter: string; readonly found: number}) {
	return (
		<Box flexShrink={0}>
			{filter === '' ? (
				<Text color={theme.dim} wrap="truncate">
					Type a part of a name to filter the list.
				</Text>
			) : (
				<Text wrap="truncate">
					Filter: {filter}
					<Text color={found === 0 ? theme.warning : theme.dim}>
						{`${found === 0 ? '   no such name' : ''}   Backspace, Ctrl+U: all again`}
					</Text>
				</Text>
			)}
		</Box>
	);
}

/**
 * A list to choose one item from with the arrow keys and Enter, or by its number; by pages, its start and its end too. One
 * that is longer than its room says where one is.
 */
export function Choice<Value extends string>({
	items,
	onSelect,
	onHighlight,
	initialValue,
	isActive = true,
	limit,
	hasFilter = false,
	rowsBeside = 0,
}: Props<Value>) {
	const isOpen = useIsInputOpen(isActive);
	const {columns, rows} = useBodySize();
	const isForList = useRef(true);
	// Several keys can come before the next drawing.
	const typed = useRef('');
	const [filter, setFilter] = useState('');
	const [highlighted, setHighlighted] = useState(initialValue);
	const [jumps, setJumps] = useState(0);
	const isFound = ({label, value}: ChoiceItem<Value>) =>
		[label, value].some((text) => text.toLowerCase().includes(filter.toLowerCase().trim()));
	const shown = items.filter((item) => item.stays === true || isFound(item));
	const enabled = shown.filter((item) => item.disabled === undefined);
	const disabled = shown.filter((item) => item.disabled !== undefined);
	const rowsAround =
		rowsForOthers + rowsBeside + disabled.length + (hasFilter ? 1 : 0) + rowsOfHint(items, columns);
	const spare = rows - rowsAround;
	const hasAir = spare > airyRows || enabled.length < spare;
	const room = Math.max(fewestRows, limit ?? spare - (hasAir ? 1 : 0));
	const index = Math.max(
		0,
		enabled.findIndex((item) => item.value === highlighted),
	);
	const pointed = enabled[index];
	const pointedValue = pointed?.value;
	const report = useRef(onHighlight);
	report.current = onHighlight;
	const reported = useRef(pointedValue);
	useEffect(() => {
		if (pointedValue !== undefined && pointedValue !== reported.current) {
			reported.current = pointedValue;
			report.current?.(pointedValue);
		}
	}, [pointedValue]);
	const hint = pointed?.hint;
	return (
		<Box flexDirection="column">
			<KeyWatch
				isActive={isOpen}
				onKey={(key) => {
					const next = hasFilter ? filterAfter(typed.current, key) : undefined;
					isForList.current = !key.isOther && next === undefined;
					if (next !== undefined) {
						typed.current = next;
						setFilter(next);
					}

					const target = jumpTo(key, {index, page: room, count: enabled.length});
					const value = target === undefined ? undefined : enabled[target]?.value;
					if (value !== undefined) {
						setHighlighted(value);
						setJumps(jumps + 1);
					}
				}}
			/>
			{hasFilter ? <FilterLine filter={filter} found={enabled.filter(isFound).length} /> : null}
			{enabled.length === 0 ? null : (
				<SelectInput
					// Other items, or room for fewer of them, would leave its own index pointing elsewhere; so would a letter
					// of the filter that it takes for an arrow, and a jump, of which it knows nothing.
					key={[room, jumps, filter, ...enabled.map(({value}) => value)].join('\n')}
					items={enabled.map(({value, label}) => ({value, label}))}
					initialIndex={index}
					limit={room}
					isFocused={isOpen}
					indicatorComponent={Indicator}
					itemComponent={Label}
					onHighlight={({value}) => {
						if (isForList.current) {
							setHighlighted(value);
						}
					}}
					onSelect={({value}) => {
						if (isForList.current) {
							onSelect(value);
						}
					}}
				/>
			)}
			{enabled.length > room ? (
				<Text color={theme.dim} wrap="truncate">
					{'  '}
					{index + 1} of {enabled.length}
				</Text>
			) : null}
			{disabled.map(({value, label, disabled: reason}) => (
				<Text key={value} wrap="truncate" color={theme.dim}>
					{'  '}
					{label}: {reason}
				</Text>
			))}
			{hint === undefined ? null : (
				<Box marginTop={hasAir ? 1 : 0} flexShrink={0}>
					<Text color={theme.dim} wrap="wrap">
						{hint}
					</Text>
				</Box>
			)}
		</Box>
	);
}
