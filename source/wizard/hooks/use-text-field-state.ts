import {useEffect, useRef, useState} from 'react';
import {graphemesOf} from '../../terminal/index.ts';

/** A line of text and the cursor in it, counted in graphemes: 0 is before the first, the number of graphemes after the last. */
export type TextFieldState = {
	readonly value: string;
	readonly cursor: number;
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
				| 'clearToStart'
				| 'clearToEnd'
				| 'deleteWord';
	  };

/** Where the word before the cursor begins; the blanks between it and the cursor belong to it. */
const wordStart = (graphemes: readonly string[], cursor: number): number => {
	let start = cursor;
	while (start > 0 && graphemes[start - 1] === ' ') {
		start -= 1;
	}
	while (start > 0 && graphemes[start - 1] !== ' ') {
		start -= 1;
	}
	return start;
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
			value: before + graphemes.slice(to).join(''),
			cursor: graphemesOf(before).length,
		};
	};
	const moveTo = (target: number): TextFieldState => {
		const next = Math.max(0, Math.min(target, graphemes.length));
		return next === state.cursor ? state : {value: state.value, cursor: next};
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
		case 'clearToStart':
			return replace(0, cursor);
		case 'clearToEnd':
			return replace(cursor, graphemes.length);
		case 'deleteWord':
			return replace(wordStart(graphemes, cursor), cursor);
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
			state.current = {value, cursor: graphemesOf(value).length};
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
