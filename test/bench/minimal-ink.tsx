import {render, Text, useApp, useInput} from 'ink';
import {useReducer} from 'react';

// The least that a program made with Ink can be: one line of text, and keys that change it.
function Minimal() {
	const {exit} = useApp();
	const [count, add] = useReducer((before: number) => before + 1, 0);
	useInput((input, key) => {
		if (key.ctrl && input === 'c') {
			exit();
		} else {
			add();
		}
	});
	return <Text>Minimal frame {count}</Text>;
}

render(<Minimal />, {exitOnCtrlC: false, interactive: true});
