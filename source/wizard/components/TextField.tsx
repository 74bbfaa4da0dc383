import {Box, type DOMElement, useBoxMetrics} from 'ink';
import TextInput from 'ink-text-input';
import {useRef} from 'react';
import {harmlessJson} from '../../problems.ts';
import {type TextFieldOptions, useTextField} from '../hooks/index.ts';
import {showsColours, symbols, theme} from '../theme.ts';
import {FieldLabel} from './FieldLabel.tsx';
import {KeyWatch} from './KeyWatch.tsx';
import {Text} from './Text.tsx';
import {visiblePart} from './visible-part.ts';

type Props = TextFieldOptions & {
	readonly label?: string;
	/** Columns for the label; its own length and a gap if left out. */
	readonly labelWidth?: number;
	readonly placeholder?: string;
	/** Columns for the value; as many as there are if left out. */
	readonly width?: number;
};

const fallbackWidth = 30;

/** The character under the cursor: inverse, or where there is no such thing, behind a bar. */
function Cursor({at}: {readonly at: string}) {
	return showsColours() ? (
		<Text inverse>{at}</Text>
	) : (
		<Text>
			{symbols.cursor}
			{at === ' ' ? '' : at}
		</Text>
	);
}

/**
 * A line to type into. A long value scrolls sideways around the cursor.
 *
 * The inner field takes text at its end and nothing else. It is given what stands before the cursor, so that its end is
 * the cursor, and is made anew with each change: its own cursor would not follow one that came from elsewhere.
 */
export function TextField({
	label,
	labelWidth = label === undefined ? 0 : label.length + 3,
	placeholder = '',
	width,
	...options
}: Props) {
	const {isActive = true, value} = options;
	const {cursor, isOpen, onKey, onText} = useTextField(options);
	const box = useRef<DOMElement>(null);
	const metrics = useBoxMetrics(box);
	const room = width ?? (metrics.hasMeasured ? metrics.width : fallbackWidth);
	const isEmpty = value === '';
	const example = showsColours() || placeholder === '' ? placeholder : `(${placeholder})`;
	// A field that is not being typed into shows the beginning of its value.
	const {before, at, after} = visiblePart(
		isEmpty ? example : value,
		isActive && !isEmpty ? cursor : 0,
		Math.max(1, room - (showsColours() ? 0 : 1)),
	);
	const shown = harmlessJson(before);
	return (
		<Box flexGrow={1} flexShrink={1}>
			<KeyWatch isActive={isOpen} onKey={({text, key}) => onKey(text, key)} />
			{label === undefined ? null : (
				<FieldLabel label={label} width={labelWidth} hasFocus={isActive} />
			)}
			<Box
				ref={box}
				height={1}
				overflow="hidden"
				{...(width === undefined ? {flexGrow: 1, flexShrink: 1, flexBasis: 0} : {width})}
			>
				<Text wrap="truncate" color={isEmpty ? theme.dim : theme.text}>
					<TextInput
						key={shown}
						value={shown}
						focus={isOpen}
						showCursor={false}
						onChange={(text) => onText(text.slice(shown.length))}
					/>
					{isActive ? <Cursor at={at} /> : at}
					{after}
				</Text>
			</Box>
		</Box>
	);
}
