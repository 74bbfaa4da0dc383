import {type Key, usePaste} from 'ink';
import {useRef} from 'react';
import {stripControls} from '../../terminal/index.ts';
import {useIsInputOpen} from './input-gate.ts';
import {
	type TextFieldAction,
	type TextFieldControl,
	useTextFieldState,
} from './use-text-field-state.ts';

type Editing = Exclude<TextFieldAction['type'], 'insert'>;

const controlActions: Readonly<Record<string, Editing>> = {
	a: 'home',
	e: 'end',
	u: 'clearToStart',
	k: 'clearToEnd',
	w: 'deleteWord',
	y: 'putBack',
};

/** Alt and a letter, which terminals of a Mac also send for Alt and an arrow. */
const altActions: Readonly<Record<string, Editing>> = {
	b: 'wordLeft',
	f: 'wordRight',
	d: 'deleteWordAfter',
};

const controlled = (input: string, key: Key): Editing | undefined => {
	if (key.leftArrow || key.rightArrow) {
		return key.leftArrow ? 'wordLeft' : 'wordRight';
	}

	if (key.backspace) {
		return 'deleteWord';
	}

	if (key.delete) {
		return 'deleteWordAfter';
	}

	return (key.ctrl ? controlActions : altActions)[input];
};

/** What an editing key does; undefined for keys that are none. */
const editingAction = (input: string, key: Key): Editing | undefined => {
	if (key.super || key.hyper || (key.ctrl && key.meta)) {
		return undefined;
	}
	if (key.ctrl || key.meta) {
		return controlled(input, key);
	}
	if (key.backspace) {
		return 'backspace';
	}
	if (key.delete) {
		return 'delete';
	}
	if (key.leftArrow) {
		return 'left';
	}
	if (key.rightArrow) {
		return 'right';
	}
	if (key.home) {
		return 'home';
	}
	return key.end ? 'end' : undefined;
};

export type TextFieldOptions = {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly onSubmit?: (value: string) => void;
	/** Opens the help at "?", which then cannot be typed. Leave it out where a value may hold a question mark. */
	readonly onHelp?: () => void;
	/** Gets pasted text as it came; gives what of it is to be inserted, undefined for nothing. */
	readonly onPaste?: (text: string) => string | undefined;
	readonly isActive?: boolean;
};

/** A field around one that takes plain text alone. */
export type TextFieldKeys = Pick<TextFieldControl, 'cursor'> & {
	/** Whether keys and pastes are for this field now. */
	readonly isOpen: boolean;
	/** What a key means; to be told of each before the inner field hears of it. */
	readonly onKey: (input: string, key: Key) => void;
	/** Text that the inner field took; passed over where the key meant something else. */
	readonly onText: (text: string) => void;
};

/** Keys and pastes of a one-line field. Enter submits; Tab, Esc and the rest are left to others. */
export const useTextField = ({
	value,
	onChange,
	onSubmit,
	onHelp,
	onPaste,
	isActive = true,
}: TextFieldOptions): TextFieldKeys => {
	const isOpen = useIsInputOpen(isActive);
	const field = useTextFieldState(value, onChange);
	const isText = useRef(false);
	const insert = (text: string) => {
		const clean = stripControls(text);
		if (clean !== '') {
			field.dispatch({type: 'insert', text: clean});
		}
	};
	const onKey = (input: string, key: Key) => {
		isText.current = false;
		if (key.eventType === 'release') {
			return;
		}
		const type = editingAction(input, key);
		if (type !== undefined) {
			field.dispatch({type});
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
		if (others.length === 0) {
			isText.current = true;
			return;
		}
		insert(text);
		onSubmit?.(field.current());
	};
	usePaste(
		(text) => {
			insert((onPaste === undefined ? text : onPaste(text)) ?? '');
		},
		{isActive: isOpen},
	);
	return {
		cursor: field.cursor,
		isOpen,
		onKey,
		onText(text) {
			if (isText.current) {
				insert(text);
			}
		},
	};
};
