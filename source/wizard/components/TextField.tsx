import {Box, type DOMElement, useBoxMetrics} from 'ink';
import {useRef} from 'react';
import {type TextFieldOptions, useTextField} from '../hooks/index.ts';
import {theme} from '../theme.ts';
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

/** A line to type into. A long value scrolls sideways around the cursor, which is shown in inverse. */
export function TextField({
	label,
	labelWidth = label === undefined ? 0 : label.length + 2,
	placeholder = '',
	width,
	...options
}: Props) {
	const {isActive = true, value} = options;
	const {cursor} = useTextField(options);
	const box = useRef<DOMElement>(null);
	const metrics = useBoxMetrics(box);
	const room = width ?? (metrics.hasMeasured ? metrics.width : fallbackWidth);
	const isEmpty = value === '';
	const shown = isEmpty ? placeholder : value;
	// A field that is not being typed into shows the beginning of its value.
	const {before, at, after} = visiblePart(
		shown,
		isActive && !isEmpty ? cursor : 0,
		Math.max(1, room),
	);
	const color = isEmpty ? theme.dim : theme.text;
	return (
		<Box flexGrow={1} flexShrink={1}>
			{label === undefined ? null : (
				<Box width={labelWidth} flexShrink={0}>
					<Text bold={isActive}>{label}</Text>
				</Box>
			)}
			<Box
				ref={box}
				height={1}
				overflow="hidden"
				{...(width === undefined ? {flexGrow: 1, flexShrink: 1, flexBasis: 0} : {width})}
			>
				<Text wrap="truncate" color={color}>
					{before}
					<Text inverse={isActive}>{at}</Text>
					{after}
				</Text>
			</Box>
		</Box>
	);
}
