import {useEffect, useRef, useState} from 'react';
import {graphemesOf} from '../../terminal/index.ts';

/** A line of text and the cursor in it, counted in graphemes: 0 is before the first, the number of graphemes after the last. */
export type TextFieldState = {
	readonly value: string;
	readonly cursor: number;
	/** What was cut last, for putting it back; absent where nothing was. */
	readonly cut?: string;
};

export type TextFieldAction =
	| {readonly type: 'insert'; readonly text: string}
	| {
			readonly type:
				| 'backspace'
				| 'delete'
				| 'left'
				| 'right'
				| 'home'
				| 'end'
				| 'wordLeft'
				| 'wordRight'
				| 'clearToStart'
				| 'clearToEnd'
				| 'deleteWord'
				| 'deleteWordAfter'
				| 'putBack';
	  };

/** What stands between the words of a bucket name, a path or an ARN. */
const isBetweenWords = (grapheme: string | undefined): boolean =>
	grapheme !== undefined && /^[/\-: ]$/u.test(grapheme);

/** Where the word before the cursor begins; what stands between it and the cursor belongs to it. */
const wordStart = (graphemes: readonly string[], cursor: number): number => {
	let start = cursor;
	while (start > 0 && isBetweenWords(graphemes[start - 1])) {
		start -= 1;
	}
	while (start > 0 && !isBetweenWords(graphemes[start - 1])) {
		start -= 1;
	}
	return start;
};

/** Where the word after the cursor ends. */
const wordEnd = (graphemes: readonly string[], cursor: number): number => {
	let end = cursor;
	while (end < graphemes.length && isBetweenWords(graphemes[end])) {
		end += 1;
	}
	while (end < graphemes.length && !isBetweenWords(graphemes[end])) {
		end += 1;
	}
	return end;
};

/** The state after one editing key. The same object comes back where nothing changes. */
export const reduceTextField = (state: TextFieldState, action: TextFieldAction): TextFieldState => {
	const graphemes = graphemesOf(state.value);
	const cursor = Math.max(0, Math.min(state.cursor, graphemes.length));
	const replace = (from: number, to: number, text = ''): TextFieldState => {
		if (from >= to && text === '') {
			return state;
		}
		const before = graphemes.slice(0, from).join('') + text;
		// Counted anew: an inserted accent melts into the character before it.
		return {
			...state,
			value: before + graphemes.slice(to).join(''),
			cursor: graphemesOf(before).length,
		};
	};
	const cut = (from: number, to: number): TextFieldState =>
		from >= to ? state : {...replace(from, to), cut: graphemes.slice(from, to).join('')};
	const moveTo = (target: number): TextFieldState => {
		const next = Math.max(0, Math.min(target, graphemes.length));
		return next === state.cursor ? state : {...state, cursor: next};
	};
	switch (action.type) {
		case 'insert':
			return replace(cursor, cursor, action.text);
		case 'backspace':
			return replace(Math.max(0, cursor - 1), cursor);
		case 'delete':
			return replace(cursor, Math.min(graphemes.length, cursor + 1));
		case 'left':
			return moveTo(cursor - 1);
		case 'right':
			return moveTo(cursor + 1);
		case 'home':
			return moveTo(0);
		case 'end':
			return moveTo(graphemes.length);
		case 'wordLeft':
			return moveTo(wordStart(graphemes, cursor));
		case 'wordRight':
			return moveTo(wordEnd(graphemes, cursor));
		case 'clearToStart':
			return cut(0, cursor);
		case 'clearToEnd':
			return cut(cursor, graphemes.length);
		case 'deleteWord':
			return cut(wordStart(graphemes, cursor), cursor);
		case 'deleteWordAfter':
			return cut(cursor, wordEnd(graphemes, cursor));
		case 'putBack':
			return replace(cursor, cursor, state.cut ?? '');
	}
};

/** The field as it is to be drawn, and how to change it. */
export type TextFieldControl = {
	/** In graphemes, never outside the value. */
	readonly cursor: number;
	readonly dispatch: (action: TextFieldAction) => void;
	/** The value with every action so far, also those that React has not committed yet. */
	readonly current: () => string;
};

/**
 * The state of a field whose value belongs to its parent. Actions are applied to the newest state at once, so that two
 * of them between two commits do not undo each other.
 */
export const useTextFieldState = (
	value: string,
	onChange: (value: string) => void,
): TextFieldControl => {
	const state = useRef<TextFieldState>({
		value,
		cursor: graphemesOf(value).length,
	});
	const [cursor, setCursor] = useState(state.current.cursor);
	useEffect(() => {
		if (state.current.value !== value) {
			state.current = {...state.current, value, cursor: graphemesOf(value).length};
			setCursor(state.current.cursor);
		}
	});
	return {
		cursor: Math.min(cursor, graphemesOf(value).length),
		current: () => state.current.value,
		dispatch(action) {
			const previous = state.current;
			state.current = reduceTextField(previous, action);
			setCursor(state.current.cursor);
			if (state.current.value !== previous.value) {
				onChange(state.current.value);
			}
		},
	};
};
