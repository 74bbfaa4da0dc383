import {type Key, useInput, usePaste} from 'ink';
import {stripControls} from '../../terminal/index.ts';
import {useIsInputOpen} from './input-gate.ts';
import {
	type TextFieldAction,
	type TextFieldControl,
	useTextFieldState,
} from './use-text-field-state.ts';

const controlActions: Readonly<Record<string, Exclude<TextFieldAction['type'], 'insert'>>> = {
	a: 'home',
	e: 'end',
	u: 'clearToStart',
	k: 'clearToEnd',
	w: 'deleteWord',
};

/** What an editing key does; undefined for keys that are none. */
const editingAction = (input: string, key: Key): TextFieldAction | undefined => {
	if (key.backspace) {
		return {type: key.meta ? 'deleteWord' : 'backspace'};
	}
	if (key.ctrl) {
		const type = controlActions[input];
		return type === undefined || key.meta ? undefined : {type};
	}
	if (key.meta || key.super || key.hyper) {
		return undefined;
	}
	if (key.delete) {
		return {type: 'delete'};
	}
	if (key.leftArrow) {
		return {type: 'left'};
	}
	if (key.rightArrow) {
		return {type: 'right'};
	}
	if (key.home) {
		return {type: 'home'};
	}
	return key.end ? {type: 'end'} : undefined;
};

export type TextFieldOptions = {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly onSubmit?: (value: string) => void;
	/** Opens the help at "?", which then cannot be typed. Leave it out where a value may hold a question mark. */
	readonly onHelp?: () => void;
	/** Gets pasted text as it came, in place of its being inserted. */
	readonly onPaste?: (text: string) => void;
	readonly isActive?: boolean;
};

/** Keys and pastes of a one-line field. Enter submits; Tab, Esc and the rest are left to others. */
export const useTextField = ({
	value,
	onChange,
	onSubmit,
	onHelp,
	onPaste,
	isActive = true,
}: TextFieldOptions): TextFieldControl => {
	const isOpen = useIsInputOpen(isActive);
	const field = useTextFieldState(value, onChange);
	const insert = (text: string) => {
		const clean = stripControls(text);
		if (clean !== '') {
			field.dispatch({type: 'insert', text: clean});
		}
	};
	useInput(
		(input, key) => {
			if (key.eventType === 'release') {
				return;
			}
			const action = editingAction(input, key);
			if (action !== undefined) {
				field.dispatch(action);
				return;
			}
			if (key.ctrl || key.meta || key.super || key.hyper || key.tab || key.escape) {
				return;
			}
			if (key.return) {
				onSubmit?.(field.current());
				return;
			}
			if (input === '?' && onHelp !== undefined) {
				onHelp();
				return;
			}
			// Text and Enter come together where the keys are not handed in one by one.
			const [text = '', ...others] = input.split(/\r\n?|\n/u);
			insert(text);
			if (others.length > 0) {
				onSubmit?.(field.current());
			}
		},
		{isActive: isOpen},
	);
	usePaste(
		(text) => {
			if (onPaste === undefined) {
				insert(text);
			} else {
				onPaste(text);
			}
		},
		{isActive: isOpen},
	);
	return field;
};
