import {Box, useInput, usePaste} from 'ink';
import {useRef, useState} from 'react';
import {graphemesOf, stripControls, stripControlsKeepingLines} from '../../terminal/index.ts';
import {useBodySize, useIsInputOpen} from '../hooks/index.ts';
import {symbols, theme} from '../theme.ts';
import {drawable} from './document-rows.ts';
import {Text} from './Text.tsx';
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

type PreviewProps = {
	readonly text: string;
	readonly rows: number;
	/** Whether Enter accepts, or is still taken for a line break of the document. */
	readonly isAccepted: boolean;
};

function Preview({text, rows, isAccepted}: PreviewProps) {
	const lines = text.replace(/\n+$/u, '').split('\n');
	return (
		<Box flexDirection="column">
			<Text>
				{symbols.success} Received {counted(lines.length, 'line')},{' '}
				{counted(text.length, 'character')}. {isAccepted ? 'Enter' : 'Enter three times'} accepts,
				Ctrl+U clears.
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
	const [shown, setState] = useState(emptyPasteArea);
	const {text} = shown;
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
		return <Preview text={text} rows={previewRows} isAccepted={acceptsEnter(shown)} />;
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

/** What has been pasted or typed so far. */
export type PasteAreaState = {
	readonly text: string;
	/** Whether the last of it came in one piece, as a paste; Enter after that is meant as Enter. */
	readonly wasPasted: boolean;
	/** Line breaks typed one after the other at the end of an unfinished document. */
	readonly emptyLines: number;
};

export type PasteAreaAction =
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'type'; readonly text: string}
	| {readonly type: 'lineBreak'}
	| {readonly type: 'backspace'}
	| {readonly type: 'clear'};

export const emptyPasteArea: PasteAreaState = {
	text: '',
	wasPasted: false,
	emptyLines: 0,
};

/**
 * Whether a text is meant as a document and not as the path of a file: JSON, also URL-encoded or within a JSON string,
 * or anything else of several lines, so that it is named for what it is.
 */
export const looksLikeDocument = (text: string): boolean =>
	/^\s*(?:[[{<]|"\s*[[{]|%7b|%5b)|\S[^\S\n]*\n\s*\S/iu.test(text);

/** Whether every bracket of a JSON text that was opened outside of a string has been closed. */
const isClosed = (text: string): boolean => {
	let depth = 0;
	for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gsu)) {
		if (token === '{' || token === '[') {
			depth += 1;
		} else if (token === '}' || token === ']') {
			depth -= 1;
		}
	}
	return depth <= 0;
};

/**
 * Whether Enter accepts. Terminals without bracketed paste hand over a document line by line with an Enter after each;
 * inside an unfinished document Enter is therefore a line break. Enter three times in a row accepts what there is.
 */
export const acceptsEnter = ({text, wasPasted, emptyLines}: PasteAreaState): boolean =>
	wasPasted || !looksLikeDocument(text) || isClosed(text) || emptyLines >= 2;

/** The state after a paste or a key. */
export const reducePasteArea = (state: PasteAreaState, action: PasteAreaAction): PasteAreaState => {
	switch (action.type) {
		case 'paste':
			return {
				text: state.text + stripControlsKeepingLines(action.text),
				wasPasted: true,
				emptyLines: 0,
			};
		case 'type':
			return {
				text: state.text + stripControls(action.text),
				wasPasted: false,
				emptyLines: 0,
			};
		case 'lineBreak':
			return {
				text: `${state.text}\n`,
				wasPasted: false,
				emptyLines: state.emptyLines + 1,
			};
		case 'backspace':
			return {
				text: graphemesOf(state.text).slice(0, -1).join(''),
				wasPasted: false,
				emptyLines: 0,
			};
		case 'clear':
			return emptyPasteArea;
	}
};
