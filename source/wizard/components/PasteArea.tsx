import {Box, Text, useInput, usePaste} from 'ink';
import {useRef, useState} from 'react';
import {graphemesOf} from '../../terminal/index.ts';
import {useBodySize, useIsInputOpen} from '../hooks/index.ts';
import {symbols, theme} from '../theme.ts';
import {drawable} from './document-rows.ts';
import {
	acceptsEnter,
	emptyPasteArea,
	looksLikeDocument,
	type PasteAreaAction,
	reducePasteArea,
} from './paste-area-state.ts';
import {visiblePart} from './visible-part.ts';

type Props = {
	/** Called at Enter with the document that was pasted, or with the path of a file that was typed. */
	readonly onAccept: (given: {readonly text: string} | {readonly file: string}) => void;
	readonly onChange?: () => void;
	/** Called at Enter with nothing in the area. */
	readonly onEmpty?: () => void;
	/** What Enter does when nothing is there. */
	readonly emptyHint?: string;
	readonly isActive?: boolean;
	/** How many lines of a document are shown. */
	readonly previewRows?: number;
};

const usualPreviewRows = 4;

const counted = (count: number, unit: string): string =>
	`${count.toLocaleString('en-US')} ${unit}${count === 1 ? '' : 's'}`;

function Preview({text, rows}: {readonly text: string; readonly rows: number}) {
	const lines = text.replace(/\n+$/u, '').split('\n');
	return (
		<Box flexDirection="column">
			<Text>
				{symbols.success} Received {counted(lines.length, 'line')},{' '}
				{counted(text.length, 'character')}. Enter accepts, Ctrl+U clears.
			</Text>
			<Text color={theme.dim} wrap="truncate">
				{lines.slice(0, rows).map(drawable).join('\n')}
			</Text>
			{lines.length > rows ? <Text color={theme.dim}>{symbols.more}</Text> : null}
		</Box>
	);
}

/** Takes a whole document by paste, or the path of a file. Esc and Tab are left to the screen. */
export function PasteArea({
	onAccept,
	onChange,
	onEmpty,
	emptyHint,
	isActive = true,
	previewRows = usualPreviewRows,
}: Props) {
	const isOpen = useIsInputOpen(isActive);
	const {columns} = useBodySize();
	const latest = useRef(emptyPasteArea);
	const [{text}, setState] = useState(emptyPasteArea);
	const dispatch = (action: PasteAreaAction) => {
		latest.current = reducePasteArea(latest.current, action);
		setState(latest.current);
		onChange?.();
	};
	const enter = () => {
		const state = latest.current;
		const given = state.text.trim();
		if (given === '') {
			onEmpty?.();
		} else if (!acceptsEnter(state)) {
			dispatch({type: 'lineBreak'});
		} else {
			onAccept(looksLikeDocument(given) ? {text: state.text} : {file: given});
		}
	};
	usePaste((pasted) => dispatch({type: 'paste', text: pasted}), {
		isActive: isOpen,
	});
	useInput(
		(input, key) => {
			if (key.eventType === 'release' || key.meta || key.super || key.hyper) {
				return;
			}
			if (key.ctrl) {
				if (input === 'u') {
					dispatch({type: 'clear'});
				}
			} else if (key.return) {
				enter();
			} else if (key.backspace) {
				dispatch({type: 'backspace'});
			} else if (/[\r\n]/u.test(input)) {
				dispatch({type: 'paste', text: input});
			} else if (!key.tab && !key.escape && input !== '') {
				dispatch({type: 'type', text: input});
			}
		},
		{isActive: isOpen},
	);

	if (looksLikeDocument(text)) {
		return <Preview text={text} rows={previewRows} />;
	}
	if (text !== '') {
		const line = drawable(text).replaceAll('\n', ' ');
		const {before, at} = visiblePart(line, graphemesOf(line).length, columns);
		return (
			<Text wrap="truncate">
				{before}
				<Text inverse={isActive}>{at}</Text>
			</Text>
		);
	}
	return (
		<Box flexDirection="column">
			<Text color={theme.dim} wrap="truncate">
				<Text inverse={isActive}> </Text> Paste here, or type the path of a file.
			</Text>
			{emptyHint === undefined ? null : (
				<Text color={theme.dim} wrap="truncate">
					{emptyHint}
				</Text>
			)}
		</Box>
	);
}
